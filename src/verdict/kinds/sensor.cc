// Kinds about sensors: what they are, what they read.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

/// Every asked filter occurs, in that order; others may stand between.
bool filters_in_order(const Json& asked, const Json& found) {
  size_t next = 0;
  if (found.is_array())
    for (const Json& filter : found)
      if (next < asked.size() && filter.is_string() && matches(asked[next], filter.get<std::string>())) ++next;
  return next == asked.size();
}

bool numbers_fit(const Query& query, std::string_view key, const Json& holder) {
  const Json &asked = get(query.parameters, key), &found = get(holder, key);
  if (asked.is_null()) return true;
  Json list = asked.is_array() ? asked : Json::array({asked});
  Json have = found.is_array() ? found : Json::array({found});
  if (list.size() != have.size()) return false;
  for (size_t i = 0; i < list.size(); ++i) {
    Json one{{"x", list[i]}, {"abs", get(query.parameters, "abs")}, {"rel", get(query.parameters, "rel")}};
    if (!have[i].is_number() || !Bound::from(one, "x", 0.01).met(have[i].get<double>())) return false;
  }
  return true;
}

/// noise = true: there is some; a table: those keys with those values (texts as globs).
bool noise_fits(const Query& query, const Json& sensor) {
  const Json &asked = get(query.parameters, "noise"), &found = get(sensor, "noise");
  if (asked.is_null()) return true;
  bool noisy = !found.is_null() && !(found.is_object() && found.empty());
  if (asked.is_boolean()) return noisy == asked.get<bool>();
  for (const auto& [key, value] : asked.items()) {
    const Json& have = get(found, key);
    if (value.is_string() && !(have.is_string() && matches(value, have.get<std::string>()))) return false;
    Json one{{"x", value}, {"abs", get(query.parameters, "abs")}, {"rel", get(query.parameters, "rel")}};
    if (value.is_number() && !Bound::from(one, "x", 0.01).met(have.is_number() ? have.get<double>() : std::nan("")))
      return false;
  }
  return true;
}

/// Nothing was read: the sensor is only declared, or this build has no readings.
Finding unread(const Query& query) {
  return undecided(fmt::format("the trace has no readings of '{}' (sensors: {})", query.role("of"),
                               get_string(query.world.trace().header, "sensors").value_or("unknown")));
}

size_t width_of_reading(const Query& query) {
  return query.world.width("sensor", query.object("of")->id);
}

/// The first three numbers of each reading, 0 where it has fewer.
std::vector<Vec3> vectors_read(const Query& query) {
  int id = query.object("of")->id;
  std::vector<Vec3> out(query.world.times().size());
  for (size_t k = 0; k < std::min<size_t>(3, width_of_reading(query)); ++k) {
    std::vector<double> column = query.world.column("sensor", id, k);
    for (size_t i = 0; i < std::min(out.size(), column.size()); ++i) out[i][k] = column[i];
  }
  return out;
}

/// The rate of change at sample i, by the parabola through it and its neighbours (through the first or last three at
/// the ends); NaN where no time passes between them.
Vec3 rate_at(const std::vector<double>& t, const std::vector<Vec3>& v, size_t i) {
  if (v.size() < 3) return Vec3{std::nan(""), 0, 0};
  size_t a = std::clamp<size_t>(i, 1, v.size() - 2) - 1, b = a + 1, c = a + 2;
  Vec3 first = (1 / (t[b] - t[a])) * (v[b] - v[a]), second = (1 / (t[c] - t[b])) * (v[c] - v[b]);
  Vec3 rate = first + ((2 * t[i] - t[a] - t[b]) / (t[c] - t[a])) * (second - first);
  return finite(rate) ? rate : Vec3{std::nan(""), 0, 0};
}

/// What the body really does: position, velocity, angular velocity, or acceleration − g from the velocities.
std::vector<Vec3> truth(const Query& query, const std::string& quantity) {
  const Body* body = query.world.body_of(*query.object("body"));
  if (!body) return {};
  const Track& track = query.world.track(body->id);
  const std::vector<double>& t = query.world.times();
  if (quantity == "position") return track.pos_m;
  if (quantity == "velocity") return track.vel_m_s;
  if (quantity == "angular_velocity") return track.omega_rad_s;
  std::vector<Vec3> out;
  const std::vector<Vec3>& v = track.vel_m_s;
  for (size_t i = 0; i < v.size(); ++i) out.push_back(rate_at(t, v, i) - query.world.gravity());
  return out;
}

}  // namespace

Finding check_sensor(const Query& query) {
  const Json& sensor = query.world.json(*query.object("of"));
  std::vector<std::string> wrong;
  auto expect = [&](bool met, std::string_view key) {
    if (!met)
      wrong.push_back(
          fmt::format("{} is {}, asked {}", key, to_text(get(sensor, key)), to_text(get(query.parameters, key))));
  };
  expect(!query.has("type") || matches(get(query.parameters, "type"), get_string(sensor, "type").value_or("")), "type");
  if (auto parent = query.object("parent")) {
    const Body* body = query.world.body_of(*parent);
    if (!body || get_number(sensor, "body") != static_cast<double>(body->id))
      wrong.push_back(fmt::format("it isn't on '{}'", query.role("parent")));
  }
  for (const char* key : {"pos_m", "rate_Hz", "lag_s", "resolution", "fov_rad", "range_m"})
    expect(numbers_fit(query, key, sensor), key);
  if (query.has("filters"))
    expect(filters_in_order(get(query.parameters, "filters"), get(sensor, "filters")), "filters");
  expect(noise_fits(query, sensor), "noise");
  Json found = Json::object(), asked = query.parameters;
  asked.erase("of");
  for (const auto& [key, value] : asked.items()) found[key] = get(sensor, key == "parent" ? "body" : key);
  return {wrong.empty(), found, asked,
          fmt::format("'{}': {}", query.role("of"), wrong.empty() ? "as asked" : join(wrong, "; "))};
}

Finding check_sensor_reading(const Query& query) {
  size_t width = width_of_reading(query);
  if (width == 0) return unread(query);
  Signal signal{query.world.times(), {}};
  if (auto component = query.number("component")) {
    if (*component >= static_cast<double>(width))
      return not_met(fmt::format("'{}' reads {} numbers only", query.role("of"), width));
    signal.x = query.world.column("sensor", query.object("of")->id, static_cast<size_t>(*component));
  } else {
    for (Vec3 v : vectors_read(query)) signal.x.push_back(length(v));
  }
  return decide_signal(query, signal, "value", fmt::format("the reading of '{}'", query.role("of")));
}

Finding check_sensor_tracks(const Query& query) {
  if (width_of_reading(query) == 0) return unread(query);
  std::string quantity = query.text("quantity").value_or("position");
  std::vector<Vec3> real = truth(query, quantity), read = vectors_read(query);
  if (real.size() != read.size()) return not_met(fmt::format("there are no samples of '{}'", query.role("body")));
  Signal signal{query.world.times(), {}};
  for (size_t i = 0; i < real.size(); ++i)  // only a position is read in the world frame
    signal.x.push_back(quantity == "position" ? length(read[i] - real[i]) : length(read[i]) - length(real[i]));
  Window window = cut(query.parameters, query.world, signal);
  if (!window.problem.empty()) return not_met("the reading: " + window.problem);
  double sum = 0, allowed = query.number("abs").value_or(0);
  for (double x : window.signal.x) sum += x * x;
  double rms = std::sqrt(sum / static_cast<double>(window.signal.x.size()));
  for (double& x : window.signal.x) x = std::abs(x);
  show_miss(query, first_above(window.signal, allowed));
  return {rms <= allowed, number(rms), Json{{"abs", allowed}},
          fmt::format("'{}' differs from the {} of '{}' by {:.3g} (rms); allowed {:.3g}", query.role("of"), quantity,
                      query.role("body"), rms, allowed)};
}

}  // namespace simbench::verdict
