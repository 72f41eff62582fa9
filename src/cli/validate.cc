// simbench suite validate: proves a suite by running it.
#include "base/toml.h"
#include "cli/api_index.h"
#include "cli/progress.h"
#include "cli/run_functions.h"
#include "cli/signals.h"
#include "cli/words.h"
#include "oracle/oracle.h"
#include "proof/proof.h"
#include "verdict/verdict.h"

namespace simbench::cli {

namespace {

Json stated_json(const proof::Validation& result) {
  Json rows = Json::object();
  for (const proof::StatedCount& count : result.stated)
    rows[count.task] = {{"enforced", count.enforced}, {"unchecked", count.unchecked}, {"total", count.total}};
  return rows;
}

/// A line a task, then the sum.
std::string stated_text(const proof::Validation& result) {
  std::string out;
  proof::StatedCount sum;
  auto line = [](const proof::StatedCount& count) {
    int open = count.total - count.enforced - count.unchecked;
    return fmt::format("{:>4} of {:>4} enforced, {:>3} unchecked{}", count.enforced, count.total, count.unchecked,
                       open > 0 ? fmt::format(", {} open", open) : "");
  };
  for (const proof::StatedCount& count : result.stated) {
    out += fmt::format("stated: {:<20} {}\n", count.task, line(count));
    sum.enforced += count.enforced, sum.unchecked += count.unchecked, sum.total += count.total;
  }
  return out + fmt::format("stated: {:<20} {}", counted(result.stated.size(), "task"), line(sum));
}

Json instances_json(const proof::InstancesCount& count) {
  return {{"tasks", count.tasks}, {"proven", count.proven}, {"drawn", count.drawn}, {"redrawn", count.redrawn}};
}

std::string instances_text(const proof::InstancesCount& count) {
  return fmt::format("instances: {} of {} hold ({} with parameters), {} drawn again", count.proven, count.drawn,
                     counted(count.tasks, "task"), counted(count.redrawn, "draw"));
}

Json margins_json(const proof::Validation& result) {
  Json rows = Json::array();
  for (const proof::RobustMargin& row : result.margins)
    rows.push_back({{"task", row.task}, {"requirement", row.requirement}, {"margin", row.margin}});
  return rows;
}

/// The tasks with the least left, a line each.
std::string margins_text(const proof::Validation& result) {
  constexpr size_t kMargins = 5;
  std::vector<proof::RobustMargin> rows = result.margins;
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.margin < b.margin; });
  std::string out = fmt::format("robust: {} whose values move under perturbations{}", counted(rows.size(), "task"),
                                rows.empty() ? "" : "; the smallest margins:");
  for (size_t i = 0; i < std::min(kMargins, rows.size()); ++i)
    out += fmt::format("\nrobust: {:<20} {:<24} {:.3f}", rows[i].task, rows[i].requirement, rows[i].margin);
  return out;
}

/// What is validated, with what: the first line.
std::string headline(const suite::Suite& suite, std::string_view only) {
  std::vector<std::string> tasks;
  for (const suite::System& system : suite.systems)
    for (const suite::Turn& turn : system.turns)
      if (std::string task = fmt::format("{}/{}", system.name, turn.number); proof::is_asked(only, task))
        tasks.push_back(std::move(task));
  constexpr size_t kNamed = 6;
  sandbox::Simulator simulator = sandbox::find_simulator(suite.simulator);
  std::string release = simulator.problem.empty()
                            ? fmt::format("{} {}", sandbox::title_of(suite.simulator), simulator.version)
                            : fmt::format("{}, which isn't there", suite.simulator);
  return fmt::format("suite {} {} with {}: {}{}", suite.name, suite.version, release, counted(tasks.size(), "task"),
                     tasks.empty() || tasks.size() > kNamed ? "" : " (" + join(tasks, ", ") + ")");
}

/// That no simulator has the name that suite.toml gives, at its line; nullopt if one has.
std::optional<Error> unknown_simulator(const suite::Suite& suite) {
  std::vector<std::string> known = sandbox::simulator_names();
  if (suite.simulator.empty() || std::find(known.begin(), known.end(), suite.simulator) != known.end())
    return std::nullopt;
  fs::path file = suite.folder / "suite.toml";
  auto text = read_file(file);
  Result<TomlDocument> document = text ? parse_toml(*text, file.string()) : pass_on(text.error());
  return Error{ErrorCode::invalid_input,
               fmt::format("unknown simulator '{}'{}", suite.simulator, did_you_mean(suite.simulator, known)),
               document ? document->where("/simulator") : file.string()};
}

/// What came out of it: the last line.
std::string last_line(const suite::Suite& suite, const proof::Validation& result) {
  return fmt::format(
      "{}: {} ({} unchanged since the last time), {} of {} requirements have a falsifier, {:.1f} CPU s: {}", suite.name,
      counted(static_cast<size_t>(result.scripts), "script"), result.reused, result.falsified, result.requirements,
      result.cpu_s, result.findings.empty() ? "proven" : "not proven, " + counted(result.findings.size(), "finding"));
}

}  // namespace

Result<int> run_suite_validate(const Arguments& arguments) {
  EndOnSignals at_once("interrupted: validation.json has the stages that came to their end, the one under way is lost");
  TRY_ASSIGN(fs::path folder, suite::locate(arguments.positional.at(0)));
  TRY_ASSIGN(suite::Partial partial,
             suite::load_what_is_right(folder, verdict::check_kind, {.compute = oracle::compute}));
  const suite::Suite& suite = partial.suite;
  ProgressBar bar;
  proof::ValidationOptions options{
      .sensitivity = arguments.flag("sensitivity"),
      .stated = arguments.flag("stated"),
      .robust = arguments.flag("robust"),
      .redo = arguments.flag("redo"),
      .only = arguments.text("only").empty() ? "*" : arguments.text("only"),
      .jobs = static_cast<size_t>(arguments.integer("jobs").value_or(static_cast<int64_t>(core_count()))),
      .progress = [&](const std::string& line) { bar.note(line); },
      .stands = [&](const proof::Standing& standing) { bar.proving(standing); }};
  int64_t instances = arguments.integer("instances").value_or(0);
  if (instances < 0) return usage_error("--instances is a number, 0 or more");
  options.instances = static_cast<size_t>(instances);
  std::optional<Error> unknown = unknown_simulator(suite);
  if (!unknown) tell_of_missing_index(suite);
  if (!arguments.json()) print(fitted(headline(suite, options.only), reader_width()));
  if (unknown) {
    partial.problems.insert(partial.problems.begin(), *unknown);
    partial.suite.systems.clear();  // nothing can be run
  }
  TRY_ASSIGN(proof::Validation result, proof::validate(partial, options));
  bar.clear();
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
                   {"unfalsified", result.unfalsified},
                   {"stated", options.stated ? stated_json(result) : Json(nullptr)},
                   {"margins", options.robust ? margins_json(result) : Json(nullptr)},
                   {"instances", options.instances > 0 ? instances_json(result.instances) : Json(nullptr)},
                   {"cpu_s", result.cpu_s},
                   {"findings", findings}}));
  } else {
    for (const proof::Finding& finding : result.findings)
      print(fitted(fmt::format("{}: {}", finding.where, finding.message), reader_width()));
    if (!result.unfalsified.empty())
      print(fitted(proof::unfalsified_text(result.unfalsified, options.stated), reader_width()));
    if (options.robust) print(margins_text(result));
    if (options.instances > 0) print(instances_text(result.instances));
    if (options.stated) print(stated_text(result));
    print(last_line(suite, result));
  }
  return result.findings.empty() ? kOk : kSandbox;
}

}  // namespace simbench::cli
