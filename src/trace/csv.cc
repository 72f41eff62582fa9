// A trace as a table for people: one row a sample, one column a number, units in the column's name.
#include "base/base.h"
#include "trace/trace.h"

namespace simbench::trace {
namespace {

const std::vector<std::string>& columns_of(const std::string& kind) {
  static const std::vector<std::string> none;
  static const std::map<std::string, std::vector<std::string>> names{
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

std::string column_name(const Block& block, size_t column) {
  std::string owner = block.kind == "energy" || block.kind == "contact" ? block.kind
                      : block.kind == "node" ? fmt::format("mesh{}.node{}", block.mesh, block.id)
                                             : fmt::format("{}{}", block.kind, block.id);
  const auto& names = columns_of(block.kind);
  return column < names.size() ? owner + "." + names[column] : fmt::format("{}.{}", owner, column);
}

}  // namespace

std::string to_csv(const Trace& trace) {
  std::vector<std::string> header{"time_s"};
  std::map<std::string, size_t> place{{"time_s", 0}};
  std::vector<std::vector<size_t>> columns;  // of every segment: number in the row → column of the table
  for (const Segment& segment : trace.segments) {
    columns.push_back({0});
    for (const Block& block : segment.blocks) {
      for (size_t i = 0; i < block.width; ++i) {
        std::string name = column_name(block, i);
        auto [at, fresh] = place.try_emplace(name, header.size());
        if (fresh) header.push_back(name);
        columns.back().push_back(at->second);
      }
    }
  }
  std::string out = join(header, ",") + "\n";
  for (size_t s = 0; s < trace.segments.size(); ++s) {
    const Segment& segment = trace.segments[s];
    for (size_t row = 0; row < segment.size(); ++row) {
      std::vector<std::string> fields(header.size());
      for (size_t i = 0; i < segment.stride; ++i)
        fields[columns[s][i]] = fmt::format("{}", segment.values[row * segment.stride + i]);
      out += join(fields, ",") + "\n";
    }
  }
  return out;
}

}  // namespace simbench::trace
