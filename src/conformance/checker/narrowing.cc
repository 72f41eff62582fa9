// What a condition tells about names: isinstance, hasattr, `is None`; walked in the branch that it opens.
#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

namespace {

struct BasicType {
  std::string_view name;
  Kind kind;
};
constexpr BasicType kBasicTypes[] = {{"int", Kind::integer},  {"float", Kind::number}, {"str", Kind::text},
                                     {"bool", Kind::boolean}, {"list", Kind::list},    {"tuple", Kind::tuple},
                                     {"dict", Kind::dict},    {"set", Kind::set}};

/// Is it one of Python's own types? A number may be an int or a float; a list may stand for anything that is iterated.
std::optional<bool> is_basic(const Value& value, std::string_view type) {
  Kind kind = value.kind;
  if (kind == Kind::array) return type == "numpy.ndarray" ? std::optional(true) : std::nullopt;
  if (type == "numpy.ndarray" && (value.is_list() || value.is(Kind::text) || value.is(Kind::dict))) return false;
  if (kind == Kind::list || kind == Kind::tuple || kind == Kind::set) {
    if (type == "int" || type == "float" || type == "str" || type == "bool" || type == "dict" || type == "bytes")
      return false;
    return std::nullopt;
  }
  bool plain = value.is_numeric() || kind == Kind::text || kind == Kind::none || kind == Kind::dict;
  if (!plain && kind != Kind::instance) return std::nullopt;
  if (kind == Kind::number && type == "int") return value.known ? std::optional(false) : std::nullopt;
  if (kind == Kind::number && type == "float") return value.known ? std::optional(true) : std::nullopt;
  if (kind == Kind::boolean && type == "int") return true;
  for (const BasicType& row : kBasicTypes)
    if (row.name == type) return row.kind == kind;
  return type == "bytes" || type == "bytearray" ? std::optional(false) : std::nullopt;
}

}  // namespace

std::optional<bool> Checker::is_instance(const Value& value, const Value& type) const {
  if (type.is_list() && type.list->exact) {
    bool all_known = true;
    for (const Value& one : type.list->items) {
      std::optional<bool> is = is_instance(value, one);
      if (is == true) return true;
      all_known = all_known && is.has_value();
    }
    return all_known ? std::optional(false) : std::nullopt;
  }
  if (type.is(Kind::builtin)) return is_basic(value, type.text);
  bool plain = value.is_numeric() || value.is(Kind::text) || value.is(Kind::none) || value.is_list();
  if (type.is(Kind::user_class)) {
    if (value.is(Kind::object) && value.object->cls->derives_from(type.user_class)) return true;
    return plain || (value.is(Kind::object) && !value.object->cls->open) ? std::optional(false) : std::nullopt;
  }
  if (!type.is(Kind::api_class)) return std::nullopt;
  if (value.is(Kind::object) && value.object->cls->api_base) return value.object->cls->api_base->derives_from(type.cls);
  if (plain) return false;
  if (!value.is(Kind::instance)) return std::nullopt;
  if (value.cls->derives_from(type.cls)) return true;
  bool may_be = index_.closed_objects() && type.cls->derives_from(value.cls);  // SWIG never casts down
  return may_be ? std::nullopt : std::optional(false);
}

std::optional<bool> Checker::has_attribute(const Value& object, std::string_view name) const {
  switch (object.kind) {
    case Kind::instance:
    case Kind::api_class:
      if (object.cls->find(name)) return true;
      if (object.cls->open || name.starts_with("__") || was_found(object, name)) return std::nullopt;
      return false;
    case Kind::module: {
      if (object.module->has(name)) return true;
      std::string dotted = std::string(object.text) + "." + std::string(name);
      if (name.starts_with("_") || object.module->open) return std::nullopt;
      return index_.module(dotted) ? std::optional(imported_.contains(dotted)) : std::optional(false);
    }
    case Kind::object:
      if (object.object->values.contains(name) || object.object->cls->find(name)) return true;
      return std::nullopt;
    case Kind::none:
      return name.starts_with("__") ? std::nullopt : std::optional(false);
    default:
      return std::nullopt;
  }
}

/// A value of the type that isinstance() has found.
Value Checker::of_type(const Value& type) {
  Value v;
  if (type.is(Kind::api_class)) {
    v = Value::make(Kind::instance);
    v.cls = type.cls;
  } else if (type.is(Kind::builtin)) {
    for (const BasicType& row : kBasicTypes)
      if (row.name == type.text && row.kind < Kind::instance) v = Value::make(row.kind);
  }
  return v;
}

namespace {

/// "torch.is_tensor", "callable": its answer tells what the argument is, in a way that isn't known here. Of numbers and
/// texts, isnan() and isdigit() tell nothing.
bool asks_for_kind(std::string_view function) {
  std::string_view last = function.substr(function.rfind('.') == std::string_view::npos ? 0 : function.rfind('.') + 1);
  for (std::string_view other : {"isnan", "isinf", "isfinite", "isclose"})
    if (last == other) return false;
  return last == "callable" || last == "issubclass" || last.starts_with("is") || last.starts_with("has");
}

}  // namespace

void Checker::forget_name(NodeId name) {
  bool unbound = false;
  const Value* v = ast_.type(name) == S::identifier ? find_name(ast_.text(name), unbound) : nullptr;
  bool plain = v && (v->is_numeric() || v->is(Kind::text) || v->is(Kind::none) || v->is_list() || v->is(Kind::dict) ||
                     v->is(Kind::set) || v->is(Kind::array));
  if (plain) assign_name(ast_.text(name), {});
}

/// The script's object whose attribute it is ("self.m"); nullptr of anything else.
UserObject* Checker::owner_of(NodeId attribute) {
  NodeId owner = ast_.type(attribute) == S::attribute ? ast_.child(attribute, Field::object) : kNoNode;
  bool unbound = false;
  const Value* v = ast_.type(owner) == S::identifier ? find_name(ast_.text(owner), unbound) : nullptr;
  return v && v->is(Kind::object) ? v->object : nullptr;
}

/// What a name, or an attribute of a script's object, holds; nullptr where nothing is known of it.
const Value* Checker::held_by(NodeId place) {
  bool unbound = false;
  if (ast_.type(place) == S::identifier) return find_name(ast_.text(place), unbound);
  UserObject* owner = owner_of(place);
  if (!owner) return nullptr;
  auto it = owner->values.find(ast_.text(ast_.child(place, Field::attribute)));
  return it == owner->values.end() ? nullptr : &it->second;
}

void Checker::hold(NodeId place, const Value& value) {
  if (ast_.type(place) == S::identifier) return assign_name(ast_.text(place), value);
  if (UserObject* owner = owner_of(place)) set(*owner, ast_.text(ast_.child(place, Field::attribute)), value);
}

/// Of a function that gives TypeGuard[T] or TypeIs[T] what its argument is where it says yes.
std::optional<Value> Checker::guarded_type(NodeId function) {
  if (ast_.type(function) != S::identifier && ast_.type(function) != S::attribute) return std::nullopt;
  Value f = eval(function);
  if ((!f.is(Kind::function) && !f.is(Kind::bound_function)) || f.function->lambda) return std::nullopt;
  std::string_view type = ast_.text(ast_.child(f.function->node, Field::return_type));
  for (std::string_view guard : {"TypeGuard[", "TypeIs["}) {
    size_t at = type.find(guard), end = type.rfind(']');
    if (at == std::string_view::npos || end == std::string_view::npos) continue;
    at += guard.size();
    return end < at ? Value() : annotated(type.substr(at, end - at), f.function->closure);
  }
  return std::nullopt;
}

void Checker::narrow_call(NodeId call, bool holds) {
  NodeId callee = ast_.child(call, Field::function);
  std::string_view function = ast_.text(callee);
  NodeId first = ast_.first(ast_.child(call, Field::arguments)), second = first == kNoNode ? kNoNode : ast_.next(first);
  if (function == "isinstance" && second != kNoNode) return narrow_instance(first, second, holds);
  if (function == "hasattr") return;
  if (std::optional<Value> type = holds && first != kNoNode ? guarded_type(callee) : std::nullopt)
    return hold(first, *type);
  if (dead_ > static_cast<int>(finishing_))  // what it says of this value keeps it from here: here are others
    for (NodeId a = first; a != kNoNode; a = ast_.next(a))
      if (const Value* v = held_by(a); v && v->is(Kind::instance)) hold(a, {});
  if (!asks_for_kind(function)) return;
  for (NodeId a = first; a != kNoNode; a = ast_.next(a)) forget_name(a);
}

/// `isinstance(place, type)` holds, or doesn't.
void Checker::narrow_instance(NodeId place, NodeId type_node, bool holds) {
  const Value* v = held_by(place);
  if (!v) return;
  Value type = eval(type_node);
  std::optional<bool> is = is_instance(*v, type);
  bool object = v->is(Kind::instance) || v->is(Kind::object);
  if (!holds) {
    if (is == true || (!is && !object)) hold(place, {});
    return;
  }
  bool wider = v->is(Kind::instance) && type.is(Kind::api_class) && type.cls->derives_from(v->cls);
  if (v->is(Kind::unknown) || wider || (!is && !object && of_type(type).kind != v->kind))
    hold(place, of_type(type));
  else if (is == false)
    hold(place, {});
}

namespace {

/// "SparseQR" of "ChSolverSparseQR" and "SPARSE_QR" of "Type_SPARSE_QR" are one word.
std::string one_word(std::string_view name) {
  std::string word;
  for (char c : name)
    if (c != '_') word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return word;
}

}  // namespace

/// `solver.GetType() == ChSolver.Type_MINRES`: where that contradicts the class that the object has, its kind isn't
/// known; what runs there runs for another object. Of a base class nothing is contradicted: SWIG never casts down.
void Checker::narrow_tag(NodeId call, NodeId tag, bool equal) {
  NodeId method = ast_.child(call, Field::function);
  if (ast_.type(method) != S::attribute || ast_.type(tag) != S::attribute) return;
  NodeId name = ast_.child(method, Field::object);
  if (ast_.type(name) != S::identifier || !ast_.text(ast_.child(method, Field::attribute)).ends_with("Type")) return;
  bool unbound = false;
  const Value* v = find_name(ast_.text(name), unbound);
  Value family = eval(ast_.child(tag, Field::object));
  if (!v || !v->is(Kind::instance) || !family.is(Kind::api_class) || v->cls == family.cls ||
      !v->cls->derives_from(family.cls))
    return;
  std::string_view label = ast_.text(ast_.child(tag, Field::attribute));
  label.remove_prefix(std::min(label.size(), label.find('_') + 1));
  bool same = one_word(v->cls->name) == one_word(family.cls->name) + one_word(label);
  if (same != equal) assign_name(ast_.text(name), {});
}

/// `name is None`, `type(x) is list`, `x.GetType() == ChThing.Type_OTHER` hold, or don't.
void Checker::narrow_comparison(NodeId condition, bool holds) {
  NodeId left = ast_.first(condition), right = ast_.next(left);
  if (right == kNoNode) return;
  if (ast_.type(left) == S::call && ast_.text(ast_.child(left, Field::function)) == "type")
    return forget_name(ast_.first(ast_.child(left, Field::arguments)));
  std::string_view between = std::string_view(ast_.source()).substr(ast_[left].end, ast_[right].start - ast_[left].end);
  bool negated = between.find("not") != std::string_view::npos || between.find('!') != std::string_view::npos;
  bool equality = between.find("==") != std::string_view::npos || between.find("!=") != std::string_view::npos;
  if (ast_.type(left) == S::call && equality) return narrow_tag(left, right, holds != negated);
  if (ast_.type(right) == S::none_value && negated == holds) narrow_to_something(left);
}

/// The name, or attribute, isn't None.
void Checker::narrow_to_something(NodeId place) {
  const Value* v = held_by(place);
  if (v && v->is(Kind::none)) hold(place, {});
}

/// The names of the condition become what it says if it `holds`, or doesn't.
void Checker::narrow(NodeId condition, bool holds) {
  find_asked(condition, holds);
  narrow_kinds(condition, holds);
}

void Checker::narrow_kinds(NodeId condition, bool holds) {
  switch (ast_.type(condition)) {
    case S::parenthesized_expression:
      return narrow_kinds(ast_.first(condition), holds);
    case S::not_operator:
      return narrow_kinds(ast_.child(condition, Field::argument), !holds);
    case S::boolean_operator:
      if ((ast_.text(ast_.child(condition, Field::operator_)) == "and") != holds) return;
      narrow_kinds(ast_.child(condition, Field::left), holds);
      return narrow_kinds(ast_.child(condition, Field::right), holds);
    case S::call:
      return narrow_call(condition, holds);
    case S::comparison_operator:
      return narrow_comparison(condition, holds);
    case S::identifier:
    case S::attribute:
      if (holds) narrow_to_something(condition);
      return;
    default:
      return;
  }
}

}  // namespace simbench::conformance
