#include "replay/column.h"

#include "base/base.h"

namespace simbench::replay {
namespace {

constexpr double kSteps = 4000;
constexpr double kMostSteps = 9e14;  // whole numbers that a browser holds exactly, with room for differences

using Steps = std::vector<int64_t>;

/// The first stays as it is.
Steps differenced(const Steps& steps) {
  Steps out = steps;
  for (size_t i = steps.size(); i-- > 1;) out[i] -= out[i - 1];
  return out;
}

size_t digits(const Steps& steps) {
  size_t sum = 0;
  for (int64_t step : steps) sum += fmt::formatted_size("{}", step);
  return sum;
}

/// Values between which some are unknown: no differences, null for those.
Json with_gaps(const std::vector<double>& values, double quantum) {
  Json steps = Json::array();
  for (double value : values)
    steps.push_back(std::isfinite(value) && std::abs(value / quantum) < kMostSteps ? Json(std::llround(value / quantum))
                                                                                   : Json(nullptr));
  return {{"q", quantum}, {"k", 0}, {"v", std::move(steps)}};
}

}  // namespace

double quantum_of(double range) {
  double exponent = std::isfinite(range) && range > 0 ? std::floor(std::log10(range / kSteps)) : -6;
  return std::strtod(fmt::format("1e{}", std::clamp(exponent, -12.0, 12.0)).c_str(), nullptr);
}

Json column(const std::vector<double>& values, double quantum) {
  auto known = [&](double x) { return std::isfinite(x) && std::abs(x / quantum) < kMostSteps; };
  if (std::none_of(values.begin(), values.end(), known)) return nullptr;
  if (!std::all_of(values.begin(), values.end(), known)) return with_gaps(values, quantum);
  Steps best;
  for (double value : values) best.push_back(std::llround(value / quantum));
  if (std::all_of(best.begin(), best.end(), [&](int64_t step) { return step == best.front(); }))
    return std::strtod(fmt::format("{:.9g}", static_cast<double>(best.front()) * quantum).c_str(), nullptr);
  int order = 0;
  Steps next = best;
  for (int tried = 1; tried <= 2; ++tried) {
    next = differenced(next);
    if (digits(next) < digits(best)) best = next, order = tried;
  }
  return {{"q", quantum}, {"k", order}, {"v", best}};
}

Json column(const std::vector<double>& values) {
  double low = INFINITY, high = -INFINITY;
  for (double value : values)
    if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
  return column(values, quantum_of(high > low ? high - low : std::abs(high)));
}

}  // namespace simbench::replay
