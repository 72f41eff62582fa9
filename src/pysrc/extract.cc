// Takes the program out of a reply. The rule is written for people in docs/format/program.md; no step looks at whether
// the code is right, so that a model is never helped by being parsed twice.
#include "pysrc/extract.h"

#include <algorithm>
#include <array>
#include <regex>

#include "base/base.h"
#include "pysrc/tree.h"

namespace simbench::pysrc {
namespace {

struct Block {
  std::string tag;  ///< first word of the info string, lower case
  std::string code;
  bool closed = false;
  size_t lines = 0;
};

/// A line of three or more backticks or tildes, with what stands after it.
struct Fence {
  char mark = 0;
  size_t length = 0, indent = 0;
  std::string_view info;
};

std::optional<Fence> fence_in(std::string_view line) {
  size_t indent = line.find_first_not_of(" \t");
  if (indent == std::string_view::npos || (line[indent] != '`' && line[indent] != '~')) return std::nullopt;
  Fence fence{line[indent], 0, indent, {}};
  size_t end = line.find_first_not_of(fence.mark, indent);
  fence.length = (end == std::string_view::npos ? line.size() : end) - indent;
  if (fence.length < 3) return std::nullopt;
  if (end != std::string_view::npos) fence.info = trim(line.substr(end));
  // Inline code such as ```x``` opens nothing.
  if (fence.mark == '`' && fence.info.find('`') != std::string_view::npos) return std::nullopt;
  return fence;
}

/// "python", "{.python}", "py title=x" → the language alone.
std::string language(std::string_view info) {
  size_t first = info.find_first_not_of("{. ");
  if (first == std::string_view::npos) return {};
  info.remove_prefix(first);
  return to_lower(info.substr(0, info.find_first_of(" \t,{}:=")));
}

bool is_python(std::string_view tag) {
  constexpr std::array<std::string_view, 5> kTags{"python", "py", "python3", "py3", "python-script"};
  return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
}

/// Languages that a program for a Python interpreter is never written in.
bool is_foreign(std::string_view tag) {
  constexpr std::array<std::string_view, 24> kTags{"bash",    "sh",    "shell",      "console", "zsh",  "powershell",
                                                   "json",    "xml",   "yaml",       "yml",     "toml", "ini",
                                                   "html",    "diff",  "cpp",        "c++",     "c",    "output",
                                                   "mermaid", "latex", "javascript", "matlab",  "sql",  "csv"};
  return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
}

/// Removes a block's own indentation: lists put their fences further in.
std::string_view unindented(std::string_view line, size_t indent) {
  size_t have = std::min(line.find_first_not_of(" \t"), line.size());
  return line.substr(std::min(indent, have));
}

std::vector<Block> fenced_blocks(std::string_view text) {
  std::vector<Block> blocks;
  std::optional<Fence> open;
  for (std::string_view line : split_lines(text)) {
    std::optional<Fence> fence = fence_in(line);
    if (!open && fence) {
      open = fence;
      blocks.push_back({.tag = language(fence->info)});
    } else if (open && fence && fence->mark == open->mark && fence->length >= open->length && fence->info.empty()) {
      blocks.back().closed = true;
      open.reset();
    } else if (open) {
      blocks.back().code.append(unindented(line, open->indent)).push_back('\n');
      ++blocks.back().lines;
    }
  }
  std::erase_if(blocks, [](const Block& block) { return trim(block.code).empty(); });
  return blocks;
}

/// A line at the margin that can only be an import.
bool is_import(std::string_view line) {
  static const std::regex pattern(
      R"(^(import\s+[A-Za-z_][\w.]*(\s+as\s+\w+)?(\s*,.*)?|from\s+[A-Za-z_.][\w.]*\s+import\s+.+)\s*(#.*)?$)");
  if (line.size() > 1000 || !(line.starts_with("import") || line.starts_with("from"))) return false;
  return std::regex_match(line.begin(), line.end(), pattern);
}

/// Beyond this the parser's error recovery would take minutes; no script of a task is nearly as long.
constexpr size_t kMaxParsed = size_t{256} << 10;

bool parses_as_statements(std::string_view code) {
  if (code.size() > kMaxParsed) return false;
  Tree tree{std::string(code)};
  if (tree.has_error()) return false;
  for (uint32_t i = 0; i < ts_node_named_child_count(tree.root()); ++i) {
    TSNode node = ts_node_named_child(tree.root(), i);
    std::string_view type = ts_node_type(node);
    if (type.ends_with("_definition") || type.ends_with("import_statement") || type.starts_with("import_from") ||
        type == "for_statement" || type == "while_statement")
      return true;
    // "word" alone is a valid expression, hence also prose: only assignments and calls count.
    TSNode inner = type == "expression_statement" ? ts_node_named_child(node, 0) : node;
    std::string_view inner_type = ts_node_type(inner);
    if (inner_type == "assignment" || inner_type == "call") return true;
  }
  return false;
}

bool looks_like_python(std::string_view code) {
  for (std::string_view line : split_lines(code))
    if (is_import(line)) return true;
  return parses_as_statements(code);
}

/// Of several blocks the last one that has at least half as many lines as the longest: a whole corrected script often
/// comes after fragments, and a short usage example after the whole script.
const Block& chosen_of(const std::vector<Block>& blocks) {
  size_t longest = 0;
  for (const Block& block : blocks) longest = std::max(longest, block.lines);
  auto it =
      std::find_if(blocks.rbegin(), blocks.rend(), [&](const Block& block) { return 2 * block.lines >= longest; });
  return *it;
}

Program from_blocks(const std::vector<Block>& all, bool cut_off) {
  Program program;
  for (const Block& block : all) program.blocks.push_back(block.code);
  std::vector<Block> candidates;
  std::copy_if(all.begin(), all.end(), std::back_inserter(candidates), [](const Block& b) { return is_python(b.tag); });
  bool other = candidates.empty();
  if (other)
    std::copy_if(all.begin(), all.end(), std::back_inserter(candidates),
                 [](const Block& b) { return !is_foreign(b.tag) && looks_like_python(b.code); });
  if (candidates.empty()) {
    program.reason = cut_off ? "truncated" : "prose";
    return program;
  }
  const Block& chosen = chosen_of(candidates);
  program.code = chosen.code;
  program.reason = !chosen.closed          ? (cut_off ? "truncated" : "unclosed_fence")
                   : candidates.size() > 1 ? "several_blocks"
                   : other                 ? "other_fence"
                                           : "fenced";
  return program;
}

/// Code without any fence: the whole reply if it parses, else everything from the first import on.
Program from_bare_text(std::string_view text, bool cut_off) {
  Program program;
  std::string_view code;
  if (parses_as_statements(text)) {
    code = text;
  } else {
    for (std::string_view line : split_lines(text))
      if (is_import(line)) {
        code = text.substr(static_cast<size_t>(line.data() - text.data()));
        break;
      }
  }
  program.code = code;
  program.reason = cut_off ? "truncated" : code.empty() ? "prose" : "no_fence";
  if (!code.empty()) program.blocks.push_back(program.code);
  return program;
}

/// What a reasoning model thought aloud in front of its answer is not the answer.
std::string_view without_thinking(std::string_view text) {
  constexpr std::string_view kOpen = "<think>", kClose = "</think>";
  if (!trim(text).starts_with(kOpen)) return text;
  size_t end = text.find(kClose);
  return end == std::string_view::npos ? std::string_view() : text.substr(end + kClose.size());
}

std::string normalised(std::string_view reply) {
  std::string text = replace_all(to_utf8(reply), "\r\n", "\n");
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

}  // namespace

Program extract(std::string_view reply, std::string_view finish_reason) {
  const bool cut_off = finish_reason == "length";
  std::string text = normalised(reply);
  std::string_view answer = without_thinking(text);
  if (trim(answer).empty()) return {.reason = cut_off ? "truncated" : "empty"};
  std::vector<Block> blocks = fenced_blocks(answer);
  return blocks.empty() ? from_bare_text(answer, cut_off) : from_blocks(blocks, cut_off);
}

}  // namespace simbench::pysrc
