// Comparisons: constants are folded; arrays compare to arrays.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

Value Checker::comparison(NodeId node) {
  std::vector<Value> operands;
  std::vector<std::string> operators;
  bool continued = false;  // "is not" and "not in" come in one or two pieces
  for (NodeId c = ast_[node].first_child; c != kNoNode; c = ast_[c].next) {
    if (ast_.type(c) == S::comment) continue;
    if (ast_[c].field == Field::operators || !ast_[c].named) {
      if (continued)
        operators.back() += " " + std::string(ast_.text(c));
      else
        operators.emplace_back(ast_.text(c));
      continued = true;
    } else {
      operands.push_back(eval(c));
      continued = false;
    }
  }
  if (operators.empty() || operands.size() != operators.size() + 1) return Value::make(Kind::boolean);
  Value result = compare(operators[0], operands[0], operands[1], node);
  ask(operators[0], operands[0], operands[1], node, result);
  for (size_t i = 1; i < operators.size(); ++i) {  // a < b < c
    std::optional<bool> first = truth(result);
    if (first == false) return result;
    Value next = compare(operators[i], operands[i], operands[i + 1], node);
    result = first ? next : truth(next) == false ? next : Value::make(Kind::boolean);
  }
  return result;
}

Value Checker::compare_identity(std::string_view op, const Value& a, const Value& b) const {
  bool opaque = a.is_opaque();
  if (!b.is(Kind::none) || opaque) return Value::make(Kind::boolean);
  if (a.is(Kind::instance) && op == "is") return Value::make(Kind::boolean);  // an API call may give None
  return Value::constant(Kind::boolean, (op == "is") == a.is(Kind::none));
}

/// `"x" in locals()` is known; anything else isn't.
Value Checker::compare_membership(std::string_view op, const Value& a, const Value& b, NodeId at) {
  if (call_own(b, "__contains__", a, at)) return Value::make(Kind::boolean);
  if (b.is(Kind::object)) element_of_object(b, at);
  if (!b.is(Kind::builtin) || b.text != "#names" || !a.is(Kind::text) || !a.known || names_open_)
    return Value::make(Kind::boolean);
  bool unbound = false;
  if (find_name(a.text, unbound)) return Value::make(Kind::boolean);  // perhaps on some ways only
  return Value::constant(Kind::boolean, op == "not in");
}

namespace {

/// `sys.version_info >= (3, 11)` for the Pythons that scripts run on: 3.11 to 3.13.
std::optional<bool> compare_version(std::string_view op, const Value& wanted) {
  if (!wanted.is_list() || !wanted.list->exact || wanted.list->items.empty()) return std::nullopt;
  double numbers[2] = {0, -1};
  for (size_t i = 0; i < std::min<size_t>(2, wanted.list->items.size()); ++i) {
    if (!wanted.list->items[i].known) return std::nullopt;
    numbers[i] = wanted.list->items[i].number;
  }
  double bound = numbers[0] * 100 + numbers[1];
  bool oldest = op == ">=" ? 311 >= bound : op == ">" ? 311 >= bound : 311 < bound;
  bool newest = op == ">=" ? 313 >= bound : op == ">" ? 313 >= bound : 313 < bound;
  if ((op != ">=" && op != ">" && op != "<") || oldest != newest) return std::nullopt;
  return oldest;
}

std::optional<bool> compare_numbers(std::string_view op, double x, double y) {
  if (op == "==") return x == y;
  if (op == "!=") return x != y;
  if (op == "<") return x < y;
  if (op == ">") return x > y;
  if (op == "<=") return x <= y;
  if (op == ">=") return x >= y;
  return std::nullopt;
}

/// Python refuses to order them: numbers against texts or lists, objects that define no order.
bool refuses_order(const Value& a, const Value& b) {
  auto unordered = [](const Value& v) {
    return v.is(Kind::none) || v.is(Kind::instance) || v.is(Kind::bound_method) || v.is(Kind::dict);
  };
  auto orders = [](const Value& v) {
    return v.is(Kind::instance) && (v.cls->find("__lt__") || v.cls->find("__gt__") || v.cls->open);
  };
  auto opaque = [](const Value& v) { return v.is_opaque() || v.is(Kind::object) || v.is(Kind::array); };
  auto listed = [](const Value& v) { return v.is(Kind::text) || v.is_list(); };
  if ((a.is_numeric() && listed(b)) || (listed(a) && b.is_numeric())) return true;
  return (unordered(a) || unordered(b)) && !orders(a) && !orders(b) && !opaque(a) && !opaque(b);
}

}  // namespace

Value Checker::compare(std::string_view op, const Value& a, const Value& b, NodeId node) {
  if (op.starts_with("is")) return compare_identity(op, a, b);
  if (op.ends_with("in")) return compare_membership(op, a, b, node);
  if (a.is(Kind::builtin) && a.text == "sys.version_info")
    if (std::optional<bool> holds = compare_version(op, b)) return Value::constant(Kind::boolean, *holds);
  bool equality = op == "==" || op == "!=";
  if (a.is(Kind::object) || b.is(Kind::object)) {
    if (equality) return call_own(a, op == "==" ? "__eq__" : "__ne__", b, node).value_or(Value());
    const Operator* order = find_operator(op);
    if (order)
      if (std::optional<Value> result = operate_on_objects(*order, a, b, node)) return *result;
    return {};
  }
  if (!equality && refuses_order(a, b)) {
    report(node, "operator", "python", fmt::format("{} {} {}", describe_kind(a), op, describe_kind(b)),
           fmt::format("{} and {} can't be compared with {}", describe_kind(a), describe_kind(b), op));
    return Value::make(Kind::boolean);
  }
  auto plain = [](const Value& v) { return v.is_numeric() || v.is(Kind::text) || v.is(Kind::none); };
  if (!plain(a) || !plain(b)) {
    bool surely = (a.is_list() || plain(a)) && (b.is_list() || plain(b));
    return surely ? Value::make(Kind::boolean) : Value();  // an array's comparison is an array
  }
  if (a.is(Kind::none) || b.is(Kind::none)) return Value::constant(Kind::boolean, (a.kind == b.kind) == (op == "=="));
  if (!a.known || !b.known) return Value::make(Kind::boolean);
  std::optional<bool> holds;
  if (a.is(Kind::text) && b.is(Kind::text)) {
    holds = compare_numbers(op, a.text.compare(b.text), 0);
  } else if (a.is_numeric() && b.is_numeric()) {
    holds = compare_numbers(op, a.number, b.number);
  }
  return holds ? Value::constant(Kind::boolean, *holds) : Value::make(Kind::boolean);
}

}  // namespace simbench::conformance
