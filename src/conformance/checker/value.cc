#include "conformance/checker/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace simbench::conformance {

using Kind = Value::Kind;

bool Value::is_callable() const {
  switch (kind) {
    case Kind::api_class:
    case Kind::api_function:
    case Kind::bound_method:
    case Kind::function:
    case Kind::bound_function:
    case Kind::user_class:
    case Kind::partial:
    case Kind::choice:
      return true;
    default:
      return false;
  }
}

void DictObject::put(std::string_view key, const Value& value) {
  auto [it, fresh] = items.insert_or_assign(key, value);
  if (fresh) order.push_back(key);
}

void DictObject::put_other(const Value& value) {
  exact = false;
  // Which of several kinds a key finds isn't known.
  foreign |= value.kind != Value::Kind::instance || (has_element && element.cls != value.cls);
  element = value;
  element.text = {};
  has_element = true;
}

Value DictObject::any() const {
  if (foreign) return {};
  Value value = element;
  bool found = has_element;
  for (const auto& [key, item] : items) {
    if (item.kind != Value::Kind::instance || (found && item.cls != value.cls)) return {};
    value = item;
    found = true;
  }
  value.text = {};
  return value;
}

const Value* UserClass::find(std::string_view wanted) const {
  auto it = attributes.values.find(wanted);
  if (it != attributes.values.end()) return &it->second;
  for (const Value& base : bases)
    if (base.kind == Kind::user_class)
      if (const Value* found = base.user_class->find(wanted)) return found;
  return nullptr;
}

UserFunction* UserClass::find_setter(std::string_view wanted) const {
  if (auto it = setters.find(wanted); it != setters.end()) return it->second;
  if (attributes.values.contains(wanted)) return nullptr;
  for (const Value& base : bases)
    if (base.kind == Kind::user_class)
      if (UserFunction* found = base.user_class->find_setter(wanted)) return found;
  return nullptr;
}

bool UserClass::derives_from(const UserClass* other) const {
  if (this == other) return true;
  return std::any_of(bases.begin(), bases.end(), [&](const Value& base) {
    return base.kind == Kind::user_class && base.user_class->derives_from(other);
  });
}

bool UserClass::has_self_attribute(std::string_view wanted) const {
  if (std::find(self_attributes.begin(), self_attributes.end(), wanted) != self_attributes.end()) return true;
  return std::any_of(bases.begin(), bases.end(), [&](const Value& base) {
    return base.kind == Kind::user_class && base.user_class->has_self_attribute(wanted);
  });
}

bool UserClass::declares(std::string_view wanted) const {
  if (std::any_of(declared.begin(), declared.end(), [&](const Declared& d) { return d.name == wanted; })) return true;
  return std::any_of(bases.begin(), bases.end(), [&](const Value& base) {
    return base.kind == Kind::user_class && base.user_class->declares(wanted);
  });
}

bool UserObject::alive() const {
  return kept || std::any_of(names.begin(), names.end(), [](const Scope* scope) { return scope->active; });
}

void keep_alive(const Value& value) {
  if (value.is(Kind::object)) value.object->kept = true;
}

std::string describe_kind(const Value& v) {
  switch (v.kind) {
    case Kind::none:
      return "None";
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::number:
      return "float";
    case Kind::text:
      return "str";
    case Kind::instance:
      return std::string(v.cls->name);
    case Kind::api_class:
      return fmt::format("the class {}", v.cls->name);
    case Kind::api_function:
    case Kind::bound_method:
      return fmt::format("the method {} (not called)", v.member->name);
    case Kind::module:
      return fmt::format("the module {}", v.module->name);
    case Kind::list:
      return "list";
    case Kind::tuple:
      return "tuple";
    case Kind::dict:
      return "dict";
    case Kind::set:
      return "set";
    case Kind::function:
    case Kind::bound_function:
    case Kind::partial:
    case Kind::choice:
      return "function";
    case Kind::generator:
      return "generator";
    case Kind::array:
      return "array";
    case Kind::user_class:
      return fmt::format("the class {}", v.user_class->name);
    case Kind::object:
      return std::string(v.object->cls->name);
    case Kind::builtin:
      return fmt::format("the builtin {}", v.text);
    default:
      return "an unknown value";
  }
}

std::string describe_value(const Value& v) {
  switch (v.kind) {
    case Kind::none:
      return "None";
    case Kind::boolean:
      return v.known ? (v.number != 0 ? "True" : "False") : "?";
    case Kind::integer:
      if (!v.text.empty()) return std::string(v.text);  // an enumerator
      [[fallthrough]];
    case Kind::number:
      return v.known ? fmt::format("{:.6g}", v.number) : "?";
    case Kind::text:
      return v.known ? fmt::format("\"{}\"", v.text.substr(0, 80)) : "?";
    case Kind::instance:
      return std::string(v.text.empty() ? v.cls->name : v.text);
    case Kind::list:
    case Kind::tuple: {
      if (!v.list->exact || v.list->items.size() > 32) return "?";
      std::string out = "[";
      for (const Value& item : v.list->items)
        out += (out.size() > 1 ? ", " : "") +
               (item.kind == Kind::list || item.kind == Kind::tuple ? "[…]" : describe_value(item));
      return out + "]";
    }
    case Kind::object:
      return std::string(v.object->cls->api_base ? v.object->cls->api_base->name : v.object->cls->name);
    default:
      return "?";
  }
}

namespace {

/// None at first, of which more isn't known.
bool was_none(const Value& v) {
  return v.is(Kind::unknown) && v.known;
}

}  // namespace

Value join_plain(const Value& a, const Value& b) {
  if (was_none(a) && b.is(Kind::instance)) return b;
  if (was_none(b) && a.is(Kind::instance)) return a;
  if (a.kind == b.kind) {
    Value v = a;
    if (a.test != b.test) v.test = nullptr;
    if (a.pointer != b.pointer) {
      if (a.kind != Kind::instance) return {};
      if (a.cls->derives_from(b.cls))
        v.cls = b.cls;
      else if (!b.cls->derives_from(a.cls))
        return {};
    }
    if (a.known != b.known || a.number != b.number || a.text != b.text) {
      v.known = false;
      if (a.kind != Kind::builtin && a.kind != Kind::outside_module) v.text = {};
    }
    return v;
  }
  bool numbers =
      (a.kind == Kind::integer || a.kind == Kind::number) && (b.kind == Kind::integer || b.kind == Kind::number);
  return numbers ? Value::make(Kind::number) : Value();
}

Value without_constant(Value value) {
  if (value.known && (value.is_numeric() || value.is(Kind::text))) {
    value.known = false;
    value.text = {};
  }
  return value;
}

std::optional<bool> truth(const Value& v) {
  switch (v.kind) {
    case Kind::none:
      return false;
    case Kind::boolean:
    case Kind::integer:
    case Kind::number:
      return v.known ? std::optional(v.number != 0) : std::nullopt;
    case Kind::text:
      return v.known ? std::optional(!v.text.empty()) : std::nullopt;
    case Kind::list:
    case Kind::tuple:
      return v.list->exact ? std::optional(!v.list->items.empty()) : std::nullopt;
    case Kind::api_class:
    case Kind::module:
    case Kind::user_class:
    case Kind::function:
    case Kind::api_function:
    case Kind::bound_method:
      return true;
    default:
      return std::nullopt;
  }
}

}  // namespace simbench::conformance
