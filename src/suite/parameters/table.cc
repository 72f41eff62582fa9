#include "suite/parameters/table.h"

#include "base/toml.h"
#include "suite/reader.h"

namespace simbench::suite {
namespace {

bool is_identifier(std::string_view name) {
  return !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) &&
         std::all_of(name.begin(), name.end(), is_name_char);
}

Status read_range(const TableReader& row, Parameter& parameter) {
  const Json& range = get(row.table(), "range");
  if (range.is_null()) return {};
  if (!range.is_array() || range.size() != 2 || !range[0].is_number() || !range[1].is_number())
    return row.complain("range", "range must be two numbers, [lowest, highest], in the parameter's unit");
  parameter.range = {range[0].get<double>(), range[1].get<double>()};
  if (parameter.digits < 0)
    return row.complain("range", "a range needs digits = n: drawn values have n digits after the point");
  if (!parameter.value.is_number()) return row.complain("value", "a parameter with a range is a number");
  auto [low, high] = *parameter.range;
  double step = std::pow(10.0, -parameter.digits), value = parameter.value.get<double>();
  for (double end : {low, high})
    if (std::abs(end / step - std::round(end / step)) > 1e-6)
      return row.complain("range", fmt::format("{} has more than {} digits after the point", end, parameter.digits));
  if (high - low < 0.5 * step)
    return row.complain("range", fmt::format("the range {} to {} holds no second value", low, high));
  if (value < low - 1e-12 || value > high + 1e-12)
    return row.complain("value", fmt::format("the value {} lies outside its range {} to {}", value, low, high));
  return {};
}

Status read_choices(const TableReader& row, Parameter& parameter) {
  const Json &choices = get(row.table(), "choices"), &means = get(row.table(), "means");
  if (means.is_object()) parameter.means = means;
  if (choices.is_null()) {
    if (parameter.is_word()) return row.complain("value", "a word needs choices = [\"…\", …]");
    return {};
  }
  if (!choices.is_array() || choices.size() < 2) return row.complain("choices", "needs a list of at least two choices");
  if (parameter.range) return row.complain("choices", "range and choices exclude each other");
  for (const Json& choice : choices) {
    if (choice.type() != parameter.value.type() && !(choice.is_number() && parameter.value.is_number()))
      return row.complain("choices", "choices are all of the value's kind");
    if (!parameter.means.empty() && !parameter.means.contains(choice.get<std::string>()))
      return row.complain("means", fmt::format("means lacks the choice {}", to_text(choice)));
    parameter.choices.push_back(choice);
  }
  if (std::find(choices.begin(), choices.end(), parameter.value) == choices.end())
    return row.complain("value", fmt::format("the value {} isn't among the choices", to_text(parameter.value)));
  return {};
}

/// [oracle]: name = "unit".
Status read_computed(const TomlDocument& document, ParameterTable& table) {
  const Json& rows = get(document.root, "oracle");
  if (!rows.is_object()) return {};
  for (const auto& [name, unit_text] : rows.items()) {
    TableReader row(document, "/oracle");
    if (!unit_text.is_string())
      return row.complain(name, fmt::format("write {} = \"unit\": oracle.py computes it", name));
    auto unit = parse_unit(unit_text.get<std::string>());
    if (!unit) return row.complain(name, unit.error().message);
    if (table.find(name) || table.find_derived(name))
      return row.complain(name, fmt::format("'{}' is a parameter or derived already", name));
    table.computed.push_back({name, unit_text.get<std::string>(), row.where(name), *unit});
  }
  return {};
}

/// from = "turn1" or "turn1.other_name": all else comes from there.
Result<Parameter> read_shared(const TableReader& row, const std::string& name, const std::string& from) {
  TRY(row.only({"from", "also_right", "unchecked"}));
  bool is_turn = from.starts_with("turn") && from.size() > 4 && (from[4] == '1' || from[4] == '2') &&
                 (from.size() == 5 || (from[5] == '.' && from.size() > 6));
  if (!is_turn) return row.complain("from", fmt::format("from is \"turn1\" or \"turn1.other_name\", not \"{}\"", from));
  Parameter parameter;
  parameter.from_turn = from[4] - '0';
  parameter.from_name = from.size() > 5 ? from.substr(6) : name;
  return parameter;
}

Status read_also(const TableReader& row, Parameter& parameter) {
  parameter.unchecked = row.text_or("unchecked", "");
  parameter.also_right = row.text_or("also_right", "");
  if (!parameter.also_right.empty() && parameter.also_right != "less" && parameter.also_right != "more")
    return row.complain("also_right",
                        "also_right is \"less\" or \"more\": which other values serve the sentence as well");
  return {};
}

Result<Parameter> read_parameter(const TomlDocument& document, const std::string& name) {
  TableReader row(document, "/" + name);
  if (auto from = get_string(row.table(), "from")) {
    TRY_ASSIGN(Parameter shared, read_shared(row, name, *from));
    shared.name = name, shared.where = row.where();
    TRY(read_also(row, shared));
    return shared;
  }
  TRY(row.only({"value", "unit", "range", "digits", "choices", "means", "also_right", "unchecked"}));
  Parameter parameter;
  parameter.name = name;
  parameter.where = row.where();
  parameter.value = get(row.table(), "value");
  if (!parameter.value.is_number() && !parameter.value.is_string())
    return row.complain("value", fmt::format("[{}] needs value = a number, a formula or a word", name));
  parameter.unit_text = row.text_or("unit", "");
  if (parameter.value.is_number() && parameter.unit_text.empty())
    return row.complain("unit", fmt::format("[{}] needs a unit; \"1\" for a bare number", name));
  auto unit = parse_unit(parameter.unit_text);
  if (!unit) return row.complain("unit", unit.error().message);
  parameter.unit = *unit;
  parameter.digits = static_cast<int>(row.number_or("digits", -1));
  if (parameter.digits < -1 || parameter.digits > 9) return row.complain("digits", "digits is a number from 0 to 9");
  TRY(read_also(row, parameter));
  TRY(read_range(row, parameter));
  TRY(read_choices(row, parameter));
  return parameter;
}

Status read_derived(const TomlDocument& document, ParameterTable& table) {
  const Json& rows = get(document.root, "derived");
  if (!rows.is_object()) return {};
  for (const auto& [name, value] : rows.items()) {
    TableReader row(document, "/derived/" + name);
    if (!value.is_object())
      return row.complain("", fmt::format("write {} = {{ value = \"formula\", unit = \"…\" }}", name));
    TRY(row.only({"value", "unit"}));
    Derived derived;
    derived.name = name;
    TRY_ASSIGN(derived.formula, row.text("value"));
    TRY_ASSIGN(derived.unit_text, row.text("unit"));
    auto unit = parse_unit(derived.unit_text);
    if (!unit) return row.complain("unit", unit.error().message);
    derived.unit = *unit, derived.where = row.where();
    if (table.find(name)) return row.complain("", fmt::format("'{}' is a parameter already", name));
    table.derived.push_back(std::move(derived));
  }
  return {};
}

Result<Sentence> read_sentence(const TomlDocument& document, const std::string& id) {
  TableReader row(document, "/sentence/" + id);
  if (!row.table().is_object()) return row.complain("", fmt::format("a sentence is a table [sentence.{}]", id));
  TRY(row.only({"says", "fault", "mutant", "unchecked"}));
  Sentence sentence{.id = id,
                    .says = row.text_or("says", ""),
                    .mutant = row.text_or("mutant", ""),
                    .unchecked = row.text_or("unchecked", ""),
                    .where = row.where()};
  double fault = row.number_or("fault", 0);
  if (fault < 0 || fault != std::floor(fault)) return row.complain("fault", "fault is a number: 1 is the first");
  sentence.fault = static_cast<size_t>(fault);
  if (sentence.says.empty() == (sentence.fault == 0))
    return row.complain("says",
                        fmt::format("[sentence.{}] needs says = \"words of the prompt\", or fault = n, which of "
                                    "the turn's planted faults in system.toml it is",
                                    id));
  if (sentence.mutant.empty() == sentence.unchecked.empty())
    return row.complain("mutant",
                        fmt::format("[sentence.{}] needs mutant = \"name\", the mutant that doesn't do it and "
                                    "all else, or unchecked = \"why nothing can show it\"",
                                    id));
  return sentence;
}

Status read_sentences(const TomlDocument& document, ParameterTable& table) {
  const Json& rows = get(document.root, "sentence");
  if (!rows.is_object()) return {};
  std::map<std::string, std::string> taken;
  for (const auto& [id, value] : rows.items()) {
    TRY_ASSIGN(Sentence sentence, read_sentence(document, id));
    if (!sentence.mutant.empty()) {
      auto [earlier, fresh] = taken.try_emplace(sentence.mutant, id);
      if (!fresh)
        return fail(ErrorCode::invalid_input,
                    fmt::format("mutant '{}' is that of [sentence.{}] already: one that breaks two sentences shows of "
                                "neither that it is enforced",
                                sentence.mutant, earlier->second),
                    sentence.where);
    }
    table.sentences.push_back(std::move(sentence));
  }
  return {};
}

}  // namespace

const Parameter* ParameterTable::find(std::string_view name) const {
  for (const Parameter& parameter : parameters)
    if (parameter.name == name) return &parameter;
  return nullptr;
}

const Derived* ParameterTable::find_derived(std::string_view name) const {
  for (const Derived& row : derived)
    if (row.name == name) return &row;
  return nullptr;
}

const Computed* ParameterTable::find_computed(std::string_view name) const {
  for (const Computed& row : computed)
    if (row.name == name) return &row;
  return nullptr;
}

Status share_parameters(ParameterTable& table, int turn, const std::function<Result<ParameterTable>(int turn)>& read) {
  for (Parameter& parameter : table.parameters) {
    if (parameter.from_turn == 0) continue;
    auto complain = [&](const std::string& what) {
      return fail(ErrorCode::invalid_input, fmt::format("[{}]: {}", parameter.name, what), parameter.where);
    };
    if (parameter.from_turn >= turn)
      return complain(fmt::format("turn {} can share values of earlier turns only", turn));
    auto& earlier = table.earlier[parameter.from_turn];
    if (!earlier) {
      TRY_ASSIGN(ParameterTable found, read(parameter.from_turn));
      earlier = std::make_shared<const ParameterTable>(std::move(found));
    }
    const Parameter* origin = earlier->find(parameter.from_name);
    if (!origin) {
      std::vector<std::string> names;
      for (const Parameter& one : earlier->parameters) names.push_back(one.name);
      std::string close = nearest(parameter.from_name, names);
      return complain(fmt::format("turn {} has no parameter '{}'{}", parameter.from_turn, parameter.from_name,
                                  !close.empty()  ? "; did you mean '" + close + "'?"
                                  : names.empty() ? ": it has no parameters.toml"
                                                  : "; there are " + join(names, ", ")));
    }
    parameter.value = origin->value, parameter.unit_text = origin->unit_text, parameter.unit = origin->unit;
    parameter.range = origin->range, parameter.digits = origin->digits;
    parameter.choices = origin->choices, parameter.means = origin->means;
    if (parameter.also_right.empty()) parameter.also_right = origin->also_right;
  }
  return {};
}

Result<ParameterTable> read_parameters(const TomlDocument& document) {
  ParameterTable table;
  table.path = document.path;
  TableReader top(document, "");
  TRY_ASSIGN(std::vector<std::string> relations, top.texts("relations"));
  for (size_t i = 0; i < relations.size(); ++i)
    table.relations.push_back({relations[i], document.where(fmt::format("/relations/{}", i))});
  TRY_ASSIGN(table.not_parameters, top.texts("not_parameters"));
  for (const auto& [name, value] : document.root.items()) {
    if (name == "relations" || name == "derived" || name == "oracle" || name == "not_parameters" || name == "sentence")
      continue;
    if (!value.is_object())
      return top.complain(name, fmt::format("unknown key '{}'; a parameter is a table [{}]", name, name));
    if (!is_identifier(name) || name == "pi")
      return top.complain(name, fmt::format("'{}' is no name: letters, digits and _, none of them first", name));
    TRY_ASSIGN(Parameter parameter, read_parameter(document, name));
    table.parameters.push_back(std::move(parameter));
  }
  TRY(read_derived(document, table));
  TRY(read_computed(document, table));
  TRY(read_sentences(document, table));
  if (table.parameters.empty() && table.sentences.empty()) return top.complain("", "has no parameter and no sentence");
  return table;
}

}  // namespace simbench::suite
