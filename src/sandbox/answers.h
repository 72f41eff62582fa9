#pragma once
// The suites hold the answers. Where the program is installed inside a folder that a candidate must see (a Python
// environment, /usr), they are kept out of its sight.
#include <optional>
#include <vector>

#include "base/base.h"

namespace simbench::sandbox {

/// Where the answers lie for whoever sees `folder` under that name; nullopt if they don't lie in it.
std::optional<fs::path> answers_below(const fs::path& folder);

/// What of a folder may be read.
struct Sight {
  std::vector<fs::path> readable;  ///< folders and files, with all that is in them
  std::vector<fs::path> listable;  ///< folders whose names may be seen: Python looks for modules there
};
/// All of `folder` but the answers.
Sight without_answers(const fs::path& folder);

}  // namespace simbench::sandbox
