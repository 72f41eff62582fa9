// simbench judge: grades the programs of a run; and the judges' part of `simbench run`.
#include "cli/judge.h"

#include "cli/budget.h"
#include "cli/connections.h"
#include "cli/progress.h"
#include "cli/run_functions.h"
#include "cli/signals.h"
#include "cli/words.h"
#include "log/log.h"

namespace simbench::cli {
namespace {

Result<std::vector<judge::Mode>> modes_of(const Arguments& arguments) {
  std::vector<judge::Mode> modes;
  for (const std::string& name : arguments.list("judge-mode")) {
    std::optional<judge::Mode> mode = judge::mode_from(name);
    if (!mode)
      return usage_error(fmt::format("there is no judge's mode '{}'{}", name, did_you_mean(name, judge::mode_names())));
    if (std::find(modes.begin(), modes.end(), *mode) == modes.end()) modes.push_back(*mode);
  }
  return modes;
}

Result<judge::Options> options_of(const Arguments& arguments) {
  judge::Options options;
  TRY_ASSIGN(options.rubric, judge::load_rubric(arguments.list("rubric").front()));
  if (arguments.has("judge-docs")) {
    TRY_ASSIGN(options.documentation, read_file(arguments.text("judge-docs"), size_t{4} << 20));
    if (trim(options.documentation).empty()) return usage_error("the file of --judge-docs is empty");
  }
  options.sampling = {.temperature = arguments.number("judge-temperature"), .seed = arguments.integer("judge-seed")};
  if (auto tokens = arguments.integer("judge-max-tokens")) options.sampling.max_tokens = static_cast<int>(*tokens);
  options.provider = connections(arguments, "judge-base-url");
  return options;
}

Json row_json(const campaign::JudgeSummary::Row& row) {
  return {{"score", row.score},        {"version", row.version},           {"cells", row.cells},
          {"scored", row.scored},      {"unscored", row.unscored},         {"pending", row.pending},
          {"mean", or_null(row.mean)}, {"contradicted", row.contradicted}, {"repaired", row.repaired},
          {"reasons", row.reasons}};
}

/// The models whose programs would be judged.
Result<std::vector<std::string>> models_of(const store::Store& store) {
  TRY_ASSIGN(std::vector<store::CellRow> cells, store.cells());
  std::set<std::string> models;
  for (const store::CellRow& cell : cells) models.insert(cell.key.model);
  return std::vector<std::string>(models.begin(), models.end());
}

/// A judge that could not be asked at all: a missing key has an exit code of its own.
Result<int> judge_refused(const Error& error) {
  if (error.code != ErrorCode::denied) return pass_on(error);
  say("simbench judge: " + error.text());
  return kEndpoint;
}

}  // namespace

Result<campaign::JudgeSettings> judge_settings(const Arguments& arguments, Rubrics rubrics) {
  size_t named = arguments.list("rubric").size();
  if (named == 0 || (named > 1 && rubrics == Rubrics::one)) return usage_error("--rubric names one rubric");
  campaign::JudgeSettings s{.judges = arguments.list("judge"),
                            .repeats = static_cast<int>(arguments.integer("judge-repeats").value_or(1)),
                            .allow_self = arguments.flag("allow-self-judge"),
                            .uncalibrated = arguments.flag("uncalibrated"),
                            .calibrations = arguments.text("calibrations"),
                            .redo = arguments.flag("redo"),
                            .drop = &dropped_by_signal()};
  TRY(check_named_once("judge", s.judges));
  TRY_ASSIGN(s.modes, modes_of(arguments));
  TRY_ASSIGN(s.options, options_of(arguments));
  return s;
}

Status check_recorded_judges(const campaign::JudgeSettings& settings) {
  for (const judge::Mode& mode : settings.modes)
    for (const std::string& name : settings.judges) {
      judge::Options options = settings.options;
      options.mode = mode;
      if (name.starts_with("judge/replay/")) TRY(check_recorded(judge::make(name, options)));
    }
  return {};
}

Status check_judge_named(const Arguments& arguments) {
  if (!arguments.list("judge").empty()) return {};
  for (const auto& [name, origin] : arguments.origins) {
    bool of_judges =
        name.starts_with("judge-") || name == "rubric" || name == "uncalibrated" || name == "allow-self-judge";
    if (of_judges && origin == "command line")
      return usage_error(fmt::format("--{} has no effect without a judge: name one by --judge", name));
  }
  return {};
}

std::string judge_text(const campaign::JudgeSummary& summary) {
  size_t width = 5;
  for (const auto& row : summary.scores) width = std::max(width, row.score.size());
  std::string text = fmt::format("{:<{}}  {:>6} {:>6} {:>8} {:>8} {:>12}  {}\n", "score", width, "mean", "scored",
                                 "unscored", "pending", "contradicted", "version");
  for (const auto& row : summary.scores)
    text += fmt::format("{:<{}}  {:>6} {:>6} {:>8} {:>8} {:>12}  {}\n", row.score, width,
                        row.mean ? fmt::format("{:.1f}", *row.mean) : "–", row.scored, row.unscored, row.pending,
                        row.contradicted, row.version);
  for (const auto& row : summary.scores)
    if (row.repaired > 0)
      text += fmt::format("{}: {} read after a repair of the answer's form\n", row.score, row.repaired);
  return text;
}

Json judge_json(const campaign::JudgeSummary& summary) {
  Json rows = Json::array(), problems = Json::array();
  for (const auto& row : summary.scores) rows.push_back(row_json(row));
  for (const Error& problem : summary.problems.all) problems.push_back(problem.text());
  return {{"scores", rows},
          {"waiting", summary.waiting},
          {"requests", summary.requests},
          {"interrupted", summary.interrupted},
          {"over_budget", summary.over_budget.empty() ? Json(nullptr) : Json(summary.over_budget)},
          {"alarms", summary.alarms},
          {"problems", problems}};
}

void say_what_is_not_judged(const campaign::JudgeSummary& summary) {
  constexpr size_t kMost = 5;
  size_t untold = logs(LogLevel::warning) ? 0 : summary.problems.all.size();  // each was told on the way
  for (size_t i = 0; i < std::min(kMost, untold); ++i) say("problem: " + summary.problems.all[i].text());
  for (const std::string& alarm : summary.alarms) say("alarm: " + alarm);
  size_t open = 0;
  for (const auto& row : summary.scores) {
    auto final = row.reasons.find("no_program");
    open += row.pending + row.unscored - (final == row.reasons.end() ? 0 : final->second);
  }
  if (open > 0)
    say(fmt::format("{} no value yet (see the reasons with --json); run the same command again to ask once more",
                    counted(open, "score has", "scores have")));
  if (summary.waiting > 0)
    say(fmt::format("{} can't be judged yet, being pending (`simbench run`)", counted(summary.waiting, "cell")));
}

int judge_exit_code(const campaign::JudgeSummary& summary) {
  if (summary.interrupted) return kInterrupted;
  if (summary.problems.endpoint || !summary.over_budget.empty()) return kEndpoint;
  bool open =
      std::any_of(summary.scores.begin(), summary.scores.end(), [](const auto& row) { return row.pending > 0; });
  return open ? kFailed : kOk;
}

Result<int> run_judge(const Arguments& arguments) {
  TRY_ASSIGN(campaign::JudgeSettings settings, judge_settings(arguments));
  if (settings.judges.empty())
    return usage_error("--judge is missing: e.g. --judge judge/requirements or --judge openai/gpt-5");
  TRY(check_recorded_judges(settings));
  settings.api = arguments.text("api");
  settings.stop = &stop_on_signals();
  TRY_ASSIGN(provider::Prices prices, prices_of(arguments));
  settings.prices = &prices;
  fs::path folder = arguments.positional.at(0);
  if (!fs::exists(folder / "run.db"))
    return fail(ErrorCode::not_found, "there is no run here; start one with `simbench run`", folder.string());
  TRY_ASSIGN(std::unique_ptr<store::Store> store, store::Store::open(folder));
  TRY_ASSIGN(std::vector<std::string> models, models_of(*store));
  std::string suite = get_string(get(store->manifest(), "suite"), "name").value_or("");
  Result<std::vector<campaign::Panel>> panels = campaign::assemble(settings, suite, models);
  if (!panels) return judge_refused(panels.error());
  TRY_ASSIGN(std::optional<campaign::Budget> budget, budget_of(arguments, prices, settings.judges, *store));
  settings.budget = budget ? &*budget : nullptr;
  Result<campaign::JudgeSummary> summary = [&] {
    ProgressBar bar;
    return campaign::judge_run(*panels, settings, *store, bar);
  }();
  if (!summary) return pass_on(summary.error());
  say_what_is_not_judged(*summary);
  Json json = judge_json(*summary);
  json["run"] = folder.string();
  if (budget) json["budget"] = budget->to_json();
  print(arguments.json() ? to_text(json) : fitted(judge_text(*summary) + budget_text(budget), reader_width()));
  return judge_exit_code(*summary);
}

}  // namespace simbench::cli
