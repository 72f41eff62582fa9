// What a turn states, as programs that do otherwise.
#include <gtest/gtest.h>

#include "suite/parameters/instance.h"
#include "suite/suite.h"

namespace simbench::suite {
namespace {

constexpr const char* kDiscTable = R"([radius]
value = 20
unit = "cm"
[count]
value = 3
unit = "1"
[friction]
value = 0.5
unit = "1"
[step]
value = 2
unit = "ms"
also_right = "less"
[axis]
value = "Y"
choices = ["X", "Y", "Z"]
[speed]
value = "2*pi"
unit = "rad/s"
[sentence.no-friction]
says = "Drop the side force;   keep\n{{count}} wheels"
mutant = "01-side"
[sentence.axle]
fault = 1
mutant = "02-axle.patch"
[derived]
width = { value = "2 * radius", unit = "m" }
)";

/// A second turn on disk with its given file, two mutants and a planted fault.
struct DiscTurn {
  explicit DiscTurn(const std::string& table = kDiscTable) {
    system.turns[1].number = 2;
    system.turns[1].faults = {"the axle is reversed"};
    turn = folder.path() / "turn2";
    write("parameters.toml", table);
    write("prompt.md",
          "Discs of {{radius}} cm, {{count}} of them, with {{friction}}, {{step}} ms, {{axis}}, {{speed}}.\n"
          "Drop the side force; keep {{count}}\nwheels.\n");
    write("reference.py",
          "R_M = 0.2  #: radius in m\nWIDTH_M = 0.4  #: width\nN = 3  #: count\nMU = 0.5  #: friction\nDT = 0.002  #: "
          "step in "
          "s\nAXIS = \"Y\"  #: axis\nW = 2*math.pi  #: speed\n");
    write("given.py", "R_M = 0.15\nN = 3\nAXIS = 'Y'\nW = math.pi  # slow\n");
    for (const char* name : {"01-side.patch", "02-axle.patch", "03-axle-and-side.patch"}) {
      system.mutants.push_back({.script = {turn / name, ""}, .turn = 2});
      write(name, "+MU = 0.5\n");
    }
    system.turns[1].reference = {turn / "reference.py", read_file(turn / "reference.py").value()};
    system.turns[1].given = Script{turn / "given.py", read_file(turn / "given.py").value()};
  }
  void write(const fs::path& name, const std::string& text) const {
    ASSERT_TRUE(make_directories(turn));
    ASSERT_TRUE(write_file(turn / name, text));
  }
  std::string complaint() const {
    auto parameters = read_turn_parameters(turn);
    if (!parameters) return replace_all(parameters.error().text(), turn.string() + "/", "");
    for (const Sentence& sentence : (*parameters)->table.sentences)
      if (auto mutant = mutant_of(sentence, system, 2); !sentence.mutant.empty() && !mutant)
        return replace_all(mutant.error().text(), turn.string() + "/", "");
    auto all = stated(system, 2);
    return all ? "" : replace_all(all.error().text(), turn.string() + "/", "");
  }
  TemporaryFolder folder;
  fs::path turn;
  System system;
};

std::vector<std::string> hows(const Stated& one) {
  std::vector<std::string> out;
  for (const Deviation& deviation : one.deviations) out.push_back(deviation.how + (deviation.is_right ? " right" : ""));
  return out;
}

std::map<std::string, Stated> by_name(const DiscTurn& disc) {
  std::map<std::string, Stated> out;
  auto all = stated(disc.system, 2);
  EXPECT_TRUE(all) << all.error().text();
  for (Stated& one : *all) out[one.name] = one;
  return out;
}

TEST(Stated, EveryParameterHasProgramsWithAnotherValueOfItAlone) {
  DiscTurn disc;
  auto all = by_name(disc);
  ASSERT_EQ(all.size(), 8u);
  EXPECT_EQ(all["radius"].deviations.at(0).program,
            "R_M = 0.14  #: radius in m\nWIDTH_M = 0.28  #: width\nN = 3  #: count\nMU = 0.5  #: friction\nDT = 0.002  "
            "#: step in "
            "s\nAXIS = \"Y\"  #: axis\nW = 2*math.pi  #: speed\n")
      << "derived values follow";
  EXPECT_EQ(hows(all["friction"]),
            (std::vector<std::string>{"0.35 (-30 %)", "0.45 (-10 %)", "0.55 (+10 %)", "0.65 (+30 %)"}));
  EXPECT_EQ(hows(all["count"]), (std::vector<std::string>{"2 (-30 %)", "4 (+10 %)"})) << "things are whole";
  EXPECT_EQ(hows(all["axis"]), (std::vector<std::string>{"X", "Z"}));
  EXPECT_EQ(hows(all["step"]), (std::vector<std::string>{"1.4 ms (-30 %) right", "1.8 ms (-10 %) right",
                                                         "2.2 ms (+10 %)", "2.6 ms (+30 %)"}));
}

TEST(Stated, WhatTheGivenFileHasIsTriedToo) {
  DiscTurn disc;
  auto all = by_name(disc);
  EXPECT_EQ(hows(all["radius"]).back(), "15 cm (as given.py)") << "in the parameter's unit, whatever the script's";
  EXPECT_EQ(hows(all["speed"]).size(), 5u);
  EXPECT_NE(all["speed"].deviations.back().program.find("W = 3.14159265359  #: speed"), std::string::npos);
  EXPECT_EQ(hows(all["count"]).size(), 2u) << "that it has already is no edit";
}

TEST(Stated, SentencesAndPlantedFaultsHaveTheirMutants) {
  DiscTurn disc;
  auto all = by_name(disc);
  EXPECT_EQ(all["no-friction"].says, "Drop the side force;   keep\n3 wheels");
  ASSERT_NE(all["no-friction"].mutant, nullptr);
  EXPECT_EQ(all["no-friction"].mutant->script.path.filename(), "01-side.patch");
  EXPECT_EQ(all["axle"].says, "the axle is reversed");
}

TEST(Stated, AMistakeHasFileLineAndRemedy) {
  auto told = [](const std::string& from, const std::string& to) {
    return DiscTurn(replace_all(kDiscTable, from, to)).complaint();
  };
  EXPECT_EQ(told("Drop the side", "Drop a side").substr(0, 71),
            "parameters.toml:20: [sentence.no-friction]: prompt.md doesn't say 'Drop");
  EXPECT_NE(told("\"01-side\"", "\"0\"")
                .find("parameters.toml:20: [sentence.no-friction]: '0' is more than one mutant of turn 2"),
            std::string::npos);
  EXPECT_NE(told("\"01-side\"", "\"04\"").find("'04' is no mutant of turn 2; there are 01-side.patch, "),
            std::string::npos);
  EXPECT_NE(told("\"01-side\"", "\"02-axle.patch\"").find("is that of [sentence.axle] already"), std::string::npos);
  EXPECT_NE(told("mutant = \"01-side\"\n", "").find("needs mutant = \"name\""), std::string::npos);
  EXPECT_NE(told("fault = 1\n", "").find("needs says = \"words of the prompt\", or fault = n"), std::string::npos);
  EXPECT_EQ(told("also_right = \"less\"", "also_right = \"lower\"").substr(0, 52),
            "parameters.toml:13: also_right is \"less\" or \"more\": ");
  EXPECT_EQ(told("value = 0.5", "value = 0"),
            "reference.py:4: the constant is 0.5, but '#: friction' gives 0.0; write that, or tie it to what it is");
}

TEST(Stated, AValueThatCanBeNoOtherIsToldAtItsLine) {
  DiscTurn disc(replace_all(kDiscTable, "value = 0.5", "value = 0"));
  disc.write("reference.py", "MU = 0.0  #: friction\n");
  disc.write("given.py", "x = 1\n");
  EXPECT_EQ(disc.complaint(), "parameters.toml:7: [friction] can't be another value: give it a range or choices");
}

TEST(Stated, ATurnWithoutParametersStatesNothing) {
  DiscTurn disc;
  fs::remove(disc.turn / "parameters.toml");
  EXPECT_TRUE(stated(disc.system, 2).value().empty());
}

TEST(Stated, ASentenceOfAFaultThatIsNotPlantedIsRefused) {
  DiscTurn disc;
  for (size_t i = 0; i < 3; ++i) disc.system.turns[i].number = static_cast<int>(i) + 1;
  EXPECT_TRUE(problems_of_mutants(disc.folder.path(), disc.system, {}, {}).empty());
  disc.system.turns[1].faults.clear();
  std::vector<Error> refused = problems_of_mutants(disc.folder.path(), disc.system, {}, {});
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_NE(refused[0].text().find("parameters.toml:23: [sentence.axle]: turn 2 has 0 planted faults"),
            std::string::npos)
      << refused[0].text();
}

}  // namespace
}  // namespace simbench::suite
