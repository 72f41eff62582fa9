// Python's own functions, as far as they carry types or fail on objects of the API. What they take and give stands in
// the table of python_names.cc; here is what depends on the arguments.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"
#include "conformance/checker/python_names.h"

namespace simbench::conformance {

using Kind = Value::Kind;

namespace {

bool is_sized(const Value& v) {
  return !(v.is(Kind::none) || v.is_numeric() || v.is(Kind::bound_method) || v.is(Kind::function) ||
           v.is(Kind::module) || v.is(Kind::generator) ||
           (v.is(Kind::instance) && !v.cls->open && !v.cls->find("__len__")));
}

Value builtin_named(std::string_view text) {
  Value v = Value::make(Kind::builtin);
  v.text = text;
  return v;
}

bool is_plain(const Arguments& args) {
  return args.size() == 1 && args[0].name.empty() && !args[0].star;
}

/// Could int() or float() read it? Doubtful texts are taken.
bool reads_as_number(std::string_view text, bool whole) {
  bool digit = text.find_first_of("0123456789") != std::string_view::npos;
  if (whole) return digit && text.find('.') == std::string_view::npos;
  std::string word;
  for (char c : text) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return digit || word.find("inf") != std::string::npos || word.find("nan") != std::string::npos;
}

Value first_of(const Arguments& args) {
  return args.empty() ? Value() : args[0].value;
}

/// Library functions that call what they are given before they return; the last word of their names.
constexpr std::string_view kCallers[] = {"minimize",
                                         "least_squares",
                                         "root",
                                         "fsolve",
                                         "brentq",
                                         "bisect",
                                         "newton",
                                         "curve_fit",
                                         "solve_ivp",
                                         "odeint",
                                         "quad",
                                         "timeit",
                                         "minimize_scalar",
                                         "differential_evolution",
                                         "root_scalar",
                                         "reduce",
                                         "apply_along_axis",
                                         "fromfunction"};

}  // namespace

/// False, and reported, if a function of Python's own is given too few or too many arguments.
bool Checker::takes_count(const PythonFunction& function, const Arguments& args, NodeId at) {
  bool star = false;
  size_t positional = 0;
  for (const Argument& a : args) star = star || a.star, positional += a.name.empty();
  size_t most = function.most == 255 ? SIZE_MAX : function.most;
  bool named = positional < function.least && positional < args.size();
  if (star || named || (positional >= function.least && positional <= most)) return true;
  report(at, "argument_count", "python", std::string(function.name),
         fmt::format("{}() doesn't take {} argument{}", function.name, positional, positional == 1 ? "" : "s"));
  return false;
}

/// print(object), str(object): Python asks the object for its text.
void Checker::show(const Arguments& args, NodeId at) {
  for (const Argument& a : args)
    if (a.name.empty() && !call_own(a.value, "__str__", Arguments{}, at))
      call_own(a.value, "__repr__", Arguments{}, at);
}

Value Checker::call_builtin(std::string_view name, Arguments& args, NodeId at) {
  const PythonFunction* function = find_function(name);
  if (!function) return call_outside(name, args, at);
  if (!takes_count(*function, args, at)) return {};
  switch (function->result) {
    case PythonFunction::Result::none:
      show(args, at);
      return Value::make(Kind::none);
    case PythonFunction::Result::boolean:
      if (is_plain(args) && args[0].value.is(Kind::generator)) element_of(args[0].value, at);
      if (const Value first = first_of(args); name == "callable" && first.test && !first.test->of_version) {
        Value v = first.is(Kind::none) || first.is_callable() ? Value::constant(Kind::boolean, first.is_callable())
                                                              : Value::make(Kind::boolean);
        v.test = first.test;
        return v;
      }
      return Value::make(Kind::boolean);
    case PythonFunction::Result::integer:
      return Value::make(Kind::integer);
    case PythonFunction::Result::text:
      show(args, at);
      return Value::make(Kind::text);
    case PythonFunction::Result::unknown:
      offer(args, at, false);
      return {};
    case PythonFunction::Result::special:
      break;
  }
  using Special = Value (Checker::*)(std::string_view, Arguments&, NodeId);
  struct Row {
    std::string_view name;
    Special special;
  };
  static constexpr Row kRows[] = {{"len", &Checker::special_len},
                                  {"range", &Checker::special_range},
                                  {"int", &Checker::special_number},
                                  {"float", &Checker::special_number},
                                  {"round", &Checker::special_number},
                                  {"abs", &Checker::special_number},
                                  {"min", &Checker::special_least_or_most},
                                  {"max", &Checker::special_least_or_most},
                                  {"sum", &Checker::special_least_or_most},
                                  {"list", &Checker::special_container},
                                  {"tuple", &Checker::special_container},
                                  {"set", &Checker::special_container},
                                  {"sorted", &Checker::special_container},
                                  {"reversed", &Checker::special_container},
                                  {"frozenset", &Checker::special_container},
                                  {"iter", &Checker::special_container},
                                  {"next", &Checker::special_container},
                                  {"enumerate", &Checker::special_zip},
                                  {"zip", &Checker::special_zip},
                                  {"dict", &Checker::special_dict},
                                  {"getattr", &Checker::special_attribute},
                                  {"setattr", &Checker::special_attribute},
                                  {"hasattr", &Checker::special_attribute},
                                  {"isinstance", &Checker::special_attribute},
                                  {"map", &Checker::special_apply},
                                  {"filter", &Checker::special_apply},
                                  {"exec", &Checker::special_names},
                                  {"eval", &Checker::special_names},
                                  {"locals", &Checker::special_names},
                                  {"globals", &Checker::special_names},
                                  {"vars", &Checker::special_names},
                                  {"dir", &Checker::special_names}};
  if (name.starts_with("math.")) return special_math(name, args, at);
  if (name.ends_with("exit") || name == "quit") return builtin_named("#exit");
  for (const Row& row : kRows)
    if (row.name == name) return (this->*row.special)(name, args, at);
  return {};
}

Value Checker::special_len(std::string_view, Arguments& args, NodeId at) {
  Value first = first_of(args);
  if (!is_plain(args)) return Value::make(Kind::integer);
  if (call_own(first, "__len__", Arguments{}, at)) return Value::make(Kind::integer);
  if (!is_sized(first) || lacks(first, "__len__"))
    report(at, "argument_type", first.is(Kind::instance) ? "signature" : "python", "len",
           fmt::format("{} has no length", describe_kind(first)));
  if (first.is_list() && first.list->exact && branches_ == 0 && looping_ == 0)
    return Value::constant(Kind::integer, static_cast<double>(first.list->items.size()));
  return Value::make(Kind::integer);
}

Value Checker::special_range(std::string_view, Arguments& args, NodeId at) {
  for (const Argument& a : args) {
    bool object = a.value.is(Kind::instance) && !a.value.cls->find("__index__");
    if (a.value.is(Kind::number) || a.value.is(Kind::text) || a.value.is(Kind::none) || object ||
        a.value.is(Kind::list))
      report(at, "argument_type", "python", "range",
             fmt::format("range() takes integers, not {}", describe_kind(a.value)));
  }
  return new_list(Kind::list, {Value::make(Kind::integer)}, false);
}

/// int, float, round, abs.
Value Checker::special_number(std::string_view name, Arguments& args, NodeId at) {
  Value first = first_of(args);
  bool plain = is_plain(args);
  if (std::optional<Value> own = call_own(first, keep(fmt::format("__{}__", name)), Arguments{}, at))
    return name == "int" ? Value::make(Kind::integer) : name == "float" ? Value::make(Kind::number) : *own;
  bool no_method = first.is(Kind::instance) && !first.cls->open &&
                   !first.cls->find(name == "abs" ? "__abs__" : "__float__") && !first.cls->find("__int__");
  if (index_.closed_objects()) no_method = false;
  bool rounds = name == "round" && (args.size() == 1 || args[0].name.empty()) && !first.is(Kind::array);
  bool refused = no_method || first.is(Kind::none) || first.is(Kind::list) || first.is(Kind::tuple) ||
                 first.is(Kind::dict) || first.is(Kind::bound_method) || first.is(Kind::function) ||
                 (first.is(Kind::text) && (name == "round" || name == "abs"));
  if ((plain || rounds) && refused)
    report(at, "argument_type", first.is(Kind::instance) ? "signature" : "python", std::string(name),
           fmt::format("{}() can't take {}", name, describe_kind(first)));
  if (name == "abs") return first.is_numeric() ? Value::make(first.kind) : Value();
  if (name == "round") {
    bool digits = args.size() > 1 && !args[1].star;
    if (digits && (args[1].value.is(Kind::text) || args[1].value.is(Kind::number)))
      report(at, "argument_type", "python", "round",
             fmt::format("round() takes a whole number of digits, not {}", describe_kind(args[1].value)));
    bool array = first.is(Kind::unknown) || first.is(Kind::builtin);
    return args.size() > 1 ? (array ? Value() : Value::make(Kind::number)) : Value::make(Kind::integer);
  }
  Value v = Value::make(name == "int" ? Kind::integer : Kind::number);
  if (plain && first.is(Kind::text) && first.known && !reads_as_number(first.text, name == "int"))
    report(at, "argument_value", "python", std::string(name), fmt::format("{}() can't read '{}'", name, first.text));
  if (!plain || !first.known || !first.is_numeric()) return v;
  double whole = static_cast<double>(static_cast<long long>(std::clamp(first.number, -9e15, 9e15)));
  return Value::constant(v.kind, name == "int" ? whole : first.number);
}

/// min, max, sum.
Value Checker::special_least_or_most(std::string_view name, Arguments& args, NodeId at) {
  for (const Argument& a : args)
    if (a.name == "key") offer({a}, at, true);
  if (name != "sum" && args.size() > 1 && args[1].name.empty()) {
    Value v = first_of(args);
    for (const Argument& a : args)
      if (a.name.empty()) v = join(v, a.value);
    return without_constant(v);
  }
  Value element = args.empty() || args[0].star ? Value() : element_of(args[0].value, at);
  return element.is_numeric() ? Value::make(element.kind) : Value();
}

/// list, tuple, set, sorted, reversed, iter, next.
Value Checker::special_container(std::string_view name, Arguments& args, NodeId at) {
  for (const Argument& a : args)
    if (a.name == "key") offer({a}, at, true);
  Kind kind = name == "tuple" ? Kind::tuple : name == "set" || name == "frozenset" ? Kind::set : Kind::list;
  if (args.empty()) return new_list(kind, {}, true);
  Value first = args[0].value;
  if (name == "next")
    if (std::optional<Value> own = call_own(first, "__next__", Arguments{}, at)) return *own;
  bool keeps_order = name == "list" || name == "tuple";
  if (keeps_order && first.is_list() && first.list->exact) return new_list(kind, first.list->items, true);
  Value element = element_of(first, at);
  if (name == "next") return element;
  if (name == "iter" || name == "reversed") return {};
  return new_list(kind, {element}, false);
}

/// enumerate, zip.
Value Checker::special_zip(std::string_view name, Arguments& args, NodeId at) {
  if (args.empty()) return new_list(Kind::list, {}, true);
  std::vector<Value> items;
  if (name == "enumerate") items.push_back(Value::make(Kind::integer));
  for (const Argument& a : args) {
    if (!a.name.empty()) continue;
    if (name == "enumerate" && items.size() == 2) break;
    if (std::vector<Value> turns = callables_in_turn(a.value); !turns.empty() && items.size() <= 1 && !a.star) {
      std::vector<Value> pairs;
      for (const Value& turn : turns) {
        std::vector<Value> pair = items;
        pair.push_back(turn);
        pairs.push_back(new_list(Kind::tuple, std::move(pair), true));
      }
      if (name == "enumerate") return new_list(Kind::list, std::move(pairs), true);
    }
    items.push_back(a.star ? Value() : element_of(a.value, at));
  }
  return new_list(Kind::list, {new_list(Kind::tuple, std::move(items), true)}, false);
}

Value Checker::special_dict(std::string_view, Arguments& args, NodeId) {
  Value v = Value::make(Kind::dict);
  v.dict = &dicts_.emplace_back();
  v.dict->exact = std::all_of(args.begin(), args.end(), [](const Argument& a) { return !a.name.empty(); });
  v.dict->foreign = !v.dict->exact;
  for (const Argument& a : args)
    if (!a.name.empty()) v.dict->put(a.name, a.value);
  return v;
}

/// getattr, setattr, hasattr, isinstance.
Value Checker::special_attribute(std::string_view name, Arguments& args, NodeId at) {
  if (args.size() < 2 || args[0].star || args[1].star) return {};
  Value first = args[0].value, second = args[1].value;
  if (name == "isinstance") {
    std::optional<bool> is = is_instance(first, second);
    return is ? Value::constant(Kind::boolean, *is) : Value::make(Kind::boolean);
  }
  if (!second.is(Kind::text) || !second.known) return name == "hasattr" ? Value::make(Kind::boolean) : Value();
  if (name == "hasattr") {
    std::optional<bool> has = has_attribute(first, second.text);
    Value answer = has ? Value::constant(Kind::boolean, *has) : Value::make(Kind::boolean);
    answer.test = asks_for(first, second.text);
    return answer;
  }
  if (name == "setattr") {
    written_attributes_.insert(second.text);
    if (first.is(Kind::object) && args.size() > 2) set(*first.object, second.text, args[2].value);
    return Value::make(Kind::none);
  }
  if (args.size() < 3) return member_of(first, second.text, at);
  std::optional<bool> has = has_attribute(first, second.text);
  bool closed = !first.is(Kind::instance) || index_.closed_objects();  // else Python may keep one of the script's there
  const ReleaseTest* test = asks_for(first, second.text);
  Value v = has == true ? member_of(first, second.text, at) : has == false && test && closed ? args[2].value : Value();
  if (test) v.test = test;
  return v;
}

/// map, filter: the function gets an element of what is iterated.
Value Checker::special_apply(std::string_view name, Arguments& args, NodeId at) {
  Arguments elements;
  for (size_t i = 1; i < args.size(); ++i)
    elements.push_back({.value = args[i].star ? Value() : element_of(args[i].value, at),
                        .name = {},
                        .node = at,
                        .star = args[i].star});
  Value element = elements.empty() ? Value() : elements[0].value;
  if (args[0].star || args[0].value.is(Kind::none)) return {};
  bool certain = args[0].value.is_callable();
  Value result = certain ? call_value(args[0].value, elements, at) : Value();
  return new_list(Kind::list, {name == "map" ? result : element}, false);
}

/// exec, eval, locals, globals, vars, dir: names may be made and asked for as texts.
Value Checker::special_names(std::string_view name, Arguments& args, NodeId at) {
  if (name == "locals" || name == "globals" || (name == "vars" && args.empty()) || (name == "dir" && args.empty()))
    return builtin_named("#names");
  if (name == "exec" || name == "eval") names_open_ = true;
  if (Value names = (name == "dir" || name == "vars") ? names_held_by(first_of(args)) : Value(); names.test)
    return names;
  offer(args, at, false);
  return {};
}

Value Checker::special_math(std::string_view name, Arguments& args, NodeId at) {
  bool lists = name == "math.dist" || name == "math.fsum" || name == "math.hypot" || name == "math.prod" ||
               name == "math.sumprod";
  for (const Argument& a : args) {
    bool object =
        a.value.is(Kind::instance) && !a.value.cls->open && !a.value.cls->find("__float__") && !index_.closed_objects();
    if (a.value.is(Kind::text) || a.value.is(Kind::none) || a.value.is(Kind::bound_method) || object ||
        (a.value.is_list() && !lists))
      report(at, "argument_type", "python", std::string(name),
             fmt::format("{}() can't take {}", name, describe_kind(a.value)));
  }
  for (std::string_view whole : {"floor", "ceil", "factorial", "gcd", "lcm", "trunc", "isqrt", "comb", "perm"})
    if (name.substr(5) == whole) return Value::make(Kind::integer);
  if (name.starts_with("math.is")) return Value::make(Kind::boolean);
  return name == "math.modf" || name == "math.frexp" ? Value() : Value::make(Kind::number);
}

namespace {

/// Functions of numpy that give an array whatever they are given; of a number, array() makes one without dimensions.
bool makes_array(std::string_view name, const Arguments& args) {
  if (!name.starts_with("numpy.")) return false;
  constexpr std::string_view kMakers[] = {"zeros",      "ones",      "empty",       "full",   "linspace", "arange",
                                          "eye",        "identity",  "zeros_like",  "stack",  "vstack",   "hstack",
                                          "ones_like",  "tile",      "concatenate", "repeat", "logspace", "geomspace",
                                          "empty_like", "full_like", "column_stack"};
  name.remove_prefix(6);
  if (name == "array" || name == "asarray") return !args.empty() && args[0].value.is_list();
  return std::find(std::begin(kMakers), std::end(kMakers), name) != std::end(kMakers);
}

}  // namespace

/// Functions of other libraries: what they hand on, and whether they call what they are given.
Value Checker::call_outside(std::string_view name, Arguments& args, NodeId at) {
  std::string_view last = name.substr(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1);
  if (name == "functools.partial" && !args.empty() && !args[0].star) {
    Value v = Value::make(Kind::partial);
    v.partial = &partials_.emplace_back(PartialObject{args[0].value, Arguments(args.begin() + 1, args.end())});
    return v;
  }
  if (name == "functools.wraps" || (last.ends_with("cache") && !is_plain(args))) return builtin_named("#same");
  if (last.ends_with("cache") && name.starts_with("functools.")) return first_of(args);
  if (name == "numpy.vectorize" && !args.empty() && args[0].value.is_callable()) {
    Value v = Value::make(Kind::partial);  // called with elements that aren't known
    v.partial =
        &partials_.emplace_back(PartialObject{args[0].value, {{.value = {}, .name = {}, .node = at, .star = true}}});
    return v;
  }
  bool surely = std::find(std::begin(kCallers), std::end(kCallers), last) != std::end(kCallers);
  offer(args, at, surely);
  if (makes_array(name, args)) return Value::make(Kind::array);
  return name == "platform.system" ? constant_text("Linux") : Value();
}

/// A method of a basic type ("#list.append"), or a function of the checker's own ("#exit").
Value Checker::call_method_of_basic(std::string_view name, const Value& callee, Arguments& args, NodeId at) {
  if (name == "#same") return first_of(args);
  size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {};
  std::string_view type = name.substr(1, dot - 1), method = name.substr(dot + 1);
  if (type == "list" || type == "set" || type == "tuple") return call_list_method(callee, method, args, at);
  if (type == "dict") return call_dict_method(callee, method, args);
  if (type == "array") {
    for (std::string_view same : {"copy", "reshape", "flatten", "ravel", "astype", "transpose"})
      if (method == same) return Value::make(Kind::array);
    return {};
  }
  if (type != "str") return {};
  if (method == "join" && !args.empty()) element_of(args[0].value, at);
  if (method == "split" || method == "splitlines") return new_list(Kind::list, {Value::make(Kind::text)}, false);
  if (method.starts_with("is") || method.ends_with("with")) return Value::make(Kind::boolean);
  if (method == "find" || method == "index" || method == "count") return Value::make(Kind::integer);
  return method == "encode" || method.find("partition") != std::string_view::npos ? Value() : Value::make(Kind::text);
}

Value Checker::call_dict_method(const Value& callee, std::string_view method, const Arguments& args) {
  if (!callee.dict) return {};
  DictObject& dict = *callee.dict;
  bool all = dict.exact && branches_ == 0;
  std::vector<Value> items;
  for (std::string_view key : dict.order) {
    Value name = constant_text(key);
    items.push_back(method == "keys"     ? name
                    : method == "values" ? dict.items[key]
                                         : new_list(Kind::tuple, {name, dict.items[key]}, true));
  }
  if (Value one = dict.any(); method == "values" && !dict.exact && !one.is_opaque())
    return new_list(Kind::list, {one}, false);
  else if (method == "items" && !dict.exact && !one.is_opaque())
    return new_list(Kind::list, {new_list(Kind::tuple, {Value(), one}, true)}, false);
  if (method == "keys" || method == "values" || method == "items")
    return all ? new_list(Kind::list, std::move(items), true) : Value();
  bool named = !args.empty() && args[0].value.is(Kind::text) && args[0].value.known;
  if (method == "get" && named && dict.items.contains(args[0].value.text)) return dict.items[args[0].value.text];
  if (method == "update" || method == "pop" || method == "setdefault" || method == "clear" || method == "popitem")
    dict.exact = false;
  dict.foreign |= method == "update" || method == "setdefault";
  return {};
}

Value Checker::call_list_method(const Value& callee, std::string_view method, Arguments& args, NodeId at) {
  ListObject& list = *callee.list;
  auto widen = [&](const Value& v) {
    keep_alive(v);
    list.element = list.has_element ? join(list.element, v) : v;
    list.has_element = true;
  };
  auto forget = [&] {
    list.exact = false;
    list.items.clear();
  };
  if ((method == "append" || method == "add") && args.size() == 1) {
    widen(args[0].value);
    if (branches_ == 0 && looping_ == 0 && list.exact && list.items.size() < 256)
      list.items.push_back(args[0].value);
    else
      forget();
    return Value::make(Kind::none);
  }
  if (method == "index" || method == "count") return Value::make(Kind::integer);
  if (method == "extend" && args.size() == 1) widen(element_of(args[0].value, at));
  if (method == "insert" && args.size() == 2) widen(args[1].value);
  for (const Argument& a : args)
    if (a.name == "key") offer({a}, at, true);
  Value element = list.has_element ? list.element : Value();
  if (method == "copy") return new_list(Kind::list, {element}, false);
  forget();
  return method == "pop" ? element : Value::make(Kind::none);
}

Value Checker::constant_text(std::string_view text) {
  Value v = Value::make(Kind::text);
  v.known = true;
  v.text = text;
  return v;
}

}  // namespace simbench::conformance
