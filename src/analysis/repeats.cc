#include "analysis/grid.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

/// Tries and passes of one task by one model under one arm.
struct Tries {
  size_t n = 0, passed = 0, system = 0;
};
using Task =
    std::tuple<size_t, Arm, size_t, int, std::string>;  ///< model, arm, system, turn, suite (an instance of it)

Json row_of(const Data& data, const Options& options, std::pair<size_t, Arm> of, size_t k,
            const std::vector<Tries>& tasks) {
  std::vector<Item> items;
  std::string reason = "no scored cell";
  for (const Tries& task : tasks) {
    stats::Figure figure = stats::pass_at_k(task.n, task.passed, k);
    if (figure.value)
      items.push_back({*figure.value, task.system});
    else
      reason = figure.reason;
  }
  Json row{{"model", data.models[of.first]},
           {"arm", to_string(of.second)},
           {"k", k},
           {"tasks", items.size()},
           {"tasks_with_too_few_tries", tasks.size() - items.size()}};
  stats::Estimate estimate = share_by_system(items, options);
  if (items.empty()) estimate.figure.reason = estimate.ci_reason = reason;
  put(row, "pass_at_k", estimate);
  return row;
}

}  // namespace

/// pass@k for k = 1, 2, 5, 10, … up to the most tries of any task; a task with fewer than k scored tries is left out
/// and counted.
Json pass_at_k_table(const Data& data, const Options& options) {
  std::map<Task, Tries> tries;
  size_t most = 0;
  for (size_t i = 0; i < data.cells.size(); ++i) {
    const Cell& cell = data.cells[i];
    if (!data.pass.values[i]) continue;
    Tries& task = tries[{cell.model, cell.key.arm, cell.system, cell.key.turn, cell.key.suite}];
    ++task.n, task.passed += *data.pass.values[i] > 0.5, task.system = cell.system;
    most = std::max(most, task.n);
  }
  std::map<std::pair<size_t, Arm>, std::vector<Tries>> by_model;
  for (const auto& [task, count] : tries) by_model[{std::get<0>(task), std::get<1>(task)}].push_back(count);
  Json rows = Json::array();
  for (const auto& [name, tasks] : by_model)
    for (size_t k : {1, 2, 3, 5, 10, 20, 50, 100})
      if (k <= most) rows.push_back(row_of(data, options, name, k, tasks));
  return rows;
}

}  // namespace simbench::analysis
