// What run and experiment share: settings, the run itself, and what is said of it (room campaign does the work).
#include "cli/evaluate.h"

#include <cstdio>
#include <ctime>

#include "cli/analyze.h"
#include "cli/budget.h"
#include "cli/connections.h"
#include "cli/judge.h"
#include "cli/progress.h"
#include "cli/reference_cache.h"
#include "cli/signals.h"
#include "log/log.h"

namespace simbench::cli {
namespace {

Result<std::vector<Arm>> arms_of(const Arguments& arguments) {
  std::vector<Arm> arms;
  for (const std::string& name : arguments.list("arm")) {
    std::optional<Arm> arm = arm_from(name);
    if (!arm) {
      std::vector<std::string> known;
      for (Arm one : all_arms()) known.emplace_back(to_string(one));
      return usage_error(fmt::format("there is no arm '{}'{}", name, did_you_mean(name, known)));
    }
    if (std::find(arms.begin(), arms.end(), *arm) == arms.end()) arms.push_back(*arm);
  }
  return arms;
}

/// "2/3": the second of three shares. errors: usage errors
Result<std::optional<campaign::Shard>> shard_of(const Arguments& arguments) {
  if (!arguments.has("shard")) return std::nullopt;
  std::string text = arguments.text("shard");
  size_t number = 0, count = 0;
  int used = 0;
  bool read = std::sscanf(text.c_str(), "%zu/%zu%n", &number, &count, &used) == 2;
  if (!read || static_cast<size_t>(used) != text.size() || number < 1 || number > count)
    return usage_error(fmt::format("--shard is I/N with 1 ≤ I ≤ N, like 2/3, not '{}'", text));
  return campaign::Shard{number - 1, count};
}

/// All shards that have something to do have together the connections that one machine would have; each has at least
/// one.
void share_connections(campaign::Settings& settings) {
  const campaign::Shard& shard = *settings.shard;
  size_t all = settings.provider.max_connections, filled = campaign::filled_shards(settings);
  if (shard.index >= filled) return;  // it asks nobody
  size_t& part = settings.provider.max_connections;
  part = std::max<size_t>(1, (all + filled - 1 - shard.index) / filled);
  std::string among = filled == shard.count ? ""
                      : filled == 1         ? ", since no other shard has anything to do"
                                    : fmt::format(", shared among the {} shards that have something to do", filled);
  tell(fmt::format("shard {}/{}: {} of --max-connections {}{}", shard.index + 1, shard.count, part, all, among));
}

Json share(size_t part, size_t whole) {
  return whole == 0 ? Json(nullptr) : Json(static_cast<double>(part) / static_cast<double>(whole));
}

Json standing_json(const campaign::Standing& s) {
  return {{"model", s.model},
          {"arm", to_string(s.arm)},
          {"cells", s.cells},
          {"pending", s.pending},
          {"scored", s.scored},
          {"unscored", s.unscored},
          {"compile_at_1", share(s.compiled, s.compile_known)},
          {"pass_at_1", s.arm == Arm::repair ? Json(nullptr) : share(s.passed, s.pass_known)},
          {"pass_in_2_tries", s.arm == Arm::repair ? share(s.passed, s.pass_known) : Json(nullptr)},
          {"fidelity", or_null(s.fidelity)}};
}

std::string out_of(size_t part, size_t whole) {
  return whole == 0 ? "–" : fmt::format("{}/{}", part, whole);
}

std::string standings_text(const std::vector<campaign::Standing>& rows) {
  if (rows.empty()) return "no cells\n";
  size_t width = 5;
  for (const auto& row : rows) width = std::max(width, row.model.size());
  auto twice = [](const campaign::Standing& row) { return row.arm == Arm::repair; };
  bool repairs = std::any_of(rows.begin(), rows.end(), twice);
  std::string text =
      fmt::format("{:<{}}  {:<9} {:>6} {:>10} {:>8}{} {:>9} {:>9} {:>8}\n", "model", width, "arm", "cells", "compile@1",
                  "pass@1", repairs ? "  in 2 tries" : "", "fidelity", "unscored", "pending");
  for (const auto& row : rows)
    text += fmt::format("{:<{}}  {:<9} {:>6} {:>10} {:>8}{} {:>9} {:>9} {:>8}\n", row.model, width, to_string(row.arm),
                        row.cells, out_of(row.compiled, row.compile_known),
                        twice(row) ? "" : out_of(row.passed, row.pass_known),
                        repairs ? fmt::format("{:>12}", twice(row) ? out_of(row.passed, row.pass_known) : "") : "",
                        row.fidelity ? fmt::format("{:.3f}", *row.fidelity) : "–", row.unscored, row.pending);
  return text;
}

Json run_json(const fs::path& folder, const campaign::Summary& summary,
              const std::vector<campaign::Standing>& standings) {
  Json models = Json::array(), problems = Json::array();
  for (const auto& row : standings) models.push_back(standing_json(row));
  for (const Error& problem : summary.problems.all) problems.push_back(problem.text());
  const campaign::Progress& p = summary.progress;
  return {{"run", folder.string()},
          {"cells", p.cells},
          {"done", p.done},
          {"done_before", summary.done_before},
          {"pending", p.cells - p.done},
          {"replies_kept", summary.kept},
          {"interrupted", summary.interrupted},
          {"over_budget", summary.over_budget.empty() ? Json(nullptr) : Json(summary.over_budget)},
          {"models", models},
          {"problems", problems}};
}

/// The exit code of --fail-under, with a line for each model that isn't good enough, or of which nothing is known.
int floor_code(double least, const std::vector<campaign::Standing>& standings) {
  bool below = false, unknown = false;
  for (const auto& row : standings) {
    std::string what = fmt::format("{} of {} ({})", row.arm == Arm::repair ? "success in two tries" : "pass@1",
                                   row.model, to_string(row.arm));
    if (row.pass_known == 0) {
      unknown = true;
      say(fmt::format("not measured: {}: none of {} is scored, so that --fail-under {:g} can't be met", what,
                      counted(row.cells, "cell"), least));
    } else if (static_cast<double>(row.passed) < least * static_cast<double>(row.pass_known)) {
      below = true;
      say(fmt::format("below --fail-under {:g}: {}: {:.3f} ({} of {})", least, what,
                      static_cast<double>(row.passed) / static_cast<double>(row.pass_known), row.passed,
                      row.pass_known));
    }
  }
  return below ? kBelow : unknown ? kFailed : kOk;
}

int exit_code(const Arguments& arguments, const campaign::Summary& summary,
              const std::vector<campaign::Standing>& standings) {
  if (summary.interrupted) return kInterrupted;
  if (summary.problems.endpoint || !summary.over_budget.empty()) return kEndpoint;
  if (summary.problems.sandbox) return kSandbox;
  if (summary.progress.done < summary.progress.cells) return kFailed;
  return arguments.number("fail-under") ? floor_code(*arguments.number("fail-under"), standings) : kOk;
}

void say_what_is_left(const campaign::Summary& summary, const fs::path& folder) {
  constexpr size_t kShown = 5;
  // On the way each was told once, to whoever wants to hear how it goes.
  size_t untold = logs(LogLevel::warning) ? 0 : summary.problems.all.size();
  for (size_t i = 0; i < std::min(kShown, untold); ++i) say("problem: " + summary.problems.all[i].text());
  if (untold > kShown) say(fmt::format("… and {}", counted(summary.problems.all.size() - kShown, "more problem")));
  size_t left = summary.progress.cells - summary.progress.done;
  if (left == 0) return;
  std::string kept = summary.kept == 0 ? ""
                     : summary.kept == 1
                         ? ", with 1 reply that is kept and not paid for again"
                         : fmt::format(", with {} replies that are kept and not paid for again", summary.kept);
  say(fmt::format("{} of {} {} pending{}; run the same command again to go on (--out {})", left,
                  counted(summary.progress.cells, "cell"), left == 1 ? "is" : "are", kept, folder.string()));
}

/// A run that could not begin: a missing key and too weak an isolation have exit codes of their own.
Result<Evaluated> run_refused(const Error& error) {
  int code = error.code == ErrorCode::denied ? kEndpoint : error.code == ErrorCode::unsupported ? kSandbox : kOk;
  if (code == kOk) return pass_on(error);
  say("simbench: " + error.text());
  return Evaluated{code, nullptr, ""};
}

/// A run that could not begin leaves no folder behind, if it made it.
void leave_nothing(std::unique_ptr<store::Store> store) {
  Result<std::vector<store::CellRow>> cells = store->cells();
  if (!cells || !cells->empty()) return;
  fs::path folder = store->folder();
  store.reset();
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

/// What a run is to be judged by: nobody without --judge or with --no-judge. Checked before anything is paid for.
struct Judges {
  campaign::JudgeSettings settings;
  std::vector<campaign::Panel> panels;
};

Result<Judges> judges_of(const Arguments& arguments, const campaign::Settings& run) {
  Judges judges;
  if (arguments.flag("no-judge") || arguments.list("judge").empty()) return judges;
  TRY_ASSIGN(judges.settings, judge_settings(arguments));
  TRY(check_recorded_judges(judges.settings));
  judges.settings.stop = run.stop;
  TRY_ASSIGN(judges.panels, campaign::assemble(judges.settings, run.suite->name, run.models));
  return judges;
}

Result<std::optional<campaign::JudgeSummary>> judge_stage(Judges& judges, const campaign::Summary& run,
                                                          store::Store& store, campaign::Observer& observer) {
  if (judges.panels.empty() || run.interrupted) return std::optional<campaign::JudgeSummary>();
  TRY_ASSIGN(campaign::JudgeSummary summary, campaign::judge_run(judges.panels, judges.settings, store, observer));
  return std::optional(std::move(summary));
}

/// Where one suite, or instance, is run.
struct Seat {
  Seat(const suite::Suite& suite, fs::path traces, oracle::ReferenceCache cache)
      : oracle(suite, std::move(traces), std::move(cache)) {}
  oracle::Oracle oracle;
  oracle::Bench bench;
};

/// One after the other, all of them planned first.
Result<campaign::Summary> run_all(const Arguments& arguments, const std::vector<campaign::Settings>& runs,
                                  store::Store& store, campaign::Observer& observer) {
  std::vector<std::unique_ptr<Seat>> seats;
  std::vector<campaign::Part> parts;
  for (const campaign::Settings& settings : runs) {
    seats.push_back(std::make_unique<Seat>(*settings.suite, store.trace_folder(), reference_cache(arguments)));
    TRY_ASSIGN(seats.back()->bench, oracle::Bench::real(seats.back()->oracle, settings.suite->simulator));
    parts.push_back({&settings, &seats.back()->bench});
  }
  return campaign::run(parts, store, observer);
}

/// What a run may cost: the table of prices, and the budget with what earlier calls spent.
struct Purse {
  provider::Prices prices;
  std::optional<campaign::Budget> budget;
};

/// Says how the run stands and what is left, and gives the exit code.
Result<Evaluated> conclude(const Arguments& arguments, const campaign::Summary& summary,
                           const std::optional<campaign::JudgeSummary>& judged, const Purse& purse,
                           const store::Store& store) {
  const fs::path& folder = store.folder();
  TRY_ASSIGN(std::vector<campaign::Standing> standings, campaign::standings(store));
  say_what_is_left(summary, folder);
  if (judged) say_what_is_not_judged(*judged);
  Evaluated evaluated{exit_code(arguments, summary, standings), run_json(folder, summary, standings),
                      standings_text(standings)};
  if (judged) evaluated.json["judging"] = judge_json(*judged), evaluated.text += "\n" + judge_text(*judged);
  if (purse.budget)
    evaluated.json["budget"] = purse.budget->to_json(), evaluated.text += "\n" + budget_text(purse.budget) + "\n";
  evaluated.text += fmt::format("\nrun: {}\n", folder.string());
  if (evaluated.code == kOk && judged) evaluated.code = judge_exit_code(*judged);
  bool measured = evaluated.code == kOk || evaluated.code == kBelow;
  if (std::string base = arguments.text("fail-if-worse"); measured && !base.empty()) {
    TRY_ASSIGN(Json comparison, compare_with(store, base, {}, analysis_options(arguments)));
    if (int code = gate_code(comparison); evaluated.code == kOk) evaluated.code = code;
    evaluated.json["comparison"] = std::move(comparison);
  }
  return evaluated;
}

}  // namespace

Result<campaign::Settings> settings_of(const Arguments& arguments, const suite::Suite& suite) {
  campaign::Settings s{.suite = &suite,
                       .models = arguments.list("model"),
                       .only = arguments.text("only"),
                       .preset = arguments.text("preset"),
                       .redo = arguments.flag("redo"),
                       .stop = &stop_on_signals(),
                       .drop = &dropped_by_signal()};
  TRY(check_judge_named(arguments));
  TRY_ASSIGN(s.arms, arms_of(arguments));
  if (s.models.empty())
    return usage_error("--model is missing: e.g. --model control/reference,control/echo or --model openai/gpt-5");
  TRY(check_named_once("model", s.models));
  if (!s.preset.empty() && s.preset != "upstream")
    return usage_error(fmt::format("there is no preset '{}'; there is upstream", s.preset));
  auto whole = [&](const char* name, int64_t absent) { return arguments.integer(name).value_or(absent); };
  s.epochs = static_cast<int>(whole("epochs", 1));
  if (auto limit = arguments.integer("limit")) s.limit = static_cast<size_t>(std::max<int64_t>(0, *limit));
  s.jobs = static_cast<size_t>(std::max<int64_t>(0, whole("jobs", 0)));
  s.sampling = {.temperature = arguments.number("temperature"),
                .top_p = arguments.number("top-p"),
                .seed = arguments.integer("seed")};
  s.sampling_preset = arguments.text("sampling");
  if (!s.sampling_preset.empty() && !provider::preset_sampling(s.sampling_preset, ""))
    return usage_error(
        fmt::format("there is no sampling '{}'; there is {}", s.sampling_preset, join(provider::preset_names(), ", ")));
  if (auto tokens = arguments.integer("max-tokens")) s.sampling.max_tokens = static_cast<int>(*tokens);
  s.provider = connections(arguments, "model-base-url");
  TRY_ASSIGN(s.shard, shard_of(arguments));
  if (s.shard) share_connections(s);
  return s;
}

Result<std::vector<campaign::Settings>> settings_of_all(const Arguments& arguments,
                                                        const std::vector<suite::Suite>& suites) {
  std::vector<campaign::Settings> runs;
  TRY_ASSIGN(campaign::Settings settings, settings_of(arguments, suites.front()));
  for (const suite::Suite& suite : suites) {
    settings.suite = &suite;
    settings.only_drawn = !runs.empty();  // without other numbers a task would only be asked again
    runs.push_back(settings);
  }
  return runs;
}

fs::path run_folder(const Arguments& arguments, const suite::Suite& suite) {
  if (arguments.has("out")) return arguments.text("out");
  std::time_t now = std::time(nullptr);
  char day[16] = "";
  std::strftime(day, sizeof day, "%Y-%m-%d", std::localtime(&now));
  std::string part = replace_all(arguments.text("shard"), "/", "-of-");
  return fs::path("runs") / fmt::format("{}-{}{}", suite.name, day, part.empty() ? "" : "-shard-" + part);
}

Result<Evaluated> evaluate(const Arguments& arguments, const std::vector<campaign::Settings>& runs,
                           const fs::path& folder) {
  sandbox::allow_weak_isolation(arguments.flag("allow-weak-isolation"));
  for (const std::string& model : runs.front().models)
    if (model.starts_with("replay/")) TRY(check_recorded(provider::make(model, {})));
  if (std::string base = arguments.text("fail-if-worse"); !base.empty()) {  // before anything is paid for
    TRY(check_two_runs(folder, base));
    TRY(store::Store::open_read_only(base));
  }
  Purse purse;
  TRY_ASSIGN(purse.prices, prices_of(arguments));
  Result<Judges> judges = judges_of(arguments, runs.front());
  if (!judges) return run_refused(judges.error());
  bool is_new = !fs::exists(folder);
  TRY_ASSIGN(std::unique_ptr<store::Store> store, store::Store::open(folder));
  std::optional<campaign::JudgeSummary> judged;
  Result<campaign::Summary> summary = [&]() -> Result<campaign::Summary> {
    std::vector<std::string> asked = runs.front().models;
    asked.insert(asked.end(), judges->settings.judges.begin(), judges->settings.judges.end());
    TRY_ASSIGN(purse.budget, budget_of(arguments, purse.prices, asked, *store));
    campaign::Budget* budget = purse.budget ? &*purse.budget : nullptr;
    judges->settings.prices = &purse.prices, judges->settings.budget = budget;
    ProgressBar bar;
    std::vector<campaign::Settings> priced = runs;
    for (campaign::Settings& settings : priced) settings.prices = &purse.prices, settings.budget = budget;
    TRY_ASSIGN(campaign::Summary sum, run_all(arguments, priced, *store, bar));
    TRY_ASSIGN(judged, judge_stage(*judges, sum, *store, bar));
    return sum;
  }();
  if (!summary) {
    if (is_new) leave_nothing(std::move(store));
    return run_refused(summary.error());
  }
  return conclude(arguments, *summary, judged, purse, *store);
}

}  // namespace simbench::cli
