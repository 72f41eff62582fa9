#pragma once
// Room sandbox: runs one program on one simulator under limits, with a probe; returns an Outcome, never an opinion.
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/base.h"
#include "record/record.h"
#include "trace/trace.h"

namespace simbench::sandbox {

struct Limits {
  double horizon_s = 5;  ///< simulated time; the probe makes viewer loops end there, a hard stop comes at 1.25×
  double cpu_s = 60;
  double wall_s = 180;
  double stall_cpu_s = 0;  ///< CPU seconds in a row without a step that end the run; 0: no such limit
  size_t memory_bytes = size_t{4} << 30;
  size_t output_bytes = 64 << 10;  ///< kept of stdout and of stderr
  size_t trace_bytes = size_t{64} << 20;
};

/// Changes made by the probe, never by editing the script: for reference ensembles and sensitivity.
struct Perturbation {
  double velocity_jitter =
      0;  ///< relative gaussian jitter of initial velocities (absolute 1 m/s scale where they are 0)
  uint64_t seed = 0;
  int substeps = 1;        ///< each step is done as n steps of dt/n
  std::string integrator;  ///< another integrator by the simulator's name, "" = as it is
  std::string solver;      ///< another direct solver in place of the script's, if it has one; "" = as it is
  Json to_json() const;
};

struct Request {
  std::string program;    ///< the candidate's code
  std::string simulator;  ///< "mujoco", "pychrono"
  Limits limits;
  Perturbation perturbation;
  int run = 0;  ///< which of the script's runs is recorded, in the order of their first steps (found out by run())
  bool tell_inputs = false;                  ///< the probe also tells what `repeat` needs
  bool blind = false;                        ///< the probe looks at nothing: whose crash is it? (found out by run())
  std::string repeated = {};                 ///< inputs of another run, in place of a program (set by repeat())
  bool trusted = false;                      ///< our own control: may run under weak isolation
  std::map<std::string, std::string> files;  ///< what lies beside the script: relative name → bytes
};

/// A simulator as found on this host.
struct Simulator {
  std::string name, version, python;
  std::vector<std::string> modules;  ///< importable: "pychrono.vehicle", …
  std::set<std::string, std::less<>>
      packages;  ///< top-level names that its interpreter can import, the standard library's too
  std::vector<std::string> broken_links;  ///< libraries that are symbolic links to what isn't there: "a -> b"
  std::string problem;                    ///< why it can't be used and what to do; "" if it can
};

/// What a second simulation of a run needs, as the probe told it: the model, its first state, and what the script set
/// between steps.
struct Inputs {
  std::string stream;   ///< for `repeat`
  std::string refused;  ///< why the run can't be simulated again: "callback: …"; "" if it can
  bool whole = false;   ///< the stream came to its end
};

/// One program's run with what the probe recorded, nothing of it on disk.
struct Recording {
  Outcome outcome;     ///< its `trace` is ""
  std::string frames;  ///< the trace's bytes for trace::parse and trace::store, "" if there is none
  Inputs inputs = {};  ///< empty unless they were asked for
};
/// Runs one program. Safe to call from several threads.
/// errors: unsupported if the simulator isn't there or the isolation is too weak for an untrusted program (say so and
/// the remedy).
Result<Recording> record(const Request& request);
/// The same; the trace goes to `trace_folder` as <hash>.trace.zst. errors: also those of writing there.
Result<Outcome> run(const Request& request, const fs::path& trace_folder);

/// Whether the simulator's probe can tell what `repeat` needs.
bool can_repeat(std::string_view simulator);
/// Simulates once more what another process was given, without its script, in a process of its own in the same cage.
/// Returns that simulation's frames; "" where it came to no end (what it was given makes no simulation). errors: as
/// `record`; unavailable where this host was too busy.
Result<std::string> repeat(const std::string& simulator, const std::string& stream, const Limits& limits);

/// What a run and its cost depend on besides the request, as a hash: the simulator's release and interpreter, the
/// probe's bytes, this host's processor, the isolation. Cached. `simulator` must have no problem.
const std::string& surroundings_hash(std::string_view simulator);

/// A script of the user's as text. errors: not_found; invalid_input if it is a folder, larger than 4 MiB, binary, or
/// not UTF-8 (with the line).
Result<std::string> read_program(const fs::path& file);

/// Names of the simulators that have a probe.
std::vector<std::string> simulator_names();
/// What people call it: "MuJoCo". `simulator` must be one of `simulator_names()`.
std::string_view title_of(std::string_view simulator);
/// The environment variable that names its interpreter: "SIMBENCH_MUJOCO_PYTHON".
std::string interpreter_variable(std::string_view simulator);
/// Another integrator than the script's `own` (as the census names it), to judge how much the motion depends on it; ""
/// where the simulator has no fitting one.
std::string_view other_integrator(std::string_view simulator, std::string_view own);
/// Another direct solver than scripts mostly use; "" where the simulator has no choice of them.
std::string_view other_solver(std::string_view simulator);

/// Looks for a simulator: its interpreter comes from `interpreter_variable`, else from the program's own prefix, else
/// from .deps of the source tree.
Simulator find_simulator(std::string_view name);
/// Which version of its probe serves a simulator, 0 if there is none: what two runs saw is comparable if it is the
/// same.
int probe_version(std::string_view simulator);
/// Runs small scripts of ours on the simulator in the cage: imports, a step, a step of finite elements where they are
/// there, threads. What went wrong, one line each; empty if all is well. `simulator` must have no problem.
std::vector<std::string> self_test(std::string_view simulator);
/// The layers that work here, found by trying each in a throw-away child; cached.
const Isolation& isolation();
/// Whether programs of real models may run here. errors: unsupported with the layers that are missing and the remedy.
Status may_run_untrusted();
/// Allows untrusted programs under weak isolation (the user insisted).
void allow_weak_isolation(bool allow);

}  // namespace simbench::sandbox
