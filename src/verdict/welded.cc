#include "verdict/welded.h"

#include <map>

#include "base/base.h"

namespace simbench::verdict {
namespace {

constexpr double kLooseShift = 0.01;  // scene extents; welds of soft constraints give a little
constexpr double kLooseTurn = 0.02;   // rad
constexpr int kGround = -1;

/// Groups of bodies that fixed joints connect, each by its lowest id; kGround where one of the joints ends there.
std::map<int, std::vector<int>> weld_groups(const World& world) {
  std::map<int, int> group;  // of each body
  for (const Body& body : world.bodies()) group[body.id] = body.fixed ? kGround : body.id;
  for (const Joint& joint : world.joints()) {
    if (!joint.welds_bodies()) continue;
    auto group_of = [&](const Object& end) {
      auto found = group.find(end.id);
      return found == group.end() ? kGround : found->second;
    };
    int one = group_of(joint.ends[0]), other = group_of(joint.ends[1]);
    for (auto& [id, of] : group)
      if (of == one || of == other) of = std::min(one, other);
  }
  std::map<int, std::vector<int>> members;
  for (auto [id, of] : group) members[of].push_back(id);
  return members;
}

/// Places and turns of a mover as the other one sees them; the ground sees what everybody sees.
struct Seen {
  const Mover* from = nullptr;
  Vec3 place(const Mover& mover, size_t i) const {
    return from ? rotate(conjugate(from->quat[i]), mover.pos_m[i] - from->pos_m[i]) : mover.pos_m[i];
  }
  Quat turn(const Mover& mover, size_t i) const {
    return from ? conjugate(from->quat[i]) * mover.quat[i] : mover.quat[i];
  }
};

bool keeps_its_place(const Mover& mover, const Seen& seen, double extent_m) {
  std::optional<size_t> first;
  for (size_t i = 0; i < mover.pos_m.size(); ++i) {
    if (seen.from && seen.from->is_there(i) != mover.is_there(i)) return false;
    if (!mover.is_there(i)) continue;
    if (!first) first = i;
    if (length(seen.place(mover, i) - seen.place(mover, *first)) > kLooseShift * extent_m ||
        angle_of(conjugate(seen.turn(mover, *first)) * seen.turn(mover, i)) > kLooseTurn)
      return false;
  }
  return true;
}

bool keep_their_places(const std::vector<const Mover*>& parts, const Seen& seen, double extent_m) {
  return std::all_of(parts.begin(), parts.end(),
                     [&](const Mover* part) { return keeps_its_place(*part, seen, extent_m); });
}

/// At their centre of mass, turning as the heaviest does, with the moments about that centre (Huygens–Steiner).
Mover one_of(const std::vector<const Mover*>& parts, const Mover& heaviest) {
  Mover one = heaviest;
  one.weight = one.inertia_kg_m2 = 0;
  for (const Mover* part : parts) one.weight += part->weight;
  for (size_t i = 0; i < one.pos_m.size(); ++i) {
    one.pos_m[i] = one.vel_m_s[i] = {}, one.kinetic_j[i] = 0;
    for (const Mover* part : parts) {
      double share = one.weight > 0 ? part->weight / one.weight : 1 / static_cast<double>(parts.size());
      one.pos_m[i] = one.pos_m[i] + share * part->pos_m[i];
      one.vel_m_s[i] = one.vel_m_s[i] + share * part->vel_m_s[i];
      one.kinetic_j[i] += part->kinetic_j[i];
    }
  }
  size_t at = 0;
  while (at + 1 < one.pos_m.size() && !one.is_there(at)) ++at;
  for (const Mover* part : parts) {
    Vec3 arm = part->pos_m[at] - one.pos_m[at];
    one.inertia_kg_m2 += part->inertia_kg_m2 + 2 * part->weight * dot(arm, arm);
  }
  return one;
}

}  // namespace

std::vector<Mover> welded_as_one(const World& world, std::vector<Mover> movers, double extent_m) {
  std::map<int, const Mover*> mover_of;
  for (const Mover& mover : movers)
    if (mover.object.object_class == kBody) mover_of[mover.object.id] = &mover;
  std::map<const Mover*, std::optional<Mover>>
      instead;  // nothing in place of a part, the whole in place of the heaviest
  for (const auto& [group, ids] : weld_groups(world)) {
    std::vector<const Mover*> parts;
    for (int id : ids)
      if (auto found = mover_of.find(id); found != mover_of.end()) parts.push_back(found->second);
    if (parts.empty() || (group != kGround && parts.size() < 2)) continue;
    const Mover* heaviest = *std::max_element(parts.begin(), parts.end(),
                                              [](const Mover* a, const Mover* b) { return a->weight < b->weight; });
    bool stands = group == kGround && keep_their_places(parts, {}, extent_m);
    if (!stands && !keep_their_places(parts, {heaviest}, extent_m)) continue;
    for (const Mover* part : parts) instead[part] = std::nullopt;
    if (!stands) instead[heaviest] = one_of(parts, *heaviest);
  }
  std::vector<Mover> out;
  for (Mover& mover : movers) {
    auto found = instead.find(&mover);
    if (found == instead.end())
      out.push_back(std::move(mover));
    else if (found->second)
      out.push_back(std::move(*found->second));
  }
  return out;
}

}  // namespace simbench::verdict
