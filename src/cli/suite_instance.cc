// simbench suite instance: a suite with other numbers; simbench suite new: one to begin with.
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
    print(fmt::format("instance {} of {} in {}: {} with other numbers, {} drawn again\n", *seed, folder.string(),
                      out.string(), counted(written.tasks, "task"), counted(written.redrawn, "draw")));
  return kOk;
}

Result<int> run_suite_new(const Arguments& arguments) {
  fs::path out = arguments.positional.at(0);
  auto begun = suite::write_new(out);
  if (!begun && begun.error().code == ErrorCode::invalid_input) return usage_error(begun.error().text());
  if (!begun) return pass_on(begun.error());
  if (arguments.json()) {
    print(to_text({{"folder", out.string()},
                   {"name", begun->name},
                   {"canary", begun->canary},
                   {"systems", begun->systems},
                   {"files", begun->files}}));
    return kOk;
  }
  print(fmt::format("suite {} in {}: {} files, canary {}\n", begun->name, out.string(), begun->files, begun->canary));
  print(
      fmt::format("Its system, {}, is proven by `simbench suite validate {}`. Make it yours file by file, with that "
                  "command after each step:\n"
                  "  1. systems/{}: rename the folder, and say in system.toml what it is and how long it runs\n"
                  "  2. turn1: prompt.md and parameters.toml, then reference.py, equivalents/, requirements.toml\n"
                  "  3. turn2 and turn3: the same, and given.py; then each turn's mutants.patch, and mutants.toml\n"
                  "docs/suites/authoring.md says what makes a task good, docs/format/suite.md what is required",
                  join(begun->systems, ", "), shell_word(out.string()), join(begun->systems, ", ")));
  return kOk;
}

}  // namespace simbench::cli
