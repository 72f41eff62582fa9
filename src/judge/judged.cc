#include "judge/judged.h"

#include <fmt/format.h>

namespace simbench::judge {
namespace {

constexpr double kSameTotal = 0.5;  ///< a stated total within half a point agrees
constexpr double kRounding = 1e-6;  ///< points

}  // namespace

std::string Identity::key() const {
  return Hasher()
      .add("judge", judge)
      .add("score", score_id)
      .add("rubric", rubric_hash)
      .add("prompt", prompt)
      .add("sampling", to_text(sampling.to_json()))
      .hex()
      .substr(0, 8);
}

Json Identity::to_json() const {
  return {{"judge", judge},
          {"score", score_id},
          {"mode", mode},
          {"rubric", rubric},
          {"rubric_hash", rubric_hash},
          {"prompt", prompt},
          {"source", source.empty() ? Json(nullptr) : Json(source)},
          {"sampling", sampling.to_json()},
          {"rule", rule},
          {"key", key()}};
}

Json Deduction::to_json() const {
  return {{"category", category}, {"points", points}, {"lines", lines}, {"reason", reason}};
}

Json Judged::to_json() const {
  Json items = Json::array();
  for (const Deduction& deduction : deductions) items.push_back(deduction.to_json());
  return {{"value", or_null(value)},
          {"reason", reason},
          {"deductions", std::move(items)},
          {"lost", lost},
          {"contradictions", contradictions},
          {"repairs", repairs},
          {"stated", or_null(stated)},
          {"rung", rung},
          {"requests", requests},
          {"served_model", served_model},
          {"fingerprint", fingerprint},
          {"sampling", sampling.to_json()},
          {"adapted", adapted},
          {"usage", usage.to_json()}};
}

void add_up(const Rubric& rubric, Judged& judged) {
  std::map<std::string, double> sums;
  for (Deduction& deduction : judged.deductions) {
    const RubricCategory* category = rubric.find(deduction.category);
    check(category != nullptr, "a deduction's category is not in the rubric");
    deduction.category = category->name;
    sums[category->name] += deduction.points;
  }
  double lost = 0;
  for (const RubricCategory& category : rubric.categories) {
    double sum = sums[category.name];
    if (sum > category.points + kRounding)
      judged.contradictions.push_back(
          fmt::format("over_cap: {:g} points off in {}, which has {:g}", sum, category.name, category.points));
    judged.lost[category.name] = std::min(sum, category.points);
    lost += judged.lost[category.name];
  }
  judged.value = 100 * std::max(0.0, rubric.total() - lost) / rubric.total();
  judged.reason.clear();
  if (judged.stated && std::abs(*judged.stated - *judged.value) > kSameTotal)
    judged.contradictions.push_back(
        fmt::format("stated_total: the judge says {:g}, its deductions make {:g}", *judged.stated, *judged.value));
}

}  // namespace simbench::judge
