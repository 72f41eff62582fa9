#include "conformance/checker/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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
      bool function = type == S::function_definition || type == S::lambda,
           loop = type == S::while_statement || type == S::for_statement;
      if (function || loop || type == S::class_definition)
        open_.push_back({function, loop, type == S::class_definition, ast_[i].subtree_end});
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
  bool in_class() const {
    return std::any_of(open_.begin(), open_.end(), [](const Surrounding& s) { return s.cls; });
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
      case S::argument_list:
        return arguments(i);
      case S::parameters:
      case S::lambda_parameters:
        return parameters(i);
      case S::wildcard_import:
        if (in_function() || in_class()) return at(ast_, i, "'import *' is allowed in the module only");
        break;
      case S::await:
        if (!in_function()) return at(ast_, i, "'await' outside a function");
        break;
      default:
        break;
    }
    return std::nullopt;
  }

  std::optional<Violation> arguments(NodeId i) {
    std::set<std::string_view> names;
    for (NodeId a = ast_.first(i); a != kNoNode; a = ast_.next(a))
      if (ast_.type(a) == S::keyword_argument && !names.insert(ast_.text(ast_.child(a, Field::name))).second)
        return at(ast_, a, "a keyword argument is repeated");
    return std::nullopt;
  }

  std::optional<Violation> parameters(NodeId i) {
    std::set<std::string_view> names;
    for (NodeId p = ast_.first(i); p != kNoNode; p = ast_.next(p)) {
      S type = ast_.type(p);
      NodeId inner = type == S::typed_parameter ? ast_.first(p) : p;
      if (ast_.type(inner) == S::list_splat_pattern || ast_.type(inner) == S::dictionary_splat_pattern)
        inner = ast_.first(inner);
      NodeId name = ast_.type(inner) == S::identifier ? inner : ast_.child(inner, Field::name);
      if (name != kNoNode && !names.insert(ast_.text(name)).second)
        return at(ast_, p, fmt::format("the parameter '{}' stands twice", ast_.text(name)));
    }
    return std::nullopt;
  }

  const Ast& ast_;
  std::vector<Surrounding> open_;
};

}  // namespace

std::optional<Violation> find_syntax_error(const Ast& ast) {
  return SyntaxReader(ast).first();
}

}  // namespace simbench::conformance
