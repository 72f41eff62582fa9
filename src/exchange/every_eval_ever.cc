// Every Eval Ever, schema 0.3.0: data/<suite>/<provider>/<model>/<uuid>.json with the results of a model under an arm,
// and <uuid>_samples.jsonl with its scored cells. That schema knows no unscored sample: they are counted in the
// details.
#include "exchange/formats.h"
#include "exchange/whole_cell.h"

namespace simbench::exchange {
namespace {

constexpr const char* kSchemaVersion = "0.3.0";

/// The same thing gets the same name in every export: a version 4 UUID made of a hash.
std::string uuid_of(const std::string& text) {
  std::string hex = sha256(text);
  hex[12] = '4';
  hex[16] = "89ab"[static_cast<size_t>(hex[16]) % 4];
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                     hex.substr(20, 12));
}

/// "openai/gpt-5" as it is; paths behind replay/ and command/ lose what no folder may be called.
std::string model_id(const std::string& model) {
  std::vector<std::string> parts;
  for (std::string_view part : split(model, '/'))
    if (std::string name = file_name(part); name.find_first_not_of('.') != std::string::npos) parts.push_back(name);
  while (parts.size() < 2) parts.insert(parts.begin(), "unnamed");
  return join(parts, "/");
}

/// data/<suite>/<provider>/<model>.
std::string folder_of(const std::string& suite, const std::string& id) {
  size_t slash = id.find('/');
  return fmt::format("data/{}/{}/{}", file_name(suite), id.substr(0, slash),
                     replace_all(id.substr(slash + 1), "/", "_"));
}

Json uncertainty(const Json& interval, const Json& count, const ExportOptions& options) {
  Json json{{"num_bootstrap_samples", options.analysis.bootstrap}};
  if (count.is_number_integer()) json["num_samples"] = count;
  if (interval.is_array() && interval.size() == 2)
    json["confidence_interval"] = {{"lower", interval[0]},
                                   {"upper", interval[1]},
                                   {"confidence_level", 0.95},
                                   {"method", "percentile bootstrap over systems"}};
  return json;
}

/// What the numbers of a metric can be, and what they are called.
struct Metric {
  std::string id, says, kind;
  double highest = 1;
};

Json result_json(const Metric& metric, const Json& value, Json uncertainty, const std::string& suite) {
  return {{"evaluation_result_id", metric.id},
          {"evaluation_name", metric.id},
          {"source_data", {{"dataset_name", suite}, {"source_type", "other"}}},
          {"metric_config",
           {{"metric_id", "simbench." + metric.id},
            {"evaluation_description", metric.says},
            {"metric_kind", metric.kind},
            {"lower_is_better", false},
            {"score_type", "continuous"},
            {"min_score", 0},
            {"max_score", metric.highest}}},
          {"score_details", {{"score", value}, {"uncertainty", std::move(uncertainty)}}}};
}

/// Those numbers of a row of the leaderboard that there are, never beyond their bounds.
Json results_json(const Json& row, const std::string& suite, const ExportOptions& options) {
  Json results = Json::array();
  auto add = [&](const Metric& metric, const Json& value, const Json& interval, const Json& count) {
    if (!value.is_number() || value.get<double>() < 0 || value.get<double>() > metric.highest) return;
    results.push_back(result_json(metric, value, uncertainty(interval, count, options), suite));
  };
  add({"pass_at_1", "share of programs whose physics does what the task asks", "pass_rate"}, get(row, "pass_at_1"),
      get(row, "pass_at_1_ci"), get(row, "pass_at_1_n"));
  add({"pass_in_2_tries", "share of programs that do what the task asks, of two tries each", "pass_rate"},
      get(row, "pass_in_2_tries"), get(row, "pass_in_2_tries_ci"), get(row, "pass_in_2_tries_n"));
  add({"compile_in_2_tries", "share of programs that simulate to their end without an error, of two tries each",
       "pass_rate"},
      get(row, "compile_in_2_tries"), get(row, "compile_in_2_tries_ci"), get(row, "compile_in_2_tries_n"));
  add({"compile_at_1", "share of programs that simulate to their end without an error", "pass_rate"},
      get(row, "compile_at_1"), get(row, "compile_at_1_ci"), get(row, "compile_at_1_n"));
  for (const auto& [name, score] : get(row, "scores").items()) {
    bool judged = name.starts_with("judge_") || name.starts_with("human");
    add({name, judged ? "a judge's points" : "see simbench's docs/metrics", "score", judged ? 100.0 : 1.0},
        get(score, "value"), get(score, "ci"), get(score, "n"));
  }
  for (Json& result : results)
    result["score_details"]["details"] = {{"unscored", to_text(get(row, "unscored"))},
                                          {"cells", to_text(get(row, "cells"))}};
  return results;
}

Json messages_json(const WholeCell& cell) {
  Json messages = Json::array();
  auto add = [&](const Json& request, const std::optional<Completion>& completion) {
    for (const Json& message : get(request, "messages"))
      messages.push_back(
          {{"turn_idx", messages.size()}, {"role", get(message, "role")}, {"content", get(message, "content")}});
    if (completion)
      messages.push_back({{"turn_idx", messages.size()}, {"role", "assistant"}, {"content", completion->text}});
  };
  for (const store::StepRow& step : cell.steps) add(step.request, step.completion);
  add(cell.row.request, cell.row.completion);
  return messages;
}

Json sample_json(const WholeCell& cell, const Json& task, const std::string& evaluation, const std::string& id) {
  const store::CellRow& row = cell.row;
  Json messages = messages_json(cell), reference = Json::array();
  for (const Json& requirement : get(task, "requirements"))
    if (auto says = get_string(requirement, "says")) reference.push_back(*says);
  std::string asked;
  for (const Json& message : get(row.request, "messages")) asked = get_string(message, "content").value_or("");
  bool single = messages.size() <= 2;
  const char* result = row.key.arm == Arm::repair ? "pass_in_2_tries" : "pass_at_1";
  Json sample{{"schema_version", kSchemaVersion},
              {"evaluation_id", evaluation},
              {"model_id", id},
              {"evaluation_name", result},
              {"evaluation_result_id", result},
              {"sample_id", fmt::format("{}#{}", sample_id(cell), row.key.epoch)},
              {"interaction_type", single ? "single_turn" : "multi_turn"},
              {"input", {{"raw", asked}, {"reference", reference}}},
              {"output", nullptr},
              {"messages", nullptr},
              {"evaluation", {{"score", *passed(row)}, {"is_correct", *passed(row) == 1}}},
              {"error", nullptr},
              {"metadata",
               {{"category", to_string(row.category)},
                {"verdict", to_string(row.judgement->verdict)},
                {"reason", row.judgement->reason}}}};
  if (single)
    sample["output"] = {{"raw", Json::array({row.completion ? row.completion->text : ""})}};
  else
    sample["messages"] = messages, sample["evaluation"]["num_turns"] = (messages.size() + 1) / 2;
  sample["answer_attribution"] = Json::array({{{"turn_idx", single || messages.empty() ? 0 : messages.size() - 1},
                                               {"source", single ? "output.raw" : "messages[turn_idx].content"},
                                               {"extracted_value", row.program ? row.program->code : ""},
                                               {"extraction_method", row.program ? row.program->reason : "none"},
                                               {"is_terminal", true}}});
  const auto& usage = row.completion ? row.completion->usage : Usage{};
  if (usage.input_tokens && usage.output_tokens)
    sample["token_usage"] = {{"input_tokens", *usage.input_tokens},
                             {"output_tokens", *usage.output_tokens},
                             {"total_tokens", *usage.input_tokens + *usage.output_tokens}};
  return sample;
}

struct Place {
  std::string evaluation, id, folder, uuid;
};

Place place_of(const store::Store& store, const std::string& suite, const std::string& model, std::string_view arm) {
  Place place{.id = model_id(model)};
  std::string name = replace_all(place.id, "/", "_");
  if (place.id != model) name += "-" + sha256(model).substr(0, 8);  // several may have lost the same
  place.evaluation = fmt::format("{}_{}/{}/{}", file_name(suite), arm, name, time_s(store));
  place.folder = folder_of(suite, place.id);
  place.uuid = uuid_of(place.evaluation + model + to_text(get(store.manifest(), "suite")));
  return place;
}

Json aggregate_json(const Place& place, const Json& row, const Json& manifest, int64_t time) {
  std::string name = get_string(row, "model").value_or("");
  return {{"schema_version", kSchemaVersion},
          {"evaluation_id", place.evaluation},
          {"retrieved_timestamp", std::to_string(time)},
          {"source_metadata",
           {{"source_name", "simbench"},
            {"source_type", "evaluation_run"},
            {"source_organization_name", "unknown"},
            {"evaluator_relationship", "other"}}},
          {"eval_library", {{"name", "simbench"}, {"version", SIMBENCH_VERSION}}},
          {"model_info",
           {{"name", name},
            {"id", place.id},
            {"developer", place.id.substr(0, place.id.find('/'))},
            {"additional_details",
             {{"deployment_type", "unknown"},
              {"model_availability", "unknown"},
              {"arm", get_string(row, "arm").value_or("")},
              {"suite_hash", get_string(get(manifest, "suite"), "hash").value_or("")}}}}}};
}

}  // namespace

Status write_every_eval_ever(const store::Store& store, const fs::path& folder, const ExportOptions& options) {
  Json manifest = store.manifest();
  std::string suite = get_string(get(manifest, "suite"), "name").value_or("simbench");
  TRY_ASSIGN(Json tasks, store.get_note("tasks"));
  TRY_ASSIGN(Json analysis, analysis::analyze(store, options.analysis));
  std::map<std::string, std::string> samples;  // by uuid
  std::map<std::string, size_t> counts;
  std::set<std::pair<std::string, std::string>> untold;  // (model, arm) whose rate would mislead
  for (const Json& row : get(analysis, "models"))
    if (row.contains("scores_reason")) untold.emplace(text_of(row, "model"), text_of(row, "arm"));
  TRY(each_whole(store, [&](const WholeCell& cell) -> Status {
    const CellKey& key = cell.row.key;
    if (!passed(cell.row) || untold.contains({key.model, std::string(to_string(key.arm))})) return {};
    Place place = place_of(store, suite, key.model, to_string(key.arm));
    samples[place.uuid] += to_text(sample_json(cell, get(tasks, cell.task), place.evaluation, place.id)) + "\n";
    ++counts[place.uuid];
    return {};
  }));
  for (const Json& row : get(analysis, "models")) {
    Place place = place_of(store, suite, get_string(row, "model").value_or(""), get_string(row, "arm").value_or(""));
    Json aggregate = aggregate_json(place, row, manifest, time_s(store));
    aggregate["evaluation_results"] = results_json(row, suite, options);
    TRY(make_directories(folder / place.folder));
    if (counts.contains(place.uuid)) {
      std::string path = fmt::format("{}/{}_samples.jsonl", place.folder, place.uuid);
      TRY(write_file(folder / path, samples[place.uuid]));
      aggregate["detailed_evaluation_results"] = {{"format", "jsonl"},
                                                  {"file_path", path},
                                                  {"hash_algorithm", "sha256"},
                                                  {"checksum", sha256(samples[place.uuid])},
                                                  {"total_rows", counts[place.uuid]}};
    }
    TRY(write_file(folder / place.folder / (place.uuid + ".json"), to_pretty_text(aggregate)));
  }
  return {};
}

}  // namespace simbench::exchange
