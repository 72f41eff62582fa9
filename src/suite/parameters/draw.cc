#include "suite/parameters/draw.h"

#include "base/base.h"

namespace simbench::suite {
namespace {

using Values = std::map<std::string, Json, std::less<>>;

/// All numbers in SI; derived ones as soon as what they need is there. Before oracle.py has run (`computed` null) those
/// are left out that need it.
Result<Scope> scope_of(const ParameterTable& table, const Values& values, const Json& computed) {
  Scope scope;
  for (const Parameter& parameter : table.parameters) {
    const Json& value = values.at(parameter.name);
    if (parameter.is_word()) continue;
    double number = 0;
    if (value.is_number()) {
      number = value.get<double>();
    } else {
      TRY_ASSIGN(number, evaluate(value.get<std::string>(), {}, parameter.where));
    }
    scope[parameter.name] = {number * parameter.unit.scale, parameter.unit};
  }
  for (const Computed& row : table.computed)
    if (auto number = get_number(computed, row.name)) scope[row.name] = {*number, row.unit};
  std::vector<const Derived*> open;
  for (const Derived& derived : table.derived) open.push_back(&derived);
  for (bool progress = true; progress && !open.empty();) {
    progress = false;
    for (auto it = open.begin(); it != open.end();) {
      auto value = evaluate((*it)->formula, scope, (*it)->where);
      if (!value) {
        ++it;
        continue;
      }
      scope[(*it)->name] = {*value, (*it)->unit};
      it = open.erase(it), progress = true;
    }
  }
  bool waits = computed.is_null() && !table.computed.empty();
  if (!open.empty() && !waits) TRY(evaluate(open.front()->formula, scope, open.front()->where));
  return scope;
}

/// The first relation that doesn't hold; nullptr if all do.
Result<const Relation*> broken(const ParameterTable& table, const Scope& scope) {
  for (const Relation& relation : table.relations) {
    TRY_ASSIGN(bool fine, holds(relation.text, scope, relation.where));
    if (!fine) return &relation;
  }
  return nullptr;
}

Json draw(const Parameter& parameter, uint64_t seed, const std::string& task, size_t attempt) {
  if (!parameter.range && parameter.choices.empty()) return parameter.value;
  std::string key = Hasher()
                        .add("simbench instance", "1")
                        .add("seed", std::to_string(seed))
                        .add("task", task)
                        .add("attempt", std::to_string(attempt))
                        .add("parameter", parameter.name)
                        .hex();
  Rng rng(std::stoull(key.substr(0, 16), nullptr, 16));
  if (!parameter.choices.empty()) return parameter.choices[rng.below(parameter.choices.size())];
  double scale = std::pow(10.0, parameter.digits);
  auto low = std::llround((*parameter.range)[0] * scale), high = std::llround((*parameter.range)[1] * scale);
  auto steps = static_cast<long long>(rng.below(static_cast<uint64_t>(high - low) + 1));
  if (parameter.digits == 0) return low + steps;
  return static_cast<double>(low + steps) / scale;  // one division of whole numbers: the same double everywhere
}

}  // namespace

Result<Drawn> values_with(const ParameterTable& table, const std::string& name, const Json& value,
                          const Json& computed) {
  Drawn drawn;
  for (const Parameter& parameter : table.parameters) drawn.values[parameter.name] = parameter.value;
  if (!name.empty()) drawn.values[name] = value;
  drawn.computed = computed;
  TRY_ASSIGN(drawn.scope, scope_of(table, drawn.values, computed));
  return drawn;
}

Status take_computed(const ParameterTable& table, Json computed, Drawn& drawn) {
  drawn.computed = std::move(computed);
  TRY_ASSIGN(drawn.scope, scope_of(table, drawn.values, drawn.computed));
  for (const Derived& derived : table.derived)
    TRY(check_unit(derived.formula, drawn.scope, derived.unit, derived.where));
  return {};
}

Result<Drawn> default_values(const ParameterTable& table) {
  TRY_ASSIGN(Drawn drawn, values_with(table, "", nullptr));
  for (const Derived& derived : table.derived)
    if (drawn.scope.contains(derived.name)) TRY(check_unit(derived.formula, drawn.scope, derived.unit, derived.where));
  TRY_ASSIGN(const Relation* relation, broken(table, drawn.scope));
  if (relation)
    return fail(ErrorCode::invalid_input,
                fmt::format("the values as they stand break the relation '{}'", relation->text), relation->where);
  return drawn;
}

Result<Drawn> draw_values(const ParameterTable& table, uint64_t seed, const std::string& task) {
  TRY(default_values(table));
  constexpr size_t kMostDraws = 1000;
  const Relation* relation = nullptr;
  std::map<int, Drawn> earlier;  // what turns share is drawn once, by the first of them
  for (const auto& [turn, other] : table.earlier) {
    TRY_ASSIGN(earlier[turn], draw_values(*other, seed, fmt::format("{}/{}", task.substr(0, task.find('/')), turn)));
  }
  for (size_t attempt = 0; attempt < kMostDraws; ++attempt) {
    Drawn drawn;
    drawn.redrawn = attempt;
    for (const Parameter& parameter : table.parameters)
      drawn.values[parameter.name] = parameter.from_turn > 0
                                         ? earlier.at(parameter.from_turn).values.at(parameter.from_name)
                                         : draw(parameter, seed, task, attempt);
    TRY_ASSIGN(drawn.scope, scope_of(table, drawn.values, nullptr));
    TRY_ASSIGN(relation, broken(table, drawn.scope));
    if (!relation) return drawn;
  }
  return fail(ErrorCode::invalid_input,
              fmt::format("{} draws broke the relation '{}': narrow the ranges", kMostDraws, relation->text),
              relation->where);
}

}  // namespace simbench::suite
