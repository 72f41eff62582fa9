#include "dialogue/dialogue.h"

#include <fmt/format.h>

namespace simbench::dialogue {
namespace {

/// ">=4.0,<5" → "4.0": the release that a suite is written for.
std::string release(const suite::Suite& suite) {
  std::string_view text = trim(split(suite.requires_version, ',').front());
  size_t digit = text.find_first_of("0123456789");
  return std::string(digit == std::string_view::npos ? text : text.substr(digit));
}

Result<std::string> render(const Situation& s, const std::string& name,
                           const std::map<std::string, std::string>& values) {
  auto it = s.suite->templates.find(name);
  std::string where = (s.suite->folder / "templates" / (name + ".md")).string();
  if (it == s.suite->templates.end())
    return fail(ErrorCode::invalid_input, fmt::format("this suite has no words for it; write templates/{}.md", name),
                where);
  std::map<std::string, std::string> all{
      {"simulator", s.suite->simulator}, {"release", release(*s.suite)}, {"prompt", ""}, {"code", ""}, {"error", ""}};
  for (const auto& [key, value] : values) all[key] = trim(value);
  TRY_ASSIGN(std::string text, fill_template(it->second, all, where));
  return std::string(trim(text)) + "\n";
}

Result<Shown> one_message(const Situation& s, const std::string& name, const std::string& prompt,
                          const std::string& code, const std::string& error = "") {
  TRY_ASSIGN(std::string text, render(s, name, {{"prompt", prompt}, {"code", code}, {"error", error}}));
  return Shown{{{Role::user, std::move(text)}}, code};
}

std::string given_code(const suite::Turn& turn) {
  return turn.given ? turn.given->code : "";
}

Result<Shown> show_given(const Situation& s) {
  const suite::Turn& turn = s.system->turn(s.turn);
  return one_message(s, s.preset.empty() ? "given" : s.preset, turn.prompt, given_code(turn));
}

Result<Shown> show_dialogue(const Situation& s) {
  check(s.replies.size() + 1 == static_cast<size_t>(s.turn), "arm dialogue shows one reply for each earlier turn");
  Shown shown;
  for (int turn = 1; turn <= s.turn; ++turn) {
    TRY_ASSIGN(std::string text, render(s, "dialogue", {{"prompt", s.system->turn(turn).prompt}}));
    shown.messages.push_back({Role::user, std::move(text)});
    if (turn == s.turn) break;
    // Endpoints refuse an empty message; an empty reply is still part of what happened.
    const std::string& reply = s.replies[static_cast<size_t>(turn - 1)];
    shown.messages.push_back({Role::assistant, trim(reply).empty() ? "(no reply)" : reply});
  }
  return shown;
}

Result<Shown> show_no_code(const Situation& s) {
  if (s.turn == 1) return one_message(s, "no-code", s.system->turn(1).prompt, "");
  std::string specification;
  for (int turn = 1; turn <= s.turn; ++turn)
    specification +=
        fmt::format("{}## Stage {}\n\n{}\n", turn == 1 ? "" : "\n", turn, trim(s.system->turn(turn).prompt));
  return one_message(s, "no-code", specification, "");
}

Result<Shown> show_stepwise(const Situation& s) {
  const suite::Turn& turn = s.system->turn(s.turn);
  check(s.step >= 1 && static_cast<size_t>(s.step) <= turn.steps.size(),
        "arm stepwise asks for a step that the turn has");
  return one_message(s, "stepwise", turn.steps[static_cast<size_t>(s.step - 1)], s.code.value_or(given_code(turn)));
}

Result<Shown> show_repair(const Situation& s) {
  if (s.failure.empty()) return show_given(s);
  return one_message(s, "repair", s.system->turn(s.turn).prompt, s.code.value_or(""), s.failure);
}

/// The part of a reason before its details.
std::string code_of(const std::string& reason) {
  return reason.substr(0, reason.find(':'));
}

}  // namespace

Result<Shown> show(const Situation& situation) {
  switch (situation.arm) {
    case Arm::given:
      return show_given(situation);
    case Arm::dialogue:
      return show_dialogue(situation);
    case Arm::no_code:
      return show_no_code(situation);
    case Arm::stepwise:
      return show_stepwise(situation);
    case Arm::repair:
      return show_repair(situation);
  }
  return show_given(situation);
}

int request_count(const suite::System& system, int turn, Arm arm) {
  if (arm != Arm::stepwise) return 1;
  return turn == 3 ? static_cast<int>(system.turn(turn).steps.size()) : 0;
}

std::optional<std::string> repair_notice(const std::optional<Outcome>& outcome, const Judgement& judgement) {
  if (judgement.cell_class != CellClass::model_fail || judgement.verdict >= Verdict::physical) return std::nullopt;
  if (!outcome || !outcome->error) return code_of(judgement.reason);
  std::string text = outcome->error->type;
  if (!outcome->error->message.empty()) text += ": " + outcome->error->message;
  if (outcome->error->line > 0) text = fmt::format("line {}: {}", outcome->error->line, text);
  return text;
}

}  // namespace simbench::dialogue
