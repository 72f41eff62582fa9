#include "store/sqlite.h"

#include <fmt/format.h>
#include <unistd.h>

#include "store/network.h"

namespace simbench::store {
namespace {

tl::unexpected<Error> database_error(sqlite3* db) {
  int code = sqlite3_errcode(db);
  const char* name = sqlite3_db_filename(db, "main");
  std::string where = name ? name : "";
  switch (code & 0xff) {
    case SQLITE_FULL:
      return fail(ErrorCode::unavailable, "the disk is full; free some space and run the same command again", where);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return fail(ErrorCode::denied, "cannot be opened or written; choose a folder on a disk that you may write to",
                  where);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(ErrorCode::denied, "is locked by another program; close it and try again", where);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return fail(ErrorCode::corrupt, "is not an intact run database; restore it from a copy or start a new run folder",
                  where);
    case SQLITE_IOERR:
      return fail(ErrorCode::unavailable,
                  fmt::format("the disk failed ({}); check it and run again", sqlite3_errmsg(db)), where);
    default:
      return fail(ErrorCode::corrupt, fmt::format("SQLite says: {}", sqlite3_errmsg(db)), where);
  }
}

/// True while a writer is at work, or was killed: what it wrote last isn't in the database yet.
bool has_open_log(const fs::path& file) {
  std::error_code code;
  auto bytes = fs::file_size(fs::path(file) += "-wal", code);
  return !code && bytes > 0;
}

/// The database as a file that nobody changes: SQLite then takes no locks and makes no files.
std::string immutable_uri(const fs::path& file) {
  std::string uri = "file:";
  for (unsigned char c : fs::absolute(file).string())
    uri += std::isalnum(c) || c == '/' || c == '.' || c == '_' || c == '-' ? std::string(1, static_cast<char>(c))
                                                                           : fmt::format("%{:02X}", c);
  return uri + "?immutable=1";
}

tl::unexpected<Error> no_place_for_log(const std::string& network, const fs::path& folder) {
  return fail(ErrorCode::unsupported,
              fmt::format("lies on {}, where SQLite's write-ahead log can't live: take a folder on a local disk (for "
                          "example below $TMPDIR) and copy it when the run has ended",
                          network),
              folder.string());
}

}  // namespace

Statement& Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind(int index, int64_t number) {
  sqlite3_bind_int64(statement_.get(), index, number);
  return *this;
}
Statement& Statement::bind(int index, const std::optional<double>& number) {
  if (!number) return bind_null(index);
  sqlite3_bind_double(statement_.get(), index, *number);
  return *this;
}
Statement& Statement::bind_blob(int index, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), index, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT);
  return *this;
}
Statement& Statement::bind_null(int index) {
  sqlite3_bind_null(statement_.get(), index);
  return *this;
}

Statement& Statement::bind_value(int index, const Statement& row, int column) {
  sqlite3_bind_value(statement_.get(), index, sqlite3_column_value(row.statement_.get(), column));
  return *this;
}

Result<bool> Statement::step() {
  int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_error(db_);
}

Status Statement::run() {
  TRY(step());
  sqlite3_reset(statement_.get());
  return {};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::string_view Statement::view(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes ? std::string_view(static_cast<const char*>(bytes), static_cast<size_t>(size)) : std::string_view();
}

std::string Statement::text(int column) const {
  return std::string(view(column));
}

int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::optional<double> Statement::number(int column) const {
  if (is_null(column)) return std::nullopt;
  return sqlite3_column_double(statement_.get(), column);
}

Result<Database> Database::open(const fs::path& file, bool read_only) {
  std::string name = file.string();
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
              (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (std::string network = network_file_system(file.parent_path()); !network.empty()) {
    if (!read_only || has_open_log(file)) return no_place_for_log(network, file.parent_path());
    name = immutable_uri(file), flags |= SQLITE_OPEN_URI;
  } else if (read_only && !has_open_log(file) && ::access(file.parent_path().c_str(), W_OK) != 0) {
    name = immutable_uri(file), flags |= SQLITE_OPEN_URI;
  }
  sqlite3* raw = nullptr;
  int code = sqlite3_open_v2(name.c_str(), &raw, flags, nullptr);
  Database db(raw);
  if (code != SQLITE_OK) return database_error(raw);
  sqlite3_busy_timeout(raw, 5000);
  return db;
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db_.get(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK)
    return database_error(db_.get());
  return Statement(db_.get(), raw);
}

Status Database::run(const char* sql) const {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return database_error(db_.get());
  return {};
}

Result<Transaction> Transaction::begin(const Database& db) {
  if (db.in_transaction()) return Transaction(nullptr);
  TRY(db.run("BEGIN IMMEDIATE"));
  return Transaction(&db);
}

Status Transaction::commit() {
  const Database* db = std::exchange(db_, nullptr);
  if (db == nullptr) return {};
  Status done = db->run("COMMIT");
  if (!done) (void)db->run("ROLLBACK");
  return done;
}

Transaction::~Transaction() {
  if (db_) (void)db_->run("ROLLBACK");
}

}  // namespace simbench::store
