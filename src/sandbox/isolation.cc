#include <mutex>

#include <fmt/format.h>

#include "sandbox/process.h"

namespace simbench::sandbox {
namespace {

bool bubblewrap_works() {
  ProcessOptions options;
  options.timeout_s = 20;
  auto tried = run_process({"bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--ro-bind", "/", "/", "true"}, options);
  return tried && tried->exit_code == 0;
}

Isolation probe() {
  Isolation found;
  found.layers.push_back("rlimits");
  if (bubblewrap_works()) {
    found.layers.push_back("namespaces");
    found.grade = "medium";
  } else {
    found.missing.push_back("namespaces: candidates see files and network; install bubblewrap and allow user namespaces");
    found.grade = "weak";
  }
  return found;
}

}  // namespace

const Isolation& isolation() {
  static const Isolation found = probe();
  return found;
}

}  // namespace simbench::sandbox
