#pragma once
// Runs of references, kept across processes: each costs seconds, and is the same on one host until something changes.
#include <optional>
#include <string>

#include "base/base.h"
#include "sandbox/sandbox.h"
#include "suite/suite.h"

namespace simbench::oracle {

/// A folder of runs (docs/format/grade.md, "What is kept"). What can't be read or written is run anew: a cache never
/// fails. Safe to share between processes.
class ReferenceCache {
 public:
  ReferenceCache() = default;  ///< keeps nothing
  explicit ReferenceCache(fs::path folder) : folder_(std::move(folder)) {}
  /// $XDG_CACHE_HOME/simbench, else ~/.cache/simbench; "" where neither is known.
  static fs::path usual_folder();

  /// Everything that the run of a turn's reference depends on, as a hash; "" where nothing is kept.
  std::string key(const suite::Turn& turn, const std::string& simulator,
                  const sandbox::Perturbation& perturbation) const;
  std::optional<sandbox::Recording> find(const std::string& key) const;
  /// Runs that our side or a limit ended are not kept.
  void keep(const std::string& key, const sandbox::Recording& recording) const;

 private:
  fs::path file(const std::string& key) const { return folder_ / "references" / (key + ".json"); }
  fs::path traces() const { return folder_ / "traces"; }

  fs::path folder_;
};

}  // namespace simbench::oracle
