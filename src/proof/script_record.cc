#include "proof/script_record.h"

namespace simbench::proof {

std::vector<SuiteScript> scripts_of(const suite::Suite& suite, std::string_view only) {
  std::vector<SuiteScript> out;
  for (const suite::System& system : suite.systems) {
    for (const suite::Turn& turn : system.turns) {
      if (!glob_match(only, fmt::format("{}/{}", system.name, turn.number)) && !glob_match(only, system.name)) continue;
      out.push_back({&system, turn.number, "reference", &turn.reference});
      for (const suite::Script& script : turn.equivalents) out.push_back({&system, turn.number, "equivalent", &script});
      for (const suite::Mutant* mutant : system.mutants_of(turn.number))
        out.push_back({&system, turn.number, "mutant", &mutant->script, mutant});
      if (turn.given) out.push_back({&system, turn.number, "given", &*turn.given});
    }
  }
  return out;
}

Json ScriptRecord::to_json() const {
  Json rows = Json::array();
  for (const RequirementResult& r : requirements) rows.push_back(r.to_json());
  return {{"key", key},           {"verdict", to_string(verdict)}, {"class", to_string(cell_class)}, {"reason", reason},
          {"requirements", rows}, {"comparison", comparison},      {"outcome", outcome.to_json()},   {"trace", trace}};
}

ScriptRecord ScriptRecord::from_json(const Json& json) {
  ScriptRecord r;
  r.key = get_string(json, "key").value_or("");
  r.verdict = verdict_from(get_string(json, "verdict").value_or("")).value_or(Verdict::no_code);
  r.cell_class = cell_class_from(get_string(json, "class").value_or("")).value_or(CellClass::unscored);
  r.reason = get_string(json, "reason").value_or("");
  if (const Json& rows = get(json, "requirements"); rows.is_array())
    for (const Json& row : rows) r.requirements.push_back(RequirementResult::from_json(row));
  r.comparison = get(json, "comparison");
  r.outcome = Outcome::from_json(get(json, "outcome"));
  r.trace = get_string(json, "trace").value_or("");
  return r;
}

}  // namespace simbench::proof
