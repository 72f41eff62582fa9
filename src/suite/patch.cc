// Unified diffs, strictly: a mutant must be the program that its author saw, so that no offset and no fuzz is allowed.
// Why not a library: docs/decisions/009-patches-of-our-own.md.
#include "suite/patch.h"

#include <charconv>

#include "suite/texts.h"

namespace simbench::suite {
namespace {

constexpr std::string_view kHead = "===";
constexpr std::string_view kRemedy = "write the patch anew (docs/suites/authoring.md, \"Mutants\")";

/// Lines with their ends, as they stand.
std::vector<std::string_view> whole_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = text.find('\n');
    size_t length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

std::string_view without_end(std::string_view line) {
  return line.ends_with('\n') ? line.substr(0, line.size() - 1) : line;
}

std::string quoted_line(std::string_view line) {
  return fmt::format("'{}'{}", without_end(line), line.ends_with('\n') ? "" : " without a line end");
}

class PatchReader {
 public:
  PatchReader(const NamedPatch& patch, const std::string& file)
      : lines_(whole_lines(patch.text)), file_(file), head_(patch.line) {}

  Result<Patch> run() {
    while (at_ < lines_.size() && !lines_[at_].starts_with("--- ")) ++at_;
    if (at_ == lines_.size()) {
      at_ = 0;
      return complain("this head has no patch: a unified diff stands below it, from '--- a/turn1/reference.py' on");
    }
    Patch patch{.file = file_, .base_line = number(at_)};
    TRY_ASSIGN(patch.base, file_name("--- ", "a/"));
    TRY_ASSIGN(std::string changed, file_name("+++ ", "b/"));
    if (changed != patch.base)
      return complain(fmt::format("changes '{}' into '{}': a patch names one script twice", patch.base, changed), 1);
    for (skip_blank(); at_ < lines_.size(); skip_blank()) {
      TRY_ASSIGN(PatchHunk hunk, read_hunk());
      patch.hunks.push_back(std::move(hunk));
    }
    if (patch.hunks.empty()) return complain("has no hunk (@@ -1,3 +1,3 @@): it changes nothing", 1);
    return patch;
  }

 private:
  /// About the line that is next, or one `back` lines before.
  tl::unexpected<Error> complain(std::string message, size_t back = 0) const {
    size_t at = std::min(at_, lines_.size() - 1) - std::min(back, at_);
    return fail(ErrorCode::invalid_input, std::move(message), fmt::format("{}:{}", file_, number(at)));
  }

  /// Of a line in the file.
  size_t number(size_t at) const { return head_ + at; }

  /// Between a patch and the head below it.
  void skip_blank() {
    while (at_ < lines_.size() && trim(lines_[at_]).empty()) ++at_;
  }

  Result<std::string> file_name(std::string_view mark, std::string_view prefix) {
    if (at_ == lines_.size() || !lines_[at_].starts_with(mark))
      return complain(fmt::format("expected '{}{}…' here", mark, prefix));
    std::string_view name = without_end(lines_[at_++]).substr(mark.size());
    name = name.substr(0, name.find('\t'));  // diff puts the time after a tab
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    return std::string(name);
  }

  Result<PatchHunk> read_hunk() {
    TRY_ASSIGN(PatchHunk hunk, read_range());
    size_t gone = 0, come = 0;
    while (gone < hunk.old_count || come < hunk.new_count) {
      if (at_ == lines_.size()) return complain("the hunk ends before it is as long as its @@ line says");
      TRY_ASSIGN(PatchLine line, read_line());
      gone += line.sign != '+', come += line.sign != '-';
      hunk.lines.push_back(std::move(line));
    }
    if (gone > hunk.old_count || come > hunk.new_count) return complain("the hunk is longer than its @@ line says", 1);
    return hunk;
  }

  /// "@@ -12,7 +12,8 @@ whatever"
  Result<PatchHunk> read_range() {
    std::string_view line = without_end(lines_[at_]);
    if (line.starts_with("--- ") || line.starts_with("diff "))
      return complain("a second file begins here: a patch changes one script of its turn");
    PatchHunk hunk{.number = number(at_)};
    size_t new_first = 0;
    bool is_range = skip(line, "@@ -") && read_pair(line, hunk.old_first, hunk.old_count) && skip(line, " +") &&
                    read_pair(line, new_first, hunk.new_count) && skip(line, " @@");
    if (!is_range) return complain("expected the next hunk (@@ -12,7 +12,8 @@) or the end of the patch here");
    if (hunk.old_count + hunk.new_count == 0) return complain("a hunk of no lines changes nothing");
    ++at_;
    return hunk;
  }

  static bool skip(std::string_view& line, std::string_view what) {
    if (!line.starts_with(what)) return false;
    line.remove_prefix(what.size());
    return true;
  }

  static bool read_number(std::string_view& line, size_t& number) {
    auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    line.remove_prefix(static_cast<size_t>(end - line.data()));
    return error == std::errc() && number < (size_t{1} << 30);
  }

  /// "12,7", or "12" for "12,1".
  static bool read_pair(std::string_view& line, size_t& first, size_t& count) {
    count = 1;
    return read_number(line, first) && (!skip(line, ",") || read_number(line, count));
  }

  Result<PatchLine> read_line() {
    std::string_view line = lines_[at_];
    bool is_blank = without_end(line).empty();  // an unchanged empty line whose blank an editor took away
    char sign = is_blank ? ' ' : line.front();
    if (sign != ' ' && sign != '-' && sign != '+')
      return complain(
          "a line of a hunk begins with ' ', '-' or '+', and there are fewer of them than its @@ line says");
    PatchLine read{.sign = sign, .text = std::string(is_blank ? line : line.substr(1)), .number = number(at_)};
    if (!read.text.ends_with('\n')) read.text += '\n';
    ++at_;
    if (at_ < lines_.size() && lines_[at_].starts_with('\\')) ++at_, read.text.pop_back();  // "\ No newline at end…"
    return read;
  }

  std::vector<std::string_view> lines_;
  const std::string& file_;
  size_t head_;  ///< line of the file that lines_ begins with
  size_t at_ = 0;
};

}  // namespace

Result<std::vector<NamedPatch>> split_patches(std::string_view text, const std::string& file) {
  std::vector<NamedPatch> patches;
  size_t number = 0;
  for (std::string_view line : whole_lines(text)) {
    ++number;
    auto complain = [&](std::string message) {
      return fail(ErrorCode::invalid_input, std::move(message), fmt::format("{}:{}", file, number));
    };
    if (line.starts_with(kHead)) {
      std::string name(trim(line.substr(kHead.size())));
      if (!is_plain_name(name))
        return complain(fmt::format(
            "'{}' is no name: a patch's head is '=== 05-hinged', of letters, digits, '-', '_' and '.'", trim(line)));
      auto same = std::find_if(patches.begin(), patches.end(), [&](const NamedPatch& one) { return one.name == name; });
      if (same != patches.end())
        return complain(
            fmt::format("'{}' stands in line {} already: give one of the two another name", name, same->line));
      patches.push_back({.name = std::move(name), .line = number});
    }
    if (!patches.empty())
      patches.back().text += line;
    else if (!line.starts_with('#') && !trim(line).empty())
      return complain("expected a patch's head here, '=== 05-hinged': what is below it is named by it");
  }
  return patches;
}

Result<Patch> parse_patch(const NamedPatch& patch, const std::string& file) {
  return PatchReader(patch, file).run();
}

Result<std::string> apply_patch(const Patch& patch, std::string_view base) {
  std::vector<std::string_view> lines = whole_lines(base);
  auto complain = [&](size_t number, std::string message) {
    return fail(ErrorCode::invalid_input, fmt::format("{}; {}", message, kRemedy),
                fmt::format("{}:{}", patch.file, number));
  };
  std::string out;
  size_t next = 0;  // line of the base that comes next
  for (const PatchHunk& hunk : patch.hunks) {
    size_t first = hunk.old_count == 0 ? hunk.old_first : std::max<size_t>(hunk.old_first, 1) - 1;
    if (first < next) return complain(hunk.number, "the hunk begins before the one above it ends");
    if (first > lines.size())
      return complain(hunk.number, fmt::format("the hunk is for line {} of {}, which has {} lines", hunk.old_first,
                                               patch.base, lines.size()));
    for (; next < first; ++next) out += lines[next];
    for (const PatchLine& line : hunk.lines) {
      if (line.sign != '+' && (next == lines.size() || lines[next] != line.text))
        return complain(
            line.number,
            fmt::format("the hunk doesn't fit: line {} of {} {}, the patch was made where it was {}", next + 1,
                        patch.base, next == lines.size() ? "isn't there" : "is " + quoted_line(lines[next]),
                        quoted_line(line.text)));
      if (line.sign != '-') out += line.text;
      if (line.sign != '+') ++next;
    }
  }
  for (; next < lines.size(); ++next) out += lines[next];
  return out;
}

}  // namespace simbench::suite
