#include "report/trajectory.h"

namespace simbench::report {
namespace {

/// 5 significant digits are more than a plot of 600 pixels shows, and a tenth of the bytes.
Json rounded(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::stod(fmt::format("{:.5g}", value));
}

Json picked(const std::vector<double>& values, const std::vector<size_t>& rows) {
  Json out = Json::array();
  for (size_t row : rows) out.push_back(row < values.size() ? rounded(values[row]) : Json(nullptr));
  return out;
}

std::vector<size_t> evenly(size_t n, size_t points) {
  std::vector<size_t> rows;
  size_t count = std::min(n, points);
  for (size_t i = 0; i < count; ++i) rows.push_back(count == 1 ? 0 : i * (n - 1) / (count - 1));
  return rows;
}

struct Mover {
  double extent = 0;
  std::string name;
  std::array<std::vector<double>, 3> position;
};

Mover mover_of(const trace::Trace& trace, const std::string& kind, int id, int mesh, std::string name) {
  Mover m;
  m.name = std::move(name);
  for (size_t axis = 0; axis < 3; ++axis) {
    m.position[axis] = trace.series(kind, id, axis, mesh);
    double low = INFINITY, high = -INFINITY;
    for (double v : m.position[axis])
      if (std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
    if (high > low) m.extent = std::max(m.extent, high - low);
  }
  return m;
}

std::vector<Mover> movers(const trace::Trace& trace) {
  std::map<int, std::string> names;
  for (const Json& body : trace.objects("bodies"))
    names[static_cast<int>(get_number(body, "id").value_or(-1))] = get_string(body, "name").value_or("");
  std::set<std::tuple<std::string, int, int>> keys;
  for (const trace::Segment& segment : trace.segments)
    for (const trace::Block& block : segment.blocks)
      if (block.kind == "body" || block.kind == "node") keys.insert({block.kind, block.mesh, block.id});
  std::vector<Mover> out;
  for (const auto& [kind, mesh, id] : keys) {
    std::string name = kind == "node"      ? fmt::format("mesh {} node {}", mesh, id)
                       : names[id].empty() ? fmt::format("body {}", id)
                                           : names[id];
    out.push_back(mover_of(trace, kind, id, mesh, name));
  }
  std::stable_sort(out.begin(), out.end(), [](const Mover& a, const Mover& b) { return a.extent > b.extent; });
  return out;
}

}  // namespace

Json thin_trajectory(const trace::Trace& trace, size_t points, size_t bodies) {
  std::vector<double> times = trace.times();
  std::vector<size_t> rows = evenly(times.size(), points);
  Json out{{"t", picked(times, rows)}, {"series", Json::array()}};
  for (const Mover& m : movers(trace)) {
    if (out["series"].size() >= bodies || m.extent <= 0) break;
    out["series"].push_back({{"name", m.name},
                             {"x", picked(m.position[0], rows)},
                             {"y", picked(m.position[1], rows)},
                             {"z", picked(m.position[2], rows)}});
  }
  return out;
}

}  // namespace simbench::report
