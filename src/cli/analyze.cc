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

int gate_code(const Json& comparison) {
  bool worse = false;
  for (const Json& row : comparison["comparisons"]) {
    bool in_two = row["measure"] == "pass_in_2_tries";
    if (row["measure"] != "pass_at_1" && !in_two) continue;
    std::string what = fmt::format("{} of {} ({}): {:.3f}, {:.3f} in the base; smallest visible difference {}",
                                   in_two ? "success in two tries" : "pass@1", row["first_model"].get<std::string>(),
                                   row["arm"].get<std::string>(), row["first"].get<double>(),
                                   row["second"].get<double>(), to_text(row["detectable_difference"]));
    if (row["worse"] == true)
      say("worse: " + what);
    else
      tell("not worse: " + what);
    worse = worse || row["worse"] == true;
  }
  for (const Json& row : comparison["not_compared"])
    say(fmt::format("not compared: pass@1 of {} in the base: {}", text_of(row, "model"), text_of(row, "reason")));
  return worse ? kBelow : comparison["not_compared"].empty() ? kOk : kFailed;
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
  if (base.empty() && models.size() < 2)
    return usage_error("name a run to compare with, or at least two models of one run: --models A,B");
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));
  if (base.empty()) {
    TRY_ASSIGN(Json result, analysis::compare(*store, models, options));
    print(arguments.json() ? to_text(result) : fitted(analysis::comparison_text(result), reader_width()));
    if (!result["comparisons"].empty()) return kOk;
    say("nothing was compared: these models have no task with a number in common");
    return kFailed;
  }
  TRY_ASSIGN(Json result, compare_with(*store, base, models, options));
  print(arguments.json() ? to_text(result) : fitted(analysis::comparison_text(result), reader_width()));
  if (gate) return gate_code(result);
  for (const Json& row : result["not_compared"])
    if (row["other_measures"] == false)
      say(fmt::format("not compared: {} of the second run: {}", text_of(row, "model"), text_of(row, "reason")));
  return result["comparisons"].empty() ? kFailed : kOk;
}

}  // namespace simbench::cli
