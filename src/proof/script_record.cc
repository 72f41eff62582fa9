#include "proof/script_record.h"

#include "proof/validation.h"

namespace simbench::proof {
namespace {

constexpr std::string_view kUnmet = "requirements: ";  // a reason that the list of missed ones says already

std::vector<std::string> ids_where(const std::vector<RequirementResult>& results, std::optional<bool> met) {
  std::vector<std::string> ids;
  for (const RequirementResult& r : results)
    if (r.met == met) ids.push_back(r.id);
  return ids;
}

bool holds(const Json& list, const std::string& id) {
  return list.is_array() && std::find(list.begin(), list.end(), Json(id)) != list.end();
}

}  // namespace

std::vector<std::string> missed_of(const std::vector<RequirementResult>& results) {
  return ids_where(results, false);
}

bool is_asked(std::string_view only, std::string_view task) {
  return glob_match(only, task) || glob_match(only, task.substr(0, task.find('/')));
}

std::vector<SuiteScript> scripts_of(const suite::Suite& suite, std::string_view only) {
  std::vector<SuiteScript> out;
  for (const suite::System& system : suite.systems) {
    for (const suite::Turn& turn : system.turns) {
      if (!is_asked(only, fmt::format("{}/{}", system.name, turn.number))) continue;
      out.push_back({&system, turn.number, "reference", &turn.reference});
      for (const suite::Script& script : turn.equivalents) out.push_back({&system, turn.number, "equivalent", &script});
      for (const suite::Mutant* mutant : system.mutants_of(turn.number))
        out.push_back({&system, turn.number, "mutant", &mutant->script, mutant});
      if (turn.given) out.push_back({&system, turn.number, "given", &*turn.given});
    }
  }
  return out;
}

std::vector<const SuiteScript*> in_running_order(const std::vector<SuiteScript>& scripts) {
  std::vector<const SuiteScript*> order;
  for (const SuiteScript& script : scripts) order.push_back(&script);
  std::stable_partition(order.begin(), order.end(), [](const SuiteScript* s) { return s->role == "reference"; });
  return order;
}

std::string key_of(const SuiteScript& script, const Versions& versions) {
  return Hasher()
      .add("script", script.script->code)
      .add("turn", script.turn().hash)
      .add("simulator", versions.simulator)
      .add("probe", fmt::format("{}", versions.probe))
      .hex()
      .substr(0, 16);
}

Result<oracle::Verdicted> run_script(oracle::Oracle& oracle, const SuiteScript& script) {
  TRY_ASSIGN(const oracle::Reference* reference, oracle.reference(*script.system, script.turn_number));
  if (script.role == "reference") return oracle::Verdicted{reference->outcome, reference->judgement};
  return oracle.run(*script.system, script.turn_number, script.script->code, {.trusted = true});
}

ScriptRecord ScriptRecord::of(const oracle::Verdicted& seen) {
  ScriptRecord record;
  record.verdict = seen.judgement.verdict;
  record.cell_class = seen.judgement.cell_class;
  record.reason = seen.judgement.reason;
  record.requirements = seen.judgement.requirements;
  if (seen.outcome.end == End::horizon) record.cut_at_s = seen.outcome.sim_time_s;
  return record;
}

Json ScriptRecord::to_json() const {
  Json row{{"key", key}, {"verdict", to_string(verdict)}, {"class", to_string(cell_class)}};
  if (!reason.empty() && !reason.starts_with(kUnmet)) row["reason"] = reason;
  if (auto missed = ids_where(requirements, false); !missed.empty()) row["missed"] = missed;
  if (auto undecided = ids_where(requirements, std::nullopt); !undecided.empty()) row["undecided"] = undecided;
  if (agreement) row["agreement"] = *agreement;
  if (!trace.empty()) row["trace"] = trace;
  return row;
}

ScriptRecord ScriptRecord::from_json(const Json& json, const suite::Turn& turn) {
  ScriptRecord r;
  r.key = get_string(json, "key").value_or("");
  r.verdict = verdict_from(get_string(json, "verdict").value_or("")).value_or(Verdict::no_code);
  r.cell_class = cell_class_from(get_string(json, "class").value_or("")).value_or(CellClass::unscored);
  for (const suite::Requirement& requirement : turn.requirements) {
    RequirementResult result{.id = requirement.id, .met = true};
    if (holds(get(json, "missed"), requirement.id)) result.met = false;
    if (holds(get(json, "undecided"), requirement.id)) result.met = std::nullopt;
    r.requirements.push_back(std::move(result));
  }
  auto missed = ids_where(r.requirements, false);
  r.reason = get_string(json, "reason").value_or(missed.empty() ? "" : std::string(kUnmet) + join(missed, ", "));
  r.agreement = get_number(json, "agreement");
  r.trace = get_string(json, "trace").value_or("");
  return r;
}

}  // namespace simbench::proof
