// The same tasks in two runs: is the one better? A model against itself (another prompt, another checkpoint under one
// name, another release of the endpoint), or two models that were run apart.
#include "analysis/analysis.h"
#include "analysis/data.h"
#include "analysis/paired.h"

namespace simbench::analysis {
namespace {

/// One model of one run.
struct Side {
  const Data& data;
  size_t model;
};

/// Mean over the epochs of every task and instance that has numbers, by its name ("pendulum/2", "pendulum/2@7").
std::map<std::string, double> means_by_task(const Side& side, Arm arm, const Column& column) {
  struct Sum {
    double sum = 0, count = 0;
    const CellKey* key = nullptr;
  };
  std::map<std::tuple<size_t, int, std::string_view>, Sum> sums;  // names are made once a task, not once a cell
  auto places = side.data.places.find({side.model, arm});
  if (places == side.data.places.end()) return {};
  for (uint32_t i : places->second) {
    if (!column.values[i]) continue;
    const Cell& cell = side.data.cells[i];
    Sum& sum = sums[{cell.system, cell.key.turn, cell.key.suite}];  // an instance is a suite of its own
    sum.sum += *column.values[i], sum.count += 1, sum.key = &cell.key;
  }
  std::map<std::string, Sum> by_name;  // a task without drawn values is the same in every instance
  for (const auto& [task, sum] : sums) {
    Sum& all = by_name[task_name(side.data, *sum.key)];
    all.sum += sum.sum, all.count += sum.count;
  }
  std::map<std::string, double> means;
  for (const auto& [name, sum] : by_name) means[name] = sum.sum / sum.count;
  return means;
}

/// Tasks that both runs know under one name but not with one content: their numbers aren't about the same thing.
std::set<std::string> changed_tasks(const Data& first, const Data& second) {
  std::set<std::string> changed;
  for (const auto& [name, task] : first.tasks.items()) {
    auto a = get_string(task, "task_hash"), b = get_string(get(second.tasks, name), "task_hash");
    if (a && b && *a != *b) changed.insert(name);
  }
  return changed;
}

std::vector<Pairing> pair_tasks(const std::map<std::string, double>& first, const std::map<std::string, double>& second,
                                const std::set<std::string>& changed) {
  std::map<std::string, size_t> systems;
  std::vector<Pairing> pairs;
  for (const auto& [task, value] : first) {
    auto other = second.find(task);
    if (other == second.end() || changed.contains(task)) continue;
    size_t system = systems.try_emplace(task.substr(0, task.find('/')), systems.size()).first->second;
    pairs.push_back({value, other->second, system});
  }
  return pairs;
}

/// Columns that both runs have, by name: outcomes first.
std::vector<std::pair<const Column*, const Column*>> common_columns(const Data& first, const Data& second) {
  std::vector<std::pair<const Column*, const Column*>> columns{{&first.pass, &second.pass},
                                                               {&first.compile, &second.compile}};
  for (const auto& [name, column] : first.scores)
    if (auto other = second.scores.find(name); other != second.scores.end())
      columns.emplace_back(&column, &other->second);
  return columns;
}

struct Comparing {
  const std::set<std::string>& changed;  ///< tasks that aren't compared
  const std::vector<Arm>& arms;
  const Options& options;
  bool chosen = false;  ///< the models were named: others are nobody's loss
};

/// One measure in both runs.
struct Measured {
  const Column &first, &second;
};

/// By more than chance. Systems that all differ alike give no interval: then the tests decide.
bool is_worse(const Json& row) {
  if (row["ci"].is_array()) return row["ci"][1].get<double>() < 0;
  auto unlikely = [](const Json& of, const char* key) { return get_number(of, key).value_or(1) < 0.05; };
  return get_number(row, "difference").value_or(0) < 0 &&
         (unlikely(row, "sign_flip_p") || unlikely(get(row, "mcnemar"), "p_value"));
}

/// Why a drop isn't told from chance where so few systems have no pattern of signs that is rare enough; null: it is, or
/// there is none.
Json why_undecided(const Json& row) {
  auto systems = row["clusters"].get<size_t>();
  bool drop = get_number(row, "difference").value_or(0) < -1e-12;
  if (row["worse"] == true || !drop || systems >= stats::kLeastFlips) return nullptr;
  return fmt::format("{} of {}: with fewer than {} systems this drop can't be told from chance",
                     counted(row["n"].get<size_t>(), "task"), counted(systems, "system"), stats::kLeastFlips);
}

/// A row an arm.
void add_rows(const Side& first, const Side& second, const Measured& measure, const Comparing& comparing, Json& rows) {
  for (Arm arm : comparing.arms) {
    auto pairs = pair_tasks(means_by_task(first, arm, measure.first), means_by_task(second, arm, measure.second),
                            comparing.changed);
    if (pairs.empty()) continue;
    Json row{{"first_model", first.data.models[first.model]},
             {"second_model", second.data.models[second.model]},
             {"measure", name_under(measure.first.name, arm)},
             {"arm", to_string(arm)},
             {"paired_by", "task and instance"}};
    row.update(paired_difference(pairs, comparing.options));
    if (&measure.first == &first.data.pass || &measure.first == &first.data.compile)
      row["mcnemar"] = paired_outcomes(pairs);
    row["worse"] = is_worse(row);
    row["undecided"] = why_undecided(row);
    rows.push_back(std::move(row));
  }
}

/// "3 cells of it (2 pending, 1 disk_full)".
std::string cells_text(const Side& side, const std::vector<Arm>& arms) {
  size_t cells = 0;
  std::map<std::string, size_t> reasons;
  for (Arm arm : arms) {
    auto places = side.data.places.find({side.model, arm});
    if (places == side.data.places.end()) continue;
    for (uint32_t i : places->second) {
      ++cells;
      if (const std::string& why = side.data.cells[i].why_unscored; !why.empty()) ++reasons[why];
    }
  }
  std::vector<std::string> parts;
  for (const auto& [reason, count] : reasons) parts.push_back(fmt::format("{} {}", count, reason));
  return counted(cells, "cell") + " of it" + (parts.empty() ? "" : fmt::format(" ({})", join(parts, ", ")));
}

/// Why two sides have no pair with a number, in words.
std::string why_no_pairs(const Side& first, const Side& second, const Comparing& comparing) {
  std::set<std::string> tasks, others, common;
  for (const auto& [side, names] : {std::pair(&first, &tasks), std::pair(&second, &others)})
    for (Arm arm : comparing.arms)
      if (auto places = side->data.places.find({side->model, arm}); places != side->data.places.end())
        for (uint32_t i : places->second)
          names->insert(fmt::format("{} {}", task_name(side->data, side->data.cells[i].key), to_string(arm)));
  std::set_intersection(tasks.begin(), tasks.end(), others.begin(), others.end(), std::inserter(common, common.end()));
  if (tasks.empty() || others.empty()) {
    std::vector<std::string> arms;
    for (Arm arm : comparing.arms) arms.emplace_back(to_string(arm));
    return fmt::format("{} has no cell of it under arm {}", tasks.empty() ? "the run" : "the base", join(arms, ", "));
  }
  if (common.empty())
    return fmt::format("no task and instance is in both: {} here, {} in the base", *tasks.begin(), *others.begin());
  bool all_changed = std::all_of(common.begin(), common.end(), [&](const std::string& name) {
    return comparing.changed.contains(name.substr(0, name.find(' ')));
  });
  if (all_changed) return "the content of every task that is in both has changed";
  return fmt::format("no task has a number in both: {} here, {} in the base", cells_text(first, comparing.arms),
                     cells_text(second, comparing.arms));
}

/// Of each task that one model has under one arm: "" with a number of pass@1, else why none of its cells has one.
std::map<std::string, std::string> whys_by_task(const Side& side, Arm arm) {
  std::map<std::string, std::string> whys;
  bool chosen = arm == Arm::repair && side.data.no_second_try.contains(side.model);
  auto places = side.data.places.find({side.model, arm});
  if (places == side.data.places.end()) return whys;
  std::map<std::tuple<size_t, int, std::string_view>, std::pair<const CellKey*, std::string>> sums;
  for (uint32_t i : places->second) {
    const Cell& cell = side.data.cells[i];
    std::string why = side.data.pass.values[i]     ? ""
                      : !cell.why_unscored.empty() ? cell.why_unscored
                      : chosen                     ? "others have no second try yet"
                                                   : "no_requirements";
    auto [sum, is_new] = sums.try_emplace({cell.system, cell.key.turn, cell.key.suite}, &cell.key, why);
    if (!is_new && why.empty()) sum->second.second.clear();
  }
  for (const auto& [place, sum] : sums) {
    auto [task, is_new] = whys.try_emplace(task_name(side.data, *sum.first), sum.second);
    if (!is_new && sum.second.empty()) task->second.clear();
  }
  return whys;
}

/// What of the base a model's pass@1 under one arm was compared with: {compared, of, tasks: [{task, reason}]}. A task
/// without requirements never has one, in whatever run.
Json coverage(const Side& first, const Side& second, Arm arm, const std::set<std::string>& changed) {
  std::map<std::string, std::string> here = whys_by_task(first, arm), base = whys_by_task(second, arm);
  size_t compared = 0;
  Json tasks = Json::array();
  for (const auto& [task, why] : base) {
    if (changed.contains(task) || why.starts_with("no_requirements")) continue;
    auto mine = here.find(task);
    if (mine != here.end() && mine->second.empty() && why.empty())
      ++compared;
    else
      tasks.push_back({{"task", task},
                       {"reason", !why.empty()         ? why + " in the base"
                                  : mine == here.end() ? "missing"
                                                       : mine->second}});
  }
  return {{"compared", compared}, {"of", compared + tasks.size()}, {"tasks", std::move(tasks)}};
}

/// "compared 1 of 3 tasks of the base under arm given: not s/2 (pending), s/3 (missing)".
std::string coverage_text(const Json& coverage, Arm arm) {
  constexpr size_t kShown = 5;
  const Json& tasks = coverage["tasks"];
  std::vector<std::string> names;
  for (const Json& row : tasks)
    if (names.size() < kShown) names.push_back(fmt::format("{} ({})", text_of(row, "task"), text_of(row, "reason")));
  std::string more = tasks.size() > kShown ? fmt::format(" and {} more", tasks.size() - kShown) : "";
  return fmt::format("compared {} of {} of the base under arm {}: not {}{}", to_text(coverage["compared"]),
                     counted(coverage["of"].get<size_t>(), "task"), to_string(arm), join(names, ", "), more);
}

/// Models whose pass@1 was compared, but not with all of the base: what wasn't measured isn't passed.
void add_partly_compared(const Data& first, const Data& second, const std::vector<std::pair<size_t, size_t>>& pairs,
                         const Comparing& comparing, Json& missing) {
  if (!is_measured("pass_at_1", comparing.options)) return;
  for (const auto& [model, other] : pairs) {
    const std::string& name = second.models[other];
    if (std::any_of(missing.begin(), missing.end(), [&](const Json& row) { return row["model"] == name; })) continue;
    for (Arm arm : comparing.options.arms.empty() ? second.arms : comparing.arms) {
      Json part = coverage({first, model}, {second, other}, arm, comparing.changed);
      if (part["tasks"].empty()) continue;
      Json row{{"model", name}, {"arm", to_string(arm)}, {"reason", coverage_text(part, arm)}};
      row.update(part);
      row["other_measures"] = true;
      missing.push_back(std::move(row));
    }
  }
}

/// Models of the second run whose pass@1 no row is about: [{model, reason, other_measures}]; other_measures: rows of
/// other measures are. Controls that one of the runs lacks are nobody's loss.
Json not_compared(const Data& first, const Data& second, const std::vector<std::pair<size_t, size_t>>& pairs,
                  const Comparing& comparing, const Json& rows) {
  Json missing = Json::array();
  for (size_t model = 0; model < second.models.size(); ++model) {
    auto pair = std::find_if(pairs.begin(), pairs.end(), [&](const auto& p) { return p.second == model; });
    if (pair == pairs.end() && (comparing.chosen || !second.pooled[model])) continue;
    bool any = false, outcome = false;
    for (const Json& row : rows)
      if (row["second_model"] == second.models[model])
        any = true, outcome = outcome || row["measure"] == "pass_at_1" || row["measure"] == kTwoTries;
    if (outcome || (any && !is_measured("pass_at_1", comparing.options))) continue;
    std::string reason = pair == pairs.end() ? "the run has no cell of it"
                                             : why_no_pairs({first, pair->first}, {second, pair->second}, comparing);
    missing.push_back({{"model", second.models[model]}, {"reason", reason}, {"other_measures", any}});
  }
  add_partly_compared(first, second, pairs, comparing, missing);
  return missing;
}

/// Every model of both; where each run has one only, these two.
std::vector<std::pair<size_t, size_t>> common_models(const Data& first, const Data& second) {
  if (first.models.size() == 1 && second.models.size() == 1) return {{0, 0}};
  std::vector<std::pair<size_t, size_t>> common;
  for (size_t i = 0; i < first.models.size(); ++i) {
    auto other = std::find(second.models.begin(), second.models.end(), first.models[i]);
    if (other != second.models.end()) common.emplace_back(i, static_cast<size_t>(other - second.models.begin()));
  }
  return common;
}

Result<std::vector<std::pair<size_t, size_t>>> chosen_models(const Data& first, const Data& second,
                                                             const std::vector<std::string>& names) {
  if (names.empty()) return common_models(first, second);
  if (names.size() > 2)
    return fail(ErrorCode::invalid_input, "between two runs --models names one model, or one of each run");
  TRY_ASSIGN(size_t a, model_index(first, names.front()));
  TRY_ASSIGN(size_t b, model_index(second, names.back()));
  return std::vector{std::pair(a, b)};
}

}  // namespace

Result<Json> compare_runs(const store::Store& first, const store::Store& second, const std::vector<std::string>& models,
                          const Options& options) {
  std::error_code ignored;
  bool one_model = models.size() < 2 || models.front() == models.back();
  if (one_model && fs::equivalent(first.folder(), second.folder(), ignored))
    return fail(ErrorCode::invalid_input,
                fmt::format("{} is named twice: a run doesn't differ from itself; name two runs, or two models of it",
                            first.folder().string()));
  TRY_ASSIGN(Data a, load(first, options));
  TRY_ASSIGN(Data b, load(second, options));
  TRY_ASSIGN(auto pairs, chosen_models(a, b, models));
  if (pairs.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("the runs have no model in common: the first has {}, the second {}; say --models A,B",
                            join(a.models, ", "), join(b.models, ", ")));
  std::set<std::string> changed = changed_tasks(a, b);
  TRY_ASSIGN(std::vector<Arm> arms, chosen_arms(a, options));
  std::vector<std::string> names;
  for (const auto& [column, other] : common_columns(a, b)) names.push_back(column->name);
  TRY(check_measures(names, options));
  Comparing comparing{changed, arms, options, !models.empty()};
  Json rows = Json::array();
  for (const auto& [name_a, name_b] : common_columns(a, b))
    for (const auto& [model_a, model_b] : pairs)
      if (is_measured(name_a->name, options)) add_rows({a, model_a}, {b, model_b}, {*name_a, *name_b}, comparing, rows);
  adjust_for_many(rows, "sign_flip_p");
  Json missing = not_compared(a, b, pairs, comparing, rows);
  return Json{{"runs", {first.folder().string(), second.folder().string()}},
              {"comparisons", rows},
              {"not_compared", missing},
              {"changed_tasks", changed},
              {"methods", paired_methods(options)}};
}

}  // namespace simbench::analysis
