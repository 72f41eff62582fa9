// simbench index: makes an API index from an installed package or from a folder of SWIG proxies.
#include "api_index/api_index.h"
#include "cli/run_functions.h"
#include "sandbox/sandbox.h"

namespace simbench::cli {

Result<int> run_index(const Arguments& arguments) {
  std::string package = arguments.text("package"), out = arguments.text("out"), folder = arguments.text("proxies");
  if (package.empty())
    return usage_error(fmt::format("--package is missing: {}, or another package's import name",
                                   join(sandbox::simulator_names(), ", ")));
  std::string python = arguments.text("python").empty() ? "python3" : arguments.text("python");
  TRY_ASSIGN(std::string text, api_index::make_index(python, package, folder, arguments.text("release")));
  if (out.empty()) {
    print(text);
    return kOk;
  }
  TRY(write_file(out, text));
  say(fmt::format("{}: {} lines, {} bytes", out, split_lines(text).size(), text.size()));
  return kOk;
}

}  // namespace simbench::cli
