// Statements. Each function takes its part of the grammar from the current token on; false means that the parse is
// over.
#include "pysrc/parser.h"

#include <fmt/format.h>

namespace simbench::pysrc {

bool Parser::fail(const char* message) {
  if (!fault_) {
    failed_at_ = at_;
    bool indent = now().kind == Kind::indent;
    fault_ = SyntaxFault{now().line, now().column, indent ? "unexpected indent" : message};
  }
  return false;
}

bool Parser::fail_from(size_t token, std::string message) {
  if (!fault_) {
    failed_at_ = at_;
    fault_ = SyntaxFault{tokens_[token].line, tokens_[token].column, std::move(message)};
  }
  return false;
}

bool Parser::file() {
  while (now().kind != Kind::end)
    if (!statement()) return false;
  return true;
}

bool Parser::statement() {
  bool compound = false;
  if (!compound_statement(compound)) return false;
  return compound || simple_statements();
}

bool Parser::simple_statements() {
  for (;;) {
    if (!simple_statement()) return false;
    bool more = take(";");
    if (now().kind == Kind::newline) return ++at_, true;
    if (!more) return fail();
  }
}

bool Parser::simple_statement() {
  const Lexeme& t = now();
  Shape shape;
  if (t.kind != Kind::keyword) return expression_statement();
  if (take("pass") || take("break") || take("continue")) return true;
  if (take("return")) return !starts_expression() && !at("*") ? true : star_expressions(shape);
  if (at("import")) return import_statement();
  if (at("from")) return from_statement();
  if (take("global") || take("nonlocal")) return names();
  if (take("assert")) return expression(shape) && (!take(",") || expression(shape));
  if (take("raise")) {
    if (!starts_expression()) return true;
    return expression(shape) && (!take("from") || expression(shape));
  }
  if (take("del")) {
    size_t start = at_;
    if (!star_expressions(shape)) return false;
    return shape.target || fail_from(start, "this can't be deleted");
  }
  return expression_statement();
}

bool Parser::names() {
  do {
    if (!want_name()) return false;
  } while (take(","));
  return true;
}

bool Parser::expression_statement() {
  constexpr std::string_view kAugmented[] = {
      "+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="};
  size_t start = at_;
  Shape shape;
  if (!(at("yield") ? yield() : star_expressions(shape))) return false;
  if (at(":") && shape.single) {
    ++at_;
    Shape ignored;
    if (!expression(ignored)) return false;
    return !take("=") || (at("yield") ? yield() : star_expressions(ignored));
  }
  for (std::string_view op : kAugmented)
    if (at(op)) {
      if (!shape.single) return fail_from(start, "augmented assignment needs one name, attribute or element");
      ++at_;
      return at("yield") ? yield() : star_expressions(shape);
    }
  bool printed = now().kind != Kind::newline && at_ == start + 1 &&
                 (tokens_[start].text == "print" || tokens_[start].text == "exec");
  if (printed && starts_expression())
    return fail_from(start, fmt::format("{0} is a function: {0}(…)", tokens_[start].text));
  while (at("=")) {
    if (!shape.target) return fail_from(start, "can't assign to this expression; did you mean '=='?");
    ++at_;
    start = at_;
    shape = {};
    if (!(at("yield") ? yield() : star_expressions(shape))) return false;
  }
  return true;
}

bool Parser::import_statement() {
  ++at_;
  do {
    do {
      if (!want_name()) return false;
    } while (take("."));
    if (take("as") && !want_name()) return false;
  } while (take(","));
  return true;
}

bool Parser::from_statement() {
  ++at_;
  bool dots = false;
  while (take(".") || take("...")) dots = true;
  if (!dots || !at("import")) do {
      if (!want_name()) return false;
    } while (take("."));
  if (!want("import")) return false;
  if (take("*")) return true;
  bool bracketed = take("(");
  for (;;) {
    if (!want_name() || (take("as") && !want_name())) return false;
    if (!take(",")) break;
    if (bracketed && at(")")) break;
  }
  return !bracketed || want(")");
}

/// `was` says whether a compound statement stood here.
bool Parser::compound_statement(bool& was) {
  Depth deeper(*this);
  if (depth_ > 1200) return fail("nested too deeply");
  was = true;
  if (at("if")) return if_statement();
  if (at("while")) return while_statement();
  if (at("for")) return for_statement();
  if (at("try")) return try_statement();
  if (at("with")) return with_statement();
  if (at("def")) return function();
  if (at("class")) return class_statement();
  if (at("@")) return decorated();
  if (at("async") && (ahead(1).is("def") || ahead(1).is("for") || ahead(1).is("with"))) {
    ++at_;
    return at("def") ? function() : at("for") ? for_statement() : with_statement();
  }
  was = false;
  return !at_name("match") || match_statement(was);
}

bool Parser::block(std::string_view after) {
  if (now().kind != Kind::newline) return simple_statements();
  ++at_;
  if (now().kind != Kind::indent) return fail(fmt::format("an indented block is expected after '{}'", after).c_str());
  ++at_;
  while (now().kind != Kind::dedent) {
    if (now().kind == Kind::end) return fail();
    if (!statement()) return false;
  }
  return ++at_, true;
}

bool Parser::if_statement() {
  for (bool first = true; first || at("elif"); first = false) {
    ++at_;
    Shape shape;
    if (!named_expression(shape) || !want(":", "':' is expected") || !block(first ? "if" : "elif")) return false;
  }
  return !take("else") || (want(":", "':' is expected") && block("else"));
}

bool Parser::while_statement() {
  ++at_;
  Shape shape;
  if (!named_expression(shape) || !want(":", "':' is expected") || !block("while")) return false;
  return !take("else") || (want(":", "':' is expected") && block("else"));
}

bool Parser::for_statement() {
  ++at_;
  bool one = false;
  Shape shape;
  if (!targets(one) || !want("in") || !star_expressions(shape) || !want(":", "':' is expected") || !block("for"))
    return false;
  return !take("else") || (want(":", "':' is expected") && block("else"));
}

bool Parser::try_statement() {
  ++at_;
  if (!want(":", "':' is expected") || !block("try")) return false;
  bool handled = false;
  while (take("except")) {
    handled = true;
    take("*");
    Shape shape;
    size_t start = at_;
    if (!at(":")) {
      if (!expression(shape)) return false;
      if (at(",")) return fail_from(start, "several exception types need brackets around them");
      if (take("as") && !want_name()) return false;
    }
    if (!want(":", "':' is expected") || !block("except")) return false;
  }
  if (handled && take("else") && (!want(":", "':' is expected") || !block("else"))) return false;
  if (take("finally")) return want(":", "':' is expected") && block("finally");
  return handled || fail("'except' or 'finally' is expected");
}

bool Parser::with_items(bool bracketed) {
  do {
    if (bracketed && at(")")) break;
    Shape shape, target;
    if (!expression(shape)) return false;
    if (!take("as")) continue;
    size_t start = at_;
    if (!arithmetic(target)) return false;
    if (!target.target) return fail_from(start, "can't assign to this expression");
  } while (take(","));
  return !bracketed || want(")");
}

bool Parser::with_statement() {
  ++at_;
  bool bracketed = false;  // "with (open(a) as x, open(b) as y):"
  if (at("(")) {
    size_t close = at_ + 1;
    while (close < tokens_.size() && tokens_[close].level >= now().level && tokens_[close].kind != Kind::end) ++close;
    bool has_as = false;
    for (size_t i = at_; i < close; ++i) has_as = has_as || (tokens_[i].is("as") && tokens_[i].level == now().level);
    bracketed = close + 1 < tokens_.size() && tokens_[close + 1].is(":") && has_as;
  }
  if (bracketed) ++at_;
  return with_items(bracketed) && want(":", "':' is expected") && block("with");
}

bool Parser::function() {
  ++at_;
  if (!want_name() || !want("(", "'(' is expected") || !parameters(")", true) || !want(")")) return false;
  Shape shape;
  if (take("->") && !expression(shape)) return false;
  return want(":", "':' is expected") && block("def");
}

bool Parser::parameters(std::string_view end, bool annotated) {
  bool star = false, slash = false, fallback = false;
  Shape shape;
  while (!at(end)) {
    if (take("/")) {
      if (slash || star) return fail();
      slash = true;
    } else if (take("**")) {
      if (!want_name() || (annotated && take(":") && !expression(shape))) return false;
      take(",");
      break;
    } else if (at("*") && !star) {
      star = true;
      ++at_;
      if (!at(",")) {
        if (!want_name()) return false;
        if (annotated && take(":")) {
          take("*");
          if (!expression(shape)) return false;
        }
      } else if (ahead(1).is(end)) {
        return fail("named parameters must follow a bare *");
      }
    } else {
      size_t start = at_;
      if (!want_name() || (annotated && take(":") && !expression(shape))) return false;
      if (take("=")) {
        fallback = true;
        if (!expression(shape)) return false;
      } else if (fallback && !star) {
        return fail_from(start, "a parameter without a default follows one with a default");
      }
    }
    if (!take(",")) break;
  }
  return true;
}

bool Parser::class_statement() {
  ++at_;
  if (!want_name()) return false;
  if (take("(") && (!arguments() || !want(")"))) return false;
  return want(":", "':' is expected") && block("class");
}

bool Parser::decorated() {
  while (take("@")) {
    Shape shape;
    if (!named_expression(shape)) return false;
    if (now().kind != Kind::newline) return fail();
    ++at_;
  }
  if (at("class")) return class_statement();
  take("async");
  return at("def") ? function() : fail();
}

/// "match" is a keyword only where a subject, a colon and an indented "case" follow. Patterns are taken as they come.
bool Parser::match_statement(bool& was) {
  size_t colon = at_ + 1;
  while (tokens_[colon].kind != Kind::newline && tokens_[colon].kind != Kind::end) ++colon;
  bool begins = colon + 2 < tokens_.size() && tokens_[colon - 1].is(":") && tokens_[colon + 1].kind == Kind::indent &&
                tokens_[colon + 2].text == "case";
  if (!begins) return true;
  was = true;
  at_ = colon + 2;
  while (at_name("case")) {
    ++at_;
    while (!at(":") || now().level > 0) {
      if (now().kind == Kind::newline || now().kind == Kind::end) return fail("':' is expected");
      ++at_;
    }
    ++at_;
    if (!block("case")) return false;
  }
  if (now().kind != Kind::dedent) return fail();
  return ++at_, true;
}

}  // namespace simbench::pysrc
