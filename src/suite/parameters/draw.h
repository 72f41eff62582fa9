#pragma once
// One instance of a turn: a value for each of its parameters.
#include "base/json.h"
#include "suite/parameters/table.h"

namespace simbench::suite {

struct Drawn {
  std::map<std::string, Json, std::less<>> values;  ///< in each parameter's own unit
  Scope scope;                                      ///< all numbers in SI, the derived ones included
  size_t redrawn = 0;                               ///< draws that broke a relation
  Json computed;                                    ///< what oracle.py gave: name → number in SI; null before
};

/// The values as they stand. errors: invalid_input with file and line: a relation that they break, a derived formula
/// that is wrong or whose unit isn't the stated one
Result<Drawn> default_values(const ParameterTable& table);
/// The same, with all that is wrong in `problems`: what follows from another thing that is wrong is none.
Drawn default_values(const ParameterTable& table, std::vector<Error>& problems);

/// Values drawn by `seed` for the task `task` ("pendulum/1"): evenly among those of the range with the stated digits,
/// or among the choices; the others keep theirs. Each parameter draws by itself, so that one that is added changes no
/// other. The same on every machine. errors: as above; invalid_input where a thousand draws break a relation
Result<Drawn> draw_values(const ParameterTable& table, uint64_t seed, const std::string& task);

/// The values as they stand but for one parameter, whatever relation that breaks; `computed` as in Drawn.
/// errors: a derived formula without a value
Result<Drawn> values_with(const ParameterTable& table, const std::string& name, const Json& value,
                          const Json& computed = nullptr);
/// Takes what oracle.py gave into the scope, and derives what needs it. errors: as above; a derived formula whose unit
/// isn't the stated one
Status take_computed(const ParameterTable& table, Json computed, Drawn& drawn);

}  // namespace simbench::suite
