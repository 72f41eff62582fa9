#pragma once
// Numbers by (model, system, turn), and the estimates that are drawn from them with systems as clusters.
#include "analysis/data.h"
#include "stats/stats.h"

namespace simbench::analysis {

/// Mean over the epochs of every (model, system, turn) of one arm; nothing where no epoch has a number.
class Grid {
 public:
  Grid(const Data& data, Arm arm, const Column& column);
  std::optional<double> at(size_t model, size_t system, int turn) const {
    return values_[(model * systems_ + system) * 3 + static_cast<size_t>(turn - 1)];
  }
  /// Does this model count in what is taken over all models?
  bool pooled(size_t model) const { return pooled_[model]; }
  /// The largest value that the scale of its numbers allows, as scale_of.
  double scale() const;
  size_t models() const { return models_; }
  size_t systems() const { return systems_; }

 private:
  size_t models_, systems_;
  std::vector<bool> pooled_;
  std::vector<std::optional<double>> values_;
};

/// A number that belongs to a system (its cluster).
struct Item {
  double value = 0;
  size_t system = 0;
};

std::vector<double> values_of(const std::vector<Item>& items);

/// Mean of the items with its interval over systems: by drawing whole systems, O(systems) a drawing; with fewer than
/// stats::kLeastGroups by Student's t.
stats::Estimate mean_by_system(const std::vector<Item>& items, const Options& options);
/// The largest value that the scale of these allows: of shares 1, of judges' points 100, else infinity.
double scale_of(const std::vector<double>& values);
/// The same of a score's values, of items that are 0, 1 or between, and of differences on a scale from 0 to `scale`:
/// the interval is cut where theirs ends.
stats::Estimate score_by_system(const std::vector<Item>& items, const Options& options);
stats::Estimate share_by_system(const std::vector<Item>& items, const Options& options);
stats::Estimate difference_by_system(const std::vector<Item>& items, double scale, const Options& options);

/// All numbers of a column as items: those of the cells for which `keep` holds.
template <typename Keep>
std::vector<Item> items_of(const Data& data, const Column& column, const Keep& keep) {
  std::vector<Item> items;
  for (size_t i = 0; i < data.cells.size(); ++i)
    if (column.values[i] && keep(data.cells[i])) items.push_back({*column.values[i], data.cells[i].system});
  return items;
}

/// The numbers of a column at these places.
std::vector<Item> items_at(const Data& data, const Column& column, const std::vector<uint32_t>& places);

stats::BootstrapOptions bootstrap_options(const Options& options);

/// "value", "ci", "n", "clusters", "reason" where something is null, and "ci_cut" ("low", "high", "both") where an
/// end of the interval is that of the scale.
Json to_json(const stats::Estimate& estimate);
/// [lo, hi] or null.
Json to_json(const std::optional<stats::Interval>& interval);
/// "low", "high", "both": which ends are cut. There is one.
Json to_json(const stats::Cut& cut);
/// Sets object[key] to the number or null, and object[key + "_reason"] when it is null.
void put(Json& object, const std::string& key, const stats::Figure& figure);
/// Sets object[key] and object[key + "_ci"], with reasons where they are null, and object[key + "_ci_cut"].
void put(Json& object, const std::string& key, const stats::Estimate& estimate);

}  // namespace simbench::analysis
