// Takes the program out of a reply. The rule is written for people in docs/format/program.md; no step looks at whether
// the code is right, so that a model is never helped by being parsed twice.
#include "pysrc/extract.h"

#include "base/base.h"
#include "pysrc/bare_code.h"
#include "pysrc/fences.h"
#include "pysrc/reasoning.h"
#include "pysrc/tool_call.h"
#include "pysrc/wrappers.h"

namespace simbench::pysrc {
namespace {

/// Of several blocks the last one that has at least half as many lines as the longest: a whole corrected script often
/// comes after fragments, and a short usage example after the whole script.
const Block& chosen_of(const std::vector<Block>& blocks) {
  size_t longest = 0;
  for (const Block& block : blocks) longest = std::max(longest, block.lines);
  auto it =
      std::find_if(blocks.rbegin(), blocks.rend(), [&](const Block& block) { return 2 * block.lines >= longest; });
  return *it;
}

std::vector<Block> candidates_of(const std::vector<Block>& blocks) {
  std::vector<Block> found;
  std::copy_if(blocks.begin(), blocks.end(), std::back_inserter(found),
               [](const Block& b) { return is_python(b.tag); });
  if (!found.empty()) return found;
  std::copy_if(blocks.begin(), blocks.end(), std::back_inserter(found),
               [](const Block& b) { return !is_foreign(b.tag) && looks_like_python(b.code); });
  return found;
}

std::vector<Block> bare_block(std::string_view code, std::string_view origin) {
  if (code.empty()) return {};
  return {{.tag = "python",
           .code = std::string(code),
           .closed = false,
           .lines = split_lines(code).size(),
           .origin = origin}};
}

/// The text up to its first fence.
std::string_view before_fences(std::string_view text) {
  for (std::string_view line : split_lines(text))
    if (fence_in(line)) return text.substr(0, static_cast<size_t>(line.data() - text.data()));
  return text;
}

/// Where no fence holds a program, the places in which one may stand besides, the surest first.
std::vector<Block> unfenced(std::string_view answer) {
  std::vector<Block> tagged = tagged_blocks(answer);
  if (std::vector<Block> found = candidates_of(tagged); !found.empty()) return found;
  std::string_view text = before_fences(answer);
  std::string_view origin = text.size() < answer.size() ? "stray_fence" : "no_fence";
  Block whole{.code = std::string(text)};
  unwrap(whole);
  if (!whole.notes.empty() && looks_like_python(whole.code)) {
    whole.origin = origin;
    return {whole};
  }
  if (std::vector<Block> found = bare_block(parsed_code(text), origin); !found.empty()) return found;
  if (std::vector<Block> found = blocks_in_written_calls(answer); !found.empty()) return found;
  return bare_block(code_from_first_import(text), origin);
}

std::string reason_of(const Block& chosen, size_t candidates, bool cut_off) {
  bool bare = chosen.origin == "no_fence" || chosen.origin == "stray_fence";
  if (!chosen.closed && cut_off) return "truncated";
  if (!chosen.closed && chosen.origin.empty()) return "unclosed_fence";
  if (candidates > 1) return "several_blocks";
  if (bare || !chosen.origin.empty()) return std::string(chosen.origin);
  return is_python(chosen.tag) ? "fenced" : "other_fence";
}

/// Blocks that are quoted line by line ("> ```python") without the quote's marks.
std::string without_quote_marks(std::string text) {
  if (text.find("> ```") == std::string::npos && text.find("> ~~~") == std::string::npos) return text;
  std::string out;
  bool quoted = false;
  for (std::string_view line : split_lines(text)) {
    bool marked = line.starts_with(">") && !line.starts_with(">>");
    std::string_view rest = marked ? line.substr(line.starts_with("> ") ? 2 : 1) : line;
    quoted = marked && (quoted || fence_in(rest));
    out.append(quoted ? rest : line).push_back('\n');
  }
  if (!text.ends_with('\n')) out.pop_back();
  return out;
}

/// A reply made ready to be looked through.
struct Reading {
  std::string answer;
  std::set<std::string> notes;
  bool only_reasoning = false;
};

Reading read(std::string_view reply) {
  Reading reading;
  std::string text = to_utf8(reply);
  if (text.size() != reply.size() || text != reply) reading.notes.insert("bad_bytes");
  text = replace_all(std::move(text), "\r\n", "\n");
  if (text.find('\n') == std::string::npos) std::replace(text.begin(), text.end(), '\r', '\n');
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  Reasoned reasoned = without_reasoning(text);
  if (reasoned.found) reading.notes.insert("reasoning");
  bool tokens = false;
  reading.answer = without_quote_marks(std::string(without_chat_tokens(reasoned.answer, tokens)));
  if (tokens) reading.notes.insert("chat_tokens");
  // What was cut off leaves blank lines before the answer.
  if (tokens || reasoned.found) reading.answer.erase(0, reading.answer.find_first_not_of('\n'));
  reading.only_reasoning = reasoned.found && !trim(reasoned.reasoning).empty();
  return reading;
}

Program program_of(Reading reading, const Json& arguments, bool cut_off) {
  Program program;
  std::vector<Block> blocks = fenced_blocks(reading.answer), called = blocks_in_arguments(arguments);
  for (Block& block : called) blocks.push_back(std::move(block));
  std::vector<Block> candidates = candidates_of(blocks);
  bool unfound = candidates.empty() && !trim(reading.answer).empty();
  if (unfound) candidates = unfenced(reading.answer);
  for (const Block& block : blocks) program.blocks.push_back(block.code);
  if (unfound)
    for (const Block& block : candidates) program.blocks.push_back(block.code);
  if (candidates.empty()) {
    bool nothing = trim(reading.answer).empty() && (arguments.is_null() || arguments.empty());
    program.reason = cut_off ? "truncated" : !nothing ? "prose" : reading.only_reasoning ? "only_reasoning" : "empty";
  } else {
    const Block& chosen = chosen_of(candidates);
    program.code = chosen.code;
    program.reason = reason_of(chosen, candidates.size(), cut_off);
    reading.notes.insert(chosen.notes.begin(), chosen.notes.end());
  }
  program.notes.assign(reading.notes.begin(), reading.notes.end());
  return program;
}

}  // namespace

Program extract(std::string_view reply, std::string_view finish_reason) {
  return program_of(read(reply), nullptr, finish_reason == "length");
}

Program extract(const Completion& completion) {
  Reading reading = read(completion.text);
  reading.only_reasoning |= !trim(completion.reasoning).empty() || completion.usage.reasoning_tokens.value_or(0) > 0;
  return program_of(std::move(reading), completion.tool_arguments, completion.finish_reason == "length");
}

}  // namespace simbench::pysrc
