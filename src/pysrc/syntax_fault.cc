#include "pysrc/syntax_fault.h"

#include "base/base.h"
#include "pysrc/parser.h"

namespace simbench::pysrc {
namespace {

/// CPython reads a file as UTF-8 unless its first two lines name another encoding.
bool names_encoding(std::string_view source) {
  size_t end = source.find('\n');
  end = end == std::string_view::npos ? source.size() : std::min(source.find('\n', end + 1), source.size());
  size_t coding = source.substr(0, end).find("coding");
  return coding != std::string_view::npos && source.find('#') < coding;
}

std::optional<SyntaxFault> encoding_fault(std::string_view source) {
  bool other = names_encoding(source);
  if (source.find('\0') == std::string_view::npos && (other || is_utf8(source))) return std::nullopt;
  uint32_t number = 0;
  for (std::string_view line : split_lines(source)) {
    ++number;
    if (size_t null = line.find('\0'); null != std::string_view::npos)
      return SyntaxFault{number, static_cast<uint32_t>(null), "the text holds a null byte"};
    if (!other && !is_utf8(line)) return SyntaxFault{number, 0, "the text isn't UTF-8"};
  }
  return std::nullopt;
}

/// "type X = …", "def f[T](…)", "class A[T]": what Python 3.12 brought (PEP 695). in at: where the parser stopped
bool is_of_3_12(const std::vector<Lexeme>& tokens, size_t at) {
  if (at < 1 || at + 1 >= tokens.size()) return false;
  const Lexeme &before = tokens[at - 1], &next = tokens[at + 1];
  if (tokens[at].is("[")) return at >= 2 && (tokens[at - 2].is("def") || tokens[at - 2].is("class"));
  return tokens[at].kind == Lexeme::Kind::name && before.kind == Lexeme::Kind::name && before.text == "type" &&
         (next.is("=") || next.is("["));
}

}  // namespace

std::optional<SyntaxFault> find_syntax_fault(std::string_view source) {
  if (auto fault = encoding_fault(source)) return fault;
  Lexemes lexemes = lex(source);
  Parser parser(lexemes.tokens);
  bool parses = parser.file();
  if (parses) return lexemes.broken || lexemes.unclosed ? std::optional(lexemes.fault) : std::nullopt;
  const Lexeme& stopped = lexemes.tokens[parser.failed_at()];
  // CPython prefers what its tokenizer refuses anywhere in the file to a parser's error, an unexpected indent excepted.
  if (stopped.kind == Lexeme::Kind::indent && parser.fault()->message == "unexpected indent") return parser.fault();
  if (lexemes.broken && (lexemes.outranks || stopped.kind == Lexeme::Kind::end)) return lexemes.fault;
  if (lexemes.unclosed && (stopped.kind == Lexeme::Kind::end || stopped.line > lexemes.fault.line))
    return lexemes.fault;
  std::optional<SyntaxFault> fault = parser.fault();
  if (fault && is_of_3_12(lexemes.tokens, parser.failed_at()))
    fault->message +=
        " (by the grammar of Python 3.11, which is gone by here: type parameters and aliases came with 3.12)";
  return fault;
}

}  // namespace simbench::pysrc
