#pragma once
// Room oracle: runs a program, for a task or alone, and judges it. Used by exec, run and proof. The face of the room.
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "base/base.h"
#include "oracle/reference_cache.h"
#include "record/record.h"
#include "sandbox/sandbox.h"
#include "suite/suite.h"
#include "trace/trace.h"
#include "verdict/verdict.h"

namespace simbench::oracle {

/// A task's reference on this host: its run, the limits that follow from it, and the traces that candidates are
/// compared with.
struct Reference {
  Outcome outcome;
  Judgement judgement;  ///< the gold self-test: must be faithful, and (where the turn compares trajectories) converged
  bool must_pass =
      true;  ///< false where the turn has no requirements: then a failing reference only means that nothing is compared
  verdict::ReferenceTraces traces;  ///< plain run first; the ensemble follows where the turn compares
  std::string
      not_converged;  ///< why half the step refutes it; "" where it doesn't or the turn doesn't compare trajectories
  double cpu_limit_s = 30;  ///< 10 × the reference's CPU time, at least 30 s
};

/// Whether a pass is what its model does, by a second simulation outside the candidate's process.
enum class Confirmed {
  not_asked,       ///< no pass, or nobody wanted to know
  yes,             ///< the second simulation is the same
  not_applicable,  ///< there can't be one
  mismatch         ///< it is another
};
struct Confirmation {
  Confirmed confirmed = Confirmed::not_asked;
  std::string reason;  ///< a code, optionally ": details", where it isn't `yes`
};

/// One program's run with the judgement on it.
struct Verdicted {
  Outcome outcome;
  Judgement judgement;
  Confirmation confirmation = {};
};

/// How to run besides the defaults; `key` tells apart what is cached.
struct RunOptions {
  Arm arm = Arm::given;
  bool trusted = false;  ///< a program of ours
  sandbox::Perturbation perturbation;
  std::map<std::string, std::string> files = {};  ///< what lies beside the program: relative name → bytes
  bool tell_inputs = false;  ///< so that a pass can be confirmed: a program can't see if it will be
  bool confirm = false;      ///< simulate a pass again and compare; needs `tell_inputs`
};

/// In words for people: what kept a script's run from leaving a trace.
std::string why_no_trace(const Outcome& outcome);

/// The oracle for one suite. Safe to call from several threads. Each task's reference is run once, on first use, or its
/// runs are taken from `cache`.
class Oracle {
 public:
  /// `suite` must outlive the oracle; traces are written to `trace_folder`, nowhere if it is "".
  Oracle(const suite::Suite& suite, fs::path trace_folder, ReferenceCache cache = {});

  /// errors: unsupported when the simulator isn't there; those of the sandbox.
  Result<const Reference*> reference(const suite::System& system, int turn);

  /// Runs `program` for a task and judges it. A wall-clock expiry below the CPU limit is retried once with nothing
  /// beside it: it stays a hang then, or becomes infra_fail if it ends. A pass whose second simulation is another is
  /// run once more; where that one's is another, too, it is no pass but tampered with. errors: as `reference`.
  Result<Verdicted> run(const suite::System& system, int turn, const std::string& program, const RunOptions& options);

  /// CPU time of all that it has run so far, references and their ensembles included; none of what came from the cache.
  double cpu_s() const { return cpu_s_; }

 private:
  struct Slot {
    std::mutex gate;
    std::unique_ptr<Reference> reference;
  };
  struct Seen {
    Outcome outcome;
    std::optional<trace::Trace> trace;
  };
  Result<sandbox::Recording> execute(const suite::Turn& turn, const std::string& program, const RunOptions& options,
                                     double cpu_limit_s);
  Result<Seen> see(sandbox::Recording recording) const;
  Result<Verdicted> run_once(const suite::Turn& turn, const std::string& program, const RunOptions& options,
                             const Reference& gold);
  Result<Seen> run_reference(const suite::Turn& turn, const sandbox::Perturbation& perturbation);
  Result<std::unique_ptr<Reference>> make_reference(const suite::System& system, const suite::Turn& turn);
  Status add_ensemble(const suite::Turn& turn, Reference& reference);

  const suite::Suite& suite_;
  fs::path trace_folder_;
  ReferenceCache cache_;
  std::mutex slots_gate_;
  std::map<std::pair<std::string, int>, std::unique_ptr<Slot>> slots_;
  std::atomic<double> cpu_s_ = 0;
  std::shared_mutex alone_;  ///< held shared by ordinary runs, exclusively by a retry
};

/// Runs a turn's oracle.py in the cage, without a simulator: what its function expected(p) gives, by name. Cached for
/// the process's life, by content. errors: invalid_input with file and line: it imports a simulator, crashes, has no
/// such function; unsupported where no interpreter with numpy is there
Result<Json> compute(const suite::Computation& asked);

/// What a reference must bear without missing anything: the members of its ensemble, and another direct solver where
/// the simulator has a choice of them. `plain`: its run as it is.
std::vector<sandbox::Perturbation> robustness(std::string_view simulator, const suite::Turn& turn,
                                              const trace::Trace& plain);
/// "half the step", "jittered start 2", "integrator RK4", "solver SparseQR"
std::string name_of(const sandbox::Perturbation& perturbation);

/// What whoever grades programs needs of an oracle: the seam at which tests put a toy. Called from several threads at
/// once.
struct Bench {
  std::function<Result<const Reference*>(const suite::System&, int turn)> reference;
  std::function<Result<Verdicted>(const suite::System&, int turn, const std::string& program, const RunOptions&)> run;
  std::function<Status()> may_run_untrusted;  ///< asked before anything is paid for
  std::string simulator_version;
  /// The oracle itself, which must outlive it. errors: unsupported when the simulator isn't there
  static Result<Bench> real(Oracle& oracle, const std::string& simulator);
};

/// Why nothing of the task can be judged here: its own reference doesn't pass. "" if it does.
std::string problem_with(const Reference& reference, std::string_view task);

/// The trace that the outcome names; nullopt if it left none that can be read.
std::optional<trace::Trace> trace_of(const Outcome& outcome, const fs::path& folder);

/// A script that answers no task.
struct Alone {
  std::string simulator;
  double horizon_s = 5;
  std::map<std::string, std::string> files = {};  ///< what lies beside it: relative name → bytes
  std::optional<fs::path> reference;              ///< a script whose motion it is compared with
};

/// Runs and judges `program` by the ladder alone; with a reference the judgement's comparison holds the agreement of
/// the two motions. errors: those of the sandbox; invalid_input if the reference leaves no motion
Result<Verdicted> run_alone(const std::string& program, const Alone& how, const fs::path& trace_folder);

}  // namespace simbench::oracle
