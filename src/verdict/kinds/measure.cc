#include "verdict/kinds/measure.h"

#include "base/base.h"
#include "verdict/verdict.h"

namespace simbench::verdict {
namespace {

struct StatisticRow {
  std::string_view name;
  double (*compute)(const Signal&);
};

constexpr std::array kStatistics{
    StatisticRow{"min", [](const Signal& s) { return largest(s, -1); }},
    StatisticRow{"max", [](const Signal& s) { return largest(s); }},
    StatisticRow{"abs_max", [](const Signal& s) { return std::max(std::abs(largest(s)), std::abs(largest(s, -1))); }},
    StatisticRow{"mean", time_mean},
    StatisticRow{"rms", [](const Signal& s) { return time_rms(s, 0); }},
    StatisticRow{"std", [](const Signal& s) { return time_rms(s, time_mean(s)); }},
    StatisticRow{"range", [](const Signal& s) { return largest(s) - largest(s, -1); }},
    StatisticRow{"initial", [](const Signal& s) { return s.x.front(); }},
    StatisticRow{"final", [](const Signal& s) { return s.x.back(); }},
    StatisticRow{"change", [](const Signal& s) { return s.x.back() - s.x.front(); }},
};

/// The index of the sample furthest outside the bound (always), or nearest to it (ever).
size_t extreme(const std::vector<double>& x, const Bound& bound, bool worst) {
  size_t found = 0;
  double best = bound.excess(x.front());
  for (size_t i = 1; i < x.size(); ++i) {
    double excess = bound.excess(x[i]);
    if (worst ? excess > best : excess < best) found = i, best = excess;
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
  double out = -std::numeric_limits<double>::infinity();
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

Finding not_met(std::string reason, Json bound) {
  return {false, nullptr, std::move(bound), std::move(reason)};
}
Finding undecided(std::string reason) {
  return {std::nullopt, nullptr, nullptr, std::move(reason)};
}

Quantity quantity_of(std::string_view key) {
  // longer endings first; N_m alone, and of a joint's friction, is a torque, at the end of other names a stiffness
  constexpr std::pair<std::string_view, std::string_view> kUnits[] = {{"N_m_s_rad", "N m s/rad"},
                                                                      {"N_s_m", "N s/m"},
                                                                      {"N_m_rad", "N m/rad"},
                                                                      {"N_m", "N/m"},
                                                                      {"kg_m3", "kg/m³"},
                                                                      {"kg_m2_scalar", "kg m²"},
                                                                      {"kg_m2", "kg m²"},
                                                                      {"rad_s", "rad/s"},
                                                                      {"m_s2", "m/s²"},
                                                                      {"m_s", "m/s"},
                                                                      {"seconds", "s"},
                                                                      {"deg", "°"},
                                                                      {"Pa_s", "Pa s"},
                                                                      {"Pa", "Pa"},
                                                                      {"Hz", "Hz"},
                                                                      {"m4", "m⁴"},
                                                                      {"m2", "m²"},
                                                                      {"rad", "rad"},
                                                                      {"kg", "kg"},
                                                                      {"px", "px"},
                                                                      {"m", "m"},
                                                                      {"s", "s"},
                                                                      {"J", "J"},
                                                                      {"N", "N"}};
  if (key == "N_m") return {"", "N m"};
  if (key == "friction_N_m") return {"friction", "N m"};
  for (const auto& [ending, unit] : kUnits) {
    if (key == ending) return {"", unit};
    if (key.size() > ending.size() && key.ends_with(ending) && key[key.size() - ending.size() - 1] == '_')
      return {replace_all(std::string(key.substr(0, key.size() - ending.size() - 1)), "_", " "), unit};
  }
  return {replace_all(std::string(key), "_", " "), ""};
}

std::string direction_text(Vec3 axis) {
  axis = unit(axis);
  constexpr std::array<std::string_view, 3> kNames{"x", "y", "z"};
  for (size_t i = 0; i < 3; ++i)
    if (std::abs(axis[i]) > 1 - 1e-9) return fmt::format("{}{}", axis[i] < 0 ? "−" : "", kNames[i]);
  return fmt::format("[{:.3g}, {:.3g}, {:.3g}]", axis.x, axis.y, axis.z);
}

std::string along(const Query& query) {
  auto axis = query.vec3("axis");
  std::string text = axis ? " along " + direction_text(*axis) : "";
  if (query.has("relative_to")) text += fmt::format(" relative to '{}'", query.role("relative_to"));
  return text;
}

namespace {

/// "", ", from 3 s", ", up to 5 s" or ", 3 to 5 s".
std::string window_text(const Query& query) {
  auto from = query.number("from_s"), until = query.number("until_s");
  if (from && until) return fmt::format(", {:.4g} to {:.4g} s", *from, *until);
  return from ? fmt::format(", from {:.4g} s", *from) : until ? fmt::format(", up to {:.4g} s", *until) : "";
}

std::string with_unit(std::string text, std::string_view unit) {
  return unit.empty() ? text : fmt::format("{} {}", text, unit);
}

/// What was asked, with the unit of it and of what is found.
Json in_unit(Json bound, std::string_view unit) {
  if (!unit.empty()) bound["unit"] = unit;
  return bound;
}

/// " ± 0.002"; "" of a tolerance that only bears what arithmetic loses.
std::string give_or_take(double tolerance) {
  constexpr double kRounding = 1e-8;
  return tolerance < kRounding ? "" : fmt::format(" ± {:.2g}", tolerance);
}

std::string limits_asked(const Bound& bound) {
  std::vector<std::string> parts;
  if (bound.expected) parts.push_back(fmt::format("{:.6g}{}", *bound.expected, give_or_take(bound.tolerance)));
  if (bound.min) parts.push_back(fmt::format("at least {:.6g}", *bound.min));
  if (bound.max) parts.push_back(fmt::format("at most {:.6g}", *bound.max));
  return join(parts, ", ");
}

std::string list_of(Vec3 v) {
  return fmt::format("[{:.6g}, {:.6g}, {:.6g}]", v.x, v.y, v.z);
}

}  // namespace

Finding not_met(const std::string& problem, const Bound& bound, std::string_view unit) {
  return not_met(fmt::format("{}; asked {}", problem, with_unit(limits_asked(bound), unit)),
                 in_unit(bound.to_json(), unit));
}

Finding decide(double value, const Bound& bound, const Quantity& quantity) {
  std::string found = std::isnan(value) ? "unknown" : with_unit(fmt::format("{:.6g}", value), quantity.unit);
  return {bound.met(value), number(value), in_unit(bound.to_json(), quantity.unit),
          fmt::format("{} is {}; asked {}", quantity.what, found, with_unit(limits_asked(bound), quantity.unit))};
}

Finding decide(Vec3 value, Vec3 expected, const Json& parameters, const Quantity& quantity, double default_abs) {
  auto abs = get_number(parameters, "abs"), rel = get_number(parameters, "rel");
  if (!abs && !rel) abs = default_abs;
  double tolerance = std::max(abs.value_or(0), rel.value_or(0) * length(expected));
  bool met = true;
  for (size_t i = 0; i < 3; ++i) met &= std::abs(value[i] - expected[i]) <= tolerance + 1e-12 * std::abs(expected[i]);
  Json bound{{"expected", to_json(expected)}, {"tolerance", number(tolerance)}};
  std::string reason = fmt::format("{} is {}; asked {}", quantity.what, with_unit(list_of(value), quantity.unit),
                                   with_unit(list_of(expected) + give_or_take(tolerance), quantity.unit));
  return {met, to_json(value), in_unit(std::move(bound), quantity.unit), std::move(reason)};
}

Finding decide_all(const Query& query, const std::vector<std::string_view>& keys, const Json& holder) {
  Json found = Json::object(), asked = Json::object();
  std::vector<std::string> said;
  bool met = true;
  for (std::string_view key : keys) {
    if (!query.has(key)) continue;
    Bound bound = Bound::from(query.parameters, key);
    Quantity quantity = quantity_of(key);
    quantity.what = fmt::format("the {} of '{}'", quantity.what, query.role("of"));
    Finding one = decide(get_number(holder, key).value_or(std::nan("")), bound, quantity);
    found[std::string(key)] = one.value, asked[std::string(key)] = one.bound;
    met &= *one.met;
    said.push_back(one.reason);
  }
  return {met, found, asked, join(said, "; ")};
}

std::string count_asked(const Json& parameters) {
  auto equals = get_number(parameters, "equals"), min = get_number(parameters, "min"),
       max = get_number(parameters, "max");
  if (equals) return fmt::format("{}", *equals);
  if (min && max) return fmt::format("{} to {}", *min, *max);
  return min ? fmt::format("at least {}", *min) : max ? fmt::format("at most {}", *max) : "any number";
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
  return {met, count, std::move(bound), fmt::format("{}: {}; asked {}", what, count, count_asked(parameters))};
}

Window cut(const Json& parameters, const World& world, const Signal& signal) {
  Window window{without_gaps(signal), ""};
  // the last sample lies up to one interval before the end of the run
  double slack = 1.5 * world.sample_interval_s() + 1e-9, end = world.end_s();
  auto covered = [&](double t) { return t <= end + slack; };
  auto at = get_number(parameters, "at_s"), from = get_number(parameters, "from_s"),
       until = get_number(parameters, "until_s");
  for (auto needed : {at, from, until})
    if (needed && !covered(*needed))
      window.problem = fmt::format("the {} at {:.4g} s, before {:.4g} s",
                                   world.diverged() ? "last finite sample is" : "run ended", end, *needed);
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
    *query.seen = {0,         signal.t,  signal.x,        std::string(unit_key), bound.expected,
                   bound.min, bound.max, bound.tolerance, query.seen->missed_s};
}

void show_miss(const Query& query, std::optional<double> t_s) {
  if (query.seen && t_s) query.seen->missed_s = std::min(*t_s, query.seen->missed_s.value_or(INFINITY));
}

std::optional<double> first_above(const Signal& signal, double limit) {
  for (size_t i = 0; i < signal.x.size(); ++i)
    if (signal.x[i] > limit) return signal.t[i];
  return std::nullopt;
}

Finding decide_signal(const Query& query, const Signal& signal, std::string_view key, std::string_view what) {
  const Json& parameters = query.parameters;
  Bound bound = Bound::from(parameters, key);
  show(query, signal, key, bound);
  Window window = cut(parameters, query.world, signal);
  std::string_view unit = key == "value" ? "" : quantity_of(key).unit;
  if (!window.problem.empty()) return not_met(fmt::format("{}: {}", what, window.problem), bound, unit);
  const std::vector<double>& x = window.signal.x;
  std::string statistic = query.text("statistic").value_or(query.has("at_s") ? "value" : "always");
  if (statistic == "value")
    return decide(x.back(), bound, {fmt::format("{} at {:.4g} s", what, window.signal.t.back()), unit});
  if (statistic == "always" || statistic == "ever") {
    size_t at = extreme(x, bound, statistic == "always");
    std::string_view which = statistic == "always" ? "furthest off" : "nearest";
    return decide(x[at], bound, {fmt::format("{} ({}, at {:.4g} s)", what, which, window.signal.t[at]), unit});
  }
  for (const StatisticRow& row : kStatistics)
    if (row.name == statistic)
      return decide(row.compute(window.signal), bound,
                    {fmt::format("{} ({}{})", what, statistic, window_text(query)), unit});
  return undecided("unknown statistic " + statistic);
}

}  // namespace simbench::verdict
