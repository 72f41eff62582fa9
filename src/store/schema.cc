#include "store/schema.h"

#include <fmt/format.h>

#include "store/digests.h"

namespace simbench::store {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE text (
  hash TEXT PRIMARY KEY,
  body BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE cell (
  id TEXT PRIMARY KEY,
  suite TEXT NOT NULL, system TEXT NOT NULL, turn INTEGER NOT NULL, arm TEXT NOT NULL, model TEXT NOT NULL, epoch INTEGER NOT NULL,
  system_title TEXT NOT NULL, category TEXT NOT NULL,
  request TEXT, completion TEXT, program TEXT, outcome TEXT, judgement TEXT,
  verdict TEXT, class TEXT, reason TEXT,
  UNIQUE (suite, system, turn, arm, model, epoch)
) WITHOUT ROWID;
CREATE TABLE step (
  cell TEXT NOT NULL REFERENCES cell (id),
  number INTEGER NOT NULL,
  request TEXT, completion TEXT, program TEXT, outcome TEXT, judgement TEXT,
  PRIMARY KEY (cell, number)
) WITHOUT ROWID;
CREATE TABLE score (
  subject_kind TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL,
  value REAL, reason TEXT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (subject_kind, subject, id, version)
) WITHOUT ROWID;
CREATE TABLE note (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
PRAGMA user_version = 1;
)sql";

Result<int64_t> version_of(const Database& db) {
  TRY_ASSIGN(Statement statement, db.prepare("PRAGMA user_version"));
  TRY(statement.step());
  return statement.integer(0);
}

Status refuse(int64_t version) {
  if (version > kSchemaVersion)
    return fail(
        ErrorCode::unsupported,
        fmt::format("run.db has schema version {}, this simbench knows up to {}; update simbench, or use the one "
                    "that made the run",
                    version, kSchemaVersion));
  return fail(ErrorCode::corrupt, "run.db holds no run; name a run folder, or start a new one");
}

}  // namespace

Status prepare_schema(const Database& db) {
  TRY(db.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"));
  TRY_ASSIGN(int64_t version, version_of(db));
  if (version != 0 && version != kSchemaVersion) return refuse(version);
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
  if (version == 0) TRY(db.run(kTables));
  TRY(prepare_digests(db));
  return transaction.commit();
}

Status check_schema(const Database& db) {
  TRY_ASSIGN(int64_t version, version_of(db));
  if (version != kSchemaVersion) return refuse(version);
  return {};
}

}  // namespace simbench::store
