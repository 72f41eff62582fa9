#include "pysrc/fences.h"

#include "base/base.h"
#include "pysrc/bare_code.h"
#include "pysrc/string_state.h"
#include "pysrc/tree.h"

namespace simbench::pysrc {
namespace {

/// So often a fence inside of what may be a string is looked into: enough for replies, and bounded for what isn't one.
constexpr int kMostDisputes = 16;

constexpr std::string_view kBlanks = " \t";

size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(kBlanks), line.size());
}

/// The place behind "- ", "* ", "+ ", "12. " or "3) ", 0 if the line begins with none of them.
size_t behind_bullet(std::string_view line) {
  size_t place = indentation(line), mark = place;
  while (mark < line.size() && line[mark] >= '0' && line[mark] <= '9') ++mark;
  std::string_view signs = mark > place ? ".)" : "-*+";
  if (mark >= line.size() || signs.find(line[mark]) == std::string_view::npos) return 0;
  size_t text = line.find_first_not_of(kBlanks, mark + 1);
  return text == std::string_view::npos || text == mark + 1 ? 0 : text;
}

/// The fence that may open a block on a line of prose: at its front, behind a list's mark, or with Python's name at the
/// end of a sentence.
std::optional<Fence> opening_fence(std::string_view line) {
  if (std::optional<Fence> fence = fence_in(line)) return fence;
  size_t place = behind_bullet(line);
  if (place == 0) place = line.find("```");
  if (place == 0 || place == std::string_view::npos) return std::nullopt;
  std::optional<Fence> fence = fence_in(line.substr(place));
  if (!fence) return std::nullopt;
  bool listed = place == behind_bullet(line);
  if (!listed && !is_python(to_lower(fence->info))) return std::nullopt;
  if (listed) fence->indent += place;
  return fence;
}

bool is_container(std::string_view tag) {
  return tag == "markdown" || tag == "md";
}

/// Where a block ends, and how.
struct Ending {
  enum class By { fence, other_fence, end } by = By::end;
  size_t line = 0;             ///< that the fence is on
  std::string_view last;       ///< code in front of a fence at the end of a line
  bool is_container = false;   ///< the block turns out to hold a block
  std::vector<size_t> inside;  ///< lines with fences that were passed over since a string holds them
};

class FenceReader {
 public:
  explicit FenceReader(std::string_view text) : text_(text), lines_(split_lines(text)) {}

  std::vector<Block> read() {
    for (size_t i = behind_bare_strings(); i < lines_.size();) i = step(i);
    std::erase_if(blocks_, [](const Block& block) { return trim(block.code).empty(); });
    for (Block& block : blocks_) unwrap(block);
    return std::move(blocks_);
  }

 private:
  /// The line at which reading begins: behind the strings of code without a fence before it, which may hold fences.
  size_t behind_bare_strings() {
    StringState strings;
    bool passed = false;
    for (size_t i = 0; i < lines_.size(); ++i) {
      bool fence = fence_in(lines_[i]).has_value();
      if (fence && !strings.inside()) return passed && !parsed_code(before(i)).empty() ? i : 0;
      passed |= fence;
      strings.read(lines_[i]);
    }
    std::string_view code = passed ? parsed_code(text_) : std::string_view();
    if (code.empty()) return 0;
    blocks_.push_back({.tag = "python",
                       .code = std::string(code),
                       .closed = false,
                       .lines = split_lines(code).size(),
                       .origin = "no_fence",
                       .notes = {"nested_fence"}});
    return lines_.size();
  }

  std::string_view before(size_t line) const {
    return text_.substr(0, static_cast<size_t>(lines_[line].data() - text_.data()));
  }

  size_t step(size_t i) {
    std::optional<Fence> fence = opening_fence(lines_[i]);
    if (!fence) return i + 1;
    bool first = !std::exchange(seen_any_, true), bare = fence->info.empty();
    std::string tag = language(fence->info);
    if (bare && !containers_.empty() && containers_.back().mark == fence->mark &&
        fence->length >= containers_.back().length) {
      containers_.pop_back();
      return i + 1;
    }
    if (first && !is_python(tag) && take_code_before(i, *fence)) return i + 1;
    if (is_container(tag)) {
      containers_.push_back(*fence);
      return i + 1;
    }
    return read_block(i, *fence, std::move(tag));
  }

  /// Code in front of the first fence of all. True if the fence is its end.
  bool take_code_before(size_t i, const Fence& fence) {
    std::string_view code = parsed_code(before(i));
    bool closes = fence.info.empty();
    if (code.empty() || (closes && opens_python(i, fence))) return false;
    blocks_.push_back({.tag = "python",
                       .code = std::string(code),
                       .closed = true,
                       .lines = split_lines(code).size(),
                       .origin = closes ? "stray_fence" : "no_fence"});
    return closes;
  }

  bool opens_python(size_t i, const Fence& fence) {
    Ending ending = find_end(i + 1, fence, "", false);
    return ending.by == Ending::By::fence && looks_like_python(code_of(i, fence, ending));
  }

  size_t read_block(size_t i, const Fence& fence, std::string tag) {
    Block block{.tag = std::move(tag)};
    Ending ending = find_end(i + 1, fence, block.tag, disputes_ < kMostDisputes);
    if (!ending.inside.empty() && !may_hold_fences(i, fence, ending)) ending = find_end(i + 1, fence, block.tag, false);
    if (!ending.inside.empty()) block.notes.insert("nested_fence");
    block.code = code_of(i, fence, ending);
    block.lines = static_cast<size_t>(std::count(block.code.begin(), block.code.end(), '\n'));
    block.closed = ending.by == Ending::By::fence;
    if (ending.is_container) {
      containers_.push_back(fence);
      return ending.line;
    }
    blocks_.push_back(std::move(block));
    return ending.by == Ending::By::fence ? ending.line + 1 : ending.line;
  }

  /// Fences in strings belong to the program if it parses with them, or if none of them can be the next program's.
  bool may_hold_fences(size_t i, const Fence& fence, const Ending& ending) {
    ++disputes_;
    if (ending.by == Ending::By::end) return false;
    if (std::string code = code_of(i, fence, ending); code.size() <= kMaxParsed && !Tree(code).has_error()) return true;
    return std::none_of(ending.inside.begin(), ending.inside.end(),
                        [&](size_t line) { return is_python(language(fence_in(lines_[line])->info)); });
  }

  std::string code_of(size_t i, const Fence& fence, const Ending& ending) const {
    std::string code;
    // "```python import x" holds the first line of code.
    std::string_view rest = trim(fence.info.substr(std::min(fence.info.find_first_of(kBlanks), fence.info.size())));
    if (is_import(rest)) code.append(rest).push_back('\n');
    for (size_t k = i + 1; k < ending.line; ++k)
      code.append(lines_[k].substr(std::min(fence.indent, indentation(lines_[k])))).push_back('\n');
    if (!ending.last.empty())
      code.append(ending.last.substr(std::min(fence.indent, indentation(ending.last)))).push_back('\n');
    return code;
  }

  Ending find_end(size_t first, const Fence& open, std::string_view tag, bool with_strings) const {
    Ending ending;
    StringState strings;
    for (ending.line = first; ending.line < lines_.size(); ++ending.line) {
      std::string_view line = lines_[ending.line];
      std::optional<Fence> fence = fence_in(line);
      // A fence of the other mark is text unless a program begins there in a block that has no language.
      if (fence && fence->mark != open.mark && !(tag.empty() && is_python(language(fence->info)))) fence.reset();
      if (fence && with_strings && strings.inside()) {
        if (fence->length >= open.length) ending.inside.push_back(ending.line);
      } else if (fence && ends(open, tag, *fence, ending)) {
        return ending;
      }
      bool python = is_python(tag);
      std::optional<size_t> ticks = strings.read(line, python && open.mark == '`' ? open.length : 0);
      if (ticks && !trim(line.substr(0, *ticks)).empty()) {
        ending.by = Ending::By::fence;
        ending.last = line.substr(0, *ticks);
        return ending;
      }
    }
    return ending;
  }

  /// What a fence means inside of an open block of its mark. True if the block ends there.
  static bool ends(const Fence& open, std::string_view tag, const Fence& fence, Ending& ending) {
    std::string inner = language(fence.info);
    bool long_enough = fence.length >= open.length, python = is_python(tag);
    // No language begins like "```</answer>" or "```.".
    bool closes = fence.info.empty() || std::string_view("<[|.,;:!?)*").find(fence.info[0]) != std::string_view::npos;
    if (closes) {
      if (long_enough) ending.by = Ending::By::fence;
      return long_enough;
    }
    if (is_python(inner) && !python) {
      ending.is_container = tag.empty();
      ending.by = Ending::By::other_fence;
      return ending.is_container || long_enough;
    }
    if (!python || !long_enough) return false;
    // In a program outside of its strings no line begins so: the block ends, with a fence that says what comes next or
    // with one that has words behind it.
    ending.by = is_python(inner) || is_foreign(inner) ? Ending::By::other_fence : Ending::By::fence;
    return true;
  }

  std::string_view text_;
  std::vector<std::string_view> lines_;
  std::vector<Block> blocks_;
  std::vector<Fence> containers_;
  bool seen_any_ = false;
  int disputes_ = 0;
};

/// What stands on a line of its own between a fence and its program: "python", "**Python:**", "Copy code", "main.py".
bool is_label(std::string_view line) {
  std::string text = to_lower(line);
  std::erase_if(text, [](char c) { return std::string_view(" \t*_:`").find(c) != std::string_view::npos; });
  for (std::string_view button : {"copycode", "copy", "edit", "copyedit", "run", "download", "wrap"})
    if (text == button || (text.starts_with("python") && text.substr(6) == button)) return true;
  if (is_python(text)) return true;
  bool one_word = trim(line).find_first_of(" \t\"'=()") == std::string_view::npos;
  return one_word && text.size() > 3 && text.ends_with(".py");
}

void remove_labels(Block& block) {
  std::string_view code = block.code;
  bool found = false;
  for (;;) {
    std::string_view line = code.substr(0, code.find('\n'));
    if (line.size() == code.size() || !(trim(line).empty() || is_label(line))) break;
    found |= !trim(line).empty();
    code.remove_prefix(line.size() + 1);
  }
  if (!found) return;
  block.code = std::string(code);
  block.tag = "python";
  block.notes.insert("language_line");
}

/// Indentation that every line outside of strings has.
void remove_indentation(Block& block) {
  StringState strings;
  size_t common = std::string_view::npos;
  for (std::string_view line : split_lines(block.code)) {
    if (!strings.inside() && !trim(line).empty()) common = std::min(common, indentation(line));
    strings.read(line);
  }
  if (common == 0 || common == std::string_view::npos) return;
  std::string out;
  for (std::string_view line : split_lines(block.code))
    out.append(line.substr(std::min(common, indentation(line)))).push_back('\n');
  block.code = std::move(out);
}

}  // namespace

std::optional<Fence> fence_in(std::string_view line) {
  size_t indent = line.find_first_not_of(kBlanks);
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

bool is_foreign(std::string_view tag) {
  constexpr std::string_view kTags[] = {
      "bash", "sh",     "shell", "console", "zsh",      "powershell", "json",       "xml",    "yaml",     "yml",
      "toml", "ini",    "html",  "diff",    "cpp",      "c++",        "c",          "output", "mermaid",  "latex",
      "sql",  "matlab", "csv",   "think",   "thinking", "thought",    "javascript", "plan",   "reasoning"};
  return std::find(std::begin(kTags), std::end(kTags), tag) != std::end(kTags);
}

std::vector<Block> fenced_blocks(std::string_view text) {
  return FenceReader(text).read();
}

void unwrap(Block& block) {
  if (block.tag.empty() || is_python(block.tag)) remove_labels(block);
  remove_indentation(block);
}

}  // namespace simbench::pysrc
