#include "cli/signals.h"

#include <unistd.h>

#include <csignal>
#include <cstring>

#include "cli/command.h"
#include "log/log.h"

namespace simbench::cli {
namespace {

std::atomic<bool> interrupted = false, dropped = false, two_steps = false, quiet = false;
std::atomic<const char*> last_words = nullptr;

/// A handler may call little else. On a terminal a progress bar may stand in the line.
void say_from_handler(const char* words) {
  if (quiet) return;
  for (const char* part : {::isatty(STDERR_FILENO) == 1 ? "\n" : "", words, "\n"}) {
    [[maybe_unused]] ssize_t written = ::write(STDERR_FILENO, part, std::strlen(part));
  }
}

void end_on_interrupt(int) {
  say_from_handler(last_words);
  ::_exit(kInterrupted);
}

/// The first signal ends with what is under way; of commands that ask models the second goes without it. Then the
/// system's own way is left.
void on_interrupt(int signal) {
  bool again = interrupted.exchange(true);
  if (!again) say_from_handler("interrupted: nothing new is begun");
  if (again) dropped = true;
  if (again || !two_steps) std::signal(signal, SIG_DFL);
}

}  // namespace

EndOnSignals::EndOnSignals(const char* words) : words_before_(last_words.exchange(words)) {
  quiet = !logs(LogLevel::warning);
  interrupt_before_ = std::signal(SIGINT, end_on_interrupt);
  terminate_before_ = std::signal(SIGTERM, end_on_interrupt);
}

EndOnSignals::~EndOnSignals() {
  last_words = words_before_;
  std::signal(SIGINT, interrupt_before_);
  std::signal(SIGTERM, terminate_before_);
}

const std::atomic<bool>& stop_on_signals() {
  quiet = !logs(LogLevel::warning);
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);
  return interrupted;
}

const std::atomic<bool>& dropped_by_signal() {
  two_steps = true;
  return dropped;
}

}  // namespace simbench::cli
