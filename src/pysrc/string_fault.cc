// Content of string literals: escapes that can't be decoded, and f-strings' replacement fields by CPython 3.11's rules
// (which allow neither a backslash nor the string's own quote within a field).
#include <fmt/format.h>

#include "pysrc/literals.h"
#include "pysrc/syntax_fault.h"

namespace simbench::pysrc {
namespace {

size_t hex_digits(std::string_view text, size_t at, size_t wanted) {
  size_t n = 0;
  while (n < wanted && at + n < text.size() && std::isxdigit(static_cast<unsigned char>(text[at + n]))) ++n;
  return n;
}

std::string escape_fault(std::string_view body, bool bytes) {
  for (size_t at = body.find('\\'); at != std::string_view::npos && at + 1 < body.size();
       at = body.find('\\', at + 2)) {
    char c = body[at + 1];
    size_t wanted = c == 'x' ? 2 : bytes ? 0 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (hex_digits(body, at + 2, wanted) < wanted)
      return fmt::format("\\{} needs {} hexadecimal digits (a path? write r\"…\")", c, wanted);
    if (c == 'U' && !bytes && body.substr(at + 2, 8) > "0010ffff" && body.substr(at + 2, 3) != "000")
      return "\\U beyond the last character";
    if (c == 'N' && !bytes && (at + 2 >= body.size() || body[at + 2] != '{'))
      return "\\N needs a character's name in braces";
  }
  return "";
}

/// Walks an f-string's body; fields may hold fields in their format.
class Fields {
 public:
  Fields(std::string_view body, bool raw) : body_(body), raw_(raw) {}

  std::string literal(int depth) {
    while (at_ < body_.size()) {
      char c = body_[at_];
      if (!raw_ && c == '\\' && body_.substr(at_, 3) == "\\N{") {
        at_ = std::min(body_.find('}', at_), body_.size() - 1) + 1;
      } else if (!raw_ && c == '\\' && at_ + 1 < body_.size() && body_[at_ + 1] != '{' && body_[at_ + 1] != '}') {
        at_ += 2;
      } else if (depth == 0 && (c == '{' || c == '}') && body_.substr(at_ + 1, 1) == std::string_view(&c, 1)) {
        at_ += 2;
      } else if (c == '{') {
        if (std::string fault = field(depth); !fault.empty()) return fault;
      } else if (c == '}') {
        return depth > 0 ? "" : "f-string: a single '}'";
      } else {
        ++at_;
      }
    }
    return "";
  }

 private:
  std::string field(int depth) {
    if (depth >= 2) return "f-string: expressions nested too deeply";
    size_t start = ++at_;
    if (std::string fault = expression(); !fault.empty()) return fault;
    std::string text = fmt::format("({})", body_.substr(start, at_ - start));
    if (text.find_first_not_of(" \t\n\f\r()") == std::string::npos && text.find("()", 1) == std::string::npos)
      return "f-string: an empty expression";
    if (auto fault = find_syntax_fault(text)) return "f-string: " + fault->message;
    if (next() == '=') ++at_;
    while (next() == ' ') ++at_;
    if (next() == '!') {
      at_ += 2;
      if (at_ > body_.size() || std::string_view("sra").find(body_[at_ - 1]) == std::string_view::npos)
        return "f-string: a conversion is !s, !r or !a";
    }
    if (next() == ':') {
      ++at_;
      if (std::string fault = literal(depth + 1); !fault.empty()) return fault;
    }
    if (next() != '}') return "f-string: expecting '}'";
    ++at_;
    return "";
  }

  char next() const { return at_ < body_.size() ? body_[at_] : '\0'; }

  /// Up to the character that ends the field's expression.
  std::string expression() {
    std::string open;
    for (; at_ < body_.size(); ++at_) {
      char c = body_[at_];
      if (c == '\\') return "f-string: an expression can't hold a backslash";
      if (c == '#') return "f-string: an expression can't hold '#'";
      if (c == '\'' || c == '"') {
        if (!skip_string(c)) return "f-string: an unterminated string";
      } else if (c == '(' || c == '[' || c == '{') {
        open += c;
      } else if (open.empty() && (c == '}' || c == ':' || c == '!' || c == '=')) {
        if (c == '}' || c == ':' || body_.substr(at_ + 1, 1) != "=") return "";
        ++at_;
      } else if (open.empty() && (c == '<' || c == '>')) {
        if (body_.substr(at_ + 1, 1) == "=") ++at_;
      } else if (c == ')' || c == ']' || c == '}') {
        if (open.empty() || open.back() != (c == ')' ? '(' : c == ']' ? '[' : '{'))
          return fmt::format("f-string: '{}' closes nothing", c);
        open.pop_back();
      }
    }
    return open.empty() ? "" : fmt::format("f-string: '{}' is never closed", open.back());
  }

  /// From an opening quote to its closing one.
  bool skip_string(char quote) {
    std::string closing(body_.substr(at_, 3) == std::string(3, quote) ? 3 : 1, quote);
    size_t from = at_ + closing.size(), end = body_.find(closing, from);
    if (end == std::string_view::npos || body_.substr(from, end - from).find('\\') != std::string_view::npos)
      return false;
    at_ = end + closing.size() - 1;
    return true;
  }

  std::string_view body_;
  bool raw_;
  size_t at_ = 0;
};

}  // namespace

std::string string_fault(std::string_view literal) {
  size_t prefix = string_prefix(literal, 0);
  std::string_view letters = literal.substr(0, prefix);
  bool raw = letters.find_first_of("rR") != std::string_view::npos,
       bytes = letters.find_first_of("bB") != std::string_view::npos;
  bool formatted = letters.find_first_of("fF") != std::string_view::npos;
  if (!formatted && (raw || literal.find('\\') == std::string_view::npos)) return "";
  size_t quotes = literal.substr(prefix, 3) == std::string(3, literal[prefix]) ? 3 : 1;
  std::string_view body = literal.substr(prefix + quotes, literal.size() - prefix - 2 * quotes);
  if (!raw)
    if (std::string fault = escape_fault(body, bytes); !fault.empty()) return fault;
  return formatted ? Fields(body, raw).literal(0) : "";
}

}  // namespace simbench::pysrc
