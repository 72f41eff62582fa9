// simbench analyze | compare
#include "cli/analyze.h"

#include "cli/run_functions.h"
#include "cli/words.h"

namespace simbench::cli {

analysis::Options analysis_options(const Arguments& arguments) {
  analysis::Options options;
  options.seed = static_cast<uint64_t>(arguments.integer("seed").value_or(1));
  options.bootstrap = static_cast<int>(arguments.integer("bootstrap").value_or(2000));
  options.controls = arguments.flag("controls");
  if (std::string reading = arguments.text("reading"); !reading.empty())  // experiments don't offer it
    options.reading = reading;
  return options;
}

Result<Json> compare_with(const store::Store& run, const fs::path& base, const std::vector<std::string>& models,
                          const analysis::Options& options) {
  TRY_ASSIGN(auto other, store::Store::open_read_only(base));
  return analysis::compare_runs(run, *other, models, options);
}

Status check_two_runs(const fs::path& run, const fs::path& base) {
  std::error_code ignored;
  if (!fs::equivalent(run, base, ignored)) return {};
  return usage_error(fmt::format("{} is named twice: a run doesn't differ from itself; name two runs", run.string()));
}

namespace {

/// "pass@1 of m (given): 0.500, 1.000 in the base".
std::string measured_text(const Json& row) {
  std::string first = text_of(row, "first_model"), second = text_of(row, "second_model");
  return fmt::format("{} of {} ({}): {:.3f}, {:.3f}{} in the base",
                     row["measure"] == "pass_in_2_tries" ? "success in two tries" : "pass@1", first,
                     text_of(row, "arm"), row["first"].get<double>(), row["second"].get<double>(),
                     first == second ? "" : " of " + second);
}

std::string visible_text(const Json& row) {
  if (auto least = get_number(row, "detectable_difference"))
    return fmt::format("{}: {:.3f}", analysis::kSmallestVisible, *least);
  return fmt::format("{}: unknown ({})", analysis::kSmallestVisible, text_of(row, "detectable_difference_reason"));
}

}  // namespace

int gate_code(const Json& comparison) {
  bool worse = false, undecided = false;
  for (const Json& row : comparison["comparisons"]) {
    if (row["measure"] != "pass_at_1" && row["measure"] != "pass_in_2_tries") continue;
    std::string what = measured_text(row);
    if (row["worse"] == true)
      say(fmt::format("worse: {}; {}", what, visible_text(row)));
    else if (row["undecided"].is_string())
      say(fmt::format("can't tell: {}; {}; --fail-under bounds it", what, text_of(row, "undecided")));
    else
      tell(fmt::format("not worse: {}; {}", what, visible_text(row)));
    worse = worse || row["worse"] == true, undecided = undecided || row["undecided"].is_string();
  }
  for (const Json& row : comparison["not_compared"])
    say(fmt::format("not compared: pass@1 of {} in the base: {}", text_of(row, "model"), text_of(row, "reason")));
  return worse ? kBelow : undecided || !comparison["not_compared"].empty() ? kFailed : kOk;
}

namespace {

/// A table of half a run looks like one of a whole.
void say_what_is_missing(const store::Store& store, const Json& analysis) {
  double cells = 0, pending = 0;
  for (const Json& row : get(analysis, "models")) {
    cells += get_number(row, "cells").value_or(0);
    pending += get_number(get(row, "unscored_reasons"), "pending").value_or(0);
  }
  if (pending > 0)
    say(fmt::format("note: {:.0f} of {} {} pending: the tables are of the others", pending,
                    counted(static_cast<size_t>(cells), "cell"), pending == 1 ? "is" : "are"));
  std::vector<int> missing = store::missing_shards(store.manifest());
  if (!missing.empty())
    say(fmt::format("note: shard{} {} of {} {} merged", missing.size() == 1 ? "" : "s", fmt::join(missing, ", "),
                    to_text(get(get(store.manifest(), "merged"), "of")), missing.size() == 1 ? "isn't" : "aren't"));
}

}  // namespace

Result<int> run_analyze(const Arguments& arguments) {
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));
  TRY_ASSIGN(Json result, analysis::analyze(*store, analysis_options(arguments)));
  say_what_is_missing(*store, result);
  print(arguments.json() ? to_text(result) : fitted(analysis::summary_text(result), reader_width()));
  return kOk;
}

Result<int> run_compare(const Arguments& arguments) {
  std::vector<std::string> models = arguments.list("models");
  std::string base = arguments.text("fail-if-worse");
  bool gate = !base.empty();
  if (arguments.positional.size() > 1) base = arguments.positional.at(1);
  if (gate && base != arguments.text("fail-if-worse"))
    return usage_error("name one BASE: here, or with --fail-if-worse");
  analysis::Options options = analysis_options(arguments);
  options.arms = arguments.list("arm"), options.measures = arguments.list("measure");
  if (const auto& m = options.measures; gate && !m.empty() && std::find(m.begin(), m.end(), "pass_at_1") == m.end())
    return usage_error("--fail-if-worse looks at pass@1: name pass_at_1 by --measure, or leave --measure out");
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));  // that it isn't there comes first
  if (base.empty() && models.size() < 2)
    return usage_error("name a run to compare with, or at least two models of one run: --models A,B");
  if (base.empty()) {
    TRY_ASSIGN(Json result, analysis::compare(*store, models, options));
    print(arguments.json() ? to_text(result) : fitted(analysis::comparison_text(result), reader_width()));
    if (!result["comparisons"].empty()) return kOk;
    say("nothing was compared: these models have no task with a number in common");
    return kFailed;
  }
  if (models.size() < 2 || models.front() == models.back()) TRY(check_two_runs(arguments.positional.at(0), base));
  TRY_ASSIGN(Json result, compare_with(*store, base, models, options));
  print(arguments.json() ? to_text(result) : fitted(analysis::comparison_text(result), reader_width()));
  if (gate) return gate_code(result);
  for (const Json& row : result["not_compared"])
    if (row["other_measures"] == false)
      say(fmt::format("not compared: {} of the second run: {}", text_of(row, "model"), text_of(row, "reason")));
  return result["comparisons"].empty() ? kFailed : kOk;
}

}  // namespace simbench::cli
