// Values of expressions.
#include <fmt/format.h>

#include <charconv>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

Value Checker::eval(NodeId node) {
  if (node == kNoNode || eval_depth_ > 300) return {};
  ++work_;
  ++eval_depth_;
  Value v = eval_inner(node);
  --eval_depth_;
  return v;
}

namespace {

Value number_literal(std::string_view text, Kind kind) {
  std::string digits;
  for (char c : text)
    if (c != '_') digits += c;
  if (!digits.empty() && (digits.back() == 'j' || digits.back() == 'J')) return {};
  double x = 0;
  if (digits.size() > 2 && digits[0] == '0' && std::isalpha(static_cast<unsigned char>(digits[1])) &&
      kind == Kind::integer) {
    int base = digits[1] == 'x' || digits[1] == 'X' ? 16 : digits[1] == 'b' || digits[1] == 'B' ? 2 : 8;
    x = static_cast<double>(std::strtoull(digits.c_str() + 2, nullptr, base));
  } else {
    x = std::strtod(digits.c_str(), nullptr);
  }
  if (x > 1e300 || x < -1e300) return Value::make(kind);
  return Value::constant(kind, x);
}

}  // namespace

Value Checker::eval_inner(NodeId node) {
  switch (ast_.type(node)) {
    case S::identifier:
      return name_value(node);
    case S::integer:
      return number_literal(ast_.text(node), Kind::integer);
    case S::float_number:
      return number_literal(ast_.text(node), Kind::number);
    case S::true_value:
      return Value::constant(Kind::boolean, 1);
    case S::false_value:
      return Value::constant(Kind::boolean, 0);
    case S::none_value:
      return Value::make(Kind::none);
    case S::string:
      return literal_string(node);
    case S::concatenated_string: {
      bool known = true;
      std::string text;
      for (NodeId part = ast_.first(node); part != kNoNode; part = ast_.next(part)) {
        Value v = eval(part);
        known = known && v.known;
        text += v.text;
      }
      Value v = Value::make(Kind::text);
      v.known = known;
      if (known) v.text = keep(std::move(text));
      return v;
    }
    case S::list:
      return sequence_display(node, Kind::list);
    case S::tuple:
    case S::expression_list:
      return sequence_display(node, Kind::tuple);
    case S::set:
      return sequence_display(node, Kind::set);
    case S::dictionary:
      return dictionary(node);
    case S::call:
      return call(node);
    case S::attribute:
      return attribute(node);
    case S::subscript:
      return subscript(node);
    case S::binary_operator:
      return binary(node);
    case S::unary_operator:
      return unary(node);
    case S::not_operator: {
      std::optional<bool> t = truth(eval(ast_.child(node, Field::argument)));
      return t ? Value::constant(Kind::boolean, !*t) : Value::make(Kind::boolean);
    }
    case S::boolean_operator:
      return boolean(node);
    case S::comparison_operator:
      return comparison(node);
    case S::conditional_expression:
      return conditional(node);
    case S::lambda:
      return lambda(node);
    case S::named_expression: {
      Value v = eval(ast_.child(node, Field::value));
      assign_name(ast_.text(ast_.child(node, Field::name)), v);
      return v;
    }
    case S::parenthesized_expression:
      return eval(ast_.first(node));
    case S::list_comprehension:
      return comprehension(node, Kind::list);
    case S::generator_expression:
      return comprehension(node, Kind::list);
    case S::set_comprehension:
      return comprehension(node, Kind::set);
    case S::dictionary_comprehension: {
      comprehension(node, Kind::dict);
      Value v = Value::make(Kind::dict);
      v.dict = &dicts_.emplace_back();
      v.dict->exact = false;
      return v;
    }
    case S::assignment:
      assignment(node);
      return {};
    case S::await:
    case S::yield:
    case S::list_splat:
    case S::dictionary_splat:
      eval(ast_.first(node));
      return {};
    case S::slice:
      for (NodeId part = ast_.first(node); part != kNoNode; part = ast_.next(part)) eval(part);
      return {};
    default:
      return {};
  }
}

Value Checker::literal_string(NodeId node) {
  std::string_view text = ast_.text(node);
  size_t quote = text.find_first_of("\"'");
  std::string_view prefix = text.substr(0, quote == std::string_view::npos ? 0 : quote);
  bool bytes = prefix.find_first_of("bB") != std::string_view::npos,
       format = prefix.find_first_of("fF") != std::string_view::npos;
  if (bytes) return {};
  if (format) return interpolated(node);
  Value v = Value::make(Kind::text);
  if (quote == std::string_view::npos) return v;
  std::string_view body = text.substr(quote);
  size_t n = body.starts_with("\"\"\"") || body.starts_with("'''") ? 3 : 1;
  if (body.size() < 2 * n) return v;
  v.text = body.substr(n, body.size() - 2 * n);
  v.known = true;
  return v;
}

/// f"{x:.2f}": the parts are evaluated; objects of the API have no number format.
Value Checker::interpolated(NodeId node) {
  for (NodeId part = ast_.first(node); part != kNoNode; part = ast_.next(part)) {
    if (ast_.type(part) != S::interpolation) continue;
    NodeId expression = ast_.first(part);
    Value v = eval(expression);
    for (NodeId spec = ast_.next(expression); spec != kNoNode; spec = ast_.next(spec)) {
      if (ast_.type(spec) != S::format_specifier) continue;
      std::string_view format = ast_.text(spec);
      bool plain = format == ":" || format.find('{') != std::string_view::npos;
      bool object = v.is(Kind::instance) || v.is(Kind::none) || v.is(Kind::list) || v.is(Kind::tuple) ||
                    v.is(Kind::dict) || v.is(Kind::bound_method);
      bool number =
          (format.ends_with('f') || format.ends_with('e') || format.ends_with('g') || format.ends_with('d')) &&
          v.is(Kind::text);
      bool whole = format.ends_with('d') && v.is(Kind::number);
      if (!plain && (object || number || whole))
        report(expression, "format", "python", describe_kind(v) + ".__format__",
               fmt::format("{} can't be formatted with '{}'", describe_kind(v), format.substr(1)));
    }
  }
  return Value::make(Kind::text);
}

Value Checker::new_list(Kind kind, std::vector<Value> items, bool exact) {
  Value v = Value::make(kind);
  v.list = &lists_.emplace_back();
  v.list->exact = exact;
  for (const Value& item : items) {
    keep_alive(item);
    v.list->element = v.list->has_element ? join(v.list->element, item) : item;
    v.list->has_element = true;
  }
  if (exact) v.list->items = std::move(items);
  return v;
}

Value Checker::sequence_display(NodeId node, Kind kind) {
  std::vector<Value> items;
  bool exact = true;
  for (NodeId e = ast_.first(node); e != kNoNode; e = ast_.next(e)) {
    Value v = eval(e);
    if (ast_.type(e) == S::list_splat) exact = false;
    items.push_back(v);
  }
  if (!exact) items.clear();
  return new_list(kind, std::move(items), exact);
}

Value Checker::dictionary(NodeId node) {
  Value v = Value::make(Kind::dict);
  DictObject& dict = dicts_.emplace_back();
  v.dict = &dict;
  for (NodeId pair = ast_.first(node); pair != kNoNode; pair = ast_.next(pair)) {
    if (ast_.type(pair) != S::pair) {
      eval(pair);
      dict.exact = false;
      continue;
    }
    Value key = eval(ast_.child(pair, Field::key));
    Value value = eval(ast_.child(pair, Field::value));
    keep_alive(value);
    if (key.is(Kind::text) && key.known)
      dict.items[key.text] = value;
    else
      dict.exact = false;
  }
  return v;
}

Value Checker::comprehension(NodeId node, Kind kind) {
  Scope& inner = scopes_.emplace_back();
  inner.parent = scope_;
  Scope* outer = std::exchange(scope_, &inner);
  for (NodeId c = ast_.first(node); c != kNoNode; c = ast_.next(c)) {
    if (ast_.type(c) == S::for_in_clause) {
      NodeId right = ast_.child(c, Field::right);
      Value element = element_of(eval(right), right);
      assign(ast_.child(c, Field::left), element);
    } else if (ast_.type(c) == S::if_clause) {
      eval(ast_.first(c));
    }
  }
  NodeId body = ast_.child(node, Field::body);
  Value element;
  if (ast_.type(body) == S::pair) {
    eval(ast_.child(body, Field::key));
    element = eval(ast_.child(body, Field::value));
  } else {
    element = eval(body);
  }
  scope_ = outer;
  Value v = new_list(kind == Kind::dict ? Kind::list : kind, {element}, true);
  v.list->exact = false;
  v.list->items.clear();
  return v;
}

Value Checker::conditional(NodeId node) {
  NodeId then = ast_.first(node), condition = ast_.next(then), other = ast_.next(condition);
  std::optional<bool> holds = truth(eval(condition));
  auto side = [&](NodeId expression, bool dead) {
    dead_ += dead;
    maybe_ += !holds;
    Value v = eval(expression);
    maybe_ -= !holds;
    dead_ -= dead;
    return v;
  };
  Value a = side(then, holds == false), b = side(other, holds == true);
  return holds ? (*holds ? a : b) : join(a, b);
}

Value Checker::boolean(NodeId node) {
  Value left = eval(ast_.child(node, Field::left));
  std::string_view op = ast_.text(ast_.child(node, Field::operator_));
  std::optional<bool> first = truth(left);
  bool skipped = first && (op == "and" ? !*first : *first);
  dead_ += skipped;
  maybe_ += !first;
  Value right = eval(ast_.child(node, Field::right));
  maybe_ -= !first;
  dead_ -= skipped;
  if (skipped) return left;
  return first ? right : join(left, right);
}

Value Checker::comparison(NodeId node) {
  std::vector<Value> operands;
  std::vector<std::string_view> operators;
  for (NodeId c = ast_[node].first_child; c != kNoNode; c = ast_[c].next) {
    if (ast_[c].field == Field::operators || !ast_[c].named) {
      std::string_view text = ast_.text(c);
      if (!operators.empty() && operators.size() > operands.size()) continue;  // "not in" comes in one or two pieces
      operators.push_back(text);
    } else if (ast_.type(c) != S::comment) {
      operands.push_back(eval(c));
    }
  }
  if (operands.size() != 2 || operators.empty()) return Value::make(Kind::boolean);
  const Value &a = operands[0], &b = operands[1];
  std::string_view op = operators[0];
  if (op == "is" || op == "is not" || op == "is  not") {
    if (b.is(Kind::none) && !a.is(Kind::unknown)) {
      bool is_none = a.is(Kind::none);
      if (a.is(Kind::instance) && op == "is") return Value::make(Kind::boolean);  // an API call may give None
      return Value::constant(Kind::boolean, (op == "is") == is_none);
    }
    return Value::make(Kind::boolean);
  }
  if (op == "<" || op == ">" || op == "<=" || op == ">=") {
    auto unordered = [](const Value& v) {
      return v.is(Kind::none) || v.is(Kind::instance) || v.is(Kind::bound_method) || v.is(Kind::dict);
    };
    auto orders = [](const Value& v) {
      return v.is(Kind::instance) && (v.cls->find("__lt__") || v.cls->find("__gt__") || v.cls->open);
    };
    auto listed = [](const Value& v) { return v.is(Kind::text) || v.is(Kind::list) || v.is(Kind::tuple); };
    bool numbers = (a.is_numeric() && listed(b)) || (listed(a) && b.is_numeric());
    if (numbers ||
        ((unordered(a) || unordered(b)) && !orders(a) && !orders(b) && !a.is(Kind::unknown) && !b.is(Kind::unknown)))
      report(node, "operator", "python", fmt::format("{} {} {}", describe_kind(a), op, describe_kind(b)),
             fmt::format("{} and {} can't be compared with {}", describe_kind(a), describe_kind(b), op));
  }
  if (!a.known || !b.known) return Value::make(Kind::boolean);
  if (a.is(Kind::text) && b.is(Kind::text)) {
    if (op == "==") return Value::constant(Kind::boolean, a.text == b.text);
    if (op == "!=") return Value::constant(Kind::boolean, a.text != b.text);
    return Value::make(Kind::boolean);
  }
  if (!a.is_numeric() || !b.is_numeric()) return Value::make(Kind::boolean);
  double x = a.number, y = b.number;
  if (op == "==") return Value::constant(Kind::boolean, x == y);
  if (op == "!=") return Value::constant(Kind::boolean, x != y);
  if (op == "<") return Value::constant(Kind::boolean, x < y);
  if (op == ">") return Value::constant(Kind::boolean, x > y);
  if (op == "<=") return Value::constant(Kind::boolean, x <= y);
  if (op == ">=") return Value::constant(Kind::boolean, x >= y);
  return Value::make(Kind::boolean);
}

Value Checker::lambda(NodeId node) {
  UserFunction& f = functions_.emplace_back();
  f.name = "<lambda>";
  f.node = node;
  f.lambda = true;
  f.body = ast_.child(node, Field::body);
  NodeId list = ast_.child(node, Field::parameters);
  for (NodeId p = ast_.first(list); p != kNoNode; p = ast_.next(p)) {
    ParameterInfo info;
    bool fallback = ast_.type(p) == S::default_parameter;
    info.name = fallback                        ? ast_.text(ast_.child(p, Field::name))
                : ast_.type(p) == S::identifier ? ast_.text(p)
                                                : ast_.text(ast_.first(p));
    if (fallback) {
      info.fallback = ast_.child(p, Field::value);
      info.fallback_value = eval(info.fallback);
    }
    if (ast_.type(p) == S::list_splat_pattern) info.kind = ParameterInfo::Kind::star;
    if (ast_.type(p) == S::dictionary_splat_pattern) info.kind = ParameterInfo::Kind::double_star;
    f.parameters.push_back(info);
  }
  f.closure = scope_;
  Value v = Value::make(Kind::function);
  v.function = &f;
  return v;
}

/// What a `for` over the value gives; reports what can't be iterated.
Value Checker::element_of(const Value& value, NodeId at) {
  switch (value.kind) {
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
      return value.list->has_element ? value.list->element : Value();
    case Kind::text:
      return Value::make(Kind::text);
    case Kind::dict:
      return Value::make(Kind::text);
    case Kind::instance: {
      if (value.cls->open) return {};
      const Member* get = value.cls->find("__getitem__");
      if (!get && !value.cls->find("__iter__")) {
        report(at, "not_iterable", "signature", std::string(value.cls->name),
               fmt::format("{} can't be iterated or unpacked", value.cls->name));
        return {};
      }
      if (get && value.cls->sequence)
        for (const Signature& s : get->overloads)
          if (!s.parameters.empty() && s.parameters[0].type.kind != Type::Kind::any &&
              s.result.kind != Type::Kind::none)
            return value_of(s.result);
      if (get && get->overloads.size() > 1) return value_of(get->overloads.back().result);
      return {};
    }
    case Kind::none:
    case Kind::boolean:
    case Kind::integer:
    case Kind::number:
    case Kind::bound_method:
    case Kind::function:
    case Kind::module:
      report(at, "not_iterable", "python", describe_kind(value),
             fmt::format("{} can't be iterated or unpacked", describe_kind(value)));
      return {};
    default:
      return {};
  }
}

Value Checker::subscript(NodeId node) {
  Value object = eval(ast_.child(node, Field::value));
  NodeId key_node = ast_.child(node, Field::subscript);
  bool slice = ast_.type(key_node) == S::slice;
  Value key = eval(key_node);
  bool several = key_node != kNoNode && ast_.next(key_node) != kNoNode;
  for (NodeId more = several ? ast_.next(key_node) : kNoNode; more != kNoNode; more = ast_.next(more)) eval(more);
  switch (object.kind) {
    case Kind::list:
    case Kind::tuple: {
      ListObject& list = *object.list;
      if (several || key.is(Kind::tuple) || key.is(Kind::text) || key.is(Kind::number)) {
        report(node, "subscript_type", "python", describe_kind(object) + "[]",
               fmt::format("a {} takes one integer or slice as index", describe_kind(object)));
        return {};
      }
      if (slice)
        return new_list(object.kind, list.has_element ? std::vector<Value>{list.element} : std::vector<Value>{}, false);
      if (list.exact && key.known && key.is_numeric() && branches_ == 0) {
        auto size = static_cast<double>(list.items.size());
        double i = key.number < 0 ? key.number + size : key.number;
        if (i >= 0 && i < size) return list.items[static_cast<size_t>(i)];
        if (loops_.empty() && depth_ == 0)
          report(node, "index", "python", describe_kind(object) + "[]",
                 fmt::format("index {} of a {} with {} items", key.number, describe_kind(object), list.items.size()));
        return {};
      }
      return list.has_element ? list.element : Value();
    }
    case Kind::dict: {
      if (!key.is(Kind::text) || !key.known) return {};
      auto it = object.dict->items.find(key.text);
      return it == object.dict->items.end() ? Value() : it->second;
    }
    case Kind::text:
      if (key.is(Kind::text)) report(node, "subscript_type", "python", "str[]", "a str takes integers as index");
      return Value::make(Kind::text);
    case Kind::instance: {
      Value result;
      if (object.cls->open) return {};
      const Member* get = object.cls->find("__getitem__");
      if (!get) {
        report(node, "not_subscriptable", "signature", fmt::format("{}[]", object.cls->name),
               fmt::format("{} can't be indexed", object.cls->name));
        return {};
      }
      if (slice) return {};
      call_special(object, "__getitem__", &key, result);
      return result;
    }
    case Kind::none:
    case Kind::boolean:
    case Kind::integer:
    case Kind::number:
    case Kind::bound_method:
    case Kind::function:
    case Kind::set:
    case Kind::module:
    case Kind::api_function:
      report(node, "not_subscriptable", "python", describe_kind(object) + "[]",
             fmt::format("{} can't be indexed", describe_kind(object)));
      return {};
    default:
      return {};
  }
}

}  // namespace simbench::conformance
