// What oracle.py gives, as formulas use it; who runs it is a stub here.
#include <gtest/gtest.h>

#include "suite/parameters/instance.h"
#include "suite/suite.h"

namespace simbench::suite {
namespace {

/// One turn whose expected sag comes from its oracle.py.
struct Sagging {
  Sagging() {
    write("parameters.toml",
          "[length]\nvalue = 2\nunit = \"m\"\nrange = [1, 5]\ndigits = 0\n[oracle]\nsag = \"m\"\n[derived]\nhalf_sag = "
          "{ value = "
          "\"sag / 2\", unit = \"m\" }\n");
    write("prompt.md", "A rope of {{length}} m.\n");
    write("reference.py", "L = 2.0  #: length\n");
    write("requirements.toml", "a = { below_m = \"= half_sag\" }\n");
    write("oracle.py", "def expected(p):\n    return {'sag': p.length / 10}\n");
  }
  void write(const fs::path& name, const std::string& text) const {
    ASSERT_TRUE(make_directories(turn()));
    ASSERT_TRUE(write_file(turn() / name, text));
  }
  fs::path turn() const { return folder.path() / "rope/turn1"; }
  Compute stub() {
    return [this](const Computation& asked) -> Result<Json> {
      ++runs;
      EXPECT_EQ(asked.names, std::vector<std::string>{"sag"});
      return answer.is_null() ? Json{{"sag", asked.parameters["length"].get<double>() / 3}} : answer;
    };
  }
  std::string complaint(const Compute& compute) const {
    auto read = read_turn_parameters(turn(), compute);
    return read ? "" : replace_all(read.error().text(), turn().string() + "/", "");
  }
  TemporaryFolder folder;
  int runs = 0;
  Json answer;
};

TEST(ComputedValues, AreUsedByFormulasAndKeptBesideTheScript) {
  Sagging rope;
  auto read = read_turn_parameters(rope.turn(), rope.stub()).value();
  EXPECT_DOUBLE_EQ(read->drawn.scope.at("half_sag").value, 0.3333333335) << "nine digits of what was given, halved";
  std::vector<Error> problems;
  EXPECT_EQ(get(read_turn_requirements(rope.turn(), read, problems)->root, "a")["below_m"], 0.33333333350);
  ASSERT_FALSE(read->oracle_file.is_null());
  rope.write("oracle.json", read->oracle_file.dump());
  auto again = read_turn_parameters(rope.turn());
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ((*again)->drawn.computed, read->drawn.computed) << "with the file nothing runs";
  EXPECT_TRUE((*again)->oracle_file.is_null());
  EXPECT_EQ(rope.runs, 1);
}

TEST(ComputedValues, OfAnInstanceAreItsOwn) {
  Sagging rope;
  auto read = read_turn_parameters(rope.turn(), rope.stub()).value();
  ASSERT_TRUE(read->draw(5, rope.turn(), rope.stub()));
  EXPECT_EQ(rope.runs, 2);
  double length = read->drawn.scope.at("length").value;
  EXPECT_NEAR(read->drawn.scope.at("half_sag").value, length / 6, 1e-8);
}

TEST(ComputedValues, AMistakeHasItsFileAndRemedy) {
  Sagging rope;
  EXPECT_EQ(
      rope.complaint({}),
      "oracle.py: hasn't been computed for these values (oracle.json is of others, or missing): run `simbench suite "
      "validate`");
  rope.answer = {{"sag", 1.0}, {"tip", 2.0}};
  EXPECT_EQ(rope.complaint(rope.stub()),
            "oracle.py: gives 'tip', which [oracle] in parameters.toml doesn't name: write tip = \"its unit\"");
  rope.answer = {{"sag", "deep"}};
  EXPECT_EQ(rope.complaint(rope.stub()),
            "oracle.py: gives \"deep\" for [oracle] sag; it must give a finite number in SI");
  rope.answer = Json::object();
  EXPECT_EQ(rope.complaint(rope.stub()),
            "oracle.py: gives nothing for [oracle] sag; it must give a finite number in SI");
  fs::remove(rope.turn() / "oracle.py");
  EXPECT_EQ(rope.complaint(rope.stub()),
            "parameters.toml:7: [oracle] names what oracle.py computes, but there is no oracle.py beside it");
  Sagging wrong;
  wrong.write("requirements.toml", "a = { mass_kg = \"= sag\" }\n");
  auto read = read_turn_parameters(wrong.turn(), wrong.stub()).value();
  std::vector<Error> refused;
  ASSERT_TRUE(read_turn_requirements(wrong.turn(), read, refused));
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_NE(refused[0].message.find("'sag' gives m; asked is kg"), std::string::npos) << refused[0].text();
}

}  // namespace
}  // namespace simbench::suite
