#include "conformance/syntax.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace simbench::conformance {
namespace {

using S = Syntax;

Violation at(const Ast& ast, NodeId node, std::string message) {
  Violation v{.kind = "syntax", .cls = "syntax", .name = "syntax", .message = std::move(message)};
  v.line = static_cast<int>(ast[node].line) + 1;
  v.column = static_cast<int>(ast[node].column) + 1;
  v.end_column = v.column + 1;
  return v;
}

/// Walks the tree once, in source order, with what surrounds each node.
class SyntaxReader {
 public:
  explicit SyntaxReader(const Ast& ast) : ast_(ast) {}

  std::optional<Violation> first() {
    for (NodeId i = 0; i < ast_.size(); ++i) {
      while (!open_.empty() && open_.back().end <= i) open_.pop_back();
      if (auto v = check(i)) return v;
      S type = ast_.type(i);
      bool function = type == S::function_definition || type == S::lambda, loop = type == S::while_statement || type == S::for_statement;
      if (function || loop || type == S::class_definition) open_.push_back({function, loop, type == S::class_definition, ast_[i].subtree_end});
    }
    return std::nullopt;
  }

 private:
  struct Surrounding {
    bool function, loop, cls;
    NodeId end;
  };

  bool in_function() const {
    for (auto it = open_.rbegin(); it != open_.rend(); ++it) {
      if (it->function) return true;
      if (it->cls) return false;
    }
    return false;
  }
  bool in_loop() const {
    for (auto it = open_.rbegin(); it != open_.rend(); ++it) {
      if (it->loop) return true;
      if (it->function || it->cls) return false;
    }
    return false;
  }

  std::optional<Violation> check(NodeId i) {
    switch (ast_.type(i)) {
      case S::error: return at(ast_, i, fmt::format("this isn't Python: \"{}\"", first_line(i)));
      case S::missing: return at(ast_, i, "something is missing here");
      case S::print_statement: return at(ast_, i, "print is a function: print(…)");
      case S::exec_statement: return at(ast_, i, "exec is a function: exec(…)");
      case S::return_statement:
        if (!in_function()) return at(ast_, i, "'return' outside a function");
        break;
      case S::yield:
        if (!in_function()) return at(ast_, i, "'yield' outside a function");
        break;
      case S::break_statement:
        if (!in_loop()) return at(ast_, i, "'break' outside a loop");
        break;
      case S::continue_statement:
        if (!in_loop()) return at(ast_, i, "'continue' outside a loop");
        break;
      case S::argument_list: return arguments(i);
      case S::parameters:
      case S::lambda_parameters: return parameters(i);
      case S::assignment:
      case S::augmented_assignment: return target(ast_.child(i, Field::left));
      case S::for_statement:
      case S::for_in_clause: return target(ast_.child(i, Field::left));
      case S::integer: {
        std::string_view text = ast_.text(i);
        if (text.size() > 1 && text[0] == '0' && std::isdigit(static_cast<unsigned char>(text[1])) && text.find_first_not_of("0_") != std::string_view::npos)
          return at(ast_, i, "leading zeros are not allowed in integers");
        break;
      }
      case S::block:
        if (ast_.first(i) == kNoNode) return at(ast_, i, "an indented block is expected");
        return indentation(i);
      default: break;
    }
    return std::nullopt;
  }

  std::string first_line(NodeId i) const {
    std::string_view text = ast_.text(i);
    return to_utf8(text.substr(0, std::min<size_t>({text.find('\n'), text.size(), 60})));
  }

  std::optional<Violation> arguments(NodeId i) {
    bool keyword = false, splat = false;
    std::set<std::string_view> names;
    for (NodeId a = ast_.first(i); a != kNoNode; a = ast_.next(a)) {
      S type = ast_.type(a);
      if (type == S::keyword_argument) {
        keyword = true;
        if (!names.insert(ast_.text(ast_.child(a, Field::name))).second) return at(ast_, a, "a keyword argument is repeated");
      } else if (type == S::dictionary_splat) {
        splat = true;
      } else if (type != S::list_splat && (keyword || splat)) {
        return at(ast_, a, "a positional argument follows a keyword argument");
      }
    }
    return std::nullopt;
  }

  std::optional<Violation> parameters(NodeId i) {
    bool fallback = false, star = false;
    std::set<std::string_view> names;
    for (NodeId p = ast_.first(i); p != kNoNode; p = ast_.next(p)) {
      S type = ast_.type(p);
      std::string_view name;
      if (type == S::default_parameter || type == S::typed_default_parameter) {
        fallback = true;
        name = ast_.text(ast_.child(p, Field::name));
      } else if (type == S::identifier || type == S::typed_parameter) {
        NodeId inner = type == S::identifier ? p : ast_.first(p);
        if (ast_.type(inner) == S::list_splat_pattern) star = true;
        if (ast_.type(inner) == S::identifier) {
          if (fallback && !star) return at(ast_, p, "a parameter without a default follows one with a default");
          name = ast_.text(inner);
        }
      } else if (type == S::list_splat_pattern || type == S::keyword_separator) {
        star = true;
      }
      if (!name.empty() && !names.insert(name).second) return at(ast_, p, fmt::format("the parameter '{}' stands twice", name));
    }
    return std::nullopt;
  }

  std::optional<Violation> target(NodeId left) {
    switch (ast_.type(left)) {
      case S::call: return at(ast_, left, "can't assign to a call; did you mean '=='?");
      case S::integer:
      case S::float_number:
      case S::string:
      case S::true_value:
      case S::false_value:
      case S::none_value: return at(ast_, left, "can't assign to a literal");
      case S::binary_operator:
      case S::unary_operator:
      case S::comparison_operator:
      case S::boolean_operator: return at(ast_, left, "can't assign to an expression");
      case S::pattern_list:
      case S::tuple_pattern:
      case S::list_pattern:
        for (NodeId t = ast_.first(left); t != kNoNode; t = ast_.next(t))
          if (auto v = target(t)) return v;
        return std::nullopt;
      default: return std::nullopt;
    }
  }

  /// All statements of a block start in one column, unless they follow a semicolon.
  std::optional<Violation> indentation(NodeId block) {
    NodeId head = ast_.first(block);
    uint32_t column = ast_[head].column, line = ast_[head].line;
    for (NodeId s = ast_.next(head); s != kNoNode; s = ast_.next(s)) {
      if (ast_[s].line != line && ast_[s].column != column && ast_.type(s) != S::comment)
        return at(ast_, s, "unindent or indent doesn't match the block");
      line = ast_[s].line;
    }
    return std::nullopt;
  }

  const Ast& ast_;
  std::vector<Surrounding> open_;
};

}  // namespace

std::optional<Violation> find_syntax_error(const Ast& ast) { return SyntaxReader(ast).first(); }

}  // namespace simbench::conformance
