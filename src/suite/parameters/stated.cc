// What a turn states, with the programs that do otherwise in one thing alone.
#include "suite/parameters/instance.h"
#include "suite/parameters/ties.h"
#include "suite/suite.h"

namespace simbench::suite {
namespace {

constexpr std::array kFactors{0.7, 0.9, 1.1, 1.3};
constexpr double kSameValue = 1e-9;  // relative

struct OtherValue {
  Json value;
  std::string why;  ///< " (as given.py)"
  bool is_right = false;
};

/// So that 1.1 × 9.81 is 10.791 and not 10.791000000000002.
double rounded(double value) {
  return std::strtod(fmt::format("{:.12g}", value).c_str(), nullptr);
}

/// Bodies, nodes, gear steps: a number of things, that changes by whole ones.
bool is_count(const Parameter& parameter) {
  return parameter.value.is_number() && parameter.unit_text == "1" && parameter.digits <= 0 &&
         parameter.value.get<double>() == std::floor(parameter.value.get<double>());
}

Json scaled_value(const Parameter& parameter, double factor) {
  if (parameter.value.is_string()) return fmt::format("{} * ({})", factor, parameter.value.get<std::string>());
  double value = parameter.value.get<double>();
  if (!is_count(parameter)) return rounded(value * factor);
  double change = std::round(value * (factor - 1));
  return static_cast<int64_t>(value + (factor > 1 ? std::max(1.0, change) : std::min(-1.0, change)));
}

/// The other choices, or 10 % and 30 % less and more; of a value that is 0 the ends of its range.
std::vector<OtherValue> other_values(const Parameter& parameter) {
  std::vector<OtherValue> others;
  if (!parameter.choices.empty()) {
    for (const Json& choice : parameter.choices)
      if (choice != parameter.value) others.push_back({choice, ""});
    return others;
  }
  if (parameter.value == 0) {
    if (parameter.range)
      for (double end : *parameter.range)
        if (end != 0) others.push_back({end, ""});
    return others;
  }
  for (double factor : kFactors) {
    Json value = scaled_value(parameter, factor);
    if (is_count(parameter) && value.get<double>() <= 0) continue;  // none at all is another task
    bool known = std::any_of(others.begin(), others.end(), [&](const OtherValue& o) { return o.value == value; });
    bool right = parameter.also_right == (factor < 1 ? "less" : "more");
    if (!known) others.push_back({value, fmt::format(" ({:+.0f} %)", 100 * (factor - 1)), right});
  }
  return others;
}

/// What given.py has instead: the constant of the same name as one that reference.py ties to the parameter itself.
std::optional<Json> given_value(const Parameter& parameter, const Turn& turn) {
  if (!turn.given) return std::nullopt;
  for (std::string_view line : split_lines(turn.reference.code)) {
    auto tie = tie_of(line);
    if (!tie || tie->formula != parameter.name) continue;
    auto text = constant_of(turn.given->code, tie->name());
    if (!text) continue;
    if (parameter.is_word()) {
      bool quoted = text->size() > 2 && (text->front() == '"' || text->front() == '\'');
      if (!quoted) continue;
      return Json(std::string(text->substr(1, text->size() - 2)));
    }
    auto number = python_number(*text);
    if (!number) continue;
    double scale =
        tie->unit_text.empty() ? 1 : parse_unit(tie->unit_text).value_or(Unit{}).scale / parameter.unit.scale;
    return Json(rounded(*number * scale));
  }
  return std::nullopt;
}

std::optional<double> number_of(const Json& value) {
  return value.is_string() ? python_number(value.get<std::string>()) : value.get<double>();
}

/// A value on the side that `also_right` names: what was not edited there is no harm.
bool serves_as_well(const Parameter& parameter, const Json& value) {
  auto asked = parameter.is_word() ? std::nullopt : number_of(parameter.value), other = number_of(value);
  return asked && other && parameter.also_right == (*other < *asked ? "less" : "more");
}

bool is_same(const Json& a, const Json& b, const Parameter& parameter) {
  auto x = parameter.is_word() ? std::nullopt : number_of(a), y = parameter.is_word() ? std::nullopt : number_of(b);
  return x && y ? std::abs(*x - *y) <= kSameValue * std::max(std::abs(*x), std::abs(*y)) : a == b;
}

std::string value_text(const Json& value, const Parameter& parameter) {
  std::string text = value.is_string() ? value.get<std::string>() : fmt::format("{}", value.get<double>());
  return parameter.unit_text.empty() || parameter.unit_text == "1" ? text : text + " " + parameter.unit_text;
}

/// Those values are left out for which a derived one has none.
Result<Stated> stated_value(const Parameter& parameter, const TurnParameters& parameters, const Turn& turn) {
  const ParameterTable& table = parameters.table;
  Stated out{.name = parameter.name,
             .says = value_text(parameter.value, parameter),
             .where = parameter.where,
             .unchecked = parameter.unchecked};
  std::vector<OtherValue> others = other_values(parameter);
  if (auto given = given_value(parameter, turn); given && !is_same(*given, parameter.value, parameter)) {
    auto same = std::find_if(others.begin(), others.end(),
                             [&](const OtherValue& o) { return is_same(o.value, *given, parameter); });
    if (same == others.end()) same = others.insert(same, OtherValue{*given, ""});
    same->why = " (as given.py)", same->is_right = serves_as_well(parameter, *given);
  }
  if (others.empty() && out.unchecked.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("[{}] can't be another value: give it a range or choices", parameter.name),
                parameter.where);
  for (const OtherValue& other : others) {
    auto drawn = values_with(table, parameter.name, other.value, parameters.drawn.computed);
    if (!drawn) continue;
    TRY_ASSIGN(std::string program, render_script(turn.reference.code, table, *drawn, turn.reference.path.string()));
    out.deviations.push_back({value_text(other.value, parameter) + other.why, std::move(program), other.is_right});
  }
  return out;
}

}  // namespace

Result<std::vector<Stated>> stated(const System& system, int number, const Compute& compute) {
  const Turn& turn = system.turn(number);
  TRY_ASSIGN(auto parameters, read_turn_parameters(turn.reference.path.parent_path(), compute));
  std::vector<Stated> out;
  if (!parameters) return out;
  for (const Parameter& parameter : parameters->table.parameters) {
    TRY_ASSIGN(bool said, is_said(turn.reference.path.parent_path(), parameters->table, parameter.name));
    TRY_ASSIGN(Stated one, stated_value(parameter, *parameters, turn));
    bool tied = std::any_of(one.deviations.begin(), one.deviations.end(),
                            [&](const Deviation& d) { return d.program != turn.reference.code; });
    // What turns share and this one doesn't say stands in the given code; what the reference doesn't hold was before.
    if (parameter.from_turn == 0 || (said && tied)) out.push_back(std::move(one));
  }
  for (const Sentence& sentence : parameters->table.sentences) {
    Stated one{.name = sentence.id,
               .says = sentence.fault > 0 ? turn.faults.at(sentence.fault - 1) : parameters->text(sentence.says),
               .where = sentence.where,
               .unchecked = sentence.unchecked,
               .is_value = false};
    if (!sentence.mutant.empty()) {
      TRY_ASSIGN(one.mutant, mutant_of(sentence, system, number));
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace simbench::suite
