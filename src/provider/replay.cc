#include "provider/replay.h"

#include <fmt/format.h>

#include "provider/immediate.h"
#include "provider/wire.h"

namespace simbench::provider {
namespace {

/// (system, turn, epoch, arm or "" for any arm, step or 0, attempt, seed of the instance)
using Key = std::tuple<std::string, int, int, std::string, int, int, std::optional<uint64_t>>;

struct Recorded {
  Completion completion;
  size_t line = 0;
  std::string source;  ///< hash of what the line says
};

constexpr std::string_view kExample =
    R"(a line looks like {"system": "pendulum", "turn": 1, "epoch": 0, "reply": "…"})";

tl::unexpected<Error> wrong(const std::string& where, std::string what) {
  return fail(ErrorCode::invalid_input, std::move(what), where);
}

Result<int> integer(const Json& row, const char* key, std::optional<int> absent, const std::string& where) {
  const Json& value = get(row, key);
  if (value.is_null() && absent) return *absent;
  if (!value.is_number_integer() || value.get<int64_t>() < 0 || value.get<int64_t>() > 1'000'000)
    return wrong(where, fmt::format("'{}' must be a whole number", key));
  return value.get<int>();
}

/// An answer as an endpoint sends it, or the message that is in one.
Result<Completion> read_answer_body(const Json& body) {
  if (get(body, "choices").is_array()) return kOpenAi.parse(body);
  if (get(body, "candidates").is_array()) return kGoogle.parse(body);
  bool typed = get(body, "content").is_array() && !get(body, "tool_calls").is_array();
  if (typed) return kAnthropic.parse(body);
  return kOpenAi.parse({{"choices", Json::array({{{"message", body}, {"finish_reason", "stop"}}})}});
}

Result<Completion> read_reply(const Json& row, const std::string& where) {
  const Json& reply = get(row, "reply");
  Completion completion;
  if (reply.is_object()) {
    Result<Completion> read = read_answer_body(reply);
    if (!read) return wrong(where, "'reply' is neither a text nor an endpoint's answer");
    completion = std::move(*read);
  } else if (get(row, "tool_calls").is_array()) {
    TRY_ASSIGN(completion, read_answer_body({{"content", reply}, {"tool_calls", get(row, "tool_calls")}}));
  } else if (reply.is_string()) {
    completion.text = reply.get<std::string>();
  } else {
    return wrong(where, "'reply' is missing or not a text");
  }
  if (auto reason = get_string(row, "finish_reason")) completion.finish_reason = neutral_finish(*reason);
  if (completion.finish_reason.empty()) completion.finish_reason = "stop";
  if (auto model = get_string(row, "model")) completion.served_model = *model;
  if (completion.served_model.empty()) completion.served_model = "replay";
  return completion;
}

/// What a line may say beside whatever else its maker wrote into it.
const std::vector<std::string> kLineKeys{"system", "turn",    "epoch",         "reply", "tool_calls", "arm",
                                         "step",   "attempt", "finish_reason", "model", "instance"};

/// A key that is nearly one which the line lacks would be read as if it weren't there.
Status check_keys(const Json& row, const std::string& where) {
  if (!row.is_object()) return {};
  std::vector<std::string> absent;
  for (const std::string& key : kLineKeys)
    if (!row.contains(key)) absent.push_back(key);
  for (const auto& [key, value] : row.items()) {
    bool known = std::find(kLineKeys.begin(), kLineKeys.end(), key) != kLineKeys.end();
    if (std::string near = known ? "" : did_you_mean(key, absent, 0); !near.empty())
      return wrong(where, fmt::format("there is no key '{}'{}", key, near));
  }
  return {};
}

Result<std::pair<Key, Completion>> read_row(const Json& row, const std::string& where) {
  TRY(check_keys(row, where));
  std::optional<std::string> system = get_string(row, "system");
  if (!system) return wrong(where, "'system' is missing or not a text");
  TRY_ASSIGN(int turn, integer(row, "turn", std::nullopt, where));
  if (turn < 1 || turn > 3) return wrong(where, "'turn' must be 1, 2 or 3");
  TRY_ASSIGN(int epoch, integer(row, "epoch", 0, where));
  TRY_ASSIGN(int step, integer(row, "step", 0, where));
  TRY_ASSIGN(int attempt, integer(row, "attempt", 0, where));
  std::optional<uint64_t> instance;
  if (const Json& seed = get(row, "instance"); !seed.is_null()) {
    if (!seed.is_number_unsigned()) return wrong(where, "'instance' must be a whole number");
    instance = seed.get<uint64_t>();
  }
  std::string arm = get_string(row, "arm").value_or("");
  if (!arm.empty() && !arm_from(arm)) return wrong(where, fmt::format("there is no arm '{}'", arm));
  TRY_ASSIGN(Completion completion, read_reply(row, where));
  return std::pair(Key{*system, turn, epoch, arm, step, attempt, instance}, std::move(completion));
}

std::string source_of(const Completion& completion) {
  return Hasher()
      .add("reply", completion.text)
      .add("finish_reason", completion.finish_reason)
      .add("model", completion.served_model)
      .hex();
}

class Replay final : public Immediate {
 public:
  Replay(fs::path file, std::map<Key, Recorded> replies) : file_(std::move(file)), replies_(std::move(replies)) {}

  std::string source(const Request::Task& task) const override {
    const Recorded* found = find(task);
    return found ? found->source : "";
  }

  std::vector<std::string> without_use(const std::function<bool(const Request::Task&)>& asked) const override {
    std::map<size_t, std::string> lines;
    for (const auto& [key, reply] : replies_) {
      const auto& [system, turn, epoch, arm_name, step, attempt, instance] = key;
      bool used = false;
      for (Arm arm : all_arms()) {
        bool fits = (arm_name.empty() || arm_name == to_string(arm)) && (arm == Arm::stepwise) == (step > 0) &&
                    (attempt == 0 || arm == Arm::repair);
        used = used ||
               (fits &&
                asked({.system = system, .turn = turn, .arm = arm, .epoch = epoch, .step = step, .attempt = attempt}));
      }
      if (!used)
        lines[reply.line] = fmt::format("{}/{} #{}{}{}", system, turn, epoch, arm_name.empty() ? "" : " " + arm_name,
                                        attempt > 0 ? fmt::format(" attempt {}", attempt)
                                        : step > 0  ? fmt::format(" step {}", step)
                                                    : "");
    }
    std::vector<std::string> out;
    for (const auto& [line, what] : lines) out.push_back(fmt::format("{}:{} ({})", file_.string(), line, what));
    return out;
  }

 protected:
  Result<Completion> answer(const Request& request) const override {
    const Request::Task& task = request.task;
    if (const Recorded* found = find(task)) return recorded(*found);
    return fail(ErrorCode::not_found,
                fmt::format("holds no reply for {}/{} {} #{}{}{}; add the line, or leave the task out with --only",
                            task.system, task.turn, to_string(task.arm), task.epoch,
                            task.step      ? fmt::format(" step {}", task.step)
                            : task.attempt ? " attempt 1"
                                           : "",
                            task.instance() ? fmt::format(" instance {}", *task.instance()) : ""),
                file_.string());
  }

 private:
  const Recorded* find(const Request::Task& task) const {
    for (const std::string& arm : {std::string(to_string(task.arm)), std::string()})
      if (auto it = replies_.find({task.system, task.turn, task.epoch, arm, task.step, task.attempt, task.instance()});
          it != replies_.end())
        return &it->second;
    return nullptr;
  }

  /// What an endpoint broke off says nothing about the model.
  Result<Completion> recorded(const Recorded& reply) const {
    if (!is_broken_off(reply.completion.finish_reason)) return reply.completion;
    return fail(ErrorCode::invalid_input,
                fmt::format("holds an answer that its endpoint broke off ({}): ask again and replace the line",
                            reply.completion.finish_reason),
                fmt::format("{}:{}", file_.string(), reply.line));
  }

  fs::path file_;
  std::map<Key, Recorded> replies_;
};

struct Place {
  std::string file;
  size_t line = 0;
};

/// Adds what a line records. errors: invalid_input at the line
Status take_line(std::string_view line, const Place& place, std::map<Key, Recorded>& replies) {
  std::string where = fmt::format("{}:{}", place.file, place.line);
  TRY_ASSIGN(Json row, parse_mended_json(line, where));
  TRY_ASSIGN(auto entry, read_row(row, where));
  auto [it, added] = replies.try_emplace(entry.first, Recorded{entry.second, place.line, source_of(entry.second)});
  if (!added) return wrong(where, fmt::format("answers the same request as line {}", it->second.line));
  return {};
}

}  // namespace

Result<std::unique_ptr<Provider>> make_replay(const fs::path& file) {
  TRY_ASSIGN(std::string text, read_file(file));
  std::map<Key, Recorded> replies;
  std::vector<Error> problems;  // one a line
  size_t number = 0;
  for (std::string_view line : split_lines(text)) {
    ++number;
    if (trim(line).empty()) continue;
    if (Status taken = take_line(line, {file.string(), number}, replies); !taken) problems.push_back(taken.error());
  }
  if (!problems.empty()) return pass_on(in_one(problems, kExample));
  if (replies.empty())
    return fail(ErrorCode::invalid_input, fmt::format("holds no replies; {}", kExample), file.string());
  return std::make_unique<Replay>(file, std::move(replies));
}

}  // namespace simbench::provider
