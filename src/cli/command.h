#pragma once
// A command is one row of the table in commands.cc and one function in a file of its own.
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"

namespace simbench::cli {

/// Values of one call, after command line > environment > settings file > default. Types are checked before a command
/// runs.
class Arguments {
 public:
  std::map<std::string, std::vector<std::string>> values;  ///< setting → texts (a flag: "true")
  std::map<std::string, std::string> origins;              ///< setting → where its value comes from
  std::vector<std::string> positional;

  bool has(std::string_view name) const { return values.contains(std::string(name)); }
  bool flag(std::string_view name) const;
  std::string text(std::string_view name) const;  ///< "" when unset
  std::vector<std::string> list(std::string_view name) const;
  std::optional<double> number(std::string_view name) const;
  std::optional<int64_t> integer(std::string_view name) const;
  bool json() const { return flag("json"); }
};

struct Positional {
  std::string_view name;  ///< "FILE"
  std::string_view help;
  bool required = true, many = false;
};

/// Exit codes of the whole program.
enum ExitCode : int {
  kOk = 0,
  kFailed = 1,  ///< runtime error; violations, for `check`
  kUsage = 2,
  kEndpoint = 3,  ///< endpoint, authentication or quota
  kSandbox = 4,   ///< no sandbox, or the gold self-test failed
  kBelow = 100,   ///< --fail-under not met
  kInterrupted = 130,
};

/// What a setting means to one command.
struct Meaning {
  std::string_view setting, help;
  std::string_view placeholder{};  ///< "FILE"; "": as in the table of settings
};

struct Command {
  std::string_view name;  ///< "run", "suite validate": words make nested commands
  std::string_view summary;
  std::string_view examples;  ///< shown below --help
  std::vector<Positional> positionals;
  std::vector<std::string_view> settings;  ///< accepted, besides config, json, log-level
  /// The work. An Error is printed by main and becomes exit code 1 (2 for a usage_error, 130 for cancelled).
  Result<int> (*run)(const Arguments& arguments);
  /// Defaults that are others here than in the table of settings.
  std::vector<std::pair<std::string_view, std::string_view>> defaults{};
  /// What a setting means here, where its words in the table don't say it.
  std::vector<Meaning> helps{};
};

const std::vector<Command>& commands();

/// A wrong combination of arguments: exit code 2 and a hint to --help.
tl::unexpected<Error> usage_error(std::string message);

/// Result text for stdout.
void print(std::string_view text);
/// A message for people: stderr.
void say(std::string_view text);
/// How it goes on, for people: stderr, unless --log-level is error.
void tell(std::string_view text);

}  // namespace simbench::cli
