// Who can judge.
#include <fmt/format.h>

#include "judge/replay_judge.h"
#include "judge/rules.h"

namespace simbench::judge {
namespace {

constexpr std::string_view kOwn = "judge/", kReplay = "replay/";
constexpr double kPoll_s = 0.05;

std::unique_ptr<Judge> rule(std::string_view name) {
  return name.starts_with(kOwn) ? make_rule(name.substr(kOwn.size())) : nullptr;
}

/// Hosts that serve models of many makers: there the maker stands in the model's name.
bool is_host(std::string_view provider) {
  static constexpr std::string_view kHosts[] = {"cerebras", "fireworks",  "groq",   "llama-cpp", "nvidia",
                                                "ollama",   "openrouter", "sglang", "together",  "vllm"};
  return std::find(std::begin(kHosts), std::end(kHosts), provider) != std::end(kHosts);
}

/// The line of models: the letters that the last part of the name begins with. "meta-llama/Llama-3-70b" → "llama"
std::string line_of(std::string_view model) {
  std::string name = to_lower(model.substr(model.rfind('/') + 1));
  size_t end = 0;
  while (end < name.size() && name[end] >= 'a' && name[end] <= 'z') ++end;
  return name.substr(0, end);
}

}  // namespace

bool is_rule(std::string_view name) {
  return rule(name) != nullptr;
}

Result<std::unique_ptr<Judge>> make(std::string_view name, const Options& options) {
  if (std::unique_ptr<Judge> found = rule(name)) return found;
  if (name.starts_with(kOwn)) {
    std::string_view rest = name.substr(kOwn.size());
    if (rest.starts_with(kReplay) && rest.size() > kReplay.size())
      return make_replay_judge(fs::path(rest.substr(kReplay.size())), options);
    std::vector<std::string> known{"judge/replay/PATH"};
    for (const std::string& rule : rule_names()) known.push_back(fmt::format("{}{}", kOwn, rule));
    return fail(ErrorCode::not_found, fmt::format("there is no judge '{}'{}", name, did_you_mean(name, known)));
  }
  TRY_ASSIGN(std::unique_ptr<provider::Provider> provider, provider::make(name, options.provider));
  return make_rubric_judge(std::move(provider), std::string(name), options);
}

Result<Judged> judge_one(Judge& judge, const Item& item, int repeat) {
  std::optional<Result<Judged>> answer;
  judge.submit(item, repeat, [&answer](Result<Judged> judged) { answer = std::move(judged); });
  while (!answer) judge.run_for(kPoll_s);
  return std::move(*answer);
}

bool same_family(std::string_view judge, std::string_view model) {
  std::string_view a = provider::family(judge), b = provider::family(model);
  for (std::string_view kinless : {"judge", "control", "replay", "command"})
    if (a == kinless || b == kinless) return false;
  if (a == b && !is_host(a)) return true;
  std::string line = line_of(judge);
  return line.size() >= 2 && line == line_of(model);
}

}  // namespace simbench::judge
