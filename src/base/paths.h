#pragma once
#include <filesystem>

namespace simbench {

/// The source tree that this program was built from: an uninstalled build finds suites/, probes and .deps/ there.
std::filesystem::path source_folder();
/// The build folder, with the probes' native libraries.
std::filesystem::path build_folder();

}  // namespace simbench
