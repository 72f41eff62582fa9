#pragma once
// Tokens as CPython 3.11's compiler cuts them (not its tokenize module, see tokens.h), up to the first that it refuses.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace simbench::pysrc {

/// Where and why CPython's compiler stops.
struct SyntaxFault {
  uint32_t line = 1, column = 0;  ///< line from 1, column in bytes from 0
  std::string message;
};

struct Lexeme {
  enum class Kind : uint8_t { name, keyword, number, string, op, newline, indent, dedent, end } kind = Kind::end;
  std::string_view text;
  uint32_t line = 0, column = 0;
  uint16_t level = 0;  ///< open brackets behind it
  bool is(std::string_view wanted) const { return (kind == Kind::op || kind == Kind::keyword) && text == wanted; }
};

struct Lexemes {
  std::vector<Lexeme> tokens;  ///< ends with `end`, also where a fault cuts it short
  bool broken = false;         ///< `fault` says why the text can't be cut further
  bool outranks = false;       ///< CPython prefers this fault to one that its parser meets earlier
  bool unclosed = false;       ///< the text ends within a bracket; `fault` is at the bracket
  SyntaxFault fault;
};

/// One of Python's reserved words.
bool is_keyword(std::string_view word);
/// True for signs that a name may begin with, or hold; every byte beyond ASCII counts.
bool starts_name(char c);
bool in_name(char c);

/// O(n). `source` must outlive the result; any bytes will do.
Lexemes lex(std::string_view source);

}  // namespace simbench::pysrc
