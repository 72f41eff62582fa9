// Python's own functions and the methods of lists, as far as they carry types or fail on objects of the API.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"
#include "conformance/checker/mjcf.h"

namespace simbench::conformance {

using Kind = Value::Kind;

namespace {

bool is_sized(const Value& v) {
  return !(v.is(Kind::none) || v.is_numeric() || v.is(Kind::bound_method) || v.is(Kind::function) ||
           v.is(Kind::module) || (v.is(Kind::instance) && !v.cls->open && !v.cls->find("__len__")));
}

/// How many positional arguments Python's own functions take.
struct Arity {
  std::string_view name;
  size_t least, most;
};
constexpr Arity kArities[] = {
    {"abs", 1, 1},        {"bool", 0, 1},          {"callable", 1, 1},   {"chr", 1, 1},       {"enumerate", 1, 2},
    {"float", 0, 1},      {"getattr", 2, 3},       {"hasattr", 2, 2},    {"int", 0, 2},       {"isinstance", 2, 2},
    {"len", 1, 1},        {"list", 0, 1},          {"max", 1, 999},      {"min", 1, 999},     {"ord", 1, 1},
    {"range", 1, 3},      {"round", 1, 2},         {"setattr", 3, 3},    {"sorted", 1, 1},    {"sum", 1, 2},
    {"tuple", 0, 1},      {"math.acos", 1, 1},     {"math.asin", 1, 1},  {"math.atan", 1, 1}, {"math.atan2", 2, 2},
    {"math.ceil", 1, 1},  {"math.copysign", 2, 2}, {"math.cos", 1, 1},   {"math.cosh", 1, 1}, {"math.degrees", 1, 1},
    {"math.exp", 1, 1},   {"math.fabs", 1, 1},     {"math.floor", 1, 1}, {"math.fmod", 2, 2}, {"math.isfinite", 1, 1},
    {"math.isnan", 1, 1}, {"math.log", 1, 2},      {"math.log10", 1, 1}, {"math.pow", 2, 2},  {"math.radians", 1, 1},
    {"math.sin", 1, 1},   {"math.sinh", 1, 1},     {"math.sqrt", 1, 1},  {"math.tan", 1, 1},  {"math.tanh", 1, 1}};

}  // namespace

/// False, and reported, if a function of Python's own is given too few or too many arguments.
bool Checker::takes_count(std::string_view name, const Arguments& args, NodeId at) {
  for (const Arity& arity : kArities) {
    if (arity.name != name) continue;
    bool star = false;
    size_t positional = 0;
    for (const Argument& a : args) star = star || a.star, positional += a.name.empty();
    if (star || (positional >= arity.least && positional <= arity.most) ||
        (positional < arity.least && positional < args.size()))
      return true;
    report(at, "argument_count", "python", std::string(name),
           fmt::format("{}() doesn't take {} argument{}", name, positional, positional == 1 ? "" : "s"));
    return false;
  }
  return true;
}

Value Checker::call_builtin(std::string_view name, Arguments& args, NodeId at) {
  Value first = args.empty() ? Value() : args[0].value;
  bool plain = args.size() == 1 && args[0].name.empty() && !args[0].star;
  if (name.starts_with('#')) {  // a method of a basic type
    if (name.starts_with("#str.")) {
      std::string_view method = name.substr(5);
      if (method == "split" || method == "splitlines") return new_list(Kind::list, {Value::make(Kind::text)}, false);
      if (method.starts_with("is") || method.ends_with("with")) return Value::make(Kind::boolean);
      if (method == "find" || method == "index" || method == "count") return Value::make(Kind::integer);
      return method == "encode" ? Value() : Value::make(Kind::text);
    }
    return {};
  }
  if (!takes_count(name, args, at)) return {};
  if (name.find('.') != std::string_view::npos) return call_outside(name, args, at);
  if (name == "exit" || name == "quit") {
    Value v = Value::make(Kind::builtin);
    v.text = "#exit";
    return v;
  }
  if (name == "len" && plain) {
    if (!is_sized(first))
      report(at, "argument_type", first.is(Kind::instance) ? "signature" : "python", "len",
             fmt::format("{} has no length", describe_kind(first)));
    if ((first.is(Kind::list) || first.is(Kind::tuple)) && first.list->exact && branches_ == 0)
      return Value::constant(Kind::integer, static_cast<double>(first.list->items.size()));
    return Value::make(Kind::integer);
  }
  if (name == "range") {
    for (const Argument& a : args)
      if (a.value.is(Kind::number) || a.value.is(Kind::text) || a.value.is(Kind::none) || a.value.is(Kind::instance) ||
          a.value.is(Kind::list))
        report(at, "argument_type", "python", "range",
               fmt::format("range() takes integers, not {}", describe_kind(a.value)));
    Value v = new_list(Kind::list, {Value::make(Kind::integer)}, false);
    return v;
  }
  if (name == "int" || name == "float" || name == "round" || name == "abs") {
    bool no_method = first.is(Kind::instance) && !first.cls->open &&
                     !first.cls->find(name == "abs" ? "__abs__" : "__float__") && !first.cls->find("__int__");
    if (plain &&
        (no_method || first.is(Kind::none) || first.is(Kind::list) || first.is(Kind::tuple) ||
         first.is(Kind::bound_method)) &&
        !index_.closed_objects())
      report(at, "argument_type", first.is(Kind::instance) ? "signature" : "python", std::string(name),
             fmt::format("{}() can't take {}", name, describe_kind(first)));
    if (name == "abs") return first.is_numeric() ? Value::make(first.kind) : Value();
    if (name == "round" && args.size() > 1 && !args[1].star &&
        (args[1].value.is(Kind::text) || args[1].value.is(Kind::number)))
      report(at, "argument_type", "python", "round",
             fmt::format("round() takes a whole number of digits, not {}", describe_kind(args[1].value)));
    if (name == "round") return Value::make(args.size() > 1 ? Kind::number : Kind::integer);
    Value v = Value::make(name == "int" ? Kind::integer : Kind::number);
    if (plain && first.known && first.is_numeric())
      v = Value::constant(
          v.kind, name == "int" ? static_cast<double>(static_cast<long long>(std::clamp(first.number, -9e15, 9e15)))
                                : first.number);
    return v;
  }
  if (name == "str" || name == "repr" || name == "input" || name == "chr" || name == "hex" || name == "format")
    return Value::make(Kind::text);
  if (name == "bool" || name == "isinstance" || name == "hasattr" || name == "callable" || name == "issubclass" ||
      name == "any" || name == "all")
    return Value::make(Kind::boolean);
  if (name == "ord" || name == "id" || name == "hash") return Value::make(Kind::integer);
  if (name == "print") return Value::make(Kind::none);
  if ((name == "min" || name == "max") && args.size() > 1) {
    Value v = first;
    for (const Argument& a : args)
      if (a.name.empty()) v = join(v, a.value);
    return v;
  }
  if (name == "sum" || name == "min" || name == "max") {
    Value element = plain ? element_of(first, at) : Value();
    return element.is_numeric() ? Value::make(element.kind) : Value();
  }
  if (name == "list" || name == "tuple" || name == "set" || name == "sorted" || name == "reversed" ||
      name == "frozenset" || name == "iter") {
    Kind kind = name == "tuple" ? Kind::tuple : name == "set" || name == "frozenset" ? Kind::set : Kind::list;
    if (args.empty()) return new_list(kind, {}, true);
    if ((first.is(Kind::list) || first.is(Kind::tuple)) && first.list->exact && kind != Kind::set &&
        name != "reversed" && name != "sorted")
      return new_list(kind, first.list->items, true);
    Value element = element_of(first, at);
    Value v = new_list(kind, {element}, false);
    return name == "iter" || name == "reversed" ? Value() : v;
  }
  if (name == "enumerate" && !args.empty()) {
    Value pair = new_list(Kind::tuple, {Value::make(Kind::integer), element_of(first, at)}, true);
    return new_list(Kind::list, {pair}, false);
  }
  if (name == "zip" && !args.empty()) {
    std::vector<Value> items;
    for (const Argument& a : args) items.push_back(a.star ? Value() : element_of(a.value, at));
    return new_list(Kind::list, {new_list(Kind::tuple, std::move(items), true)}, false);
  }
  if (name == "dict") {
    Value v = Value::make(Kind::dict);
    v.dict = &dicts_.emplace_back();
    v.dict->exact = args.empty();
    for (const Argument& a : args)
      if (!a.name.empty()) v.dict->items[a.name] = a.value;
    return v;
  }
  if ((name == "setattr" || name == "getattr") && args.size() > 1 && args[1].value.is(Kind::text) &&
      args[1].value.known) {
    if (name == "setattr") {
      written_attributes_.insert(args[1].value.text);
      if (first.is(Kind::object) && args.size() > 2) set(*first.object, args[1].value.text, args[2].value);
      return Value::make(Kind::none);
    }
    return args.size() > 2 ? Value() : member_of(first, args[1].value.text, at);
  }
  return {};
}

/// math.*, sys.*, os.*, numpy.*: results and what they refuse.
Value Checker::call_outside(std::string_view name, Arguments& args, NodeId at) {
  if (name == "sys.exit" || name == "os._exit") {
    Value v = Value::make(Kind::builtin);
    v.text = "#exit";
    return v;
  }
  if (name.starts_with("math.")) {
    for (const Argument& a : args)
      if (a.value.is(Kind::text) || a.value.is(Kind::none) || a.value.is(Kind::bound_method) ||
          (a.value.is(Kind::instance) && !a.value.cls->open && !a.value.cls->find("__float__") &&
           !index_.closed_objects()) ||
          ((a.value.is(Kind::list) || a.value.is(Kind::tuple)) && name != "math.dist" && name != "math.fsum" &&
           name != "math.hypot" && name != "math.prod"))
        report(at, "argument_type", "python", std::string(name),
               fmt::format("{}() can't take {}", name, describe_kind(a.value)));
    bool whole = name == "math.floor" || name == "math.ceil" || name == "math.factorial" || name == "math.gcd" ||
                 name == "math.trunc";
    return Value::make(whole ? Kind::integer : Kind::number);
  }
  if (name.starts_with("os.path.")) return {};
  if (name == "os.getcwd") return Value::make(Kind::text);
  return {};
}

Value Checker::call_list_method(const Value& callee, std::string_view name, Arguments& args) {
  ListObject& list = *callee.list;
  std::string_view method = name.substr(name.find('.') + 1);
  auto add = [&](const Value& v) {
    keep_alive(v);
    list.element = list.has_element ? join(list.element, v) : v;
    list.has_element = true;
    if (branches_ == 0 && loops_.empty() && list.exact && list.items.size() < 256)
      list.items.push_back(v);
    else
      list.exact = false;
    if (!list.exact) list.items.clear();
  };
  if ((method == "append" || method == "add") && args.size() == 1) {
    add(args[0].value);
    return Value::make(Kind::none);
  }
  if (method == "extend" && args.size() == 1) {
    const Value& other = args[0].value;
    Value element = other.is(Kind::list) || other.is(Kind::tuple)
                        ? (other.list->has_element ? other.list->element : Value())
                        : Value();
    list.exact = false;
    list.items.clear();
    list.element = list.has_element ? join(list.element, element) : element;
    list.has_element = true;
    return Value::make(Kind::none);
  }
  if (method == "index" || method == "count") return Value::make(Kind::integer);
  Value element = list.has_element ? list.element : Value();
  if (method == "copy") return new_list(Kind::list, {element}, false);
  if (method == "insert" && args.size() == 2)
    list.element = list.has_element ? join(list.element, args[1].value) : args[1].value, list.has_element = true;
  list.exact = false;
  list.items.clear();
  return method == "pop" ? element : Value::make(Kind::none);
}

/// Text that looks like MJCF is held against the schema that the package publishes.
void Checker::check_mjcf(const Argument& argument, NodeId at) {
  if (!index_.mjcf() || !argument.value.known || argument.value.text.find("<mujoco") == std::string_view::npos) return;
  for (Violation& v : find_mjcf_errors(*index_.mjcf(), argument.value.text, api_index::renames_of(index_.package()))) {
    NodeId place = argument.node == kNoNode ? at : argument.node;
    report(place, std::move(v));
  }
}

}  // namespace simbench::conformance
