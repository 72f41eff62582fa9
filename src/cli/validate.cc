// simbench suite validate: proves a suite by running it.
#include "cli/run_functions.h"
#include "proof/proof.h"
#include "verdict/verdict.h"

namespace simbench::cli {

Result<int> run_suite_validate(const Arguments& arguments) {
  TRY_ASSIGN(fs::path folder, suite::locate(arguments.positional.at(0)));
  TRY_ASSIGN(suite::Partial partial, suite::load_what_is_right(folder, verdict::check_kind));
  const suite::Suite& suite = partial.suite;
  proof::ValidationOptions options{
      .sensitivity = arguments.flag("sensitivity"),
      .redo = arguments.flag("redo"),
      .only = arguments.text("only").empty() ? "*" : arguments.text("only"),
      .jobs = static_cast<size_t>(arguments.integer("jobs").value_or(static_cast<int64_t>(core_count()))),
      .progress = [](const std::string& line) { tell(line); }};
  TRY_ASSIGN(proof::Validation result, proof::validate(partial, options));
  Json findings = Json::array();
  for (const proof::Finding& finding : result.findings)
    findings.push_back({{"where", finding.where}, {"message", finding.message}});
  if (arguments.json()) {
    print(to_text({{"suite", suite.name},
                   {"proven", result.findings.empty()},
                   {"scripts", result.scripts},
                   {"reused", result.reused},
                   {"requirements", result.requirements},
                   {"falsified", result.falsified},
                   {"cpu_s", result.cpu_s},
                   {"findings", findings}}));
  } else {
    for (const proof::Finding& finding : result.findings) print(fmt::format("{}: {}", finding.where, finding.message));
    print(fmt::format(
        "{}: {} scripts ({} unchanged since the last time), {} of {} requirements have a falsifier, {:.1f} CPU s, {}",
        suite.name, result.scripts, result.reused, result.falsified, result.requirements, result.cpu_s,
        result.findings.empty() ? "proven" : fmt::format("{} findings", result.findings.size())));
  }
  return result.findings.empty() ? kOk : kSandbox;
}

}  // namespace simbench::cli
