// CPython's tokenize.py is a loop of regular expressions over lines. This is the same automaton by hand: each scan_*
// function stands for one alternative of its PseudoToken pattern, tried in the same order, so that broken code is cut
// in the same places.
#include "pysrc/tokens.h"

#include <algorithm>
#include <optional>

#include "pysrc/characters.h"
#include "pysrc/literals.h"

namespace simbench::pysrc {
namespace {

constexpr uint32_t kTabSize = 8;

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  TokenList run() {
    while (next_line() && out_.problem.empty()) {
    }
    if (out_.problem.empty()) finish();
    return std::move(out_);
  }

 private:
  /// Reads one line and cuts it. False when tokenize's loop ends.
  bool next_line() {
    previous_line_ = line_;
    line_start_ += line_.size();
    size_t newline = source_.find('\n', line_start_);
    size_t end = newline == std::string_view::npos ? source_.size() : newline + 1;
    line_ = source_.substr(line_start_, end - line_start_);
    ++number_;
    at_ = 0;
    if (in_string_) return continue_string();
    if (depth_ == 0 && !continued_) return start_statement();
    if (line_.empty()) return fail("EOF in multi-line statement");
    continued_ = false;
    scan_rest();
    return true;
  }

  bool fail(const char* problem, uint32_t line = 0) {
    out_.problem = problem;
    out_.problem_line = line != 0 ? line : number_;
    return false;
  }

  bool continue_string() {
    if (line_.empty()) return fail("EOF in multi-line string", string_line_);
    if (auto end = string_end(line_, 0, quote_, triple_)) {
      at_ = *end;
      add_string(TokenKind::string);
      wants_continuation_ = false;
      scan_rest();
    } else if (wants_continuation_ && !line_.ends_with("\\\n") && !line_.ends_with("\\\r\n")) {
      at_ = line_.size();
      add_string(TokenKind::stray);  // wants_continuation_ stays set, as in tokenize: a later string may trip over it
    }
    return true;
  }

  /// The first line of a statement: indentation, blank and commented lines.
  bool start_statement() {
    if (line_.empty()) return false;
    uint32_t column = indentation();
    if (at_ == line_.size()) return false;
    if (std::string_view("#\r\n").find(line_[at_]) != std::string_view::npos) {
      skip_blank_line();
      return true;
    }
    if (column > indents_.back()) {
      indents_.push_back(column);
      add(TokenKind::indent, 0, at_);
    }
    while (column < indents_.back()) {
      if (std::find(indents_.begin(), indents_.end(), column) == indents_.end())
        return fail("unindent does not match any outer indentation level");
      indents_.pop_back();
      add(TokenKind::dedent, at_, at_);
    }
    scan_rest();
    return true;
  }

  uint32_t indentation() {
    uint32_t column = 0;
    for (; at_ < line_.size(); ++at_) {
      if (line_[at_] == ' ')
        ++column;
      else if (line_[at_] == '\t')
        column = (column / kTabSize + 1) * kTabSize;
      else if (line_[at_] == '\f')
        column = 0;
      else
        break;
    }
    return column;
  }

  void skip_blank_line() {
    if (line_[at_] == '#') {
      size_t end = line_.find_last_not_of("\r\n") + 1;
      add(TokenKind::comment, at_, end);
      at_ = end;
    }
    add(TokenKind::nl, at_, line_.size());
  }

  void scan_rest() {
    while (at_ < line_.size() && !in_string_) scan_token();
  }

  /// One token from at_ on, or one stray character.
  void scan_token() {
    size_t start = line_.find_first_not_of(" \f\t", at_);
    if (start == std::string_view::npos) {
      at_ = line_.size();
      return;
    }
    if (scan_line_end(start) || scan_comment(start) || scan_triple(start) || scan_number(start) ||
        scan_operator(start) || scan_string(start) || scan_word(start))
      return;
    while (at_ < start)
      add(TokenKind::stray, at_, at_ + 1);  // tokenize gives up the white space before it one by one, too
    add(TokenKind::stray, start, start + character_at(line_, start).size);
  }

  bool scan_line_end(size_t start) {
    bool joined = line_[start] == '\\';
    std::string_view rest = line_.substr(start + (joined ? 1 : 0));
    if (rest != "\n" && rest != "\r\n") return false;
    if (joined)
      continued_ = true;
    else
      add(depth_ > 0 ? TokenKind::nl : TokenKind::newline, start, line_.size());
    at_ = line_.size();
    return true;
  }

  bool scan_comment(size_t start) {
    if (line_[start] != '#') return false;
    return add(TokenKind::comment, start, std::min(line_.find_first_of("\r\n", start), line_.size()));
  }

  bool scan_triple(size_t start) {
    size_t open = start + string_prefix(line_, start);
    if (open + 3 > line_.size()) return false;
    std::string_view quotes = line_.substr(open, 3);
    if (quotes != "'''" && quotes != "\"\"\"") return false;
    if (auto end = string_end(line_, open + 3, quotes[0], true)) return add(TokenKind::string, start, *end);
    open_string(start, quotes[0], true);
    return true;
  }

  bool scan_number(size_t start) {
    size_t size = number_length(line_.substr(start));
    return size > 0 && add(TokenKind::number, start, start + size);
  }

  bool scan_operator(size_t start) {
    size_t size = operator_length(line_.substr(start));
    if (size == 0) return false;
    if (std::string_view("([{").find(line_[start]) != std::string_view::npos) ++depth_;
    if (std::string_view(")]}").find(line_[start]) != std::string_view::npos) --depth_;
    return add(TokenKind::op, start, start + size);
  }

  bool scan_string(size_t start) {
    size_t open = start + string_prefix(line_, start);
    if (open >= line_.size() || (line_[open] != '\'' && line_[open] != '"')) return false;
    uint32_t& unclosed = unclosed_line_[line_[open] == '"' ? 1 : 0];
    if (unclosed == number_) return false;
    auto end = line_string_end(line_, open);
    if (!end) {
      unclosed = number_;
      return false;
    }
    if (line_[*end - 1] != '\n') return add(TokenKind::string, start, *end);
    open_string(start, line_[open], false);
    wants_continuation_ = true;
    return true;
  }

  bool scan_word(size_t start) {
    size_t end = start;
    while (end < line_.size()) {
      Character c = character_at(line_, end);
      if (!is_word(c.code)) break;
      end += c.size;
    }
    return end > start && add(TokenKind::word, start, end);
  }

  void open_string(size_t start, char quote, bool triple) {
    in_string_ = true;
    quote_ = quote;
    triple_ = triple;
    string_start_ = line_start_ + start;
    string_line_ = number_;
    string_column_ = static_cast<uint32_t>(start);
    at_ = line_.size();
  }

  /// The string that began on an earlier line and ends at at_.
  void add_string(TokenKind kind) {
    std::string_view text = source_.substr(string_start_, line_start_ + at_ - string_start_);
    out_.tokens.push_back({kind, text, string_line_, string_column_, number_, static_cast<uint32_t>(at_)});
    in_string_ = false;
  }

  bool add(TokenKind kind, size_t start, size_t end) {
    auto column = static_cast<uint32_t>(start), end_column = static_cast<uint32_t>(end);
    out_.tokens.push_back({kind, line_.substr(start, end - start), number_, column, number_, end_column});
    at_ = std::max(at_, end);
    return true;
  }

  void finish() {
    if (!previous_line_.empty() && previous_line_.back() != '\n' && previous_line_.back() != '\r' &&
        !strip(previous_line_).starts_with('#')) {
      auto column = static_cast<uint32_t>(previous_line_.size());
      out_.tokens.push_back({TokenKind::newline, "", number_ - 1, column, number_ - 1, column + 1});
    }
    for (size_t k = 1; k < indents_.size(); ++k) out_.tokens.push_back({TokenKind::dedent, "", number_, 0, number_, 0});
    out_.tokens.push_back({TokenKind::end, "", number_, 0, number_, 0});
  }

  std::string_view source_, line_, previous_line_;
  size_t line_start_ = 0, at_ = 0;
  uint32_t number_ = 0;
  int depth_ = 0;  ///< open brackets; negative after stray closing ones, which tokenize takes for a continued statement
  bool continued_ = false;
  std::vector<uint32_t> indents_{0};

  /// Where a scan for ' or " last met the line's end: every later one on that line is escaped and would, too.
  uint32_t unclosed_line_[2] = {0, 0};

  bool in_string_ = false, triple_ = false, wants_continuation_ = false;
  char quote_ = 0;
  size_t string_start_ = 0;
  uint32_t string_line_ = 0, string_column_ = 0;
  TokenList out_;
};

}  // namespace

std::string_view to_string(TokenKind kind) {
  constexpr std::string_view kNames[] = {"word", "number", "string", "op",    "comment", "newline",
                                         "nl",   "indent", "dedent", "stray", "end"};
  return kNames[static_cast<size_t>(kind)];
}

TokenList tokenize(std::string_view source) {
  return Tokenizer(source).run();
}

}  // namespace simbench::pysrc
