// A trace as a table for people: one row a sample, one column a number, the object and the unit in the column's name.
#include "base/base.h"
#include "trace/trace.h"

namespace simbench::trace {
namespace {

using Names = std::vector<std::string>;

/// Rows × columns; an honest trace of 64 MiB has 8 million numbers.
constexpr size_t kMaxCells = 64'000'000;

/// The census's list that the ids of a kind of block belong to.
std::string_view list_of(std::string_view kind) {
  static const std::map<std::string_view, std::string_view> lists{
      {"body", "bodies"},    {"contact_force", "bodies"}, {"joint", "joints"},     {"reaction", "joints"},
      {"sensor", "sensors"}, {"node", "meshes"},          {"vehicle", "vehicles"}, {"driver", "vehicles"},
      {"wheel", "robots"},   {"actuator_force", "joints"}};
  auto found = lists.find(kind);
  return found == lists.end() ? "" : found->second;
}

/// The objects of the census, and what they are called in the table: by their name where no other of their list has it,
/// else by their id.
class Objects {
 public:
  explicit Objects(const Trace& trace) {
    for (std::string_view list : {"bodies", "joints", "sensors", "meshes", "vehicles", "robots"}) {
      std::map<std::string, int> uses;
      Json all = trace.objects(list);
      for (const Json& object : all) ++uses[get_string(object, "name").value_or("")];
      for (Json& object : all) {
        auto id = get_number(object, "id");
        if (!id) continue;
        std::string name = get_string(object, "name").value_or("");
        bool telling = uses[name] == 1 && name.find_first_not_of("0123456789") != std::string::npos;
        known_[{list, *id}] = {telling ? name : fmt::format("{}", *id), std::move(object)};
      }
    }
  }
  std::string called(std::string_view list, int id) const {
    auto found = known_.find({list, id});
    return found == known_.end() ? fmt::format("{}", id) : found->second.name;
  }
  const Json& object(std::string_view list, int id) const {
    static const Json none = Json::object();
    auto found = known_.find({list, id});
    return found == known_.end() ? none : found->second.object;
  }
  /// The actuator that column `index` of block "control" feeds.
  std::string actuator(size_t index) const {
    for (const auto& [key, entry] : known_)
      if (key.first == "joints" &&
          get_number(get(entry.object, "params"), "control_index") == static_cast<double>(index))
        return entry.name;
    return fmt::format("{}", index);
  }

 private:
  struct Entry {
    std::string name;
    Json object;
  };
  std::map<std::pair<std::string_view, double>, Entry> known_;
};

Names numbered(size_t width, std::string_view suffix = "") {
  Names out;
  for (size_t i = 0; i < width; ++i) out.push_back(fmt::format("{}{}", i, suffix));
  return out;
}

const Names& fixed_columns(const std::string& kind) {
  static const Names none;
  static const std::map<std::string, Names> names{
      {"body",
       {"x_m", "y_m", "z_m", "qw", "qx", "qy", "qz", "vx_m_s", "vy_m_s", "vz_m_s", "wx_rad_s", "wy_rad_s", "wz_rad_s"}},
      {"reaction", {"fx_N", "fy_N", "fz_N", "tx_N_m", "ty_N_m", "tz_N_m"}},
      {"energy", {"kinetic_J", "potential_J", "elastic_J"}},
      {"contact", {"count"}},
      {"contact_force", {"fx_N", "fy_N", "fz_N", "count"}},
      {"node", {"x_m", "y_m", "z_m", "vx_m_s", "vy_m_s", "vz_m_s"}},
      {"driver", {"throttle", "steering", "braking"}},
      {"vehicle", {"speed_m_s", "heading_rad"}}};
  auto found = names.find(kind);
  return found == names.end() ? none : found->second;
}

/// Coordinates, then their rates.
Names joint_columns(const std::string& type, size_t width) {
  if (width == 2 && (type == "prismatic" || type.starts_with("motor_linear"))) return {"position_m", "speed_m_s"};
  if (width == 2 && (type == "revolute" || type.starts_with("motor_rotation"))) return {"angle_rad", "rate_rad_s"};
  if (width == 6 && type == "spherical") return {"x_rad", "y_rad", "z_rad", "x_rad_s", "y_rad_s", "z_rad_s"};
  Names out = numbered(width / 2), rates = numbered(width - width / 2, "_rate");
  out.insert(out.end(), rates.begin(), rates.end());
  return out;
}

Names sensor_columns(const std::string& type, size_t width) {
  static const std::map<std::string, std::string> units{{"accelerometer", "_m_s2"},
                                                        {"gyro", "_rad_s"},
                                                        {"magnetometer", "_T"},
                                                        {"framepos", "_m"},
                                                        {"velocimeter", "_m_s"},
                                                        {"rangefinder", "_m"},
                                                        {"force", "_N"},
                                                        {"torque", "_N_m"},
                                                        {"touch", "_N"},
                                                        {"framelinvel", "_m_s"},
                                                        {"frameangvel", "_rad_s"},
                                                        {"clock", "_s"}};
  auto unit = units.find(type);
  std::string suffix = unit == units.end() ? "" : unit->second;
  if (width == 1) return {"value" + suffix};
  if (width == 3) return {"x" + suffix, "y" + suffix, "z" + suffix};
  if (width == 4 && type.ends_with("quat")) return {"qw", "qx", "qy", "qz"};
  return numbered(width, suffix);
}

Names control_columns(const Objects& objects, size_t width) {
  Names out;
  for (size_t i = 0; i < width; ++i) out.push_back(objects.actuator(i));
  return out;
}

/// The robot's own words for its commands, as far as it has them.
Names wheel_columns(const Json& robot, size_t width) {
  Names out = numbered(width);
  const Json& commands = get(robot, "commands");
  for (size_t i = 0; i < width && commands.is_array() && i < commands.size(); ++i)
    if (commands[i].is_string()) out[i] = commands[i].get<std::string>();
  return out;
}

/// Names of a block's columns.
Names columns_of(const Block& block, const Objects& objects) {
  std::string_view list = list_of(block.kind);
  bool is_node = block.kind == "node";
  const Json& object = objects.object(list, is_node ? block.mesh : block.id);
  std::string type = get_string(object, "type").value_or("");
  if (block.kind == "actuator_force")
    return {fmt::format("actuator_force.{}.{}", objects.called(list, block.id),
                        type.starts_with("motor_rotation") ? "N_m"
                        : type.starts_with("motor_linear") ? "N"
                                                           : "force")};
  Names columns = block.kind == "joint"     ? joint_columns(type, block.width)
                  : block.kind == "sensor"  ? sensor_columns(type, block.width)
                  : block.kind == "control" ? control_columns(objects, block.width)
                  : block.kind == "wheel"   ? wheel_columns(object, block.width)
                                            : fixed_columns(block.kind);
  for (size_t i = columns.size(); i < block.width; ++i) columns.push_back(fmt::format("{}", i));
  std::string owner = list.empty()
                          ? block.kind
                          : fmt::format("{}.{}", block.kind, objects.called(list, is_node ? block.mesh : block.id));
  if (is_node) owner += fmt::format(".{}", block.id);
  for (std::string& column : columns) column = owner + "." + column;
  columns.resize(block.width);
  return columns;
}

Status check_size(const Trace& trace) {
  size_t columns = 1;
  for (const Segment& segment : trace.segments)
    if (segment.size() > 0) columns += segment.stride;
  if (columns <= kMaxCells / std::max<size_t>(1, trace.sample_count())) return {};
  return fail(ErrorCode::invalid_input,
              fmt::format("no table of {} rows and {} columns is written: read the trace itself (docs/format/trace.md)",
                          trace.sample_count(), columns));
}

}  // namespace

Result<std::string> to_csv(const Trace& trace) {
  TRY(check_size(trace));
  Objects objects(trace);
  Names header{"time_s"};
  std::map<std::string, size_t> place{{"time_s", 0}};
  std::vector<std::vector<size_t>> columns;  // of every segment: number in the row → column of the table
  for (const Segment& segment : trace.segments) {
    columns.push_back({0});
    if (segment.size() == 0) continue;
    for (const Block& block : segment.blocks) {
      for (const std::string& name : columns_of(block, objects)) {
        auto [at, fresh] = place.try_emplace(name, header.size());
        if (fresh) header.push_back(escape_csv(name));
        columns.back().push_back(at->second);
      }
    }
  }
  std::string out = join(header, ",") + "\n";
  for (size_t s = 0; s < trace.segments.size(); ++s) {
    const Segment& segment = trace.segments[s];
    for (size_t row = 0; row < segment.size(); ++row) {
      Names fields(header.size());
      for (size_t i = 0; i < segment.stride; ++i)
        fields[columns[s][i]] = fmt::format("{}", segment.values[row * segment.stride + i]);
      out += join(fields, ",") + "\n";
    }
  }
  return out;
}

}  // namespace simbench::trace
