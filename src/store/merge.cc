// Merging is one transaction on the merged run's database: whatever is wrong with a shard, nothing of any is taken. A
// new run is made beside its place and moved there when it is whole, so that no half of one ever stands there. Traces
// are named by their content: they are there before the rows that name them, and do no harm if those don't come.
#include "store/merge.h"

#include <fmt/format.h>

#include "store/digests.h"
#include "store/lock.h"
#include "store/merge_check.h"
#include "store/merge_manifests.h"
#include "store/merge_rows.h"
#include "store/merge_shares.h"
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
  if (checked.text(0) == "ok") return check_contents(db);
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
  TRY_ASSIGN(Json manifest, unwritten_manifest(*db));
  if (manifest.is_null()) {
    if (!fs::exists(folder / "manifest.json", code))
      return fail(
          ErrorCode::corrupt,
          "has no manifest.json: the run there was stopped before it had begun, or the copy isn't whole; run it "
          "again, copy it again, or leave it out",
          folder.string());
    TRY_ASSIGN(std::string text, read_file(folder / "manifest.json"));
    TRY_ASSIGN(manifest, parse_json(text, (folder / "manifest.json").string()));
  }
  TRY(check_manifest_shape(manifest, (folder / "manifest.json").string()));
  return Source{folder, std::move(manifest), std::move(*db)};
}

/// Where a merged run is made that has no place yet: on the same disk.
fs::path beside(const fs::path& out) {
  fs::path folder = out.lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  return folder += ".merging";
}

/// One source a folder, in an order that depends on the runs alone.
Result<std::vector<Source>> open_sources(const fs::path& out, const std::vector<fs::path>& folders) {
  std::set<fs::path> seen;
  std::vector<Source> sources;
  std::error_code code;
  for (const fs::path& folder : folders) {
    if (fs::weakly_canonical(folder, code) == fs::weakly_canonical(out, code))
      return fail(ErrorCode::invalid_input, "is the merged run itself: name the shards' folders only", folder.string());
    if (fs::weakly_canonical(folder, code) == fs::weakly_canonical(beside(out), code))
      return fail(ErrorCode::invalid_input,
                  "is where the merged run would be made, which empties it: move it, or choose another OUT",
                  folder.string());
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

/// Of shards alone: a run of its own has whatever it has.
Status check_dealt(const std::vector<Source>& sources) {
  std::vector<Share> shares;
  for (const Source& source : sources) {
    std::string name = shard_name(source.manifest);
    if (name.empty()) continue;
    TRY_ASSIGN(std::set<std::string> tasks, tasks_of(source.db));
    shares.push_back({source.folder.string(), name, std::move(tasks)});
  }
  return check_shares(shares);
}

/// What belongs to the host and the call that made a shard: note "shards/<name>".
Status note_facts(const Source& source, const Database& into) {
  Json facts{{"manifest", source.manifest}};
  TRY_ASSIGN(facts["isolation"], isolation_grades(source.db));
  TRY_ASSIGN(Statement references, source.db.prepare("SELECT value FROM note WHERE name = 'references'"));
  TRY_ASSIGN(bool there, references.step());
  TRY_ASSIGN(facts["references"], parse_json(there ? references.text(0) : "null", "run.db"));
  TRY_ASSIGN(Statement insert, into.prepare("INSERT INTO note (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE "
                                            "SET value = excluded.value WHERE value <> excluded.value"));
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

bool holds(const fs::path& file, const std::string& hash) {
  constexpr size_t kLargest = size_t{1} << 31;
  Result<std::string> bytes = read_file(file);
  if (!bytes) return false;
  Result<std::string> content = zstd_decompress(*bytes, kLargest);
  return content && sha256(*content) == hash;
}

/// Takes traces into a run, and takes back those that weren't there unless they are kept.
class Traces {
 public:
  explicit Traces(fs::path folder) : folder_(std::move(folder)) {}
  ~Traces() {
    std::error_code ignored;
    for (const fs::path& file : made_) fs::remove(file, ignored);
  }
  Traces(const Traces&) = delete;
  Traces& operator=(const Traces&) = delete;

  /// All that a shard's rows name; what is damaged on one side alone is told in `notes`. errors: corrupt
  Status take(const Source& source, std::vector<std::string>& notes);
  void keep() { made_.clear(); }

 private:
  Status put(const fs::path& from, const fs::path& to);

  fs::path folder_;
  std::vector<fs::path> made_;
};

/// At once, in place of what is there.
Status Traces::put(const fs::path& from, const fs::path& to) {
  std::error_code code;
  if (!fs::exists(to, code)) made_.push_back(to);
  fs::path beside = fs::path(to) += ".new";
  fs::remove(beside, code);
  fs::create_hard_link(from, beside, code);  // on one disk a second name does; its content never changes
  if (!code) fs::rename(beside, to, code);
  if (!code) return {};
  TRY_ASSIGN(std::string bytes, read_file(from));
  return write_file(to, bytes);
}

Status Traces::take(const Source& source, std::vector<std::string>& notes) {
  TRY_ASSIGN(std::set<std::string> hashes, traces_named(source.db));
  size_t mended = 0, spared = 0;
  for (const std::string& hash : hashes) {
    fs::path name = hash + ".trace.zst", from = source.folder / "traces" / name, to = folder_ / name;
    std::error_code code;
    bool one_file = fs::equivalent(from, to, code), sound = holds(from, hash), there = fs::exists(to, code);
    bool have = one_file ? sound : there && holds(to, hash);
    if (!sound && !have)
      return fail(ErrorCode::corrupt,
                  fs::exists(from, code) ? "this trace is damaged or cut off: copy the shard again"
                                         : "a trace that run.db names isn't there: the copy of the shard isn't whole",
                  from.string());
    if (!have) TRY(put(from, to));
    mended += there && !have, spared += !sound;
  }
  if (mended > 0)
    notes.push_back(fmt::format("{} of the merged run {} damaged: taken again from {}", counted(mended, "trace"),
                                mended == 1 ? "was" : "were", source.folder.string()));
  if (spared > 0)
    notes.push_back(fmt::format("{} in {} {} missing or damaged; the merged run has {} whole", counted(spared, "trace"),
                                source.folder.string(), spared == 1 ? "is" : "are", spared == 1 ? "it" : "them"));
  return {};
}

Status count_cells(const Database& db, Merged& merged) {
  TRY_ASSIGN(Statement count, db.prepare("SELECT count(*), count(*) - count(judgement) FROM cell"));
  TRY(count.step());
  merged.cells = static_cast<size_t>(count.integer(0)), merged.pending = static_cast<size_t>(count.integer(1));
  return {};
}

/// Of each model, how many epochs its tasks have: the fewest and the most.
using Epochs = std::map<std::string, std::pair<int64_t, int64_t>>;

Result<Epochs> epochs_of(const Database& db) {
  TRY_ASSIGN(Statement select,
             db.prepare("SELECT model, min(epochs), max(epochs) FROM (SELECT model, count(*) AS epochs FROM cell "
                        "GROUP BY suite, system, turn, arm, model) GROUP BY model"));
  Epochs epochs;
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return epochs;
    epochs[select.text(0)] = {select.integer(1), select.integer(2)};
  }
}

/// Tells of each model that not all have as many epochs of; `mine`: those of the merged run called `name`.
Status tell_epochs(const std::string& name, const Epochs& mine, const std::vector<Source>& sources,
                   std::vector<std::string>& told) {
  std::map<std::string, std::vector<std::pair<std::string, std::pair<int64_t, int64_t>>>> by_model;
  for (const auto& [model, epochs] : mine) by_model[model].emplace_back(name, epochs);
  for (const Source& source : sources) {
    TRY_ASSIGN(Epochs theirs, epochs_of(source.db));
    for (const auto& [model, epochs] : theirs) by_model[model].emplace_back(source.folder.string(), epochs);
  }
  for (const auto& [model, all] : by_model) {
    if (std::all_of(all.begin(), all.end(), [&](const auto& one) { return one.second == all.front().second; }))
      continue;
    std::vector<std::string> words;
    for (const auto& [where, epochs] : all)
      words.push_back(epochs.first == epochs.second
                          ? fmt::format("{} in {}", epochs.second, where)
                          : fmt::format("{} to {} in {}", epochs.first, epochs.second, where));
    told.push_back(fmt::format(
        "epochs of {} differ: {}; give each shard the same --epochs: `simbench run` then does what it lacks", model,
        join(words, ", ")));
  }
  return {};
}

/// `folder`: the merged run, called `name` in messages.
Result<Json> joined_manifest(const fs::path& folder, const fs::path& name, const std::vector<Source>& sources,
                             Merged& merged) {
  std::vector<NamedManifest> manifests;
  std::error_code code;
  if (fs::exists(folder / "manifest.json", code)) {
    TRY_ASSIGN(std::string text, read_file(folder / "manifest.json"));
    TRY_ASSIGN(Json manifest, parse_json(text, (name / "manifest.json").string()));
    TRY(check_manifest_shape(manifest, (name / "manifest.json").string()));
    manifests.push_back({name.string(), std::move(manifest)});
  } else if (merged.cells > 0) {
    return fail(
        ErrorCode::corrupt,
        "has no manifest.json, so that what was merged is unknown; bring it back from a copy, or merge all shards "
        "into a new folder",
        name.string());
  }
  for (const Source& source : sources) manifests.push_back({source.folder.string(), source.manifest});
  return join_manifests(manifests, merged.notes);
}

/// The rows and the manifest that goes with them, at once: between the two a process can die. One that says the same
/// already stays as it is.
Status commit(const Database& db, Transaction transaction, const fs::path& folder, const Json& manifest) {
  TRY(DigestWriter(db).write());
  Result<std::string> there = read_file(folder / "manifest.json");
  if (there && *there == to_pretty_text(manifest)) return transaction.commit();
  TRY(note_manifest(db, manifest));
  TRY(transaction.commit());
  return write_unwritten(db, folder);
}

/// `folder` is locked, and the run's place or beside it; `name`: what it is called in messages.
Result<Merged> merge_into(const fs::path& folder, const fs::path& name, const std::vector<Source>& sources) {
  Merged merged;
  TRY(make_directories(folder / "traces"));
  TRY_ASSIGN(Database db, Database::open(folder / "run.db", false));
  TRY(prepare_schema(db));
  TRY(write_unwritten(db, folder));
  TRY(count_cells(db, merged));
  TRY_ASSIGN(Json manifest, joined_manifest(folder, name, sources, merged));
  TRY(check_dealt(sources));
  TRY_ASSIGN(Epochs mine, epochs_of(db));
  TRY(tell_epochs(name.string(), mine, sources, merged.notes));
  Traces traces(folder / "traces");
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
  for (const Source& source : sources) {
    Result<Absorbed> taken = absorb(source.db, db);
    if (!taken) {
      Error error = taken.error();
      if (error.code == ErrorCode::invalid_input)
        error.message += "; nothing was merged: it contradicts what the other shards or the merged run hold";
      return in_folder(std::move(error), source.folder);
    }
    if (size_t mended = taken->mended_texts; mended > 0)
      merged.notes.push_back(fmt::format("{} of the merged run {} damaged: taken again from {}",
                                         counted(mended, "text"), mended == 1 ? "was" : "were",
                                         source.folder.string()));
    TRY(note_facts(source, db));
    TRY(traces.take(source, merged.notes));
    merged.shards.push_back(
        {source.folder, name_of(source), taken->cells, taken->pending, taken->added, taken->went_on});
  }
  TRY(count_cells(db, merged));
  if (std::vector<int> absent = missing_shards(manifest); !absent.empty()) {
    TRY_ASSIGN(std::string whole, fill_by_whole_run(db, manifest));
    if (!whole.empty())
      merged.notes.push_back(fmt::format("{}, which is no shard, has the tasks of shard{} {} too: none is missing",
                                         whole, absent.size() == 1 ? "" : "s", fmt::join(absent, ", ")));
  }
  TRY(commit(db, std::move(transaction), folder, manifest));
  traces.keep();
  merged.missing = missing_shards(manifest);
  return merged;
}

/// What `out` is that no merge made; "" if a merged run may go there.
Result<std::string> what_else_is(const fs::path& out) {
  std::error_code code;
  if (fs::exists(out, code) && !fs::is_directory(out, code)) return std::string("no folder");
  if (!fs::exists(out / "run.db", code)) return std::string();
  Result<Database> db = Database::open(out / "run.db", true);
  if (!db) return in_folder(db.error(), out);
  if (Status known = check_schema(*db); !known) {
    TRY_ASSIGN(Statement version, db->prepare("PRAGMA user_version"));
    TRY(version.step());
    if (version.integer(0) == 0) return std::string();  // nothing was ever written to it
    return in_folder(known.error(), out);
  }
  Result<std::string> text = read_file(out / "manifest.json");
  Result<Json> manifest = text ? parse_json(*text, "") : Json(nullptr);
  if (manifest && !shard_name(*manifest).empty())
    return fmt::format("shard {} of a run, not a merged run", shard_name(*manifest));
  TRY_ASSIGN(Statement merged, db->prepare("SELECT EXISTS (SELECT 1 FROM note WHERE name LIKE 'shards/%') OR NOT "
                                           "EXISTS (SELECT 1 FROM cell)"));
  TRY(merged.step());
  return std::string(merged.integer(0) != 0 ? "" : "a run of its own, not a merged run");
}

/// What a merge that was killed left there.
void clear(const fs::path& folder) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().filename() != "lock") fs::remove_all(entry.path(), ignored);
}

/// At once where there is nothing yet. A folder that has other things in it gets the database last.
Status move_to(const fs::path& from, const fs::path& out) {
  std::error_code code;
  fs::rename(from, out, code);
  if (!code) return {};
  if (fs::exists(out / "run.db", code))
    return fail(ErrorCode::denied, "another merge made this run meanwhile; merge again to add to it", out.string());
  std::vector<fs::path> files = list_files(from);
  auto last = [](const fs::path& file) { return file.filename() == "run.db"; };
  std::stable_partition(files.begin(), files.end(), [&](const fs::path& file) { return !last(file); });
  for (const fs::path& file : files) {
    fs::path to = out / file.lexically_relative(from);
    TRY(make_directories(to.parent_path()));
    fs::rename(file, to, code);
    if (code)
      return fail(ErrorCode::denied, fmt::format("cannot be written ({}); choose another folder", code.message()),
                  to.string());
  }
  fs::remove_all(from, code);
  return {};
}

Result<Merged> merge_anew(const fs::path& out, const std::vector<Source>& sources) {
  fs::path folder = beside(out);
  std::error_code code;
  if (fs::exists(folder, code) && !fs::is_empty(folder, code) && !fs::exists(folder / "lock", code))
    return fail(
        ErrorCode::denied,
        "is in the way: a merged run is made there first, and this isn't what an earlier merge left; move it, or "
        "choose another OUT",
        folder.string());
  TRY(make_directories(folder));
  TRY_ASSIGN(WriterLock lock, WriterLock::take(folder));
  clear(folder);
  Result<Merged> merged = merge_into(folder, out, sources);
  Status there = merged ? move_to(folder, out) : pass_on(merged.error());
  std::error_code ignored;
  if (!there) fs::remove_all(folder, ignored);
  if (!there) return pass_on(there.error());
  return merged;
}

}  // namespace

Result<std::string> refusal_of(const fs::path& out) {
  TRY_ASSIGN(std::string what, what_else_is(out));
  if (what.empty()) return what;
  return fmt::format(
      "{} is {}: the first folder named is where the merged run goes; put a new one before the shards, as in `simbench "
      "merge NEW SHARD…`",
      out.string(), what);
}

Result<Merged> merge(const fs::path& out, const std::vector<fs::path>& shards) {
  if (shards.empty()) return fail(ErrorCode::invalid_input, "no shard to merge");
  TRY_ASSIGN(std::string refusal, refusal_of(out));
  if (!refusal.empty()) return fail(ErrorCode::invalid_input, refusal);
  TRY_ASSIGN(std::vector<Source> sources, open_sources(out, shards));
  std::error_code code;
  if (!fs::exists(out / "run.db", code)) return merge_anew(out, sources);
  TRY_ASSIGN(WriterLock lock, WriterLock::take(out));
  return merge_into(out, out, sources);
}

}  // namespace simbench::store
