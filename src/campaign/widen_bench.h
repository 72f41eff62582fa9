#pragma once
#include "base/base.h"

namespace simbench::campaign {

/// Writes the run `wide`: `times` the epochs of the made-up run `narrow`, every reply and program with a line of its
/// own. A run of a million cells is made in minutes so, where saving cell by cell takes most of an hour.
Status widen(const fs::path& narrow, size_t times, const fs::path& wide);

}  // namespace simbench::campaign
