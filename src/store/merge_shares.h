#pragma once
// Does a shard hold the share that its manifest says? Private to room store.
#include "store/sqlite.h"

namespace simbench::store {

struct Share {
  std::string folder;
  std::string name;             ///< "2/3"
  std::set<std::string> tasks;  ///< "suite system/turn" of every cell
};

Result<std::set<std::string>> tasks_of(const Database& db);

/// Of one cut: shards of different numbers have no task in common, shards of one number (of different models, say) have
/// some. errors: invalid_input, with both folders
Status check_shares(const std::vector<Share>& shares);

}  // namespace simbench::store
