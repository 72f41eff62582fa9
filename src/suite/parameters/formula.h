#pragma once
// Formulas over parameters (muParser), in SI, with their units checked.
#include <map>

#include "suite/parameters/unit.h"

namespace simbench::suite {

/// A number that formulas know by name, in SI.
struct Quantity {
  double value = 0;
  Unit unit;
};
using Scope = std::map<std::string, Quantity, std::less<>>;

/// True if `name` stands in the formula as a whole word.
bool names(std::string_view formula, std::string_view name);

/// The value of a formula: + - * / ^, comparisons, sqrt, sin, exp, …, `pi`, and the names of `scope`.
/// errors: invalid_input with `where`: an unknown name (with the nearest), a syntax error, no finite value
Result<double> evaluate(const std::string& formula, const Scope& scope, const std::string& where);

/// That the formula has the dimension of `expected`. Found by evaluating it again with metre, kilogram, second and
/// kelvin made smaller in turn: a formula that is right scales by the power of its dimension, one that mixes units by
/// none. errors: as above; invalid_input that says what the formula gives and what is asked
Status check_unit(const std::string& formula, const Scope& scope, const Unit& expected, const std::string& where);

/// "radius_b > radius_a": two formulas of the same dimension and one of < <= > >= between them, no more: what has two
/// conditions is two relations.
/// errors: as above
Result<bool> holds(const std::string& relation, const Scope& scope, const std::string& where);

}  // namespace simbench::suite
