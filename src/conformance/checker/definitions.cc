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
    if (ast.type(p) == S::typed_parameter || ast.type(p) == S::typed_default_parameter)
      info.annotation = ast.child(p, Field::type);
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

Value Checker::function_definition(NodeId node) {
  UserFunction& f = functions_.emplace_back();
  f.name = ast_.text(ast_.child(node, Field::name));
  f.node = node;
  f.body = ast_.child(node, Field::body);
  f.parameters = parameters_of(ast_, ast_.child(node, Field::parameters));
  f.closure = scope_;
  for (ParameterInfo& p : f.parameters)
    if (p.fallback != kNoNode) p.fallback_value = eval(p.fallback);
  for (ParameterInfo& p : f.parameters)
    if (p.annotation != kNoNode) annotation(p.annotation);
  if (NodeId returned = ast_.child(node, Field::return_type); returned != kNoNode) annotation(returned);
  Value v = Value::make(Kind::function);
  v.function = &f;
  return v;
}

namespace {

enum class Decoration { transparent, property, setter, unknown };

/// The decorator's name: of "@functools.lru_cache(maxsize=1)" the last word.
std::string_view decorator_name(const Ast& ast, NodeId decorator) {
  NodeId e = ast.first(decorator);
  if (ast.type(e) == S::call) e = ast.child(e, Field::function);
  std::string_view text = ast.text(e);
  return text.substr(text.rfind('.') == std::string_view::npos ? 0 : text.rfind('.') + 1);
}

Decoration decoration_of(std::string_view name) {
  for (std::string_view known : {"staticmethod", "classmethod", "lru_cache", "cache", "contextmanager", "wraps",
                                 "abstractmethod", "override", "final", "njit", "jit", "total_ordering"})
    if (name == known) return Decoration::transparent;
  if (name == "property" || name == "cached_property") return Decoration::property;
  return name == "setter" || name == "deleter" ? Decoration::setter : Decoration::unknown;
}

}  // namespace

/// Gives a function its name, through its decorators: the script's own are called, others are taken to hand on.
void Checker::decorate(NodeId node, Value function) {
  UserFunction& f = *function.function;
  std::vector<NodeId> decorators;
  if (ast_.type(node) == S::decorated_definition)
    for (NodeId d = ast_.first(node); d != kNoNode; d = ast_.next(d))
      if (ast_.type(d) == S::decorator) decorators.push_back(d);
  bool setter = false;
  for (size_t i = decorators.size(); i-- > 0;) {
    Decoration kind = decoration_of(decorator_name(ast_, decorators[i]));
    setter = setter || kind == Decoration::setter;
    if (kind != Decoration::unknown) continue;
    NodeId expression = ast_.first(decorators[i]);
    Value decorator = eval(expression);
    Arguments args{{.value = function, .name = {}, .node = expression}};
    bool own = decorator.is(Kind::function) || decorator.is(Kind::bound_function) || decorator.is(Kind::object) ||
               decorator.is(Kind::user_class);
    Value made = own ? call_value(decorator, args, expression) : Value();
    if (made.is_callable() || made.is(Kind::object)) function = made;
    f.loose = f.loose || !own;
  }
  if (!setter) assign_name(f.name, function);
}

void Checker::decorated_definition(NodeId node) {
  NodeId definition = ast_.child(node, Field::definition);
  if (ast_.type(definition) == S::class_definition) {
    for (NodeId d = ast_.first(node); d != kNoNode; d = ast_.next(d))
      if (ast_.type(d) == S::decorator) eval(ast_.first(d));
    class_definition(definition, node);
  } else if (ast_.type(definition) == S::function_definition) {
    decorate(node, function_definition(definition));
  }
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
      case S::call: {
        NodeId callee = ast_.child(i, Field::function);
        if (ast_.type(callee) == S::attribute) callee = ast_.child(callee, Field::attribute);
        f.recursive = f.recursive || (!f.lambda && ast_.text(callee) == f.name);
        break;
      }
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

/// Every x of `self.x = …`, also within patterns and as targets of loops and `with`; once for each time it is set.
std::vector<std::string_view> Checker::self_targets(NodeId body) const {
  std::vector<std::string_view> names;
  auto collect = [&](NodeId target) {
    for (NodeId i = target; target != kNoNode && i < ast_[target].subtree_end; ++i) {
      if (ast_.type(i) != S::attribute) continue;
      NodeId object = ast_.child(i, Field::object);
      if (ast_.type(object) == S::identifier && ast_.text(object) == "self")
        names.push_back(ast_.text(ast_.child(i, Field::attribute)));
    }
  };
  for (NodeId i = body; i < ast_[body].subtree_end; ++i) {
    S type = ast_.type(i);
    if (type == S::assignment || type == S::augmented_assignment || type == S::for_statement ||
        type == S::for_in_clause)
      collect(ast_.child(i, Field::left));
    if (type == S::as_pattern_target) collect(i);
  }
  return names;
}

/// Every "x: T" in the body of a class, with a value or without.
void Checker::collect_declared(UserClass& c, NodeId body) {
  for (NodeId s = ast_.first(body); s != kNoNode; s = ast_.next(s)) {
    NodeId a = ast_.type(s) == S::expression_statement ? ast_.first(s) : kNoNode;
    NodeId left = ast_.type(a) == S::assignment ? ast_.child(a, Field::left) : kNoNode;
    NodeId type = left == kNoNode ? kNoNode : ast_.child(a, Field::type);
    if (type != kNoNode && ast_.type(left) == S::identifier) c.declared.push_back({ast_.text(left), type, scope_});
  }
}

void Checker::take_base(UserClass& c, NodeId node) {
  Value base = eval(node);
  std::string_view text = ast_.text(node);
  c.enumeration = c.enumeration || is_enumeration(base);
  if (base.is(Kind::api_class)) {
    if (!c.api_base) c.api_base = base.cls;
  } else if (base.is(Kind::user_class)) {
    if (!c.api_base) c.api_base = base.user_class->api_base;
    c.open = c.open || base.user_class->open;
    c.record = c.record || base.user_class->record;
    c.fields.insert(c.fields.end(), base.user_class->fields.begin(), base.user_class->fields.end());
  } else if (!is_enumeration(base) && !(base.is(Kind::builtin) && base.text == "object")) {
    c.open = true;
    c.record = c.record || text == "NamedTuple" || text.ends_with(".NamedTuple");
  }
  c.bases.push_back(base);
}

/// "x: int = 1" in the body of a record.
void Checker::collect_fields(UserClass& c, NodeId body, const Store& defaults) {
  for (NodeId s = ast_.first(body); s != kNoNode; s = ast_.next(s)) {
    NodeId a = ast_.type(s) == S::expression_statement ? ast_.first(s) : kNoNode;
    NodeId left = ast_.type(a) == S::assignment ? ast_.child(a, Field::left) : kNoNode;
    NodeId type = left == kNoNode ? kNoNode : ast_.child(a, Field::type);
    if (type == kNoNode || ast_.type(left) != S::identifier) continue;
    std::string_view annotation = ast_.text(type);
    if (annotation.find("ClassVar") != std::string_view::npos) continue;
    RecordField field{.name = ast_.text(left), .fallback = {}};
    NodeId value = ast_.child(a, Field::right);
    field.has_default = value != kNoNode;
    bool described = ast_.type(value) == S::call && ast_.text(ast_.child(value, Field::function)).ends_with("field");
    if (described) {  // field(default=…, default_factory=…, init=False): a call without either is no default
      std::string_view words = ast_.text(value);
      field.has_default =
          words.find("default") != std::string_view::npos || words.find("init") != std::string_view::npos;
      field.keyword_only = words.find("kw_only") != std::string_view::npos;
      NodeId list = ast_.child(value, Field::arguments);
      for (NodeId k = ast_.first(list); k != kNoNode; k = ast_.next(k))
        if (ast_.type(k) == S::keyword_argument && ast_.text(ast_.child(k, Field::name)) == "default_factory")
          field.factory = eval(ast_.child(k, Field::value));
    } else if (auto it = defaults.values.find(field.name); it != defaults.values.end()) {
      field.fallback = it->second;
    }
    std::erase_if(c.fields, [&](const RecordField& old) { return old.name == field.name; });
    c.fields.push_back(field);
  }
}

/// What the decorators of a method say.
void Checker::mark_method(UserFunction& f) {
  NodeId parent = f.node;
  f.is_class = f.name == "__new__";
  for (NodeId d = parent; d > 0 && d + 24 > parent; --d) {
    if (ast_.type(d) != S::decorated_definition || ast_[d].subtree_end < ast_[parent].subtree_end) continue;
    for (NodeId x = ast_.first(d); x != kNoNode && ast_.type(x) == S::decorator; x = ast_.next(x)) {
      std::string_view name = decorator_name(ast_, x);
      f.is_static = f.is_static || name == "staticmethod";
      f.is_class = f.is_class || name == "classmethod";
      f.is_property = f.is_property || decoration_of(name) == Decoration::property;
      f.is_cached = f.is_cached || name == "cached_property";
      f.is_setter = f.is_setter || name == "setter";
      f.is_abstract = f.is_abstract || name == "abstractmethod";
    }
    break;
  }
}

void Checker::class_definition(NodeId node, NodeId decorated) {
  UserClass& c = classes_.emplace_back();
  c.name = ast_.text(ast_.child(node, Field::name));
  c.node = node;
  if (decorated != kNoNode)
    for (NodeId d = ast_.first(decorated); d != kNoNode; d = ast_.next(d)) {
      if (ast_.type(d) != S::decorator) continue;
      bool record = decorator_name(ast_, d) == "dataclass" && ast_.text(d).find("init") == std::string_view::npos;
      c.record = c.record || record;
      c.open = c.open || !record;
    }
  NodeId bases = ast_.child(node, Field::superclasses);
  for (NodeId b = ast_.first(bases); b != kNoNode; b = ast_.next(b))
    if (ast_.type(b) != S::keyword_argument) take_base(c, b);
  NodeId body = ast_.child(node, Field::body);
  if (body != kNoNode) c.self_attributes = self_targets(body);
  if (body != kNoNode) collect_declared(c, body);
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
    mark_method(f);
    if (f.is_setter) c.setters[f.name] = &f;
  }
  if (c.record && body != kNoNode) collect_fields(c, body, inner);
  c.attributes.values = std::move(inner.values);
  if (c.enumeration) make_enumerators(c);
  Value v = Value::make(Kind::user_class);
  v.user_class = &c;
  assign_name(c.name, v);
}

}  // namespace simbench::conformance
