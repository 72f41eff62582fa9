// Functions and classes of the script itself.
#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

namespace {

/// Reads "a, b: int = 1, *c, d=2, **e" into parameters; default expressions are evaluated by the caller.
std::vector<ParameterInfo> parameters_of(const Ast& ast, NodeId list) {
  std::vector<ParameterInfo> out;
  bool keyword_only = false;
  for (NodeId p = ast.first(list); p != kNoNode; p = ast.next(p)) {
    ParameterInfo info;
    if (keyword_only) info.kind = ParameterInfo::Kind::keyword_only;
    NodeId target = p;
    if (ast.type(p) == S::typed_parameter) target = ast.first(p);
    switch (ast.type(target)) {
      case S::identifier:
        info.name = ast.text(target);
        break;
      case S::default_parameter:
      case S::typed_default_parameter:
        info.name = ast.text(ast.child(target, Field::name));
        info.fallback = ast.child(target, Field::value);
        break;
      case S::list_splat_pattern:
        info.name = ast.text(ast.first(target));
        info.kind = ParameterInfo::Kind::star;
        keyword_only = true;
        break;
      case S::dictionary_splat_pattern:
        info.name = ast.text(ast.first(target));
        info.kind = ParameterInfo::Kind::double_star;
        break;
      case S::keyword_separator:
        keyword_only = true;
        continue;
      case S::positional_separator:
        for (ParameterInfo& before : out) before.kind = ParameterInfo::Kind::positional_only;
        continue;
      default:
        info.name = ast.text(target);
    }
    out.push_back(info);
  }
  return out;
}

}  // namespace

void Checker::function_definition(NodeId node, bool decorated) {
  UserFunction& f = functions_.emplace_back();
  f.name = ast_.text(ast_.child(node, Field::name));
  f.node = node;
  f.body = ast_.child(node, Field::body);
  f.parameters = parameters_of(ast_, ast_.child(node, Field::parameters));
  f.closure = scope_;
  f.decorated = decorated;
  for (ParameterInfo& p : f.parameters)
    if (p.fallback != kNoNode) p.fallback_value = eval(p.fallback);
  Value v = Value::make(Kind::function);
  v.function = &f;
  assign_name(f.name, decorated ? Value() : v);
}

/// Names that the body binds (locals) or declares global, without those of inner functions and classes.
void Checker::collect_names(UserFunction& f) {
  if (std::exchange(f.names_collected, true)) return;
  NodeId root = f.body == kNoNode ? f.node : f.body;
  for (NodeId i = root; i < ast_[root].subtree_end; ++i) {
    switch (ast_.type(i)) {
      case S::function_definition:
      case S::class_definition:
        f.locals.push_back(ast_.text(ast_.child(i, Field::name)));
        i = ast_[i].subtree_end - 1;
        break;
      case S::lambda:
      case S::list_comprehension:
      case S::set_comprehension:
      case S::dictionary_comprehension:
      case S::generator_expression:
        i = ast_[i].subtree_end - 1;
        break;
      case S::yield:
        f.generator = true;
        break;
      case S::global_statement:
      case S::nonlocal_statement:
        for (NodeId n = ast_.first(i); n != kNoNode; n = ast_.next(n)) f.globals.push_back(ast_.text(n));
        break;
      case S::assignment:
      case S::augmented_assignment:
      case S::for_statement: {
        NodeId left = ast_.child(i, Field::left);
        if (left == kNoNode) break;
        S type = ast_.type(left);
        if (type == S::identifier) f.locals.push_back(ast_.text(left));
        if (type != S::pattern_list && type != S::tuple_pattern && type != S::list_pattern) break;
        for (NodeId n = ast_.first(left); n != kNoNode; n = ast_.next(n))
          if (ast_.type(n) == S::identifier) f.locals.push_back(ast_.text(n));
        break;
      }
      case S::import_statement:
      case S::import_from_statement:
        for (NodeId n = ast_.first(i); n != kNoNode; n = ast_.next(n)) {
          if (n == ast_.child(i, Field::module_name)) continue;
          std::string_view bound =
              ast_.type(n) == S::aliased_import ? ast_.text(ast_.child(n, Field::alias)) : ast_.text(n);
          f.locals.push_back(bound.substr(0, bound.find('.')));
        }
        break;
      default:
        break;
    }
  }
  std::erase_if(f.locals, [&](std::string_view name) {
    return std::find(f.globals.begin(), f.globals.end(), name) != f.globals.end();
  });
}

/// Every x of `self.x = …`, also within patterns and as targets of loops and `with`.
void Checker::collect_self_attributes(UserClass& c, NodeId body) {
  auto collect = [&](NodeId target) {
    for (NodeId i = target; target != kNoNode && i < ast_[target].subtree_end; ++i) {
      if (ast_.type(i) != S::attribute) continue;
      NodeId object = ast_.child(i, Field::object);
      if (ast_.type(object) == S::identifier && ast_.text(object) == "self")
        c.self_attributes.push_back(ast_.text(ast_.child(i, Field::attribute)));
    }
  };
  for (NodeId i = body; i < ast_[body].subtree_end; ++i) {
    S type = ast_.type(i);
    if (type == S::assignment || type == S::augmented_assignment || type == S::for_statement ||
        type == S::for_in_clause)
      collect(ast_.child(i, Field::left));
    if (type == S::as_pattern_target) collect(i);
  }
}

void Checker::class_definition(NodeId node, bool decorated) {
  UserClass& c = classes_.emplace_back();
  c.name = ast_.text(ast_.child(node, Field::name));
  c.node = node;
  c.open = decorated;
  NodeId bases = ast_.child(node, Field::superclasses);
  for (NodeId b = ast_.first(bases); b != kNoNode; b = ast_.next(b)) {
    if (ast_.type(b) == S::keyword_argument) continue;
    Value base = eval(b);
    if (base.is(Kind::api_class)) {
      if (!c.api_base) c.api_base = base.cls;
    } else if (base.is(Kind::user_class)) {
      if (!c.api_base) c.api_base = base.user_class->api_base;
      c.open = c.open || base.user_class->open;
    } else if (!(base.is(Kind::builtin) && base.text == "object")) {
      c.open = true;
    }
    c.bases.push_back(base);
  }
  NodeId body = ast_.child(node, Field::body);
  if (body != kNoNode) collect_self_attributes(c, body);
  std::sort(c.self_attributes.begin(), c.self_attributes.end());
  c.self_attributes.erase(std::unique(c.self_attributes.begin(), c.self_attributes.end()), c.self_attributes.end());
  // The body runs now, in its own names.
  Scope& inner = scopes_.emplace_back();
  inner.parent = scope_;
  Scope* outer = std::exchange(scope_, &inner);
  size_t first = functions_.size();
  if (body != kNoNode) block(body);
  scope_ = outer;
  for (size_t i = first; i < functions_.size(); ++i) {
    UserFunction& f = functions_[i];
    if (f.closure != &inner) continue;
    f.owner = &c;
    f.closure = scope_;  // methods don't see the class's names
    NodeId parent = f.node;
    for (NodeId d = parent; d > 0 && d + 24 > parent; --d) {
      if (ast_.type(d) != S::decorated_definition || ast_[d].subtree_end < ast_[parent].subtree_end) continue;
      for (NodeId x = ast_.first(d); x != kNoNode && ast_.type(x) == S::decorator; x = ast_.next(x)) {
        std::string_view text = ast_.text(ast_.first(x));
        f.is_static = f.is_static || text == "staticmethod";
        f.is_class = f.is_class || text == "classmethod";
        f.is_property = f.is_property || text == "property" || text.ends_with(".setter");
      }
      break;
    }
  }
  c.attributes.values = std::move(inner.values);
  Value v = Value::make(Kind::user_class);
  v.user_class = &c;
  assign_name(c.name, v);
}

}  // namespace simbench::conformance
