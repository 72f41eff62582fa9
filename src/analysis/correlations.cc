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

bool counts(const Data& data, const Cell& cell) {
  return cell.key.arm == data.main_arm() && data.pooled[cell.model];
}

std::optional<Target> target_of(const Data& data, const Column& column, const std::optional<Labels>& labels) {
  Target target{name_under(column.name, data.main_arm()),
                std::vector<double>(data.pairs(), 0.0),
                std::vector<double>(data.pairs(), 0.0),
                {1, 2, 3},
                true};
  double known = 0;
  for (size_t i = 0; i < data.cells.size(); ++i) {
    if (!column.values[i] || !counts(data, data.cells[i])) continue;
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
    const CellKey& key = data.cells[i].key;
    bool wanted = counts(data, data.cells[i]) && std::find(turns.begin(), turns.end(), key.turn) != turns.end();
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

/// One answer (or pair of answers) with a score and a known target: 0 or 1, or the share of a pair's tries.
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
      if (score.values[i] && outcome.values[i] && counts(data, data.cells[i]))
        add(*score.values[i], *outcome.values[i], data.cells[i].system);
    return samples;
  }
  Sums sums = sums_of(data, score, target.turns);
  for (size_t pair = 0; pair < data.pairs(); ++pair)
    if (sums.count[pair] > 0 && target.tries[pair] > 0)
      add(sums.sum[pair] / sums.count[pair], target.successes[pair] / target.tries[pair], pair % data.systems.size());
  return samples;
}

using Association = stats::Figure (*)(std::span<const double>, std::span<const double>);

stats::Figure over(Association association, const ModelMeans& means) {
  if (means.score.size() < 3)
    return stats::Figure::undefined("fewer than three models: two agree or disagree wholly, whatever the score");
  return association(means.score, means.target);
}

/// A statistic of a drawing of systems, and what it rests on.
struct Statistic {
  std::string level, name;
  size_t n = 0;
  stats::GroupStatistic of_systems;
};

Statistic model_level(const Data& data, const std::string& name, Association association, const Sums& sums,
                      const Target& target) {
  std::vector<double> all(data.systems.size(), 1.0);
  return {
      "model", name, model_means(data, sums, target, all).score.size(), [&data, association, sums, target](auto drawn) {
        return over(association, model_means(data, sums, target, stats::multiplicities(drawn, data.systems.size())));
      }};
}

/// Over groups where that is possible: a drawing then costs the same for any number of samples.
Statistic sample_spearman(const Data& data, const Samples& samples) {
  if (auto grouped = stats::GroupSpearman::make(samples.score, samples.target, samples.system, data.systems.size())) {
    auto shared = std::make_shared<const stats::GroupSpearman>(std::move(*grouped));
    size_t systems = data.systems.size();
    return {"sample", "spearman", samples.score.size(),
            [shared, systems](auto drawn) { return (*shared)(stats::multiplicities(drawn, systems)); }};
  }
  auto ordered = std::make_shared<stats::WeightedSpearman>(samples.score, samples.target);
  size_t systems = data.systems.size();
  return {"sample", "spearman", samples.score.size(), [ordered, systems, system = samples.system](auto drawn) {
            std::vector<double> counts = stats::multiplicities(drawn, systems), weights(system.size());
            for (size_t i = 0; i < system.size(); ++i) weights[i] = counts[system[i]];
            return (*ordered)(weights);
          }};
}

Statistic sample_auc(const Data& data, const Samples& samples) {
  size_t systems = data.systems.size();
  auto grouped = std::make_shared<const stats::GroupAuc>(samples.score, samples.positive, samples.system, systems);
  return {"sample", "auc", samples.score.size(),
          [grouped, systems](auto drawn) { return (*grouped)(stats::multiplicities(drawn, systems)); }};
}

/// Only systems with a success and a failure tell anything; a drawing adds up their pairs.
Statistic within_system_auc(const Data& data, const Samples& samples) {
  std::vector<stats::PairCount> pairs(data.systems.size());
  std::vector<std::pair<std::vector<double>, std::vector<bool>>> by_system(pairs.size());
  for (size_t i = 0; i < samples.score.size(); ++i) {
    auto& [score, positive] = by_system[samples.system[i]];
    score.push_back(samples.score[i]), positive.push_back(samples.positive[i]);
  }
  for (size_t system = 0; system < pairs.size(); ++system)
    if (const auto& [score, positive] = by_system[system]; !score.empty())
      pairs[system] = stats::auc_pairs(score, positive);
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
    return over(association, sample);
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

void put_model_level(const Data& data, const Options& options, std::pair<const Column&, const Target&> of,
                     const Statistic& statistic, Json& row) {
  const auto& [score, target] = of;
  std::vector<double> all(data.systems.size(), 1.0);
  ModelMeans means = model_means(data, sums_of(data, score, {1, 2, 3}), target, all);
  Association association = statistic.name == "spearman" ? stats::spearman : stats::kendall_tau_b;
  row["ci_models"] = to_json(over_models(means, association, options).ci);
  if (auto value = get_number(row, "value"); value && statistic.name == "spearman")
    row["p_value"] = or_null(stats::spearman_p_value(*value, means.score.size()).value);
  // Where the labels cover some turns only, the same over those turns stands beside it.
  ModelMeans same = model_means(data, sums_of(data, score, target.turns), target, all);
  row["value_same_turns"] = or_null(over(association, same).value);
}

/// One statistic of one (score, target): its row, and its drawings where differences are wanted.
struct Drawn {
  Statistic statistic;
  stats::Drawings drawings;
  Json row;
};

/// Differences are shown of the two statistics that a summary quotes.
bool is_headline(const Statistic& statistic) {
  return statistic.level == "within_system" || (statistic.level == "model" && statistic.name == "spearman");
}

std::vector<Drawn> drawn_of(const Data& data, const Options& options, const Column& score, const Column& outcome,
                            const Target& target) {
  std::vector<Drawn> all;
  for (Statistic& statistic : statistics_of(data, score, outcome, target)) {
    stats::Drawings drawings = stats::draw(data.systems.size(), statistic.of_systems, bootstrap_options(options));
    Json row = row_of(score.name, target.name, statistic, stats::estimate_of(drawings, bootstrap_options(options)));
    row["target_turns"] = target.turns;
    row["target_of"] = target.by_cell ? "cell" : "model_system";
    if (statistic.level == "model") put_model_level(data, options, {score, target}, statistic, row);
    if (!is_headline(statistic)) drawings.values.clear();
    all.push_back({std::move(statistic), std::move(drawings), std::move(row)});
  }
  return all;
}

std::vector<std::pair<const Column*, Target>> targets_of(const Data& data) {
  std::vector<std::pair<const Column*, Target>> targets;
  if (auto pass = target_of(data, data.pass, data.label_pass)) targets.emplace_back(&data.pass, *pass);
  if (auto compile = target_of(data, data.compile, data.label_compile)) targets.emplace_back(&data.compile, *compile);
  return targets;
}

/// Main score minus every other, on the same drawings: that is what pairs them.
Json differences_from(const std::string& main, const Options& options,
                      const std::map<std::pair<std::string, size_t>, std::vector<Drawn>>& drawn) {
  Json rows = Json::array();
  for (const auto& [key, statistics] : drawn) {
    const auto& [score, target] = key;
    auto base = drawn.find({main, target});
    if (score == main || base == drawn.end()) continue;
    for (size_t i = 0; i < statistics.size(); ++i) {
      if (!is_headline(statistics[i].statistic)) continue;
      stats::Drawings gap = stats::difference(base->second[i].drawings, statistics[i].drawings);
      Json row = row_of(main, get_string(statistics[i].row, "target").value_or(""), statistics[i].statistic,
                        stats::estimate_of(gap, bootstrap_options(options)));
      row["minus"] = score;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace

Correlations correlate(const Data& data, const Options& options) {
  auto targets = targets_of(data);
  std::map<std::pair<std::string, size_t>, std::vector<Drawn>> drawn;  // by (score, number of the target)
  for (const auto& [name, column] : data.scores)
    for (size_t target = 0; target < targets.size(); ++target) drawn[{name, target}];
  std::vector<std::pair<const std::pair<std::string, size_t>, std::vector<Drawn>>*> jobs;
  for (auto& job : drawn) jobs.push_back(&job);
  parallel_for(jobs.size(), core_count(), [&](size_t i) {
    const auto& [outcome, target] = targets[jobs[i]->first.second];
    jobs[i]->second = drawn_of(data, options, data.scores.at(jobs[i]->first.first), *outcome, target);
  });
  Correlations result{Json::array(), differences_from(data.main_score(), options, drawn)};
  for (auto& [key, statistics] : drawn)
    for (Drawn& one : statistics) result.rows.push_back(std::move(one.row));
  return result;
}

namespace {

constexpr size_t kCurveBins = 5;

/// Equal numbers of samples a bin, equal scores never parted; the share that reached the target in each.
Json curve_bins(const Samples& samples, const Options& options) {
  std::vector<size_t> order(samples.score.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return samples.score[a] < samples.score[b]; });
  Json bins = Json::array();
  for (size_t bin = 0, begin = 0; bin < kCurveBins && begin < order.size(); ++bin) {
    size_t end = std::max(begin + 1, order.size() * (bin + 1) / kCurveBins);
    while (end < order.size() && samples.score[order[end]] == samples.score[order[end - 1]]) ++end;
    std::vector<Item> reached;
    double sum = 0;
    for (size_t i = begin; i < end; ++i)
      reached.push_back({samples.target[order[i]], samples.system[order[i]]}), sum += samples.score[order[i]];
    Json row{{"from", samples.score[order[begin]]},
             {"to", samples.score[order[end - 1]]},
             {"mean", sum / static_cast<double>(end - begin)},
             {"n", end - begin}};
    put(row, "rate", share_by_system(reached, options));
    bins.push_back(std::move(row));
    begin = end;
  }
  return bins;
}

}  // namespace

Json calibration_curves(const Data& data, const Options& options) {
  Json rows = Json::array();
  for (const auto& [outcome, target] : targets_of(data))
    for (const auto& [name, column] : data.scores) {
      Samples samples = samples_of(data, column, *outcome, target);
      Json bins = curve_bins(samples, options);
      if (bins.size() < 2) continue;
      rows.push_back(
          {{"score", name}, {"target", target.name}, {"n", samples.score.size()}, {"bins", std::move(bins)}});
    }
  return rows;
}

Json model_spearman(const Data& data, const Options& options, const Column& score) {
  Json result = Json::object();
  for (const auto& [outcome, target] : targets_of(data)) {
    Statistic statistic = model_level(data, "spearman", stats::spearman, sums_of(data, score, {1, 2, 3}), target);
    result[target.name] =
        to_json(stats::bootstrap(data.systems.size(), statistic.of_systems, bootstrap_options(options)));
    result[target.name]["n"] = statistic.n;
  }
  return result;
}

}  // namespace simbench::analysis
