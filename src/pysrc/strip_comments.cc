#include "pysrc/strip_comments.h"

#include "base/base.h"
#include "pysrc/characters.h"
#include "pysrc/tokens.h"

namespace simbench::pysrc {
namespace {

bool is_dropped(const Token& token, TokenKind previous) {
  if (token.kind == TokenKind::comment) return true;
  if (token.kind != TokenKind::string) return false;
  return previous == TokenKind::indent || previous == TokenKind::newline || token.column == 0;
}

std::string without_blank_lines(std::string_view text) {
  std::string out;
  bool first = true;
  for (std::string_view line : split(text, '\n')) {
    if (strip(line).empty()) continue;
    if (!first) out += '\n';
    out += line;
    first = false;
  }
  return out;
}

}  // namespace

std::optional<std::string> without_comments(std::string_view source) {
  TokenList list = tokenize(source);
  if (!list.problem.empty()) return std::nullopt;
  std::string out;
  out.reserve(source.size());
  TokenKind previous = TokenKind::indent;
  uint32_t last_line = 0, last_column = 0;
  for (const Token& token : list.tokens) {
    if (token.line > last_line) last_column = 0;
    if (token.column > last_column) out.append(token.column - last_column, ' ');
    if (!is_dropped(token, previous)) out += token.text;
    previous = token.kind;
    last_line = token.end_line;
    last_column = token.end_column;
  }
  return without_blank_lines(out);
}

}  // namespace simbench::pysrc
