#pragma once
// The probe's end of the trace pipe (docs/format/probe.md), shared by all probes of one candidate process; C names for
// ctypes. Frames go out while the script runs: the process may die at any moment.
#include <cstdint>

extern "C" {

/// What every probe keeps up to date while the script runs; Python reads it through ctypes.
struct SimbenchProgress {
  double sim_time_s;    ///< simulated time since the start of the main run
  double total_time_s;  ///< the same summed over all systems and episodes
  uint64_t steps;
  uint64_t state_writes;
  uint64_t in_probe;  ///< above 0 while the probe looks at the simulation: a crash then isn't the script's
};
extern SimbenchProgress simbench_progress;

/// Calls of an API name, by slot; a name is given to each slot once. Read when the run ends, also when it is cut off.
constexpr int kSimbenchSlots = 4096;
extern uint64_t simbench_counts[kSimbenchSlots];
void simbench_wire_name(int slot, const char* name);

/// Reads the 16-byte key from `config_fd`; frames then go to `trace_fd`. Returns 0, or -1 when there is no key.
int simbench_wire_open(int config_fd, int trace_fd);
/// The script has printed a line with a number: `number` is its first, `look` is the same for lines that look alike
/// (above 0; 0: unknown). Kept with the simulated time, and sent before `Z`. Thread-safe.
void simbench_wire_printed(double number, int look);
/// More lines aren't told.
void simbench_wire_printed_enough();
/// The script writes to stdout or stderr by a descriptor of its own.
void simbench_wire_printed_elsewhere();
/// Seeds what C++ libraries take for a random device.
void simbench_wire_seed(uint64_t seed);
/// Ends the process with reason "stalled" when `cpu_s` CPU seconds pass without a step, by SIGPROF: also where native
/// code never comes back.
void simbench_wire_watch(double cpu_s);
/// Sends one frame. Thread-safe; after the end nothing more goes out.
void simbench_wire_frame(char kind, const void* payload, uint32_t size);
/// Sends `Z` with progress and counts, once.
void simbench_wire_end(const char* reason);
/// Sends what waits and a `Z` without counts: the process is about to end from inside. Fatal signals and exit() do it
/// by themselves.
void simbench_wire_die();
/// Sends `Z` and leaves the process at once with status 0.
[[noreturn]] void simbench_wire_stop(const char* reason);
}
