// How tasks were dealt out is known to the plan alone, but no task is dealt out twice: a shard under another's number
// shows by that, and the tasks that its own number lacks would be missed by nobody.
#include "store/merge_shares.h"

#include <fmt/format.h>

namespace simbench::store {
namespace {

/// A task that both have, without the suite's hash; "" if there is none.
std::string common_task(const Share& one, const Share& other) {
  for (const std::string& task : one.tasks)
    if (other.tasks.contains(task)) return task.substr(task.find(' ') + 1);
  return "";
}

}  // namespace

Result<std::set<std::string>> tasks_of(const Database& db) {
  TRY_ASSIGN(Statement select, db.prepare("SELECT DISTINCT suite, system, turn FROM cell"));
  std::set<std::string> tasks;
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return tasks;
    tasks.insert(fmt::format("{} {}/{}", select.text(0), select.text(1), select.text(2)));
  }
}

Status check_shares(const std::vector<Share>& shares) {
  for (size_t i = 0; i < shares.size(); ++i)
    for (size_t k = 0; k < i; ++k) {
      const Share &one = shares[k], &other = shares[i];
      if (one.tasks.empty() || other.tasks.empty()) continue;  // nothing fell to it
      std::string common = common_task(one, other);
      if (one.name == other.name && common.empty())
        return fail(ErrorCode::invalid_input,
                    fmt::format("{} and {} both say that they are shard {}, but have no task in common: the manifest "
                                "of one isn't its own; nothing was merged",
                                one.folder, other.folder, one.name));
      if (one.name != other.name && !common.empty())
        return fail(ErrorCode::invalid_input,
                    fmt::format("{} says that it is shard {} and {} shard {}, but both have {}: the manifest of one "
                                "isn't its own; nothing was merged",
                                one.folder, one.name, other.folder, other.name, common));
    }
  return {};
}

}  // namespace simbench::store
