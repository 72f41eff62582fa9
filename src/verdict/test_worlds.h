#pragma once
// For tests only: makes traces of small known motions, so that a check can be shown one that passes and one that fails.
#include <gtest/gtest.h>

#include "base/base.h"
#include "base/json.h"
#include "base/toml.h"
#include "suite/suite.h"
#include "trace/trace.h"
#include "verdict/kinds/kind.h"
#include "verdict/verdict.h"

namespace simbench::verdict::testing {

/// What a body does at time t: 13 numbers as in the trace's block "body".
using Motion = std::function<std::array<double, 13>(double)>;

inline Motion still(Vec3 p) {
  return [=](double) { return std::array<double, 13>{p.x, p.y, p.z, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}; };
}
/// Position p + v t, turning at `omega` rad/s about z.
inline Motion moving(Vec3 p, Vec3 v, double omega = 0) {
  return [=](double t) {
    return std::array<double, 13>{p.x + v.x * t,
                                  p.y + v.y * t,
                                  p.z + v.z * t,
                                  std::cos(omega * t / 2),
                                  0,
                                  0,
                                  std::sin(omega * t / 2),
                                  v.x,
                                  v.y,
                                  v.z,
                                  0,
                                  0,
                                  omega};
  };
}
/// Small swing about z below the origin: angle a·exp(−d t)·cos(w t), length l, hanging towards −y.
inline Motion swinging(double l, double a, double w, double d = 0) {
  return [=](double t) {
    double angle = a * std::exp(-d * t) * std::cos(w * t);
    double rate = a * std::exp(-d * t) * (-w * std::sin(w * t) - d * std::cos(w * t));
    return std::array<double, 13>{l * std::sin(angle),
                                  -l * std::cos(angle),
                                  0,
                                  std::cos(angle / 2),
                                  0,
                                  0,
                                  std::sin(angle / 2),
                                  l * std::cos(angle) * rate,
                                  l * std::sin(angle) * rate,
                                  0,
                                  0,
                                  0,
                                  rate};
  };
}

/// Builds a trace; every method returns the builder. Ids are given by the caller; body 0 (the world, fixed) is there.
class TraceBuilder {
 public:
  TraceBuilder() {
    trace_.header = {
        {"format", 1}, {"simulator", {{"name", "test"}, {"version", "1"}}}, {"sample_s", 0.02}, {"sensors", "real"}};
    census_ = {{"when", "first_step"}, {"time_s", 0}};
    system({{"gravity_m_s2", {0, -9.81, 0}}, {"step_s", 0.001}});
    body({{"id", 0}, {"fixed", true}});
  }
  TraceBuilder& system(Json json) { return census_["system"] = std::move(json), *this; }
  TraceBuilder& until(double end_s, double step_s = 0.02) { return end_s_ = end_s, step_s_ = step_s, *this; }
  /// The fields given override those of a plain moving body of 1 kg; its start state is read off the motion.
  TraceBuilder& body(Json fields, Motion motion = nullptr) {
    Json json{{"fixed", false},          {"mass_kg", 1},         {"inertia_kg_m2", {1, 1, 1}}, {"pos_m", {0, 0, 0}},
              {"quat", {1, 0, 0, 0}},    {"vel_m_s", {0, 0, 0}}, {"omega_rad_s", {0, 0, 0}},   {"collides", false},
              {"shapes", Json::array()}, {"created_s", 0}};
    if (motion) {
      auto s = motion(0);
      json["pos_m"] = {s[0], s[1], s[2]}, json["quat"] = {s[3], s[4], s[5], s[6]};
      json["vel_m_s"] = {s[7], s[8], s[9]}, json["omega_rad_s"] = {s[10], s[11], s[12]};
      int id = fields["id"];
      block("body", id, 13, [motion](double t) {
        auto x = motion(t);
        return std::vector<double>(x.begin(), x.end());
      });
    }
    json.update(fields);
    return object("bodies", std::move(json));
  }
  TraceBuilder& joint(Json fields) {
    Json json{{"type", "revolute"}, {"bodies", {1, 0}},         {"pos_m", {0, 0, 0}}, {"axis", {0, 0, 1}},
              {"limits", nullptr},  {"params", Json::object()}, {"created_s", 0}};
    json.update(fields);
    return object("joints", std::move(json));
  }
  TraceBuilder& object(const char* list, Json json) { return census_[list].push_back(std::move(json)), *this; }
  TraceBuilder& block(std::string kind, int id, size_t width, std::function<std::vector<double>(double)> at,
                      int mesh = 0) {
    blocks_.push_back({std::move(kind), id, mesh, width, 0});
    at_.push_back(std::move(at));
    return *this;
  }
  TraceBuilder& call(Json json) { return trace_.calls.push_back(std::move(json)), *this; }
  TraceBuilder& event(Json json) { return trace_.events.push_back(std::move(json)), *this; }
  /// Rows with their time in front, printed every so often.
  TraceBuilder& prints(double every_s) {
    Json times = Json::array(), looks = Json::array();
    for (int i = 0; i * every_s < end_s_; ++i) times.push_back(i * every_s), looks.push_back(1);
    return event({{"event", "printed"}, {"times_s", times}, {"numbers", times}, {"looks", looks}, {"cut", false}});
  }
  TraceBuilder& header(const char* key, Json value) { return trace_.header[key] = std::move(value), *this; }
  TraceBuilder& end(Json json) { return end_ = std::move(json), *this; }

  trace::Trace build() const {
    trace::Trace trace = trace_;
    trace.censuses = {census_, census_};
    trace.censuses[1]["when"] = "end";
    trace::Segment segment;
    for (trace::Block block : blocks_) {
      block.offset = segment.stride;
      segment.stride += block.width;
      segment.blocks.push_back(block);
    }
    for (double t = 0; t <= end_s_ + 1e-9; t += step_s_) {
      segment.values.push_back(t);
      for (size_t i = 0; i < blocks_.size(); ++i) {
        std::vector<double> numbers = at_[i](t);
        check(numbers.size() == blocks_[i].width, "a test block has the wrong width");
        segment.values.insert(segment.values.end(), numbers.begin(), numbers.end());
      }
    }
    trace.segments = {segment};
    trace.end = {{"reason", "finished"},
                 {"steps", 1000},
                 {"sim_time_s", end_s_},
                 {"state_writes", 0},
                 {"counts", Json::object()}};
    trace.end.update(end_);
    return trace;
  }

 private:
  trace::Trace trace_;
  Json census_, end_ = Json::object();
  std::vector<trace::Block> blocks_;
  std::vector<std::function<std::vector<double>(double)>> at_;
  double end_s_ = 5, step_s_ = 0.02;
};

/// A turn from TOML text: [roles] and one or more `[[requirement]]`, as in requirements.toml.
inline suite::Turn turn_from(std::string_view toml) {
  auto document = parse_toml(toml, "test.toml");
  check(document.has_value(), document ? "" : document.error().text());
  suite::Turn turn;
  if (document->root.contains("roles")) turn.roles = document->root["roles"];
  for (Json row : get(document->root, "requirement")) {
    suite::Requirement requirement;
    requirement.id = get_string(row, "id").value_or(fmt::format("r{}", turn.requirements.size()));
    requirement.parameters = row["check"];
    requirement.kind = requirement.parameters["kind"];
    requirement.parameters.erase("kind");
    requirement.weight = get_number(row, "weight").value_or(1);
    requirement.given_only = get_bool(row, "given_only").value_or(false);
    turn.requirements.push_back(std::move(requirement));
  }
  turn.comparison.mode = get_string(document->root, "compare").value_or("none");
  turn.comparison.tolerance = document->root.value("tolerance", Json::object());
  return turn;
}

/// Judges one check, given as the inside of a TOML inline table: `kind = "mass", of = "bob", kg = 2`.
inline RequirementResult judge_one(const std::string& check_text, const std::string& roles, const trace::Trace& trace,
                                   std::string_view program = "x = 1\n") {
  suite::Turn turn = turn_from("[roles]\n" + roles + "\n[[requirement]]\nid = \"r\"\ncheck = { " + check_text + " }\n");
  std::string problem = join(check_kind(turn.requirements[0], turn.roles), "; ");
  if (!problem.empty()) return {"r", std::nullopt, nullptr, nullptr, "check_kind: " + problem};
  Evidence evidence{nullptr, &trace, program};
  return evaluate(turn, evidence).at(0);
}

/// Passes for `good`, fails for `bad`, and fails for the null worlds.
inline void expect_tells_apart(const std::string& check_text, const trace::Trace& good, const trace::Trace& bad,
                               const std::string& roles) {
  RequirementResult yes = judge_one(check_text, roles, good), no = judge_one(check_text, roles, bad);
  EXPECT_EQ(yes.met, true) << check_text << ": " << yes.reason;
  EXPECT_EQ(no.met, false) << check_text << ": " << no.reason;
  EXPECT_FALSE(no.reason.empty());
  for (const auto& [name, world] : null_worlds()) {
    RequirementResult null = judge_one(check_text, roles, world, "");
    EXPECT_NE(null.met, true) << check_text << " holds for " << name << ": " << null.reason;
  }
}

}  // namespace simbench::verdict::testing
