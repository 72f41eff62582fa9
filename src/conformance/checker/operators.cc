// Operators: constants are folded, objects of the API need the method.
#include <fmt/format.h>

#include <cmath>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;

namespace {

Value fold(std::string_view op, const Value& a, const Value& b) {
  bool whole = !a.is(Kind::number) && !b.is(Kind::number) && op != "/";
  Kind kind = whole ? Kind::integer : Kind::number;
  if (!a.known || !b.known) return Value::make(op == "**" && whole ? Kind::unknown : kind);
  double x = a.number, y = b.number, z = 0;
  if (op == "+")
    z = x + y;
  else if (op == "-")
    z = x - y;
  else if (op == "*")
    z = x * y;
  else if (op == "/" && y != 0)
    z = x / y;
  else if (op == "//" && y != 0)
    z = std::floor(x / y);
  else if (op == "%" && y != 0)
    z = x - y * std::floor(x / y);
  else if (op == "**")
    z = std::pow(x, y);
  else
    return Value::make(kind);
  if (!std::isfinite(z)) return Value::make(kind);
  if (op == "**" && whole && y < 0) kind = Kind::number;
  return Value::constant(kind, z);
}

bool refuses_arithmetic(const Value& v) {
  return v.is(Kind::none) || v.is(Kind::instance) || v.is(Kind::bound_method) || v.is(Kind::api_class) ||
         v.is(Kind::api_function) || v.is(Kind::module) || v.is(Kind::function) || v.is(Kind::dict);
}

}  // namespace

const Operator* Checker::find_operator(std::string_view text) {
  static constexpr Operator kOperators[] = {
      {"+", "__add__", "__radd__"},
      {"-", "__sub__", "__rsub__"},
      {"*", "__mul__", "__rmul__"},
      {"/", "__truediv__", "__rtruediv__"},
      {"//", "__floordiv__", "__rfloordiv__"},
      {"%", "__mod__", "__rmod__"},
      {"**", "__pow__", "__rpow__"},
      {"@", "__matmul__", "__rmatmul__"},
      {"&", "__and__", "__rand__"},
      {"|", "__or__", "__ror__"},
      {"^", "__xor__", "__rxor__"},
      {"<<", "__lshift__", "__rlshift__"},
      {">>", "__rshift__", "__rrshift__"},
      {"<", "__lt__", "__gt__"},
      {">", "__gt__", "__lt__"},
      {"<=", "__le__", "__ge__"},
      {">=", "__ge__", "__le__"},
  };
  for (const Operator& o : kOperators)
    if (o.text == text) return &o;
  return nullptr;
}

/// Calls object.method(argument) if the class has it and an overload fits.
bool Checker::call_special(const Value& object, std::string_view method, const Value* argument, Value& result) {
  const Member* member = object.cls->find(method);
  if (!member || member->kind != Member::Kind::method) return false;
  Arguments args;
  if (argument) args.push_back({.value = *argument});
  Match m = match(*member, object.cls, args);
  if (m.fitting.empty()) return false;
  result = value_of(m.fitting[0]->result);
  for (size_t i = 1; i < m.fitting.size(); ++i) result = join(result, value_of(m.fitting[i]->result));
  return true;
}

Value Checker::operate(std::string_view op, const Value& a, const Value& b, NodeId at) {
  const Operator* o = find_operator(op);
  if (o && (a.is(Kind::object) || b.is(Kind::object)))
    if (std::optional<Value> result = operate_on_objects(*o, a, b, at)) return *result;
  if (a.is(Kind::unknown) || b.is(Kind::unknown)) {
    if (a.is(Kind::text) && op == "%") return a;
    return {};
  }
  auto opaque = [](const Value& v) {
    return v.is(Kind::object) || v.is(Kind::builtin) || v.is(Kind::outside_module) || v.is(Kind::user_class) ||
           v.is(Kind::bound_function) || v.is(Kind::super) || v.is(Kind::partial) || v.is(Kind::choice) ||
           v.is(Kind::set) || v.is(Kind::array) || (v.is(Kind::instance) && v.cls->open);
  };
  if (opaque(a) || opaque(b)) return {};
  auto is_type = [](const Value& v) { return v.is(Kind::api_class) || v.is(Kind::user_class) || v.is(Kind::none); };
  if (op == "|" && is_type(a) && is_type(b) && a.kind != b.kind) return {};  // an annotation: ChBody | None
  if (op == "|" && a.is(Kind::api_class) && b.is(Kind::api_class)) return {};
  if (a.is_numeric() && b.is_numeric()) return fold(op, a, b);
  if (a.is(Kind::text)) {
    if (op == "%") return Value::make(Kind::text);
    if (op == "+" && b.is(Kind::text)) {
      Value v = Value::make(Kind::text);
      v.known = a.known && b.known;
      if (v.known) v.text = keep(std::string(a.text) + std::string(b.text));
      return v;
    }
    if (op == "*" && (b.is(Kind::integer) || b.is(Kind::boolean))) return Value::make(Kind::text);
  }
  if (b.is(Kind::text) && op == "*" && a.is(Kind::integer)) return Value::make(Kind::text);
  bool lists = (a.is(Kind::list) || a.is(Kind::tuple)) && a.kind == b.kind;
  if (lists && op == "+") {
    if (a.list->exact && b.list->exact) {
      std::vector<Value> items = a.list->items;
      items.insert(items.end(), b.list->items.begin(), b.list->items.end());
      return new_list(a.kind, std::move(items), true);
    }
    Value v = new_list(a.kind, {}, false);
    if (a.list->has_element && b.list->has_element) {
      v.list->element = join(a.list->element, b.list->element);
      v.list->has_element = true;
    }
    return v;
  }
  if ((a.is(Kind::list) || a.is(Kind::tuple)) && op == "*" && b.is(Kind::integer))
    return new_list(a.kind, a.list->has_element ? std::vector<Value>{a.list->element} : std::vector<Value>{}, false);
  if ((b.is(Kind::list) || b.is(Kind::tuple)) && op == "*" && a.is(Kind::integer)) return new_list(b.kind, {}, false);
  if (!o) return {};
  auto is_list = [](const Value& v) { return v.is(Kind::list) || v.is(Kind::tuple); };
  bool list_and_plain = (is_list(a) && (is_list(b) || b.is_numeric() || b.is(Kind::text))) ||
                        (is_list(b) && (a.is_numeric() || a.is(Kind::text)));
  if (list_and_plain) {
    std::string name = fmt::format("{} {} {}", describe_kind(a), op, describe_kind(b));
    report(at, "operator", "python", name, fmt::format("{} isn't defined", name));
    return {};
  }
  Value result;
  if (a.is(Kind::instance) && call_special(a, o->method, &b, result)) return result;
  if (a.is(Kind::instance) && op == "/" && call_special(a, "__div__", &b, result)) return result;
  if (b.is(Kind::instance) && call_special(b, o->reflected, &a, result)) return result;
  if (index_.closed_objects() && (a.is(Kind::instance) || b.is(Kind::instance))) return {};
  bool sure = refuses_arithmetic(a) || refuses_arithmetic(b) || (a.is(Kind::text) != b.is(Kind::text)) ||
              a.is_numeric() || b.is_numeric();
  if (sure) {
    std::string name = fmt::format("{} {} {}", describe_kind(a), op, describe_kind(b));
    bool api = a.is(Kind::instance) || b.is(Kind::instance);
    std::string message = fmt::format("{} isn't defined", name);
    if (b.is(Kind::instance) && a.is_numeric() && b.cls->find(o->method))
      message += fmt::format("; write the number behind: {} {} number", b.cls->name, op);
    report(at, "operator", api ? "signature" : "python", std::move(name), std::move(message));
  }
  return {};
}

Value Checker::binary(NodeId node) {
  Value a = eval(ast_.child(node, Field::left));
  Value b = eval(ast_.child(node, Field::right));
  return operate(ast_.text(ast_.child(node, Field::operator_)), a, b, node);
}

Value Checker::unary(NodeId node) {
  Value v = eval(ast_.child(node, Field::argument));
  std::string_view op = ast_.text(node).substr(0, 1);
  if (v.is(Kind::object)) {
    std::string_view method = op == "-" ? "__neg__" : op == "+" ? "__pos__" : "__invert__";
    if (std::optional<Value> result = call_own(v, method, Arguments{}, node)) return *result;
    if (lacks(v, method))
      report(node, "operator", "python", fmt::format("{}{}", op, describe_kind(v)),
             fmt::format("{}{} isn't defined", op, describe_kind(v)));
    return {};
  }
  if (v.is_numeric()) {
    if (op == "~") return Value::make(Kind::integer);
    Kind kind = v.is(Kind::number) ? Kind::number : Kind::integer;
    return v.known ? Value::constant(kind, op == "-" ? -v.number : v.number) : Value::make(kind);
  }
  if (v.is(Kind::instance)) {
    Value result;
    if (v.cls->open || call_special(v, op == "-" ? "__neg__" : op == "+" ? "__pos__" : "__invert__", nullptr, result))
      return result;
    if (index_.closed_objects()) return {};
    report(node, "operator", "signature", fmt::format("{}{}", op, v.cls->name),
           fmt::format("{}{} isn't defined", op, v.cls->name));
  } else if (v.is(Kind::text) || v.is(Kind::none) || v.is(Kind::list) || v.is(Kind::tuple)) {
    report(node, "operator", "python", fmt::format("{}{}", op, describe_kind(v)),
           fmt::format("{}{} isn't defined", op, describe_kind(v)));
  }
  return {};
}

}  // namespace simbench::conformance
