// simbench suite instance: a suite with other numbers.
#include "cli/run_functions.h"
#include "oracle/oracle.h"
#include "suite/suite.h"

namespace simbench::cli {

Result<int> run_suite_instance(const Arguments& arguments) {
  fs::path out = arguments.text("out");
  if (out.empty()) return usage_error("say with --out where the instance goes");
  auto seed = arguments.integer("seed");
  if (!seed || *seed < 0) return usage_error("say with --seed N, 0 or more, which instance it is");
  TRY_ASSIGN(fs::path folder, suite::locate(arguments.positional.at(0)));
  TRY_ASSIGN(suite::InstanceWritten written,
             suite::write_instance(folder, static_cast<uint64_t>(*seed), out, oracle::compute));
  if (arguments.json())
    print(to_text({{"folder", out.string()}, {"seed", *seed}, {"tasks", written.tasks}, {"redrawn", written.redrawn}}));
  else
    print(fmt::format("instance {} of {} in {}: {} tasks with other numbers, {} draws drawn again\n", *seed,
                      folder.string(), out.string(), written.tasks, written.redrawn));
  return kOk;
}

}  // namespace simbench::cli
