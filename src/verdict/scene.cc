#include "verdict/scene.h"

#include "base/base.h"
#include "verdict/physical.h"
#include "verdict/welded.h"

namespace simbench::verdict {
namespace {

/// Where an instant lies between two samples.
struct Between {
  size_t before = 0, after = 0;
  double share = 0, span_s = 0;
};

std::vector<Between> places_of(const std::vector<double>& samples, const std::vector<double>& grid) {
  std::vector<Between> places;
  size_t k = 0;
  for (double t : grid) {
    while (k + 1 < samples.size() && samples[k + 1] <= t) ++k;
    size_t next = std::min(k + 1, samples.size() - 1);
    double span = samples[next] - samples[k];
    places.push_back({k, next, span > 0 ? std::clamp((t - samples[k]) / span, 0.0, 1.0) : 0, span});
  }
  return places;
}

std::vector<Vec3> resample(const std::vector<Vec3>& samples, const std::vector<Between>& places) {
  std::vector<Vec3> out;
  if (samples.empty()) return out;
  for (const Between& p : places) out.push_back((1 - p.share) * samples[p.before] + p.share * samples[p.after]);
  return out;
}

/// Positions between samples by the cubic that has the right velocities at both ends (Hermite), so that runs sampled at
/// other instants are still compared with what they did.
std::vector<Vec3> resample(const std::vector<Vec3>& place, const std::vector<Vec3>& velocity,
                           const std::vector<Between>& places) {
  if (velocity.size() != place.size()) return resample(place, places);
  std::vector<Vec3> out;
  if (place.empty()) return out;
  for (const Between& p : places) {
    double s = p.share, h = p.span_s;
    Vec3 a = place[p.before], b = place[p.after];
    Vec3 cubic = (1 + 2 * s) * (1 - s) * (1 - s) * a + s * s * (3 - 2 * s) * b +
                 h * s * (1 - s) * ((1 - s) * velocity[p.before] - s * velocity[p.after]);
    out.push_back(finite(cubic) ? cubic : (1 - s) * a + s * b);
  }
  return out;
}

Quat normalized_mean(Quat a, Quat b, double share_of_b) {
  double sign = a.w * b.w + a.x * b.x + a.y * b.y + a.z * b.z < 0 ? -1 : 1, s = share_of_b;
  Quat q{(1 - s) * a.w + s * sign * b.w, (1 - s) * a.x + s * sign * b.x, (1 - s) * a.y + s * sign * b.y,
         (1 - s) * a.z + s * sign * b.z};
  double norm = std::sqrt(q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z);
  return norm > 0 ? Quat{q.w / norm, q.x / norm, q.y / norm, q.z / norm} : Quat{};
}

Quat turned(Quat q, Vec3 omega, double dt) {
  double angle = length(omega) * dt;
  return std::isfinite(angle) && angle != 0 ? rotation(unit(omega), angle) * q : q;
}

/// Orientations between samples: turned on from the one before and back from the one after by their angular velocities.
std::vector<Quat> resample(const std::vector<Quat>& samples, const std::vector<Vec3>& omega,
                           const std::vector<Between>& places) {
  std::vector<Quat> out;
  if (samples.empty()) return out;
  for (const Between& p : places) {
    Quat a = samples[p.before], b = samples[p.after];
    if (omega.size() == samples.size() && p.after > p.before) {
      a = turned(a, omega[p.before], p.share * p.span_s);
      b = turned(b, omega[p.after], -(1 - p.share) * p.span_s);
    }
    out.push_back(normalized_mean(a, b, p.share));
  }
  return out;
}

/// A node weighs its share of the mesh; 0 where the trace doesn't know the mesh's mass.
double node_weight(const World& world, const Object& node) {
  const Json& mesh = world.json(node);
  double count = get_number(get(mesh, "nodes"), "count").value_or(0);
  return count > 0 ? get_number(mesh, "mass_kg").value_or(0) / count : 0;
}

/// ½ m v² and, in the body's own frame, ½ ω·I·ω; J.
std::vector<double> kinetic_of(const Mover& mover, Vec3 inertia_kg_m2, const std::vector<Vec3>& omega_rad_s) {
  std::vector<double> energy;
  for (size_t i = 0; i < mover.vel_m_s.size(); ++i) {
    energy.push_back(0.5 * mover.weight * dot(mover.vel_m_s[i], mover.vel_m_s[i]));
    if (mover.quat.empty()) continue;
    Vec3 w = rotate(conjugate(mover.quat[i]), omega_rad_s[i]);
    for (size_t k = 0; k < 3; ++k) energy.back() += 0.5 * inertia_kg_m2[k] * w[k] * w[k];
  }
  return energy;
}

std::vector<Mover> movers_of(const World& world, const std::vector<Between>& places) {
  std::vector<Mover> movers;
  for (const Body& body : world.bodies()) {
    if (body.fixed) continue;
    const Track& track = world.track(body.id);
    if (track.pos_m.empty()) continue;
    double mass = std::isfinite(body.mass_kg) ? body.mass_kg : 0;
    Vec3 inertia = body.inertia_kg_m2;
    Mover mover{.object = {kBody, body.id, 0},
                .weight = mass,
                .inertia_kg_m2 = inertia.x + inertia.y + inertia.z,
                .pos_m = resample(track.pos_m, track.vel_m_s, places),
                .vel_m_s = resample(track.vel_m_s, places),
                .quat = resample(track.quat, track.omega_rad_s, places)};
    mover.kinetic_j = kinetic_of(mover, inertia, resample(track.omega_rad_s, places));
    movers.push_back(std::move(mover));
  }
  for (const Object& node : world.objects(kNode)) {
    std::vector<Vec3> place = world.positions(node);
    if (place.empty()) continue;
    Mover mover{.object = node,
                .weight = node_weight(world, node),
                .pos_m = resample(place, world.velocities(node), places),
                .vel_m_s = resample(world.velocities(node), places)};
    mover.kinetic_j = kinetic_of(mover, {}, {});
    movers.push_back(std::move(mover));
  }
  return movers;
}

}  // namespace

Scene make_scene(const World& world, double until_s, size_t points) {
  Scene scene;
  scene.gravity = world.gravity();
  scene.extent_m = scene_extent(world);
  if (world.times().empty()) return scene;
  double first = world.times().front();
  for (size_t i = 0; i < points; ++i)
    scene.t.push_back(first + (until_s - first) * static_cast<double>(i) / static_cast<double>(points - 1));
  scene.movers = welded_as_one(world, movers_of(world, places_of(world.times(), scene.t)), scene.extent_m);
  double total = 0;
  for (const Mover& mover : scene.movers) total += mover.weight;
  if (!(total > 0))  // nothing is known to weigh anything: all count alike
    for (Mover& mover : scene.movers) mover.weight = 1;
  return scene;
}

Quat turn_since_start(const Mover& mover, size_t i) {
  size_t first = 0;
  while (first < i && !mover.is_there(first)) ++first;
  return mover.quat[i] * conjugate(mover.quat[first]);
}

Spread spread_of(const Scene& plain, const std::vector<Scene>& members) {
  Spread spread;
  for (const Mover& mover : plain.movers) {
    std::vector<double> pos(plain.t.size(), 0), angle(plain.t.size(), 0);
    for (const Scene& member : members) {
      auto same = std::find_if(member.movers.begin(), member.movers.end(),
                               [&](const Mover& m) { return m.object == mover.object; });
      if (same == member.movers.end()) continue;
      for (size_t i = 0; i < plain.t.size(); ++i) {
        if (!same->is_there(i) && !mover.is_there(i)) continue;
        double apart = length(same->pos_m[i] - mover.pos_m[i]) / plain.extent_m;
        // a member that blew up says that nothing can be foretold from here on
        pos[i] = std::max(pos[i], std::isfinite(apart) ? apart : 1e9);
        if (mover.quat.empty() || same->quat.empty()) continue;
        angle[i] = std::max(angle[i], angle_of(conjugate(turn_since_start(mover, i)) * turn_since_start(*same, i)));
      }
    }
    for (size_t i = 1; i < pos.size(); ++i)
      pos[i] = std::max(pos[i], pos[i - 1]), angle[i] = std::max(angle[i], angle[i - 1]);
    spread.pos.push_back(std::move(pos));
    spread.angle.push_back(std::move(angle));
  }
  return spread;
}

}  // namespace simbench::verdict
