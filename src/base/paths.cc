// The only file that knows where it was built: all others compile to the same object in every checkout (ccache shares
// them).
#include "base/paths.h"

#include <cstdlib>

namespace simbench {
namespace {

namespace filesystem = std::filesystem;

constexpr std::string_view kShare = "share/simbench";

filesystem::path find_prefix() {
  std::error_code ignored;
  filesystem::path program = filesystem::read_symlink("/proc/self/exe", ignored);
  filesystem::path prefix = program.parent_path().parent_path();
  return !prefix.empty() && filesystem::is_directory(prefix / kShare, ignored) ? prefix : filesystem::path();
}

}  // namespace

const filesystem::path& install_prefix() {
  static const filesystem::path found = find_prefix();
  return found;
}

filesystem::path data_folder(std::string_view name, std::string_view in_source_tree) {
  const char* chosen = std::getenv("SIMBENCH_DATA");
  filesystem::path place = chosen && *chosen           ? filesystem::absolute(chosen).lexically_normal()
                           : !install_prefix().empty() ? install_prefix() / kShare
                                                       : source_folder();
  std::error_code ignored;
  bool is_source_tree = !in_source_tree.empty() && filesystem::exists(place / in_source_tree, ignored);
  return place / (is_source_tree ? in_source_tree : name);
}

filesystem::path native_folder() {
  return install_prefix().empty() ? build_folder() / "probes" : install_prefix() / "lib/simbench";
}

filesystem::path environment_folder() {
  return install_prefix().empty() ? source_folder() / ".deps" : install_prefix() / "lib/simbench";
}

filesystem::path source_folder() {
  return SIMBENCH_SOURCE_DIR;
}
filesystem::path build_folder() {
  return SIMBENCH_BINARY_DIR;
}

}  // namespace simbench
