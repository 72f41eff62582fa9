#include "verdict/invariants.h"

#include <algorithm>
#include <array>

#include "base/base.h"

namespace simbench::verdict {
namespace {

constexpr size_t kWindows = 8;
enum Invariant { kKinetic, kPotential, kTotal, kHeight, kWay, kSpeed, kSize, kHeightDeviation, kInvariants };
constexpr std::array<const char*, kInvariants> kInvariantNames{"kinetic energy",
                                                               "potential energy",
                                                               "total energy",
                                                               "height of the centre of mass",
                                                               "level way of the centre of mass",
                                                               "speed",
                                                               "distance between the bodies",
                                                               "spread of heights"};
using Series = std::array<std::vector<double>, kInvariants>;

struct Sums {
  double weight = 0, kinetic = 0, speed = 0;
  Vec3 first_moment;
};

Sums sums_at(const Scene& scene, size_t i) {
  Sums s;
  for (const Mover& mover : scene.movers) {
    if (!mover.is_there(i)) continue;
    s.weight += mover.weight;
    s.kinetic += mover.kinetic_j[i];
    s.speed += mover.weight * length(mover.vel_m_s[i]);
    s.first_moment = s.first_moment + mover.weight * mover.pos_m[i];
  }
  return s;
}

/// The quantities at one instant; `start` is the centre of mass when there first was any.
std::array<double, kInvariants> quantities_at(const Scene& scene, size_t i, Vec3 up, std::optional<Vec3>& start) {
  Sums s = sums_at(scene, i);
  if (!(s.weight > 0)) return {};  // nothing has been created yet
  Vec3 com = (1 / s.weight) * s.first_moment;
  if (!start) start = com;
  double size = 0, deviation = 0;
  for (const Mover& mover : scene.movers) {
    if (!mover.is_there(i)) continue;
    Vec3 from_com = mover.pos_m[i] - com;
    size += mover.weight * dot(from_com, from_com);
    deviation += mover.weight * dot(from_com, up) * dot(from_com, up);
  }
  Vec3 way = com - *start;
  double rise = dot(way, up), potential = s.weight * length(scene.gravity) * rise;
  return {s.kinetic,
          potential,
          s.kinetic + potential,
          rise,
          length(way - rise * up),
          s.speed / s.weight,
          std::sqrt(size / s.weight),
          std::sqrt(deviation / s.weight)};
}

Series series_of(const Scene& scene) {
  Series out;
  Vec3 up = length(scene.gravity) > 0 ? unit(-1.0 * scene.gravity) : Vec3{0, 0, 1};
  std::optional<Vec3> start;
  for (size_t i = 0; i < scene.t.size(); ++i) {
    std::array<double, kInvariants> now = quantities_at(scene, i, up, start);
    for (size_t q = 0; q < kInvariants; ++q) out[q].push_back(now[q]);
  }
  return out;
}

/// Mean and standard deviation in each window: 16 numbers.
std::array<double, 2 * kWindows> moments(const std::vector<double>& x) {
  std::array<double, 2 * kWindows> out{};
  for (size_t w = 0; w < kWindows; ++w) {
    size_t first = w * x.size() / kWindows, end = std::max(first + 1, (w + 1) * x.size() / kWindows);
    double n = static_cast<double>(end - first), mean = 0, square = 0;
    for (size_t i = first; i < end; ++i) mean += x[i] / n;
    for (size_t i = first; i < end; ++i) square += (x[i] - mean) * (x[i] - mean) / n;
    out[w] = mean, out[kWindows + w] = std::sqrt(square);
  }
  return out;
}

/// What a difference is measured by: the energy exchanged, the scene's extent, the highest speed.
double scale_of(Invariant quantity, const Series& plain, const Scene& scene) {
  if (quantity <= kTotal) return std::max({range_of(plain[kKinetic]), range_of(plain[kPotential]), 1e-9});
  if (quantity == kSpeed) return std::max(*std::max_element(plain[kSpeed].begin(), plain[kSpeed].end()), 1e-6);
  return scene.extent_m;
}

bool has_motion(const Scene& scene) {
  double weight = 0;
  for (const Mover& mover : scene.movers) weight += mover.weight;
  return scene.t.size() >= kWindows && weight > 0;
}

}  // namespace

std::optional<InvariantScore> invariant_score(const Scene& candidate, const Scene& plain,
                                              const std::vector<Scene>& members, double rel) {
  if (!has_motion(candidate) || !has_motion(plain)) return std::nullopt;
  Series a = series_of(candidate), b = series_of(plain);
  std::vector<Series> others;
  for (const Scene& member : members)
    if (has_motion(member)) others.push_back(series_of(member));
  constexpr double kAlike = 0.5;
  constexpr size_t kNamed = 3;
  double log_sum = 0;
  std::vector<std::pair<double, size_t>> unlike;
  for (size_t q = 0; q < kInvariants; ++q) {
    double scale = scale_of(static_cast<Invariant>(q), b, plain), score = 0;
    auto found = moments(a[q]), asked = moments(b[q]);
    std::vector<std::array<double, 2 * kWindows>> band;
    for (const Series& other : others) band.push_back(moments(other[q]));
    for (size_t k = 0; k < found.size(); ++k) {
      double own = 0;
      for (const auto& member : band) own = std::max(own, std::abs(member[k] - asked[k]));
      double off = (found[k] - asked[k]) / std::max(rel * scale, 1.5 * own);
      score += std::isfinite(off) ? std::exp2(-off * off) / static_cast<double>(found.size()) : 0;
    }
    log_sum += std::log(std::max(score, 1e-6));
    if (score < kAlike) unlike.emplace_back(score, q);
  }
  std::sort(unlike.begin(), unlike.end());
  InvariantScore out{std::exp(log_sum / static_cast<double>(kInvariants)), {}};
  for (size_t i = 0; i < std::min(kNamed, unlike.size()); ++i)
    out.differ.emplace_back(kInvariantNames[unlike[i].second]);
  return out;
}

}  // namespace simbench::verdict
