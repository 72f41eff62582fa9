// A candidate's motion against a reference ensemble (docs/format/requirements.md, "Comparison with the reference").
// The ensemble says how much of a difference numerics alone can make; only where it is small the motion is predictable
// and compared point by point. Bodies have no names here: the cheapest matching decides who is who, and is repeated
// with the gauge (yaw about gravity, translation) where the task frees it.
#include "base/base.h"
#include "verdict/evaluate.h"
#include "verdict/invariants.h"
#include "verdict/kinds/kinds.h"
#include "verdict/matching.h"
#include "verdict/scene.h"
#include "verdict/verdict.h"

namespace simbench::verdict {
namespace {

constexpr size_t kGrid = 200;
constexpr double kPredictable = 0.1;      // scene extents
constexpr double kPredictableTurn = 0.5;  // rad
constexpr double kLeastPredictable = 0.02;
constexpr double kForeign = 20;  // cost of matching a body with a node

struct Tolerance {
  double position_rel = 0.03, orientation_rad = 0.15, invariant_rel = 0.02, pass = 0.9, energy_rel = 0.05;
  std::optional<double> until_s;
  bool free_yaw = false, free_translation = false, free_up = false, conservative = false;

  static Tolerance from(const Json& json) {
    Tolerance t;
    t.position_rel = get_number(json, "position_rel").value_or(t.position_rel);
    t.orientation_rad = get_number(json, "orientation_rad").value_or(t.orientation_rad);
    t.invariant_rel = get_number(json, "invariant_rel").value_or(t.invariant_rel);
    t.pass = get_number(json, "pass").value_or(t.pass);
    t.energy_rel = get_number(json, "energy_rel").value_or(t.energy_rel);
    t.until_s = get_number(json, "until_s");
    t.conservative = get_bool(json, "conservative").value_or(false);
    const Json& free = get(json, "free");
    t.free_yaw = matches(free, "yaw"), t.free_translation = matches(free, "translation"),
    t.free_up = matches(free, "up");
    return t;
  }
};

/// Brings the candidate into the reference's frame: x → turn·x + shift.
struct Gauge {
  Quat turn;
  Vec3 shift;
  Vec3 point(Vec3 p) const { return rotate(turn, p) + shift; }
};

/// Everything that the sub-scores look at.
struct Comparing {
  const Scene &candidate, &plain;
  const Spread& spread;
  const Tolerance& tolerance;
  std::vector<int> partner;  ///< of each reference mover: the candidate's, or -1
  Gauge gauge;

  bool predictable(size_t mover, size_t i) const { return spread.pos[mover][i] < kPredictable; }
};

double log_ratio(double a, double b) {
  return a > 0 && b > 0 ? std::abs(std::log(a / b)) : a == b ? 0 : 3;
}

/// Cost of the candidate's mover `c` playing the reference's mover `r`.
double cost_of(const Comparing& now, size_t r, size_t c) {
  const Mover &a = now.plain.movers[r], &b = now.candidate.movers[c];
  if (a.object.object_class != b.object.object_class) return kForeign;
  double sum = 0, count = 0;
  for (size_t i = 0; i < now.plain.t.size(); ++i) {
    if (count > 0 && !now.predictable(r, i)) break;
    if (!a.is_there(i)) continue;
    double apart = length(now.gauge.point(b.pos_m[i]) - a.pos_m[i]) / now.plain.extent_m;
    sum += std::isfinite(apart) ? std::min(apart, 5.0) : 5.0, count += 1;
  }
  double inertia = std::min(log_ratio(a.inertia_kg_m2, b.inertia_kg_m2), 5.0);
  return (count > 0 ? sum / count : 5.0) + 0.5 * log_ratio(a.weight, b.weight) + 0.2 * inertia;
}

void match(Comparing& now) {
  std::vector<std::vector<double>> cost(now.plain.movers.size(), std::vector<double>(now.candidate.movers.size()));
  for (size_t r = 0; r < cost.size(); ++r)
    for (size_t c = 0; c < cost[r].size(); ++c) cost[r][c] = cost_of(now, r, c);
  now.partner = cheapest_matching(cost);
  for (size_t r = 0; r < cost.size(); ++r)
    if (now.partner[r] >= 0 && cost[r][static_cast<size_t>(now.partner[r])] >= kForeign) now.partner[r] = -1;
}

/// Best yaw and translation over the predictable instants of the matched movers (Procrustes in the plane).
void fit_gauge(Comparing& now) {
  Vec3 up = length(now.plain.gravity) > 0 ? unit(-1.0 * now.plain.gravity) : Vec3{0, 0, 1};
  Quat base = now.tolerance.free_up ? rotation_between(now.candidate.gravity, now.plain.gravity) : Quat{};
  std::vector<std::pair<Vec3, Vec3>> pairs;
  for (size_t r = 0; r < now.partner.size(); ++r) {
    if (now.partner[r] < 0) continue;
    const Mover &a = now.plain.movers[r], &b = now.candidate.movers[static_cast<size_t>(now.partner[r])];
    for (size_t i = 0; i < now.plain.t.size() && (i == 0 || now.predictable(r, i)); ++i)
      if (a.is_there(i) && b.is_there(i)) pairs.emplace_back(a.pos_m[i], rotate(base, b.pos_m[i]));
  }
  if (pairs.empty()) return;
  Vec3 mean_a, mean_b;
  double share = 1 / static_cast<double>(pairs.size());
  if (now.tolerance.free_translation)
    for (const auto& [a, b] : pairs) mean_a = mean_a + share * a, mean_b = mean_b + share * b;
  double along = 0, across = 0;
  for (const auto& [a, b] : pairs) {
    Vec3 p = b - mean_b - dot(b - mean_b, up) * up, q = a - mean_a - dot(a - mean_a, up) * up;
    along += dot(p, q), across += dot(up, cross(p, q));
  }
  Quat yaw = now.tolerance.free_yaw ? rotation(up, std::atan2(across, along)) : Quat{};
  now.gauge.turn = yaw * base;
  now.gauge.shift = now.tolerance.free_translation ? mean_a - rotate(yaw, mean_b) : Vec3{};
}

double closeness(double error, double tolerance) {
  double off = error / tolerance;
  return std::isfinite(off) ? std::exp2(-off * off) : 0;
}

/// Half the mean and half the worst over movers.
std::optional<double> half_worst(const std::vector<double>& scores) {
  if (scores.empty()) return std::nullopt;
  double sum = 0;
  for (double s : scores) sum += s;
  return 0.5 * sum / static_cast<double>(scores.size()) + 0.5 * *std::min_element(scores.begin(), scores.end());
}

std::optional<double> trajectory_score(const Comparing& now) {
  std::vector<double> scores;
  for (size_t r = 0; r < now.plain.movers.size(); ++r) {
    double sum = 0, count = 0;
    for (size_t i = 0; i < now.plain.t.size(); ++i) {
      if (!now.predictable(r, i) || !now.plain.movers[r].is_there(i)) continue;
      count += 1;
      if (now.partner[r] < 0) continue;
      Vec3 p = now.gauge.point(now.candidate.movers[static_cast<size_t>(now.partner[r])].pos_m[i]);
      double tolerance = std::max(now.tolerance.position_rel, 2 * now.spread.pos[r][i]);
      sum += closeness(length(p - now.plain.movers[r].pos_m[i]) / now.plain.extent_m, tolerance);
    }
    if (count > 0) scores.push_back(sum / count);
  }
  return half_worst(scores);
}

std::optional<double> orientation_score(const Comparing& now) {
  std::vector<double> scores;
  for (size_t r = 0; r < now.plain.movers.size(); ++r) {
    const Mover& a = now.plain.movers[r];
    if (a.quat.empty()) continue;
    double sum = 0, count = 0;
    for (size_t i = 0; i < now.plain.t.size(); ++i) {
      if (!now.predictable(r, i) || !a.is_there(i) || now.spread.angle[r][i] > kPredictableTurn) continue;
      count += 1;
      if (now.partner[r] < 0) continue;
      Quat turned = turn_since_start(now.candidate.movers[static_cast<size_t>(now.partner[r])], i);
      Quat in_frame = now.gauge.turn * turned * conjugate(now.gauge.turn);
      double tolerance = std::max(now.tolerance.orientation_rad, 2 * now.spread.angle[r][i]);
      sum += closeness(angle_of(conjugate(turn_since_start(a, i)) * in_frame), tolerance);
    }
    if (count > 0) scores.push_back(sum / count);
  }
  return half_worst(scores);
}

double ratio(double a, double b) {
  if (!(std::max(a, b) > 0)) return 1;
  return std::max(0.0, std::min(a, b) / std::max(a, b));
}

bool counts_as_joint(const Joint& joint) {
  return joint.type != "free" && !joint.welds_bodies();
}

/// Share of joint types in common, counted with repetition. What welds bodies is part of them.
double joints_alike(const World& candidate, const World& reference) {
  std::map<std::string, std::array<double, 2>> counts;
  double total = 0, common = 0;
  for (const Joint& joint : candidate.joints())
    if (counts_as_joint(joint)) counts[joint.type][0] += 1, total += 1;
  for (const Joint& joint : reference.joints())
    if (counts_as_joint(joint)) counts[joint.type][1] += 1, total += 1;
  for (const auto& [type, count] : counts) common += std::min(count[0], count[1]);
  return total > 0 ? 2 * common / total : 1;
}

double structure_score(const Comparing& now, const World& candidate, const World& reference) {
  double mass_a = 0, mass_b = 0, alike = 0;
  for (const Mover& mover : now.candidate.movers) mass_a += mover.weight;
  for (const Mover& mover : now.plain.movers) mass_b += mover.weight;
  for (size_t r = 0; r < now.partner.size(); ++r)
    if (now.partner[r] >= 0)
      alike += ratio(now.candidate.movers[static_cast<size_t>(now.partner[r])].weight, now.plain.movers[r].weight);
  double n_a = static_cast<double>(now.candidate.movers.size()), n_b = static_cast<double>(now.plain.movers.size());
  double masses = n_b > 0 ? alike / n_b : 1;
  double gravity = ratio(length(now.candidate.gravity), length(now.plain.gravity));
  return (ratio(n_a, n_b) + ratio(mass_a, mass_b) + masses + gravity + joints_alike(candidate, reference)) / 5;
}

double predictable_share(const Spread& spread) {
  double sum = 0, count = 0;
  for (const auto& mover : spread.pos)
    for (double s : mover) sum += s < kPredictable, count += 1;
  return count > 0 ? sum / count : 0;
}

/// The first predictable instant at which something strays further than is tolerated, and what: for whoever shows it.
Json departure(const Comparing& now) {
  for (size_t i = 0; i < now.plain.t.size(); ++i)
    for (size_t r = 0; r < now.plain.movers.size(); ++r) {
      if (now.partner[r] < 0 || !now.predictable(r, i) || !now.plain.movers[r].is_there(i)) continue;
      const Mover& mover = now.candidate.movers[static_cast<size_t>(now.partner[r])];
      double apart = length(now.gauge.point(mover.pos_m[i]) - now.plain.movers[r].pos_m[i]) / now.plain.extent_m;
      if (apart > std::max(now.tolerance.position_rel, 2 * now.spread.pos[r][i]))
        return {{"at_s", number(now.plain.t[i])}, {"objects", Json::array({to_json(mover.object)})}};
    }
  return nullptr;
}

/// What has no counterpart on the other side: {"candidate": […], "reference": […]}.
Json unmatched(const Comparing& now) {
  Json ours = Json::array(), theirs = Json::array();
  std::set<int> taken(now.partner.begin(), now.partner.end());
  for (size_t c = 0; c < now.candidate.movers.size(); ++c)
    if (!taken.contains(static_cast<int>(c))) ours.push_back(to_json(now.candidate.movers[c].object));
  for (size_t r = 0; r < now.partner.size(); ++r)
    if (now.partner[r] < 0) theirs.push_back(to_json(now.plain.movers[r].object));
  return {{"candidate", std::move(ours)}, {"reference", std::move(theirs)}};
}

struct Part {
  const char* name;
  double weight;
  std::optional<double> value;
  const char* why_not;
};

/// Share of the asked time that the candidate simulated. A static solve takes no time: being there covers it.
double coverage_of(const World& candidate, const World& reference, double asked_s) {
  if (candidate.times().empty()) return 0;
  if (!(asked_s > 0)) return 1;
  return std::clamp((candidate.end_s() + 1.5 * reference.sample_interval_s()) / asked_s, 0.0, 1.0);
}

Json report(const std::vector<Part>& parts, double coverage, double predictable, std::optional<double> total) {
  Json scores = Json::object(), reasons = Json::object();
  for (const Part& part : parts) {
    scores[part.name] = part.value ? number(*part.value) : Json(nullptr);
    if (!part.value) reasons[part.name] = part.why_not;
  }
  scores["coverage"] = number(coverage), scores["predictable"] = number(predictable),
  scores["total"] = total ? number(*total) : Json(nullptr);
  scores["reasons"] = reasons;
  return scores;
}

/// "agreement 0.42, asked 0.90 (coverage 1; traj 0.1, orient 0.9, inv 0.6, struct 1)"
std::string reason_text(const std::vector<Part>& parts, double coverage, double total, double asked) {
  std::vector<std::string> scores;
  for (const Part& part : parts)
    if (part.value) scores.push_back(fmt::format("{} {:.2g}", part.name, *part.value));
  return fmt::format("agreement {:.2g}, asked {:.2g} (coverage {:.2g}; {})", total, asked, coverage,
                     join(scores, ", "));
}

/// Weighted geometric mean of the parts that are defined.
std::optional<double> geometric_mean(const std::vector<Part>& parts) {
  double log_sum = 0, weights = 0;
  for (const Part& part : parts)
    if (part.value) log_sum += part.weight * std::log(std::max(*part.value, 1e-9)), weights += part.weight;
  return weights > 0 ? std::optional(std::exp(log_sum / weights)) : std::nullopt;
}

/// The energy budget of a conservative task; met where none is asked for, undecided where the energies are unknown.
Finding energy_budget(const World& world, const Tolerance& tolerance) {
  if (!tolerance.conservative) return {true, nullptr, nullptr, ""};
  Json parameters{{"rel", tolerance.energy_rel}};
  return check_energy_drift({parameters, world, {}, ""});
}

std::vector<Scene> member_scenes(const ReferenceTraces& reference, double until_s) {
  std::vector<Scene> scenes;
  for (size_t i = 1; i < reference.members.size(); ++i) {
    World world(reference.members[i]);
    scenes.push_back(make_scene(world, until_s, kGrid));
  }
  return scenes;
}

}  // namespace

Agreement compare(const trace::Trace& candidate, const ReferenceTraces& reference,
                  const suite::Comparison& comparison) {
  if (reference.members.empty()) return {false, "there is no reference trace", nullptr, false};
  return compare(World(candidate), World(reference.members.front()), reference, comparison);
}

Agreement compare(const World& candidate, const World& model, const ReferenceTraces& reference,
                  const suite::Comparison& comparison) {
  Tolerance tolerance = Tolerance::from(comparison.tolerance);
  double asked_s = std::min(model.end_s(), tolerance.until_s.value_or(model.end_s()));
  double until_s = std::min(asked_s, candidate.end_s());
  double coverage = coverage_of(candidate, model, asked_s);
  Scene ours = make_scene(candidate, until_s, kGrid), theirs = make_scene(model, until_s, kGrid);
  std::vector<Scene> members = member_scenes(reference, until_s);
  Spread spread = spread_of(theirs, members);
  Comparing now{ours, theirs, spread, tolerance, {}, {}};
  if (tolerance.free_up) now.gauge.turn = rotation_between(ours.gravity, theirs.gravity);
  bool gauge_free = tolerance.free_yaw || tolerance.free_translation || tolerance.free_up;
  for (int round = 0; round < (gauge_free ? 3 : 1); ++round) {
    match(now);
    if (gauge_free) fit_gauge(now);
  }
  double predictable = predictable_share(spread);
  if (theirs.movers.empty()) return {false, "nothing moves in the reference", nullptr, false};
  // chaos from the start leaves the invariants
  bool pointwise = comparison.mode == "trajectory", foretold = predictable >= kLeastPredictable;
  const char* why_not =
      pointwise ? "the reference is not predictable, only its invariants are" : "the turn compares invariants only";
  auto only = [&](std::optional<double> value) { return pointwise && foretold ? value : std::nullopt; };
  std::optional<InvariantScore> invariants = invariant_score(ours, theirs, members, tolerance.invariant_rel);
  std::vector<Part> parts{
      {"traj", 0.4, only(trajectory_score(now)), why_not},
      {"orient", 0.2, only(orientation_score(now)), pointwise && foretold ? "no body has an orientation" : why_not},
      {"inv", 0.25, invariants ? std::optional(invariants->score) : std::nullopt, "nothing moves"},
      {"struct", 0.15, structure_score(now, candidate, model), ""}};
  std::optional<double> mean = geometric_mean(parts);
  double total = coverage * mean.value_or(0);
  Agreement out{total >= tolerance.pass, "", report(parts, coverage, predictable, total), true};
  out.scores["unmatched"] = unmatched(now);
  if (pointwise && foretold && !out.pass) out.scores["departs"] = departure(now);
  Finding energy = energy_budget(candidate, tolerance);
  if (!out.pass)
    out.reason = reason_text(parts, coverage, total, tolerance.pass) +
                 (invariants && !invariants->differ.empty() ? "; least alike: " + join(invariants->differ, ", ") : "");
  else if (energy.met != true)
    out.pass = false, out.decided = energy.met.has_value(), out.reason = energy.reason;
  return out;
}

Convergence reference_is_converged(const ReferenceTraces& reference, const trace::Trace& half_step,
                                   const suite::Comparison& comparison) {
  if (reference.members.empty()) return {false, 0, 0, "there is no reference trace"};
  Tolerance tolerance = Tolerance::from(comparison.tolerance);
  World model(reference.members.front()), halved(half_step);
  double until_s = std::min(model.end_s(), tolerance.until_s.value_or(model.end_s()));
  if (halved.end_s() + 1.5 * model.sample_interval_s() < until_s)
    return {
        false, 0, halved.end_s(),
        fmt::format("with half the step the reference ends at {:.3g} s instead of {:.3g} s", halved.end_s(), until_s)};
  until_s = std::min(until_s, halved.end_s());
  Scene plain = make_scene(model, until_s, kGrid);
  Spread window = spread_of(plain, member_scenes(reference, until_s)),
         moved = spread_of(plain, {make_scene(halved, until_s, kGrid)});
  Convergence out;
  for (size_t r = 0; r < plain.movers.size(); ++r)
    for (size_t i = 0; i < plain.t.size(); ++i)
      if (window.pos[r][i] < kPredictable && moved.pos[r][i] > out.moved_rel)
        out.moved_rel = moved.pos[r][i], out.at_s = plain.t[i];
  out.converged = out.moved_rel <= tolerance.position_rel;
  if (predictable_share(window) < kLeastPredictable)
    return {false, out.moved_rel, out.at_s,
            "the reference is not predictable: only `compare = \"invariants\"` can hold for it"};
  out.reason = fmt::format(
      "half the step moves the reference by {:.3g} of the scene's {:.3g} m at {:.3g} s; the turn tolerates {:.3g}",
      out.moved_rel, plain.extent_m, out.at_s, tolerance.position_rel);
  return out;
}

}  // namespace simbench::verdict
