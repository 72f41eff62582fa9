// How well does a score follow compile@1 and pass@1?
//   model          Spearman and Kendall over the models' means: does the score rank models as the physics does?
//   sample         over single cells (or (model, system) pairs where labels are known for those only)
//   within_system  AUC over pairs of answers to the same system: system difficulty, which explains most of the global
//   AUC, is out
// Intervals draw systems; at model level a second one (ci_models) draws models, for conclusions about other models.
#include <numeric>

#include "analysis/grid.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

/// compile@1 or pass@1 as sums over (model, system): successes and tries.
struct Target {
  std::string name;
  std::vector<double> successes, tries;  ///< [model * systems + system]
  std::vector<int> turns;                ///< that the tries come from
  bool by_cell = true;                   ///< false: known for (model, system) only
};

std::optional<Target> target_of(const Data& data, const Column& column, const std::optional<Labels>& labels) {
  Target target{
      column.name, std::vector<double>(data.pairs(), 0.0), std::vector<double>(data.pairs(), 0.0), {1, 2, 3}, true};
  double known = 0;
  for (size_t i = 0; i < data.cells.size(); ++i) {
    if (!column.values[i] || data.cells[i].row.key.arm != data.main_arm()) continue;
    size_t pair = data.pair(data.cells[i]);
    target.successes[pair] += *column.values[i], target.tries[pair] += 1, known += 1;
  }
  if (known > 0) return target;
  if (!labels) return std::nullopt;
  target.by_cell = false, target.turns = labels->turns;
  for (size_t pair = 0; pair < data.pairs(); ++pair)
    if (labels->counts[pair]) target.successes[pair] = *labels->counts[pair], target.tries[pair] = labels->of;
  return target;
}

/// A score as sums over (model, system), over all turns or over some.
struct Sums {
  std::vector<double> sum, count;
};
Sums sums_of(const Data& data, const Column& column, const std::vector<int>& turns) {
  Sums sums{std::vector<double>(data.pairs(), 0.0), std::vector<double>(data.pairs(), 0.0)};
  for (size_t i = 0; i < data.cells.size(); ++i) {
    const CellKey& key = data.cells[i].row.key;
    bool wanted = key.arm == data.main_arm() && std::find(turns.begin(), turns.end(), key.turn) != turns.end();
    if (!column.values[i] || !wanted) continue;
    sums.sum[data.pair(data.cells[i])] += *column.values[i], sums.count[data.pair(data.cells[i])] += 1;
  }
  return sums;
}

/// Means of score and target for each model that has both, over a drawing of systems (weights: how often each is
/// drawn).
struct ModelMeans {
  std::vector<double> score, target;
};
ModelMeans model_means(const Data& data, const Sums& sums, const Target& target, std::span<const double> weights) {
  ModelMeans means;
  for (size_t model = 0; model < data.models.size(); ++model) {
    double sum = 0, count = 0, successes = 0, tries = 0;
    for (size_t system = 0; system < data.systems.size(); ++system) {
      size_t pair = model * data.systems.size() + system;
      sum += weights[system] * sums.sum[pair], count += weights[system] * sums.count[pair];
      successes += weights[system] * target.successes[pair], tries += weights[system] * target.tries[pair];
    }
    if (count > 0 && tries > 0) means.score.push_back(sum / count), means.target.push_back(successes / tries);
  }
  return means;
}

/// One answer (or pair of answers) with a score and a known target.
struct Samples {
  std::vector<double> score, target;
  std::vector<bool> positive;
  std::vector<size_t> system;
};
Samples samples_of(const Data& data, const Column& score, const Column& outcome, const Target& target) {
  Samples samples;
  auto add = [&](double value, double reached, size_t system) {
    samples.score.push_back(value), samples.target.push_back(reached);
    samples.positive.push_back(reached > 0), samples.system.push_back(system);
  };
  if (target.by_cell) {
    for (size_t i = 0; i < data.cells.size(); ++i)
      if (score.values[i] && outcome.values[i] && data.cells[i].row.key.arm == data.main_arm())
        add(*score.values[i], *outcome.values[i], data.cells[i].system);
    return samples;
  }
  Sums sums = sums_of(data, score, target.turns);
  for (size_t pair = 0; pair < data.pairs(); ++pair)
    if (sums.count[pair] > 0 && target.tries[pair] > 0)
      add(sums.sum[pair] / sums.count[pair], target.successes[pair], pair % data.systems.size());
  return samples;
}

using Association = stats::Figure (*)(std::span<const double>, std::span<const double>);

/// A statistic of a drawing of systems, and what it rests on.
struct Statistic {
  std::string level, name;
  size_t n = 0;
  stats::GroupStatistic of_systems;
};

Statistic model_level(const Data& data, const std::string& name, Association association, const Sums& sums,
                      const Target& target) {
  std::vector<double> all(data.systems.size(), 1.0);
  return {"model", name, model_means(data, sums, target, all).score.size(),
          [&data, association, sums, target](auto drawn) {
            ModelMeans means = model_means(data, sums, target, stats::multiplicities(drawn, data.systems.size()));
            return association(means.score, means.target);
          }};
}

Statistic sample_spearman(const Data& data, const Samples& samples) {
  auto ordered = std::make_shared<stats::WeightedSpearman>(samples.score, samples.target);
  size_t systems = data.systems.size();
  return {"sample", "spearman", samples.score.size(), [ordered, systems, system = samples.system](auto drawn) {
            std::vector<double> counts = stats::multiplicities(drawn, systems), weights(system.size());
            for (size_t i = 0; i < system.size(); ++i) weights[i] = counts[system[i]];
            return (*ordered)(weights);
          }};
}

Statistic sample_auc(const Data& data, const Samples& samples) {
  auto ordered = std::make_shared<stats::WeightedAuc>(samples.score, samples.positive);
  size_t systems = data.systems.size();
  return {"sample", "auc", samples.score.size(), [ordered, systems, system = samples.system](auto drawn) {
            std::vector<double> counts = stats::multiplicities(drawn, systems), weights(system.size());
            for (size_t i = 0; i < system.size(); ++i) weights[i] = counts[system[i]];
            return (*ordered)(weights);
          }};
}

/// Only systems with a success and a failure tell anything; a drawing adds up their pairs.
Statistic within_system_auc(const Data& data, const Samples& samples) {
  std::vector<stats::PairCount> pairs(data.systems.size());
  for (size_t system = 0; system < pairs.size(); ++system) {
    std::vector<double> score;
    std::vector<bool> positive;
    for (size_t i = 0; i < samples.score.size(); ++i)
      if (samples.system[i] == system) score.push_back(samples.score[i]), positive.push_back(samples.positive[i]);
    if (!score.empty()) pairs[system] = stats::auc_pairs(score, positive);
  }
  return {"within_system", "auc", samples.score.size(), [pairs](std::span<const size_t> drawn) {
            stats::PairCount sum;
            for (size_t system : drawn) sum.right += pairs[system].right, sum.pairs += pairs[system].pairs;
            return sum.pairs > 0 ? stats::Figure::of(sum.right / sum.pairs)
                                 : stats::Figure::undefined("no system with both a success and a failure");
          }};
}

std::vector<Statistic> statistics_of(const Data& data, const Column& score, const Column& outcome,
                                     const Target& target) {
  Sums sums = sums_of(data, score, {1, 2, 3});
  Samples samples = samples_of(data, score, outcome, target);
  return {model_level(data, "spearman", stats::spearman, sums, target),
          model_level(data, "kendall", stats::kendall_tau_b, sums, target), sample_spearman(data, samples),
          sample_auc(data, samples), within_system_auc(data, samples)};
}

/// Interval of a model-level statistic when models are drawn instead of systems.
stats::Estimate over_models(const ModelMeans& means, Association association, const Options& options) {
  auto statistic = [&](std::span<const size_t> drawn) {
    ModelMeans sample;
    for (size_t model : drawn) sample.score.push_back(means.score[model]), sample.target.push_back(means.target[model]);
    return association(sample.score, sample.target);
  };
  return stats::bootstrap(means.score.size(), statistic, bootstrap_options(options));
}

Json row_of(const std::string& score, const std::string& target, const Statistic& statistic,
            const stats::Estimate& estimate) {
  Json row{{"score", score}, {"target", target}, {"level", statistic.level}, {"statistic", statistic.name}};
  row.update(to_json(estimate));
  row["n"] = statistic.n;
  return row;
}

/// All rows of one (score, target).
Json rows_of(const Data& data, const Options& options, const Column& score, const Column& outcome,
             const Target& target) {
  Json rows = Json::array();
  for (const Statistic& statistic : statistics_of(data, score, outcome, target)) {
    stats::Estimate estimate = stats::bootstrap(data.systems.size(), statistic.of_systems, bootstrap_options(options));
    Json row = row_of(score.name, target.name, statistic, estimate);
    row["target_turns"] = target.turns;
    row["target_of"] = target.by_cell ? "cell" : "model_system";
    if (statistic.level == "model") {
      std::vector<double> all(data.systems.size(), 1.0);
      ModelMeans means = model_means(data, sums_of(data, score, {1, 2, 3}), target, all);
      Association association = statistic.name == "spearman" ? stats::spearman : stats::kendall_tau_b;
      row["ci_models"] = to_json(over_models(means, association, options).ci);
      if (statistic.name == "spearman" && estimate.figure.value)
        row["p_value"] = or_null(stats::spearman_p_value(*estimate.figure.value, means.score.size()).value);
      // Where the labels cover some turns only, the same over those turns stands beside it.
      ModelMeans same = model_means(data, sums_of(data, score, target.turns), target, all);
      row["value_same_turns"] = or_null(association(same.score, same.target).value);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::pair<const Column*, Target>> targets_of(const Data& data) {
  std::vector<std::pair<const Column*, Target>> targets;
  if (auto pass = target_of(data, data.pass, data.label_pass)) targets.emplace_back(&data.pass, *pass);
  if (auto compile = target_of(data, data.compile, data.label_compile)) targets.emplace_back(&data.compile, *compile);
  return targets;
}

/// Runs `work` for every (score, target) and joins the rows in that order.
template <typename Work>
Json for_each_score(const Data& data, const Work& work) {
  auto targets = targets_of(data);
  std::vector<std::pair<const Column*, size_t>> jobs;
  for (const auto& [name, column] : data.scores)
    for (size_t target = 0; target < targets.size(); ++target) jobs.emplace_back(&column, target);
  std::vector<Json> parts(jobs.size());
  parallel_for(jobs.size(), core_count(), [&](size_t i) {
    const auto& [outcome, target] = targets[jobs[i].second];
    parts[i] = work(*jobs[i].first, *outcome, target);
  });
  Json rows = Json::array();
  for (Json& part : parts)
    for (Json& row : part) rows.push_back(std::move(row));
  return rows;
}

}  // namespace

Json correlation_table(const Data& data, const Options& options) {
  return for_each_score(data, [&](const Column& score, const Column& outcome, const Target& target) {
    return rows_of(data, options, score, outcome, target);
  });
}

Json correlation_differences(const Data& data, const Options& options) {
  std::string base_name = data.main_score();
  if (base_name.empty()) return Json::array();
  const Column& base = data.scores.at(base_name);
  return for_each_score(data, [&](const Column& score, const Column& outcome, const Target& target) {
    Json rows = Json::array();
    if (score.name == base.name) return rows;
    auto first = statistics_of(data, base, outcome, target), second = statistics_of(data, score, outcome, target);
    for (size_t i = 0; i < first.size(); ++i) {
      bool headline = first[i].level == "within_system" || (first[i].level == "model" && first[i].name == "spearman");
      if (!headline) continue;
      auto difference = [&](std::span<const size_t> drawn) {  // both on the same drawing: that is what pairs them
        stats::Figure a = first[i].of_systems(drawn), b = second[i].of_systems(drawn);
        if (!a.value || !b.value) return a.value ? b : a;
        return stats::Figure::of(*a.value - *b.value);
      };
      stats::Estimate estimate = stats::bootstrap(data.systems.size(), difference, bootstrap_options(options));
      Json row = row_of(base.name, target.name, first[i], estimate);
      row["minus"] = score.name;
      rows.push_back(std::move(row));
    }
    return rows;
  });
}

}  // namespace simbench::analysis
