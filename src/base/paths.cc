// The only file that knows where it was built: all others compile to the same object in every checkout (ccache shares
// them).
#include "base/paths.h"

namespace simbench {

std::filesystem::path source_folder() {
  return SIMBENCH_SOURCE_DIR;
}
std::filesystem::path build_folder() {
  return SIMBENCH_BINARY_DIR;
}

}  // namespace simbench
