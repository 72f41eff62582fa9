#include "provider/replay.h"

#include <fmt/format.h>

#include "provider/immediate.h"

namespace simbench::provider {
namespace {

/// (system, turn, epoch, arm or "" for any arm, step or 0, attempt)
using Key = std::tuple<std::string, int, int, std::string, int, int>;

struct Recorded {
  Completion completion;
  size_t line = 0;
};

tl::unexpected<Error> wrong(const std::string& where, std::string what) {
  return fail(ErrorCode::invalid_input,
              std::move(what) + R"(; a line looks like {"system": "pendulum", "turn": 1, "epoch": 0, "reply": "…"})",
              where);
}

Result<int> integer(const Json& row, const char* key, std::optional<int> absent, const std::string& where) {
  const Json& value = get(row, key);
  if (value.is_null() && absent) return *absent;
  if (!value.is_number_integer() || value.get<int64_t>() < 0 || value.get<int64_t>() > 1'000'000)
    return wrong(where, fmt::format("'{}' must be a whole number", key));
  return value.get<int>();
}

Result<std::pair<Key, Completion>> read_row(const Json& row, const std::string& where) {
  std::optional<std::string> system = get_string(row, "system"), reply = get_string(row, "reply");
  if (!system) return wrong(where, "'system' is missing or not a text");
  if (!reply) return wrong(where, "'reply' is missing or not a text");
  TRY_ASSIGN(int turn, integer(row, "turn", std::nullopt, where));
  if (turn < 1 || turn > 3) return wrong(where, "'turn' must be 1, 2 or 3");
  TRY_ASSIGN(int epoch, integer(row, "epoch", 0, where));
  TRY_ASSIGN(int step, integer(row, "step", 0, where));
  TRY_ASSIGN(int attempt, integer(row, "attempt", 0, where));
  std::string arm = get_string(row, "arm").value_or("");
  if (!arm.empty() && !arm_from(arm)) return wrong(where, fmt::format("there is no arm '{}'", arm));
  Completion completion{.text = *reply,
                        .finish_reason = get_string(row, "finish_reason").value_or("stop"),
                        .served_model = get_string(row, "model").value_or("replay")};
  return std::pair(Key{*system, turn, epoch, arm, step, attempt}, std::move(completion));
}

class Replay final : public Immediate {
 public:
  Replay(fs::path file, std::map<Key, Recorded> replies) : file_(std::move(file)), replies_(std::move(replies)) {}

 protected:
  Result<Completion> answer(const Request& request) const override {
    const Request::Task& task = request.task;
    for (const std::string& arm : {std::string(to_string(task.arm)), std::string()}) {
      auto it = replies_.find({task.system, task.turn, task.epoch, arm, task.step, task.attempt});
      if (it != replies_.end()) return it->second.completion;
    }
    return fail(ErrorCode::not_found,
                fmt::format("holds no reply for {}/{} {} #{}{}; add the line, or leave the task out with --only",
                            task.system, task.turn, to_string(task.arm), task.epoch,
                            task.step      ? fmt::format(" step {}", task.step)
                            : task.attempt ? " attempt 1"
                                           : ""),
                file_.string());
  }

 private:
  fs::path file_;
  std::map<Key, Recorded> replies_;
};

}  // namespace

Result<std::unique_ptr<Provider>> make_replay(const fs::path& file) {
  TRY_ASSIGN(std::string text, read_file(file));
  std::map<Key, Recorded> replies;
  size_t number = 0;
  for (std::string_view line : split_lines(text)) {
    ++number;
    if (trim(line).empty()) continue;
    std::string where = fmt::format("{}:{}", file.string(), number);
    TRY_ASSIGN(Json row, parse_json(line, where));
    TRY_ASSIGN(auto entry, read_row(row, where));
    auto [it, added] = replies.try_emplace(entry.first, Recorded{entry.second, number});
    if (!added) return wrong(where, fmt::format("answers the same request as line {}", it->second.line));
  }
  if (replies.empty()) return wrong(file.string(), "holds no replies");
  return std::make_unique<Replay>(file, std::move(replies));
}

}  // namespace simbench::provider
