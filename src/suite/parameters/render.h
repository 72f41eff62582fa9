#pragma once
// Files of a turn with an instance's values in them (docs/format/parameters.md, "In the files").
#include "suite/parameters/draw.h"

namespace simbench::suite {

/// A prompt or a step's text: {{name}}, {{name:3}} (at most three decimals), {{name:.3}} (exactly three).
/// errors: invalid_input with file:line: an unknown name, a placeholder that isn't closed
Result<std::string> render_text(std::string_view text, const ParameterTable& table, const Drawn& drawn,
                                const std::string& path);
/// requirements.toml: texts that begin with "=" become numbers (or what a word means), placeholders are filled.
/// errors: as above; those of formulas; a formula whose unit isn't that in its key's name
Result<std::string> render_requirements(std::string_view toml, const ParameterTable& table, const Drawn& drawn,
                                        const std::string& path);
/// The same with 0 for every formula that is wrong; all that is goes to `problems`, each at its line.
std::string render_known_requirements(std::string_view toml, const ParameterTable& table, const Drawn& drawn,
                                      const std::string& path, std::vector<Error>& problems);
/// A script or a patch of one: `NAME = value  #: formula` gets the formula's value. errors: invalid_input with
/// file:line
Result<std::string> render_script(std::string_view code, const ParameterTable& table, const Drawn& drawn,
                                  const std::string& path);
/// Every tie of a script or patch as it stands that is wrong, or whose constant isn't what its formula gives.
std::vector<Error> problems_of_script(std::string_view code, const ParameterTable& table, const Drawn& drawn,
                                      const std::string& path);
/// Every placeholder of a prompt or step that can't be filled, and every number that is no parameter (0 and numbers in
/// words like RK4 are none).
std::vector<Error> problems_of_prompt(std::string_view prompt, const ParameterTable& table, const Drawn& drawn,
                                      const std::string& path);
/// The same where the values aren't known: names and numbers alone.
std::vector<Error> problems_of_prompt_without_values(std::string_view prompt, const ParameterTable& table,
                                                     const std::string& path);

}  // namespace simbench::suite
