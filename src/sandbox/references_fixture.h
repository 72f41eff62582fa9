#pragma once
// The shipped suites' references as tests run them.
#include <cstdlib>
#include <vector>

#include "base/base.h"

namespace simbench::sandbox {

/// One turn of each system, all three by turns, so that a test stays short; every turn where SIMBENCH_REPEATS is set,
/// as before a release.
inline std::vector<fs::path> reference_files(const std::string& suite) {
  std::vector<fs::path> systems, files;
  for (const auto& entry : fs::directory_iterator(source_folder() / "suites" / suite / "systems"))
    systems.push_back(entry.path());
  std::sort(systems.begin(), systems.end());
  for (size_t i = 0; i < systems.size(); ++i)
    for (size_t turn = 0; turn < 3; ++turn)
      if (std::getenv("SIMBENCH_REPEATS") != nullptr || turn == i % 3)
        files.push_back(systems[i] / ("turn" + std::to_string(turn + 1)) / "reference.py");
  return files;
}

}  // namespace simbench::sandbox
