#pragma once
// Expected values from oracle.py, for what no formula gives (docs/format/parameters.md, "oracle.py").
#include "suite/parameters/draw.h"
#include "suite/suite.h"

namespace simbench::suite {

/// What the turn's oracle.py gives for the values as they stand: as oracle.json beside it says, if that is of the same
/// script and values, else by `compute`; then `file` is what oracle.json should say.
/// errors: invalid_input with file and line: no oracle.py, an oracle.json of other values and nobody to compute, what
/// isn't given or asked, what is no finite number; those of `compute`
Result<Json> computed_as_it_stands(const fs::path& turn_folder, const ParameterTable& table, const Drawn& drawn,
                                   const Compute& compute, Json& file);
/// The same for drawn values, which no file keeps.
Result<Json> computed_for(const fs::path& turn_folder, const ParameterTable& table, const Drawn& drawn,
                          const Compute& compute);

}  // namespace simbench::suite
