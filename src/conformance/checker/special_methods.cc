// Objects of the script's own classes: what Python calls behind operators, len(), `for`, `with` and [].
#include <fmt/format.h>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;

/// object.method(arguments) if its class defines it, else nullopt.
std::optional<Value> Checker::call_own(const Value& object, std::string_view method, Arguments args, NodeId at) {
  if (!object.is(Kind::object)) return std::nullopt;
  const Value* found = object.object->cls->find(method);
  if (!found || !found->is(Kind::function)) return std::nullopt;
  return call_user(*found->function, object.object, args, at);
}

std::optional<Value> Checker::call_own(const Value& object, std::string_view method, const Value& argument, NodeId at) {
  return call_own(object, method, Arguments{{.value = argument, .name = {}, .node = at}}, at);
}

/// Surely an object without that method: nothing that isn't known may define it.
bool Checker::lacks(const Value& object, std::string_view method) const {
  if (!object.is(Kind::object)) return false;
  const UserClass& cls = *object.object->cls;
  return !cls.open && !cls.enumeration && !cls.api_base && !cls.find(method) && !cls.find("__getattr__") && !cls.record;
}

/// What `for` gets from an object of the script.
Value Checker::element_of_object(const Value& object, NodeId at) {
  if (std::optional<Value> iterator = call_own(object, "__iter__", Arguments{}, at)) {
    bool itself = iterator->is(Kind::object) && iterator->object->cls->find("__next__");
    if (itself) return call_own(*iterator, "__next__", Arguments{}, at).value_or(Value());
    return iterator->is(Kind::object) ? Value() : element_of(*iterator, at);
  }
  if (std::optional<Value> item = call_own(object, "__getitem__", Value::make(Kind::integer), at)) return *item;
  if (!lacks(object, "__iter__") || !lacks(object, "__getitem__")) return {};
  report(at, "not_iterable", "python", std::string(object.object->cls->name),
         fmt::format("'{}' object can't be iterated", object.object->cls->name));
  return {};
}

/// `left op right` where one of them is an object of the script; nullopt if Python asks neither.
std::optional<Value> Checker::operate_on_objects(const Operator& special, const Value& left, const Value& right,
                                                 NodeId at) {
  if (std::optional<Value> result = call_own(left, special.method, right, at)) return result;
  if (std::optional<Value> result = call_own(right, special.reflected, left, at)) return result;
  auto refuses = [](const Value& v) { return v.is_numeric() || v.is(Kind::text) || v.is(Kind::none) || v.is_list(); };
  bool neither = (lacks(left, special.method) || refuses(left)) && (lacks(right, special.reflected) || refuses(right));
  if (!neither) return std::nullopt;
  std::string name = fmt::format("{} {} {}", describe_kind(left), special.text, describe_kind(right));
  report(at, "operator", "python", name, fmt::format("{} isn't defined", name));
  return Value();
}

}  // namespace simbench::conformance
