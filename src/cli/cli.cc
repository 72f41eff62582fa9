#include "cli/cli.h"

#include <cstdio>

namespace simbench::cli {
int main(int, char**) {
  std::puts("simbench " SIMBENCH_VERSION);
  return 0;
}
}  // namespace simbench::cli
