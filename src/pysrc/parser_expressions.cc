// Expressions. Precedence decides nothing here, so operators of one kind are taken in a loop.
#include <algorithm>

#include "pysrc/parser.h"
#include "pysrc/syntax_fault.h"

namespace simbench::pysrc {

bool Parser::starts_expression() const {
  switch (now().kind) {
    case Kind::name:
    case Kind::number:
    case Kind::string:
      return true;
    case Kind::keyword:
      for (std::string_view word : {"not", "lambda", "None", "True", "False", "await", "yield"})
        if (now().text == word) return true;
      return false;
    case Kind::op:
      for (std::string_view op : {"(", "[", "{", "-", "+", "~", "..."})
        if (now().text == op) return true;
      return false;
    default:
      return false;
  }
}

/// a, *b, c
bool Parser::star_expressions(Shape& shape) {
  size_t count = 0;
  bool all = true;
  Shape one;
  do {
    if (count > 0 && !starts_expression() && !at("*")) {
      shape = {.target = all};
      return true;
    }
    one = {};
    if (take("*")) {
      if (!arithmetic(one)) return false;
      one.single = one.name = false;
    } else if (!expression(one)) {
      return false;
    }
    all = all && one.target;
    ++count;
  } while (take(","));
  shape = count == 1 ? one : Shape{.target = all};
  return true;
}

bool Parser::star_or_named(Shape& shape) {
  if (!take("*")) return named_expression(shape);
  if (!arithmetic(shape)) return false;
  shape.single = shape.name = false;
  return true;
}

bool Parser::named_expression(Shape& shape) {
  if (now().kind == Kind::name && ahead(1).is(":=")) {
    at_ += 2;
    Shape value;
    return expression(value);
  }
  return expression(shape);
}

/// Two expressions in a row within brackets: CPython points to the first.
bool Parser::forgotten_comma(size_t start) {
  bool juxtaposed = starts_expression() || at("lambda");
  const Lexeme& first = tokens_[start];
  bool soft = first.kind == Kind::name &&
              ((start + 1 < tokens_.size() && tokens_[start + 1].kind == Kind::string && at_ == start + 1) ||
               first.text == "_" || first.text == "match" || first.text == "case");
  if (plain_ || !juxtaposed || soft || at("yield") || at("(") || at("[")) return false;
  size_t stopped = at_, level = now().level;
  Parser second(*this);
  second.plain_ = true;
  Shape shape;
  bool enough = now().kind != Kind::op &&
                now().kind != Kind::keyword;  // a name, number or string is enough of a second expression
  if (bool parsed = second.expression(shape); !parsed && !enough) return false;
  if (!enough) level = tokens_[second.at_ - 1].level;
  if (level == 0) return false;
  failed_at_ = std::max(stopped, second.at_);
  fault_ = SyntaxFault{first.line, first.column, "invalid syntax; is a comma missing?"};
  return true;
}

bool Parser::expression(Shape& shape) {
  Depth deeper(*this);
  if (depth_ > 1200) return fail("nested too deeply");
  if (at("lambda")) return lambda();
  size_t start = at_;
  if (!disjunction(shape)) return false;
  if (at("if")) {
    size_t mark = at_;
    ++at_;
    Shape ignored;
    shape = {};
    if (!disjunction(ignored)) return false;
    if (!at("else")) {
      if (!at(":")) return fail_from(start, "'else' is expected after an 'if' expression");
      at_ = mark;  // "[x for x in y if z: …": not ours
      return true;
    }
    ++at_;
    return expression(ignored);
  }
  if (forgotten_comma(start)) return false;
  return true;
}

bool Parser::disjunction(Shape& shape) {
  for (bool plain = true;; plain = false) {
    while (take("not")) plain = false;
    Shape one;
    if (!comparison(one)) return false;
    shape = plain ? one : Shape{};
    if (!take("and") && !take("or")) return true;
  }
}

bool Parser::comparison(Shape& shape) {
  if (!arithmetic(shape)) return false;
  for (;;) {
    bool found = false;
    for (std::string_view op : {"==", "!=", "<", ">", "<=", ">=", "in"})
      if (!found && take(op)) found = true;
    if (!found && at("not") && ahead(1).is("in")) at_ += 2, found = true;
    if (!found && take("is")) {
      take("not");
      found = true;
    }
    if (!found) return true;
    shape = {};
    Shape right;
    if (!arithmetic(right)) return false;
  }
}

bool Parser::arithmetic(Shape& shape) {
  if (!factor(shape)) return false;
  for (;;) {
    if (now().kind != Kind::op) return true;
    bool found = false;
    for (std::string_view op : {"+", "-", "*", "/", "//", "%", "@", "|", "&", "^", "<<", ">>"})
      if (!found && take(op)) found = true;
    if (!found) return true;
    shape = {};
    Shape right;
    if (!factor(right)) return false;
  }
}

bool Parser::factor(Shape& shape) {
  Depth deeper(*this);
  if (depth_ > 1200) return fail("nested too deeply");
  bool sign = false;
  while (take("-") || take("+") || take("~")) sign = true;
  take("await");
  if (!primary(shape)) return false;
  if (take("**")) {
    Shape power;
    if (!factor(power)) return false;
    sign = true;
  }
  if (sign) shape = {};
  return true;
}

bool Parser::primary(Shape& shape) {
  if (!atom(shape)) return false;
  for (;;) {
    if (take(".")) {
      if (!want_name()) return false;
      shape = {.target = true, .single = true};
    } else if (take("(")) {
      if (!arguments() || !want(")")) return false;
      shape = {};
    } else if (take("[")) {
      if (!slices() || !want("]")) return false;
      shape = {.target = true, .single = true};
    } else {
      return true;
    }
  }
}

bool Parser::atom(Shape& shape) {
  switch (now().kind) {
    case Kind::name:
      shape = {.target = true, .single = true, .name = true};
      return ++at_, true;
    case Kind::number:
      return ++at_, true;
    case Kind::string:
      return strings();
    case Kind::keyword:
      return take("None") || take("True") || take("False") || fail();
    case Kind::op:
      if (at("(")) return group(shape);
      if (at("[")) return list(shape);
      if (at("{")) return braces();
      return take("...") || fail();
    default:
      return fail();
  }
}

bool Parser::strings() {
  for (; now().kind == Kind::string; ++at_)
    if (std::string fault = string_fault(now().text); !fault.empty()) return fail_from(at_, std::move(fault));
  return true;
}

bool Parser::group(Shape& shape) {
  ++at_;
  if (take(")")) return shape = {.target = true}, true;
  if (at("yield")) return yield() && want(")");
  size_t count = 0;
  bool all = true, comma = false;
  Shape one;
  while (!at(")")) {
    one = {};
    bool star = at("*");
    if (!star_or_named(one)) return false;
    ++count;
    if (count == 1 && !star && (at("for") || at("async"))) return shape = {}, comprehension() && want(")");
    all = all && one.target;
    comma = take(",");
    if (!comma) break;
  }
  shape = count == 1 && !comma ? Shape{.target = one.target, .single = one.single} : Shape{.target = all};
  return want(")");
}

bool Parser::list(Shape& shape) {
  ++at_;
  bool all = true;
  for (size_t count = 1; !at("]"); ++count) {
    Shape one;
    if (!star_or_named(one)) return false;
    if (count == 1 && (at("for") || at("async"))) return shape = {}, comprehension() && want("]");
    all = all && one.target;
    if (!take(",")) break;
  }
  shape = {.target = all};
  return want("]");
}

/// A dict or a set.
bool Parser::braces() {
  ++at_;
  bool dict = false;
  for (size_t count = 1; !at("}"); ++count) {
    Shape one;
    size_t start = at_;
    if (take("**")) {
      if ((count > 1 && !dict) || !arithmetic(one)) return fail();
      dict = true;
    } else {
      if (!star_or_named(one)) return false;
      if (count == 1 || dict) {
        if (take(":")) {
          dict = true;
          if (!expression(one)) return false;
        } else if (dict) {
          return fail_from(start, "':' is expected after a dictionary's key");
        }
      }
    }
    if (count == 1 && (at("for") || at("async"))) return comprehension() && want("}");
    if (!take(",")) break;
  }
  return want("}");
}

bool Parser::comprehension() {
  while (at("for") || at("async")) {
    take("async");
    if (!want("for")) return false;
    bool one = false;
    Shape shape;
    if (!targets(one) || !want("in") || !disjunction(shape)) return false;
    while (take("if"))
      if (!disjunction(shape)) return false;
  }
  return true;
}

bool Parser::arguments() {
  bool keyword = false, disorder = false, splat = false;
  while (!at(")")) {
    Shape shape;
    size_t start = at_;
    if (take("**")) {
      splat = true;
      if (!expression(shape)) return false;
    } else if (take("*")) {
      if (!expression(shape)) return false;
      if (splat) disorder = true;
    } else if (now().kind == Kind::name && ahead(1).is("=")) {
      at_ += 2;
      keyword = true;
      if (!expression(shape)) return false;
    } else {
      if (!named_expression(shape)) return false;
      if (at("=")) return fail_from(start, "a keyword must be a name; did you mean '=='?");
      if (at("for") || at("async")) {
        if (!comprehension()) return false;
      }
      disorder = disorder || keyword || splat;
    }
    if (!take(",")) break;
  }
  return !disorder || fail("a positional argument follows a keyword argument");
}

bool Parser::slices() {
  do {
    if (at("]")) break;
    Shape shape;
    if (!at(":") && !star_or_named(shape)) return false;
    for (int colons = 0; colons < 2 && take(":"); ++colons)
      if (!at(":") && !at("]") && !at(",") && !expression(shape)) return false;
  } while (take(","));
  return tokens_[at_ - 1].is("[") ? fail() : true;
}

bool Parser::lambda() {
  ++at_;
  Shape shape;
  return parameters(":", false) && want(":") && expression(shape);
}

bool Parser::yield() {
  ++at_;
  Shape shape;
  if (take("from")) return expression(shape);
  return starts_expression() || at("*") ? star_expressions(shape) : true;
}

/// What stands left of "in", and behind "as".
bool Parser::targets(bool& only_one) {
  size_t start = at_, count = 0;
  bool all = true;
  do {
    if (count > 0 && !starts_expression() && !at("*")) break;
    take("*");
    Shape shape;
    if (!arithmetic(shape)) return false;
    all = all && shape.target;
    ++count;
  } while (take(","));
  only_one = count == 1;
  return all || fail_from(start, "can't assign to this expression");
}

}  // namespace simbench::pysrc
