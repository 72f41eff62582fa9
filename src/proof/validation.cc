#include "proof/validation.h"

#include <mutex>

#include "oracle/oracle.h"
#include "proof/claims.h"
#include "proof/instances.h"
#include "proof/reduced.h"
#include "proof/robust.h"
#include "proof/sensitivity.h"
#include "proof/stated.h"
#include "proof/stored_traces.h"
#include "proof/tally.h"
#include "proof/validation_file.h"

namespace simbench::proof {
namespace {

constexpr size_t kPerturbationsPerTurn = 120;
constexpr double kSameAgreement = 0.02;  // of two motions, 0–1

std::string perturbation_prefix(const SuiteScript& script) {
  return "perturbation of " + script.turn().hash.substr(0, 12);
}

class Validator {
 public:
  Validator(const suite::Suite& suite, const std::vector<Error>& problems, const ValidationOptions& options)
      : suite_(suite),
        problems_(problems),
        options_(options),
        oracle_(suite, work_.path()),
        versions_{"", sandbox::probe_version(suite.simulator)} {}

  Result<Validation> run() {
    for (const Error& problem : problems_) result_.findings.push_back({problem.where, problem.message});
    if (problems_.empty())  // else it may patch what couldn't be read
      if (auto calibration = suite::load_calibration(suite_); !calibration)
        result_.findings.push_back({calibration.error().where, calibration.error().message});
    if (suite_.systems.empty() && !problems_.empty()) return std::move(result_);  // nothing to run, nothing to keep
    sandbox::Simulator simulator = sandbox::find_simulator(suite_.simulator);
    if (!simulator.problem.empty()) return fail(ErrorCode::unsupported, simulator.problem);
    versions_.simulator = simulator.version;
    TRY_ASSIGN(Json before, read_validation(suite_));
    std::vector<SuiteScript> scripts = scripts_of(suite_, options_.only);
    if (scripts.empty() && problems_.empty())
      return fail(ErrorCode::not_found, fmt::format("no task matches '{}'", options_.only));
    stated_rows_ = stated_rows_that_hold(suite_, get(before, kStated), versions_);
    robust_rows_ = robust_rows_that_hold(suite_, get(before, kRobust), versions_);
    if (const Json& known = get(before, kInstances); known.is_object()) instance_rows_ = known;
    TRY(run_scripts(scripts, before));
    for (Finding& finding : check_claims(suite_, scripts, records_)) result_.findings.push_back(std::move(finding));
    for (Finding& finding : check_givens(scripts)) result_.findings.push_back(std::move(finding));
    for (Finding& finding : check_equivalents(scripts)) result_.findings.push_back(std::move(finding));
    find_falsifiers(scripts, get(before, kFalsifiers));
    TRY(keep(scripts, before));
    TRY(look_at_stated(scripts, get(before, kStated)));
    TRY(keep(scripts, before));
    TRY(look_at_unfalsified(scripts));
    TRY(keep(scripts, before));
    TRY(look_at_robust(scripts, get(before, kRobust)));
    TRY(keep(scripts, before));
    TRY(look_at_instances(get(before, kInstances)));
    TRY(keep(scripts, before));
    result_.cpu_s += oracle_.cpu_s();
    return std::move(result_);
  }

 private:
  Status run_scripts(const std::vector<SuiteScript>& scripts, const Json& before) {
    std::mutex gate;
    std::optional<Error> error;
    std::vector<const SuiteScript*> order = in_running_order(scripts);
    std::erase_if(order, [&](const SuiteScript* script) { return !options_.redo && reuse(*script, before); });
    Tally tally(options_, "scripts", order.size());
    parallel_for(order.size(), options_.jobs, [&](size_t i) {
      const SuiteScript& script = *order[i];
      if (std::lock_guard lock(gate); error) return;
      auto record = look_at(script);
      std::lock_guard lock(gate);
      if (record)
        note(script, std::move(*record));
      else
        error = record.error();
      tally.count();
    });
    if (error) return pass_on(*error);
    return {};
  }

  bool reuse(const SuiteScript& script, const Json& before) {
    const Json& row = get(get(before, kScripts), script.name(suite_.folder));
    if (get_string(row, "key") != key_of(script, versions_)) return false;
    ScriptRecord record = ScriptRecord::from_json(row, script.turn());
    if (get_string(row, "class") == "infra_fail") return false;  // our world failed it: another try
    if (!record.trace.empty() && !traces_.holds(script.system->name, record.trace)) return false;
    records_[script.script->address().string()] = std::move(record);
    ++result_.scripts, ++result_.reused;
    return true;
  }

  Result<ScriptRecord> look_at(const SuiteScript& script) {
    TRY_ASSIGN(oracle::Verdicted seen, run_script(oracle_, script));
    ScriptRecord record = ScriptRecord::of(seen);
    record.key = key_of(script, versions_);
    if (suite_.stores_traces && !seen.outcome.trace.empty()) {
      TRY_ASSIGN(const oracle::Reference* reference, oracle_.reference(*script.system, script.turn_number));
      TRY(keep_trace(script, trace::file(work_.path(), seen.outcome.trace), *reference, record));
    }
    return record;
  }

  Status keep_trace(const SuiteScript& script, const fs::path& file, const oracle::Reference& reference,
                    ScriptRecord& record) {
    TRY_ASSIGN(trace::Trace whole, trace::read(file));
    ReducedTrace small = reduced(script, whole);
    record.trace = traces_.add(script.system->name, std::move(small.bytes));
    if (script.is_compared() && !reference.traces.members.empty()) {
      SuiteScript model{script.system, script.turn_number, "reference", &script.turn().reference};
      record.agreement =
          agreement_of(script.turn(), small.trace, reduced(model, reference.traces.members.front()).trace);
    }
    auto others = answered_otherwise(script, record, small.trace);
    std::lock_guard lock(findings_gate_);
    for (const std::string& id : others)
      result_.findings.push_back(
          {script.script->where(), fmt::format("the reduced trace gives requirement {} another answer than the "
                                               "whole: its bound is at the edge of what is seen",
                                               id)});
    return {};
  }

  void note(const SuiteScript& script, ScriptRecord record) {
    ++result_.scripts;
    if (options_.progress)
      options_.progress(fmt::format("{:<16} {:<10} {:<28} {:<9} {}", script.task(), script.role, script.script->name(),
                                    to_string(record.verdict), record.reason));
    records_[script.script->address().string()] = std::move(record);
  }

  /// What is seen already to break a requirement: a mutant, the given file, another value of what is stated, or an
  /// earlier perturbation of the same task.
  void find_falsifiers(const std::vector<SuiteScript>& scripts, const Json& known) {
    falsifiers_ = falsifiers(suite_, scripts, records_);
    falsify_by_values(scripts);
    for (const SuiteScript& script : scripts) {
      if (script.role != "reference") continue;
      for (const suite::Requirement& r : script.turn().requirements) {
        std::string name = script.task() + " " + r.id;
        auto earlier = get_string(known, name);
        if (earlier && earlier->starts_with(perturbation_prefix(script))) falsifiers_.try_emplace(name, *earlier);
      }
    }
  }

  /// Every requirement needs something that breaks it; after all else that may, with --sensitivity a perturbed
  /// reference must.
  Status look_at_unfalsified(const std::vector<SuiteScript>& scripts) {
    for (const SuiteScript& script : scripts) {
      if (script.role != "reference") continue;
      std::set<std::string> open;
      for (const suite::Requirement& r : script.turn().requirements)
        if (!falsifiers_.contains(script.task() + " " + r.id)) open.insert(r.id);
      if (options_.sensitivity && !open.empty()) TRY(perturb(script, open));
      for (const suite::Requirement& r : script.turn().requirements) {
        ++result_.requirements;
        if (!open.contains(r.id)) {
          ++result_.falsified;
          continue;
        }
        if (!options_.sensitivity)
          result_.unfalsified.push_back(script.task() + " " + r.id);
        else
          result_.findings.push_back(
              {r.where,
               fmt::format(
                   "requirement {} of {} has no falsifier: no mutant, given file, other value or perturbation that "
                   "was tried breaks it: write a mutant that does; where none can be written, ask more narrowly, "
                   "or drop the requirement",
                   r.id, script.task())});
      }
    }
    return {};
  }

  /// By what all programs with another value of a parameter missed.
  void falsify_by_values(const std::vector<SuiteScript>& scripts) {
    for (const SuiteScript& script : scripts) {
      const Json& values = get(get(stated_rows_, script.task()), "values");
      if (script.role != "reference" || !values.is_object()) continue;
      for (const auto& [name, row] : values.items())
        for (const suite::Requirement& r : script.turn().requirements)
          if (const Json& by = get(row, "by"); std::find(by.begin(), by.end(), r.id) != by.end())
            falsifiers_.try_emplace(script.task() + " " + r.id, "another " + name);
    }
  }

  Status perturb(const SuiteScript& script, std::set<std::string>& open) {
    std::vector<Perturbed> tries = perturbations(script.script->code, kPerturbationsPerTurn);
    Tally tally(options_, "perturbations of " + script.task(), tries.size());
    for (const Perturbed& perturbed : tries) {
      if (open.empty()) break;
      TRY_ASSIGN(oracle::Verdicted seen,
                 oracle_.run(*script.system, script.turn_number, perturbed.program, {.trusted = true}));
      std::vector<std::string> falsified;
      for (const RequirementResult& r : seen.judgement.requirements)
        if (r.met == false && seen.judgement.verdict >= Verdict::finishes && open.erase(r.id) > 0)
          falsified.push_back(r.id);
      for (const std::string& id : falsified)
        falsifiers_[script.task() + " " + id] = fmt::format("{}: {}", perturbation_prefix(script), perturbed.change);
      if (options_.progress)
        options_.progress(fmt::format("{:<16} {:<10} {:<38} {}", script.task(), "perturbed", perturbed.change,
                                      falsified.empty()
                                          ? fmt::format("{} still open", counted(open.size(), "requirement"))
                                          : "falsifies " + join(falsified, ", ")));
      tally.count();
    }
    return {};
  }

  Status look_at_stated(const std::vector<SuiteScript>& scripts, const Json& before) {
    keep_unloaded(before, stated_rows_);
    if (!options_.stated) return {};
    TRY_ASSIGN(StatedSeen seen, prove_stated({suite_, oracle_, versions_, records_, before, options_}, scripts));
    for (auto& [task, row] : seen.rows) stated_rows_[task] = std::move(row);
    falsify_by_values(scripts);
    for (Finding& finding : seen.findings) result_.findings.push_back(std::move(finding));
    result_.stated = std::move(seen.counts);
    return {};
  }

  Status look_at_robust(const std::vector<SuiteScript>& scripts, const Json& before) {
    keep_unloaded(before, robust_rows_);
    if (!options_.robust) return {};
    TRY_ASSIGN(RobustSeen seen, prove_robust({suite_, oracle_, versions_, before, options_}, scripts));
    for (auto& [task, row] : seen.rows) robust_rows_[task] = std::move(row);
    for (Finding& finding : seen.findings) result_.findings.push_back(std::move(finding));
    result_.margins = std::move(seen.margins);
    return {};
  }

  /// Of systems that couldn't be loaded all stays.
  void keep_unloaded(const Json& before, Json& rows) const {
    if (problems_.empty() || !before.is_object()) return;
    for (const auto& [task, row] : before.items())
      if (!suite_.find(task.substr(0, task.find('/')))) rows[task] = row;
  }

  Status look_at_instances(const Json& before) {
    TRY_ASSIGN(InstancesSeen seen, prove_instances({suite_, versions_, before, options_}));
    instance_rows_ = Json::object();
    keep_unloaded(before, instance_rows_);
    for (auto& [task, row] : seen.rows) instance_rows_[task] = std::move(row);
    for (Finding& finding : seen.findings) result_.findings.push_back(std::move(finding));
    result_.instances = seen.count;
    result_.cpu_s += seen.cpu_s;
    return {};
  }

  /// Of rows that weren't looked at this time those stay whose script is still there.
  void make_record(const std::vector<SuiteScript>& scripts, const Json& before) {
    Json rows = Json::object(), perturbations = Json::object();
    if (const Json& known = get(before, kScripts); known.is_object() && !problems_.empty()) rows = known;
    for (const SuiteScript& script : scripts_of(suite_, "*"))
      if (const Json& row = get(get(before, kScripts), script.name(suite_.folder)); row.is_object())
        rows[script.name(suite_.folder)] = row;
    for (const SuiteScript& script : scripts)
      if (auto it = records_.find(script.script->address().string()); it != records_.end())
        rows[script.name(suite_.folder)] = it->second.to_json();
    if (const Json& known = get(before, kFalsifiers); known.is_object() && !is_whole()) perturbations = known;
    for (const auto& [name, by] : falsifiers_)
      if (by.starts_with("perturbation of ")) perturbations[name] = by;
    result_.record = {{"suite", suite_.name},
                      {"suite_hash", problems_.empty() ? Json(suite_.hash) : get(before, "suite_hash")},
                      {"simulator", {{"name", suite_.simulator}, {"version", versions_.simulator}}},
                      {"probe", versions_.probe},
                      {kScripts, rows},
                      {kFalsifiers, perturbations},
                      {kStated, stated_rows_},
                      {kInstances, instance_rows_},
                      {kRobust, robust_rows_},
                      {"sensitivity", options_.sensitivity}};
  }

  /// After every part of the proof: what has been seen outlives whatever ends the next one.
  Status keep(const std::vector<SuiteScript>& scripts, const Json& before) {
    make_record(scripts, before);
    return options_.write ? write() : Status{};
  }

  Status write() {
    TRY(write_computed(suite_));
    TRY(traces_.keep());  // before the rows that name them
    TRY(write_file(suite_.folder / "validation.json", validation_text(result_.record)));
    return is_whole() ? drop_unused_traces(scripts_of(suite_, "*")) : Status{};
  }

  Status drop_unused_traces(const std::vector<SuiteScript>& scripts) {
    std::map<std::string, std::set<std::string>> used;
    for (const SuiteScript& script : scripts) {
      const Json& row = get(get(result_.record, kScripts), script.name(suite_.folder));
      if (auto trace = get_string(row, "trace")) used[script.system->name].insert(*trace);
    }
    return traces_.keep_only(used);
  }

  /// Everything was looked at: what the record says of other scripts is of ones that are gone.
  bool is_whole() const { return options_.only == "*" && problems_.empty(); }

  const suite::Suite& suite_;
  const std::vector<Error>& problems_;  ///< of systems that couldn't be loaded
  const ValidationOptions& options_;
  TemporaryFolder work_;
  oracle::Oracle oracle_;
  StoredTraces traces_{suite_.folder / "traces"};
  Versions versions_;
  std::mutex findings_gate_;
  Records records_;
  std::map<std::string, std::string> falsifiers_;
  Json stated_rows_ = Json::object(), instance_rows_ = Json::object(), robust_rows_ = Json::object();
  Validation result_;
};

/// What stored traces say today, held against what was written.
class Reevaluation {
 public:
  explicit Reevaluation(const suite::Suite& suite) : suite_(suite), traces_(suite.folder / "traces") {}

  void check(const SuiteScript& script, const ScriptRecord& record, std::vector<Finding>& findings) {
    if (record.trace.empty()) return;
    fs::path file = traces_.file(script.system->name);
    auto trace = traces_.read(script.system->name, record.trace);
    if (!trace) return findings.push_back({trace.error().where, trace.error().message});
    for (const std::string& id : answered_otherwise(script, record, *trace))
      findings.push_back({file.string(), fmt::format("requirement {} of {} is judged differently today than in "
                                                     "validation.json; run `simbench suite validate`",
                                                     id, script.name(suite_.folder))});
    if (script.role == "reference") reference_ = *trace;
    if (!record.agreement) return;
    auto now = agreement_of(script.turn(), *trace, reference_);
    if (!now || std::abs(*now - *record.agreement) > kSameAgreement)
      findings.push_back(
          {file.string(), fmt::format("{} agrees with its reference by {} today, by {} in "
                                      "validation.json; run `simbench suite validate`",
                                      script.name(suite_.folder), now.value_or(std::nan("")), *record.agreement)});
  }

 private:
  const suite::Suite& suite_;
  StoredTraces traces_;
  trace::Trace reference_;  ///< of the turn at hand: it comes first
};

}  // namespace

Result<Validation> validate(const suite::Suite& suite, const ValidationOptions& options) {
  return Validator(suite, {}, options).run();
}

Result<Validation> validate(const suite::Partial& partial, const ValidationOptions& options) {
  return Validator(partial.suite, partial.problems, options).run();
}

Result<std::vector<Finding>> revalidate(const suite::Suite& suite) {
  TRY_ASSIGN(Json record, read_validation(suite));
  Versions versions{get_string(get(record, "simulator"), "version").value_or(""),
                    sandbox::probe_version(suite.simulator)};
  std::vector<SuiteScript> scripts = scripts_of(suite, "*");
  Records records;
  std::vector<Finding> findings;
  Reevaluation reevaluation(suite);
  for (const SuiteScript& script : scripts) {
    const Json& row = get(get(record, kScripts), script.name(suite.folder));
    if (row.is_null()) continue;
    ScriptRecord seen = ScriptRecord::from_json(row, script.turn());
    if (seen.key != key_of(script, versions))
      findings.push_back({script.script->where(),
                          "the script, its task or the probe changed since validation.json was written; run `simbench "
                          "suite validate`"});
    reevaluation.check(script, seen, findings);
    records[script.script->address().string()] = std::move(seen);
  }
  for (Finding& finding : check_claims(suite, scripts, records)) findings.push_back(std::move(finding));
  for (Finding& finding : check_givens(scripts)) findings.push_back(std::move(finding));
  return findings;
}

std::string unfalsified_text(const std::vector<std::string>& requirements, bool stated) {
  return fmt::format(
      "for your information, no finding: no mutant, given file or other value that was tried breaks {}; {}, and "
      "mutants "
      "that do are better",
      join(requirements, ", "),
      stated ? "--sensitivity shows whether a perturbation of the reference does"
             : "--stated and --sensitivity show whether another value or a perturbation of the reference does");
}

}  // namespace simbench::proof
