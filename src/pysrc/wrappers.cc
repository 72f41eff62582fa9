#include "pysrc/wrappers.h"

#include "base/base.h"
#include "pysrc/bare_code.h"

namespace simbench::pysrc {
namespace {

constexpr size_t kLongestToken = 60;  ///< bytes
constexpr size_t kMostElements = 200;

/// Tokens of a chat format that are not written <|…|>.
constexpr std::string_view kTokens[] = {
    "</s>",   "<s>",     "<eos>",  "<bos>",          "<end_of_turn>", "<start_of_turn>",
    "[INST]", "[/INST]", "[DONE]", "<|python_tag|>", "[EOS]"};
/// Those behind which nothing is the model's answer any more.
constexpr std::string_view kEnds[] = {"<|im_end|>",    "<|eot_id|>", "<|endoftext|>",         "<|end_of_text|>",
                                      "<end_of_turn>", "<|eom_id|>", "<｜end▁of▁sentence｜>", "<|return|>"};

/// Bytes of the token that begins at the front of `text`, 0 if there is none.
size_t token_length(std::string_view text) {
  for (std::string_view token : kTokens)
    if (text.starts_with(token)) return token.size();
  for (auto [open, close] : {std::pair<std::string_view, std::string_view>{"<|", "|>"}, {"<｜", "｜>"}}) {
    if (!text.starts_with(open)) continue;
    size_t end = text.substr(0, kLongestToken).find(close, open.size());
    bool one_word = end != std::string_view::npos &&
                    text.substr(open.size(), end - open.size()).find_first_of(" \n\t'\"<>") == std::string_view::npos;
    if (one_word) return end + close.size();
  }
  return 0;
}

/// Bytes of the token that `text` ends with, 0 if there is none.
size_t ending_token_length(std::string_view text) {
  for (size_t start = text.size(); start > 0 && text.size() - start < kLongestToken; --start)
    if ((text[start - 1] == '<' || text[start - 1] == '[') &&
        token_length(text.substr(start - 1)) == text.size() - start + 1)
      return text.size() - start + 1;
  return 0;
}

/// The place of the first end of the turn that is on a line's end and has words before it.
size_t end_of_turn(std::string_view text) {
  size_t first = text.size();
  for (std::string_view token : kEnds)
    for (size_t place = text.find(token); place < first; place = text.find(token, place + 1)) {
      std::string_view behind = text.substr(place + token.size());
      bool ends = behind.empty() || behind[0] == '\n' || token_length(behind) > 0;
      if (ends && !trim(text.substr(0, place)).empty()) first = place;
    }
  return first;
}

struct Tag {
  size_t begin = 0, end = 0;
  std::string name;
  bool closes = false, square = false;
};

bool may_hold_code(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "code",     "pre",      "python",  "py",        "script",  "program",   "source",       "answer",
      "solution", "response", "output",  "final",     "execute", "artifact",  "final_answer", "parameter",
      "file",     "result",   "content", "tool_code", "block",   "codeblock", "antartifact",  "canvas"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

/// <name …>, <name=…>, </name>, [NAME], [/NAME] at `place`.
std::optional<Tag> element_tag_at(std::string_view text, size_t place) {
  bool square = text[place] == '[';
  size_t at = place + 1;
  bool closes = at < text.size() && text[at] == '/';
  at += closes;
  size_t end = at;
  while (end < text.size() && (std::isalpha(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
  std::string written(text.substr(at, end - at)), name = to_lower(written);
  if (square && (name == written || name != "python")) return std::nullopt;  // only [PYTHON] is a tag
  if (!may_hold_code(name)) return std::nullopt;
  size_t close = text.find_first_of(square ? "]\n" : ">\n", end);
  if (close == std::string_view::npos || text[close] == '\n') return std::nullopt;
  bool attributes = close > end;
  if (attributes && (square || (text[end] != ' ' && text[end] != '='))) return std::nullopt;
  return Tag{place, close + 1, std::move(name), closes, square};
}

/// A page's own spelling of what would be markup, where nothing else in the element is markup.
void unescape(Block& block) {
  if (block.code.find_first_of("<>") != std::string::npos) return;
  constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&#x27;", "'"}, {"&amp;", "&"}};
  std::string out = block.code;
  for (auto [entity, sign] : kEntities) out = replace_all(std::move(out), entity, sign);
  if (out == block.code) return;
  block.code = std::move(out);
  block.notes.insert("entities");
}

}  // namespace

std::string_view without_chat_tokens(std::string_view text, bool& found) {
  size_t size = text.size();
  for (;;) {
    std::string_view rest = text.substr(std::min(text.find_first_not_of(" \n\t"), text.size()));
    size_t length = token_length(rest);
    if (length == 0) break;
    // "<|im_start|>assistant", "<start_of_turn>model"
    std::string_view token = rest.substr(0, length);
    rest.remove_prefix(length);
    if (token.find("start") != std::string_view::npos)
      for (std::string_view role : {"assistant", "model"})
        if (rest.starts_with(role)) rest.remove_prefix(role.size());
    text = rest;
  }
  text = text.substr(0, end_of_turn(text));
  for (;;) {
    std::string_view rest = text.substr(0, text.find_last_not_of(" \n\t") + 1);
    size_t length = ending_token_length(rest);
    if (length == 0) break;
    text = rest.substr(0, rest.size() - length);
  }
  found |= text.size() < size;
  return text;
}

std::vector<Block> tagged_blocks(std::string_view text) {
  std::vector<Tag> tags;
  for (size_t place = text.find_first_of("<["); place != std::string_view::npos && tags.size() < kMostElements;
       place = text.find_first_of("<[", place + 1))
    if (std::optional<Tag> tag = element_tag_at(text, place)) tags.push_back(std::move(*tag));
  std::vector<Block> blocks;
  for (size_t i = 0; i < tags.size(); ++i) {
    if (tags[i].closes) continue;
    bool last = i + 1 == tags.size(), closed = !last && tags[i + 1].closes && tags[i + 1].name == tags[i].name;
    if (!last && !closed) continue;  // another one is inside
    Block block{.tag = "",
                .code = std::string(text.substr(tags[i].end, (closed ? tags[i + 1].begin : text.size()) - tags[i].end)),
                .closed = closed,
                .origin = "code_tag"};
    if (trim(block.code).find('\n') == std::string_view::npos && !is_import(trim(block.code))) continue;
    if (block.code.starts_with('\n')) block.code.erase(0, 1);
    unescape(block);
    unwrap(block);
    block.lines = split_lines(block.code).size();
    blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace simbench::pysrc
