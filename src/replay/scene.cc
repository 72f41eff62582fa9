// A trace as the page shows it (docs/format/scene.md).
#include "replay/column.h"
#include "replay/instants.h"
#include "replay/replay.h"

namespace simbench::replay {
namespace {

constexpr size_t kMostBodies = 400;     // an emitter's particles beyond these are counted, not drawn
constexpr size_t kMostNumbers = 60000;  // of all tracks: a page holds a hundred scenes
constexpr size_t kFewestInstants = 60;
constexpr size_t kMostHeights = 10000;
constexpr size_t kMostCoordinates = 3;  // of one joint: a free body's pose is its track

using Columns = std::vector<std::vector<double>>;

/// Numbers of the census with as many digits as a picture shows; what isn't needed is left out.
Json rounded(const Json& value) {
  if (value.is_number_float()) return std::strtod(fmt::format("{:.5g}", value.get<double>()).c_str(), nullptr);
  if (!value.is_structured()) return value;
  Json out = value;
  for (Json& child : out) child = rounded(child);
  return out;
}

/// True unless `key` names a vector and `value` is none: a page takes what is there for what it says it is.
bool has_its_form(std::string_view key, const Json& value) {
  static const std::set<std::string_view> vectors{"pos_m",      "quat",         "axis",        "com_m",    "size_m",
                                                  "color",      "bodies",       "shapes",      "elements", "height_m",
                                                  "resolution", "wheel_bodies", "gravity_m_s2"};
  if (!vectors.contains(key)) return !value.is_structured();
  bool numbers = key != "bodies" && key != "shapes" && key != "elements";
  return value.is_array() &&
         (!numbers || std::all_of(value.begin(), value.end(), [](const Json& x) { return x.is_number(); }));
}

Json picked(const Json& object, std::initializer_list<const char*> keys) {
  Json out = Json::object();
  for (const char* key : keys)
    if (const Json& value = get(object, key); !value.is_null() && value != Json("") && has_its_form(key, value))
      out[key] = rounded(value);
  return out;
}

int id_of(const Json& object) {
  double id = get_number(object, "id").value_or(-1);
  return std::abs(id) < 1e9 ? static_cast<int>(id) : -1;
}

/// A height field's heights, null unless they are what they say: whole numbers, rows × columns of them.
Json heights_of(const Json& object) {
  const Json &heights = get(object, "heights"), &values = get(heights, "per_mille");
  double rows = get_number(heights, "rows").value_or(0), columns = get_number(heights, "columns").value_or(0);
  bool whole = values.is_array() && rows >= 2 && columns >= 2 && static_cast<double>(values.size()) == rows * columns &&
               values.size() <= kMostHeights &&
               std::all_of(values.begin(), values.end(), [](const Json& x) { return x.is_number_integer(); });
  return whole ? Json{{"rows", rows}, {"columns", columns}, {"per_mille", values}} : Json(nullptr);
}

std::vector<double> numbers_of(const Json& list, size_t count) {
  std::vector<double> out;
  if (list.is_array() && list.size() == count)
    for (const Json& item : list)
      if (item.is_number()) out.push_back(item.get<double>());
  if (out.size() != count) out.clear();
  return out;
}

/// Opposite quaternions are one rotation: the sign that is nearer to the one before, so that steps are small.
void make_continuous(Columns& q) {
  for (size_t i = 1; i < q[0].size(); ++i) {
    double along = 0;
    for (const auto& component : q) along += component[i] * component[i - 1];
    if (along < 0)
      for (auto& component : q) component[i] = -component[i];
  }
}

/// The instants from the first to the last at which something is there, and its columns there.
struct Presence {
  size_t from = 0;
  Columns columns;
};

Presence presence_of(const Columns& all) {
  const std::vector<double>& x = all[0];
  size_t from = 0, until = x.size();
  while (from < until && !std::isfinite(x[from])) ++from;
  while (until > from && !std::isfinite(x[until - 1])) --until;
  Presence out{from, {}};
  for (const auto& column : all)
    out.columns.emplace_back(column.begin() + static_cast<ptrdiff_t>(from),
                             column.begin() + static_cast<ptrdiff_t>(until));
  return out;
}

double span_of(const Columns& columns) {
  double widest = 0;
  for (const auto& column : columns) {
    double low = INFINITY, high = -INFINITY;
    for (double x : column)
      if (std::isfinite(x)) low = std::min(low, x), high = std::max(high, x);
    if (high > low) widest = std::max(widest, high - low);
  }
  return widest;
}

Json columns_json(const Columns& columns, double quantum) {
  Json out = Json::array();
  for (const auto& values : columns) out.push_back(column(values, quantum));
  return out;
}

/// One forces' vector over time, null where it is never any.
Json force_json(const Columns& columns) {
  double largest = 0;
  for (const auto& values : columns)
    for (double x : values)
      if (std::isfinite(x)) largest = std::max(largest, std::abs(x));
  return largest > 0 ? columns_json(columns, quantum_of(10 * largest)) : Json(nullptr);
}

class SceneMaker {
 public:
  SceneMaker(const trace::Trace& trace, size_t instants)
      : trace_(trace), bodies_(trace.objects("bodies")), size_m_(size_of_start()), shown_(trace, fitting(instants)) {}

  Json scene() {
    Json meshes = meshes_json(), bodies = bodies_json();
    if (bodies.empty() && meshes.empty()) return nullptr;
    const Json& simulator = get(trace_.header, "simulator");
    Json out{
        {"format", 1},
        {"simulator", get_string(simulator, "name").value_or("") + " " + get_string(simulator, "version").value_or("")},
        {"gravity_m_s2", get(picked(get(trace_.first_census(), "system"), {"gravity_m_s2"}), "gravity_m_s2")},
        {"t", column(shown_.t_s(), 1e-6)},
        {"count", shown_.t_s().size()},
        {"bodies", std::move(bodies)},
        {"joints", joints_json()},
        {"tendons", tendons_json()},
        {"meshes", std::move(meshes)},
        {"terrains", terrains_json()},
        {"vehicles", listed("vehicles", {"id", "name", "model", "chassis_body", "wheel_bodies"})},
        {"robots", listed("robots", {"id", "name", "model", "chassis_body", "wheel_bodies"})},
        {"sensors",
         listed("sensors", {"id", "name", "type", "body", "pos_m", "quat", "fov_rad", "resolution", "range_m"})},
        {"energy", energy_json()}};
    if (shown_.diverged()) out["diverged"] = true;
    if (omitted_ > 0) out["omitted_bodies"] = omitted_;
    if (Json contacts = column(shown_.values("contact", 0, 0)); !contacts.is_null()) out["contacts"] = contacts;
    return out;
  }

 private:
  /// The diagonal of what was built, m: of bodies that move, their shapes included.
  double size_of_start() const {
    std::array<double, 3> low{INFINITY, INFINITY, INFINITY}, high{-INFINITY, -INFINITY, -INFINITY};
    double shapes = 0;
    auto add = [&](const Json& place) {
      std::vector<double> p = numbers_of(place, 3);
      for (size_t i = 0; i < p.size(); ++i) low[i] = std::min(low[i], p[i]), high[i] = std::max(high[i], p[i]);
    };
    for (const Json& body : bodies_) {
      if (get_bool(body, "fixed").value_or(false)) continue;
      add(get(body, "pos_m"));
      for (const Json& shape : get(body, "shapes"))
        for (const Json& size : get(shape, "size_m"))
          if (size.is_number()) shapes = std::max(shapes, size.get<double>());
    }
    for (const Json& mesh : trace_.objects("meshes"))
      for (const Json& place : get(mesh, "node_pos_m")) add(place);
    double sum = 0;
    for (size_t i = 0; i < 3; ++i)
      if (high[i] > low[i]) sum += (high[i] - low[i]) * (high[i] - low[i]);
    return std::clamp(std::sqrt(sum) + shapes, 1e-3, 1e6);
  }

  /// Fewer instants where so much moves that the scene would get large.
  size_t fitting(size_t instants) const {
    size_t numbers = 0;
    for (const trace::Segment& segment : trace_.segments) {
      size_t here = 0;
      for (const trace::Block& block : segment.blocks) here += block.kind == "body" ? 7 : block.kind == "node" ? 3 : 0;
      numbers = std::max(numbers, here);
    }
    return numbers == 0 ? instants : std::min(instants, std::max(kFewestInstants, kMostNumbers / numbers));
  }

  /// Position and orientation over time of a body that was sampled.
  void add_track(Json& body, int id) {
    Columns pose = shown_.columns("body", id, 0, 7);
    if (pose.empty() || pose[0].empty()) return;
    Presence there = presence_of(pose);
    if (there.columns[0].empty()) return;
    Columns place(there.columns.begin(), there.columns.begin() + 3),
        turn(there.columns.begin() + 3, there.columns.end());
    make_continuous(turn);
    Json track = columns_json(place, quantum_of(std::max(size_m_, span_of(place))));
    for (Json& one : columns_json(turn, 1e-4)) track.push_back(std::move(one));
    body["track"] = std::move(track);
    if (there.from > 0) body["from"] = there.from;
    if (size_t until = there.from + there.columns[0].size(); until < shown_.t_s().size()) body["until"] = until;
  }

  /// Those that are to be seen; where all are hidden, all: better than nothing.
  static Json shapes_json(const Json& body) {
    Json all = Json::array(), visible = Json::array();
    for (const Json& shape : get(body, "shapes")) {
      Json kept = picked(shape, {"type", "size_m", "pos_m", "quat", "color", "file"});
      if (Json heights = heights_of(shape); !heights.is_null()) kept["heights"] = std::move(heights);
      if (get_bool(shape, "visible").value_or(true)) visible.push_back(kept);
      all.push_back(std::move(kept));
    }
    return visible.empty() ? all : visible;
  }

  Json bodies_json() {
    Json out = Json::array();
    for (const Json& body : bodies_) {
      if (out.size() == kMostBodies) {
        omitted_ = bodies_.size() - kMostBodies;
        break;
      }
      Json kept = picked(body, {"id", "name", "fixed", "mass_kg", "pos_m", "com_m", "quat"});
      kept["shapes"] = shapes_json(body);
      add_track(kept, id_of(body));
      if (Json force = force_json(shown_.columns("contact_force", id_of(body), 0, 3)); !force.is_null())
        kept["force"] = std::move(force);
      out.push_back(std::move(kept));
    }
    return out;
  }

  Json joints_json() const {
    Json out = Json::array();
    for (const Json& joint : trace_.objects("joints")) {
      std::string type = get_string(joint, "type").value_or("");
      if (type == "free" || type == "actuator") continue;
      Json kept = picked(joint, {"id", "name", "type", "bodies", "pos_m", "axis"});
      int id = id_of(joint);
      size_t coordinates = trace_.width("joint", id) / 2;
      bool slides = type == "prismatic" || type.starts_with("motor_linear");
      if (coordinates > 0 && coordinates <= kMostCoordinates) {
        Json columns = Json::array();
        for (const auto& values : shown_.columns("joint", id, 0, coordinates)) columns.push_back(column(values));
        kept["coordinates"] = std::move(columns);
        kept["unit"] = slides ? "m" : "rad";
      }
      if (Json force = force_json(shown_.columns("reaction", id, 0, 3)); !force.is_null())
        kept["force"] = std::move(force);
      out.push_back(std::move(kept));
    }
    return out;
  }

  /// The points of each, with the body that carries them.
  Json tendons_json() const {
    constexpr size_t kMostPoints = 100;
    Json out = Json::array();
    for (const Json& joint : trace_.objects("joints")) {
      const Json& path = get(joint, "path");
      if (!path.is_array() || path.size() < 2 || path.size() > kMostPoints) continue;
      Json points = Json::array();
      for (const Json& point : path) {
        std::vector<double> place = numbers_of(get(point, "pos_m"), 3);
        if (place.size() == 3 && get(point, "body").is_number_integer())
          points.push_back({{"body", point["body"]}, {"pos_m", rounded(Json(place))}});
      }
      if (points.size() == path.size()) out.push_back({{"path", std::move(points)}});
    }
    return out;
  }

  Json nodes_json(const Json& mesh) const {
    const Json &ids = get(mesh, "node_ids"), &places = get(mesh, "node_pos_m");
    Json out = Json::array();
    if (!ids.is_array()) return out;
    for (size_t i = 0; i < ids.size(); ++i) {
      if (!ids[i].is_number_integer()) continue;
      Json node{{"id", ids[i]}};
      Columns track = shown_.columns("node", ids[i].get<int>(), 0, 3, id_of(mesh));
      if (!track.empty() && !track[0].empty())
        node["track"] = columns_json(track, quantum_of(std::max(size_m_, span_of(track))));
      else if (places.is_array() && i < places.size())
        node["pos_m"] = rounded(places[i]);
      out.push_back(std::move(node));
    }
    return out;
  }

  Json meshes_json() const {
    Json out = Json::array();
    for (const Json& mesh : trace_.objects("meshes")) {
      Json kept = picked(mesh, {"id", "name", "elements"});
      if (auto radius = get_number(get(mesh, "material"), "radius_m")) kept["radius_m"] = rounded(*radius);
      kept["nodes"] = nodes_json(mesh);
      out.push_back(std::move(kept));
    }
    return out;
  }

  Json listed(std::string_view list, std::initializer_list<const char*> keys) const {
    Json out = Json::array();
    for (const Json& object : trace_.objects(list)) out.push_back(picked(object, keys));
    return out;
  }

  Json terrains_json() const {
    Json out = Json::array();
    for (const Json& terrain : trace_.objects("terrains")) {
      Json kept = picked(terrain, {"id", "type"});
      kept["patches"] = Json::array();
      for (const Json& patch : get(terrain, "patches")) {
        Json shown = picked(patch, {"size_m", "pos_m", "quat", "height_m", "body"});
        if (Json heights = heights_of(patch); !heights.is_null()) shown["heights"] = std::move(heights);
        kept["patches"].push_back(std::move(shown));
      }
      out.push_back(std::move(kept));
    }
    return out;
  }

  Json energy_json() const {
    Json out = Json::object();
    const char* names[] = {"kinetic", "gravity", "elastic"};
    std::vector<double> total;  // of what is known; summed before digits are dropped
    for (size_t i = 0; i < 3; ++i) {
      std::vector<double> part = shown_.values("energy", 0, i);
      Json values = column(part);
      if (values.is_null()) continue;
      out[names[i]] = std::move(values);
      total.resize(part.size());
      std::transform(part.begin(), part.end(), total.begin(), total.begin(), std::plus<>());
    }
    if (!total.empty()) out["total"] = column(total);
    return out;
  }

  const trace::Trace& trace_;
  Json bodies_;
  double size_m_ = 1;
  Instants shown_;
  size_t omitted_ = 0;
};

}  // namespace

Json scene_of(const trace::Trace& trace, size_t instants) {
  return SceneMaker(trace, instants).scene();
}

}  // namespace simbench::replay
