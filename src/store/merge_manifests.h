#pragma once
// The manifests of runs that become one. Private to room store.
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"

namespace simbench::store {

struct NamedManifest {
  std::string name;  ///< for people: the folder
  Json manifest;
};

/// One manifest for all. Models, arms, judges and endpoints are joined (what differs in them is told in
/// `differences`); everything else must be equal, except where the run lay. errors: invalid_input with every difference
Result<Json> join_manifests(const std::vector<NamedManifest>& manifests, std::vector<std::string>& differences);

/// "2/3" of a shard's manifest, "" if it is no shard's.
std::string shard_name(const Json& manifest);
/// Numbers, from 1, of the shards that a joined manifest has nothing of.
std::vector<int> missing_shards(const Json& joined);

}  // namespace simbench::store
