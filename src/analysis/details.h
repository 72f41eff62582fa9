#pragma once
// The lists that scores of cells carry, as the tables need them: a million cells have millions of entries.
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "store/store.h"

namespace simbench::analysis {

/// What the conformance checker says of one call.
struct Violation {
  std::string cls, name, suggestion;
  bool fatal = false;
  auto operator<=>(const Violation&) const = default;
};

/// Which programs were checked, and what was found in them.
class Violations {
 public:
  Violations() = default;
  explicit Violations(size_t cells) : checked_(cells, false) {}

  /// Member `violations` of a score's detail. Several scores of a cell carry the same list: the first counts.
  void add(uint32_t cell, const std::vector<store::ViolationDigest>& list);
  /// To be called after the last `add`.
  void sort();

  bool checked(size_t cell) const { return checked_[cell]; }
  /// Calls visit(place of the cell, violation) for everything that was found, in the order of cells.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (auto [cell, kind] : found_) visit(cell, kinds_[kind]);
  }

 private:
  std::vector<bool> checked_;
  std::map<Violation, uint32_t> numbers_;
  std::vector<Violation> kinds_;
  std::vector<std::pair<uint32_t, uint32_t>> found_;  ///< (cell, number of the kind)
};

/// Points that judges took off, by rubric category.
class Deductions {
 public:
  /// Member `deductions` of the detail of score `id`. `valued`: does the score stand?
  void add(uint32_t cell, std::string_view id, bool valued, const std::vector<store::DeductionDigest>& list);

  /// Rubric categories that a score knows.
  const std::map<std::string, std::set<std::string>>& categories() const { return categories_; }
  /// Calls visit(place of the cell, score id, {category → points}) for every score that stands, as they were added.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (size_t i = 0; i < rows_.size(); ++i) {
      std::map<std::string, double> points;
      size_t end = i + 1 < rows_.size() ? rows_[i + 1].first : points_.size();
      for (size_t k = rows_[i].first; k < end; ++k) points[*points_[k].first] = points_[k].second;
      visit(rows_[i].cell, *rows_[i].id, points);
    }
  }

 private:
  struct Row {
    uint32_t cell = 0;
    const std::string* id = nullptr;
    size_t first = 0;  ///< its first entry in points_
  };
  const std::string* word(std::string_view text);
  std::map<std::string, std::set<std::string>> categories_;
  std::shared_ptr<std::set<std::string, std::less<>>> words_ = std::make_shared<std::set<std::string, std::less<>>>();
  std::vector<Row> rows_;
  std::vector<std::pair<const std::string*, double>> points_;
};

}  // namespace simbench::analysis
