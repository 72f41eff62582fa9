#include "proof/instances.h"

#include <mutex>

#include "proof/first_look.h"
#include "proof/tally.h"

namespace simbench::proof {
namespace {

/// One instance of the suite with what is run of it.
struct Instance {
  uint64_t seed = 1;
  suite::Suite suite;
  std::vector<SuiteScript> scripts;  ///< of turns whose numbers were drawn
  Records records;                   ///< of those that were run
};

/// "turn1/equivalents/other.py", as rows name a script.
std::string short_name(const SuiteScript& script, const suite::Suite& suite) {
  return script.script->address().lexically_relative(suite.folder / "systems" / script.system->name).generic_string();
}

class InstanceProver {
 public:
  explicit InstanceProver(const InstanceProofs& proofs) : proofs_(proofs) {}

  Result<InstancesSeen> run() {
    size_t wanted = proofs_.options.instances, known = seeds_known();
    for (uint64_t seed = 1; seed <= std::max(wanted, known); ++seed) {
      TRY_ASSIGN(Instance instance, load(seed, seed <= wanted));
      if (seed <= wanted) TRY(run_scripts(instance));
      note(instance, seed <= wanted);
    }
    for (auto& [task, row] : seen_.rows) finish(task, row);
    std::erase_if(seen_.rows, [](const auto& entry) { return entry.second["scripts"].empty(); });
    return std::move(seen_);
  }

 private:
  size_t seeds_known() const {
    size_t most = 0;
    if (!proofs_.before.is_object()) return most;
    for (const Json& row : proofs_.before)
      for (const Json& keys : get(row, "scripts")) most = std::max(most, keys.size());
    return most;
  }

  Result<Instance> load(uint64_t seed, bool tell) {
    TRY_ASSIGN(suite::Partial partial,
               suite::load_what_is_right(proofs_.suite.folder, verdict::check_kind, {seed, oracle::compute}));
    for (const Error& problem : partial.problems)
      if (tell && is_news(problem))
        seen_.findings.push_back({problem.where, fmt::format("instance {}: {}", seed, problem.message)});
    return Instance{.seed = seed, .suite = std::move(partial.suite)};
  }

  /// Not of a system that can't be loaded at all, and not told of an earlier instance.
  bool is_news(const Error& problem) {
    fs::path below = fs::path(problem.where).lexically_relative(proofs_.suite.folder / "systems");
    bool of_system = !below.empty() && *below.begin() != ".." && *below.begin() != ".";
    if (of_system && !proofs_.suite.find(below.begin()->string())) return false;
    return told_.insert(problem.text()).second;
  }

  bool is_known(const SuiteScript& script, const Instance& instance) const {
    const Json& keys = get(get(get(proofs_.before, script.task()), "scripts"), short_name(script, instance.suite));
    size_t at = instance.seed - 1;
    return keys.is_array() && at < keys.size() && keys[at] == key_of(script, proofs_.versions);
  }

  Status run_scripts(Instance& instance) {
    TemporaryFolder traces;
    oracle::Oracle oracle(instance.suite, traces.path());
    std::vector<SuiteScript> open;
    for (const SuiteScript& script : scripts_of(instance.suite, proofs_.options.only))
      if (!script.turn().drawn.is_null() && (proofs_.options.redo || !is_known(script, instance)))
        open.push_back(script);
    FirstLook first_look(oracle);
    std::mutex gate;
    std::optional<Error> error;
    std::vector<const SuiteScript*> order = in_running_order(open);
    Tally tally(proofs_.options, fmt::format("instance {} of {}", instance.seed, proofs_.options.instances),
                order.size());
    parallel_for(order.size(), proofs_.options.jobs, [&](size_t i) {
      const SuiteScript& script = *order[i];
      if (std::lock_guard lock(gate); error) return;
      auto run = is_wrong(script) ? first_look.run(*script.system, script.turn_number, script.script->code,
                                                   [&](const auto& missed) { return is_settled_by(script, missed); })
                                  : run_script(oracle, script);
      std::lock_guard lock(gate);
      if (!run) {
        error = run.error();
        return;
      }
      ScriptRecord record = ScriptRecord::of(*run);
      tell(instance, script, record);
      instance.records[script.script->address().string()] = std::move(record);
      tally.count();
    });
    seen_.cpu_s += oracle.cpu_s();
    if (error) return pass_on(*error);
    for (Finding& finding : check_claims(instance.suite, open, instance.records))
      seen_.findings.push_back({finding.where, fmt::format("instance {}: {}", instance.seed, finding.message)});
    return {};
  }

  static bool is_wrong(const SuiteScript& script) { return script.role == "mutant" || script.role == "given"; }

  void tell(const Instance& instance, const SuiteScript& script, const ScriptRecord& record) const {
    if (!proofs_.options.progress) return;
    proofs_.options.progress(fmt::format("{:<16} {:<10} {:<28} {:<9} {}", script.task(),
                                         fmt::format("instance {}", instance.seed), script.script->name(),
                                         to_string(record.verdict), record.reason));
  }

  /// Into the rows: the key of each script that holds in this instance, "" of one that doesn't or isn't known.
  void note(const Instance& instance, bool ran) {
    std::map<std::string, size_t> redrawn;
    for (const SuiteScript& script : scripts_of(instance.suite, "*")) {
      if (script.turn().drawn.is_null()) continue;
      auto record = instance.records.find(script.script->address().string());
      bool holds =
          record == instance.records.end() ? is_known(script, instance) : !broken_claim(script, record->second);
      Json& row = seen_.rows[script.task()];
      row["scripts"][short_name(script, instance.suite)].push_back(holds ? key_of(script, proofs_.versions) : "");
      redrawn[script.task()] = script.turn().drawn["redrawn"].get<size_t>();
    }
    for (const auto& [task, draws] : redrawn) {
      Json& row = seen_.rows[task];
      row["redrawn"] = row.value("redrawn", size_t{0}) + draws;
      if (ran && is_asked(proofs_.options.only, task)) seen_.count.redrawn += draws, ++seen_.count.drawn;
    }
  }

  /// Counts the instances in which all scripts hold; those at the end in which none does are left out.
  void finish(const std::string& task, Json& row) {
    size_t proven = 0, last = 0, seeds = 0;
    for (const Json& keys : row["scripts"]) seeds = std::max(seeds, keys.size());
    for (size_t i = 0; i < seeds; ++i) {
      bool all = true, any = false;
      for (const Json& keys : row["scripts"]) {
        bool holds = i < keys.size() && keys[i] != "";
        all = all && holds, any = any || holds;
      }
      proven += all;
      if (any) last = i + 1;
    }
    for (Json& keys : row["scripts"])
      while (keys.size() > last) keys.erase(keys.size() - 1);
    row["proven"] = proven;
    if (last == 0) row["scripts"].clear();
    if (is_asked(proofs_.options.only, task)) ++seen_.count.tasks, seen_.count.proven += proven;
  }

  const InstanceProofs& proofs_;
  InstancesSeen seen_;
  std::set<std::string> told_;
};

}  // namespace

Result<InstancesSeen> prove_instances(const InstanceProofs& proofs) {
  return InstanceProver(proofs).run();
}

}  // namespace simbench::proof
