// How often a script prints, against rows of known instants.
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

constexpr const char* kRoles = "bob = { body = \"moving\" }\n";
constexpr const char* kHalf = "kind = \"prints\", every_s = 0.5";

/// A run of 5 s in steps of 1 ms whose script prints lines.
class Printing {
 public:
  Printing& line(double at_s, double number, int look = 1) {
    times_.push_back(at_s), numbers_.push_back(number), looks_.push_back(look);
    return *this;
  }
  /// A row every so often, from the start on, with its time in front.
  Printing& rows(double every_s, double until_s = 5, int look = 1) {
    for (int i = 0; i * every_s < until_s - 1e-9; ++i) line(i * every_s, i * every_s, look);
    return *this;
  }
  /// The same, all printed at the end.
  Printing& table(double every_s, int look = 1) {
    for (int i = 0; i * every_s < 5 - 1e-9; ++i) line(5, i * every_s, look);
    return *this;
  }
  Printing& step(double step_s) { return step_s_ = step_s, *this; }
  Printing& cut() { return cut_ = true, *this; }
  Printing& elsewhere() { return elsewhere_ = true, *this; }
  trace::Trace trace() const {
    TraceBuilder builder;
    builder.system({{"gravity_m_s2", {0, 0, 0}}, {"step_s", step_s_}});
    builder.event({{"event", "printed"},
                   {"times_s", times_},
                   {"numbers", numbers_},
                   {"looks", looks_},
                   {"cut", cut_},
                   {"elsewhere", elsewhere_}});
    return builder.build();
  }

 private:
  std::vector<double> times_, numbers_;
  std::vector<int> looks_;
  double step_s_ = 0.001;
  bool cut_ = false, elsewhere_ = false;
};

RequirementResult judge_printing(const Printing& printing, const std::string& check = kHalf) {
  return judge_one(check, kRoles, printing.trace());
}
void expect_interval(const Printing& printing, double seconds, bool met) {
  RequirementResult result = judge_printing(printing);
  ASSERT_TRUE(result.value.is_number()) << result.reason;
  EXPECT_NEAR(result.value.get<double>(), seconds, 1e-6) << result.reason;
  EXPECT_EQ(result.met, met) << result.reason;
  EXPECT_EQ(result.bound["unit"], "s");
}

TEST(Prints, RowsOfTheRunAreTakenByTheirInstants) {
  expect_tells_apart(kHalf, Printing().rows(0.5).trace(), Printing().rows(0.45).trace(), kRoles);
  expect_interval(Printing().rows(0.5), 0.5, true);
  expect_interval(Printing().rows(0.55), 0.55, false);
  expect_interval(Printing().rows(0.1), 0.1, false);
  expect_interval(Printing().rows(0.001), 0.001, false);
  expect_interval(Printing().rows(2), 2, false);
}

TEST(Prints, WhoPrintsWhereNobodyListensIsNotDecidedUnlessHeardToBeRight) {
  EXPECT_EQ(judge_printing(Printing().elsewhere()).met, std::nullopt);
  EXPECT_EQ(judge_printing(Printing().rows(0.1).elsewhere()).met, std::nullopt);
  EXPECT_EQ(judge_printing(Printing().rows(0.5).elsewhere()).met, true);
}

TEST(Prints, OnlyTheIntervalIsAskedNotWhatStandsInTheRow) {
  Printing no_times;
  for (int i = 0; i < 10; ++i) no_times.line(0.5 * i, 3 * std::sin(i));
  expect_interval(no_times, 0.5, true);
  Printing lying;  // the times in the rows aren't those at which they came
  for (int i = 0; i < 50; ++i) lying.line(0.1 * i, 0.5 * i);
  expect_interval(lying, 0.1, false);
}

TEST(Prints, HeadersNotesAndSeveralLinesInOneInstantDoNotMatter) {
  Printing row_of_three;
  row_of_three.line(0, 5, 9);  // "simulating 5 s"
  for (int i = 0; i < 10; ++i)
    for (int part = 0; part < 3; ++part) row_of_three.line(0.5 * i, 7 - part, part + 1);
  row_of_three.line(5, 1, 8).line(5, 2, 8).line(5, 3, 8);  // a summary
  expect_interval(row_of_three, 0.5, true);

  Printing with_notes;  // of events between the rows
  with_notes.rows(0.5).line(1.234, 1.234, 2).line(3.3, 3.3, 3);
  EXPECT_EQ(judge_printing(with_notes).met, true);

  Printing two_kinds;  // more notes than rows
  for (int i = 0; i < 50; ++i) two_kinds.line(0.13 * i, i, 2);
  two_kinds.rows(0.5, 5, 1);
  EXPECT_EQ(judge_printing(two_kinds).met, true) << judge_printing(two_kinds).reason;
}

TEST(Prints, AFewLinesOfTheRightDistanceAreNotTheRows) {
  Printing few;
  few.rows(0.1).line(1, 1, 2).line(1.5, 1.5, 2).line(2, 2, 2);
  EXPECT_EQ(judge_printing(few).met, false) << judge_printing(few).reason;
  Printing ends_early;
  ends_early.rows(0.5, 1.7);
  EXPECT_EQ(judge_printing(ends_early).met, false);
  EXPECT_NE(judge_printing(ends_early).reason.find("less than half of the run"), std::string::npos);
}

TEST(Prints, ATableAtTheEndIsTakenByTheTimesInIt) {
  expect_interval(Printing().table(0.5), 0.5, true);
  expect_interval(Printing().table(0.25), 0.25, false);
  expect_interval(Printing().line(0, 5, 3).table(0.5).line(5, 1.2, 4), 0.5, true);
  Printing without_times;
  for (int i = 0; i < 11; ++i) without_times.line(5, std::cos(i));
  expect_interval(without_times, 0.5, true);
  Printing without_the_last;
  for (int i = 0; i < 10; ++i) without_the_last.line(5, std::cos(i));
  EXPECT_EQ(judge_printing(without_the_last).met, true) << judge_printing(without_the_last).reason;
  Printing too_many;
  for (int i = 0; i < 21; ++i) too_many.line(5, std::cos(i));
  expect_interval(too_many, 0.25, false);
  EXPECT_EQ(judge_printing(without_times.cut()).met, false);  // nobody knows how many there were
}

TEST(Prints, ATableOfTwoLinesARowIsTakenByThoseThatLookAlike) {
  Printing pairs;
  for (int i = 0; i < 10; ++i) pairs.line(5, 0.5 * i, 1).line(5, 2 - i, 2);
  EXPECT_EQ(judge_printing(pairs).met, true) << judge_printing(pairs).reason;
}

TEST(Prints, RowsMayDriftByRoundingOrByLessThanAStep) {
  Printing drifting;  // next_print += 0.1 in binary fractions, seen after the step of 1 ms that passes it
  double next_s = 0;
  for (int k = 0; k < 5000; ++k)
    if (k * 0.001 >= next_s) drifting.line(k * 0.001, k), next_s += 0.1;
  EXPECT_EQ(judge_printing(drifting, "kind = \"prints\", every_s = 0.1").met, true);

  for (double step_s : {0.003, 0.007, 0.03}) {  // every N steps, of which no whole number makes 0.1 s
    for (double steps : {std::floor(0.1 / step_s), std::ceil(0.1 / step_s)}) {
      Printing whole_steps;
      whole_steps.step(step_s);
      for (int i = 0; i * steps * step_s < 5; ++i) whole_steps.line(i * steps * step_s, i);
      RequirementResult result = judge_printing(whole_steps, "kind = \"prints\", every_s = 0.1");
      EXPECT_EQ(result.met, true) << step_s << ": " << result.reason;
    }
  }
  Printing later;  // two steps of 3 ms and more are too many
  for (int i = 0; i < 45; ++i) later.step(0.003).line(i * 0.108, i);
  EXPECT_EQ(judge_printing(later, "kind = \"prints\", every_s = 0.1").met, false);
  Printing twice;  // |t mod 0.5| below a step is true of two steps, now and then
  for (int i = 0; i < 10; ++i) twice.line(0.5 * i, i).line(0.5 * i + 0.001, i);
  expect_interval(twice, 0.5, true);
}

TEST(Prints, NothingAndTooLittleAreMissesThatSaySo) {
  RequirementResult nothing = judge_printing(Printing());
  EXPECT_EQ(nothing.met, false);
  EXPECT_NE(nothing.reason.find("prints no line with a number"), std::string::npos) << nothing.reason;
  RequirementResult once = judge_printing(Printing().line(5, 0.3));
  EXPECT_EQ(once.met, false);
  EXPECT_NE(once.reason.find("1 line with a number"), std::string::npos) << once.reason;
  RequirementResult unknown = judge_one(kHalf, kRoles, TraceBuilder().build());
  EXPECT_EQ(unknown.met, std::nullopt) << "a trace that doesn't tell";
  RequirementResult died = judge_one(kHalf, kRoles, TraceBuilder().end({{"reason", "died"}}).build());
  EXPECT_EQ(died.met, false);
  EXPECT_FALSE(check_kind({.id = "r", .kind = "prints", .parameters = {{"every_s", 0}}}, Json::object()).empty());
}

TEST(Prints, BrokenListsAreReadAsFarAsTheyGo) {
  trace::Trace t = Printing().rows(0.5).trace();
  t.events[0]["times_s"].push_back("soon");
  t.events[0]["numbers"] = Json::array({nullptr, nullptr});
  RequirementResult result = judge_one(kHalf, kRoles, t);
  EXPECT_EQ(result.met, false) << result.reason;
  t.events[0]["looks"] = 3;
  EXPECT_EQ(judge_one(kHalf, kRoles, t).met, std::nullopt);
}

}  // namespace
}  // namespace simbench::verdict::testing
