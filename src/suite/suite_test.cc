#include "suite/suite.h"

#include <gtest/gtest.h>

namespace simbench::suite {
namespace {

constexpr const char* kCanary = "11111111-2222-3333-4444-555555555555";

/// A small, complete suite on disk that each test breaks in one place.
class SuiteOnDisk : public testing::Test {
 protected:
  void SetUp() override {
    put("suite.toml",
        fmt::format("name = \"t\"\nversion = \"1\"\nsimulator = \"mujoco\"\nlicense = \"MIT\"\ncanary = \"{}\"\n",
                    kCanary));
    for (Arm arm : all_arms())
      put(fmt::format("templates/{}.md", to_string(arm)), markdown("{{prompt}} {{code}} {{error}}"));
    put("systems/ball/system.toml", "title = \"A ball\"\ncategory = \"MBS\"\nhorizon_s = 2\n");
    for (int turn = 1; turn <= 3; ++turn) {
      std::string base = fmt::format("systems/ball/turn{}/", turn);
      put(base + "prompt.md", markdown("Drop a ball."));
      put(base + "reference.py", python("import mujoco"));
      put(base + "equivalents/a.py", python("import mujoco as m"));
      put(base + "requirements.toml", requirements());
      if (turn > 1) put(base + "given.py", python("pass"));
    }
    put("systems/ball/mutants.toml", mutants());
    put("systems/ball/mutants/m.py", python("pass"));
  }

  static std::string markdown(std::string text) {
    return fmt::format("<!-- simbench canary {} -->\n{}\n", kCanary, text);
  }
  static std::string python(std::string text) { return fmt::format("# simbench canary {}\n{}\n", kCanary, text); }
  static std::string requirements() {
    std::string text = "[roles]\nball = { body = \"moving\" }\n";
    for (int i = 0; i < 4; ++i)
      text += fmt::format(
          "[[requirement]]\nid = \"r{}\"\nsays = \"x\"\ncheck = {{ kind = \"mass\", of = \"ball\", kg = 1 }}\n", i);
    return text;
  }
  static std::string mutants() {
    std::string text;
    for (int turn = 1; turn <= 3; ++turn)
      for (int i = 0; i < 2; ++i)
        text += fmt::format("[[mutant]]\nfile = \"m.py\"\nturn = {}\nbreaks = [\"r0\"]\nsays = \"x\"\n", turn);
    return text;
  }

  void put(const std::string& name, const std::string& content) {
    fs::create_directories((folder_.path() / name).parent_path());
    ASSERT_TRUE(write_file(folder_.path() / name, content));
  }
  Error error() {
    auto suite = load(folder_.path());
    EXPECT_FALSE(suite);
    return suite ? Error{} : suite.error();
  }

  TemporaryFolder folder_;
};

TEST_F(SuiteOnDisk, AnInstanceWhoseValuesNobodyCanComputeIsAnError) {
  put("systems/ball/turn1/parameters.toml",
      "[height]\nvalue = 2\nunit = \"m\"\nrange = [1, 5]\ndigits = 1\n[oracle]\ndepth = \"m\"\n");
  put("systems/ball/turn1/prompt.md", markdown("Drop a ball from {{height}} m; it goes {{depth}} m deep."));
  put("systems/ball/turn1/oracle.py", python("def expected(p):\n    return {'depth': p.height / 10}"));
  int computed = 0;
  auto for_the_default_only = [&computed](const Computation&) -> Result<Json> {
    if (computed++ > 0) return fail(ErrorCode::unavailable, "no interpreter");
    return Json{{"depth", 0.2}};
  };
  auto drawn = load(folder_.path(), {}, {7, for_the_default_only});
  ASSERT_FALSE(drawn);
  EXPECT_EQ(drawn.error().message, "no interpreter");
  EXPECT_GT(computed, 1);
}

TEST_F(SuiteOnDisk, ASeverityBeyondOneToFiveIsRefusedWithItsLine) {
  for (const char* wrong : {"7", "0", "2.5", "\"grave\""}) {
    put("systems/ball/mutants.toml",
        replace_all(mutants(), "turn = 1\n", fmt::format("turn = 1\nseverity = {}\n", wrong)));
    Error e = error();
    EXPECT_TRUE(e.where.ends_with("mutants.toml:4")) << wrong << ": " << e.text();
    EXPECT_NE(e.message.find("1 (slight) to 5 (fatal)"), std::string::npos) << e.text();
  }
  put("systems/ball/mutants.toml", replace_all(mutants(), "turn = 1\n", "turn = 1\nseverity = 5\n"));
  EXPECT_EQ(load(folder_.path()).value().systems[0].mutants[0].severity, 5);
}

TEST_F(SuiteOnDisk, AByteOrderMarkIsToldOnceAsWhatItIs) {
  for (const char* file : {"systems/ball/turn1/prompt.md", "systems/ball/turn1/reference.py",
                           "systems/ball/turn1/requirements.toml", "systems/ball/mutants.toml"}) {
    put("systems/ball/turn1/parameters.toml", "[height]\nvalue = 2\nunit = \"m\"\nrange = [1, 5]\ndigits = 1\n");
    put("systems/ball/turn1/prompt.md", markdown("Drop a ball from {{height}} m."));
    std::string whole = read_file(folder_.path() / file).value();
    put(file, "\xEF\xBB\xBF" + whole);
    std::vector<Error> problems = load_what_is_right(folder_.path(), {}, {}).value().problems;
    bool waits = std::string_view(file).ends_with("requirements.toml");  // what mutants break
    ASSERT_EQ(problems.size(), waits ? 2u : 1u) << file << ": " << problems.back().text();
    EXPECT_TRUE(problems[0].where.ends_with(std::string(file) + ":1")) << problems[0].text();
    EXPECT_NE(problems[0].message.find("save it as UTF-8 without one"), std::string::npos) << problems[0].text();
    put(file, whole);
  }
}

TEST_F(SuiteOnDisk, LoadsAndLeavesTheCanaryOut) {
  auto suite = load(folder_.path());
  ASSERT_TRUE(suite) << suite.error().text();
  ASSERT_EQ(suite->systems.size(), 1u);
  EXPECT_EQ(suite->systems[0].turn(2).prompt, "Drop a ball.\n");
  EXPECT_EQ(suite->systems[0].turn(1).reference.code, "import mujoco\n");
  EXPECT_EQ(suite->systems[0].mutants_of(3).size(), 2u);
}

TEST_F(SuiteOnDisk, OneSystemAloneIsLoadedWithoutLookingAtTheOthers) {
  put("systems/broken/system.toml", "title = 3\n");
  put("calibration/other/calibration.toml", "task = \"broken/1\"\n");
  EXPECT_FALSE(load(folder_.path()));
  auto suite = load(folder_.path(), {}, {.only = "ball"});
  ASSERT_TRUE(suite) << suite.error().text();
  EXPECT_EQ(suite->systems.size(), 1u);
  EXPECT_EQ(suite->hash, "") << "that is of the whole suite";
  EXPECT_EQ(load_calibration(*suite)->size(), 0u) << "the other system's is left out";
  auto missing = load(folder_.path(), {}, {.only = "bell"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_NE(missing.error().message.find("no system 'bell'; did you mean 'ball'?"), std::string::npos);
  EXPECT_FALSE(load(folder_.path(), {}, {.instance = 7, .only = "ball"})) << "no parameters, nowhere";
}

TEST_F(SuiteOnDisk, HashChangesWithAPromptButNotWithAMutant) {
  std::string before = load(folder_.path())->hash;
  put("systems/ball/mutants/m.py", python("1"));
  EXPECT_EQ(load(folder_.path())->hash, before);
  put("systems/ball/turn1/prompt.md", markdown("Throw a ball."));
  EXPECT_NE(load(folder_.path())->hash, before);
}

/// A mutant of turn 1 as a patch against `base`, in place of the script m.py.
class SuiteWithAPatch : public SuiteOnDisk {
 protected:
  void put_patch(const std::string& base, const std::string& hunk, const std::string& more = "") {
    std::string rows = mutants();
    rows.replace(rows.find("file = \"m.py\""), 13, "patch = \"n\"");
    put("systems/ball/mutants.toml", rows);
    put("systems/ball/turn1/mutants.patch",
        python(fmt::format("=== n\n--- a/{0}\n+++ b/{0}\n{1}\n{2}", base, hunk, more)));
  }
  static std::string hunk() {
    return fmt::format("@@ -1,2 +1,2 @@\n # simbench canary {}\n-import mujoco\n+import numpy", kCanary);
  }
};

TEST_F(SuiteWithAPatch, HoldsTheProgramThatThePatchMakes) {
  put_patch("turn1/reference.py", hunk());
  auto suite = load(folder_.path());
  ASSERT_TRUE(suite) << suite.error().text();
  const Mutant& mutant = *suite->systems[0].mutants_of(1).front();
  EXPECT_EQ(mutant.script.code, "import numpy\n");
  EXPECT_EQ(mutant.script.path, folder_.path() / "systems/ball/turn1/mutants.patch");
  EXPECT_EQ(mutant.script.name(), "n");
  EXPECT_TRUE(mutant.script.where().ends_with("turn1/mutants.patch:2")) << mutant.script.where();
  EXPECT_EQ(mutant.script.address(), mutant.script.path / "n");
}

TEST_F(SuiteWithAPatch, NamesEachPatchInARowAndEachRowAPatch) {
  put_patch("turn1/reference.py", hunk(), "=== o\n");
  Error e = error();
  EXPECT_TRUE(e.where.ends_with("turn1/mutants.patch:9")) << e.text();
  EXPECT_NE(e.message.find("no row of mutants.toml names this patch: add one with patch = \"o\""), std::string::npos)
      << e.text();
  put_patch("turn1/reference.py", hunk());
  std::string rows = read_file(folder_.path() / "systems/ball/mutants.toml").value();
  put("systems/ball/mutants.toml", replace_all(rows, "patch = \"n\"", "patch = \"nn\""));
  std::vector<Error> problems = load_what_is_right(folder_.path())->problems;
  ASSERT_EQ(problems.size(), 2u) << "the row, and the patch that it should name";
  EXPECT_TRUE(problems[0].where.ends_with("mutants.toml:2")) << problems[0].text();
  EXPECT_NE(problems[0].message.find("has no patch 'nn'"), std::string::npos) << problems[0].text();
}

TEST_F(SuiteWithAPatch, AHeadWithoutAPatchIsToldThere) {
  put_patch("turn1/reference.py", hunk());
  put("systems/ball/turn1/mutants.patch", python("\n=== n\n# to do"));
  Error e = error();
  EXPECT_TRUE(e.where.ends_with("turn1/mutants.patch:3")) << e.text();
  EXPECT_NE(e.message.find("this head has no patch"), std::string::npos) << e.text();
}

TEST_F(SuiteWithAPatch, ARowNamesAPatchOrAWholeScript) {
  std::string rows = mutants();
  put("systems/ball/mutants.toml", rows.replace(rows.find("m.py"), 4, "m.patch"));
  Error e = error();
  EXPECT_TRUE(e.where.ends_with("mutants.toml:2")) << e.text();
  EXPECT_NE(e.message.find("below its head '=== m', and the row says patch = \"m\""), std::string::npos) << e.text();
  rows = mutants();
  put("systems/ball/mutants.toml", rows.replace(rows.find("file"), 4, "patch = \"n\"\nfile"));
  EXPECT_NE(error().message.find("one of the two"), std::string::npos) << error().text();
  rows = mutants();
  put("systems/ball/mutants.toml", rows.replace(rows.find("file = \"m.py\"\n"), 14, ""));
  EXPECT_NE(error().message.find("needs patch = \"its name in mutants.patch\", or file = "), std::string::npos)
      << error().text();
}

TEST_F(SuiteWithAPatch, WhatEndsAllPatchesOfATurnIsToldOnce) {
  put_patch("turn1/reference.py", hunk(), "=== n\n");
  std::vector<Error> problems = load_what_is_right(folder_.path())->problems;
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_NE(problems[0].text().find("mutants.patch:9: 'n' stands in line 2 already"), std::string::npos)
      << problems[0].text();
}

TEST_F(SuiteWithAPatch, RefusesAScriptOfAnotherTurnOrOneThatIsNotThere) {
  for (const char* base : {"turn2/reference.py", "turn1/nosuch.py", "turn1/../turn2/reference.py", "turn1/prompt.md"}) {
    put_patch(base, hunk());
    Error e = error();
    EXPECT_NE(e.where.find("turn1/mutants.patch:3"), std::string::npos) << e.text();
    EXPECT_NE(e.message.find("is no script of the turn"), std::string::npos) << e.text();
  }
}

TEST_F(SuiteWithAPatch, SaysWhereItsScriptHasChangedSince) {
  put_patch("turn1/reference.py", hunk());
  put("systems/ball/turn1/reference.py", python("import mujoco, numpy"));
  Error e = error();
  EXPECT_NE(e.where.find("turn1/mutants.patch:7"), std::string::npos) << e.text();
  EXPECT_NE(e.message.find("is 'import mujoco, numpy', the patch was made where it was 'import mujoco'"),
            std::string::npos)
      << e.text();
}

TEST_F(SuiteWithAPatch, ItsProgramIsFoundByTheBeginningOfItsName) {
  put_patch("turn1/reference.py", hunk());
  auto suite = load(folder_.path());
  ASSERT_TRUE(suite) << suite.error().text();
  auto scripts = task_scripts(suite->systems[0], 1, {});
  auto found = find_script(scripts, "n");
  ASSERT_TRUE(found) << found.error().text();
  EXPECT_EQ(found->role, "mutant");
  EXPECT_EQ(*found->code, "import numpy\n");
  auto missing = find_script(scripts, "q");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("reference.py, a.py, n, m.py"), std::string::npos);
  EXPECT_FALSE(find_script(scripts, "")) << "every name begins with nothing";
}

TEST_F(SuiteOnDisk, WhatItForbidsReachesItsTurnsAndItsHash) {
  std::string head = read_file(folder_.path() / "suite.toml").value(), before = load(folder_.path())->hash;
  put("suite.toml", head + "forbids = [\"files\"]\n");
  auto suite = load(folder_.path());
  ASSERT_TRUE(suite) << suite.error().text();
  EXPECT_EQ(suite->systems[0].turn(2).forbids, std::vector<std::string>{"files"});
  EXPECT_NE(suite->hash, before);
  put("suite.toml", head + "forbids = [\"joy\"]\n");
  EXPECT_NE(error().message.find("packages, files and processes"), std::string::npos) << error().text();
}

TEST_F(SuiteOnDisk, AMissingFileIsNamed) {
  fs::remove(folder_.path() / "systems/ball/turn2/given.py");
  EXPECT_NE(error().where.find("turn2/given.py"), std::string::npos);
}

TEST_F(SuiteOnDisk, AFolderOfSystemsThatCannotBeReadIsNotCalledEmpty) {
  fs::remove_all(folder_.path() / "systems");
  fs::create_symlink("systems", folder_.path() / "systems");  // a loop: what root can't read either
  Error e = error();
  EXPECT_NE(e.message.find("cannot be read (Too many levels"), std::string::npos) << e.text();
  EXPECT_TRUE(e.where.ends_with("/systems")) << e.text();
}

TEST_F(SuiteOnDisk, AWrongKeyIsNamedWithItsLineAndTheRightOne) {
  put("systems/ball/system.toml", "title = \"A ball\"\ncategory = \"MBS\"\nhorizont_s = 2\n");
  Error e = error();
  EXPECT_NE(e.where.find("system.toml:3"), std::string::npos) << e.text();
  EXPECT_NE(e.message.find("did you mean 'horizon_s'"), std::string::npos) << e.text();
}

TEST_F(SuiteOnDisk, AMutantMustNameARequirementOfItsTurn) {
  put("systems/ball/mutants.toml", "[[mutant]]\nfile = \"m.py\"\nturn = 1\nbreaks = [\"r9\"]\nsays = \"x\"\n");
  Error e = error();
  EXPECT_NE(e.where.find("mutants.toml:4"), std::string::npos) << e.text();
}

TEST_F(SuiteOnDisk, ATurnsOwnHorizonLiesAboveZero) {
  put("systems/ball/system.toml", "title = \"A ball\"\ncategory = \"MBS\"\nhorizon_s = 2\n[turn3]\nhorizon_s = -1\n");
  Error e = error();
  EXPECT_NE(e.where.find("system.toml:5"), std::string::npos) << e.text();
  EXPECT_NE(e.message.find("above 0"), std::string::npos) << e.text();
}

TEST_F(SuiteOnDisk, AnAuthorSeesAllProblemsAtOnceAndTheOtherSystems) {
  fs::copy(folder_.path() / "systems/ball", folder_.path() / "systems/cube", fs::copy_options::recursive);
  put("systems/ball/system.toml", "title = \"A ball\"\ncategory = \"XYZ\"\nhorizon_s = 2\nturn4 = 1\n");
  fs::remove(folder_.path() / "systems/ball/turn2/given.py");
  put("systems/ball/turn2/prompt.md", "no canary\n");
  put("systems/ball/turn3/requirements.toml",
      requirements() +
          "[[requirement]]\nid = \"r0\"\nsays = \"x\"\ncheck = { kind = \"mass\" }\n"
          "[[requirement]]\nid = \"No\"\nsays = \"x\"\ncheck = { kind = \"mass\" }\n");
  auto partial = load_what_is_right(folder_.path());
  ASSERT_TRUE(partial) << partial.error().text();
  std::vector<std::string> wheres;
  for (const Error& problem : partial->problems) {
    wheres.push_back(problem.where.substr(problem.where.find("ball/")));
    EXPECT_FALSE(problem.message.empty());
  }
  EXPECT_EQ(wheres, (std::vector<std::string>{"ball/system.toml:4", "ball/system.toml:2", "ball/turn2/prompt.md:1",
                                              "ball/turn2/given.py", "ball/turn3/requirements.toml:20",
                                              "ball/turn3/requirements.toml:24"}));
  ASSERT_EQ(partial->suite.systems.size(), 1u);
  EXPECT_EQ(partial->suite.systems[0].name, "cube");
  EXPECT_EQ(partial->suite.hash, "") << "a part has no hash: nothing can be filed under it";
  EXPECT_EQ(error().where, partial->problems[0].where) << "whoever needs it whole is told the first";
}

TEST_F(SuiteOnDisk, EveryMutantIsReadWhateverTheOneBeforeItLacks) {
  put("systems/ball/mutants.toml", mutants() +
                                       "[[mutant]]\nfile = \"m.py\"\nturn = 1\nbreaks = [\"r9\"]\nsays = \"x\"\n"
                                       "[[mutant]]\nfile = \"q.py\"\nturn = 1\nbreaks = [\"r0\"]\nsays = \"x\"\n");
  auto partial = load_what_is_right(folder_.path());
  ASSERT_EQ(partial->problems.size(), 2u);
  EXPECT_NE(partial->problems[0].message.find("no requirement 'r9'"), std::string::npos);
  EXPECT_NE(partial->problems[1].where.find("q.py"), std::string::npos) << partial->problems[1].text();
}

TEST_F(SuiteOnDisk, AScriptWithoutCanaryIsRefused) {
  put("systems/ball/turn1/reference.py", "import mujoco\n");
  EXPECT_NE(error().message.find("canary"), std::string::npos);
}

TEST_F(SuiteOnDisk, ABareGuidInACommentIsCutOffAndOneOutsideIsRefused) {
  put("systems/ball/turn1/reference.py", fmt::format("# {}\nimport mujoco\n", kCanary));
  put("systems/ball/turn1/prompt.md", fmt::format("<!-- {} -->\n\nDrop a ball.\n", kCanary));
  auto suite = load(folder_.path());
  ASSERT_TRUE(suite) << suite.error().text();
  EXPECT_EQ(suite->systems[0].turn(1).reference.code, "import mujoco\n");
  EXPECT_EQ(suite->systems[0].turn(1).prompt, "Drop a ball.\n");
  put("systems/ball/turn1/prompt.md", fmt::format("{} Drop a ball.\nNow.\n", kCanary));
  EXPECT_NE(error().message.find(fmt::format("<!-- simbench canary {} -->", kCanary)), std::string::npos)
      << error().text();
}

TEST_F(SuiteOnDisk, ACanaryBelowTheFirstLineIsRefusedAsAModelWouldSeeIt) {
  put("systems/ball/turn1/prompt.md", markdown(fmt::format("Drop a ball.\n<!-- {} -->", kCanary)));
  EXPECT_NE(error().text().find("prompt.md:3: the canary stands here, too"), std::string::npos) << error().text();
}

/// given.py goes to a model as prompts do.
TEST_F(SuiteOnDisk, ACanaryLineInTheGivenCodeIsRefusedWithItsLine) {
  std::string upper = kCanary;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (const std::string& line : {std::string(kCanary), "# " + upper, "# simbench canary " + std::string(kCanary)}) {
    put("systems/ball/turn2/given.py", python(line + "\nimport mujoco"));
    EXPECT_NE(error().text().find("given.py:2: the canary stands here, too: take the line out"), std::string::npos)
        << line << "\n"
        << error().text();
  }
  const std::string other = "0b1c2d3e-1111-4222-8333-944455556666";
  for (const std::string& line : {"# " + other, other, "\"\"\"Canary GUID: " + other + "\"\"\""}) {
    put("systems/ball/turn2/given.py", python("import mujoco\n" + line));
    EXPECT_NE(error().text().find("given.py:3: a line of another canary"), std::string::npos) << line << "\n"
                                                                                              << error().text();
  }
  put("systems/ball/turn2/given.py", python("import mujoco\nname = '" + other + "'"));
  auto suite = load(folder_.path());
  EXPECT_TRUE(suite || suite.error().text().find("canary") == std::string::npos) << "a value of the script";
}

TEST_F(SuiteOnDisk, TemplatesAreHeldAgainstTheirPlaceholders) {
  put("templates/given.md", markdown("{{promt}}\n{{code}}"));
  put("templates/no-code.md", markdown("Do it."));
  put("templates/repair.md", markdown("{{prompt}}\n{{#code}}\n{{code}}"));
  auto partial = load_what_is_right(folder_.path());
  ASSERT_TRUE(partial) << partial.error().text();
  std::vector<std::string> told;
  for (const Error& problem : partial->problems)
    told.push_back(fs::path(problem.where).filename().string() + " " + problem.message);
  EXPECT_EQ(told, (std::vector<std::string>{
                      "given.md:2 nothing fills {{promt}}; did you mean {{prompt}}?",
                      "no-code.md needs {{prompt}}: without it a model isn't told its task",
                      "repair.md:3 the section {{#code}} is never closed",
                      "repair.md needs {{error}}: without it a model isn't told what happened",
                  }));
  EXPECT_EQ(partial->suite.systems.size(), 1u) << "the systems can be looked at all the same";
}

TEST_F(SuiteOnDisk, AllThatSuiteTomlLacksIsToldAtOnce) {
  put("suite.toml", "name = \"t\"\nsimulater = \"mujoco\"\n");
  auto partial = load_what_is_right(folder_.path());
  ASSERT_TRUE(partial) << partial.error().text();
  EXPECT_EQ(partial->problems.size(), 5u)
      << "a wrong key; version, license and canary are missing, simulator isn't; and that the systems wait for that";
  EXPECT_TRUE(partial->suite.systems.empty());
}

TEST_F(SuiteOnDisk, AWrongRoleIsToldOnce) {
  auto partial = load_what_is_right(folder_.path(), [](const Requirement& r, const Json&) {
    return std::vector<std::string>{r.id == "r3" ? "kind 'mass': no" : "role 'ball': no"};
  });
  EXPECT_EQ(partial->problems.size(), 6u) << "in each turn the role, and a requirement of its own";
}

TEST_F(SuiteOnDisk, TheCallersKindCheckSpeaksWithTheLine) {
  auto suite = load(folder_.path(), [](const Requirement& r, const Json&) {
    return r.id == "r2" ? std::vector<std::string>{"unknown kind"} : std::vector<std::string>{};
  });
  ASSERT_FALSE(suite);
  EXPECT_EQ(suite.error().message, "unknown kind");
  EXPECT_NE(suite.error().where.find("requirements.toml:14"), std::string::npos) << suite.error().text();
}

TEST(NewSuite, OfWhatIsWrongInATurnAllIsTold) {
  TemporaryFolder folder;
  fs::path out = folder.path() / "mine", turn = out / "systems/cart/turn1";
  ASSERT_TRUE(write_new(out));
  auto change = [](const fs::path& file, const std::string& from, const std::string& to) {
    std::string text = read_file(file).value();
    ASSERT_NE(text.find(from), std::string::npos) << file;
    ASSERT_TRUE(write_file(file, replace_all(text, from, to)));
  };
  change(turn / "reference.py", "MASS_KG = 1.0", "MASS_KG = 1.5");
  change(turn / "equivalents/spec.py", "#: step / 2", "#: stop / 2");
  change(turn / "prompt.md", "Nothing damps the motion.", "Nothing damps the motion within 9 s.");
  change(turn / "requirements.toml", "id = \"mass\"", "id = \"slides\"");
  auto partial = load_what_is_right(out);
  ASSERT_TRUE(partial);
  std::string told;
  for (const Error& problem : partial->problems) told += problem.text() + "\n";
  for (const char* words : {"reference.py:10: the constant is 1.5", "spec.py:13: 'stop / 2'", "prompt.md:8: 9 is no",
                            "[sentence.undamped]: prompt.md doesn't say", "requirements.toml:17: "})
    EXPECT_NE(told.find(words), std::string::npos) << words << " in\n" << told;
  EXPECT_EQ(partial->problems.size(), 8u)
      << "with a mutant of the lost id, and two patches that no longer fit: " << told;

  fs::remove_all(out);
  ASSERT_TRUE(write_new(out));
  change(turn / "parameters.toml", "unit = \"N/m\"", "unit = \"newton\"");
  partial = load_what_is_right(out);
  EXPECT_EQ(partial->problems.size(), 7u)
      << "once, though turns 2 and 3 have values of turn 1; and of each turn that formulas and ties wait for that";

  fs::remove_all(out);
  ASSERT_TRUE(write_new(out));
  change(out / "systems/cart/mutants.toml", "breaks = [\"damper\"]", "breaks = [\"dumper\"]");
  change(turn / "parameters.toml", "mutant = \"04-damped\"", "mutant = \"04-dumped\"");
  partial = load_what_is_right(out);
  EXPECT_EQ(partial->problems.size(), 2u) << "a mutant that breaks nothing known, and a sentence without its mutant";
}

/// The problems of a new suite in which each (file below the cart, words, other words) is replaced.
std::vector<std::string> told_of(const std::vector<std::array<const char*, 3>>& changes) {
  TemporaryFolder folder;
  fs::path out = folder.path() / "mine";
  EXPECT_TRUE(write_new(out));
  for (const auto& [name, from, to] : changes) {
    fs::path file = out / "systems/cart" / name;
    std::string text = read_file(file).value();
    EXPECT_NE(text.find(from), std::string::npos) << file;
    EXPECT_TRUE(write_file(file, replace_all(text, from, to)));
  }
  std::vector<std::string> told;
  Partial partial = load_what_is_right(out).value();
  for (const Error& problem : partial.problems) told.push_back(problem.text().substr(problem.text().find("cart/")));
  return told;
}

TEST(NewSuite, SeveralFaultsInOneFileAreToldAtOnce) {
  auto ties = told_of(
      {{"turn2/given.py", "START_M = 0.1 ", "START_M = 0.3 "}, {"turn2/given.py", "STEP_S = 0.001", "STEP_S = 0.1"}});
  EXPECT_EQ(ties.size(), 2u) << join(ties, "\n");
  auto requirements = told_of({{"turn1/requirements.toml", "kg = \"= mass\"", "kg = \"= mess\""},
                               {"turn1/requirements.toml", "weight = 0.25", "weigth = 0.25"},
                               {"turn1/requirements.toml", "id = \"slides\"", "id = \"Slides\""}});
  EXPECT_EQ(requirements.size(), 4u) << "with a mutant that breaks what is now Slides: " << join(requirements, "\n");
}

/// A kind check that refuses every requirement, and tells which it was asked about.
TEST(NewSuite, AWrongFormulaHidesNoOtherRequirement) {
  TemporaryFolder folder;
  fs::path out = folder.path() / "mine", turn = out / "systems/cart/turn1";
  ASSERT_TRUE(write_new(out));
  std::set<std::string> asked;
  auto ask = [&](const Requirement& r, const Json&) {
    if (r.where.find("/turn1/") != std::string::npos) asked.insert(r.id);
    return std::vector<std::string>();
  };
  ASSERT_TRUE(load(out, ask));
  std::set<std::string> all = asked;
  asked.clear();
  std::string text = read_file(turn / "requirements.toml").value();
  ASSERT_TRUE(write_file(turn / "requirements.toml", replace_all(text, "kg = \"= mass\"", "kg = \"= mess\"")));
  EXPECT_EQ(load_what_is_right(out, ask)->problems.size(), 1u);
  EXPECT_EQ(asked.size() + 1, all.size()) << "all but the one with the formula";
  EXPECT_FALSE(asked.contains("mass"));

  ASSERT_TRUE(write_file(turn / "requirements.toml", text));
  std::string values = read_file(turn / "parameters.toml").value();
  ASSERT_TRUE(write_file(turn / "parameters.toml", replace_all(values, "unit = \"N/m\"", "unit = \"newton\"")));
  ASSERT_TRUE(write_file(turn / "requirements.toml", replace_all(text, "weight = 0.25", "weigth = 0.25")));
  std::string told;
  Partial partial = load_what_is_right(out, ask).value();
  for (const Error& problem : partial.problems) told += problem.text() + "\n";
  for (const char* words : {"newton", "weigth",
                            "turn1/requirements.toml: its formulas, and requirements that have one, "
                            "weren't looked at further"})
    EXPECT_NE(told.find(words), std::string::npos) << words << " in\n" << told;
  EXPECT_EQ(told.find("there is no 'mass'"), std::string::npos) << told;
}

TEST(NewSuite, OfAFileThatIsNoTomlNothingElseIsTold) {
  auto requirements = told_of({{"turn1/requirements.toml", "kg = \"= mass\"", "kg = \"= mess"}});
  ASSERT_EQ(requirements.size(), 2u) << join(requirements, "\n");
  EXPECT_NE(requirements[0].find("not valid TOML"), std::string::npos) << requirements[0];
  EXPECT_NE(requirements[1].find("mutants.toml: what its mutants of turn 1 break wasn't looked at"), std::string::npos)
      << requirements[1];
  auto mutants = told_of({{"mutants.toml", "breaks = [\"damper\"]", "breaks = [\"damper\""}});
  ASSERT_EQ(mutants.size(), 2u) << "not that sentences name mutants that aren't there:\n" << join(mutants, "\n");
  EXPECT_NE(mutants[1].find("mutants.toml: the mutants that sentences of turn1/parameters.toml"), std::string::npos);
  auto parameters = told_of({{"turn1/parameters.toml", "unit = \"N/m\"", "unit = \"N/m"}});
  EXPECT_EQ(parameters.size(), 7u) << "and of each turn that formulas and ties wait for it:\n"
                                   << join(parameters, "\n");
}

TEST(NewSuite, MistakesInOneFileHideNoneInAnother) {
  auto has = [](const std::vector<std::string>& told, std::initializer_list<const char*> all) {
    for (const char* words : all)
      EXPECT_TRUE(std::any_of(told.begin(), told.end(),
                              [&](const std::string& line) { return line.find(words) != std::string::npos; }))
          << words << " in\n"
          << join(told, "\n");
  };
  auto told = told_of({{"turn1/parameters.toml", "unit = \"kg\"", "unit = \"kgg\""},
                       {"turn1/parameters.toml", "mutant = \"04-damped\"", "mutant = \"04-dumped\""},
                       {"turn1/prompt.md", "{{stiffness}}", "{{stifness}}"},
                       {"turn1/reference.py", "# simbench canary", "simbench canary"},
                       {"mutants.toml", "\"rail-axis\"", "\"rail-axes\""},
                       {"mutants.toml", "patch = \"12-short\"", "patch = \"12-shortt\""},
                       {"system.toml", "category = \"MBS\"", "category = "}});
  has(told, {"unknown unit 'kgg'", "'04-dumped' is no mutant", "'{{stifness}}' is no parameter; did you mean",
             "turn1/reference.py:1: ", "no requirement 'rail-axes'; did you mean 'rail-axis'?",
             "has no patch '12-shortt'; did you mean '12-short'?", "system.toml:3: ",
             "cart/turn1: what equivalents/spec.py", "reference.py say of parameters wasn't looked at further"});
  told = told_of({{"mutants.toml", "severity = 4", "severity = = 4"},
                  {"turn1/mutants.patch", "+++ ", "++ "},
                  {"turn1/parameters.toml", "mutant = \"04-damped\"", "mutant = \"04-dumped\""}});
  has(told, {"mutants.toml:6: ", "turn1/mutants.patch:", "the mutants that sentences of turn1/parameters.toml"});
}

TEST(NewSuite, IsWholeUnderANameAndACanaryOfItsOwn) {
  TemporaryFolder folder;
  fs::path out = folder.path() / "my-suite";
  auto begun = write_new(out);
  ASSERT_TRUE(begun) << begun.error().text();
  auto suite = load(out), example = load(source_folder() / "examples/suite");
  ASSERT_TRUE(suite) << suite.error().text();
  EXPECT_EQ(suite->name, "my-suite");
  EXPECT_EQ(suite->canary, begun->canary);
  EXPECT_NE(suite->canary, example->canary);
  ASSERT_EQ(suite->systems.size(), 1u);
  for (int turn = 1; turn <= 3; ++turn) {
    EXPECT_GE(suite->systems[0].mutants_of(turn).size(), 2u);
    EXPECT_TRUE(fs::exists(out / fmt::format("systems/cart/turn{}/parameters.toml", turn)));
    EXPECT_EQ(suite->systems[0].turn(turn).hash, example->systems[0].turn(turn).hash) << "the same task";
  }
  for (const fs::path& file : list_files(out))
    EXPECT_EQ(read_file(file)->find(example->canary), std::string::npos) << file;
}

TEST(NewSuite, GoesIntoAFolderOfItsOwnWithANameThatIsOne) {
  TemporaryFolder folder;
  ASSERT_TRUE(make_directories(folder.path() / "mine"));
  ASSERT_TRUE(write_file(folder.path() / "mine/notes.txt", "x"));
  EXPECT_NE(write_new(folder.path() / "mine").error().message.find("isn't empty"), std::string::npos);
  EXPECT_NE(write_new(folder.path() / "a \"b").error().message.find("no name for a suite"), std::string::npos);
  EXPECT_TRUE(write_new(folder.path() / "yours/")) << "with a slash behind it, too";
}

}  // namespace
}  // namespace simbench::suite
