#include "proof/validation.h"

#include <mutex>

#include "oracle/oracle.h"
#include "proof/claims.h"
#include "proof/sensitivity.h"

namespace simbench::proof {
namespace {

constexpr size_t kPerturbationsPerTurn = 120;

/// Hash of the probe's files: what all simulators share, and this one's own folder. A changed probe may see other
/// things.
std::string probe_hash(const std::string& simulator) {
  Hasher hasher;
  fs::path folder = source_folder() / "probes";
  for (const fs::path& file : list_files(folder)) {
    fs::path name = file.lexically_relative(folder);
    bool is_shared = name.begin() == std::prev(name.end());
    if (file.extension() == ".pyc" || (!is_shared && *name.begin() != simulator)) continue;
    auto text = read_file(file);
    hasher.add(name.string(), text ? *text : "");
  }
  return hasher.hex().substr(0, 16);
}

std::string key_of(const SuiteScript& script, const std::string& simulator_version, const std::string& probe) {
  return Hasher()
      .add("script", script.script->code)
      .add("turn", script.system->turn(script.turn).hash)
      .add("simulator", simulator_version)
      .add("probe", probe)
      .hex()
      .substr(0, 16);
}

/// The outcome without what changes from run to run: times, paths, the full trace's hash.
Outcome repeatable(Outcome outcome) {
  outcome.wall_s = 0;
  outcome.cpu_s = std::round(outcome.cpu_s * 100) / 100;
  outcome.isolation = {};
  outcome.stdout_tail.clear(), outcome.stderr_tail.clear();
  outcome.last_calls.clear();
  outcome.trace.clear();
  return outcome;
}

Result<Json> read_record(const suite::Suite& suite) {
  fs::path file = suite.folder / "validation.json";
  if (!fs::exists(file)) return Json::object();
  TRY_ASSIGN(std::string text, read_file(file));
  return parse_json(text, file.string());
}

/// Writes the reduced form of a full trace into the suite; returns its hash.
Result<std::string> store_reduced(const fs::path& full, const fs::path& folder) {
  TRY_ASSIGN(trace::Trace trace, trace::read(full));
  TRY(make_directories(folder));
  return trace::store(trace::encode(trace::reduce(trace, {})), folder);
}

class Validator {
 public:
  Validator(const suite::Suite& suite, const ValidationOptions& options)
      : suite_(suite), options_(options), oracle_(suite, work_.path()), probe_(probe_hash(suite.simulator)) {}

  Result<Validation> run() {
    sandbox::Simulator simulator = sandbox::find_simulator(suite_.simulator);
    if (!simulator.problem.empty()) return fail(ErrorCode::unsupported, simulator.problem);
    version_ = simulator.version;
    TRY_ASSIGN(Json before, read_record(suite_));
    std::vector<SuiteScript> scripts = scripts_of(suite_, options_.only);
    if (scripts.empty()) return fail(ErrorCode::not_found, fmt::format("no task matches '{}'", options_.only));
    TRY(run_scripts(scripts, before));
    result_.findings = check_claims(suite_, scripts, records_);
    TRY(find_falsifiers(scripts, before));
    TRY(write(scripts, before));
    return std::move(result_);
  }

 private:
  Status run_scripts(const std::vector<SuiteScript>& scripts, const Json& before) {
    std::mutex gate;
    std::optional<Error> error;
    parallel_for(scripts.size(), options_.jobs, [&](size_t i) {
      {
        std::lock_guard lock(gate);
        if (error || reuse(scripts[i], before)) return;
      }
      auto record = run_script(scripts[i]);
      std::lock_guard lock(gate);
      if (!record)
        error = record.error();
      else
        note(scripts[i], std::move(*record));
    });
    if (error) return pass_on(*error);
    return {};
  }

  bool reuse(const SuiteScript& script, const Json& before) {
    const Json& row = get(get(before, "scripts"), script.name(suite_.folder));
    if (get_string(row, "key") != key_of(script, version_, probe_)) return false;
    ScriptRecord record = ScriptRecord::from_json(row);
    if (!record.trace.empty() && !fs::exists(trace::file(suite_.folder / "traces", record.trace))) return false;
    result_.cpu_s += record.outcome.cpu_s;
    records_[script.script->path.string()] = std::move(record);
    ++result_.scripts, ++result_.reused;
    return true;
  }

  Result<ScriptRecord> run_script(const SuiteScript& script) {
    oracle::Verdicted seen;
    if (script.role == "reference") {
      TRY_ASSIGN(const oracle::Reference* reference, oracle_.reference(*script.system, script.turn));
      seen = {reference->outcome, reference->judgement};
    } else {
      TRY_ASSIGN(seen, oracle_.run(*script.system, script.turn, script.script->code, {.trusted = true}));
    }
    ScriptRecord record;
    record.key = key_of(script, version_, probe_);
    record.verdict = seen.judgement.verdict;
    record.cell_class = seen.judgement.cell_class;
    record.reason = seen.judgement.reason;
    record.requirements = seen.judgement.requirements;
    record.comparison = seen.judgement.comparison;
    record.outcome = repeatable(seen.outcome);
    if (!seen.outcome.trace.empty()) {
      TRY_ASSIGN(record.trace, store_reduced(trace::file(work_.path(), seen.outcome.trace), suite_.folder / "traces"));
    }
    return record;
  }

  void note(const SuiteScript& script, ScriptRecord record) {
    result_.cpu_s += record.outcome.cpu_s;
    ++result_.scripts;
    if (options_.progress)
      options_.progress(fmt::format("{:<16} {:<10} {:<28} {:<9} {}", script.task(), script.role,
                                    script.script->path.filename().string(), to_string(record.verdict), record.reason));
    records_[script.script->path.string()] = std::move(record);
  }

  /// Every requirement needs something that breaks it: a mutant, the given file, or (with --sensitivity) a perturbed
  /// reference.
  Status find_falsifiers(const std::vector<SuiteScript>& scripts, const Json& before) {
    falsifiers_ = falsifiers(suite_, scripts, records_);
    const Json& known = get(before, "falsifiers");
    for (const SuiteScript& script : scripts) {
      if (script.role != "reference") continue;
      std::set<std::string> open;
      for (const suite::Requirement& r : script.system->turn(script.turn).requirements) {
        ++result_.requirements;
        std::string name = script.task() + " " + r.id;
        auto earlier = get_string(known, name);
        bool still_holds =
            earlier && earlier->starts_with("perturbation of " + script.system->turn(script.turn).hash.substr(0, 12));
        if (!falsifiers_.contains(name) && still_holds) falsifiers_[name] = *earlier;
        if (!falsifiers_.contains(name)) open.insert(r.id);
      }
      if (options_.sensitivity && !open.empty()) TRY(perturb(script, open));
      for (const suite::Requirement& r : script.system->turn(script.turn).requirements)
        if (open.contains(r.id) && options_.sensitivity)
          result_.findings.push_back(
              {r.where,
               fmt::format("requirement {} of {} has no falsifier: no mutant, given file or perturbation breaks it",
                           r.id, script.task())});
    }
    result_.falsified = static_cast<int>(falsifiers_.size());
    return {};
  }

  Status perturb(const SuiteScript& script, std::set<std::string>& open) {
    for (const Perturbed& perturbed : perturbations(script.script->code, kPerturbationsPerTurn)) {
      if (open.empty()) break;
      TRY_ASSIGN(oracle::Verdicted seen,
                 oracle_.run(*script.system, script.turn, perturbed.program, {.trusted = true}));
      for (const RequirementResult& r : seen.judgement.requirements) {
        if (r.met != false || seen.judgement.verdict < Verdict::finishes || open.erase(r.id) == 0) continue;
        falsifiers_[script.task() + " " + r.id] = fmt::format(
            "perturbation of {}: {}", script.system->turn(script.turn).hash.substr(0, 12), perturbed.change);
        if (options_.progress)
          options_.progress(fmt::format("{:<16} falsified  {:<28} {}", script.task(), r.id, perturbed.change));
      }
    }
    return {};
  }

  Status write(const std::vector<SuiteScript>& scripts, const Json& before) {
    Json rows = options_.only == "*" ? Json::object() : get(before, "scripts");
    Json names = options_.only == "*" ? Json::object() : get(before, "falsifiers");
    if (!rows.is_object()) rows = Json::object();
    if (!names.is_object()) names = Json::object();
    for (const SuiteScript& script : scripts)
      if (auto it = records_.find(script.script->path.string()); it != records_.end())
        rows[script.name(suite_.folder)] = it->second.to_json();
    for (const auto& [name, by] : falsifiers_) names[name] = by;
    result_.record = {{"format", 1},
                      {"suite", suite_.name},
                      {"suite_hash", suite_.hash},
                      {"simulator", {{"name", suite_.simulator}, {"version", version_}}},
                      {"probe", probe_},
                      {"scripts", rows},
                      {"falsifiers", names},
                      {"sensitivity", options_.sensitivity}};
    TRY(write_file(suite_.folder / "validation.json", to_pretty_text(result_.record)));
    if (options_.only == "*") drop_unused_traces(rows);
    return {};
  }

  void drop_unused_traces(const Json& rows) {
    std::set<std::string> used;
    for (const Json& row : rows) used.insert(trace::file("", get_string(row, "trace").value_or("")).string());
    for (const fs::path& file : list_files(suite_.folder / "traces")) {
      std::error_code ignored;
      if (!used.contains(file.filename().string())) fs::remove(file, ignored);
    }
  }

  const suite::Suite& suite_;
  const ValidationOptions& options_;
  TemporaryFolder work_;
  oracle::Oracle oracle_;
  std::string probe_, version_;
  Records records_;
  std::map<std::string, std::string> falsifiers_;
  Validation result_;
};

/// The judgement that a stored trace gives today differs from the one that was written: the vocabulary changed.
std::optional<Finding> compare_with_today(const SuiteScript& script, const ScriptRecord& record,
                                          const suite::Suite& suite) {
  if (record.trace.empty()) return std::nullopt;
  fs::path file = trace::file(suite.folder / "traces", record.trace);
  auto trace = trace::read(file);
  if (!trace) return Finding{file.string(), trace.error().message};
  const suite::Turn& turn = script.system->turn(script.turn);
  std::map<std::string, std::optional<bool>> now;
  for (const RequirementResult& r : verdict::evaluate(turn, {&record.outcome, &*trace, script.script->code}))
    now[r.id] = r.met;
  for (const RequirementResult& r : record.requirements)
    if (auto it = now.find(r.id); it == now.end() || it->second != r.met)
      return Finding{file.string(), fmt::format("requirement {} of {} is judged differently today than in "
                                                "validation.json ({}); run `simbench suite validate`",
                                                r.id, script.name(suite.folder),
                                                r.met ? (*r.met ? "met then" : "not met then") : "undecided then")};
  return std::nullopt;
}

}  // namespace

Result<Validation> validate(const suite::Suite& suite, const ValidationOptions& options) {
  return Validator(suite, options).run();
}

Result<std::vector<Finding>> revalidate(const suite::Suite& suite) {
  TRY_ASSIGN(Json record, read_record(suite));
  std::string version = get_string(get(record, "simulator"), "version").value_or(""),
              probe = probe_hash(suite.simulator);
  std::vector<SuiteScript> scripts = scripts_of(suite, "*");
  Records records;
  std::vector<Finding> findings;
  for (const SuiteScript& script : scripts) {
    const Json& row = get(get(record, "scripts"), script.name(suite.folder));
    if (row.is_null()) continue;
    ScriptRecord seen = ScriptRecord::from_json(row);
    if (seen.key != key_of(script, version, probe))
      findings.push_back({script.script->path.string(),
                          "the script, its task or the probe changed since validation.json was written; run `simbench "
                          "suite validate`"});
    if (auto finding = compare_with_today(script, seen, suite)) findings.push_back(*finding);
    records[script.script->path.string()] = std::move(seen);
  }
  for (Finding& finding : check_claims(suite, scripts, records)) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace simbench::proof
