#pragma once
// parameters.toml: what a turn's prompt states, by name (docs/format/parameters.md).
#include <functional>
#include <memory>

#include "base/json.h"
#include "base/toml.h"
#include "suite/parameters/formula.h"

namespace simbench::suite {

struct Parameter {
  std::string name, unit_text, unchecked, where;
  Json value;  ///< a number in its own unit, or one of the choices
  Unit unit;
  std::optional<std::array<double, 2>> range;  ///< in its own unit
  int digits = -1;                             ///< after the decimal point; −1: as many as it takes
  std::vector<Json> choices;                   ///< numbers, formulas (texts with a unit) or words
  Json means = Json::object();                 ///< of words: what "= name" in a check becomes
  std::string also_right;                      ///< "less", "more": other values that serve the sentence as well
  int from_turn = 0;                           ///< the earlier turn that draws it for this one, too; 0: drawn here
  std::string from_name;
  bool is_word() const { return value.is_string() && unit_text.empty(); }
};

struct Derived {
  std::string name, formula, unit_text, where;
  Unit unit;
};

/// What a prompt states that is no value: "drop X", "replace Y by Z", "only W"; or a fault planted in given.py.
struct Sentence {
  std::string id, says, mutant, unchecked, where;
  size_t fault = 0;  ///< which of the turn's planted faults, from 1; 0: none, the prompt says it
};

/// What oracle.py computes, in SI.
struct Computed {
  std::string name, unit_text, where;
  Unit unit;
};

struct Relation {
  std::string text, where;
};

struct ParameterTable {
  std::string path;
  std::map<int, std::shared_ptr<const ParameterTable>> earlier;  ///< by turn, those that parameters are shared with
  std::vector<Parameter> parameters;                             ///< sorted by name
  std::vector<Derived> derived;
  std::vector<Computed> computed;
  std::vector<Relation> relations;
  std::vector<Sentence> sentences;
  std::vector<std::string> not_parameters;  ///< texts of the prompt whose numbers are no parameters

  const Parameter* find(std::string_view name) const;
  const Derived* find_derived(std::string_view name) const;
  const Computed* find_computed(std::string_view name) const;
};

/// Those with `from` have no value yet: share_parameters() gives it. All that is wrong goes to `problems`, with file
/// and line: unknown keys and units, a value outside its range or not among its choices, a range that holds no value or
/// has ends with more digits than are drawn.
ParameterTable read_parameters(const TomlDocument& document, std::vector<Error>& problems);

/// Gives shared parameters the value, unit and choices of the earlier turn, whose table `read` reads. All that is wrong
/// goes to `problems`: no earlier turn, none of that name there, what `read` says.
void share_parameters(ParameterTable& table, int turn,
                      const std::function<ParameterTable(int turn, std::vector<Error>& problems)>& read,
                      std::vector<Error>& problems);

}  // namespace simbench::suite
