#pragma once
#include <filesystem>
#include <string_view>

namespace simbench {

/// Where data that belong to the program lie: `name` below SIMBENCH_DATA if that is set, else below share/simbench of
/// the prefix that the program is installed in, else below the source tree. A source tree (SIMBENCH_DATA may name one,
/// too) has some of them elsewhere: `in_source_tree`, "" where it is the same as `name`. The folder need not exist.
std::filesystem::path data_folder(std::string_view name, std::string_view in_source_tree = "");
/// The prefix that this program is installed in (it lies in bin/, its data in share/simbench), "" if it is not
/// installed.
const std::filesystem::path& install_prefix();
/// Where native libraries lie that aren't linked: lib/simbench of the prefix, else the build folder's probes/.
std::filesystem::path native_folder();
/// Where Python environments of the program's own lie: lib/simbench of the prefix, else .deps of the source tree.
std::filesystem::path environment_folder();

/// The source tree and the build folder that this program comes from: only this file and tests ask for them.
std::filesystem::path source_folder();
std::filesystem::path build_folder();

}  // namespace simbench
