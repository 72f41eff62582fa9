#include "oracle/confirm.h"

namespace simbench::oracle {
namespace {

constexpr double kRounding =
    1e-9;  // relative, and absolute below 1: the same library on the same host gives the same bits

bool same_number(double a, double b) {
  if (a == b || (std::isnan(a) && std::isnan(b))) return true;
  return std::abs(a - b) <= kRounding * std::max({1.0, std::abs(a), std::abs(b)});
}

bool same_blocks(const trace::Segment& a, const trace::Segment& b) {
  auto same = [](const trace::Block& x, const trace::Block& y) {
    return x.kind == y.kind && x.id == y.id && x.mesh == y.mesh && x.width == y.width && x.offset == y.offset;
  };
  return a.stride == b.stride && std::equal(a.blocks.begin(), a.blocks.end(), b.blocks.begin(), b.blocks.end(), same);
}

std::string difference_of_samples(const trace::Trace& told, const trace::Trace& simulated) {
  if (told.segments.size() != simulated.segments.size()) return "the layouts";
  for (size_t s = 0; s < told.segments.size(); ++s) {
    const trace::Segment &a = told.segments[s], &b = simulated.segments[s];
    if (!same_blocks(a, b)) return "the layouts";
    if (a.size() != b.size()) return fmt::format("{} samples, {} when simulated again", a.size(), b.size());
    for (size_t i = 0; i < a.values.size(); ++i) {
      if (same_number(a.values[i], b.values[i])) continue;
      size_t column = i % a.stride;
      auto block = std::find_if(a.blocks.begin(), a.blocks.end(), [&](const trace::Block& x) {
        return column >= x.offset && column < x.offset + x.width;
      });
      return fmt::format("{} {} at {:.6g} s: {:.9g}, {:.9g} when simulated again",
                         block == a.blocks.end() ? "time" : block->kind, block == a.blocks.end() ? 0 : block->id,
                         a.values[i - column], a.values[i], b.values[i]);
    }
  }
  return "";
}

/// Structure as the model has it: without what scripts ask to be drawn.
std::vector<Json> structure(const trace::Trace& trace) {
  std::vector<Json> out;
  for (const Json& census : trace.censuses) {
    bool only_visuals = get_string(census, "when") == "created" && !census.contains("bodies");
    if (only_visuals) continue;
    out.push_back(census);
    out.back().erase("visuals");
  }
  return out;
}

std::string difference_of_structure(const trace::Trace& told, const trace::Trace& simulated) {
  std::vector<Json> a = structure(told), b = structure(simulated);
  bool without_last = a.size() + 1 == b.size() && !told.end.contains("counts");  // it ended without a last look
  if (a.size() != b.size() && !without_last) return "the number of censuses";
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    for (const auto& [key, value] : a[i].items())
      if (get(b[i], key) != value) return fmt::format("the census's {}", key);
    return "the census";
  }
  return "";
}

std::vector<Json> events_of(const trace::Trace& trace, std::string_view name) {
  std::vector<Json> out;
  for (const Json& event : trace.events)
    if (get_string(event, "event") == name) out.push_back(event);
  return out;
}

std::string difference_of_events(const trace::Trace& told, const trace::Trace& simulated) {
  for (const char* name : {"switched", "episode", "look_back", "own_integrator"})
    if (events_of(told, name) != events_of(simulated, name)) return fmt::format("the events '{}'", name);
  std::vector<Json> warnings = events_of(told, "warning");  // others may have been there before the run
  for (const Json& warning : events_of(simulated, "warning"))
    if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) return "the simulator's warnings";
  return "";
}

std::string difference_of_ends(const trace::Trace& told, const trace::Trace& simulated) {
  for (const char* key : {"steps", "sim_time_s", "state_writes"}) {
    double a = get_number(told.end, key).value_or(-1), b = get_number(simulated.end, key).value_or(-2);
    if (!same_number(a, b)) return fmt::format("{} at the end: {:.9g}, {:.9g} when simulated again", key, a, b);
  }
  return "";
}

}  // namespace

std::string difference(const trace::Trace& told, const trace::Trace& simulated) {
  if (told.header != simulated.header) return "the header";
  for (auto look : {difference_of_structure, difference_of_samples, difference_of_events, difference_of_ends})
    if (std::string found = look(told, simulated); !found.empty()) return found;
  return "";
}

Result<Confirmation> confirm(const std::string& simulator, const trace::Trace& told, const sandbox::Inputs& inputs,
                             const sandbox::Limits& limits) {
  if (!sandbox::can_repeat(simulator))
    return Confirmation{Confirmed::not_applicable,
                        fmt::format("simulator: runs of {} can't be simulated again", sandbox::title_of(simulator))};
  if (!inputs.refused.empty()) return Confirmation{Confirmed::not_applicable, inputs.refused};
  if (!inputs.whole)
    return Confirmation{Confirmed::not_applicable, "untold: what the run was given wasn't told to its end"};
  TRY_ASSIGN(std::string frames, sandbox::repeat(simulator, inputs.stream, limits));
  if (frames.empty()) return Confirmation{Confirmed::mismatch, "what it was given makes no simulation"};
  auto simulated = trace::parse(frames);
  std::string found = simulated ? difference(told, *simulated) : "what it was given makes no trace";
  return Confirmation{found.empty() ? Confirmed::yes : Confirmed::mismatch, found};
}

}  // namespace simbench::oracle
