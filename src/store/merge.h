#pragma once
// Room store's way from many run folders to one: the shards of a run, or runs of other models on the same tasks.
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"

namespace simbench::store {

/// What is said of a merge.
struct Merged {
  struct Shard {
    fs::path folder;
    std::string name;               ///< "2/3", or the folder's name where the run isn't a shard
    size_t cells = 0, pending = 0;  ///< of the shard
    size_t added = 0, went_on = 0;  ///< cells that are new in the merged run; of which more stands in it now
  };
  std::vector<Shard> shards;      ///< in order of number, then folder
  std::vector<int> missing;       ///< numbers of shards that the merged run has nothing of, from 1
  size_t cells = 0, pending = 0;  ///< of the merged run
  /// What differs and may (endpoints, models that only some shards have), and traces that were damaged on one side.
  std::vector<std::string> notes;
};

/// Numbers, from 1, of the shards that a merged run has nothing of, though tasks fall to them; none of any other run's
/// manifest.
std::vector<int> missing_shards(const Json& manifest);

/// Why no merged run can go to `out`, with the remedy: it is a shard, or a run that merge didn't make. "" if one can.
/// errors: those of reading it
Result<std::string> refusal_of(const fs::path& out);

/// Takes run folders into one at `out`, all or nothing, whenever it is killed; the order of `shards` doesn't matter,
/// and merging again changes nothing. A shard that was stopped is taken as far as it got. errors: invalid_input, with
/// every difference in words, where suite, sampling, versions or anything else that a run is made with differ, or cells
/// contradict each other; corrupt for a copy that isn't whole (database, traces); those of Store::open
Result<Merged> merge(const fs::path& out, const std::vector<fs::path>& shards);

}  // namespace simbench::store
