// Kinds about vehicles, their drivers, terrains and robots.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

/// All texts in a value: "X", {"engine": "X", "transmission": "Y"} or a list.
std::vector<std::string> texts_in(const Json& json) {
  std::vector<std::string> texts;
  if (json.is_string()) texts.push_back(json.get<std::string>());
  if (json.is_structured())
    for (const Json& item : json)
      if (item.is_string()) texts.push_back(item.get<std::string>());
  return texts;
}

Vec3 up(const World& world) {
  Vec3 g = world.gravity();
  return length(g) > 0 ? unit(-1.0 * g) : Vec3{0, 0, 1};
}

bool number_fits(const Query& query, std::string_view key, const Json& holder) {
  if (!query.has(key)) return true;
  Bound bound = Bound::from(query.parameters, key);
  return bound.met(get_number(holder, key).value_or(std::nan("")));
}

bool size_fits(const Query& query, const Json& patch) {
  const Json &asked = get(query.parameters, "size_m"), &found = get(patch, "size_m");
  if (asked.is_null()) return true;
  if (!found.is_array() || found.size() < asked.size()) return false;
  for (size_t i = 0; i < asked.size(); ++i) {
    Json one{{"x", asked[i]}, {"abs", get(query.parameters, "abs")}, {"rel", get(query.parameters, "rel")}};
    if (!found[i].is_number() || !Bound::from(one, "x").met(found[i].get<double>())) return false;
  }
  return true;
}

bool patch_fits(const Query& query, const Json& patch) {
  for (const char* key : {"mesh_file", "height_map"})
    if (query.has(key) && !matches(get(query.parameters, key), get_string(patch, key).value_or(""))) return false;
  return size_fits(query, patch) && number_fits(query, "friction", patch) && number_fits(query, "restitution", patch);
}

/// "friction 0.9, size m [100,100]": what a check asks of one patch, or what a patch has.
std::string asked_of_a_patch(const Json& holder) {
  std::vector<std::string> parts;
  for (const char* key : {"size_m", "friction", "restitution", "mesh_file", "height_map"})
    if (const Json& value = get(holder, key); !value.is_null()) {
      Quantity quantity = quantity_of(key);
      parts.emplace_back(trim(fmt::format("{} {} {}", quantity.what, to_text(value), quantity.unit)));
    }
  return join(parts, ", ");
}

bool soil_fits(const Query& query, const Json& terrain) {
  const Json &asked = get(query.parameters, "soil"), &found = get(terrain, "soil");
  if (asked.is_null()) return true;
  for (const auto& [key, value] : asked.items()) {
    Json one{{key, value}, {"abs", get(query.parameters, "abs")}, {"rel", get(query.parameters, "rel")}};
    if (!Bound::from(one, key).met(get_number(found, key).value_or(std::nan("")))) return false;
  }
  return true;
}

/// The commands of a robot; where there is no robot, the actuator inputs.
struct Commands {
  std::string block = "control";
  int id = 0;
};
Commands commands_of(const Query& query) {
  auto object = query.object("of");
  if (object && query.world.width("wheel", object->id) > 0) return {"wheel", object->id};
  return {};
}

}  // namespace

Finding check_vehicle(const Query& query) {
  const Json& vehicle = query.world.json(*query.object("of"));
  Json found = Json::object(), asked = Json::object();
  std::vector<std::string> said;
  bool met = true;
  for (const char* key : {"model", "tire", "powertrain", "drive", "driver", "contact"}) {
    if (!query.has(key)) continue;
    std::vector<std::string> texts = texts_in(get(vehicle, key));
    const Json& pattern = get(query.parameters, key);
    met &= std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return matches(pattern, text); });
    found[key] = get(vehicle, key), asked[key] = pattern;
    said.push_back(fmt::format("the {} of '{}' is {}; asked {}", key, query.role("of"),
                               texts.empty() ? "unknown" : join(texts, ", "), alternatives(pattern)));
  }
  return {met, found, asked, join(said, "; ")};
}

Finding check_vehicle_speed(const Query& query) {
  Object object = *query.object("of");
  Signal signal{query.world.times(), {}};
  if (object.object_class == kVehicle) signal.x = query.world.column("vehicle", object.id, 0);
  if (signal.x.empty())
    for (Vec3 v : query.world.velocities(object)) signal.x.push_back(length(v));
  return decide_signal(query, signal, "m_s", fmt::format("the speed of '{}'", query.role("of")));
}

Finding check_vehicle_heading(const Query& query) {
  Object object = *query.object("of");
  Signal signal{query.world.times(), {}};
  if (object.object_class == kVehicle) signal.x = query.world.column("vehicle", object.id, 1);
  for (size_t i = 1; i < signal.x.size(); ++i)
    signal.x[i] += 2 * M_PI * std::round((signal.x[i - 1] - signal.x[i]) / (2 * M_PI));
  if (signal.x.empty())
    if (const Body* body = query.world.body_of(object))
      signal.x = angle_about(query.world, query.world.track(body->id), up(query.world));
  return decide_signal(query, signal, "rad", fmt::format("the heading of '{}'", query.role("of")));
}

Finding check_driver_input(const Query& query) {
  std::string input = query.text("input").value_or("throttle");
  size_t column = input == "throttle" ? 0 : input == "steering" ? 1 : 2;
  std::vector<double> values = query.world.column("driver", query.object("of")->id, column);
  if (values.empty()) return not_met(fmt::format("'{}' has no driver", query.role("of")));
  return decide_signal(query, {query.world.times(), values}, "value", input);
}

Finding check_terrain(const Query& query) {
  const Json& terrain = query.world.json(*query.object("of"));
  std::string type = get_string(terrain, "type").value_or("unknown");
  const Json &patches = get(terrain, "patches"), &p = query.parameters;
  auto count = static_cast<double>(patches.is_array() ? patches.size() : 0);
  std::vector<std::string> wrong;
  if (query.has("type") && !matches(get(p, "type"), type))
    wrong.push_back(fmt::format("it is {}, asked {}", type, alternatives(get(p, "type"))));
  if (query.has("patches") && count != query.number("patches"))
    wrong.push_back(fmt::format("it has {} patches, asked {}", count, *query.number("patches")));
  if (std::string asked = asked_of_a_patch(p); !asked.empty()) {
    bool fits = patches.is_array() && std::any_of(patches.begin(), patches.end(),
                                                  [&](const Json& patch) { return patch_fits(query, patch); });
    if (!fits) wrong.push_back(fmt::format("no patch has {}", asked));
    if (!fits && count > 0) wrong.back() += "; the first has " + asked_of_a_patch(patches[0]);
  }
  if (!soil_fits(query, terrain))
    wrong.push_back(fmt::format("its soil is {}, asked {}", to_text(get(terrain, "soil")), to_text(get(p, "soil"))));
  Json asked = p;
  asked.erase("of");
  Json found{{"type", type}, {"patches", count > 10 ? Json(count) : patches}, {"soil", get(terrain, "soil")}};
  return {wrong.empty(), found, asked,
          fmt::format("'{}': {}", query.role("of"), wrong.empty() ? type + ", as asked" : join(wrong, "; "))};
}

Finding check_wheel_command(const Query& query) {
  Commands commands = commands_of(query);
  auto index = query.number("index");
  if (auto name = query.text("name"); name && query.object("of")) {
    const Json& names = get(query.world.json(*query.object("of")), "commands");
    for (size_t i = 0; names.is_array() && i < names.size(); ++i)
      if (names[i].is_string() && matches(Json(*name), names[i].get<std::string>())) index = static_cast<double>(i);
  }
  if (!index || *index < 0 || *index > 1000) return not_met("the trace names no such command");
  std::vector<double> values = query.world.column(commands.block, commands.id, static_cast<size_t>(*index));
  if (values.empty()) return not_met("the trace has no such command");
  return decide_signal(query, {query.world.times(), values}, "value",
                       query.has("of") ? fmt::format("command {} of '{}'", *index, query.role("of"))
                                       : fmt::format("actuator input {}", *index));
}

}  // namespace simbench::verdict
