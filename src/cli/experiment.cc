// simbench experiment calibration | context | category | stepwise | cross-simulator: a plan of cells, the run, its
// analysis, a page.
#include <algorithm>
#include <cstdlib>

#include "cli/analyze.h"
#include "cli/budget.h"
#include "cli/calibrate.h"
#include "cli/evaluate.h"
#include "cli/judge.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"
#include "cli/words.h"
#include "report/report.h"

namespace simbench::cli {
namespace {

/// Keeps the page in the run and writes its report. out: the report's path
Result<std::string> keep_page(const Arguments& arguments, const fs::path& folder, const Json& page) {
  TRY_ASSIGN(auto store, store::Store::open(folder));
  TRY(store->put_note("experiment", page));
  TRY_ASSIGN(report::Written written,
             report::write(*store, folder / "report.html", {.seed = analysis_options(arguments).seed}));
  return written.file.string();
}

std::string with_interval(const Json& row, const std::string& name) {
  analysis::Shown shown = analysis::shown(row, name);
  return shown.value.value_or("–") +
         (shown.interval ? fmt::format(" [{}, {}]", shown.interval->first, shown.interval->second) : "");
}

/// Tables with a line of names.
std::string findings_text(const Json& findings) {
  std::string out;
  for (const Json& part : findings) {
    out += "\n" + get_string(part, "title").value_or("") + "\n";
    if (part["rows"].empty()) {
      out += "  nothing: " + get_string(part, "reason").value_or("") + "\n";
      continue;
    }
    std::vector<std::vector<std::string>> lines(1 + part["rows"].size());
    std::vector<size_t> widths;
    for (const Json& column : part["columns"]) {
      auto name = column.get<std::string>();
      lines[0].push_back(name);
      widths.push_back(columns(name));
      for (size_t i = 0; i < part["rows"].size(); ++i) {
        lines[i + 1].push_back(with_interval(part["rows"][i], name));
        widths.back() = std::max(widths.back(), columns(lines[i + 1].back()));
      }
    }
    for (const auto& line : lines) {
      std::string text;
      for (size_t i = 0; i < line.size(); ++i)
        text += "  " + line[i] + std::string(i + 1 < line.size() ? widths[i] - columns(line[i]) : 0, ' ');
      out += text + "\n";
    }
    out += analysis::reasons_text(part);
  }
  return out;
}

/// The question and its answer: what whoever asked wants to read first.
std::string answer_text(const Json& page) {
  size_t width = std::max(reader_width().value_or(100), kLeastForProse);
  return wrapped("", page["question"].get<std::string>(), width) +
         wrapped("", page["answer"].get<std::string>(), width) + "\n";
}

/// Settings for a suite already cut down to the experiment's systems.
Result<campaign::Settings> prepare(const Arguments& arguments, const suite::Suite& suite,
                                   const analysis::Experiment& experiment) {
  TRY_ASSIGN(campaign::Settings settings, settings_of(arguments, suite));
  campaign::apply(experiment, settings);
  return settings;
}

/// in before: what the plan says of the steps before the run
Result<int> on_one_suite(const Arguments& arguments, std::string_view name, std::vector<std::string> before = {}) {
  if (!arguments.has("suite")) return usage_error("--suite is missing: e.g. --suite mujoco");
  TRY_ASSIGN(suite::Suite suite, load_suite(arguments.text("suite")));
  const analysis::Experiment& experiment = campaign::experiment_called(name);
  campaign::keep_what_it_asks(experiment, suite);
  TRY_ASSIGN(campaign::Settings settings, prepare(arguments, suite, experiment));
  TRY_ASSIGN(std::vector<store::CellRow> cells, campaign::plan(settings));
  fs::path folder = run_folder(arguments, suite);
  TRY_ASSIGN(Evaluated evaluated, evaluate(arguments, {settings}, folder));
  if (evaluated.json.is_null()) return evaluated.code;
  Json page{{"name", experiment.name}, {"question", experiment.question}, {"plan", std::move(before)}};
  for (const std::string& line : campaign::plan_lines(settings, cells.size())) page["plan"].push_back(line);
  {
    TRY_ASSIGN(auto store, store::Store::open_read_only(folder));
    TRY_ASSIGN(Json tables, analysis::analyze(*store, analysis_options(arguments)));
    page["findings"] = analysis::findings(name, tables);
    page["answer"] = analysis::answer(name, page["findings"]);
  }
  TRY_ASSIGN(std::string report, keep_page(arguments, folder, page));
  if (arguments.json())
    print(to_text({{"run", evaluated.json}, {"experiment", page}, {"report", report}}));
  else
    print(answer_text(page) + fitted(evaluated.text + findings_text(page["findings"]), reader_width()) +
          "\nreport: " + report);
  return evaluated.code;
}

/// What the calibrations took isn't the run's any more.
void take_off(const campaign::Budget& budget, Arguments& arguments) {
  Json now = budget.to_json();
  if (auto limit = arguments.number("budget-usd"))
    arguments.values["budget-usd"] = {
        fmt::format("{:.6f}", std::max(0.0, *limit - get_number(now, "spent_usd").value_or(0)))};
  if (auto limit = arguments.integer("budget-tokens"))
    arguments.values["budget-tokens"] = {
        std::to_string(std::max<int64_t>(0, *limit - std::llround(get_number(now, "spent_tokens").value_or(0))))};
  tell("calibrations " + budget_text(budget) + "; the run has the rest");
}

/// Whatever the run itself would refuse is refused before a judge is asked. What it took is taken off the budget.
Result<std::vector<Json>> calibrate_first(Arguments& arguments) {
  TRY_ASSIGN(suite::Suite suite, load_suite(arguments.text("suite")));
  TRY_ASSIGN(campaign::Settings settings, settings_of(arguments, suite));
  TRY_ASSIGN(campaign::JudgeSettings judges, judge_settings(arguments));
  TRY_ASSIGN(std::vector<campaign::Panel> panels, campaign::assemble(judges, suite.name, settings.models));
  bool model = false;
  for (const campaign::Panel& panel : panels)
    for (const judge::Identity& who : panel.identities()) model = model || who.is_model();
  if (!model) return usage_error("--judge names no model that could be calibrated: e.g. --judge openai/gpt-5");
  TRY_ASSIGN(provider::Prices prices, prices_of(arguments));
  TRY_ASSIGN(std::optional<campaign::Budget> budget, budget_of(arguments, prices, judges.judges));
  judges.budget = budget ? &*budget : nullptr;
  Result<std::vector<Json>> records = calibrate_judges(arguments, suite, judges, campaign::Known::keep);
  if (budget) take_off(*budget, arguments);
  return records;
}

}  // namespace

/// Judges that fail their calibration grade the run all the same: whether that shows there is the question.
Result<int> run_experiment_calibration(const Arguments& arguments) {
  if (!arguments.has("suite")) return usage_error("--suite is missing: e.g. --suite mujoco");
  Arguments all_judges = arguments;
  all_judges.values["uncalibrated"] = {"true"};
  Result<std::vector<Json>> records = calibrate_first(all_judges);
  if (!records) return no_calibration(records.error());
  return on_one_suite(all_judges, "calibration", campaign::calibration_lines(*records));
}

Result<int> run_experiment_context(const Arguments& arguments) {
  return on_one_suite(arguments, "context");
}
Result<int> run_experiment_category(const Arguments& arguments) {
  return on_one_suite(arguments, "category");
}
Result<int> run_experiment_stepwise(const Arguments& arguments) {
  return on_one_suite(arguments, "stepwise");
}

Result<int> run_experiment_cross_simulator(const Arguments& arguments) {
  std::string both = arguments.text("suite");
  auto names = split(both, ',');
  if (names.size() != 2) return usage_error("name two suites: --suite mujoco,chrono");
  if (!arguments.has("out")) return usage_error("say with --out where the two runs go");
  std::array<suite::Suite, 2> suites;
  for (size_t i = 0; i < 2; ++i) {
    TRY_ASSIGN(suites[i], load_suite(std::string(names[i])));
  }
  size_t twins = campaign::keep_twins(suites[0], suites[1]);
  if (twins == 0)
    return fail(ErrorCode::invalid_input,
                fmt::format("suites {} and {} share no twin system (twin = … in system.toml)", names[0], names[1]));
  const analysis::Experiment& experiment = campaign::experiment_called("cross-simulator");
  Json lines = Json::array(), runs = Json::array();
  lines.push_back(fmt::format("{} a twin in the other suite", counted(twins, "system has", "systems have")));
  std::array<fs::path, 2> folders;
  std::string text;
  int code = kOk;
  for (size_t i = 0; i < 2; ++i) {
    TRY_ASSIGN(campaign::Settings settings, prepare(arguments, suites[i], experiment));
    TRY_ASSIGN(std::vector<store::CellRow> cells, campaign::plan(settings));
    folders[i] = fs::path(arguments.text("out")) / suites[i].name;
    TRY_ASSIGN(Evaluated evaluated, evaluate(arguments, {settings}, folders[i]));
    if (evaluated.json.is_null()) return evaluated.code;
    for (const std::string& line : campaign::plan_lines(settings, cells.size())) lines.push_back(line);
    runs.push_back(evaluated.json);
    text += evaluated.text + "\n";
    code = std::max(code, evaluated.code);
  }
  Json page{{"name", experiment.name},
            {"question", fmt::format("{} First: {}, second: {}.", experiment.question, suites[0].name, suites[1].name)},
            {"plan", lines}};
  {
    TRY_ASSIGN(auto first, store::Store::open_read_only(folders[0]));
    TRY_ASSIGN(auto second, store::Store::open_read_only(folders[1]));
    TRY_ASSIGN(page["findings"], analysis::cross_findings(*first, *second, analysis_options(arguments)));
    page["answer"] = analysis::answer("cross-simulator", page["findings"]);
  }
  Json reports = Json::array();
  for (const fs::path& folder : folders) {
    TRY_ASSIGN(std::string report, keep_page(arguments, folder, page));
    reports.push_back(report);
    text += "report: " + report + "\n";
  }
  if (arguments.json())
    print(to_text({{"runs", runs}, {"experiment", page}, {"reports", reports}}));
  else
    print(answer_text(page) + fitted(text + findings_text(page["findings"]), reader_width()));
  return code;
}

}  // namespace simbench::cli
