#pragma once
// Where a setting's value comes from: command line > environment > settings file > default.
#include "cli/command.h"
#include "cli/settings.h"

namespace simbench::cli {

/// "" or what is wrong with `value` for this setting.
std::string problem_with(const Setting& setting, std::string_view value);

/// What the setting is where nobody says: the command's own default, else the table's; "" if unset.
std::string_view default_of(const Command& command, const Setting& setting);

/// Fills what the command line left open. errors: invalid_input naming the variable, or the file and line.
Status fill_from_environment_and_file(const Command& command, Arguments& arguments);

/// Variables SIMBENCH_… of a null-terminated environment that nothing reads and that are nearly a setting's: a line
/// each.
std::vector<std::string> misspelt_variables(char** environment);

}  // namespace simbench::cli
