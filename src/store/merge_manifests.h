#pragma once
// The manifests of runs that become one. Private to room store.
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "store/sqlite.h"

namespace simbench::store {

struct NamedManifest {
  std::string name;  ///< for people: the folder
  Json manifest;
};

/// Is it what a run or a merge wrote, as far as merging reads it? errors: corrupt, with what isn't, of `where`
Status check_manifest_shape(const Json& manifest, const std::string& where);

/// One manifest for all. Models, arms, judges and endpoints are joined (what differs in them is told in
/// `differences`); everything else must be equal, except where the run lay. errors: invalid_input with every difference
Result<Json> join_manifests(const std::vector<NamedManifest>& manifests, std::vector<std::string>& differences);

/// Shards that weren't merged aren't missing where a run that is no shard has all of their tasks, models and arms: the
/// merged run's manifest then names all shards. Reads the cells and the notes "shards/…" of the merged run. Returns
/// which run has them, "" if none does.
Result<std::string> fill_by_whole_run(const Database& db, Json& manifest);

/// "2/3" of a shard's manifest, "" if it is no shard's.
std::string shard_name(const Json& manifest);
/// Name of the note that holds the manifest which goes with the rows, from their commit until manifest.json is written.
inline constexpr std::string_view kUnwrittenManifest = "merge/manifest";
Status note_manifest(const Database& db, const Json& manifest);
/// The note's value, null if there is none.
Result<Json> unwritten_manifest(const Database& db);
/// Writes it, if there is one, and drops the note.
Status write_unwritten(const Database& db, const fs::path& folder);

}  // namespace simbench::store
