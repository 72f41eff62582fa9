// Parquet by Apache Arrow's own Python package: Debian 12 has no C++ one (docs/decisions/013).
#include <cstdlib>

#include "exchange/formats.h"
#include "exchange/lines.h"

namespace simbench::exchange {
namespace {

/// SIMBENCH_ARROW_PYTHON, else the environment `arrow` of the program's own.
fs::path arrow_python() {
  const char* chosen = std::getenv("SIMBENCH_ARROW_PYTHON");
  return chosen ? fs::path(chosen) : environment_folder() / "arrow" / "bin" / "python";
}

tl::unexpected<Error> no_arrow(const fs::path& python, const std::string& what) {
  return fail(
      ErrorCode::unsupported,
      fmt::format("Parquet needs a Python with pyarrow ({}): python3 -m venv arrow && arrow/bin/pip install -r {} "
                  "and SIMBENCH_ARROW_PYTHON=arrow/bin/python",
                  what, (data_folder("requirements") / "arrow.txt").string()),
      python.string());
}

}  // namespace

Status write_parquet(const store::Store& store, const fs::path& folder, const ExportOptions&) {
  fs::path python = arrow_python();
  std::error_code code;
  if (!fs::exists(python, code)) return no_arrow(python, "there is none here");
  TemporaryFolder lines;
  TRY(write_lines(store, lines.path(), {}));
  constexpr double kLongest_s = 24 * 3600;
  TRY_ASSIGN(ProcessResult result,
             run_process({python.string(), "-I", (data_folder("exchange", "src/exchange") / "parquet.py").string(),
                          (lines.path() / kCellsFile).string(), folder.string()},
                         {.timeout_s = kLongest_s}));
  if (result.exit_code == 0) return {};
  if (result.err.find("No module named 'pyarrow") != std::string::npos) return no_arrow(python, "this one has none");
  return fail(ErrorCode::unavailable, "pyarrow failed: " + tail(result.err, 2000), python.string());
}

}  // namespace simbench::exchange
