// Logs of Inspect (its version 2): a ZIP of JSON for each model and arm, a sample for each cell. What is unscored is
// NaN there, as Inspect's own scorers write it.
#include "exchange/archive.h"
#include "exchange/formats.h"
#include "exchange/whole_cell.h"

namespace simbench::exchange {
namespace {

/// Stands for NaN until the text is made: JSON has none, Inspect's reader takes the word.
constexpr std::string_view kNaN = "\x01NaN";

std::string inspect_text(const Json& value) {
  return replace_all(to_text(value), "\"\\u0001NaN\"", "NaN");
}

Json number(const std::optional<double>& value) {
  return value ? Json(*value) : Json(kNaN);
}

std::string stop_reason(const std::string& finish_reason) {
  static const std::map<std::string, std::string> reasons{
      {"stop", "stop"}, {"length", "max_tokens"}, {"content_filter", "content_filter"}, {"tool_call", "tool_calls"}};
  auto found = reasons.find(finish_reason);
  return found == reasons.end() ? "unknown" : found->second;
}

/// Inspect counts in whole tokens, and input that came from an endpoint's cache apart from the rest of it; null where
/// the endpoint didn't count.
Json usage_json(const Usage& usage) {
  if (!usage.input_tokens || !usage.output_tokens) return nullptr;
  int64_t cached = std::min(usage.cached_tokens.value_or(0), *usage.input_tokens);
  Json json{{"input_tokens", *usage.input_tokens - cached},
            {"output_tokens", *usage.output_tokens},
            {"total_tokens", *usage.input_tokens + *usage.output_tokens}};
  if (usage.reasoning_tokens) json["reasoning_tokens"] = *usage.reasoning_tokens;
  if (usage.cached_tokens) json["input_tokens_cache_read"] = cached;
  return json;
}

Json reply_json(const Completion& completion, const std::string& model) {
  Json content = completion.text;
  if (!completion.reasoning.empty())
    content = Json::array(
        {{{"type", "reasoning"}, {"reasoning", completion.reasoning}}, {{"type", "text"}, {"text", completion.text}}});
  return {{"role", "assistant"}, {"content", std::move(content)}, {"source", "generate"}, {"model", model}};
}

Json output_json(const Completion& completion, Json message, const std::string& model) {
  Json choice{{"message", std::move(message)}, {"stop_reason", stop_reason(completion.finish_reason)}};
  Json output{{"model", model}, {"choices", Json::array({std::move(choice)})}, {"completion", completion.text}};
  if (Json usage = usage_json(completion.usage); !usage.is_null()) output["usage"] = usage;
  if (completion.latency_s > 0) output["time"] = completion.latency_s;
  return output;
}

/// All that was said in a cell: its messages, and an event for each reply (Inspect's transcript and its data frame of
/// messages are made of events). Messages need ids of their own in all logs.
struct Talk {
  Json messages = Json::array(), events = Json::array(), output;

  template <typename Row>
  void add(const Row& row, const CellKey& key, const std::string& time) {
    auto numbered = [&](Json message) {
      message["id"] = fmt::format("{}-{}", key.id(), messages.size());
      messages.push_back(message);
      return message;
    };
    Json input = Json::array();
    for (const Json& message : get(row.request, "messages")) input.push_back(numbered(message));
    output = {{"model", key.model}, {"choices", Json::array()}};
    if (!row.completion) return;
    output = output_json(*row.completion, numbered(reply_json(*row.completion, key.model)), key.model);
    events.push_back({{"event", "model"},
                      {"uuid", fmt::format("{}-model-{}", key.id(), events.size())},
                      {"timestamp", time},
                      {"model", key.model},
                      {"input", std::move(input)},
                      {"tools", Json::array()},
                      {"tool_choice", "none"},
                      {"config", Json::object()},
                      {"output", output}});
  }
};

Json score_json(const std::optional<double>& value, const std::string& explanation) {
  return {{"value", number(value)}, {"explanation", explanation}};
}

/// pass and compile, and every score of the cell under its own name. The answer stands at pass only: a viewer shows it
/// once for each score that has it.
Json scores_json(const WholeCell& cell) {
  const store::CellRow& row = cell.row;
  Json scores{{"pass", score_json(passed(row), story(row))}, {"compile", score_json(compiled(row), story(row))}};
  scores["pass"]["answer"] = row.program ? row.program->code : "";
  for (const Score& score : cell.scores) {
    Json json = score_json(score.value, score.value ? "" : score.reason);
    json["metadata"] = {{"version", score.version}};
    scores[score_name(cell, score)] = std::move(json);
  }
  return scores;
}

Json target_of(const Json& task) {
  Json says = Json::array();
  for (const Json& requirement : get(task, "requirements"))
    if (auto text = get_string(requirement, "says")) says.push_back(*text);
  return says.empty() ? Json("") : says;
}

Json sample_json(const WholeCell& cell, const Json& task, const std::string& time) {
  const store::CellRow& row = cell.row;
  Talk talk;
  for (const store::StepRow& step : cell.steps) talk.add(step, row.key, time);
  talk.add(row, row.key, time);
  Json usage = Json::object();
  if (row.completion)
    if (Json counted = usage_json(row.completion->usage); !counted.is_null()) usage[row.key.model] = counted;
  Json metadata{{"cell", row.key.id()},          {"system", row.key.system},  {"turn", row.key.turn},
                {"arm", to_string(row.key.arm)}, {"title", row.system_title}, {"category", to_string(row.category)}};
  if (row.judgement)
    metadata.update({{"verdict", to_string(row.judgement->verdict)},
                     {"class", to_string(row.judgement->cell_class)},
                     {"reason", row.judgement->reason}});
  Json input = get(row.request, "messages");
  return {{"id", sample_id(cell)},
          {"epoch", row.key.epoch + 1},
          {"input", input.is_array() && !input.empty() ? input : Json("")},
          {"target", target_of(task)},
          {"messages", std::move(talk.messages)},
          {"output", std::move(talk.output)},
          {"events", std::move(talk.events)},
          {"scores", scores_json(cell)},
          {"metadata", std::move(metadata)},
          {"model_usage", std::move(usage)},
          {"uuid", row.key.id()}};
}

/// What the list of samples shows without opening one.
Json summary_json(const Json& sample) {
  Json summary{{"completed", true}};
  for (const char* key : {"id", "epoch", "input", "target", "metadata", "model_usage", "uuid"})
    summary[key] = sample[key];
  if (summary["input"].is_array()) summary["input"] = get_string(summary["input"].back(), "content").value_or("");
  for (const char* key : {"input", "target"})
    if (summary[key].is_string()) summary[key] = to_utf8(summary[key].get<std::string>().substr(0, 1000));
  for (const auto& [name, score] : sample["scores"].items()) summary["scores"][name] = {{"value", score["value"]}};
  return summary;
}

/// One log under way: a model under an arm.
class Log {
 public:
  static Result<Log> open(const fs::path& folder, const std::string& name, const CellKey& key) {
    TRY_ASSIGN(ZipWriter zip, ZipWriter::open(folder / fmt::format("{}_{}.eval", name, to_string(key.arm))));
    return Log(key, std::move(zip));
  }

  Status add(const WholeCell& cell, const Json& task, const std::string& time) {
    Json sample = sample_json(cell, task, time);
    TRY(zip_.add(fmt::format("samples/{}_epoch_{}.json", sample["id"].get<std::string>(), sample["epoch"].get<int>()),
                 inspect_text(sample)));
    for (const auto& [name, score] : sample["scores"].items()) {
      Sum& sum = sums_[name];
      if (score["value"].is_number())
        sum.total += score["value"].get<double>(), ++sum.scored;
      else
        ++sum.unscored;
    }
    for (const auto& [key, count] : get(sample["model_usage"], key_.model).items())
      usage_[key] = usage_.value(key, int64_t{0}) + count.get<int64_t>();
    if (sampling_.empty()) sampling_ = get(cell.row.request, "sampling");
    tasks_.insert(sample["id"].get<std::string>());
    epochs_ = std::max(epochs_, sample["epoch"].get<int>());
    pending_ += !cell.row.judgement;
    summaries_.push_back(summary_json(sample));
    return {};
  }

  Status finish(const store::Store& store) {
    Json header = header_json(store);
    Json start{{"version", header["version"]}, {"eval", header["eval"]}, {"plan", header["plan"]}};
    TRY(zip_.add("_journal/start.json", inspect_text(start)));
    TRY(zip_.add("_journal/summaries/1.json", inspect_text(summaries_)));
    TRY(zip_.add("summaries.json", inspect_text(summaries_)));
    TRY(zip_.add("header.json", inspect_text(header)));
    return zip_.finish();
  }

 private:
  struct Sum {
    double total = 0;
    size_t scored = 0, unscored = 0;
  };

  Log(const CellKey& key, ZipWriter zip) : key_(key), zip_(std::move(zip)) {}

  Json results_json() const {
    Json scores = Json::array();
    for (const auto& [name, sum] : sums_) {
      Json row{{"name", name}, {"scorer", name}, {"scored_samples", sum.scored}, {"unscored_samples", sum.unscored}};
      row["metrics"] = Json::object();
      if (sum.scored > 0)
        row["metrics"]["mean"] = {{"name", "mean"}, {"value", sum.total / static_cast<double>(sum.scored)}};
      scores.push_back(std::move(row));
    }
    // The first score is the one that lists of logs show.
    std::stable_partition(scores.begin(), scores.end(), [](const Json& row) { return row["name"] == "pass"; });
    return {{"total_samples", summaries_.size()},
            {"completed_samples", summaries_.size() - pending_},
            {"scores", std::move(scores)}};
  }

  Json header_json(const store::Store& store) const {
    Json manifest = store.manifest(), suite = get(manifest, "suite"), created = time_text(store);
    std::string name = get_string(suite, "name").value_or("simbench");
    std::string run = sha256(fmt::format("{} {} {}", to_text(suite), key_.model, to_string(key_.arm))).substr(0, 22);
    Json eval{{"eval_id", run},
              {"run_id", run},
              {"task_id", run},
              {"created", created},
              {"task", fmt::format("{} {}", name, to_string(key_.arm))},
              {"task_version", get_string(suite, "version").value_or("0")},
              {"model", key_.model},
              {"config", {{"epochs", epochs_}}},
              {"packages", {{"simbench", SIMBENCH_VERSION}}},
              {"metadata", {{"suite", suite}, {"simulator", get(manifest, "simulator")}}},
              {"dataset", {{"name", name}, {"samples", tasks_.size()}, {"sample_ids", tasks_}, {"shuffled", false}}}};
    Json config = Json::object();
    for (const char* key : {"temperature", "top_p", "max_tokens", "seed"})  // a preset's stand with the requests only
      for (const Json* sampling : {&get(manifest, "sampling"), &sampling_})
        if (const Json& value = get(*sampling, key); !value.is_null() && !config.contains(key)) config[key] = value;
    eval["model_generate_config"] = config;
    Json usage = Json::object();
    if (!usage_.empty()) usage[key_.model] = usage_;
    return {{"version", 2},
            {"status", pending_ > 0 ? "cancelled" : "success"},
            {"eval", std::move(eval)},
            {"plan", {{"name", "simbench"}, {"steps", Json::array()}, {"config", config}}},
            {"results", results_json()},
            {"stats", {{"started_at", created}, {"completed_at", created}, {"model_usage", std::move(usage)}}}};
  }

  CellKey key_;
  Json sampling_ = Json::object();  ///< of its first request
  ZipWriter zip_;
  std::map<std::string, Sum> sums_;
  std::set<std::string> tasks_;
  Json summaries_ = Json::array(), usage_ = Json::object();
  int epochs_ = 1;
  size_t pending_ = 0;
};

/// What the files of each model are called. Models whose names differ only in what no file may be called get a hash of
/// their own besides.
Result<std::map<std::string, std::string>> log_names(const store::Store& store) {
  std::set<std::string> models;
  TRY(store.each_key([&](const std::string&, const CellKey& key) -> Status {
    models.insert(key.model);
    return {};
  }));
  std::map<std::string, size_t> alike;
  for (const std::string& model : models) ++alike[to_lower(file_name(model))];  // some disks know no case
  std::map<std::string, std::string> names;
  for (const std::string& model : models)
    names[model] = file_name(model) + (alike[to_lower(file_name(model))] > 1 ? "-" + sha256(model).substr(0, 8) : "");
  return names;
}

}  // namespace

Status write_inspect(const store::Store& store, const fs::path& folder, const ExportOptions&) {
  TRY(make_directories(folder));
  TRY_ASSIGN(Json tasks, store.get_note("tasks"));
  TRY_ASSIGN(auto names, log_names(store));
  std::string time = time_text(store);
  std::map<std::pair<std::string, Arm>, Log> logs;
  TRY(each_whole(store, [&](const WholeCell& cell) -> Status {
    std::pair where(cell.row.key.model, cell.row.key.arm);
    auto found = logs.find(where);
    if (found == logs.end()) {
      TRY_ASSIGN(Log log, Log::open(folder, names[cell.row.key.model], cell.row.key));
      found = logs.emplace(where, std::move(log)).first;
    }
    return found->second.add(cell, get(tasks, cell.task), time);
  }));
  for (auto& [where, log] : logs) TRY(log.finish(store));
  return {};
}

}  // namespace simbench::exchange
