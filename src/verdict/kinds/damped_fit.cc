// ω and the damping are found by NLopt (BOBYQA); c, a and b follow from them by linear least squares at each trial
// (variable projection), so that the search has two dimensions only, and a start from the turning points is near
// enough.
#include "verdict/kinds/damped_fit.h"

#include <nlopt.h>

#include "base/base.h"
#include "verdict/vector.h"

namespace simbench::verdict {
namespace {

/// The linear part at one ω and γ.
struct Linear {
  double offset = 0, squares = 0, left = 0;  ///< c; sum of squares of the motion about c, and of what is left of it
};

struct Problem {
  const Signal& signal;
  double base = 0;  ///< taken off the numbers first, so that an offset costs no digits
  bool is_known = false;
};

/// `damping` = γ/ω.
std::optional<Linear> solve(const Problem& problem, double omega, double damping) {
  const Signal& s = problem.signal;
  // growth is counted from the end, so that no power overflows
  double origin = damping < 0 ? s.t.back() : s.t.front();
  std::array<Vec3, 3> normal{};
  Vec3 right;
  auto shape = [&](size_t i) {
    double phase = omega * (s.t[i] - origin), size = std::exp(-damping * phase);
    return Vec3{problem.is_known ? 0.0 : 1.0, size * std::cos(phase), size * std::sin(phase)};
  };
  for (size_t i = 0; i < s.t.size(); ++i) {
    Vec3 row = shape(i);
    for (size_t k = 0; k < 3; ++k) normal[k] = normal[k] + row[k] * row;
    right = right + (s.x[i] - problem.base) * row;
  }
  if (problem.is_known) normal[0] = {1, 0, 0};
  double determinant = dot(normal[0], cross(normal[1], normal[2]));
  if (!(std::abs(determinant) > 0) || !std::isfinite(determinant)) return std::nullopt;
  Vec3 weights{dot(right, cross(normal[1], normal[2])) / determinant,
               dot(normal[0], cross(right, normal[2])) / determinant,
               dot(normal[0], cross(normal[1], right)) / determinant};
  Linear out{problem.is_known ? 0 : weights.x, 0, 0};
  for (size_t i = 0; i < s.t.size(); ++i) {
    double x = s.x[i] - problem.base, off = x - dot(weights, shape(i)), about = x - out.offset;
    out.left += off * off, out.squares += about * about;
  }
  return std::isfinite(out.left) ? std::optional(out) : std::nullopt;
}

double left_over(unsigned, const double* at, double*, void* data) {
  auto found = solve(*static_cast<const Problem*>(data), std::exp(at[0]), at[1]);
  return found ? found->left : HUGE_VAL;
}

struct Trial {
  std::array<double, 2> at{};  ///< ln ω, γ/ω
  double left = HUGE_VAL;
};

/// The best ω and damping near a start; left = infinite where the search fails.
Trial search(Problem& problem, double omega, double damping) {
  std::unique_ptr<nlopt_opt_s, decltype(&nlopt_destroy)> optimizer(nlopt_create(NLOPT_LN_BOBYQA, 2), nlopt_destroy);
  check(optimizer != nullptr, "NLopt has no memory");
  Trial trial{{std::log(omega), std::clamp(damping, -0.2, 0.9)}, HUGE_VAL};
  std::array<double, 2> low{trial.at[0] - 0.8, -0.25}, high{trial.at[0] + 0.8, 1}, step{0.05, 0.03};
  nlopt_set_min_objective(optimizer.get(), left_over, &problem);
  nlopt_set_lower_bounds(optimizer.get(), low.data());
  nlopt_set_upper_bounds(optimizer.get(), high.data());
  nlopt_set_initial_step(optimizer.get(), step.data());
  nlopt_set_xtol_rel(optimizer.get(), 1e-9);
  nlopt_set_maxeval(optimizer.get(), 150);
  nlopt_result result = nlopt_optimize(optimizer.get(), trial.at.data(), &trial.left);
  // a search that stops for rounding has come as near as numbers allow
  if (result < 0 && result != NLOPT_ROUNDOFF_LIMITED) trial.left = HUGE_VAL;
  return trial;
}

struct Start {
  double half_s = 0, damping = 0;
};
/// What the turning points say about half a period and the damping, the likeliest first.
std::vector<Start> starts_of(const Signal& signal, const std::vector<Point>& turns) {
  double span = signal.t.back() - signal.t.front();
  if (turns.empty() || !(span > 0)) return {};
  if (turns.size() == 1) {  // either little time, or much damping after a start at rest
    double half_s = turns[0].t - signal.t.front();
    return {{half_s, 0.5}, {half_s, 0.1}, {2 * half_s, 0.5}, {span / 2, 0}};
  }
  auto count = static_cast<double>(turns.size());
  double half_s = (turns.back().t - turns.front().t) / (count - 1), damping = 0.3;
  if (turns.size() > 2) {
    double first = std::abs(turns[1].x - turns[0].x), last = std::abs(turns.back().x - turns[turns.size() - 2].x);
    damping = -std::log(last / first) / (M_PI * (count - 2));
  }
  return {{half_s, damping}, {half_s, 0.03}, {half_s, 0.25}};
}

/// At most about `most` samples, evenly picked.
Signal thinned(const Signal& signal, size_t most) {
  size_t stride = signal.t.size() / most + 1;
  Signal out;
  for (size_t i = 0; i < signal.t.size(); i += stride) out.t.push_back(signal.t[i]), out.x.push_back(signal.x[i]);
  return out;
}

double share_left(const Linear& linear) {
  return std::sqrt(linear.left / linear.squares);
}

/// Searches from each start until one fits to a thousandth.
Trial best_trial(Problem& problem, const std::vector<Start>& starts) {
  Trial best;
  for (const Start& start : starts) {
    if (!(start.half_s > 0) || !std::isfinite(start.damping)) continue;
    Trial trial = search(problem, M_PI / start.half_s, start.damping);
    if (trial.left < best.left) best = trial;
    auto found = std::isfinite(best.left) ? solve(problem, std::exp(best.at[0]), best.at[1]) : std::nullopt;
    if (found && share_left(*found) < 1e-3) break;
  }
  return best;
}

}  // namespace

std::optional<DampedMotion> fit_damped(const Signal& signal, std::optional<double> about) {
  constexpr size_t kFewest = 8;  // samples: five numbers are fitted
  if (signal.t.size() < kFewest) return std::nullopt;
  std::vector<Point> turns = turning_points(signal);
  Signal few = thinned(signal, std::max<size_t>(200, 16 * turns.size()));  // enough to find it; all make it exact
  double base = about.value_or(mean_of(signal.x));
  Problem rough{few, base, about.has_value()}, whole{signal, base, about.has_value()};
  Trial best = best_trial(rough, starts_of(signal, turns));
  if (!std::isfinite(best.left)) return std::nullopt;
  if (few.t.size() < signal.t.size()) best = search(whole, std::exp(best.at[0]), best.at[1]);
  auto found = std::isfinite(best.left) ? solve(whole, std::exp(best.at[0]), best.at[1]) : std::nullopt;
  if (!found || !(found->squares > 0)) return std::nullopt;
  return DampedMotion{2 * M_PI / std::exp(best.at[0]), std::exp(-2 * M_PI * best.at[1]), base + found->offset,
                      share_left(*found)};
}

}  // namespace simbench::verdict
