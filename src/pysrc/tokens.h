#pragma once
// Lexical tokens of a Python file, as CPython 3.11's tokenize module cuts them (its quirks included: codebleu builds on
// it).
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace simbench::pysrc {

enum class TokenKind : uint8_t {
  word,  ///< name or keyword (tokenize: NAME, or OP where a word begins with something like a superscript)
  number,
  string,
  op,
  comment,
  newline,  ///< ends a statement
  nl,       ///< ends a blank or commented line, or a line inside brackets
  indent,
  dedent,
  stray,  ///< tokenize's ERRORTOKEN: a character or string that can't be read
  end,
};
std::string_view to_string(TokenKind kind);

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;                                        ///< in the source that was given
  uint32_t line = 0, column = 0, end_line = 0, end_column = 0;  ///< lines from 1, columns in bytes from 0
};

struct TokenList {
  std::vector<Token> tokens;  ///< up to the problem, if there is one
  std::string problem;        ///< why tokenize raises: "EOF in multi-line string", …; "" if it doesn't
  uint32_t problem_line = 0;
};

/// O(n). `source` must outlive the result; any bytes will do.
TokenList tokenize(std::string_view source);

}  // namespace simbench::pysrc
