#include "verdict/animation.h"

#include "base/base.h"

namespace simbench::verdict {
namespace {

/// True if the census at the end, where there is one, still calls the body fixed.
bool stays_fixed(const World& world, int id) {
  const Json& bodies = get(world.trace().last_census(), "bodies");
  if (!bodies.is_array()) return true;
  for (const Json& body : bodies)
    if (get_number(body, "id") == id) return get_bool(body, "fixed").value_or(true);
  return true;
}

/// The share of the intervals between samples in which the body's place or orientation changes.
double share_moved(const Track& track) {
  constexpr double kStill = 1e-7;  // a reduced trace has seven digits
  size_t moved = 0;
  for (size_t i = 1; i < track.pos_m.size(); ++i) {
    bool turned = angle_of(conjugate(track.quat[i - 1]) * track.quat[i]) > 1e-6;
    bool shifted = length(track.pos_m[i] - track.pos_m[i - 1]) > kStill * (1 + length(track.pos_m[i]));
    moved += turned || shifted ? 1 : 0;
  }
  return track.pos_m.size() < 2 ? 0 : static_cast<double>(moved) / static_cast<double>(track.pos_m.size() - 1);
}

/// How often the script placed anything by a call, where objects are made and placed by calls (a simulator whose bodies
/// are placed by writing into arrays has none to count). Rigs move fixed bodies of their own from C++, a test rig's
/// posts.
std::optional<double> placed_by_calls(const trace::Trace& trace) {
  const Json& counts = get(trace.end, "counts");
  if (!counts.is_object()) return std::nullopt;
  bool by_calls = false;
  double calls = 0;
  for (const auto& [name, count] : counts.items()) {
    std::string_view method = std::string_view(name).substr(name.rfind('.') + 1);
    by_calls = by_calls || method == "__init__";
    for (std::string_view setter :
         {"SetPos", "SetRot", "SetCoordsys", "SetFrame", "SetTransform", "Move", "Concatenate"})
      if (method.starts_with(setter) && count.is_number()) calls += count.get<double>();
  }
  return by_calls ? std::optional(calls) : std::nullopt;
}

struct HandMoved {
  int id = 0;
  double share = 0;
};
std::vector<HandMoved> hand_moved(const World& world, double share) {
  std::vector<HandMoved> found;
  std::optional<double> calls = placed_by_calls(world.trace());
  if (calls && *calls < share * static_cast<double>(world.trace().sample_count())) return found;
  for (const Body& body : world.bodies()) {
    if (!body.fixed || get_string(*body.json, "type") == "mocap") continue;
    double moved = share_moved(world.track(body.id));
    if (moved > share && stays_fixed(world, body.id)) found.push_back({body.id, moved});
  }
  return found;
}

}  // namespace

std::string moved_by_hand(const World& world, const World* reference, double share) {
  std::vector<HandMoved> moved = hand_moved(world, share);
  if (moved.empty() || (reference && hand_moved(*reference, share).size() >= moved.size())) return "";
  return fmt::format("animation: the script moved the fixed body {} by hand in {:.0f} % of the run", moved.front().id,
                     100 * moved.front().share);
}

}  // namespace simbench::verdict
