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

/// A literal's inside: one or three quotes off at both ends.
std::string_view without_quotes(std::string_view literal) {
  size_t n = literal.starts_with("\"\"\"") || literal.starts_with("'''") ? 3 : 1;
  return literal.size() < 2 * n ? std::string_view() : literal.substr(n, literal.size() - 2 * n);
}

void append_utf8(std::string& out, uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (code >> 12 & 0x0F));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
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
    case S::concatenated_string:
      return concatenated(node);
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
      Value what = eval(ast_.child(node, Field::argument));
      std::optional<bool> t = truth(what);
      Value v = t ? Value::constant(Kind::boolean, !*t) : Value::make(Kind::boolean);
      v.test = opposite(what.test);
      return v;
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
      Value elements = comprehension(node, Kind::dict);
      Value v = Value::make(Kind::dict);
      v.dict = &dicts_.emplace_back();
      v.dict->put_other(elements.list->element);
      return v;
    }
    case S::assignment:
      assignment(node);
      return {};
    case S::yield: {
      NodeId what = ast_.first(node);
      Value v = what == kNoNode ? Value::make(Kind::none) : eval(what);
      if (ast_.text(node).starts_with("yield from")) v = element_of(v, what);  // may call, and move the frames
      if (!frames_.empty()) frames_.back().yields.push_back(v);
      return {};
    }
    case S::as_pattern: {  // "with a if x else b as c"
      Value v = eval(ast_.first(node));
      NodeId target = ast_.child(node, Field::alias);
      assign(ast_.first(target) == kNoNode ? target : ast_.first(target), v);
      return v;
    }
    case S::list_splat_pattern:
      return eval(ast_.first(node));
    case S::await:
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
  std::string_view body = without_quotes(text.substr(quote));
  v.text = decoded(body, prefix.find_first_of("rR") != std::string_view::npos);
  v.known = true;
  return v;
}

/// The text that a literal stands for: escapes read, unless it is raw.
std::string_view Checker::decoded(std::string_view body, bool raw) {
  if (raw || body.find('\\') == std::string_view::npos) return body;
  constexpr std::string_view kCodes = "ntrabfv\\'\"0", kMeant = {"\n\t\r\a\b\f\v\\'\"\0", 11};
  std::string out;
  for (size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\\' || i + 1 >= body.size()) {
      out += body[i];
      continue;
    }
    char code = body[++i];
    size_t digits = code == 'x' ? 2 : code == 'u' ? 4 : code == 'U' ? 8 : 0;
    if (code == '\n') continue;  // the line goes on
    if (size_t at = kCodes.find(code); at != std::string_view::npos) {
      out += kMeant[at];
    } else if (digits > 0) {
      append_utf8(out,
                  static_cast<uint32_t>(std::strtoul(std::string(body.substr(i + 1, digits)).c_str(), nullptr, 16)));
      i += digits;
    } else {
      out += '\\';
      out += code;
    }
  }
  return keep(std::move(out));
}

Value Checker::concatenated(NodeId node) {
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

/// f"{x:.2f}": the parts are evaluated; objects of the API have no number format.
Value Checker::interpolated(NodeId node) {
  bool fields = false;
  for (NodeId part = ast_.first(node); part != kNoNode; part = ast_.next(part)) {
    if (ast_.type(part) != S::interpolation) continue;
    fields = true;
    NodeId expression = ast_.first(part);
    Value v = eval(expression);
    bool formats = ast_.next(expression) != kNoNode && v.is(Kind::object) && v.object->cls->find("__format__");
    if (!formats && !call_own(v, "__str__", Arguments{}, expression)) call_own(v, "__repr__", Arguments{}, expression);
    if (formats) call_own(v, "__format__", Value::make(Kind::text), expression);
    for (NodeId spec = ast_.next(expression); spec != kNoNode; spec = ast_.next(spec)) {
      if (ast_.type(spec) != S::format_specifier) continue;
      std::string_view format = ast_.text(spec);
      bool plain = format == ":" || format.find('{') != std::string_view::npos;
      bool object = v.is(Kind::instance) || v.is(Kind::none) || v.is(Kind::list) || v.is(Kind::tuple) ||
                    v.is(Kind::dict) || v.is(Kind::bound_method) || (v.is(Kind::array) && v.known);
      bool number =
          (format.ends_with('f') || format.ends_with('e') || format.ends_with('g') || format.ends_with('d')) &&
          v.is(Kind::text);
      bool whole = format.ends_with('d') && v.is(Kind::number);
      if (!plain && (object || number || whole))
        report(expression, "format", "python", describe_kind(v) + ".__format__",
               fmt::format("{} can't be formatted with '{}'", describe_kind(v), format.substr(1)));
    }
  }
  Value v = Value::make(Kind::text);
  std::string_view text = ast_.text(node);
  size_t quote = text.find_first_of("\"'");
  if (fields || quote == std::string_view::npos) return v;
  std::string_view body =
      decoded(without_quotes(text.substr(quote)), text.substr(0, quote).find_first_of("rR") != std::string_view::npos);
  v.text = keep(replace_all(replace_all(std::string(body), "{{", "{"), "}}", "}"));
  v.known = true;
  return v;
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
    if (ast_.text(e).starts_with('*')) exact = false;  // the grammar takes "*range(3)" for a call of "*range"
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
      dict.foreign = true;
      continue;
    }
    Value key = eval(ast_.child(pair, Field::key));
    Value value = eval(ast_.child(pair, Field::value));
    keep_alive(value);
    if (key.is(Kind::text) && key.known)
      dict.put(key.text, value);
    else
      dict.put_other(value);
  }
  return v;
}

Value Checker::comprehension(NodeId node, Kind kind) {
  Scope& inner = scopes_.emplace_back();
  inner.parent = scope_;
  Scope* outer = std::exchange(scope_, &inner);
  size_t found = found_.size();
  const ReleaseTest* told = nullptr;  // int(x) for x in mujoco.__version__.split(".")
  for (NodeId c = ast_.first(node); c != kNoNode; c = ast_.next(c)) {
    if (ast_.type(c) == S::for_in_clause) {
      NodeId right = ast_.child(c, Field::right);
      Value element = element_of(eval(right), right);
      if (element.test) told = element.test;
      assign(ast_.child(c, Field::left), element);
    } else if (ast_.type(c) == S::if_clause) {
      eval(ast_.first(c));
      narrow(ast_.first(c), true);
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
  found_.resize(found);
  Value v = new_list(kind == Kind::dict ? Kind::list : kind, {element}, true);
  v.list->exact = false;
  v.list->items.clear();
  v.test = told;
  return v;
}

/// One side of a condition: inside it, names are what the condition says `when` it is true or false.
Value Checker::side(NodeId expression, const Condition& condition, bool when) {
  bool dead = condition.holds == !when, doubtful = !condition.holds, undecided = condition.undecided(),
       elsewhere = (dead && condition.test) || undecided;
  quiet_ += undecided;
  dead_ += dead;
  maybe_ += doubtful;
  elsewhere_ += elsewhere;
  Value v;
  if (condition.holds == when) {
    v = eval(expression);
  } else {
    run_branch([&] {
      narrow(condition.node, when);
      v = eval(expression);
      return Flow::next;
    });
  }
  elsewhere_ -= elsewhere;
  maybe_ -= doubtful;
  dead_ -= dead;
  quiet_ -= undecided;
  return v;
}

Value Checker::conditional(NodeId node) {
  NodeId then = ast_.first(node), condition = ast_.next(then), other = ast_.next(condition);
  Condition asked = condition_of(condition);
  Value a = side(then, asked, true), b = side(other, asked, false);
  return asked.holds ? (*asked.holds ? a : b) : join(a, b);
}

Value Checker::boolean(NodeId node) {
  NodeId left_node = ast_.child(node, Field::left);
  Value left = eval(left_node);
  bool conjunction = ast_.text(ast_.child(node, Field::operator_)) == "and";
  Condition first = as_condition(left_node, left);
  Value right = side(ast_.child(node, Field::right), first, conjunction);
  const ReleaseTest* test = both(left.test, right.test);
  Value v = !first.holds ? join(left, right) : *first.holds == conjunction ? right : left;
  if (test) v.test = test;
  return v;
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
  Value element = element_of_one(value, at);
  if (value.test && value.test->of_version) element.test = value.test;
  return element;
}

/// Of pairs, or longer lists of one length, one whose places hold what those of all of them do.
std::optional<Value> Checker::row_of(const ListObject& rows) {
  bool even = rows.exact && rows.items.size() > 1;
  for (const Value& row : rows.items)
    even = even && row.is_list() && row.list->exact && row.list->items.size() == rows.items[0].list->items.size();
  if (!even || rows.items[0].list->items.size() > 16) return std::nullopt;
  std::vector<Value> places = rows.items[0].list->items;
  for (size_t r = 1; r < rows.items.size(); ++r)
    for (size_t i = 0; i < places.size(); ++i) places[i] = join(places[i], rows.items[r].list->items[i]);
  return new_list(Kind::tuple, std::move(places), true);
}

Value Checker::element_of_one(const Value& value, NodeId at) {
  switch (value.kind) {
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
      if (std::optional<Value> row = row_of(*value.list)) return *row;
      return value.list->has_element ? value.list->element : Value();
    case Kind::text:
      return Value::make(Kind::text);
    case Kind::dict:
      return value.dict->exact && !value.dict->order.empty() ? Value::make(Kind::text) : Value();
    case Kind::generator:
      return run_generator(*value.generator, at);
    case Kind::object:
      return element_of_object(value, at);
    case Kind::user_class:
      return value.user_class->enumeration ? enumerator(*value.user_class, {}, {}) : Value();
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
      if (!get || get->overloads.size() < 2) return {};
      for (const Signature& s : get->overloads)
        if (!s.parameters.empty() && s.parameters[0].type.kind == Type::Kind::integer) return value_of(s.result);
      return value_of(get->overloads.back().result);
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
  Value part = subscript_of(node, object);
  if (!object.test || !object.test->of_version || part.test) return part;
  NodeId key = ast_.child(node, Field::subscript);
  bool begins = ast_.type(key) == S::slice ? !ast_.text(key).starts_with('-') : ast_.text(key) == "0";
  part.test = begins ? object.test : version_told(false);
  return part;
}

Value Checker::subscript_of(NodeId node, const Value& object) {
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
      if (!key.is(Kind::text) || !key.known) return object.dict->any();
      auto it = object.dict->items.find(key.text);
      if (it != object.dict->items.end()) return it->second;
      return object.dict->foreign ? Value() : object.dict->element;
    }
    case Kind::builtin: {
      bool unbound = false;
      if (object.text != "#names" || !key.is(Kind::text) || !key.known) return {};
      const Value* named = find_name(key.text, unbound);
      return named ? *named : Value();
    }
    case Kind::text:
      if (key.is(Kind::text)) report(node, "subscript_type", "python", "str[]", "a str takes integers as index");
      return Value::make(Kind::text);
    case Kind::array:
      if (key.is(Kind::text))
        report(node, "index", "python", "array[]", "an array takes integers, slices and masks as index, not a str");
      return {};
    case Kind::user_class:
      return object.user_class->enumeration ? enumerator(*object.user_class, {}, {}) : Value();
    case Kind::object:
      if (std::optional<Value> item = call_own(object, "__getitem__", key, node)) return *item;
      if (lacks(object, "__getitem__"))
        report(node, "not_subscriptable", "python", describe_kind(object) + "[]",
               fmt::format("'{}' object can't be indexed", describe_kind(object)));
      return {};
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
