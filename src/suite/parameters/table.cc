#include "suite/parameters/table.h"

#include <set>

#include "base/toml.h"
#include "suite/reader.h"

namespace simbench::suite {
namespace {

bool is_identifier(std::string_view name) {
  return !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) &&
         std::all_of(name.begin(), name.end(), is_name_char);
}

using Problems = std::vector<Error>;

void note(const Status& status, Problems& problems) {
  if (!status) problems.push_back(status.error());
}

Unit read_unit(const TableReader& row, std::string_view key, const std::string& text, Problems& problems) {
  auto unit = parse_unit(text);
  if (!unit) note(row.complain(key, unit.error().message), problems);
  return unit ? *unit : Unit();
}

/// `digits`: nullopt where they are wrong, which has been told.
void read_range(const TableReader& row, std::optional<int> digits, Parameter& parameter, Problems& problems) {
  const Json& range = row.value("range");
  if (range.is_null()) return;
  auto complain = [&](std::string_view key, std::string what) { note(row.complain(key, std::move(what)), problems); };
  if (!range.is_array() || range.size() != 2 || !range[0].is_number() || !range[1].is_number())
    return complain("range", "range must be two numbers, [lowest, highest], in the parameter's unit");
  double low = range[0].get<double>(), high = range[1].get<double>();
  if (low > high) {
    complain("range", fmt::format("the ends of the range are swapped: write the lower one first, [{}, {}]", high, low));
    std::swap(low, high);
  }
  parameter.range = {low, high};
  if (digits == -1) complain("range", "a range needs digits = n: drawn values have n digits after the point");
  if (parameter.value.is_string()) complain("value", "a parameter with a range is a number");
  if (digits.value_or(-1) >= 0) {
    double step = std::pow(10.0, -*digits);
    for (double end : {low, high})
      if (std::abs(end / step - std::round(end / step)) > 1e-6)
        complain("range", fmt::format("{} has more than {} after the point", end,
                                      counted(static_cast<size_t>(*digits), "digit")));
    if (high - low < 0.5 * step)
      return complain("range", fmt::format("the range {} to {} holds no second value", low, high));
  }
  if (!parameter.value.is_number()) return;
  if (double value = parameter.value.get<double>(); value < low - 1e-12 || value > high + 1e-12)
    complain("value", fmt::format("the value {} lies outside its range {} to {}", value, low, high));
}

void read_choices(const TableReader& row, Parameter& parameter, Problems& problems) {
  const Json &choices = row.value("choices"), &means = row.value("means");
  auto complain = [&](std::string_view key, std::string what) { note(row.complain(key, std::move(what)), problems); };
  if (means.is_object()) parameter.means = means;
  if (choices.is_null()) {
    if (parameter.is_word()) complain("value", "a word needs choices = [\"…\", …]");
    return;
  }
  if (!choices.is_array() || choices.size() < 2) return complain("choices", "needs a list of at least two choices");
  if (parameter.range) complain("choices", "range and choices exclude each other");
  bool is_value = parameter.value.is_number() || parameter.value.is_string();
  for (const Json& choice : choices) {
    bool alike = choice.type() == parameter.value.type() || (choice.is_number() && parameter.value.is_number());
    if (is_value && !alike) return complain("choices", "choices are all of the value's kind");
    if (!parameter.means.empty() && !(choice.is_string() && parameter.means.contains(choice.get<std::string>())))
      complain("means", fmt::format("means lacks the choice {}", to_text(choice)));
    parameter.choices.push_back(choice);
  }
  if (is_value && std::find(choices.begin(), choices.end(), parameter.value) == choices.end())
    complain("value", fmt::format("the value {} isn't among the choices", to_text(parameter.value)));
}

/// [oracle]: name = "unit".
void read_computed(const TomlDocument& document, ParameterTable& table, Problems& problems) {
  const Json& rows = get(document.root, "oracle");
  if (!rows.is_object()) return;
  for (const auto& [name, unit_text] : rows.items()) {
    TableReader row(document, "/oracle");
    if (!unit_text.is_string()) {
      note(row.complain(name, fmt::format("write {} = \"unit\": oracle.py computes it", name)), problems);
      continue;
    }
    Unit unit = read_unit(row, name, unit_text.get<std::string>(), problems);
    if (table.find(name) || table.find_derived(name))
      note(row.complain(name, fmt::format("'{}' is a parameter or derived already", name)), problems);
    table.computed.push_back({name, unit_text.get<std::string>(), row.where(name), unit});
  }
}

/// from = "turn1" or "turn1.other_name": all else comes from there.
void read_shared(TableReader& row, const std::string& from, Parameter& parameter, Problems& problems) {
  for (Error& problem : row.unknown({"from", "also_right", "unchecked"})) problems.push_back(std::move(problem));
  bool is_turn = from.starts_with("turn") && from.size() > 4 && (from[4] == '1' || from[4] == '2') &&
                 (from.size() == 5 || (from[5] == '.' && from.size() > 6));
  if (!is_turn)
    return note(row.complain("from", fmt::format("from is \"turn1\" or \"turn1.other_name\", not \"{}\"", from)),
                problems);
  parameter.from_turn = from[4] - '0';
  parameter.from_name = from.size() > 5 ? from.substr(6) : parameter.name;
}

void read_also(const TableReader& row, Parameter& parameter, Problems& problems) {
  parameter.unchecked = row.text_or("unchecked", "");
  parameter.also_right = row.text_or("also_right", "");
  if (!parameter.also_right.empty() && parameter.also_right != "less" && parameter.also_right != "more")
    note(
        row.complain("also_right", "also_right is \"less\" or \"more\": which other values serve the sentence as well"),
        problems);
}

/// All that a parameter says of its own.
void read_own(TableReader& row, Parameter& parameter, Problems& problems) {
  for (Error& problem :
       row.unknown({"value", "unit", "range", "digits", "choices", "means", "also_right", "unchecked"}))
    problems.push_back(std::move(problem));
  parameter.value = row.value("value");
  if (!parameter.value.is_number() && !parameter.value.is_string())
    note(row.complain("value", fmt::format("[{}] needs value = a number, a formula or a word", parameter.name)),
         problems);
  parameter.unit_text = row.text_or("unit", "");
  if (parameter.value.is_number() && parameter.unit_text.empty())
    note(row.complain("unit", fmt::format("[{}] needs a unit; \"1\" for a bare number", parameter.name)), problems);
  parameter.unit = read_unit(row, "unit", parameter.unit_text, problems);
  std::optional<int> digits = static_cast<int>(row.number_or("digits", -1));
  if (*digits < -1 || *digits > 9) {
    note(row.complain("digits", "digits is a number from 0 to 9"), problems);
    digits.reset();
  }
  parameter.digits = digits.value_or(-1);
  read_range(row, digits, parameter, problems);
  read_choices(row, parameter, problems);
}

Parameter read_parameter(const TomlDocument& document, const std::string& name, Problems& problems) {
  TableReader row(document, "/" + name);
  Parameter parameter;
  parameter.name = name;
  parameter.where = row.where();
  if (auto from = get_string(row.table(), "from"))
    read_shared(row, *from, parameter, problems);
  else
    read_own(row, parameter, problems);
  read_also(row, parameter, problems);
  return parameter;
}

void read_derived(const TomlDocument& document, ParameterTable& table, Problems& problems) {
  const Json& rows = get(document.root, "derived");
  if (!rows.is_object()) return;
  for (const auto& [name, value] : rows.items()) {
    TableReader row(document, "/derived/" + name);
    if (!value.is_object()) {
      note(row.complain("", fmt::format("write {} = {{ value = \"formula\", unit = \"…\" }}", name)), problems);
      continue;
    }
    for (Error& problem : row.unknown({"value", "unit"})) problems.push_back(std::move(problem));
    Derived derived;
    derived.name = name, derived.where = row.where();
    auto formula = row.text("value"), unit = row.text("unit");
    for (const auto& text : {formula, unit})
      if (!text) problems.push_back(text.error());
    derived.formula = formula.value_or(""), derived.unit_text = unit.value_or("");
    derived.unit = read_unit(row, "unit", derived.unit_text, problems);
    if (table.find(name)) note(row.complain("", fmt::format("'{}' is a parameter already", name)), problems);
    table.derived.push_back(std::move(derived));
  }
}

Sentence read_sentence(const TomlDocument& document, const std::string& id, Problems& problems) {
  TableReader row(document, "/sentence/" + id);
  auto complain = [&](std::string_view key, std::string what) { note(row.complain(key, std::move(what)), problems); };
  Sentence sentence{.id = id, .where = row.where()};
  if (!row.table().is_object()) {
    complain("", fmt::format("a sentence is a table [sentence.{}]", id));
    return sentence;
  }
  for (Error& problem : row.unknown({"says", "fault", "mutant", "unchecked"})) problems.push_back(std::move(problem));
  sentence.says = row.text_or("says", ""), sentence.mutant = row.text_or("mutant", "");
  sentence.unchecked = row.text_or("unchecked", "");
  double fault = row.number_or("fault", 0);
  if (fault < 0 || fault != std::floor(fault)) {
    complain("fault", "fault is a number: 1 is the first");
    fault = 1;
  }
  sentence.fault = static_cast<size_t>(fault);
  if (sentence.says.empty() == (sentence.fault == 0))
    complain("says", fmt::format("[sentence.{}] needs says = \"words of the prompt\", or fault = n, which of "
                                 "the turn's planted faults in system.toml it is",
                                 id));
  if (sentence.mutant.empty() == sentence.unchecked.empty())
    complain("mutant", fmt::format("[sentence.{}] needs mutant = \"name\", the mutant that doesn't do it and "
                                   "all else, or unchecked = \"why nothing can show it\"",
                                   id));
  return sentence;
}

void read_sentences(const TomlDocument& document, ParameterTable& table, Problems& problems) {
  const Json& rows = get(document.root, "sentence");
  if (!rows.is_object()) return;
  std::map<std::string, std::string> taken;
  for (const auto& [id, value] : rows.items()) {
    Sentence sentence = read_sentence(document, id, problems);
    if (!sentence.mutant.empty()) {
      auto [earlier, fresh] = taken.try_emplace(sentence.mutant, id);
      if (!fresh)
        problems.push_back(
            {ErrorCode::invalid_input,
             fmt::format("mutant '{}' is that of [sentence.{}] already: one that breaks two sentences shows of "
                         "neither that it is enforced",
                         sentence.mutant, earlier->second),
             sentence.where});
    }
    table.sentences.push_back(std::move(sentence));
  }
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

namespace {

/// Gives one parameter what the earlier turn's table says of it.
void share(const ParameterTable& earlier, Parameter& parameter, Problems& problems) {
  const Parameter* origin = earlier.find(parameter.from_name);
  if (!origin) {
    std::vector<std::string> names;
    for (const Parameter& one : earlier.parameters) names.push_back(one.name);
    std::string close = nearest(parameter.from_name, names);
    problems.push_back(
        {ErrorCode::invalid_input,
         fmt::format("[{}]: turn {} has no parameter '{}'{}", parameter.name, parameter.from_turn, parameter.from_name,
                     !close.empty()  ? "; did you mean '" + close + "'?"
                     : names.empty() ? ": it has no parameters.toml"
                                     : "; there are " + join(names, ", ")),
         parameter.where});
    return;
  }
  parameter.value = origin->value, parameter.unit_text = origin->unit_text, parameter.unit = origin->unit;
  parameter.range = origin->range, parameter.digits = origin->digits;
  parameter.choices = origin->choices, parameter.means = origin->means;
  if (parameter.also_right.empty()) parameter.also_right = origin->also_right;
}

}  // namespace

void share_parameters(ParameterTable& table, int turn,
                      const std::function<ParameterTable(int turn, Problems& problems)>& read, Problems& problems) {
  std::set<int> unread;  // what they lack has been told
  for (Parameter& parameter : table.parameters) {
    if (parameter.from_turn == 0 || unread.contains(parameter.from_turn)) continue;
    if (parameter.from_turn >= turn) {
      problems.push_back({ErrorCode::invalid_input,
                          fmt::format("[{}]: turn {} can share values of earlier turns only", parameter.name, turn),
                          parameter.where});
      continue;
    }
    auto& earlier = table.earlier[parameter.from_turn];
    if (!earlier) {
      Problems of_earlier;
      earlier = std::make_shared<const ParameterTable>(read(parameter.from_turn, of_earlier));
      if (!of_earlier.empty()) unread.insert(parameter.from_turn);
      for (Error& problem : of_earlier) problems.push_back(std::move(problem));
      if (unread.contains(parameter.from_turn)) continue;
    }
    share(*earlier, parameter, problems);
  }
}

namespace {

void read_lists(const TomlDocument& document, ParameterTable& table, Problems& problems) {
  TableReader top(document, "");
  if (auto relations = top.texts("relations")) {
    for (size_t i = 0; i < relations->size(); ++i)
      table.relations.push_back({(*relations)[i], document.where(fmt::format("/relations/{}", i))});
  } else {
    problems.push_back(relations.error());
  }
  if (auto words = top.texts("not_parameters"))
    table.not_parameters = *words;
  else
    problems.push_back(words.error());
}

}  // namespace

ParameterTable read_parameters(const TomlDocument& document, Problems& problems) {
  ParameterTable table;
  table.path = document.path;
  size_t before = problems.size();
  read_lists(document, table, problems);
  TableReader top(document, "");
  for (const auto& [name, value] : document.root.items()) {
    if (name == "relations" || name == "derived" || name == "oracle" || name == "not_parameters" || name == "sentence")
      continue;
    if (!value.is_object())
      note(top.complain(name, fmt::format("unknown key '{}'; a parameter is a table [{}]", name, name)), problems);
    else if (!is_identifier(name) || name == "pi")
      note(top.complain(name, fmt::format("'{}' is no name: letters, digits and _, none of them first", name)),
           problems);
    else
      table.parameters.push_back(read_parameter(document, name, problems));
  }
  read_derived(document, table, problems);
  read_computed(document, table, problems);
  read_sentences(document, table, problems);
  if (table.parameters.empty() && table.sentences.empty() && problems.size() == before)
    note(top.complain("", "has no parameter and no sentence"), problems);
  return table;
}

}  // namespace simbench::suite
