#pragma once
// Vectors and rotations in three dimensions: as much as the verdict needs.
#include <cmath>
#include <cstddef>

namespace simbench::verdict {

struct Vec3 {
  double x = 0, y = 0, z = 0;
  double operator[](size_t i) const { return i == 0 ? x : i == 1 ? y : z; }
  double& operator[](size_t i) { return i == 0 ? x : i == 1 ? y : z; }
};
inline Vec3 operator+(Vec3 a, Vec3 b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
inline Vec3 operator-(Vec3 a, Vec3 b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline Vec3 operator*(double s, Vec3 a) {
  return {s * a.x, s * a.y, s * a.z};
}
inline double dot(Vec3 a, Vec3 b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double length(Vec3 a) {
  return std::sqrt(dot(a, a));
}
inline bool finite(Vec3 a) {
  return std::isfinite(a.x) && std::isfinite(a.y) && std::isfinite(a.z);
}
/// Length 1, or the zero vector if `a` has no direction.
inline Vec3 unit(Vec3 a) {
  return length(a) > 0 ? (1 / length(a)) * a : Vec3{};
}

/// Unit quaternion: world = q · body.
struct Quat {
  double w = 1, x = 0, y = 0, z = 0;
};
inline Quat conjugate(Quat q) {
  return {q.w, -q.x, -q.y, -q.z};
}
inline Quat operator*(Quat a, Quat b) {
  return {a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z, a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
          a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x, a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w};
}
inline Vec3 rotate(Quat q, Vec3 v) {
  Vec3 u{q.x, q.y, q.z};
  return v + 2 * cross(u, cross(u, v) + q.w * v);
}
/// The rotation angle of q, rad in [0, π].
inline double angle_of(Quat q) {
  return 2 * std::atan2(length({q.x, q.y, q.z}), std::abs(q.w));
}
/// Rotation by `angle` rad about the unit vector `axis`.
inline Quat rotation(Vec3 axis, double angle) {
  double s = std::sin(angle / 2);
  return {std::cos(angle / 2), s * axis.x, s * axis.y, s * axis.z};
}
/// The shortest rotation that turns direction `a` into direction `b`.
inline Quat rotation_between(Vec3 a, Vec3 b) {
  a = unit(a), b = unit(b);
  double c = dot(a, b);
  if (c < -1 + 1e-12) {  // opposite: any perpendicular axis does
    Vec3 side = cross(a, std::abs(a.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0});
    return rotation(unit(side), M_PI);
  }
  Vec3 v = cross(a, b);
  double s = std::sqrt(2 * (1 + c));
  return {s / 2, v.x / s, v.y / s, v.z / s};
}

}  // namespace simbench::verdict
