// simbench check: a linter for scripts that use a simulator.
#include <unistd.h>

#include <algorithm>

#include "api_index/api_index.h"
#include "cli/api_index.h"
#include "cli/run_functions.h"
#include "conformance/conformance.h"
#include "pysrc/pysrc.h"
#include "sandbox/sandbox.h"

namespace simbench::cli {
namespace {

std::string unified(std::string_view file, std::string_view before, std::string_view after) {
  std::vector<std::string_view> a = split_lines(before), b = split_lines(after);
  std::string out = fmt::format("--- {}\n+++ {} (fixed)\n", file, file);
  for (size_t i = 0; i < a.size() && i < b.size(); ++i)  // renames never change the number of lines
    if (a[i] != b[i]) out += fmt::format("@@ -{0} +{0} @@\n-{1}\n+{2}\n", i + 1, a[i], b[i]);
  return out;
}

std::string summary(size_t errors, size_t warnings, size_t files) {
  return fmt::format("{} and {} in {}", counted(errors, "error"), counted(warnings, "warning"), counted(files, "file"));
}

/// Modules beside the script: what Python finds first, be it among the files to check or not.
conformance::Surroundings surroundings_of(const fs::path& file) {
  conformance::Surroundings around;
  std::error_code ignored;
  fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored)) {
    bool package = it->is_directory(ignored);
    if (package || it->path().extension() == ".py") around.siblings.push_back(it->path().stem().string());
  }
  std::sort(around.siblings.begin(), around.siblings.end());
  return around;
}

/// What the interpreter that would run it can import; nullopt if it isn't here.
std::optional<std::vector<std::string>> installed_for(const api_index::Index& index) {
  for (const std::string& name : sandbox::simulator_names()) {
    if (name != index.package()) continue;
    sandbox::Simulator found = sandbox::find_simulator(name);
    if (found.problem.empty()) return std::vector<std::string>(found.packages.begin(), found.packages.end());
  }
  return std::nullopt;
}

/// The interpreter is asked only when a script imports more than Python's own modules and those beside it.
conformance::Report check_here(const api_index::Index& index, std::string_view program,
                               conformance::Surroundings around) {
  around.installed = std::vector<std::string>();
  conformance::Report report = conformance::check(index, program, around);
  if (std::none_of(report.violations.begin(), report.violations.end(),
                   [](const conformance::Violation& v) { return v.kind == "import"; }))
    return report;
  around.installed = installed_for(index);
  return conformance::check(index, program, around);
}

/// What is said of all files together.
struct Tally {
  size_t errors = 0, warnings = 0;
  bool all_read = true;
  Json files = Json::array();
};

/// Applies the renames that are certain, shows them, and checks what came of it.
Result<conformance::Report> fix(const api_index::Index& index, const std::string& file, std::string& program,
                                conformance::Report report, const conformance::Surroundings& around) {
  int count = 0;
  std::string fixed = conformance::apply_fixes(program, report, &count);
  if (count == 0) return report;
  say(unified(file, program, fixed));
  TRY(write_file(file, fixed));
  program = std::move(fixed);
  return check_here(index, program, around);
}

std::string why_no_step(const api_index::Index& index, std::string_view program) {
  std::vector<std::string> imported = pysrc::imported_packages(program);
  if (std::find(imported.begin(), imported.end(), index.package()) != imported.end())
    return "no step or static solve is reached";
  return fmt::format("it doesn't import {}, so there was nothing of its API to check, and nothing steps",
                     index.package());
}

Status check_file(const Arguments& arguments, const std::string& file, Tally& tally) {
  TRY_ASSIGN(std::string program, read_file(file, size_t{256} << 20));
  TRY_ASSIGN(api_index::IndexPointer index, index_for(arguments.text("api"), file, program));
  conformance::Surroundings around = surroundings_of(file);
  conformance::Report report = check_here(*index, program, around);
  if (arguments.flag("fix")) {
    TRY_ASSIGN(report, fix(*index, file, program, std::move(report), around));
  }
  size_t errors = static_cast<size_t>(report.fatal_count());
  tally.errors += errors;
  for (const conformance::Violation& v : report.violations) tally.warnings += !v.fatal && !v.deliberate;
  if (arguments.json()) {
    tally.files.push_back(report.to_json(file));
    return {};
  }
  std::string text = conformance::to_human_text(report, file, program, isatty(STDOUT_FILENO) == 1);
  if (!text.empty()) print(text);
  if (errors == 0 && !report.steps) print(fmt::format("{}: note: {} [no step]\n", file, why_no_step(*index, program)));
  return {};
}

}  // namespace

/// A file that can't be read keeps none of the others from being checked.
Result<int> run_check(const Arguments& arguments) {
  // An index that isn't there is nobody's file.
  if (std::string api = arguments.text("api"); api != "auto") {
    TRY(api_index::load_index(api));
  }
  Tally tally;
  for (const std::string& file : arguments.positional)
    if (Status checked = check_file(arguments, file, tally); !checked) {
      tally.all_read = false;
      say("simbench check: " + checked.error().text());
      if (arguments.json()) tally.files.push_back({{"file", file}, {"error", checked.error().text()}});
    }
  if (arguments.json())
    print(to_pretty_text({{"files", tally.files}}));
  else if (tally.errors + tally.warnings > 0)
    say(summary(tally.errors, tally.warnings, arguments.positional.size()));
  if (!tally.all_read) return kUsage;
  return tally.errors == 0 ? kOk : kFailed;
}

}  // namespace simbench::cli
