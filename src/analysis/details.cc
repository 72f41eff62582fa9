#include "analysis/details.h"

#include <algorithm>

namespace simbench::analysis {

void Violations::add(uint32_t cell, const std::vector<store::ViolationDigest>& list) {
  if (checked_[cell]) return;
  checked_[cell] = true;
  for (const store::ViolationDigest& one : list) {
    Violation violation{std::string(one.cls), std::string(one.name), std::string(one.suggestion), one.fatal};
    auto [it, is_new] = numbers_.try_emplace(violation, static_cast<uint32_t>(kinds_.size()));
    if (is_new) kinds_.push_back(std::move(violation));
    found_.emplace_back(cell, it->second);
  }
}

void Violations::sort() {
  std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

const std::string* Deductions::word(std::string_view text) {
  auto it = words_->find(text);
  return &*(it == words_->end() ? words_->emplace(text).first : it);
}

void Deductions::add(uint32_t cell, std::string_view id, bool valued, const std::vector<store::DeductionDigest>& list) {
  const std::string* name = word(id);
  std::map<std::string_view, double> points;
  for (const store::DeductionDigest& deduction : list) {
    if (deduction.category) categories_[*name].emplace(*deduction.category);
    points[deduction.category.value_or("")] += deduction.points;
  }
  if (!valued) return;
  rows_.push_back({cell, name, points_.size()});
  for (const auto& [category, sum] : points) points_.emplace_back(word(category), sum);
}

}  // namespace simbench::analysis
