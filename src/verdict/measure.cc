#include "verdict/measure.h"

#include "base/base.h"
#include "verdict/verdict.h"

namespace simbench::verdict {
namespace {

double mean_of(const std::vector<double>& x) {
  double sum = 0;
  for (double v : x) sum += v;
  return sum / static_cast<double>(x.size());
}

double deviation_of(const std::vector<double>& x, double about) {
  double sum = 0;
  for (double v : x) sum += (v - about) * (v - about);
  return std::sqrt(sum / static_cast<double>(x.size()));
}

struct StatisticRow {
  std::string_view name;
  double (*compute)(const std::vector<double>&);
};

constexpr std::array kStatistics{
    StatisticRow{"min", [](const std::vector<double>& x) { return *std::min_element(x.begin(), x.end()); }},
    StatisticRow{"max", [](const std::vector<double>& x) { return *std::max_element(x.begin(), x.end()); }},
    StatisticRow{"abs_max",
                 [](const std::vector<double>& x) {
                   auto [low, high] = std::minmax_element(x.begin(), x.end());
                   return std::max(std::abs(*low), std::abs(*high));
                 }},
    StatisticRow{"mean", mean_of},
    StatisticRow{"rms", [](const std::vector<double>& x) { return deviation_of(x, 0); }},
    StatisticRow{"std", [](const std::vector<double>& x) { return deviation_of(x, mean_of(x)); }},
    StatisticRow{"range",
                 [](const std::vector<double>& x) {
                   auto [low, high] = std::minmax_element(x.begin(), x.end());
                   return *high - *low;
                 }},
    StatisticRow{"initial", [](const std::vector<double>& x) { return x.front(); }},
    StatisticRow{"final", [](const std::vector<double>& x) { return x.back(); }},
    StatisticRow{"change", [](const std::vector<double>& x) { return x.back() - x.front(); }},
};

/// The sample furthest outside the bound (always), or nearest to it (ever).
double extreme(const std::vector<double>& x, const Bound& bound, bool worst) {
  double found = x.front(), best = bound.excess(found);
  for (double v : x) {
    double excess = bound.excess(v);
    if (worst ? excess > best : excess < best) found = v, best = excess;
  }
  return found;
}

/// Samples where the block is absent (the object wasn't there yet) say nothing.
Signal without_gaps(const Signal& signal) {
  Signal out;
  for (size_t i = 0; i < std::min(signal.t.size(), signal.x.size()); ++i) {
    if (!std::isfinite(signal.x[i])) continue;
    out.t.push_back(signal.t[i]);
    out.x.push_back(signal.x[i]);
  }
  return out;
}

}  // namespace

Bound Bound::from(const Json& parameters, std::string_view key, double default_rel) {
  Bound bound;
  bound.expected = get_number(parameters, key);
  bound.min = get_number(parameters, "min");
  bound.max = get_number(parameters, "max");
  auto abs = get_number(parameters, "abs"), rel = get_number(parameters, "rel");
  if (!abs && !rel) abs = 1e-9, rel = default_rel;
  bound.tolerance = std::max(abs.value_or(0), rel.value_or(0) * std::abs(bound.expected.value_or(0)));
  return bound;
}

double Bound::excess(double value) const {
  double out = 0;
  if (expected) out = std::max(out, std::abs(value - *expected) - tolerance);
  if (min) out = std::max(out, *min - value);
  if (max) out = std::max(out, value - *max);
  // a value that is not a number is outside of every bound
  return std::isnan(value) ? std::numeric_limits<double>::infinity() : out;
}

bool Bound::met(double value) const {
  double slack = expected ? 1e-12 * std::abs(*expected) : 0;  // 0.9 + 0.1 must count as 1
  return excess(value) <= slack;
}

Json Bound::to_json() const {
  Json json = Json::object();
  if (expected) json["expected"] = number(*expected), json["tolerance"] = number(tolerance);
  if (min) json["min"] = number(*min);
  if (max) json["max"] = number(*max);
  return json;
}

Finding not_met(std::string reason, Json bound) { return {false, nullptr, std::move(bound), std::move(reason)}; }
Finding undecided(std::string reason) { return {std::nullopt, nullptr, nullptr, std::move(reason)}; }

namespace {

/// The unit that a parameter's name ends in, as people write it: "rad_s" → "rad/s". Names that are no unit give "".
std::string_view unit_of(std::string_view key) {
  constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"m_s", "m/s"}, {"m_s2", "m/s²"}, {"rad_s", "rad/s"}, {"rad_s2", "rad/s²"}, {"kg_m2", "kg m²"}, {"N_m", "N m"}, {"value", ""}, {"ratio", ""}};
  for (const auto& [name, unit] : kUnits)
    if (name == key) return unit;
  return key;
}

}  // namespace

Finding decide(double value, const Bound& bound, std::string_view what, std::string_view key) {
  std::string_view unit = unit_of(key);
  std::string asked;
  if (bound.expected) asked += fmt::format("{:.6g} ± {:.2g}", *bound.expected, bound.tolerance);
  if (bound.min) asked += fmt::format("{}at least {:.6g}", asked.empty() ? "" : ", ", *bound.min);
  if (bound.max) asked += fmt::format("{}at most {:.6g}", asked.empty() ? "" : ", ", *bound.max);
  std::string found = std::isnan(value) ? "unknown" : fmt::format("{:.6g}{}{}", value, unit.empty() ? "" : " ", unit);
  return {bound.met(value), number(value), bound.to_json(), fmt::format("{} is {}; asked {}", what, found, asked)};
}

Finding decide(Vec3 value, Vec3 expected, const Json& parameters, std::string_view what, double default_abs) {
  auto abs = get_number(parameters, "abs"), rel = get_number(parameters, "rel");
  if (!abs && !rel) abs = default_abs;
  double tolerance = std::max(abs.value_or(0), rel.value_or(0) * length(expected));
  bool met = true;
  for (size_t i = 0; i < 3; ++i) met &= std::abs(value[i] - expected[i]) <= tolerance + 1e-12 * std::abs(expected[i]);
  Json bound{{"expected", to_json(expected)}, {"tolerance", number(tolerance)}};
  std::string reason = fmt::format("{} is [{:.6g}, {:.6g}, {:.6g}]; asked [{:.6g}, {:.6g}, {:.6g}] ± {:.2g}", what,
                                   value.x, value.y, value.z, expected.x, expected.y, expected.z, tolerance);
  return {met, to_json(value), std::move(bound), std::move(reason)};
}

Finding decide_count(size_t count, const Json& parameters, std::string_view what) {
  Json bound = Json::object();
  bool met = true, asks_for_none = false;
  auto value = static_cast<double>(count);
  if (auto equals = get_number(parameters, "equals")) {
    met &= value == *equals, asks_for_none = *equals == 0;
    bound["equals"] = *equals;
  }
  if (auto min = get_number(parameters, "min")) {
    met &= value >= *min, asks_for_none |= *min == 0;
    bound["min"] = *min;
  }
  if (auto max = get_number(parameters, "max")) {
    met &= value <= *max && (count > 0 || asks_for_none || *max == 0);
    bound["max"] = *max;
  }
  std::string asked = to_text(bound);
  return {met, count, std::move(bound), fmt::format("{}: {}; asked {}", what, count, asked)};
}

double value_at(const Signal& signal, double t) {
  auto after = std::lower_bound(signal.t.begin(), signal.t.end(), t);
  if (after == signal.t.begin()) return signal.x.front();
  if (after == signal.t.end()) return signal.x.back();
  auto i = static_cast<size_t>(after - signal.t.begin());
  double span = signal.t[i] - signal.t[i - 1];
  double share = span > 0 ? (t - signal.t[i - 1]) / span : 1;
  return signal.x[i - 1] + share * (signal.x[i] - signal.x[i - 1]);
}

Window cut(const Json& parameters, const World& world, Signal signal) {
  Window window{without_gaps(signal), ""};
  // the last sample lies up to one interval before the end of the run
  double slack = 1.5 * world.sample_interval_s() + 1e-9, end = world.end_s();
  auto covered = [&](double t) { return t <= end + slack; };
  auto at = get_number(parameters, "at_s"), from = get_number(parameters, "from_s"),
       until = get_number(parameters, "until_s");
  for (auto needed : {at, from, until})
    if (needed && !covered(*needed))
      window.problem = fmt::format("the run ended at {:.4g} s, before {:.4g} s", end, *needed);
  Signal& all = window.signal;
  if (!window.problem.empty() || all.t.empty()) {
    if (window.problem.empty()) window.problem = "there are no samples of it";
    return window;
  }
  if (at) {
    double t = std::clamp(*at, all.t.front(), all.t.back());
    if (std::abs(t - *at) > slack) window.problem = fmt::format("there is no sample of it at {:.4g} s", *at);
    all = {{t}, {value_at(all, t)}};
    return window;
  }
  Signal part;
  for (size_t i = 0; i < all.t.size(); ++i) {
    if ((from && all.t[i] < *from - 1e-9) || (until && all.t[i] > *until + 1e-9)) continue;
    part.t.push_back(all.t[i]);
    part.x.push_back(all.x[i]);
  }
  if (part.t.empty()) window.problem = "there are no samples of it in the window";
  all = std::move(part);
  return window;
}

const std::vector<std::string>& statistics() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all{"always", "ever", "value"};
    for (const StatisticRow& row : kStatistics) all.emplace_back(row.name);
    return all;
  }();
  return names;
}

void show(const Query& query, const Signal& signal, std::string_view unit_key, const Bound& bound) {
  if (query.seen)
    *query.seen = {0, signal.t, signal.x, std::string(unit_key), bound.expected, bound.min, bound.max, bound.tolerance};
}

Finding decide_signal(const Query& query, Signal signal, std::string_view key, std::string_view what) {
  const Json& parameters = query.parameters;
  Bound bound = Bound::from(parameters, key);
  show(query, signal, key, bound);
  Window window = cut(parameters, query.world, std::move(signal));
  if (!window.problem.empty()) return not_met(fmt::format("{}: {}", what, window.problem), bound.to_json());
  const std::vector<double>& x = window.signal.x;
  std::string statistic = query.text("statistic").value_or(query.has("at_s") ? "value" : "always");
  if (statistic == "value")
    return decide(x.back(), bound, fmt::format("{} at {:.4g} s", what, window.signal.t.back()), key);
  if (statistic == "always" || statistic == "ever") {
    double found = extreme(x, bound, statistic == "always");
    return decide(found, bound, fmt::format("{} ({})", what, statistic == "always" ? "furthest off" : "nearest"), key);
  }
  for (const StatisticRow& row : kStatistics)
    if (row.name == statistic) return decide(row.compute(x), bound, fmt::format("{} ({})", what, statistic), key);
  return undecided("unknown statistic " + statistic);
}

}  // namespace simbench::verdict
