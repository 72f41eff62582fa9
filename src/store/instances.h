#pragma once
// The drawn instances of a suite that a run has cells of (docs/format/store.md, "manifest.json").
#include <optional>

#include "base/json.h"
#include "record/record.h"

namespace simbench::store {

class Instances {
 public:
  explicit Instances(const Json& manifest) : rows_(get(manifest, "instances")) {}

  /// The seed of the instance that the cell is of; nullopt: the suite as it stands.
  std::optional<uint64_t> of(const CellKey& key) const;
  /// The task's name in the notes "tasks" and "references": "pendulum/2", or "pendulum/2@7" where instance 7 has other
  /// numbers.
  std::string task(const CellKey& key) const;

 private:
  Json rows_;  ///< seed → {"suite": hash, "tasks": {task: what was drawn}}
};

}  // namespace simbench::store
