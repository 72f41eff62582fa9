#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

Outcome finished() {
  Outcome outcome;
  outcome.end = End::finished;
  outcome.parses = outcome.imports = outcome.first_step_called = outcome.first_step_returned = true;
  outcome.steps = 1000;
  return outcome;
}

trace::Trace pendulum(double mass = 2) {
  return TraceBuilder().body({{"id", 1}, {"mass_kg", mass}}, swinging(1, 0.3, 3)).joint({{"id", 1}}).build();
}

suite::Turn one_requirement() {
  return turn_from(
      "[roles]\nbob = { body = \"moving\" }\n[[requirement]]\nid = \"bob-mass\"\ncheck = { kind = \"mass\", of = "
      "\"bob\", kg = 2 }\n");
}

Judgement judged(const Outcome& outcome, const trace::Trace* trace, const suite::Turn& turn = one_requirement(),
                 Arm arm = Arm::given) {
  return judge(turn, arm, {&outcome, trace, "x = 1"}, nullptr);
}

TEST(Ladder, EachRungIsReachedOnlyByClimbingTheOneBelow) {
  trace::Trace trace = pendulum();
  Outcome outcome = finished();
  EXPECT_EQ(judged(outcome, &trace).verdict, Verdict::faithful);
  EXPECT_EQ(judged(outcome, &trace).cell_class, CellClass::pass);
  outcome.error = ScriptError{"ValueError", "no", 7};
  outcome.end = End::error;
  EXPECT_EQ(judged(outcome, &trace).verdict, Verdict::steps);
  EXPECT_EQ(judged(outcome, &trace).reason, "error: ValueError: no (line 7)");
  outcome.imports = false;
  EXPECT_EQ(judged(outcome, &trace).verdict, Verdict::steps) << "an import that fails after steps doesn't undo them";
  outcome.imports = true;
  outcome.first_step_returned = false;
  EXPECT_EQ(judged(outcome, nullptr).verdict, Verdict::builds);
  outcome.first_step_called = false;
  EXPECT_EQ(judged(outcome, nullptr).verdict, Verdict::imports);
  outcome.imports = false;
  EXPECT_EQ(judged(outcome, nullptr).verdict, Verdict::syntax);
  EXPECT_EQ(judged(outcome, nullptr).reason.substr(0, 12), "import_error");
  outcome.parses = false;
  EXPECT_EQ(judged(outcome, nullptr).reason.substr(0, 12), "syntax_error");
  EXPECT_EQ(judge(one_requirement(), Arm::given, {&outcome, nullptr, " \n"}, nullptr).verdict, Verdict::no_code);
}

TEST(Ladder, AFixedBodyMovedByHandIsAnimationUnlessTheReferenceMovesItSo) {
  auto with_table = [](const Motion& motion, Json fields) {
    fields["id"] = 2;
    return TraceBuilder()
        .body({{"id", 1}, {"mass_kg", 2}}, swinging(1, 0.3, 3))
        .joint({{"id", 1}})
        .body(std::move(fields), motion)
        .build();
  };
  Motion shaken = [](double t) {
    return std::array<double, 13>{0.1 * std::sin(9 * t), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  };
  trace::Trace by_hand = with_table(shaken, {{"fixed", true}}),
               left_alone = with_table(still({1, 0, 0}), {{"fixed", true}});
  Outcome outcome = finished();
  EXPECT_EQ(judged(outcome, &left_alone).verdict, Verdict::faithful);
  EXPECT_EQ(judged(outcome, &by_hand).verdict, Verdict::finishes);
  EXPECT_EQ(judged(outcome, &by_hand).reason,
            "animation: the script moved the fixed body 2 by hand in 100 % of the run");
  EXPECT_EQ(judge_without_task({&outcome, &by_hand, "x = 1"}).verdict, Verdict::finishes);
  ReferenceTraces reference{{by_hand}};
  EXPECT_EQ(judge(one_requirement(), Arm::given, {&outcome, &by_hand, "x = 1"}, &reference).verdict, Verdict::faithful);
  trace::Trace mocap = with_table(shaken, {{"fixed", true}, {"type", "mocap"}});
  EXPECT_EQ(judged(outcome, &mocap).verdict, Verdict::faithful);
  trace::Trace let_go = by_hand;
  for (Json& body : let_go.censuses[1]["bodies"])
    if (body["id"] == 2) body["fixed"] = false;
  EXPECT_EQ(judged(outcome, &let_go).verdict, Verdict::faithful) << "it was held only for a while";
}

TEST(Ladder, WhatARigMovesFromCppIsNotByHand) {
  Motion post = [](double t) {
    return std::array<double, 13>{0.1 * std::sin(9 * t), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  };
  trace::Trace rig = TraceBuilder()
                         .body({{"id", 1}, {"mass_kg", 2}}, swinging(1, 0.3, 3))
                         .joint({{"id", 1}})
                         .body({{"id", 2}, {"fixed", true}}, post)
                         .build();
  rig.end["counts"] = {{"ChBody.__init__", 2}, {"ChSuspensionTestRig.Advance", 500}, {"ChBody.SetPos", 1}};
  Outcome outcome = finished();
  EXPECT_EQ(judged(outcome, &rig).verdict, Verdict::faithful);
  rig.end["counts"]["ChBody.SetPos"] = 500;
  EXPECT_EQ(judged(outcome, &rig).verdict, Verdict::finishes) << "the script did it";
  rig.end["counts"] = {{"MjModel.from_xml", 1}};
  EXPECT_EQ(judged(outcome, &rig).verdict, Verdict::finishes) << "where nothing is placed by calls, none is missing";
}

TEST(Ladder, AScriptThatNeverStepsDoesNotFinish) {
  Outcome outcome = finished();
  outcome.first_step_called = outcome.first_step_returned = false;
  Judgement judgement = judged(outcome, nullptr);
  EXPECT_EQ(judgement.verdict, Verdict::imports);
  EXPECT_EQ(judgement.reason.substr(0, 7), "no_step");
  EXPECT_EQ(judgement.requirements.at(0).met, false) << "all requirements are listed, unmet";
}

TEST(Ladder, LimitsAreTheModelsFaultAndOurOwnFailuresAreNot) {
  trace::Trace trace = pendulum();
  for (auto [end, code] : {std::pair{End::cpu_limit, "cpu_limit"},
                           {End::wall_limit, "hang"},
                           {End::memory_limit, "memory_limit"},
                           {End::idle, "idle"},
                           {End::crashed, "crash"},
                           {End::exited, "exited"}}) {
    Outcome outcome = finished();
    outcome.end = end;
    Judgement judgement = judged(outcome, &trace);
    EXPECT_EQ(judgement.cell_class, CellClass::model_fail) << code;
    EXPECT_EQ(judgement.reason.substr(0, std::string(code).size()), code);
  }
  Outcome infra = finished();
  infra.infra = "missing_module: pychrono.sensor";
  EXPECT_EQ(judged(infra, nullptr).cell_class, CellClass::infra_fail);
  infra.infra = "";
  infra.end = End::not_started;
  EXPECT_EQ(judged(infra, nullptr).cell_class, CellClass::infra_fail);
  EXPECT_EQ(judged(finished(), nullptr).cell_class, CellClass::unscored) << "it ran, but its trace is lost";
}

TEST(Ladder, WhatIsNotPhysicsIsNotPhysical) {
  trace::Trace good = pendulum();
  Outcome animated = finished();
  animated.state_writes = 51;
  EXPECT_EQ(judged(animated, &good).reason.substr(0, 9), "animation");
  animated.state_writes = 50;
  EXPECT_EQ(judged(animated, &good).verdict, Verdict::faithful) << "five percent are allowed";
  Outcome warned = finished();
  warned.warnings = {"bad_qacc at 1 s: huge"};
  EXPECT_EQ(judged(warned, &good).reason.substr(0, 8), "unstable");
  warned.warnings = {"contact_full at 1 s: more contacts than room"};
  EXPECT_EQ(judged(warned, &good).verdict, Verdict::faithful);
  trace::Trace broken = good;
  broken.segments[0].values[broken.segments[0].stride * 20 + 2] = std::nan("");
  EXPECT_EQ(judged(finished(), &broken).reason.substr(0, 10), "not_finite");
  auto exploded = TraceBuilder().body({{"id", 1}, {"mass_kg", 2}}, moving({}, {1e4, 0, 0})).build();
  EXPECT_EQ(judged(finished(), &exploded).reason.substr(0, 8), "unstable");
}

TEST(Ladder, WhatTheWorldLacksIsTheScriptsFaultOnlyWhereItsTaskForbidsIt) {
  Outcome outcome = finished();
  outcome.end = End::error, outcome.error = ScriptError{"FileNotFoundError", "arm.xml", 3};
  outcome.lacks = "missing_file: arm.xml";
  suite::Turn turn = one_requirement();
  EXPECT_EQ(judged(outcome, nullptr, turn).cell_class, CellClass::unscored);
  EXPECT_EQ(judged(outcome, nullptr, turn).reason, outcome.lacks);
  turn.forbids = {"packages", "processes"};
  EXPECT_EQ(judged(outcome, nullptr, turn).cell_class, CellClass::unscored);
  turn.forbids.push_back("files");
  EXPECT_EQ(judged(outcome, nullptr, turn).cell_class, CellClass::model_fail);
  EXPECT_EQ(judge_without_task({&outcome, nullptr, "x = 1"}).cell_class, CellClass::unscored);
}

TEST(Ladder, AJointMayComeApartAlongWhatItDoesNotHold) {
  auto driven = [](Json joint) {
    joint.update({{"id", 1}, {"type", "fixed"}, {"pos_m", {0, 0, 0}}});
    return TraceBuilder()
        .body({{"id", 1}, {"mass_kg", 2}}, moving({0, -1, 0}, {1, 0, 0}))
        .joint(std::move(joint))
        .build();
  };
  trace::Trace imposed = driven({{"holds", {0, 1, 1}}, {"quat", {1, 0, 0, 0}}}),
               across = driven({{"holds", {1, 0, 1}}, {"quat", {1, 0, 0, 0}}}),
               turned = driven({{"holds", {1, 0, 1}}, {"quat", {std::sqrt(0.5), 0, 0, std::sqrt(0.5)}}});
  EXPECT_EQ(judged(finished(), &imposed).reason.find("joint_drift"), std::string::npos);
  EXPECT_EQ(judged(finished(), &across).reason.substr(0, 11), "joint_drift");
  EXPECT_EQ(judged(finished(), &turned).reason.find("joint_drift"), std::string::npos) << "its y is the world's x";
  trace::Trace later = driven(Json::object());
  later.events.push_back({{"event", "holds"}, {"joint", 1}, {"t", 0.0}, {"holds", {0, 1, 1}}, {"quat", {1, 0, 0, 0}}});
  EXPECT_EQ(judged(finished(), &later).reason.find("joint_drift"), std::string::npos) << "let go on the way";
  later.events.back()["t"] = 1.5;
  EXPECT_EQ(judged(finished(), &later).reason.substr(0, 11), "joint_drift") << "until then it was held";
}

TEST(Ladder, AJointThatComesApartIsNotPhysical) {
  auto torn = TraceBuilder()
                  .body({{"id", 1}, {"mass_kg", 2}}, moving({0, -1, 0}, {1, 0, 0}))
                  .joint({{"id", 1}, {"pos_m", {0, 0, 0}}})
                  .build();
  Judgement judgement = judged(finished(), &torn);
  EXPECT_EQ(judgement.verdict, Verdict::finishes);
  EXPECT_EQ(judgement.reason.substr(0, 11), "joint_drift");
  auto to_unknown = TraceBuilder()
                        .body({{"id", 1}, {"mass_kg", 2}}, moving({0, -1, 0}, {1, 0, 0}))
                        .joint({{"id", 1}, {"pos_m", {0, 0, 0}}, {"bodies", {1, 7}}})
                        .build();
  EXPECT_EQ(judged(finished(), &to_unknown).reason.find("joint_drift"), std::string::npos)
      << "a body that the census hasn't isn't one that stands still";
  auto carried = TraceBuilder()
                     .body({{"id", 1}, {"mass_kg", 2}}, moving({0, -1, 0}, {1, 0, 0}))
                     .joint({{"id", 1}, {"pos_m", {0, 0, 0}}, {"class", "hinge"}})
                     .joint({{"id", 2}, {"type", "prismatic"}, {"class", "slide"}})
                     .build();
  EXPECT_EQ(judged(finished(), &carried).verdict, Verdict::faithful) << "a slide carries the hinge along";
  torn.events.push_back({{"event", "switched"}, {"joint", 1}, {"active", false}, {"t", 0.0}});
  EXPECT_EQ(judged(finished(), &torn).verdict, Verdict::faithful) << "a weld that let go holds nothing";
  auto sliding = TraceBuilder()
                     .body({{"id", 1}, {"mass_kg", 2}}, moving({0, -1, 0}, {1, 0, 0}))
                     .joint({{"id", 1}, {"type", "prismatic"}})
                     .build();
  EXPECT_EQ(judged(finished(), &sliding).verdict, Verdict::faithful) << "a slider's halves do come apart";
}

TEST(Ladder, OneUnmetRequirementIsEnough) {
  trace::Trace wrong = pendulum(1);
  Judgement judgement = judged(finished(), &wrong);
  EXPECT_EQ(judgement.verdict, Verdict::physical);
  EXPECT_EQ(judgement.cell_class, CellClass::model_fail);
  EXPECT_EQ(judgement.reason, "requirements: bob-mass");
}

TEST(Ladder, GivenOnlyRequirementsDoNotCountWhereNoCodeWasGiven) {
  suite::Turn turn = one_requirement();
  turn.requirements[0].given_only = true;
  trace::Trace wrong = pendulum(1);
  for (Arm arm : {Arm::given, Arm::stepwise, Arm::repair})
    EXPECT_EQ(judged(finished(), &wrong, turn, arm).verdict, Verdict::physical);
  for (Arm arm : {Arm::dialogue, Arm::no_code}) {
    Judgement judgement = judged(finished(), &wrong, turn, arm);
    EXPECT_EQ(judgement.verdict, Verdict::faithful);
    EXPECT_TRUE(judgement.requirements.empty());
  }
}

TEST(Ladder, WhatCannotBeDecidedIsUnscored) {
  suite::Turn turn = one_requirement();
  turn.comparison.mode = "trajectory";
  trace::Trace trace = pendulum();
  EXPECT_EQ(judged(finished(), &trace, turn).reason, "no_reference");
  EXPECT_EQ(judged(finished(), &trace, turn).cell_class, CellClass::unscored);
  turn = turn_from(
      "[roles]\nbob = { body = \"moving\" }\n[[requirement]]\nid = \"e\"\ncheck = { kind = \"energy\", max = 1 }\n");
  EXPECT_EQ(judged(finished(), &trace, turn).reason, "undecided: e");
  EXPECT_EQ(judged(finished(), &trace, turn).cell_class, CellClass::unscored);
}

TEST(Ladder, ATurnWithoutRequirementsCannotBePassedButItsMotionIsCompared) {
  trace::Trace trace = pendulum();
  ReferenceTraces reference{{trace}};
  suite::Turn turn;
  turn.comparison.mode = "invariants";
  Outcome outcome = finished();
  Judgement judgement = judge(turn, Arm::given, {&outcome, &trace, "x = 1"}, &reference);
  EXPECT_EQ(judgement.verdict, Verdict::physical);
  EXPECT_EQ(judgement.cell_class, CellClass::unscored);
  EXPECT_EQ(judgement.reason, "no_requirements");
  EXPECT_GT(judgement.comparison["total"].get<double>(), 0.9);
}

TEST(Ladder, WithoutATaskItEndsAtPhysical) {
  trace::Trace trace = pendulum();
  Outcome outcome = finished();
  Judgement judgement = judge_without_task({&outcome, &trace, "x = 1"});
  EXPECT_EQ(judgement.verdict, Verdict::physical);
  EXPECT_EQ(judgement.cell_class, CellClass::unscored);
  EXPECT_EQ(judgement.reason, "no_requirements");
  outcome.end = End::crashed;
  EXPECT_EQ(judge_without_task({&outcome, &trace, "x = 1"}).cell_class, CellClass::model_fail);
}

TEST(Ladder, ReducedTracesGiveTheSameAnswers) {
  suite::Turn turn = turn_from(
      "[roles]\nbob = { body = \"moving\" }\n[[requirement]]\ncheck = { kind = \"mass\", of = \"bob\", kg = 2 }\n"
      "[[requirement]]\ncheck = { kind = \"period\", of = \"bob\", seconds = 2.0944, rel = 0.005 }\n"
      "[[requirement]]\ncheck = { kind = \"coordinate\", of = \"bob\", axis = [1, 0, 0], statistic = \"max\", max = "
      "0.2 }\n");
  trace::Trace whole = TraceBuilder().until(10).body({{"id", 1}, {"mass_kg", 2}}, swinging(1, 0.3, 3)).build();
  trace::Trace small = trace::reduce(whole, {.samples = 200});
  auto a = evaluate(turn, {nullptr, &whole, "x"}), b = evaluate(turn, {nullptr, &small, "x"});
  for (size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].met, b[i].met) << a[i].reason << " / " << b[i].reason;
  EXPECT_EQ(a[1].met, true) << a[1].reason;
}

}  // namespace
}  // namespace simbench::verdict::testing
