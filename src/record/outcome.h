#pragma once
// What happened to a program: values, stored and counted, never exceptions.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"

namespace simbench {

/// The ladder; a verdict is the last rung reached. Persisted by name; the order is part of the meaning.
enum class Verdict {
  no_code = 0,   ///< no program could be taken from the reply
  syntax = 1,    ///< there is a program; it doesn't parse or one of its imports fails (the reason says which)
  imports = 2,   ///< it parses and its imports work
  builds = 3,    ///< the first step (or static solve) was called
  steps = 4,     ///< the first step returned
  finishes = 5,  ///< it ended by itself after a step or reached the horizon, without an uncaught error: compile@1
  physical = 6,  ///< and the motion is finite, stable, and made by the simulator
  faithful = 7,  ///< and it does what the task asks: pass@1
};
std::string_view to_string(Verdict verdict);  ///< "no-code", "syntax", …
std::optional<Verdict> verdict_from(std::string_view text);

/// Who is responsible. Only pass and model_fail are scored.
enum class CellClass { pass, model_fail, infra_fail, unscored };
std::string_view to_string(CellClass cell_class);
std::optional<CellClass> cell_class_from(std::string_view text);

/// How a run of a program ended, as the parent process saw it.
enum class End {
  finished,      ///< the script ended by itself
  horizon,       ///< stopped by the probe at the simulated horizon
  error,         ///< an uncaught exception
  crashed,       ///< a signal or C++ abort; `signal` says which
  exited,        ///< the process was ended from C (exit, _exit) before the probe's last record
  cpu_limit,     ///< CPU seconds used up
  wall_limit,    ///< wall clock used up although the CPU wasn't
  memory_limit,  ///< out of the memory allowed
  idle,          ///< a loop that never steps
  not_started,   ///< our side could not start it
};
std::string_view to_string(End end);
std::optional<End> end_from(std::string_view text);

/// An uncaught error in the user's script.
struct ScriptError {
  std::string type;                ///< "AttributeError", "SIGSEGV", …
  std::string message;             ///< in the interpreter's words
  int line = 0;                    ///< line of the candidate's file, 0 if unknown
  int column = 0, end_column = 0;  ///< first and last byte of the place in that line, from 1; 0 if unknown
};

/// How well the candidate was locked in (docs/format/isolation.md).
struct Isolation {
  std::string grade = "none";  ///< "strong", "medium", "weak", "none"
  std::vector<std::string> layers;
  std::vector<std::string> missing;  ///< one line each: layer, consequence, remedy
  Json to_json() const;
};

/// Everything that one execution showed, apart from the trace itself.
struct Outcome {
  End end = End::not_started;
  int signal = 0;
  bool parses = false, imports = false, first_step_called = false, first_step_returned = false;
  std::optional<ScriptError> error;
  std::string infra;  ///< why it is our side's fault, "" if it isn't: "missing_module: pychrono.sensor", "missing_data:
                      ///< …", "probe: …"
  std::string lacks;  ///< what the script needed to go on and its world didn't have, "" if that wasn't it:
                      ///< "missing_package: scipy", "missing_file: scene.xml", "outside_file: /etc/x",
                      ///< "forbidden: start processes"
  int64_t steps = 0;
  int64_t state_writes = 0;  ///< steps before which the script had overwritten the state
  double sim_time_s = 0, cpu_s = 0, wall_s = 0;
  std::vector<std::string> warnings;    ///< instability warnings of the simulator
  std::vector<std::string> notes;       ///< what the probe found odd about the model or how it is stepped
  std::vector<std::string> last_calls;  ///< the last API calls before the end
  std::string stdout_tail, stderr_tail;
  std::string simulator, simulator_version;
  std::string sensors = "real";  ///< "real", "declared" (recording doubles) or "none"
  Isolation isolation;
  std::string trace;  ///< content hash of the trace, "" if there is none

  Json to_json() const;
  static Outcome from_json(const Json& json);
};

/// One requirement's judgement with its evidence.
struct RequirementResult {
  std::string id;
  std::optional<bool> met;  ///< nullopt: could not be decided (reason says why)
  Json value;               ///< what was found, in the unit that `reason` or the kind's docs name
  Json bound;               ///< what was asked
  std::string reason;       ///< one sentence for people
  Json where = nullptr;  ///< of one that isn't met: {"at_s", "objects"}, where to look in its motion; null if unknown
  Json to_json() const;
  static RequirementResult from_json(const Json& json);
};

/// The end of the oracle's work on one program.
struct Judgement {
  Verdict verdict = Verdict::no_code;
  CellClass cell_class = CellClass::unscored;
  std::string reason;  ///< a code, optionally ": details": "syntax_error", "cpu_limit", "no_requirements", …
  std::vector<RequirementResult> requirements;
  Json comparison;  ///< sub-scores against the reference, null if none was made
};

}  // namespace simbench
