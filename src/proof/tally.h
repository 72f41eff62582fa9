#pragma once
// Counts what a part of a validation has run.
#include "proof/validation.h"

namespace simbench::proof {

/// Tells at once how much there is, and after each run how far it is. Callers hold a lock where runs end in threads.
class Tally {
 public:
  Tally(const ValidationOptions& options, std::string part, size_t all)
      : options_(options), standing_{std::move(part), 0, all} {
    tell();
  }
  void count() {
    ++standing_.done;
    tell();
  }

 private:
  void tell() const {
    if (options_.stands && standing_.all > 0) options_.stands(standing_);
  }
  const ValidationOptions& options_;
  Standing standing_;
};

}  // namespace simbench::proof
