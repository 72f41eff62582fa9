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
/// A script or a patch of one: `NAME = value  #: formula` gets the formula's value. With `as_it_stands` the value that
/// is there must be the formula's, as it is in the files. errors: invalid_input with file:line
Result<std::string> render_script(std::string_view code, const ParameterTable& table, const Drawn& drawn,
                                  const std::string& path, bool as_it_stands);
/// errors: invalid_input with file:line: a number of the prompt that is no parameter (0 and numbers in words like RK4
/// are none), a parameter that neither the prompt nor a derived quantity nor a script says
Status check_prompt(std::string_view prompt, const ParameterTable& table, const std::string& path);

}  // namespace simbench::suite
