// Merging is one transaction on the merged run's database: whatever is wrong with a shard, nothing of any is taken.
// Traces are named by their content: they are there before it, and do no harm if it isn't made.
#include "store/merge.h"

#include <fmt/format.h>

#include "store/digests.h"
#include "store/lock.h"
#include "store/merge_manifests.h"
#include "store/merge_rows.h"
#include "store/schema.h"
#include "store/sqlite.h"

namespace simbench::store {
namespace {

struct Source {
  fs::path folder;
  Json manifest;
  Database db;
};

tl::unexpected<Error> in_folder(Error error, const fs::path& folder) {
  error.where = folder.string();
  return pass_on(std::move(error));
}

Status check_whole(const Database& db) {
  TRY(check_schema(db));
  TRY_ASSIGN(Statement checked, db.prepare("PRAGMA quick_check(1)"));
  TRY(checked.step());
  if (checked.text(0) == "ok") return {};
  return fail(ErrorCode::corrupt, fmt::format("run.db is damaged ({}): the copy isn't whole; copy it again, or run the "
                                              "shard again",
                                              checked.text(0)));
}

Result<Source> open_source(const fs::path& folder) {
  std::error_code code;
  if (!fs::exists(folder / "run.db", code))
    return fail(ErrorCode::not_found, "is not a run folder: it has no run.db; name what was given to run as --out",
                folder.string());
  Result<Database> db = Database::open(folder / "run.db", true);
  if (!db) return in_folder(db.error(), folder);
  if (Status whole = check_whole(*db); !whole) return in_folder(whole.error(), folder);
  TRY(db->run("BEGIN"));  // a shard that is still being written is taken as it is at this instant
  TRY_ASSIGN(std::string text, read_file(folder / "manifest.json"));
  TRY_ASSIGN(Json manifest, parse_json(text, (folder / "manifest.json").string()));
  if (!manifest.is_object())
    return fail(ErrorCode::corrupt, "holds no manifest; run the shard again", (folder / "manifest.json").string());
  return Source{folder, std::move(manifest), std::move(*db)};
}

/// One source a folder, in an order that depends on the runs alone.
Result<std::vector<Source>> open_sources(const fs::path& out, const std::vector<fs::path>& folders) {
  std::set<fs::path> seen;
  std::vector<Source> sources;
  std::error_code code;
  for (const fs::path& folder : folders) {
    if (fs::weakly_canonical(folder, code) == fs::weakly_canonical(out, code))
      return fail(ErrorCode::invalid_input, "is the merged run itself: name the shards' folders only", folder.string());
    if (!seen.insert(fs::weakly_canonical(folder, code)).second) continue;
    TRY_ASSIGN(Source source, open_source(folder));
    sources.push_back(std::move(source));
  }
  auto order = [](const Source& s) {
    return std::tuple(get_number(get(s.manifest, "shard"), "number").value_or(0), s.folder.string());
  };
  std::sort(sources.begin(), sources.end(), [&](const Source& a, const Source& b) { return order(a) < order(b); });
  return sources;
}

std::string name_of(const Source& source) {
  std::string name = shard_name(source.manifest);
  if (!name.empty()) return name;
  fs::path folder = source.folder.has_filename() ? source.folder : source.folder.parent_path();
  return folder.filename().string();
}

Result<Json> isolation_grades(const Database& db) {
  TRY_ASSIGN(Statement select, db.prepare("SELECT json_extract(outcome, '$.isolation.grade') AS grade, count(*) FROM "
                                          "cell WHERE outcome IS NOT NULL GROUP BY grade ORDER BY grade"));
  Json grades = Json::object();
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return grades;
    grades[select.text(0)] = select.integer(1);
  }
}

/// What belongs to the host and the call that made a shard: note "shards/<name>".
Status note_facts(const Source& source, const Database& into) {
  Json facts{{"manifest", source.manifest}};
  TRY_ASSIGN(facts["isolation"], isolation_grades(source.db));
  TRY_ASSIGN(Statement references, source.db.prepare("SELECT value FROM note WHERE name = 'references'"));
  TRY_ASSIGN(bool there, references.step());
  TRY_ASSIGN(facts["references"], parse_json(there ? references.text(0) : "null", "run.db"));
  TRY_ASSIGN(Statement insert, into.prepare("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)"));
  return insert.bind(1, "shards/" + name_of(source)).bind(2, to_text(facts)).run();
}

/// The hashes of all traces that a database names.
Result<std::set<std::string>> traces_named(const Database& db) {
  TRY_ASSIGN(Statement select,
             db.prepare("SELECT json_extract(outcome, '$.trace') FROM cell WHERE outcome IS NOT NULL UNION "
                        "SELECT json_extract(outcome, '$.trace') FROM step WHERE outcome IS NOT NULL UNION "
                        "SELECT json_extract(r.value, '$.trace') FROM note, json_each(note.value) AS r WHERE "
                        "note.name = 'references'"));
  std::set<std::string> hashes;
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return hashes;
    if (!select.text(0).empty()) hashes.insert(select.text(0));
  }
}

Status copy_trace(const fs::path& from, const fs::path& to, const std::string& hash) {
  std::error_code code;
  if (fs::exists(to, code)) return {};
  Result<std::string> bytes = read_file(from);
  if (!bytes)
    return fail(ErrorCode::corrupt, "a trace that run.db names isn't there: the copy of the shard isn't whole",
                from.string());
  constexpr size_t kLargest = size_t{1} << 31;
  Result<std::string> content = zstd_decompress(*bytes, kLargest);
  if (!content || sha256(*content) != hash)
    return fail(ErrorCode::corrupt, "this trace is damaged or cut off: copy the shard again", from.string());
  fs::create_hard_link(from, to, code);  // on one disk a second name does; its content never changes
  return code ? write_file(to, *bytes) : Status();
}

Status copy_traces(const Source& source, const fs::path& out) {
  TRY_ASSIGN(std::set<std::string> hashes, traces_named(source.db));
  for (const std::string& hash : hashes) {
    std::string name = hash + ".trace.zst";
    TRY(copy_trace(source.folder / "traces" / name, out / "traces" / name, hash));
  }
  return {};
}

Result<Json> joined_manifest(const fs::path& out, const std::vector<Source>& sources, Merged& merged) {
  std::vector<NamedManifest> manifests;
  if (Result<std::string> text = read_file(out / "manifest.json")) {
    TRY_ASSIGN(Json manifest, parse_json(*text, (out / "manifest.json").string()));
    manifests.push_back({out.string(), std::move(manifest)});
  }
  for (const Source& source : sources) manifests.push_back({source.folder.string(), source.manifest});
  return join_manifests(manifests, merged.differences);
}

Status count_cells(const Database& db, Merged& merged) {
  TRY_ASSIGN(Statement count, db.prepare("SELECT count(*), count(*) - count(judgement) FROM cell"));
  TRY(count.step());
  merged.cells = static_cast<size_t>(count.integer(0)), merged.pending = static_cast<size_t>(count.integer(1));
  return {};
}

Result<Merged> merge_into(const fs::path& out, const std::vector<Source>& sources) {
  Merged merged;
  TRY_ASSIGN(Json manifest, joined_manifest(out, sources, merged));
  TRY(make_directories(out / "traces"));
  TRY_ASSIGN(WriterLock lock, WriterLock::take(out));
  TRY_ASSIGN(Database db, Database::open(out / "run.db", false));
  TRY(prepare_schema(db));
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
  for (const Source& source : sources) {
    Result<Absorbed> taken = absorb(source.db, db);
    if (!taken) {
      Error error = taken.error();
      if (error.code == ErrorCode::invalid_input)
        error.message += "; nothing was merged: it contradicts what the other shards or the merged run hold";
      return in_folder(std::move(error), source.folder);
    }
    TRY(note_facts(source, db));
    TRY(copy_traces(source, out));
    merged.shards.push_back(
        {source.folder, name_of(source), taken->cells, taken->pending, taken->added, taken->completed});
  }
  TRY(count_cells(db, merged));
  TRY(DigestWriter(db).write());
  TRY(transaction.commit());
  TRY(write_file(out / "manifest.json", to_pretty_text(manifest)));
  merged.missing = missing_shards(manifest);
  return merged;
}

}  // namespace

Result<Merged> merge(const fs::path& out, const std::vector<fs::path>& shards) {
  if (shards.empty()) return fail(ErrorCode::invalid_input, "no shard to merge");
  TRY_ASSIGN(std::vector<Source> sources, open_sources(out, shards));
  std::error_code code;
  bool is_new = !fs::exists(out, code);
  Result<Merged> merged = merge_into(out, sources);
  if (!merged && is_new) fs::remove_all(out, code);  // a run without cells would look like one
  return merged;
}

}  // namespace simbench::store
