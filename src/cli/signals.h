#pragma once
// Ctrl-C and SIGTERM: what they end, and what is said at once.
#include <atomic>

namespace simbench::cli {

/// While it lives, for work that leaves nothing behind: the first signal says why and ends the process.
class EndOnSignals {
 public:
  explicit EndOnSignals(const char* words);
  ~EndOnSignals();
  EndOnSignals(const EndOnSignals&) = delete;
  EndOnSignals& operator=(const EndOnSignals&) = delete;

 private:
  const char* words_before_;
  void (*interrupt_before_)(int);
  void (*terminate_before_)(int);
};

/// Set by the first Ctrl-C or SIGTERM: what runs ends, nothing is started, the run can be resumed. The second one ends
/// simbench at once.
const std::atomic<bool>& stop_on_signals();
/// Set by the second one: what is under way isn't waited for any more. The third ends the process.
const std::atomic<bool>& dropped_by_signal();

}  // namespace simbench::cli
