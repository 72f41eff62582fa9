#include "suite/parameters/formula.h"

#include <muParser.h>

#include <mutex>
#include <unordered_map>

namespace simbench::suite {
namespace {

/// A name of the formula that the scope lacks, with the nearest that it has.
std::string unknown_name(const std::string& token, const Scope& scope) {
  std::vector<std::string> names;
  for (const auto& [name, quantity] : scope) names.push_back(name);
  std::string close = nearest(token, names);
  return fmt::format("unknown name '{}'{}", token,
                     !close.empty()  ? "; did you mean '" + close + "'?"
                     : names.empty() ? "; there are no parameters"
                                     : "; known are " + join(names, ", "));
}

/// A truth where a quantity is asked has no unit.
std::string truth_hint(std::string_view formula) {
  bool is_choice = formula.find('?') != std::string_view::npos;
  for (const char* sign : {"&&", "||", "==", "<", ">"})
    if (!is_choice && formula.find(sign) != std::string_view::npos)
      return fmt::format("; '{}' gives 1 or 0: a condition stands in relations, in parameters.toml", sign);
  return "";
}

/// What muParser says, unless another language's way to write it is known.
std::string why_unreadable(const std::string& formula, const mu::Parser::exception_type& error) {
  if (formula.find("**") != std::string::npos) return "a power is written ^";
  return error.GetMsg();
}

double radians(double degrees) {
  return degrees * M_PI / 180;
}
double degrees(double radians_given) {
  return radians_given * 180 / M_PI;
}

/// What the formula names: a suite has thousands of formulas, a task dozens of parameters, and a formula uses a few.
Scope named_in(const std::string& formula, const Scope& scope) {
  Scope named;
  for (size_t at = 0; at < formula.size();) {
    size_t end = at;
    while (end < formula.size() && is_name_char(formula[end])) ++end;
    if (auto found = scope.find(formula.substr(at, end - at)); found != scope.end()) named.insert(*found);
    at = std::max(end, at + 1);
  }
  return named;
}

/// A parser that knows pi and our functions, and no names. Making one takes ten times as long as most formulas do.
mu::Parser& clean_parser() {
  thread_local mu::Parser parser = [] {
    mu::Parser made;
    made.DefineFun("radians", radians);
    made.DefineFun("degrees", degrees);
    return made;
  }();
  parser.ClearConst();
  for (const char* name : {"pi", "_pi"}) parser.DefineConst(name, M_PI);
  parser.DefineConst("_e", M_E);
  return parser;
}

/// The number, finite or not.
Result<double> compute(const std::string& formula, const Scope& scope, const std::string& where) {
  try {
    mu::Parser& parser = clean_parser();
    for (const auto& [name, quantity] : named_in(formula, scope)) parser.DefineConst(name, quantity.value);
    parser.SetExpr(formula);
    int count = 0;
    const double* values = parser.Eval(count);
    if (count != 1)
      return fail(ErrorCode::invalid_input, fmt::format("'{}' gives {} numbers; one is asked", trim(formula), count),
                  where);
    return values[0];
  } catch (const mu::Parser::exception_type& error) {
    bool unknown = error.GetCode() == mu::ecUNASSIGNABLE_TOKEN;
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}': {}", trim(formula),
                            unknown ? unknown_name(error.GetToken(), scope) : why_unreadable(formula, error)),
                where);
  }
}

/// The scope as it would be with the base unit `base` made smaller by `factor`: all numbers that have it grow.
Scope scaled(const Scope& scope, size_t base, double factor) {
  Scope out = scope;
  for (auto& [name, quantity] : out) quantity.value *= std::pow(factor, quantity.unit.powers[base]);
  return out;
}

/// Away from round numbers, so that no sum vanishes by chance; by a few per cent, however many names there are, so that
/// what has a value keeps one.
Scope nudged(const Scope& scope) {
  Scope out = scope;
  double size = 0;
  for (auto& [name, quantity] : out) {
    size = std::fmod(size + 0.0137, 0.05);
    quantity.value *= 1.001 + size;
  }
  return out;
}

/// The power of one base unit of a formula that has the value `plain`; nullopt where there is none that holds for all
/// sizes.
Result<std::optional<double>> power_of(const std::string& formula, const Scope& scope, size_t base, double plain,
                                       const std::string& where) {
  std::array<double, 2> powers{};
  constexpr std::array<double, 2> kFactors{1.01, 1.1};
  for (size_t i = 0; i < kFactors.size(); ++i) {
    TRY_ASSIGN(double larger, compute(formula, scaled(scope, base, kFactors[i]), where));
    double ratio = larger / plain;
    if (!(ratio > 0) || !std::isfinite(ratio)) return std::nullopt;
    powers[i] = std::log(ratio) / std::log(kFactors[i]);
  }
  constexpr double kSame = 1e-6;
  if (std::abs(powers[0] - powers[1]) > kSame) return std::nullopt;
  return std::round(powers[0] * 12) / 12;  // halves, thirds and quarters of powers occur
}

/// A formula and the dimensions of its names: what its own dimension depends on.
std::string dimensions_key(const std::string& formula, const Scope& scope) {
  std::string key = formula;
  for (const auto& [name, quantity] : scope) {
    key += '\n' + name;
    for (double power : quantity.unit.powers) key += fmt::format(" {}", power);
  }
  return key;
}

/// The dimension of the formula; an error where it has none. Instances ask for the same ones again and again.
Result<Unit> dimension_of(const std::string& formula, const Scope& scope, const std::string& where) {
  static std::mutex gate;
  static std::unordered_map<std::string, Unit> known;
  Scope named = named_in(formula, scope);
  std::string key = dimensions_key(formula, named);
  {
    std::lock_guard lock(gate);
    if (auto it = known.find(key); it != known.end()) return it->second;
  }
  Scope apart = nudged(named);
  Unit found;
  TRY_ASSIGN(double value, compute(formula, apart, where));
  if (value == 0 || !std::isfinite(value)) return found;  // nothing: it has every dimension, and the caller knows
  for (size_t base = 0; base < found.powers.size(); ++base) {
    bool occurs =
        std::any_of(apart.begin(), apart.end(), [&](const auto& one) { return one.second.unit.powers[base] != 0; });
    if (!occurs) continue;
    TRY_ASSIGN(auto power, power_of(formula, apart, base, value, where));
    if (!power)
      return fail(ErrorCode::invalid_input,
                  fmt::format("'{}' adds or compares quantities of different units, or takes a function of one{}",
                              trim(formula), truth_hint(formula)),
                  where);
    found.powers[base] = *power;
  }
  std::lock_guard lock(gate);
  known.emplace(std::move(key), found);
  return found;
}

}  // namespace

Result<double> evaluate(const std::string& formula, const Scope& scope, const std::string& where) {
  TRY_ASSIGN(double value, compute(formula, scope, where));
  if (!std::isfinite(value))
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}' has no value for these parameters ({}): a division by zero, or a root of less",
                            trim(formula), value),
                where);
  return value;
}

Status check_unit(const std::string& formula, const Scope& scope, const Unit& expected, const std::string& where) {
  TRY_ASSIGN(double value, evaluate(formula, scope, where));
  TRY_ASSIGN(Unit found, dimension_of(formula, scope, where));
  if (value == 0 || found.is_like(expected)) return {};
  return fail(ErrorCode::invalid_input,
              fmt::format("'{}' gives {}; asked is {}{}", trim(formula), powers_text(found), powers_text(expected),
                          truth_hint(formula)),
              where);
}

bool names(std::string_view formula, std::string_view name) {
  for (size_t at = formula.find(name); at != std::string_view::npos; at = formula.find(name, at + 1)) {
    size_t end = at + name.size();
    if ((at == 0 || !is_name_char(formula[at - 1])) && (end == formula.size() || !is_name_char(formula[end])))
      return true;
  }
  return false;
}

Result<bool> holds(const std::string& relation, const Scope& scope, const std::string& where) {
  size_t at = relation.find_first_of("<>");
  auto refuse = [&](std::string_view why) {
    return fail(ErrorCode::invalid_input, fmt::format("'{}' {}", trim(relation), why), where);
  };
  if (at == std::string::npos || at == 0)
    return refuse("is no relation: write two formulas with <, <=, > or >= between them");
  if (relation.find("||") != std::string::npos || names(relation, "or"))
    return refuse("leaves a choice: relations hold all of them; narrow the ranges instead");
  bool is_joined = relation.find("&&") != std::string::npos || names(relation, "and");
  if (is_joined || relation.find_first_of("<>", at + 1) != std::string::npos)
    return refuse("has more than one comparison: make each a relation of its own, relations = [\"a < b\", \"b < c\"]");
  bool with_equal = relation.compare(at + 1, 1, "=") == 0;
  std::string left = relation.substr(0, at), right = relation.substr(at + (with_equal ? 2 : 1));
  TRY_ASSIGN(double a, evaluate(left, scope, where));
  TRY_ASSIGN(double b, evaluate(right, scope, where));
  TRY_ASSIGN(Unit unit, dimension_of(right, scope, where));
  if (b != 0) TRY(check_unit(left, scope, unit, where));
  if (with_equal && a == b) return true;
  return relation[at] == '<' ? a < b : a > b;
}

}  // namespace simbench::suite
