// simbench measure: how alike a candidate and a reference are; one pair, or every row of a table.
#include "api_index/api_index.h"
#include "cli/api_index.h"
#include "cli/run_functions.h"
#include "conformance/conformance.h"
#include "metric/metric.h"

namespace simbench::cli {
namespace {

const std::vector<std::string> kApiScores{"api_f1", "api_edit_f1"};

/// Likeness of the calls of the simulator's API, and of their change against the given code.
std::vector<Score> api_scores(const api_index::Index& index, std::string_view candidate, std::string_view reference,
                              std::optional<std::string_view> given) {
  std::vector<Score> all = conformance::score(index, candidate, reference, given), out;
  for (const std::string& id : kApiScores)
    for (Score& score : all)
      if (score.id == id) out.push_back(std::move(score));
  return out;
}

struct One {
  metric::Reference reference;
  std::optional<std::string> given;
  api_index::IndexPointer index;

  Json scores_of(const std::string& candidate) const {
    std::vector<Score> scores = metric::measure_all({metric::Text(candidate), reference});
    for (Score& score : api_scores(*index, candidate, reference.text().source(), given))
      scores.push_back(std::move(score));
    return metric::to_json(scores);
  }
};

Result<Json> measure_one(const Arguments& arguments) {
  TRY_ASSIGN(std::string candidate, metric::read_program(arguments.text("candidate")));
  TRY_ASSIGN(std::string reference, metric::read_program(arguments.text("reference")));
  std::optional<std::string> given;
  if (arguments.has("given")) {
    TRY_ASSIGN(given, metric::read_program(arguments.text("given")));
  }
  TRY_ASSIGN(api_index::IndexPointer index, index_for(arguments.text("api"), arguments.text("reference"), reference));
  One one{metric::Reference(std::move(reference)), std::move(given), std::move(index)};
  Json out = one.scores_of(candidate);
  if (one.given) out["echo"] = one.scores_of(*one.given);  // what a copy of the given code scores
  return out;
}

std::string as_text(const Json& scores) {
  std::vector<std::string> ids;
  for (const metric::Metric& metric : metric::registry()) ids.emplace_back(metric.id);
  ids.insert(ids.end(), kApiScores.begin(), kApiScores.end());
  std::string out;
  const Json& echo = get(scores, "echo");
  for (const std::string& id : ids) {
    auto value = get_number(scores, id), copied = get_number(echo, id);
    out += value ? fmt::format("{:<22} {:.4f}", id, *value)
                 : fmt::format("{:<22} –      {}", id, scores["reasons"].value(id, ""));
    if (value && copied) out += fmt::format("   (the given code itself: {:.4f})", *copied);
    out += "\n";
  }
  return out;
}

/// Reading the API calls costs more than all similarity metrics together: a table has them only if --api names an
/// index.
Result<metric::MoreScores> more_columns(const Arguments& arguments) {
  if (arguments.text("api") == "auto") return metric::MoreScores{};
  TRY_ASSIGN(api_index::IndexPointer index, api_index::load_index(arguments.text("api")));
  return metric::MoreScores{kApiScores, [index](auto candidate, auto reference, auto given) {
                              return api_scores(*index, candidate, reference, given);
                            }};
}

Result<int> measure_table(const Arguments& arguments) {
  TRY_ASSIGN(std::string text, read_file(arguments.text("pairs")));
  TRY_ASSIGN(CsvTable table, parse_csv(text, arguments.text("pairs")));
  size_t threads =
      static_cast<size_t>(std::max<int64_t>(1, arguments.integer("jobs").value_or(static_cast<int64_t>(core_count()))));
  TRY_ASSIGN(metric::MoreScores more, more_columns(arguments));
  TRY_ASSIGN(metric::PairsResult result, metric::measure_pairs(table, threads, more));
  if (arguments.has("out"))
    TRY(write_file(arguments.text("out"), result.csv));
  else
    print(result.csv);
  if (result.failed == 0) return kOk;
  say(fmt::format("{} of {} pairs couldn't be read; the column 'reasons' says why", result.failed, table.rows.size()));
  return kFailed;
}

}  // namespace

Result<int> run_measure(const Arguments& arguments) {
  bool one = arguments.has("candidate") || arguments.has("reference");
  if (arguments.has("pairs") == one) return usage_error("give either --candidate FILE --reference FILE or --pairs CSV");
  if (arguments.has("pairs")) return measure_table(arguments);
  if (!arguments.has("candidate") || !arguments.has("reference"))
    return usage_error("both --candidate and --reference are needed");
  TRY_ASSIGN(Json scores, measure_one(arguments));
  print(arguments.json() ? to_text(scores) : as_text(scores));
  return kOk;
}

}  // namespace simbench::cli
