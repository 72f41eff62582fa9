#include "analysis/grid.h"

namespace simbench::analysis {

Grid::Grid(const Data& data, Arm arm, const Column& column)
    : models_(data.models.size()), systems_(data.systems.size()), pooled_(data.pooled), values_(data.pairs() * 3) {
  std::vector<double> sum(values_.size(), 0.0), count(values_.size(), 0.0);
  for (size_t i = 0; i < data.cells.size(); ++i) {
    const CellKey& key = data.cells[i].key;
    if (key.arm != arm || !column.values[i] || key.turn < 1 || key.turn > 3) continue;
    size_t place = data.pair(data.cells[i]) * 3 + static_cast<size_t>(key.turn - 1);
    sum[place] += *column.values[i], count[place] += 1;
  }
  for (size_t i = 0; i < values_.size(); ++i)
    if (count[i] > 0) values_[i] = sum[i] / count[i];
}

double Grid::scale() const {
  std::vector<double> known;
  for (const std::optional<double>& value : values_)
    if (value) known.push_back(*value);
  return scale_of(known);
}

std::vector<double> values_of(const std::vector<Item>& items) {
  std::vector<double> values;
  values.reserve(items.size());
  for (const Item& item : items) values.push_back(item.value);
  return values;
}

std::vector<Item> items_at(const Data& data, const Column& column, const std::vector<uint32_t>& places) {
  std::vector<Item> items;
  for (uint32_t i : places)
    if (column.values[i]) items.push_back({*column.values[i], data.cells[i].system});
  return items;
}

stats::BootstrapOptions bootstrap_options(const Options& options) {
  return {.seed = options.seed, .repeats = options.bootstrap};
}

namespace {

stats::Estimate mean_of_few_systems(const std::vector<Item>& items) {
  std::vector<size_t> systems;
  for (const Item& item : items) systems.push_back(item.system);
  return stats::clustered_mean(values_of(items), systems).estimate;
}

}  // namespace

stats::Estimate mean_by_system(const std::vector<Item>& items, const Options& options) {
  std::map<size_t, std::pair<double, double>> by_system;  // sum and count: a drawing needs no more
  for (const Item& item : items) by_system[item.system].first += item.value, by_system[item.system].second += 1;
  std::vector<std::pair<double, double>> systems;
  for (const auto& [system, sums] : by_system) systems.push_back(sums);
  if (systems.size() < stats::kLeastGroups) return mean_of_few_systems(items);
  auto mean = [&](std::span<const size_t> drawn) {
    double sum = 0, count = 0;
    for (size_t system : drawn) sum += systems[system].first, count += systems[system].second;
    return stats::Figure::of(sum / count);
  };
  stats::Estimate estimate = stats::bootstrap(systems.size(), mean, bootstrap_options(options));
  estimate.n = items.size();
  return estimate;
}

double scale_of(const std::vector<double>& values) {
  double most = 0;
  for (double value : values) most = std::max(most, std::abs(value));
  return most <= 1 ? 1 : most <= 100 ? 100 : std::numeric_limits<double>::infinity();
}

stats::Estimate score_by_system(const std::vector<Item>& items, const Options& options) {
  stats::Estimate mean = mean_by_system(items, options);
  std::vector<double> values = values_of(items);
  bool has_sign = std::any_of(values.begin(), values.end(), [](double value) { return value < 0; });
  return has_sign ? mean : stats::within(std::move(mean), {0, scale_of(values)});
}

stats::Estimate share_by_system(const std::vector<Item>& items, const Options& options) {
  return stats::within(mean_by_system(items, options), {0, 1});
}

stats::Estimate difference_by_system(const std::vector<Item>& items, double scale, const Options& options) {
  return stats::within(mean_by_system(items, options), {-scale, scale});
}

Json to_json(const std::optional<stats::Interval>& interval) {
  return interval ? Json{interval->lo, interval->hi} : Json(nullptr);
}

Json to_json(const stats::Cut& cut) {
  return cut.low && cut.high ? "both" : cut.low ? "low" : "high";
}

Json to_json(const stats::Estimate& estimate) {
  Json json{{"value", or_null(estimate.figure.value)},
            {"ci", to_json(estimate.ci)},
            {"n", estimate.n},
            {"clusters", estimate.clusters}};
  if (!estimate.figure.value) json["reason"] = estimate.figure.reason;
  if (!estimate.ci) json["ci_reason"] = estimate.ci_reason;
  if (estimate.cut) json["ci_cut"] = to_json(estimate.cut);
  return json;
}

void put(Json& object, const std::string& key, const stats::Figure& figure) {
  object[key] = or_null(figure.value);
  if (!figure.value) object[key + "_reason"] = figure.reason;
}

void put(Json& object, const std::string& key, const stats::Estimate& estimate) {
  put(object, key, estimate.figure);
  object[key + "_ci"] = to_json(estimate.ci);
  if (!estimate.ci) object[key + "_ci_reason"] = estimate.ci_reason;
  if (estimate.cut) object[key + "_ci_cut"] = to_json(estimate.cut);
}

}  // namespace simbench::analysis
