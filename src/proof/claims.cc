#include "proof/claims.h"

#include "pysrc/pysrc.h"

namespace simbench::proof {
namespace {

constexpr size_t kFewestFailuresOfGiven = 2;

std::vector<std::string> unmet(const ScriptRecord& record) {
  std::vector<std::string> ids;
  for (const RequirementResult& r : record.requirements)
    if (r.met != true) ids.push_back(r.id);
  return ids;
}

/// The code without comments and blanks.
std::string bare(const std::string& code) {
  std::string text = pysrc::without_comments(code).value_or(code);
  std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
  return text;
}

std::string evidence_of(const ScriptRecord& record) {
  std::string out;
  for (const RequirementResult& r : record.requirements)
    if (r.met != true && !r.reason.empty()) out += fmt::format("\n    {}: {}", r.id, r.reason);
  return out;
}

/// What misses a requirement because nobody let it go on looks like a fault of the script.
std::string horizon_of(const SuiteScript& script, const ScriptRecord& record) {
  if (!record.cut_at_s) return "";
  return fmt::format("\n    the run was stopped at {:.4g} s of simulated time: horizon_s in system.toml is {:g}",
                     *record.cut_at_s, script.turn().horizon_s);
}

const suite::Requirement* find(const suite::Turn& turn, const std::string& id) {
  for (const suite::Requirement& r : turn.requirements)
    if (r.id == id) return &r;
  return nullptr;
}

std::optional<Finding> must_be_faithful(const SuiteScript& script, const ScriptRecord& record) {
  if (record.verdict == Verdict::faithful) return std::nullopt;
  return Finding{script.script->where(), fmt::format("the {} of {} must be faithful but is {} ({}){}{}", script.role,
                                                     script.task(), to_string(record.verdict), record.reason,
                                                     evidence_of(record), horizon_of(script, record))};
}

/// A mutant that doesn't run at all is caught; one that runs must miss each requirement it names.
std::optional<Finding> must_be_caught(const SuiteScript& script, const ScriptRecord& record) {
  if (record.verdict == Verdict::faithful)
    return Finding{script.mutant->where,
                   fmt::format("mutant {} is not caught: it is faithful", script.mutant->script.name())};
  std::vector<std::string> missed = unmet(record);
  std::vector<std::string> survived;
  if (!record.requirements.empty())
    for (const std::string& id : script.mutant->breaks)
      if (std::find(missed.begin(), missed.end(), id) == missed.end()) survived.push_back(id);
  if (survived.empty()) return std::nullopt;
  std::string instead =
      !missed.empty() ? "it breaks " + join(missed, ", ")
      : record.verdict == Verdict::physical
          ? fmt::format(
                "it breaks no requirement, and only the comparison with the reference catches "
                "it ({})",
                record.reason)
          : fmt::format("it breaks nothing, and is {} ({})", to_string(record.verdict), record.reason);
  return Finding{script.mutant->where, fmt::format("mutant {} must break {} but doesn't; {}",
                                                   script.mutant->script.name(), join(survived, ", "), instead)};
}

std::optional<Finding> must_fail_twice(const SuiteScript& script, const ScriptRecord& record) {
  size_t failures = unmet(record).size();
  if (record.requirements.empty() || failures >= kFewestFailuresOfGiven) return std::nullopt;
  return Finding{script.script->where(),
                 fmt::format("the given code fails only {} requirement(s) of turn {}; at least {} are needed", failures,
                             script.turn_number, kFewestFailuresOfGiven)};
}

/// What a requirement that asks for nothing holds for, what it found there, and what to do about it.
std::string vacuous_text(const RequirementResult& r, std::string_view task, std::string_view world) {
  std::string found = r.reason.empty() ? "" : fmt::format(" ({})", r.reason);
  return fmt::format(
      "requirement {} of {} holds for {}{}: a script that does nothing of the task would meet it. Ask for what only "
      "the "
      "task's own motion has (a value, a narrower bound, from_s and until_s, another statistic), or for a body, joint "
      "or "
      "number that it must have; docs/format/requirements.md, \"Null worlds\", says what that world has",
      r.id, task, world, found);
}

void check_null_worlds(const suite::System& system, const suite::Turn& turn, std::vector<Finding>& findings) {
  for (const auto& [name, trace] : verdict::null_worlds()) {
    Outcome outcome;
    for (const RequirementResult& r : verdict::evaluate(turn, {&outcome, &trace, ""})) {
      if (r.met != true) continue;
      const suite::Requirement* requirement = find(turn, r.id);
      findings.push_back({requirement ? requirement->where : turn.requirements_path,
                          vacuous_text(r, fmt::format("{}/{}", system.name, turn.number), name)});
    }
  }
}

/// The first line in which two scripts differ, as each has it; nullopt if they don't.
std::optional<std::pair<std::string, std::string>> first_difference(std::string_view a, std::string_view b) {
  auto left = split_lines(a), right = split_lines(b);
  for (size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    std::string_view one = i < left.size() ? left[i] : "", other = i < right.size() ? right[i] : "";
    if (one != other) return std::pair(std::string(trim(one)), std::string(trim(other)));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Finding> broken_claim(const SuiteScript& script, const ScriptRecord& record) {
  return script.role == "mutant"  ? must_be_caught(script, record)
         : script.role == "given" ? must_fail_twice(script, record)
                                  : must_be_faithful(script, record);
}

bool is_settled_by(const SuiteScript& script, const std::vector<std::string>& missed) {
  if (script.role == "given") return missed.size() >= kFewestFailuresOfGiven;
  return script.role == "mutant" &&
         std::all_of(script.mutant->breaks.begin(), script.mutant->breaks.end(), [&](const std::string& id) {
           return std::find(missed.begin(), missed.end(), id) != missed.end();
         });
}

std::vector<Finding> check_claims(const suite::Suite&, const std::vector<SuiteScript>& scripts,
                                  const Records& records) {
  std::vector<Finding> findings;
  const suite::Turn* last = nullptr;
  for (const SuiteScript& script : scripts) {
    const suite::Turn& turn = script.turn();
    if (&turn != last) check_null_worlds(*script.system, turn, findings);
    last = &turn;
    auto it = records.find(script.script->address().string());
    if (it == records.end()) {
      findings.push_back({script.script->where(), "has not been run; run `simbench suite validate`"});
      continue;
    }
    if (auto finding = broken_claim(script, it->second)) findings.push_back(*finding);
  }
  return findings;
}

std::vector<Finding> check_givens(const std::vector<SuiteScript>& scripts) {
  std::vector<Finding> findings;
  for (const SuiteScript& script : scripts) {
    if (script.role != "given" || script.turn_number != 3 || !script.turn().faults.empty()) continue;
    auto differs = first_difference(suite::without_ties(script.script->code),
                                    suite::without_ties(script.system->turn(2).reference.code));
    if (!differs) continue;
    findings.push_back(
        {script.script->where(),
         fmt::format("turn 3 extends what turn 2 made, but its given code isn't turn2/reference.py: '{}' stands where "
                     "that has '{}'; copy it, or list under [turn3] faults in system.toml what was planted",
                     differs->first, differs->second)});
  }
  return findings;
}

std::vector<Finding> check_equivalents(const std::vector<SuiteScript>& scripts) {
  std::vector<Finding> findings;
  for (const SuiteScript& script : scripts)
    if (script.role == "equivalent" && bare(script.script->code) == bare(script.turn().reference.code))
      findings.push_back({script.script->where(),
                          "is the reference itself but for comments and blanks, which proves nothing: write a right "
                          "solution another way"});
  return findings;
}

std::map<std::string, std::string> falsifiers(const suite::Suite& suite, const std::vector<SuiteScript>& scripts,
                                              const Records& records) {
  std::map<std::string, std::string> found;
  for (const SuiteScript& script : scripts) {
    if (script.role != "mutant" && script.role != "given") continue;
    auto it = records.find(script.script->address().string());
    // What ends before its end misses everything: that shows of no requirement that it sees anything.
    if (it == records.end() || it->second.verdict < Verdict::finishes) continue;
    for (const std::string& id : missed_of(it->second.requirements))
      found.try_emplace(script.task() + " " + id, script.name(suite.folder));
  }
  return found;
}

}  // namespace simbench::proof
