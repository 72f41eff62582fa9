#include "analysis/details.h"

#include <algorithm>

namespace simbench::analysis {

void Violations::add(uint32_t cell, const Json& list) {
  if (checked_[cell]) return;
  checked_[cell] = true;
  for (const Json& one : list) {
    Violation violation{text_of(one, "class"), text_of(one, "name"), text_of(one, "suggestion"),
                        get_bool(one, "fatal").value_or(false)};
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

void Deductions::add(uint32_t cell, std::string_view id, bool valued, const Json& list) {
  const std::string* name = word(id);
  std::map<std::string, double> points;
  for (const Json& deduction : list) {
    auto category = get_string(deduction, "category");
    if (category) categories_[*name].insert(*category);
    points[category.value_or("")] += get_number(deduction, "points").value_or(0);
  }
  if (!valued) return;
  rows_.push_back({cell, name, points_.size()});
  for (const auto& [category, sum] : points) points_.emplace_back(word(category), sum);
}

}  // namespace simbench::analysis
