#include "pysrc/reasoning.h"

#include "base/base.h"
#include "pysrc/fences.h"
#include "pysrc/lexer.h"
#include "pysrc/string_state.h"

namespace simbench::pysrc {
namespace {

constexpr size_t kLongestMark = 200;  ///< bytes; no server's mark is nearly as long

enum class Meaning { opens, closes, answers };

/// A mark in a text: where it stands and what it says about what follows.
struct Mark {
  size_t begin = 0, end = 0;
  Meaning meaning = Meaning::opens;
  bool details = false;  ///< of an HTML element that only its own mark closes
};

/// "begin_of_thought" → "thought" and opens; "end_thinking" → "thinking" and closes.
bool take_prefix(std::string& name, std::initializer_list<std::string_view> prefixes) {
  for (std::string_view prefix : prefixes)
    if (name.starts_with(prefix)) {
      name.erase(0, prefix.size());
      return true;
    }
  return false;
}

bool is_reasoning(std::string_view name) {
  for (std::string_view part : {"think", "thought", "reason", "monologue", "deliberation"})
    if (name.find(part) != std::string_view::npos) return true;
  for (std::string_view whole :
       {"reflection", "scratchpad", "cot", "chain_of_thought", "analysis", "draft", "planning"})
    if (name == whole) return true;
  return false;
}

/// What a tag's name means; nullopt if it isn't one of reasoning.
std::optional<Meaning> meaning_of(std::string name, bool slash) {
  name = to_lower(replace_all(replace_all(std::move(name), "▁", "_"), "-", "_"));
  if (name == "unused94") return Meaning::opens;  // Gemma's spare tokens, as MedGemma uses them
  if (name == "unused95") return Meaning::closes;
  // "seed:think", "think:fast"
  if (size_t colon = name.find(':'); colon != std::string::npos)
    name = is_reasoning(name.substr(0, colon)) ? name.substr(0, colon) : name.substr(colon + 1);
  bool closes = slash || take_prefix(name, {"end_of_", "end_"});
  if (!closes) take_prefix(name, {"begin_of_", "begin_", "start_of_", "start_"});
  if (!is_reasoning(name)) return std::nullopt;
  return closes ? Meaning::closes : Meaning::opens;
}

/// Removes `prefix` from the front of `text` if it is there.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string_view take_name(std::string_view& text) {
  size_t end = 0;
  while (end < text.size() && ((in_name(text[end]) && !(text[end] & 0x80)) || text[end] == ':' || text[end] == '-' ||
                               text.substr(end).starts_with("▁")))
    end += text.substr(end).starts_with("▁") ? std::string_view("▁").size() : 1;
  std::string_view name = text.substr(0, end);
  text.remove_prefix(end);
  return name;
}

/// "<|channel|>analysis<|message|>" (Harmony) and "<|channel>thought" (Gemma), whose end is "<channel|>".
std::optional<Mark> channel_at(std::string_view text, size_t place) {
  std::string_view rest = text.substr(place);
  if (take(rest, "<channel|>")) return Mark{place, text.size() - rest.size(), Meaning::closes};
  if (!take(rest, "<|channel|>") && !take(rest, "<|channel>")) return std::nullopt;
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  std::string name = to_lower(take_name(rest));
  std::string_view head = rest.substr(0, kLongestMark);
  bool calls = false;
  if (size_t message = head.find("<|message|>"); message != std::string_view::npos) {
    calls = head.substr(0, message).find("to=") != std::string_view::npos;
    rest.remove_prefix(message + std::string_view("<|message|>").size());
  }
  bool answers = calls || name == "final" || name == "response" || name == "answer";
  return Mark{place, text.size() - rest.size(), answers ? Meaning::answers : Meaning::opens};
}

/// <details type="reasoning"> and <details> whose summary speaks of thinking, as chat pages write them.
std::optional<Mark> details_at(std::string_view text, size_t place) {
  std::string_view rest = text.substr(place);
  if (take(rest, "</details>")) return Mark{place, text.size() - rest.size(), Meaning::closes, true};
  if (!take(rest, "<details")) return std::nullopt;
  std::string head = to_lower(rest.substr(0, kLongestMark));
  size_t summary = head.find("<summary>"), end = head.find('>');
  if (end == std::string::npos) return std::nullopt;
  std::string words = head.substr(0, end);
  if (summary != std::string::npos) words += head.substr(summary, head.find("</summary>") - summary);
  bool thinks = words.find("reasoning") != std::string::npos || words.find("think") != std::string::npos ||
                words.find("thought") != std::string::npos;
  return thinks
             ? std::optional(Mark{place, place + std::string_view("<details").size() + end + 1, Meaning::opens, true})
             : std::nullopt;
}

/// <think>, </think>, <thinking mode="x">, <|begin_of_thought|>, <｜think｜>, [THINK], ◁/think▷
std::optional<Mark> reasoning_tag_at(std::string_view text, size_t place) {
  std::string_view rest = text.substr(place);
  bool square = take(rest, "["), angle = !square && take(rest, "<");
  if (!square && !angle && !take(rest, "◁")) return std::nullopt;
  bool piped = angle && (take(rest, "|") || take(rest, "｜"));
  bool slash = take(rest, "/");
  std::string name(take_name(rest));
  std::optional<Meaning> meaning = name.empty() ? std::nullopt : meaning_of(name, slash);
  if (!meaning) return std::nullopt;
  if (square) {
    // An index, a list or a link isn't a mark.
    bool index = place > 0 && (in_name(text[place - 1]) || text[place - 1] == ']' || text[place - 1] == ')');
    bool shouted = name == "THINK" || name == "THINKING" || name == "REASONING" || name == "THOUGHT";
    if (index || !shouted || !take(rest, "]") || rest.starts_with('(')) return std::nullopt;
  } else if (angle) {
    if (piped) take(rest, "|") || take(rest, "｜");
    size_t end = rest.substr(0, kLongestMark).find_first_of("<>\n");
    if (end == std::string_view::npos || rest[end] != '>') return std::nullopt;
    bool attributes = end > 0 && rest[0] != ' ' && rest[0] != '/';
    if (attributes) return std::nullopt;
    if (end > 0 && rest[end - 1] == '/') meaning = Meaning::answers;  // <think/> holds nothing
    rest.remove_prefix(end + 1);
  } else if (!take(rest, "▷")) {
    return std::nullopt;
  }
  return Mark{place, text.size() - rest.size(), *meaning};
}

/// True for a mark that is spoken of: between two of the same quotes. Three backticks are a fence.
bool is_quoted(std::string_view text, const Mark& mark) {
  if (mark.begin == 0 || mark.end >= text.size()) return false;
  if (text.substr(0, mark.begin).ends_with("```") || text.substr(mark.end).starts_with("```")) return false;
  char before = text[mark.begin - 1];
  return before == text[mark.end] && std::string_view("`'\"").find(before) != std::string_view::npos;
}

std::optional<Mark> next_mark(std::string_view text, size_t from, size_t end) {
  for (size_t place = from; place < end; ++place) {
    char c = text[place];
    if (c != '<' && c != '[' && c != '\xE2') continue;
    std::optional<Mark> mark = channel_at(text, place);
    if (!mark) mark = details_at(text, place);
    if (!mark) mark = reasoning_tag_at(text, place);
    if (mark && !is_quoted(text, *mark)) return mark;
  }
  return std::nullopt;
}

class ReasoningReader {
 public:
  explicit ReasoningReader(std::string_view text) : text_(text) {}

  Reasoned read() {
    for (std::string_view line : split_lines(text_)) {
      auto begin = static_cast<size_t>(line.data() - text_.data());
      read_line(std::max(begin, place_), std::min(begin + line.size() + 1, text_.size()));
    }
    return std::move(out_);
  }

 private:
  void read_line(size_t begin, size_t end) {
    if (begin >= end) return;  // a mark went on into this line
    place_ = begin;
    answered_ = out_.answer.size();
    while (std::optional<Mark> mark = next_mark(text_, place_, end)) {
      (thinking_ ? out_.reasoning : out_.answer).append(text_.substr(place_, mark->begin - place_));
      if (counts(*mark, begin, end)) {
        take_mark(*mark);
      } else {
        (thinking_ ? out_.reasoning : out_.answer).append(text_.substr(mark->begin, mark->end - mark->begin));
      }
      place_ = mark->end;
    }
    if (place_ < end) (thinking_ ? out_.reasoning : out_.answer).append(text_.substr(place_, end - place_));
    place_ = std::max(place_, end);
    if (!thinking_) follow_fence(std::string_view(out_.answer).substr(answered_));
  }

  /// False for what is a program's own text, and for marks of the other kind.
  bool counts(const Mark& mark, size_t begin, size_t end) {
    if (thinking_)
      return mark.meaning != Meaning::opens && (!details_ || mark.details || mark.meaning == Meaning::answers) &&
             (details_ || !mark.details);
    if (mark.details && mark.meaning == Meaning::closes) return false;
    std::string_view line = text_.substr(begin, end - begin);
    if (!fence_ || !strings_.covers(line, mark.begin - begin)) return true;
    // A draft may be left within a string; a program that speaks of both marks is none.
    if (mark.meaning == Meaning::opens) return ++in_strings_, false;
    if (in_strings_ > 0) return --in_strings_, false;
    return mark.meaning == Meaning::closes && trim(line).ends_with(text_.substr(mark.begin, mark.end - mark.begin));
  }

  void take_mark(const Mark& mark) {
    out_.found = true;
    if (mark.meaning == Meaning::opens) {
      thinking_ = true;
      details_ = mark.details;
      return;
    }
    bool empty_element = mark.meaning == Meaning::answers && text_[mark.end - 2] == '/';
    if (!thinking_ && !empty_element) {
      // Whatever came before was thought, too.
      out_.reasoning += std::exchange(out_.answer, "");
      answered_ = 0;
      fence_.reset();
    }
    thinking_ = details_ = false;
  }

  void follow_fence(std::string_view line) {
    std::optional<Fence> fence = fence_in(line.substr(0, line.find('\n')));
    if (!fence_ && fence) {
      fence_ = fence;
      strings_ = {};
      in_strings_ = 0;
    } else if (fence_ && fence && fence->mark == fence_->mark && fence->length >= fence_->length &&
               fence->info.empty()) {
      fence_.reset();
    } else if (fence_) {
      strings_.read(line);
    }
  }

  std::string_view text_;
  Reasoned out_;
  size_t place_ = 0;     ///< read so far
  size_t answered_ = 0;  ///< bytes of the answer before this line
  bool thinking_ = false, details_ = false;
  std::optional<Fence> fence_;  ///< open in the answer
  StringState strings_;
  int in_strings_ = 0;  ///< opening marks in the open block's strings
};

/// What is left of Harmony's channels where a server takes its marks away: "analysisWe need …assistantfinalHere".
std::optional<size_t> end_of_bare_channels(std::string_view text) {
  constexpr std::string_view kFinal = "assistantfinal";
  if (!text.starts_with("analysis") && !text.starts_with("commentary")) return std::nullopt;
  size_t last = text.rfind(kFinal);
  return last == std::string_view::npos ? std::nullopt : std::optional(last + kFinal.size());
}

/// Granite's words around its thoughts.
std::optional<size_t> end_of_spoken_thoughts(std::string_view text) {
  std::string head = to_lower(text.substr(0, 40));
  if (!head.starts_with("here is my thought process:") && !head.starts_with("here's my thought process:"))
    return std::nullopt;
  for (std::string_view words : {"Here is my response:", "Here's my response:"})
    if (size_t place = text.find(words); place != std::string_view::npos) return place + words.size();
  return std::nullopt;
}

}  // namespace

Reasoned without_reasoning(std::string_view text) {
  std::string_view from = text.substr(std::min(text.find_first_not_of(" \t\n"), text.size()));
  std::optional<size_t> end = end_of_bare_channels(from);
  if (!end) end = end_of_spoken_thoughts(from);
  if (!end) return ReasoningReader(text).read();
  Reasoned rest = ReasoningReader(from.substr(*end)).read();
  return {std::move(rest.answer), std::string(from.substr(0, *end)) + rest.reasoning, true};
}

}  // namespace simbench::pysrc
