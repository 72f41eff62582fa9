// Budgets: energy, momentum, and the forces of contact.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

/// Energy over time; where a part that is asked for is unknown, so is the sum.
std::vector<double> energy_of(const World& world, const std::string& which) {
  std::vector<double> kinetic = world.column("energy", 0, 0), potential = world.column("energy", 0, 1),
                      elastic = world.column("energy", 0, 2);
  potential.resize(kinetic.size(), std::nan("")), elastic.resize(kinetic.size(), std::nan(""));
  std::vector<double> sum(kinetic.size());
  for (size_t i = 0; i < sum.size(); ++i)
    sum[i] = (which == "potential" ? 0 : kinetic[i]) + (which == "kinetic" ? 0 : potential[i] + elastic[i]);
  return sum;
}

bool is_known(const std::vector<double>& energy) {
  return std::any_of(energy.begin(), energy.end(), [](double e) { return std::isfinite(e); });
}

/// What is not the script's fault: a simulator that doesn't tell the energy (the strain of meshes, for one).
Finding unknown(const std::string& which) {
  return undecided(fmt::format("the {} energy isn't known to the trace", which));
}

/// How much energy goes to and fro: the larger swing of the kinetic and the potential part, J.
double exchanged(const World& world) {
  return std::max(range_of(energy_of(world, "kinetic")), range_of(energy_of(world, "potential")));
}

/// Does the kinetic energy both rise and fall by a tenth of the swing? Energy that only ever goes one way (a body that
/// falls for ever) shows nothing about being kept.
bool goes_to_and_fro(const World& world, double swing) {
  std::vector<double> kinetic = energy_of(world, "kinetic");
  if (kinetic.empty()) return false;
  double low = kinetic.front(), high = low, rise = 0, fall = 0;
  for (double k : kinetic) {
    low = std::min(low, k), high = std::max(high, k);
    rise = std::max(rise, k - low), fall = std::max(fall, high - k);
  }
  return std::min(rise, fall) > 0.1 * swing;
}

struct Budget {
  Signal energy;
  double swing = 0;
  bool known = false;
  std::string problem;
};
Budget budget_of(const Query& query) {
  Budget budget;
  std::vector<double> total = energy_of(query.world, "total");
  budget.known = is_known(total);
  if (!budget.known) return budget;
  Window window = cut(query.parameters, query.world, {query.world.times(), std::move(total)});
  budget.problem = window.problem;
  budget.energy = std::move(window.signal);
  budget.swing = exchanged(query.world);
  if (budget.problem.empty() && !(budget.swing > 0)) budget.problem = "nothing moves, so no energy is exchanged";
  return budget;
}

std::vector<const Body*> movers(const Query& query) {
  std::vector<const Body*> bodies;
  for (const Object& object : query.objects("of"))
    if (const Body* body = query.world.body_of(object)) bodies.push_back(body);
  if (query.has("of")) return bodies;
  for (const Body& body : query.world.bodies())
    if (!body.fixed) bodies.push_back(&body);
  return bodies;
}

}  // namespace

Finding check_energy(const Query& query) {
  std::string which = query.text("which").value_or("total");
  std::vector<double> energy = energy_of(query.world, which);
  if (!is_known(energy)) return unknown(which);
  return decide_signal(query, {query.world.times(), energy}, "J", fmt::format("the {} energy", which));
}

Finding check_energy_drift(const Query& query) {
  Budget budget = budget_of(query);
  if (!budget.known) return unknown("total");
  if (!budget.problem.empty()) return not_met("energy: " + budget.problem);
  if (!goes_to_and_fro(query.world, budget.swing))
    return not_met("energy only goes one way, which doesn't show that it is kept");
  double drift = range_of(budget.energy.x) / budget.swing, allowed = query.number("rel").value_or(0);
  Signal so_far = budget.energy;  // how far the energy has varied until then
  double low = INFINITY, high = -INFINITY;
  for (double& e : so_far.x) low = std::min(low, e), high = std::max(high, e), e = high - low;
  show_miss(query, first_above(so_far, allowed * budget.swing));
  return {drift <= allowed, number(drift), Json{{"rel", allowed}},
          fmt::format("the total energy varies by {:.3g} of the {:.3g} J that are exchanged; allowed {:.3g}", drift,
                      budget.swing, allowed)};
}

Finding check_energy_dissipated(const Query& query) {
  Budget budget = budget_of(query);
  if (!budget.known) return unknown("total");
  if (!budget.problem.empty()) return not_met("energy: " + budget.problem);
  double slack = query.number("rel").value_or(0.01) * budget.swing, lowest = budget.energy.x.front(), rise = 0;
  Signal risen = budget.energy;
  for (double& e : risen.x) lowest = std::min(lowest, e), e -= lowest, rise = std::max(rise, e);
  show_miss(query, rise > slack ? first_above(risen, slack) : risen.t.back());
  double lost = budget.energy.x.front() - budget.energy.x.back();
  bool met = rise <= slack && lost > slack;
  return {met, Json{{"lost_J", number(lost)}, {"rise_J", number(rise)}}, Json{{"slack_J", number(slack)}},
          fmt::format("{:.3g} J are lost and the energy never rises by more than {:.3g} J; asked: loss above and rise "
                      "below {:.3g} J",
                      lost, rise, slack)};
}

Finding check_momentum(const Query& query) {
  std::vector<const Body*> bodies = movers(query);
  if (bodies.empty()) return not_met("there is no moving body");
  std::vector<Vec3> total(query.world.times().size());
  double largest = 0;
  for (const Body* body : bodies) {
    const std::vector<Vec3>& v = query.world.track(body->id).vel_m_s;
    for (size_t i = 0; i < v.size(); ++i) {
      total[i] = total[i] + body->mass_kg * v[i];
      largest = std::max(largest, body->mass_kg * length(v[i]));
    }
  }
  if (!(largest > 0)) return not_met("nothing moves, so there is no momentum to keep");
  Signal signal{query.world.times(), {}};
  auto axis = query.vec3("axis");
  for (Vec3 p : total) signal.x.push_back(axis ? dot(p - total.front(), unit(*axis)) : length(p - total.front()));
  Window window = cut(query.parameters, query.world, signal);
  if (!window.problem.empty()) return not_met("momentum: " + window.problem);
  double drift = 0;
  for (double& x : window.signal.x) x = std::abs(x), drift = std::max(drift, x);
  double allowed = std::max(query.number("abs").value_or(0), query.number("rel").value_or(0) * largest);
  show_miss(query, first_above(window.signal, allowed));
  return {drift <= allowed, number(drift), Json{{"max", number(allowed)}},
          fmt::format("the momentum of {} changes by up to {:.3g} N s; allowed {:.3g} N s",
                      counted(bodies.size(), "body", "bodies"), drift, allowed)};
}

Finding check_contact(const Query& query) {
  auto object = query.object("of");
  std::vector<double> counts =
      object ? query.world.column("contact_force", object->id, 3) : query.world.column("contact", 0, 0);
  bool any_block = !query.world.column("contact", 0, 0).empty() || !counts.empty();
  if (!any_block) return undecided("the trace has no contacts");
  if (counts.empty()) counts.assign(query.world.times().size(), 0);
  Window window = cut(query.parameters, query.world, {query.world.times(), std::move(counts)});
  if (!window.problem.empty()) return not_met("contact: " + window.problem);
  double most = *std::max_element(window.signal.x.begin(), window.signal.x.end());
  std::string who = object ? fmt::format("'{}'", query.role("of")) : "the system";
  if (query.has("equals") || query.has("min") || query.has("max")) {
    double allowed = std::min(query.number("equals").value_or(INFINITY), query.number("max").value_or(INFINITY));
    show_miss(query, first_above(window.signal, std::min(allowed, most - 0.5)));  // too few: where they are most
    return decide_count(static_cast<size_t>(std::clamp(most, 0.0, 1e9)), query.parameters, "most contacts of " + who);
  }
  bool asked = query.flag("happens", true);
  if (!asked) show_miss(query, first_above(window.signal, 0));
  return {(most > 0) == asked, most > 0, asked,
          fmt::format("{} {} in contact; asked {}", who, most > 0 ? "comes" : "is never", asked ? "contact" : "none")};
}

Finding check_contact_force(const Query& query) {
  int id = query.object("of")->id;
  auto axis = query.vec3("axis");
  std::array<std::vector<double>, 3> parts;
  for (size_t i = 0; i < 3; ++i) parts[i] = query.world.column("contact_force", id, i);
  if (parts[2].empty()) return undecided(fmt::format("the trace has no contact forces of '{}'", query.role("of")));
  Signal signal{query.world.times(), {}};
  for (size_t i = 0; i < parts[0].size(); ++i) {
    Vec3 f{parts[0][i], parts[1][i], parts[2][i]};
    signal.x.push_back(axis ? dot(f, unit(*axis)) : length(f));
  }
  return decide_signal(query, signal, "N", fmt::format("the contact force on '{}'{}", query.role("of"), along(query)));
}

}  // namespace simbench::verdict
