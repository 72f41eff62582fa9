// Calls of the script's own functions: bound to their parameters, walked in place.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

namespace {
constexpr int kMaxDepth = 10;
}

/// The constructor that Python writes for a record, and __post_init__ behind it.
void Checker::bind_record(UserClass& cls, UserObject& object, Arguments& args, NodeId at) {
  std::vector<std::string_view> given;
  size_t position = 0, surplus = 0;
  bool star = false;
  std::string unknown, missing;
  const Argument* refused = nullptr;
  for (const Argument& a : args) {
    star = star || a.star;
    if (a.star) continue;
    while (a.name.empty() && position < cls.fields.size() && cls.fields[position].keyword_only) ++position;
    std::string_view name = !a.name.empty() ? a.name : position < cls.fields.size() ? cls.fields[position++].name : "";
    bool found =
        std::any_of(cls.fields.begin(), cls.fields.end(), [&](const RecordField& f) { return f.name == name; });
    surplus += name.empty();
    if (!found && !name.empty()) unknown = name, refused = &a;
    if (!found) continue;
    keep_alive(a.value);
    object.values[name] = a.value;
    given.push_back(name);
  }
  for (const RecordField& field : cls.fields) {
    if (std::find(given.begin(), given.end(), field.name) != given.end()) continue;
    if (!field.has_default && !star) missing = field.name;
    Arguments none;
    bool makes = !star && (field.factory.is_callable() || field.factory.is(Kind::builtin));
    object.values[field.name] = star ? Value() : makes ? call_value(field.factory, none, at) : field.fallback;
  }
  bool sure = !cls.open || cls.api_base == nullptr;
  if (sure && (!unknown.empty() || surplus > 0 || !missing.empty())) {
    std::string message = !unknown.empty() ? fmt::format("{}() has no field '{}'", cls.name, unknown)
                          : surplus > 0    ? fmt::format("{}() is given {} too many", cls.name, surplus)
                                           : fmt::format("{}() needs the field '{}'", cls.name, missing);
    if (refused)
      return refuse_keyword(*refused, at,
                            {.kind = "keyword", .cls = "python", .name = std::string(cls.name), .message = message});
    return report(at, "argument_count", "python", std::string(cls.name), std::move(message));
  }
  const Value* post = cls.find("__post_init__");
  if (!post || !post->is(Kind::function)) return;
  Arguments rest;
  if (post->function->parameters.size() > 1) rest.push_back({.value = {}, .name = {}, .node = at, .star = true});
  call_user(*post->function, &object, rest, at);
}

/// Puts arguments into the function's names; reports missing and surplus ones. False if the call can't be made.
bool Checker::bind(UserFunction& f, UserObject* self, Arguments& args, NodeId at, Scope& into) {
  std::vector<bool> filled(f.parameters.size(), false);
  bool star = f.loose || std::any_of(args.begin(), args.end(), [](const Argument& a) { return a.star; });
  size_t position = 0;
  if ((self || f.is_class) && !f.parameters.empty() && !f.is_static &&
      f.parameters[0].kind != ParameterInfo::Kind::star) {
    Value v = Value::make(f.is_class ? Kind::user_class : Kind::object);
    if (f.is_class)
      v.user_class = f.owner;
    else
      v.object = self;
    if (f.is_class && !f.owner) v = {};
    into.values[f.parameters[0].name] = v;
    filled[0] = true;
    position = 1;
  } else if (self && !f.is_static && f.parameters.empty()) {
    report(at, "argument_count", "python", std::string(f.name),
           fmt::format("{}() has no 'self' parameter but is called on an object", f.name));
    return false;
  }
  size_t surplus = 0;
  std::string unknown;
  const Argument* refused = nullptr;
  std::vector<Value> behind;  // what *args takes
  Value named = Value::make(Kind::dict);
  named.dict = &dicts_.emplace_back();
  for (Argument& a : args) {
    if (a.star) continue;
    if (!a.name.empty()) {
      bool found = false, takes_any = false;
      for (size_t i = 0; i < f.parameters.size(); ++i) {
        const ParameterInfo& p = f.parameters[i];
        takes_any = takes_any || p.kind == ParameterInfo::Kind::double_star;
        if (p.name != a.name || p.kind == ParameterInfo::Kind::star || p.kind == ParameterInfo::Kind::double_star)
          continue;
        into.values[p.name] = a.value;
        filled[i] = found = true;
      }
      if (!found && !takes_any) unknown = a.name, refused = &a;
      if (!found) named.dict->put(a.name, a.value);
      continue;
    }
    if (position < f.parameters.size() && f.parameters[position].kind != ParameterInfo::Kind::star &&
        f.parameters[position].kind != ParameterInfo::Kind::double_star &&
        f.parameters[position].kind != ParameterInfo::Kind::keyword_only) {
      into.values[f.parameters[position].name] = a.value;
      filled[position++] = true;
    } else if (position >= f.parameters.size() || f.parameters[position].kind != ParameterInfo::Kind::star) {
      ++surplus;
    } else {
      behind.push_back(a.value);
    }
  }
  std::string missing;
  for (size_t i = 0; i < f.parameters.size(); ++i) {
    const ParameterInfo& p = f.parameters[i];
    if (filled[i]) continue;
    bool optional =
        p.fallback != kNoNode || p.kind == ParameterInfo::Kind::star || p.kind == ParameterInfo::Kind::double_star;
    if (!optional && !star) missing = p.name;
    if (star)  // what nothing calls is looked at by what its annotations say
      into.values[p.name] = finishing_ ? taken_by(p, f.closure) : Value();
    else if (p.kind == ParameterInfo::Kind::star)
      into.values[p.name] = new_list(Kind::tuple, behind, true);
    else
      into.values[p.name] = p.kind == ParameterInfo::Kind::double_star ? named : p.fallback_value;
  }
  if (!finishing_)  // what a loop puts in place of None another function may not
    for (auto& [name, value] : into.values) value.known = value.known && !value.is(Kind::unknown);
  if (f.recursive)  // the next call gives others
    for (auto& [name, value] : into.values) value = without_constant(value.is(Kind::none) ? Value() : value);
  if (f.loose) return true;
  if (!unknown.empty() || surplus > 0 || !missing.empty()) {
    std::string message =
        !unknown.empty() ? fmt::format("{}() has no parameter '{}'", f.name, unknown)
        : surplus > 0    ? fmt::format("{}() is given {} argument{} too many", f.name, surplus, surplus == 1 ? "" : "s")
                         : fmt::format("{}() needs the argument '{}'", f.name, missing);
    if (refused)
      refuse_keyword(*refused, at,
                     {.kind = "keyword", .cls = "python", .name = std::string(f.name), .message = message});
    else
      report(at, "argument_count", "python", std::string(f.name), std::move(message));
    return false;
  }
  return true;
}

Value Checker::call_user(UserFunction& f, UserObject* self, Arguments& args, NodeId at) {
  if (f.active || depth_ >= kMaxDepth || !within_budget()) return {};
  collect_names(f);
  if (f.generator && !generating_) {
    Value v = Value::make(Kind::generator);
    v.generator =
        &generators_.emplace_back(GeneratorObject{.function = &f, .self = self, .arguments = args, .element = {}});
    return v;
  }
  generating_ = false;
  Scope& inner = scopes_.emplace_back();
  inner.parent = f.closure;
  inner.function = &f;
  if (!bind(f, self, args, at, inner)) {
    f.called = f.called || dead_ == 0;
    return {};
  }
  f.called = true;
  Value result = run_body(f, self, inner);
  return f.is_abstract ? Value() : result;
}

Value Checker::run_body(UserFunction& f, UserObject* self, Scope& inner) {
  Scope* outer = std::exchange(scope_, &inner);
  std::vector<LoopState> loops = std::exchange(loops_, {});
  int branches = branches_;
  size_t found = found_.size();
  UserObject* around = frames_.empty() || !f.lambda ? nullptr : frames_.back().self;
  frames_.push_back({.returns = {}, .yields = {}, .function = &f, .self = self ? self : around});
  f.active = true;
  ++depth_;
  Value result;
  if (f.lambda) {
    result = eval(f.body);
  } else {
    Flow flow = block(f.body);
    Frame& frame = frames_.back();
    if (flow == Flow::next) frame.returns.push_back(Value::make(Kind::none));
    const std::vector<Value>& given = f.generator ? frame.yields : frame.returns;
    for (size_t i = 0; i < given.size(); ++i) {
      const Value& r = given[i];
      result = i == 0 ? r : result.is(Kind::none) != r.is(Kind::none) ? Value() : join(result, r);
    }
  }
  --depth_;
  f.active = inner.active = false;
  frames_.pop_back();
  branches_ = branches;
  found_.resize(found);
  loops_ = std::move(loops);
  scope_ = outer;
  return result;
}

/// Iterated for the first time, a generator's body runs; gives what it yields.
Value Checker::run_generator(GeneratorObject& generator, NodeId at) {
  if (std::exchange(generator.has_run, true)) return generator.element;
  generating_ = true;
  generator.element = call_user(*generator.function, generator.self, generator.arguments, at);
  generating_ = false;
  return generator.element;
}

}  // namespace simbench::conformance
