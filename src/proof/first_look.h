#pragma once
// What a program's first step shows: enough to catch most wrong ones, so that they need no whole run.
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "oracle/oracle.h"

namespace simbench::proof {

/// Runs programs that are expected to be wrong. Safe to call from several threads at once.
class FirstLook {
 public:
  /// Whether missing these requirements settles what is asked of a program; missing more never unsettles it.
  using IsEnough = std::function<bool(const std::vector<std::string>& missed)>;

  explicit FirstLook(oracle::Oracle& oracle) : oracle_(oracle) {}

  /// The program's first step judged by the requirements that it decides, where what it misses of them is enough; else
  /// the whole run. errors: those of the oracle
  Result<oracle::Verdicted> run(const suite::System& system, int turn, const std::string& program,
                                const IsEnough& is_enough);

 private:
  struct Slot {
    std::mutex gate;
    std::unique_ptr<suite::System> cut;
  };
  Result<const suite::System*> cut(const suite::System& system, int turn);
  Result<suite::System> make_cut(const suite::System& system, int turn);

  oracle::Oracle& oracle_;
  std::mutex slots_gate_;
  std::map<std::pair<std::string, int>, std::unique_ptr<Slot>> slots_;
};

}  // namespace simbench::proof
