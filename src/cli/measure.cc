// simbench measure: how alike a candidate and a reference are; one pair, or every row of a table.
#include "cli/run_functions.h"
#include "metric/metric.h"

namespace simbench::cli {
namespace {

Result<Json> measure_one(const Arguments& arguments) {
  TRY_ASSIGN(std::string candidate_source, metric::read_program(arguments.text("candidate")));
  TRY_ASSIGN(std::string reference_source, metric::read_program(arguments.text("reference")));
  metric::Text candidate(std::move(candidate_source));
  metric::Reference reference(std::move(reference_source));
  std::optional<metric::Text> given;
  if (arguments.has("given")) {
    TRY_ASSIGN(std::string given_source, metric::read_program(arguments.text("given")));
    given.emplace(std::move(given_source));
  }
  Json out = metric::to_json(metric::measure_all({candidate, reference, given ? &*given : nullptr}));
  if (given) out["echo"] = metric::to_json(metric::measure_all({*given, reference, &*given}));  // what a copy of the given code scores
  return out;
}

std::string as_text(const Json& scores) {
  std::string out;
  const Json& echo = get(scores, "echo");
  for (const metric::Metric& metric : metric::registry()) {
    std::string id(metric.id);
    auto value = get_number(scores, id), copied = get_number(echo, id);
    out += value ? fmt::format("{:<22} {:.4f}", id, *value) : fmt::format("{:<22} –      {}", id, scores["reasons"].value(id, ""));
    if (value && copied) out += fmt::format("   (the given code itself: {:.4f})", *copied);
    out += "\n";
  }
  return out;
}

Result<int> measure_table(const Arguments& arguments) {
  TRY_ASSIGN(std::string text, read_file(arguments.text("pairs")));
  TRY_ASSIGN(CsvTable table, parse_csv(text, arguments.text("pairs")));
  size_t threads = static_cast<size_t>(std::max<int64_t>(1, arguments.integer("jobs").value_or(static_cast<int64_t>(core_count()))));
  TRY_ASSIGN(metric::PairsResult result, metric::measure_pairs(table, threads));
  if (arguments.has("out")) TRY(write_file(arguments.text("out"), result.csv));
  else print(result.csv);
  if (result.failed == 0) return kOk;
  say(fmt::format("{} of {} pairs couldn't be read; the column 'reasons' says why", result.failed, table.rows.size()));
  return kFailed;
}

}  // namespace

Result<int> run_measure(const Arguments& arguments) {
  bool one = arguments.has("candidate") || arguments.has("reference");
  if (arguments.has("pairs") == one) return usage_error("give either --candidate FILE --reference FILE or --pairs CSV");
  if (arguments.has("pairs")) return measure_table(arguments);
  if (!arguments.has("candidate") || !arguments.has("reference")) return usage_error("both --candidate and --reference are needed");
  TRY_ASSIGN(Json scores, measure_one(arguments));
  print(arguments.json() ? to_text(scores) : as_text(scores));
  return kOk;
}

}  // namespace simbench::cli
