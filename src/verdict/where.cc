#include "verdict/where.h"

#include "verdict/verdict.h"

namespace simbench::verdict {
namespace {

/// What one sample has to be, as far as the bound says it.
bool is_outside(const Reading& reading, double x) {
  if (!std::isfinite(x)) return true;
  if (reading.expected && std::abs(x - *reading.expected) > reading.tolerance) return true;
  return (reading.min && x < *reading.min) || (reading.max && x > *reading.max);
}

/// The samples in the requirement's window.
Reading within(const Json& parameters, const Reading& whole) {
  double from = get_number(parameters, "from_s").value_or(-INFINITY),
         until = get_number(parameters, "until_s").value_or(INFINITY);
  Reading part = whole;
  part.t_s.clear(), part.value.clear();
  for (size_t i = 0; i < whole.t_s.size(); ++i)
    if (whole.t_s[i] >= from - 1e-9 && whole.t_s[i] <= until + 1e-9)
      part.t_s.push_back(whole.t_s[i]), part.value.push_back(whole.value[i]);
  return part;
}

/// Of a largest (sign 1) or smallest (sign −1) value: when it first passes what is allowed, else when it is reached.
double instant_of_extreme(const Reading& r, double sign, bool absolute) {
  auto height = [&](size_t i) { return sign * (absolute ? std::abs(r.value[i]) : r.value[i]); };
  std::optional<double> limit = sign > 0 ? r.max : r.min;
  if (r.expected) limit = *r.expected + sign * r.tolerance;
  size_t highest = 0;
  for (size_t i = 0; i < r.value.size(); ++i) {
    if (limit && height(i) > sign * *limit) return r.t_s[i];
    if (height(i) > height(highest)) highest = i;
  }
  return r.t_s[highest];
}

/// Of a nearest value that should have been reached: when it was nearest.
double instant_of_nearest(const Reading& r) {
  auto off = [&](double x) {
    double excess = r.expected ? std::abs(x - *r.expected) - r.tolerance : 0;
    return std::max({excess, r.min ? *r.min - x : 0, r.max ? x - *r.max : 0});
  };
  size_t nearest = 0;
  for (size_t i = 1; i < r.value.size(); ++i)
    if (off(r.value[i]) < off(r.value[nearest])) nearest = i;
  return r.t_s[nearest];
}

/// Of a range (largest less smallest): when it first gets too large, else the end, at which it is too small still.
double instant_of_range(const Reading& r) {
  double limit = r.expected ? *r.expected + r.tolerance : r.max.value_or(INFINITY);
  double low = r.value.front(), high = low;
  for (size_t i = 0; i < r.value.size(); ++i) {
    low = std::min(low, r.value[i]), high = std::max(high, r.value[i]);
    if (high - low > limit) return r.t_s[i];
  }
  return r.t_s.back();
}

std::optional<double> first_miss(const Json& parameters, const Reading& whole) {
  if (auto at = get_number(parameters, "at_s")) return at;
  Reading r = within(parameters, whole);
  if (r.t_s.empty() || (!r.expected && !r.min && !r.max)) return std::nullopt;
  std::string statistic = get_string(parameters, "statistic").value_or("always");
  if (statistic == "initial") return r.t_s.front();
  if (statistic == "final" || statistic == "change") return r.t_s.back();
  if (statistic == "max" || statistic == "abs_max") return instant_of_extreme(r, 1, statistic == "abs_max");
  if (statistic == "min") return instant_of_extreme(r, -1, false);
  if (statistic == "ever") return instant_of_nearest(r);
  if (statistic == "range") return instant_of_range(r);
  if (statistic != "always" && statistic != "mean") return std::nullopt;  // a spread has no instant
  for (size_t i = 0; i < r.t_s.size(); ++i)
    if (is_outside(r, r.value[i])) return r.t_s[i];
  return std::nullopt;
}

/// The end of a run that ended before what is asked about.
std::optional<double> end_before(const Json& parameters, const World& world) {
  double end = world.end_s(), slack = 1.5 * world.sample_interval_s() + 1e-9;
  for (const char* key : {"from_s", "until_s"})
    if (auto needed = get_number(parameters, key); needed && *needed > end + slack) return end;
  return std::nullopt;
}

}  // namespace

Json where_to_look(const suite::Requirement& requirement, const World& world, const Assignment& roles,
                   std::string_view program) {
  const Kind* kind = find_kind(requirement.kind);
  if (!kind) return nullptr;
  Json objects = Json::array();
  bool played = true;
  for (const std::string& role : roles_of(*kind, requirement.parameters))
    if (auto found = roles.find(role); found != roles.end())
      objects.push_back(to_json(found->second));
    else
      played = false;
  std::optional<double> at_s;
  if (played) {
    Reading reading;
    kind->check({requirement.parameters, world, roles, program, &reading});
    at_s = reading.missed_s;
    if (!at_s && reading.t_s.size() == reading.value.size()) at_s = first_miss(requirement.parameters, reading);
    bool runs = !world.times().empty();
    if (!at_s && requirement.kind.starts_with("initial_") && runs) at_s = world.times().front();
    if (!at_s && runs) at_s = end_before(requirement.parameters, world);
  }
  if (objects.empty() && !at_s) return nullptr;
  return {{"at_s", at_s ? number(*at_s) : Json(nullptr)}, {"objects", std::move(objects)}};
}

}  // namespace simbench::verdict
