#include "pysrc/program_print.h"

#include <charconv>

#include "base/base.h"
#include "pysrc/tokens.h"

namespace simbench::pysrc {
namespace {

/// The program's tokens, so that only what runs is compared: no comments, blank lines, spaces, or semicolons at line
/// ends. A text that can't be read to its end equals only itself.
std::string bare_tokens(std::string_view code) {
  TokenList list = tokenize(code);
  if (!list.problem.empty()) return std::string(code);
  std::string bare;
  for (const Token& token : list.tokens) {
    using enum TokenKind;
    if (token.kind == comment || token.kind == nl) continue;
    bool ends = token.kind == newline || token.text == ";";
    if (token.kind == indent || token.kind == dedent)
      bare += token.kind == indent ? "{" : "}";
    else if (!ends)
      bare += std::string(token.text) + " ";
    else if (!bare.ends_with("\n"))
      bare += "\n";
  }
  return bare;
}

}  // namespace

std::optional<ProgramPrint> program_print(std::string_view code) {
  std::string bare = bare_tokens(code);
  if (bare.empty()) return std::nullopt;
  std::string hex = sha256(bare);
  ProgramPrint print;
  std::from_chars(hex.data(), hex.data() + 16, print.first, 16);
  std::from_chars(hex.data() + 16, hex.data() + 32, print.second, 16);
  return print;
}

}  // namespace simbench::pysrc
