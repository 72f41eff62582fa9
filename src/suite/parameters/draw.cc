#include "suite/parameters/draw.h"

#include "base/base.h"

namespace simbench::suite {
namespace {

using Values = std::map<std::string, Json, std::less<>>;

using Problems = std::vector<Error>;

template <typename T>
void note_unless(const T& result, Problems& problems) {
  if (!result) problems.push_back(result.error());
}

/// Derived quantities as soon as what they need is there; those that can't be had.
std::vector<const Derived*> derive(const ParameterTable& table, Scope& scope) {
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
  return open;
}

bool names_any(const std::string& formula, const std::vector<const Derived*>& list) {
  return std::any_of(list.begin(), list.end(), [&](const Derived* one) { return names(formula, one->name); });
}

/// All numbers in SI. Before oracle.py has run (`computed` null) those are left out that need it. `lost`: derived
/// quantities that can't be had, which is told.
Scope scope_of(const ParameterTable& table, const Values& values, const Json& computed, Problems& problems,
               std::vector<const Derived*>& lost) {
  Scope scope;
  for (const Parameter& parameter : table.parameters) {
    const Json& value = values.at(parameter.name);
    if (parameter.is_word()) continue;
    auto number = value.is_number() ? value.get<double>() : evaluate(value.get<std::string>(), {}, parameter.where);
    note_unless(number, problems);
    scope[parameter.name] = {number.value_or(1) * parameter.unit.scale, parameter.unit};
  }
  for (const Computed& row : table.computed)
    if (auto number = get_number(computed, row.name)) scope[row.name] = {*number, row.unit};
  lost = derive(table, scope);
  if (computed.is_null() && !table.computed.empty()) return lost.clear(), scope;
  size_t before = problems.size();
  for (const Derived* one : lost)
    if (!names_any(one->formula, lost)) note_unless(evaluate(one->formula, scope, one->where), problems);
  if (problems.size() == before && !lost.empty())  // they need one another
    note_unless(evaluate(lost.front()->formula, scope, lost.front()->where), problems);
  return scope;
}

Result<Scope> scope_of(const ParameterTable& table, const Values& values, const Json& computed) {
  Problems problems;
  std::vector<const Derived*> lost;
  Scope scope = scope_of(table, values, computed, problems, lost);
  if (!problems.empty()) return pass_on(problems.front());
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

Drawn default_values(const ParameterTable& table, Problems& problems) {
  Drawn drawn;
  for (const Parameter& parameter : table.parameters) drawn.values[parameter.name] = parameter.value;
  std::vector<const Derived*> lost;
  drawn.scope = scope_of(table, drawn.values, nullptr, problems, lost);
  for (const Derived& derived : table.derived)
    if (drawn.scope.contains(derived.name))
      note_unless(check_unit(derived.formula, drawn.scope, derived.unit, derived.where), problems);
  for (const Relation& relation : table.relations) {
    if (names_any(relation.text, lost)) continue;
    auto fine = holds(relation.text, drawn.scope, relation.where);
    note_unless(fine, problems);
    if (fine && !*fine)
      problems.push_back({ErrorCode::invalid_input,
                          fmt::format("the values as they stand break the relation '{}'", trim(relation.text)),
                          relation.where});
  }
  return drawn;
}

Result<Drawn> default_values(const ParameterTable& table) {
  Problems problems;
  Drawn drawn = default_values(table, problems);
  if (!problems.empty()) return pass_on(problems.front());
  return drawn;
}

Result<Drawn> draw_values(const ParameterTable& table, uint64_t seed, const std::string& task) {
  TRY(default_values(table));
  constexpr size_t kMostDraws = 1000;
  const Relation* relation = nullptr;
  std::optional<Error> no_value;  // of a formula, in the last draw
  std::map<int, Drawn> earlier;   // what turns share is drawn once, by the first of them
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
    auto scope = scope_of(table, drawn.values, nullptr);
    auto refused = scope ? broken(table, *scope) : Result<const Relation*>(pass_on(scope.error()));
    no_value = refused ? std::nullopt : std::optional(refused.error());
    if (!refused) continue;  // a root of less than nothing: the relation that forbids it couldn't even be asked
    drawn.scope = std::move(*scope), relation = *refused;
    if (!relation) return drawn;
  }
  if (no_value)
    return fail(ErrorCode::invalid_input,
                fmt::format("of {} draws the last one leaves a formula without a value, as others did: {}; narrow the "
                            "ranges",
                            kMostDraws, no_value->message),
                no_value->where);
  return fail(ErrorCode::invalid_input,
              fmt::format("{} draws broke the relation '{}': narrow the ranges", kMostDraws, trim(relation->text)),
              relation->where);
}

}  // namespace simbench::suite
