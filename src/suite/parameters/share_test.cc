// What turns share: turn 1 draws it, turns 2 and 3 have the same.
#include <gtest/gtest.h>

#include "suite/parameters/instance.h"
#include "suite/suite.h"

namespace simbench::suite {
namespace {

constexpr const char* kSecondTurn = R"([old_length]
from = "turn1.length"
[mass]
from = "turn1"
[length]
value = 3
unit = "m"
range = [2.0, 4.0]
digits = 1
)";

/// Two turns of a system "swing": the second makes the first one's pendulum longer.
struct Swing {
  explicit Swing(const std::string& second = kSecondTurn) {
    write(
        "turn1/parameters.toml",
        "[length]\nvalue = 1\nunit = \"m\"\nrange = [0.5, 1.5]\ndigits = 1\n[mass]\nvalue = 2\nunit = \"kg\"\nrange = "
        "[1, 9]\ndigits = 0\n");
    write("turn1/prompt.md", "{{length}} m, {{mass}} kg\n");
    write("turn1/reference.py", "L = 1.0  #: length\nM = 2.0  #: mass\n");
    write("turn2/parameters.toml", second);
    write("turn2/prompt.md", "Make it {{length}} m long instead of {{old_length}} m.\n");
    write("turn2/given.py", "L = 1.0  #: old_length\nM = 2.0  #: mass\n");
    write("turn2/reference.py", "L = 3.0  #: length\nM = 2.0  #: mass\n");
    system.turns[1].number = 2;
    system.turns[1].given = script("turn2/given.py");
    system.turns[1].reference = script("turn2/reference.py");
  }
  fs::path system_folder() const { return folder.path() / "swing"; }
  void write(const fs::path& name, const std::string& text) const {
    ASSERT_TRUE(make_directories((system_folder() / name).parent_path()));
    ASSERT_TRUE(write_file(system_folder() / name, text));
  }
  Script script(const fs::path& name) const {
    return {system_folder() / name, read_file(system_folder() / name).value()};
  }
  TurnParameters turn(int number, std::optional<uint64_t> seed = {}) const {
    fs::path place = system_folder() / fmt::format("turn{}", number);
    auto parameters = read_turn_parameters(place);
    EXPECT_TRUE(parameters) << parameters.error().text();
    if (seed) {
      EXPECT_TRUE((*parameters)->draw(*seed, place, {}));
    }
    return **parameters;
  }
  std::string complaint() const {
    auto parameters = read_turn_parameters(system_folder() / "turn2");
    return parameters ? "" : replace_all(parameters.error().text(), system_folder().string() + "/", "");
  }
  TemporaryFolder folder;
  System system;
};

TEST(SharedParameters, HaveTheValueAndUnitOfTheEarlierTurnInEveryInstance) {
  Swing swing;
  EXPECT_EQ(swing.turn(2).drawn.values.at("old_length"), 1);
  EXPECT_EQ(swing.turn(2).table.find("mass")->unit_text, "kg");
  std::set<double> lengths;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    TurnParameters first = swing.turn(1, seed), second = swing.turn(2, seed);
    EXPECT_EQ(second.drawn.values.at("old_length"), first.drawn.values.at("length")) << seed;
    EXPECT_EQ(second.drawn.values.at("mass"), first.drawn.values.at("mass")) << seed;
    lengths.insert(second.drawn.values.at("length").get<double>());
  }
  EXPECT_GT(lengths.size(), 5u) << "its own are drawn";
}

TEST(SharedParameters, MayStandInTheGivenCodeAloneAndCountWhereThePromptSaysThem) {
  Swing swing;
  auto names = [&] {
    std::vector<std::string> out;
    auto all = stated(swing.system, 2).value();
    for (const Stated& one : all) out.push_back(one.name);
    return out;
  };
  EXPECT_EQ(names(), std::vector<std::string>{"length"}) << "mass isn't said, and old_length is what was";
  swing.write("turn2/prompt.md", "{{length}} m for {{old_length}} m; keep the {{mass}} kg.\n");
  EXPECT_EQ(names(), (std::vector<std::string>{"length", "mass"}));
  EXPECT_EQ(stated(swing.system, 2).value()[0].deviations.back().how, "1 m (as given.py)");
}

TEST(SharedParameters, AMistakeHasFileLineAndRemedy) {
  auto told = [](const std::string& from, const std::string& to) {
    return Swing(replace_all(kSecondTurn, from, to)).complaint();
  };
  EXPECT_EQ(told("turn1.length", "turn1.lenght"),
            "turn2/parameters.toml:1: [old_length]: turn 1 has no parameter 'lenght'; did you mean 'length'?");
  EXPECT_EQ(told("turn1.length", "turn2.length"),
            "turn2/parameters.toml:1: [old_length]: turn 2 can share values of earlier turns only");
  EXPECT_EQ(told("turn1.length", "first"),
            "turn2/parameters.toml:2: from is \"turn1\" or \"turn1.other_name\", not \"first\"");
  EXPECT_NE(told("from = \"turn1\"\n", "from = \"turn1\"\nvalue = 3\n").find("unknown key 'value'"), std::string::npos);
  EXPECT_NE(told("[mass]\nfrom = \"turn1\"\n", "").find("unknown name 'mass'"), std::string::npos);
}

}  // namespace
}  // namespace simbench::suite
