// Which object plays which role?
//
// Roles are taken in an order in which each comes after those it refers to, and each in turn takes one of the objects
// that fit (or none). A requirement is judged as soon as all its roles are decided; its finding depends only on the
// objects that play them, so it is remembered by them. Depth first, best candidates first: those which alone meet the
// most weight, and those jointed to what is already assigned. A branch ends when it can't beat the best any more.
// Few roles make this a small search; it is cut off at kMaxTried placements or kMaxJudged judgements, when the best so
// far (the first descent is a greedy one) is taken and the reasons say so. Judging is the expensive part and is done
// once for each combination.
#include "verdict/assign.h"

#include "base/base.h"
#include "verdict/kinds/measure.h"
#include "verdict/roles.h"
#include "verdict/where.h"

namespace simbench::verdict {
namespace {

constexpr size_t kMaxTried = 100000;
constexpr size_t kMaxJudged = 4000;

struct Value {
  double weight = 0;
  size_t named = 0;
  double distance = 0;
  bool better_than(const Value& other) const {
    if (std::abs(weight - other.weight) > 1e-9) return weight > other.weight;
    if (named != other.named) return named > other.named;
    return distance < other.distance - 1e-12;
  }
};

class Search {
 public:
  Search(const suite::Turn& turn, const World& world, std::string_view program, const Distance& distance)
      : turn_(turn), world_(world), program_(program), distance_(distance), order_(in_order(turn.roles)) {
    for (size_t i = 0; i < turn.requirements.size(); ++i) {
      const Kind* kind = find_kind(turn.requirements[i].kind);
      needs_.push_back(kind ? roles_of(*kind, turn.requirements[i].parameters) : std::vector<std::string>{});
      decided_at_.push_back(depth_when_decided(needs_.back()));
    }
    memory_.resize(turn.requirements.size());
  }

  Assigned run() {
    descend(0, {});
    Assigned out;
    out.roles = best_;
    out.weight = std::max(0.0, best_value_.weight);
    out.exhaustive = !cut_off(), out.tried = tried_;
    now_ = best_;
    for (size_t i = 0; i < turn_.requirements.size(); ++i) out.results.push_back(result(i));
    for (size_t i = 0; i < out.results.size(); ++i)
      if (out.results[i].met == false)
        out.results[i].where = where_to_look(turn_.requirements[i], world_, best_, program_);
    for (RequirementResult& result : out.results)
      if (!out.exhaustive && result.met == false)
        result.reason += " (so many objects fit the roles that not all were tried)";
    return out;
  }

 private:
  bool cut_off() const { return tried_ >= kMaxTried || judged_ >= kMaxJudged; }

  size_t depth_when_decided(const std::vector<std::string>& roles) const {
    size_t depth = 0;
    for (const std::string& role : roles) {
      auto at = std::find(order_.begin(), order_.end(), role);
      if (at != order_.end()) depth = std::max(depth, static_cast<size_t>(at - order_.begin()) + 1);
    }
    return depth;
  }

  const Finding& judge(size_t i) {
    std::vector<Object> key;
    for (const std::string& role : needs_[i]) {
      auto found = now_.find(role);
      key.push_back(found == now_.end() ? Object{kBody, std::numeric_limits<int>::min(), 0} : found->second);
    }
    auto [at, fresh] = memory_[i].try_emplace(std::move(key));
    if (fresh) at->second = fresh_finding(i);
    return at->second;
  }

  Finding fresh_finding(size_t i) {
    const suite::Requirement& requirement = turn_.requirements[i];
    const Kind* kind = find_kind(requirement.kind);
    if (!kind) return undecided(fmt::format("there is no kind '{}'", requirement.kind));
    std::vector<std::string> missing;
    for (const std::string& role : needs_[i])
      if (!now_.contains(role))
        missing.push_back(fmt::format("'{}' ({})", role, describe_role(get(turn_.roles, role))));
    if (!missing.empty()) return not_met("nothing plays the role " + join(missing, " and the role "));
    ++judged_;
    return kind->check({requirement.parameters, world_, now_, program_});
  }

  RequirementResult result(size_t i) {
    const Finding& finding = judge(i);
    return {turn_.requirements[i].id, finding.met, finding.value, finding.bound, finding.reason};
  }

  /// Weight of the requirements that are decided at this depth (and at no smaller one).
  double weight_decided(size_t depth) {
    double weight = 0;
    for (size_t i = 0; i < needs_.size(); ++i)
      if (decided_at_[i] == depth && judge(i).met.value_or(false)) weight += turn_.requirements[i].weight;
    return weight;
  }

  double weight_open(size_t depth) const {
    double weight = 0;
    for (size_t i = 0; i < needs_.size(); ++i)
      if (decided_at_[i] > depth) weight += turn_.requirements[i].weight;
    return weight;
  }

  bool taken(const Object& object, const Json& role) const {
    if (get_bool(role, "same").value_or(false)) return false;
    for (const auto& [name, other] : now_)
      if (other == object && !get_bool(get(turn_.roles, name), "same").value_or(false)) return true;
    return false;
  }

  /// True if a joint role wants what now plays `name` connected to something already assigned, and it is.
  bool jointed_as_wanted(const std::string& name) const {
    for (const auto& [joint_name, role] : turn_.roles.items()) {
      const Json& between = get(role, "between");
      if (!between.is_array() || std::find(between.begin(), between.end(), Json(name)) == between.end()) continue;
      if (!candidates(world_, role, now_).empty()) return true;
    }
    return false;
  }

  /// Candidates for the role at `depth`, the most promising first.
  std::vector<Object> promising(size_t depth) {
    const std::string& name = order_[depth];
    const Json& role = get(turn_.roles, name);
    std::vector<std::pair<double, Object>> scored;
    for (const Object& object : candidates(world_, role, now_)) {
      if (taken(object, role)) continue;
      ++tried_;
      now_[name] = object;
      scored.emplace_back(weight_decided(depth + 1) + (jointed_as_wanted(name) ? 0.5 : 0), object);
      now_.erase(name);
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Object> objects;
    for (const auto& [score, object] : scored) objects.push_back(object);
    return objects;
  }

  /// `so_far`: what the roles before `depth` have brought, the requirements decided at `depth` not yet counted.
  void descend(size_t depth, Value so_far) {
    so_far.weight += weight_decided(depth);
    Value hope = so_far;
    hope.weight += weight_open(depth);
    hope.named += order_.size() - depth;
    if (found_ && !hope.better_than(best_value_)) return;
    if (depth == order_.size()) {
      best_ = now_, best_value_ = so_far, found_ = true;
      return;
    }
    const std::string& name = order_[depth];
    for (const Object& object : promising(depth)) {
      if (found_ && cut_off()) return;
      now_[name] = object;
      Value next = so_far;
      next.named += 1;
      if (distance_) next.distance += distance_(name, object);
      descend(depth + 1, next);
      now_.erase(name);
    }
    descend(depth + 1, so_far);  // the role stays without an object
  }

  const suite::Turn& turn_;
  const World& world_;
  std::string_view program_;
  const Distance& distance_;
  std::vector<std::string> order_;
  std::vector<std::vector<std::string>> needs_;  // of each requirement: its roles
  std::vector<size_t> decided_at_;               // of each requirement: how many roles must be assigned
  std::vector<std::map<std::vector<Object>, Finding>> memory_;
  Assignment now_, best_;
  Value best_value_;
  bool found_ = false;
  size_t tried_ = 0, judged_ = 0;  // objects put into a role; findings made
};

}  // namespace

Assigned assign(const suite::Turn& turn, const World& world, std::string_view program, const Distance& distance) {
  return Search(turn, world, program, distance).run();
}

}  // namespace simbench::verdict
