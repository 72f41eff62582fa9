// Where a setting's value comes from, and what is said of a wrong one.
#include "cli/resolve.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace simbench::cli {
namespace {

Result<int> nothing(const Arguments&) {
  return kOk;
}

/// A command with one setting of each kind, its settings file, and the environment as it was afterwards.
class Resolve : public testing::Test {
 protected:
  ~Resolve() override {
    for (const std::string& name : variables_) unsetenv(name.c_str());
  }
  void set(const std::string& variable, const std::string& value) {
    variables_.push_back(variable);
    setenv(variable.c_str(), value.c_str(), 1);
  }
  void write(const std::string& toml) {
    ASSERT_TRUE(write_file(folder_.path() / "simbench.toml", toml));
    arguments_.values["config"] = {(folder_.path() / "simbench.toml").string()};
  }
  std::string problem() {
    Status status = fill_from_environment_and_file(command_, arguments_);
    return status ? "" : status.error().text();
  }

  Command command_{.name = "try",
                   .summary = "",
                   .examples = "",
                   .positionals = {},
                   .settings = {"horizon", "epochs", "fix", "model", "simulator", "timeout"},
                   .run = nothing,
                   .defaults = {{"timeout", "60"}}};
  Arguments arguments_;
  TemporaryFolder folder_;
  std::vector<std::string> variables_;
};

TEST_F(Resolve, TheCommandLineComesBeforeTheEnvironmentTheFileAndTheDefault) {
  write("horizon = 3\nepochs = 7\nsimulator = \"pychrono\"\n");
  set("SIMBENCH_HORIZON", "2");
  set("SIMBENCH_EPOCHS", "6");
  arguments_.values["horizon"] = {"1"};
  EXPECT_EQ(problem(), "");
  EXPECT_EQ(arguments_.number("horizon"), 1);
  EXPECT_EQ(arguments_.integer("epochs"), 6);
  EXPECT_EQ(arguments_.text("simulator"), "pychrono");
  EXPECT_EQ(arguments_.number("timeout"), 60) << "the command's own default, not the table's";
  EXPECT_EQ(arguments_.text("log-level"), "warning");
  EXPECT_FALSE(arguments_.flag("fix"));
  EXPECT_FALSE(arguments_.has("jobs")) << "not one of this command's";
}

TEST_F(Resolve, EachValueKnowsWhereItComesFrom) {
  write("\nhorizon = 3\n");
  set("SIMBENCH_EPOCHS", "6");
  arguments_.values["simulator"] = {"mujoco"};
  EXPECT_EQ(problem(), "");
  EXPECT_EQ(arguments_.origins.at("simulator"), "command line");
  EXPECT_EQ(arguments_.origins.at("epochs"), "SIMBENCH_EPOCHS");
  EXPECT_NE(arguments_.origins.at("horizon").find("simbench.toml:2"), std::string::npos);
  EXPECT_EQ(arguments_.origins.at("timeout"), "default");
}

TEST_F(Resolve, AListMayBeAListInTheFileAndATextWithCommasElsewhere) {
  write("model = [\"control/echo\", \"control/prose\"]\n");
  EXPECT_EQ(problem(), "");
  EXPECT_EQ(arguments_.list("model"), (std::vector<std::string>{"control/echo", "control/prose"}));
  arguments_ = {};
  set("SIMBENCH_MODEL", "a/b, c/d,,");
  EXPECT_EQ(problem(), "");
  EXPECT_EQ(arguments_.list("model"), (std::vector<std::string>{"a/b", "c/d"}));
}

TEST_F(Resolve, AWrongValueIsNamedWithItsPlace) {
  write("horizon = \"soon\"\n");
  std::string told = problem();
  EXPECT_NE(told.find("horizon must be a number, not 'soon'"), std::string::npos) << told;
  EXPECT_NE(told.find("simbench.toml:1"), std::string::npos) << told;
  for (auto [variable, value, words] : {std::tuple("SIMBENCH_EPOCHS", "2.5", "epochs must be a whole number"),
                                        std::tuple("SIMBENCH_FIX", "yes", "fix must be true or false"),
                                        std::tuple("SIMBENCH_TIMEOUT", "nan", "timeout must be a number"),
                                        std::tuple("SIMBENCH_TIMEOUT", "1e3 s", "timeout must be a number"),
                                        std::tuple("SIMBENCH_LOG_LEVEL", "loud", "log-level must be debug, info")}) {
    arguments_ = {};
    setenv(variable, value, 1);
    told = problem();
    unsetenv(variable);
    EXPECT_NE(told.find(words), std::string::npos) << variable << ": " << told;
    EXPECT_NE(told.find(variable), std::string::npos) << told;
  }
}

TEST_F(Resolve, ABrokenOrMissingFileEndsItWithItsName) {
  write("horizon = = 3\n");
  EXPECT_NE(problem().find("simbench.toml:1"), std::string::npos);
  arguments_ = {};
  arguments_.values["config"] = {"/no/such/simbench.toml"};
  EXPECT_NE(problem().find("/no/such/simbench.toml"), std::string::npos);
  arguments_ = {};
  write("horizonn = 3\n");
  EXPECT_NE(problem().find("did you mean 'horizon'?"), std::string::npos);
}

TEST_F(Resolve, AllUnknownSettingsOfTheFileAreToldAtOnce) {
  write("epoch = 2\nhorizon = 3\nsuiteee = \"mujoco\"\n");
  std::string told = problem();
  EXPECT_NE(told.find("simbench.toml:1: no setting is called 'epoch'; did you mean 'epochs'?"), std::string::npos);
  EXPECT_NE(told.find("simbench.toml:3: no setting is called 'suiteee'"), std::string::npos) << told;
  EXPECT_EQ(split_lines(told).size(), 2u) << told;
}

TEST_F(Resolve, ATableAndWhatStandsInItIsTold) {
  write("[rnu]\ntemperture = 0.2\nhorizon = 3\n[x]\nzzzzzz = 1\n");
  std::string told = problem();
  EXPECT_NE(told.find("simbench.toml:1: there are no tables here: settings stand above any [rnu]"), std::string::npos);
  EXPECT_NE(told.find("simbench.toml:2: no setting is called 'temperture'; did you mean 'temperature'?"),
            std::string::npos)
      << told;
  EXPECT_NE(told.find("no setting is called 'zzzzzz'; `simbench run --help`"), std::string::npos) << told;
  EXPECT_EQ(split_lines(told).size(), 4u) << "what is right in a table isn't told: " << told;
}

TEST_F(Resolve, AllWrongValuesOfTheFileAreToldAtOnceWhateverTheirShape) {
  write(
      "epochs = 0\nhorizon = [1, 2]\nsimulator = { name = \"mujoco\" }\nmodel = [[\"a/b\"]]\nfix = \"yes\"\n"
      "timeout = inf\njobs = 99999\n[judge]\nname = \"x\"\n");
  std::string told = problem();
  for (const char* words :
       {":1: epochs must be at least 1, not '0'", ":2: horizon must be one value, not a list",
        ":3: simulator must be a value, not a table", ":4: model must be a list of texts",
        ":5: fix must be true or false, not 'yes'", ":6: timeout must be a finite number",
        ":7: jobs must be between 1 and 1024, not '99999'", ":8: judge must be a value, not a table"})
    EXPECT_NE(told.find(words), std::string::npos) << words << " isn't in\n" << told;
  EXPECT_EQ(split_lines(told).size(), 8u) << told;
}

TEST_F(Resolve, ANumberBeyondWhatCanBeCountedIsToldByItsBounds) {
  EXPECT_EQ(problem_with(setting("jobs"), "99999999999999999999"), "must be between 1 and 1024");
  EXPECT_EQ(problem_with(setting("epochs"), "99999999999999999999"), "must be a smaller number");
  EXPECT_EQ(problem_with(setting("epochs"), "many"), "must be a whole number");
}

TEST(Commands, HaveNamesOfTheirOwnAHelpAndKnownSettings) {
  std::set<std::string_view> names;
  for (const Command& command : commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name << " stands there twice";
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_NE(command.examples.find("simbench " + std::string(command.name)), std::string_view::npos)
        << command.name << " has no example of itself";
    EXPECT_NE(command.run, nullptr) << command.name;
    std::set<std::string_view> own;
    for (std::string_view name : command.settings) {
      EXPECT_TRUE(own.insert(name).second) << command.name << " lists " << name << " twice";
      EXPECT_EQ(setting(name).name, name);
    }
    for (const auto& [name, text] : command.defaults) {
      EXPECT_TRUE(own.contains(name)) << command.name << " has a default for " << name << ", which it doesn't take";
      EXPECT_EQ(problem_with(setting(name), text), "") << command.name << " " << name;
    }
  }
}

TEST(Commands, EverySettingIsTakenBySomeCommandAndItsDefaultIsValid) {
  std::set<std::string_view> taken{"config", "json", "log-level"};
  for (const Command& command : commands()) taken.insert(command.settings.begin(), command.settings.end());
  for (const Setting& row : settings()) {
    EXPECT_TRUE(taken.contains(row.name)) << "no command takes --" << row.name;
    EXPECT_TRUE(row.default_text.empty() || problem_with(row, row.default_text).empty()) << row.name;
    EXPECT_FALSE(row.help.empty()) << row.name;
    EXPECT_EQ(row.kind == Kind::flag, row.placeholder.empty()) << row.name;
  }
}

TEST(Settings, TheirVariablesAreTheirNamesInCapitals) {
  EXPECT_EQ(environment_name(setting("max-connections")), "SIMBENCH_MAX_CONNECTIONS");
  EXPECT_EQ(environment_name(setting("json")), "SIMBENCH_JSON");
}

}  // namespace
}  // namespace simbench::cli
