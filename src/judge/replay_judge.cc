#include "judge/replay_judge.h"

#include <fmt/format.h>

#include "judge/answer.h"
#include "judge/immediate_judge.h"
#include "pysrc/pysrc.h"

namespace simbench::judge {
namespace {

/// (system, turn, model or "" for any, arm or "" for any, epoch, repeat)
using Key = std::tuple<std::string, int, std::string, std::string, int, int>;

constexpr std::string_view kExample =
    R"(a line looks like {"system": "pendulum", "turn": 1, "model": "gpt-4o", "text": "… [[72]]"})";

tl::unexpected<Error> wrong(const std::string& where, std::string what) {
  return fail(ErrorCode::invalid_input, std::move(what), where);
}

Result<int> integer(const Json& row, const char* key, int absent, const std::string& where) {
  const Json& value = get(row, key);
  if (value.is_null()) return absent;
  if (!value.is_number_integer() || value.get<int64_t>() < 0 || value.get<int64_t>() > 1'000'000)
    return wrong(where, fmt::format("'{}' must be a whole number", key));
  return value.get<int>();
}

Result<std::pair<Key, Completion>> read_row(const Json& row, const std::string& where) {
  std::optional<std::string> system = get_string(row, "system"), text = get_string(row, "text");
  if (!system || !text) return wrong(where, fmt::format("'{}' is missing or not a text", system ? "text" : "system"));
  TRY_ASSIGN(int turn, integer(row, "turn", 0, where));
  if (turn < 1 || turn > 3) return wrong(where, "'turn' must be 1, 2 or 3");
  TRY_ASSIGN(int epoch, integer(row, "epoch", 0, where));
  TRY_ASSIGN(int repeat, integer(row, "repeat", 0, where));
  Completion completion{.text = *text,
                        .finish_reason = provider::neutral_finish(get_string(row, "finish_reason").value_or("stop")),
                        .served_model = get_string(row, "judge").value_or("")};
  return std::pair(
      Key{*system, turn, get_string(row, "model").value_or(""), get_string(row, "arm").value_or(""), epoch, repeat},
      std::move(completion));
}

class ReplayJudge final : public ImmediateJudge {
 public:
  ReplayJudge(Identity identity, fs::path file, Rubric rubric, std::map<Key, Completion> texts)
      : ImmediateJudge(std::move(identity)),
        file_(std::move(file)),
        rubric_(std::move(rubric)),
        texts_(std::move(texts)) {}

 protected:
  Result<Judged> judge(const Item& item, int repeat) const override {
    const CellKey& key = item.key;
    for (const std::string& model : {key.model, std::string()})
      for (const std::string& arm : {std::string(to_string(key.arm)), std::string()})
        if (auto it = texts_.find({key.system, key.turn, model, arm, key.epoch, repeat}); it != texts_.end())
          return read(item, it->second);
    return fail(ErrorCode::not_found, fmt::format("holds no text for {} repeat {}", key.text(), repeat),
                file_.string());
  }

 private:
  /// An answer in our form, or a text that states its score as [[n]].
  Judged read(const Item& item, const Completion& completion) const {
    Judged judged{.rung = "text", .text = completion.text, .served_model = completion.served_model};
    if (provider::is_broken_off(completion.finish_reason)) {
      judged.reason = "endpoint_error";
      return judged;
    }
    if (read_answer(rubric_, completion, static_cast<int>(split_lines(item.candidate).size()), judged).empty()) {
      add_up(rubric_, judged);
      return judged;
    }
    pysrc::Reasoned reasoned = pysrc::without_reasoning(completion.text);
    StatedScore stated = stated_score(reasoned.answer);
    judged.value = stated.value;
    judged.stated = stated.value;
    judged.repairs.clear();
    if (stated.value && reasoned.found) judged.repairs.push_back("reasoning");
    if (stated.value && !stated.reason.empty()) judged.repairs.push_back(stated.reason);
    if (!stated.value)
      judged.reason = trim(reasoned.answer).empty()          ? "no_answer"
                      : completion.finish_reason == "length" ? "truncated"
                                                             : stated.reason;
    return judged;
  }

  fs::path file_;
  Rubric rubric_;
  std::map<Key, Completion> texts_;
};

/// Adds what a line records; false if it is of another mode. errors: invalid_input at the line
Result<bool> take_line(std::string_view line, const std::string& where, const Mode& asked,
                       std::map<Key, Completion>& texts) {
  TRY_ASSIGN(Json row, parse_mended_json(line, where));
  TRY_ASSIGN(auto entry, read_row(row, where));
  std::string mode = get_string(row, "mode").value_or("");
  if (!mode.empty() && !mode_from(mode))
    return wrong(where, fmt::format("there is no mode '{}'; there are {}", mode, join(mode_names(), ", ")));
  if (!mode.empty() && mode_from(mode) != asked) return false;
  if (!texts.insert(std::move(entry)).second)
    return wrong(where, "an earlier line holds a text for the same answer, mode and repeat");
  return true;
}

}  // namespace

Result<std::unique_ptr<Judge>> make_replay_judge(const fs::path& file, const Options& options) {
  TRY_ASSIGN(std::string text, read_file(file));
  std::map<Key, Completion> texts;
  std::vector<Error> problems;  // one a line
  size_t number = 0, of_other_modes = 0;
  for (std::string_view line : split_lines(text)) {
    ++number;
    if (trim(line).empty()) continue;
    Result<bool> taken = take_line(line, fmt::format("{}:{}", file.string(), number), options.mode, texts);
    if (!taken) problems.push_back(taken.error());
    of_other_modes += taken && !*taken;
  }
  if (!problems.empty()) return pass_on(in_one(problems, kExample));
  if (texts.empty())
    return wrong(
        file.string(),
        fmt::format("{}; {}",
                    of_other_modes ? fmt::format("holds no text of mode {}", options.mode.text()) : "holds no texts",
                    kExample));
  Identity identity{.judge = "judge/replay/" + file.string(),
                    .score_id = options.mode.score_id(),
                    .mode = options.mode.text(),
                    .rubric = options.rubric.name + "@" + options.rubric.version,
                    .rubric_hash = options.rubric.hash,
                    .prompt = sha256(text),
                    .source = sha256(text),
                    .recorded = true};
  return std::make_unique<ReplayJudge>(std::move(identity), file, options.rubric, std::move(texts));
}

}  // namespace simbench::judge
