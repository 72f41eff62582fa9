#include "pysrc/literals.h"

#include <algorithm>
#include <array>

namespace simbench::pysrc {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_quote(char c) {
  return c == '\'' || c == '"';
}
bool is_decimal(char c) {
  return c >= '0' && c <= '9';
}
bool is_octal(char c) {
  return c >= '0' && c <= '7';
}
bool is_binary(char c) {
  return c == '0' || c == '1';
}
bool is_zero(char c) {
  return c == '0';
}
bool is_hexadecimal(char c) {
  return is_decimal(c) || (lower(c) >= 'a' && lower(c) <= 'f');
}

/// Past (?:_?[digit])* from `at`.
size_t more_digits(std::string_view text, size_t at, bool (*digit)(char)) {
  for (;;) {
    size_t next = at < text.size() && text[at] == '_' ? at + 1 : at;
    if (next >= text.size() || !digit(text[next])) return at;
    at = next + 1;
  }
}

/// Past [digit](?:_?[digit])*, or `at` if there is no digit.
size_t digits(std::string_view text, size_t at) {
  return at < text.size() && is_decimal(text[at]) ? more_digits(text, at + 1, is_decimal) : at;
}

/// Past an exponent, or `at`.
size_t exponent(std::string_view text, size_t at) {
  if (at >= text.size() || lower(text[at]) != 'e') return at;
  size_t sign = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-') ? at + 2 : at + 1;
  size_t end = digits(text, sign);
  return end > sign ? end : at;
}

/// Length of a number with a point or an exponent, else 0.
size_t float_length(std::string_view text) {
  size_t whole = digits(text, 0);
  if (whole < text.size() && text[whole] == '.') {
    size_t fraction = digits(text, whole + 1);
    return whole > 0 || fraction > 1 ? exponent(text, fraction) : 0;
  }
  size_t end = exponent(text, whole);
  return whole > 0 && end > whole ? end : 0;
}

size_t integer_length(std::string_view text) {
  if (text.empty() || !is_decimal(text[0])) return 0;
  if (text[0] != '0') return more_digits(text, 1, is_decimal);
  char base = text.size() > 1 ? lower(text[1]) : ' ';
  auto digit = base == 'x' ? is_hexadecimal : base == 'b' ? is_binary : base == 'o' ? is_octal : nullptr;
  size_t end = digit != nullptr ? more_digits(text, 2, digit) : 2;
  return end > 2 ? end : more_digits(text, 1, is_zero);
}

bool imaginary_at(std::string_view text, size_t at) {
  return at > 0 && at < text.size() && lower(text[at]) == 'j';
}

}  // namespace

size_t string_prefix(std::string_view line, size_t at) {
  std::array<char, 2> letters{};
  size_t size = 0;
  while (size < 2 && at + size < line.size() &&
         std::string_view("brfu").find(lower(line[at + size])) != std::string_view::npos) {
    letters[size] = lower(line[at + size]);
    ++size;
  }
  if (size == 0 || at + size >= line.size() || !is_quote(line[at + size])) return 0;
  if (size == 1) return 1;
  std::sort(letters.begin(), letters.end());
  std::string_view pair(letters.data(), 2);
  return pair == "br" || pair == "fr" ? 2 : 0;
}

std::optional<size_t> string_end(std::string_view line, size_t at, char quote, bool triple) {
  const char stops[] = {quote, '\\', 0};
  const std::string_view closing = quote == '"' ? "\"\"\"" : "'''";
  for (;;) {
    at = line.find_first_of(std::string_view(stops, 2), at);
    if (at == std::string_view::npos) return std::nullopt;
    if (line[at] == '\\') {
      if (at + 1 >= line.size() || line[at + 1] == '\n') return std::nullopt;
      at += 2;
    } else if (!triple) {
      return at + 1;
    } else if (line.substr(at, 3) == closing) {
      return at + 3;
    } else {
      ++at;
    }
  }
}

std::optional<size_t> line_string_end(std::string_view line, size_t open) {
  const char stops[] = {line[open], '\\', '\n', 0};
  for (size_t at = open + 1;;) {
    at = line.find_first_of(std::string_view(stops, 3), at);
    if (at == std::string_view::npos || line[at] == '\n') return std::nullopt;
    if (line[at] == line[open]) return at + 1;
    std::string_view rest = line.substr(at + 1);
    if (rest == "\n" || rest == "\r\n") return line.size();
    if (rest.empty()) return std::nullopt;
    at += 2;
  }
}

size_t number_length(std::string_view text) {
  if (text.empty() || (!is_decimal(text[0]) && text[0] != '.')) return 0;
  size_t whole = digits(text, 0), real = float_length(text);
  if (imaginary_at(text, whole)) return whole + 1;
  if (imaginary_at(text, real)) return real + 1;
  return real > 0 ? real : integer_length(text);
}

size_t operator_length(std::string_view text) {
  constexpr std::string_view kLong[] = {"**=", "//=", ">>=", "<<=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=",
                                        "->",  "//",  "/=",  ":=",  "<<",  "<=", "==", ">=", ">>", "@=", "^=", "|="};
  if (text.empty()) return 0;
  for (std::string_view op : kLong)
    if (op[0] == text[0] && text.starts_with(op)) return op.size();
  return std::string_view("%&()*+,-./:;<=>@[]^{|}~").find(text[0]) != std::string_view::npos ? 1 : 0;
}

}  // namespace simbench::pysrc
