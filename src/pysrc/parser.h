#pragma once
// A recogniser for Python 3.11's grammar: does the text parse, and if not, at which token does CPython give up? Private
// to the room.
#include <optional>
#include <string>

#include "pysrc/lexer.h"

namespace simbench::pysrc {

/// What an expression could be used as.
struct Shape {
  bool target = false;  ///< may stand left of "="
  bool single = false;  ///< a name, attribute or element: may stand left of "+=" or ": type"
  bool name = false;    ///< a bare name
};

class Parser {
 public:
  using Kind = Lexeme::Kind;

  explicit Parser(const std::vector<Lexeme>& tokens) : tokens_(tokens) {}

  /// True if the whole file parses.
  bool file();
  size_t failed_at() const { return failed_at_; }  ///< the token that can't stand where it does
  const std::optional<SyntaxFault>& fault() const {
    return fault_;
  }  ///< a more telling place and message, if there is one

 private:
  // parser.cc: statements
  bool statement();
  bool simple_statements();
  bool simple_statement();
  bool expression_statement();
  bool import_statement();
  bool from_statement();
  bool compound_statement(bool& was);
  bool block(std::string_view after);
  bool if_statement();
  bool while_statement();
  bool for_statement();
  bool try_statement();
  bool with_statement();
  bool with_items(bool bracketed);
  bool function();
  bool class_statement();
  bool decorated();
  bool match_statement(bool& was);
  bool parameters(std::string_view end, bool annotated);
  bool names();

  // parser_expressions.cc
  bool star_expressions(Shape& shape);
  bool star_or_named(Shape& shape);
  bool named_expression(Shape& shape);
  bool expression(Shape& shape);
  bool disjunction(Shape& shape);
  bool comparison(Shape& shape);
  bool arithmetic(Shape& shape);
  bool factor(Shape& shape);
  bool primary(Shape& shape);
  bool atom(Shape& shape);
  bool group(Shape& shape);
  bool list(Shape& shape);
  bool braces();
  bool strings();
  bool arguments();
  bool slices();
  bool lambda();
  bool comprehension();
  bool yield();
  bool targets(bool& only_one);
  bool forgotten_comma(size_t start);

  const Lexeme& now() const { return tokens_[at_]; }
  const Lexeme& ahead(size_t n) const { return tokens_[std::min(at_ + n, tokens_.size() - 1)]; }
  bool at(std::string_view text) const { return now().is(text); }
  bool at_name(std::string_view text) const { return now().kind == Lexeme::Kind::name && now().text == text; }
  bool starts_expression() const;
  bool take(std::string_view text) { return at(text) && (++at_, true); }
  bool want(std::string_view text, const char* message = "invalid syntax") { return take(text) || fail(message); }
  bool want_name() { return now().kind == Lexeme::Kind::name ? (++at_, true) : fail(); }
  /// Always false: the parse ends here.
  bool fail(const char* message = "invalid syntax");
  bool fail_from(size_t token, std::string message);

  /// Counts nesting: beyond any program, and well within the stack.
  struct Depth {
    explicit Depth(Parser& p) : parser(p) { ++parser.depth_; }
    ~Depth() { --parser.depth_; }
    Parser& parser;
  };
  friend struct Depth;

  const std::vector<Lexeme>& tokens_;
  size_t at_ = 0, failed_at_ = 0;
  int depth_ = 0;
  bool plain_ = false;  ///< don't look for forgotten commas
  std::optional<SyntaxFault> fault_;
};

}  // namespace simbench::pysrc
