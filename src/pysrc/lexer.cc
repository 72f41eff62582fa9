// The compiler's own tokenizer, by hand: what it refuses and where it says so stands in the language reference's
// chapter on lexical analysis; limits (100 indentations, 200 brackets) are CPython's.
#include "pysrc/lexer.h"

#include <fmt/format.h>

#include <algorithm>

#include "pysrc/characters.h"
#include "pysrc/literals.h"

namespace simbench::pysrc {
namespace {

constexpr size_t kMaxIndents = 99, kMaxBrackets = 200;
constexpr std::string_view kKeywords[] = {"False",  "None",   "True",    "and",      "as",       "assert", "async",
                                          "await",  "break",  "class",   "continue", "def",      "del",    "elif",
                                          "else",   "except", "finally", "for",      "from",     "global", "if",
                                          "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
                                          "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool is_keyword(std::string_view word) {
  return std::binary_search(std::begin(kKeywords), std::end(kKeywords), word);
}
bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 128;
}
bool in_name(char c) {
  return starts_name(c) || is_digit(c);
}

namespace {

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {
    if (source_.starts_with("\xEF\xBB\xBF")) at_ = line_start_ = 3;
    out_.tokens.reserve(source.size() / 4 + 8);
  }

  Lexemes run() {
    while (!out_.broken && at_ < source_.size()) {
      if (line_begins_)
        indentation();
      else
        token();
    }
    if (!out_.broken)
      finish();
    else
      add(Lexeme::Kind::end, at_, at_);
    return std::move(out_);
  }

 private:
  struct Bracket {
    char open;
    uint32_t line, column;
  };

  char peek(size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ >= source_.size(); }
  bool at_newline() const { return peek() == '\n' || (peek() == '\r' && !at_end()); }
  uint32_t column(size_t at) const { return static_cast<uint32_t>(at - line_start_); }

  void skip_newline() {
    at_ += source_.substr(at_).starts_with("\r\n") ? 2 : 1;
    ++line_;
    line_start_ = at_;
  }

  void add(Lexeme::Kind kind, size_t start, size_t end) {
    out_.tokens.push_back(
        {kind, source_.substr(start, end - start), line_, column(start), static_cast<uint16_t>(brackets_.size())});
  }

  /// The text can't be cut further, and CPython says so whatever its parser thinks of the text before.
  void stop(std::string message, uint32_t line, uint32_t at_column) {
    out_.broken = out_.outranks = true;
    out_.fault = {line, at_column, std::move(message)};
  }
  void stop(std::string message) { stop(std::move(message), line_, column(std::min(at_, source_.size()))); }
  /// The text can't be cut further; CPython says so only if its parser comes that far.
  void give_up(std::string message) {
    stop(std::move(message));
    out_.outranks = false;
  }

  /// White space before a statement; lines of nothing but it and a comment don't count.
  void indentation() {
    line_begins_ = false;
    uint32_t width = 0, narrow = 0;  // with tabs to 8, and with tabs as one
    for (;; ++at_) {
      if (peek() == ' ')
        ++width, ++narrow;
      else if (peek() == '\t')
        width = (width / 8 + 1) * 8, ++narrow;
      else if (peek() == '\f')
        width = narrow = 0;
      else
        break;
    }
    if (peek() == '#') skip_comment();
    if (at_end()) return;
    if (at_newline()) {
      skip_newline();
      line_begins_ = true;
      return;
    }
    indent_to(width, narrow);
  }

  void indent_to(uint32_t width, uint32_t narrow) {
    constexpr const char* kTabs = "inconsistent use of tabs and spaces in indentation";
    if (width > indents_.back().first) {
      if (indents_.size() > kMaxIndents) return give_up("too many levels of indentation");
      if (narrow <= indents_.back().second) return give_up(kTabs);
      indents_.emplace_back(width, narrow);
      return add(Lexeme::Kind::indent, at_, at_);
    }
    while (width < indents_.back().first) {
      indents_.pop_back();
      add(Lexeme::Kind::dedent, at_, at_);
    }
    if (width != indents_.back().first) return give_up("unindent doesn't match any outer indentation level");
    if (narrow != indents_.back().second) give_up(kTabs);
  }

  void skip_comment() {
    while (!at_end() && !at_newline()) ++at_;
  }

  void token() {
    char c = peek();
    if (c == ' ' || c == '\t' || c == '\f') {
      ++at_;
    } else if (c == '#') {
      skip_comment();
    } else if (at_newline()) {
      line_begins_ = brackets_.empty();
      if (brackets_.empty()) add(Lexeme::Kind::newline, at_, at_ + 1);
      skip_newline();
    } else if (c == '\\') {
      continuation();
    } else if (size_t prefix = prefix_here(); prefix != std::string_view::npos) {
      string(prefix);
    } else if (starts_name(c)) {
      name();
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      number();
    } else {
      symbol();
    }
  }

  /// A backslash joins lines only as the last character of one.
  void continuation() {
    ++at_;
    if (at_end()) return give_up("unexpected end of the file after a backslash");
    if (!at_newline()) return give_up("unexpected character after a backslash that continues the line");
    skip_newline();
    if (at_end()) give_up("unexpected end of the file after a backslash");
  }

  /// Length of a string's prefix if a string starts here, npos if not.
  size_t prefix_here() const {
    size_t n = string_prefix(source_, at_);
    return n > 0 || peek() == '"' || peek() == '\'' ? n : std::string_view::npos;
  }

  void string(size_t prefix) {
    size_t start = at_, first_line = line_start_;
    uint32_t first = line_;
    at_ += prefix;
    char quote = peek();
    bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    auto closes = [&] { return peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote)); };
    while (!at_end() && !closes()) {
      if (peek() == '\\') ++at_;
      if (at_end()) break;
      if (!at_newline()) {
        ++at_;
      } else if (triple || source_[at_ - 1] == '\\') {
        skip_newline();
      } else {
        break;
      }
    }
    auto where = static_cast<uint32_t>(start - first_line);
    if (at_end() || !closes())
      return stop(fmt::format("unterminated {}string literal (seen on line {})", triple ? "triple-quoted " : "", line_),
                  first, where);
    at_ += triple ? 3 : 1;
    out_.tokens.push_back({Lexeme::Kind::string, source_.substr(start, at_ - start), first, where,
                           static_cast<uint16_t>(brackets_.size())});
  }

  void name() {
    size_t start = at_;
    bool ascii = true;
    while (!at_end() && in_name(peek())) {
      ascii = ascii && static_cast<unsigned char>(peek()) < 128;
      ++at_;
    }
    if (!ascii)
      for (size_t i = start; i < at_;) {
        Character c = character_at(source_, i);
        if (!is_word(c.code)) {
          at_ = i;
          return stop(fmt::format("invalid character (U+{:04X})", static_cast<uint32_t>(c.code)));
        }
        i += c.size;
      }
    add(is_keyword(source_.substr(start, at_ - start)) ? Lexeme::Kind::keyword : Lexeme::Kind::name, start, at_);
  }

  void number() {
    size_t size = number_length(source_.substr(at_));
    std::string_view text = source_.substr(at_, size);
    at_ += size;
    if (text.find_first_not_of("0_") == std::string_view::npos && is_digit(peek()))
      return stop("leading zeros aren't allowed in decimal integers");
    if (!may_follow_number()) return stop("invalid number");
    add(Lexeme::Kind::number, at_ - size, at_);
  }

  /// "1if x else y" is (still) legal: some keywords may touch a number, names may not.
  bool may_follow_number() const {
    if (at_end() || !in_name(peek())) return true;
    size_t end = at_;
    while (end < source_.size() && in_name(source_[end])) ++end;
    std::string_view word = source_.substr(at_, end - at_);
    for (std::string_view keyword : {"and", "else", "for", "if", "in", "is", "not", "or"})
      if (word.starts_with(keyword)) return true;
    return static_cast<unsigned char>(peek()) >= 128;
  }

  void symbol() {
    size_t size = std::max<size_t>(1, operator_length(source_.substr(at_)));
    char c = peek();
    if (static_cast<unsigned char>(c) < 32 || c == 127)
      return stop(fmt::format("invalid non-printable character (U+{:04X})",
                              static_cast<unsigned>(static_cast<unsigned char>(c))));
    if (c == '(' || c == '[' || c == '{') {
      if (brackets_.size() >= kMaxBrackets) return stop("too many nested brackets");
      brackets_.push_back({c, line_, column(at_)});
    } else if (c == ')' || c == ']' || c == '}') {
      if (brackets_.empty()) return stop(fmt::format("'{}' closes nothing", c));
      char open = brackets_.back().open;
      if (open != (c == ')' ? '(' : c == ']' ? '[' : '{'))
        return stop(fmt::format("'{}' doesn't close '{}' of line {}", c, open, brackets_.back().line));
      brackets_.pop_back();
    }
    add(Lexeme::Kind::op, at_, at_ + size);
    at_ += size;
  }

  void finish() {
    if (!brackets_.empty()) {
      out_.unclosed = true;
      out_.fault = {brackets_.back().line, brackets_.back().column,
                    fmt::format("'{}' is never closed", brackets_.back().open)};
      return add(Lexeme::Kind::end, at_, at_);
    }
    if (!line_begins_ && !out_.tokens.empty() && out_.tokens.back().kind != Lexeme::Kind::newline) {
      add(Lexeme::Kind::newline, at_, at_);
      ++line_;
      line_start_ = at_;
    }
    if (line_ > 1) --line_;  // CPython counts no line behind the last newline
    for (; indents_.size() > 1; indents_.pop_back()) add(Lexeme::Kind::dedent, at_, at_);
    add(Lexeme::Kind::end, at_, at_);
  }

  std::string_view source_;
  size_t at_ = 0, line_start_ = 0;
  uint32_t line_ = 1;
  bool line_begins_ = true;
  std::vector<std::pair<uint32_t, uint32_t>> indents_{{0, 0}};
  std::vector<Bracket> brackets_;
  Lexemes out_;
};

}  // namespace

Lexemes lex(std::string_view source) {
  return Lexer(source).run();
}

}  // namespace simbench::pysrc
