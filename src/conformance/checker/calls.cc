// Calls: of the API, of the script's own functions (inlined with their arguments), of constructors, of callbacks.
#include <fmt/format.h>

#include <algorithm>

#include "api_index/api_index.h"
#include "conformance/checker/checker.h"
#include "conformance/checker/mjcf.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

Arguments Checker::arguments(NodeId node) {
  Arguments out;
  NodeId list = ast_.child(node, Field::arguments);
  if (ast_.type(list) == S::generator_expression) {
    out.push_back({.value = eval(list), .name = {}, .node = list});
    return out;
  }
  for (NodeId a = ast_.first(list); a != kNoNode; a = ast_.next(a)) {
    Argument arg{.value = {}, .name = {}, .node = a};
    switch (ast_.type(a)) {
      case S::keyword_argument:
        arg.name = ast_.text(ast_.child(a, Field::name));
        arg.value = eval(ast_.child(a, Field::value));
        break;
      case S::list_splat: {
        Value v = eval(ast_.first(a));
        if ((v.is(Kind::list) || v.is(Kind::tuple)) && v.list->exact) {
          for (const Value& item : v.list->items) out.push_back({.value = item, .name = {}, .node = a});
          continue;
        }
        if (v.is(Kind::instance) || v.is(Kind::generator)) element_of(v, a);
        arg.star = true;
        break;
      }
      case S::dictionary_splat: {
        Value v = eval(ast_.first(a));
        if (v.is(Kind::dict) && v.dict->exact) {
          for (std::string_view key : v.dict->order)
            out.push_back({.value = v.dict->items[key], .name = key, .node = a});
          continue;
        }
        arg.star = true;
        break;
      }
      default:
        arg.value = eval(a);
        arg.star = ast_.text(a).starts_with('*');  // the grammar takes "*range(3)" for a call of "*range"
    }
    out.push_back(arg);
  }
  return out;
}

Value Checker::call(NodeId node) {
  NodeId function = ast_.child(node, Field::function);
  NodeId at = ast_.type(function) == S::attribute ? ast_.child(function, Field::attribute) : function;
  if (ast_.type(function) == S::identifier && ast_.text(function) == "super" && !frames_.empty() &&
      frames_.back().self) {
    for (NodeId a = ast_.first(ast_.child(node, Field::arguments)); a != kNoNode; a = ast_.next(a)) eval(a);
    Value v = Value::make(Kind::super);
    v.self = frames_.back().self;
    return v;
  }
  Value callee = eval(function);
  Arguments args = arguments(node);
  const ReleaseTest* told = callee.test;  // tuple(map(int, mujoco.__version__.split(".")))
  for (const Argument& a : args)
    if (a.value.test && (!told || !told->of_version)) told = a.value.test;
  Value result = call_value(callee, args, at);
  if (callee.is_opaque() && told && told->of_version && !result.test) result.test = told;
  return result;
}

/// None of the forms of a call fits.
void Checker::refuse(Match match, NodeId at) {
  if (match.refused) return refuse_keyword(*match.refused, at, std::move(match.failure));
  report(at, std::move(match.failure));
}

/// Told where the keyword stands; the run ends at the call.
void Checker::refuse_keyword(const Argument& argument, NodeId at, Violation violation) {
  bool own = ast_.type(argument.node) == S::keyword_argument;
  NodeId place = own ? ast_.child(argument.node, Field::name) : argument.node;
  if (place == kNoNode || at == kNoNode) return report(at, std::move(violation));
  if (ast_[place].line != ast_[at].line) violation.crash_line = static_cast<int>(ast_[at].line) + 1;
  report(place, std::move(violation));
}

/// Class.method(self, …), or a static method.
Value Checker::call_class_method(const Value& callee, Arguments& args, NodeId at) {
  if (!callee.owner) return call_api(*callee.member, nullptr, nullptr, args, at);
  bool is_static = !callee.member->overloads.empty() && callee.member->overloads[0].is_static;
  if (is_static) return call_api(*callee.member, callee.owner, nullptr, args, at);
  std::string label = fmt::format("{}.{}", callee.owner->name, callee.member->name);
  if (args.empty()) {
    report(at, "argument_count", "signature", label, label + " is a method: call it on an object");
    return {};
  }
  Argument self = args.front();
  if (self.value.is(Kind::object) && callee.member->name == "__init__") self.value.object->base_ready = true;
  Type expected{.kind = Type::Kind::instance, .cls = callee.owner, .text = callee.owner->name};
  if (!self.star && fits(self.value, expected) == Fit::no) {
    report(at, "argument_type", "signature", label,
           fmt::format("{} is a method of an object: the first argument must be a {}, not {}", label,
                       callee.owner->name, describe_kind(self.value)));
    return {};
  }
  if (!self.star) args.erase(args.begin());
  return call_api(*callee.member, callee.owner, &self.value, args, at);
}

Value Checker::call_not_callable(const Value& callee, NodeId at) {
  switch (callee.kind) {
    case Kind::module:
    case Kind::none:
    case Kind::boolean:
    case Kind::integer:
    case Kind::number:
    case Kind::text:
    case Kind::list:
    case Kind::tuple:
    case Kind::dict:
    case Kind::array:
      report(at, "not_callable", callee.is(Kind::module) || !callee.text.empty() ? "signature" : "python",
             callee.is(Kind::integer) && !callee.text.empty() ? std::string(callee.text) : describe_kind(callee),
             fmt::format("{} can't be called", describe_kind(callee)));
      return {};
    case Kind::outside_module:
      report(at, "not_callable", "python", std::string(callee.text),
             fmt::format("the module {} can't be called", callee.text));
      return {};
    default:
      return {};
  }
}

Value Checker::call_object(const Value& callee, Arguments& args, NodeId at) {
  UserClass& cls = *callee.object->cls;
  if (const Value* method = cls.find("__call__"); method && method->is(Kind::function))
    return call_user(*method->function, callee.object, args, at);
  if (!cls.find("__call__") && !cls.open && !cls.api_base)
    report(at, "not_callable", "python", std::string(cls.name), fmt::format("'{}' object can't be called", cls.name));
  return {};
}

/// One of several: each may be the one, so that nothing in them is fatal.
Value Checker::call_choice(const Value& callee, const Arguments& args, NodeId at) {
  Value result;
  ++quiet_;
  ++maybe_;
  for (size_t i = 0; i < callee.list->items.size(); ++i) {
    Arguments own = args;
    Value one = call_value(callee.list->items[i], own, at);
    result = i == 0 ? one : join(result, one);
  }
  --maybe_;
  --quiet_;
  return result;
}

Value Checker::call_value(const Value& callee, Arguments& args, NodeId at) {
  for (const Argument& a : args)
    if (a.value.is(Kind::object) && a.value.object->cls->api_base && a.value.object->cls->api_base->director &&
        (callee.is(Kind::bound_method) || callee.is(Kind::api_class)) && dead_ == 0 &&
        std::find(escaped_.begin(), escaped_.end(), a.value.object) == escaped_.end())
      escaped_.push_back(a.value.object);
  switch (callee.kind) {
    case Kind::bound_method: {
      if (callee.self && callee.member->name == "__init__") {
        callee.self->base_ready = true;
        if (callee.owner->is_abstract) {
          report(at, "abstract", "misplaced", std::string(callee.owner->name),
                 fmt::format("{} is abstract, and Python can't complete it", callee.owner->name));
          return {};
        }
      }
      Value self = Value::make(Kind::instance);
      self.cls = callee.owner;
      return call_api(*callee.member, callee.owner, &self, args, at);
    }
    case Kind::api_function:
      return call_class_method(callee, args, at);
    case Kind::api_class:
      return construct(*callee.cls, args, at);
    case Kind::user_class:
      return construct_user(*callee.user_class, args, at);
    case Kind::function:
      return call_user(*callee.function, nullptr, args, at);
    case Kind::bound_function:
      return call_user(*callee.function, callee.self, args, at);
    case Kind::partial: {
      Arguments all = callee.partial->arguments;
      bool any = std::any_of(all.begin(), all.end(), [](const Argument& a) { return a.star; });
      if (!any) all.insert(all.end(), args.begin(), args.end());
      return call_value(callee.partial->callee, all, at);
    }
    case Kind::choice:
      return call_choice(callee, args, at);
    case Kind::builtin:
      if (callee.text.starts_with('#')) return call_method_of_basic(callee.text, callee, args, at);
      return call_builtin(callee.text, args, at);
    case Kind::object:
      return call_object(callee, args, at);
    case Kind::instance:
      if (callee.cls->find("__call__") || callee.cls->open) {
        offer(args, at, false);
        return {};
      }
      report(at, "not_callable", "signature", std::string(callee.cls->name),
             fmt::format("a {} object can't be called", callee.cls->name));
      return {};
    case Kind::unknown:
      offer(args, at, false);
      return {};
    default:
      return call_not_callable(callee, at);
  }
}

/// Functions that are handed to something that isn't known: it may call them, with arguments of its own. What is wrong
/// in them is fatal only if it `surely` calls them.
void Checker::offer(const Arguments& args, NodeId at, bool surely, bool takes_methods) {
  for (const Argument& a : args) {
    if (a.value.is(Kind::generator)) run_generator(*a.value.generator, at);
    if (!a.value.is_callable() || a.value.is(Kind::api_class) || a.value.is(Kind::user_class)) continue;
    bool own = a.value.is(Kind::function) || a.value.is(Kind::bound_function);
    if (!own && !a.value.is(Kind::partial) && !takes_methods) continue;
    if (own && a.value.function->called && !surely) continue;
    quiet_ += !surely;
    ++maybe_;
    ++branches_;
    Arguments any{{.value = {}, .name = {}, .node = at, .star = true}};
    call_value(a.value, any, at);
    --branches_;
    --maybe_;
    quiet_ -= !surely;
  }
}

/// Text that looks like MJCF is held against the schema that the package publishes.
void Checker::check_mjcf(const Argument& argument, NodeId at) {
  if (!index_.mjcf() || !argument.value.known || argument.value.text.find("<mujoco") == std::string_view::npos) return;
  for (Violation& v : find_mjcf_errors(*index_.mjcf(), argument.value.text, api_index::renames_of(index_.package())))
    report(argument.node == kNoNode ? at : argument.node, std::move(v));
}

Value Checker::call_api(const Member& member, const ApiClass* owner, const Value* self, Arguments& args, NodeId at) {
  if (member.kind != Member::Kind::method) return {};
  for (const Argument& a : args)
    if (a.value.is(Kind::text)) check_mjcf(a, at);
  if (!take_callback(member, owner, args)) offer(args, at, false, false);
  Match m = match(member, owner, args);
  if (m.fitting.empty()) {
    if (member.overloads.empty()) return {};
    refuse(std::move(m), at);
    if (dead_ == 0) note_step(member, owner, at);
    return member.overloads.size() == 1 ? value_of(member.overloads[0].result) : Value();
  }
  const ApiClass* named = self && self->is(Kind::instance) ? self->cls : owner;
  if (named) named = named->definer(member.name);
  bool special = member.name == "__init__";
  Value result = value_of(m.fitting[0]->result);
  for (size_t i = 1; i < m.fitting.size(); ++i) result = join(result, value_of(m.fitting[i]->result));
  // Functions that make a value (QuatFromAngleX, GetChronoDataFile) belong to the call that takes it.
  bool folds = !owner && (result.is(Kind::instance) || result.is(Kind::text));
  if (folds) result.text = keep(fmt::format("{}({})", member.name, arguments_text(args)));
  if (!owner && member.name == "mj_versionString") result = constant_text(index_.version());
  if (!owner && member.name.starts_with("mj_version")) result.test = version_told(result.is(Kind::text));
  // It gives anew what it is given; the docstring says "object".
  if (owner && owner->name == "MjSpec" && member.name == "recompile" && args.size() > 1 && !args[0].star)
    result = new_list(Kind::tuple, {args[0].value, args[1].value}, true);
  if (dead_ == 0 && member.name.starts_with("Report")) run_callbacks(at);  // they report before they return
  if (dead_ == 0 && !special) {
    note_step(member, owner, at);
    if (!folds) add_event(named ? fmt::format("{}.{}", named->name, member.name) : std::string(member.name), args, at);
  }
  return result;
}

Value Checker::construct(const ApiClass& cls, Arguments& args, NodeId at) {
  Value v = Value::make(Kind::instance);
  v.cls = &cls;
  const Member* constructor = cls.find_own("__init__");
  if (cls.is_abstract) {
    report(at, "abstract", "misplaced", std::string(cls.name),
           fmt::format("{} is abstract: make one of its subclasses", cls.name));
    return v;
  }
  if (!constructor) constructor = cls.find("__init__");
  if (!constructor) return v;
  for (const Argument& a : args)
    if (a.value.is(Kind::text)) check_mjcf(a, at);
  Match m = match(*constructor, &cls, args);
  if (m.fitting.empty()) {
    if (!constructor->overloads.empty()) refuse(std::move(m), at);
    return v;
  }
  if (cls.is_value())
    v.text = keep(fmt::format("{}({})", cls.name, arguments_text(args)));
  else if (dead_ == 0)
    add_event(std::string(cls.name), args, at);
  return v;
}

Value Checker::construct_user(UserClass& cls, Arguments& args, NodeId at) {
  UserObject& object = objects_.emplace_back();
  object.cls = &cls;
  Value v = Value::make(Kind::object);
  v.object = &object;
  if (cls.enumeration) return enumerator(cls, {}, {});  // Mode(1), Mode("fast")
  if (const Value* make = cls.find("__new__"); make && make->is(Kind::function)) {
    Arguments same = args;
    call_user(*make->function, nullptr, same, at);
  }
  const Value* init = cls.find("__init__");
  if (!init && cls.record && !cls.api_base) {
    bind_record(cls, object, args, at);
  } else if (init && init->is(Kind::function)) {
    call_user(*init->function, &object, args, at);
  } else if (!init && cls.api_base && cls.api_base->is_abstract) {
    report(at, "abstract", "misplaced", std::string(cls.api_base->name),
           fmt::format("{} is abstract, and Python can't complete it", cls.api_base->name));
  } else if (!init && cls.api_base) {
    object.base_ready = true;
    const Member* constructor = cls.api_base->find("__init__");
    if (constructor && !constructor->overloads.empty()) {
      Match m = match(*constructor, cls.api_base, args);
      if (m.fitting.empty()) refuse(std::move(m), at);
    }
  } else if (!init && !cls.open && !args.empty() && !args[0].star && cls.bases.empty()) {
    report(at, "argument_count", "python", std::string(cls.name), fmt::format("{}() takes no arguments", cls.name));
  }
  if (cls.api_base && dead_ == 0) add_event(std::string(cls.api_base->name), args, at);
  return v;
}

/// Calls that make the simulation go: the first of them lets callbacks run.
void Checker::note_step(const Member& member, const ApiClass* owner, NodeId at) {
  std::string_view name = member.name;
  bool step = name.starts_with("DoStep") || name.starts_with("DoFrameDynamics") || name.starts_with("DoStatic") ||
              name == "DoEntireDynamics" || name.starts_with("DoEntireKinematics") ||
              name == "DoEntireUniformDynamics" || name == "StepDynamics" ||
              (!owner && (name == "mj_step" || name == "mj_step1" || name == "mj_step2" || name == "mj_Euler" ||
                          name == "mj_RungeKutta" || name == "mj_implicit" || name == "rollout" || name == "launch")) ||
              (owner && name == "rollout");
  if (!step && name == "Advance" && owner) {
    bool helper = owner->name.find("Driver") != std::string_view::npos ||
                  owner->name.find("Terrain") != std::string_view::npos ||
                  owner->name.find("Visual") != std::string_view::npos;
    step = !helper;
  }
  if (!step) return;
  if (blocked_at_ < 0) report_.steps = true;
  last_step_ = at;
  run_callbacks(at);
  if (dead_ == 0) run_functions_handed_over(at);
}

/// mujoco.set_mjcb_control(f): MuJoCo calls f in each step from then on.
bool Checker::take_callback(const Member& member, const ApiClass* owner, const Arguments& args) {
  if (owner || !member.name.starts_with("set_mjcb_") || args.size() != 1 || args[0].star) return false;
  if (dead_ > 0) return true;
  std::erase_if(handed_over_, [&](const auto& function) { return function.first == member.name; });
  if (args[0].value.is_callable() || args[0].value.is(Kind::object))
    handed_over_.emplace_back(member.name, args[0].value);
  return true;
}

/// With a model and its state, and what else the setter's kind of function gets. An exception in one comes out of the
/// step as it is. Only controls and passive forces are surely asked for.
void Checker::run_functions_handed_over(NodeId step) {
  for (auto& [setter, function] : std::exchange(handed_over_, {})) {
    Arguments args;
    for (std::string_view name : {"MjModel", "MjData"})
      if (const ApiClass* cls = setter.ends_with("_time") ? nullptr : index_.find_class(name)) {
        Value v = Value::make(Kind::instance);
        v.cls = cls;
        args.push_back({.value = v, .name = {}, .node = step});
      }
    bool of_a_pair = setter.ends_with("contactfilter"),
         surely = setter.ends_with("control") || setter.ends_with("passive");
    int numbers = of_a_pair ? 2 : surely || setter.ends_with("_time") ? 0 : 1;
    for (int i = 0; i < numbers; ++i) args.push_back({.value = Value::make(Kind::integer), .name = {}, .node = step});
    quiet_ += !surely;
    ++maybe_;
    call_value(function, args, step);
    --maybe_;
    quiet_ -= !surely;
  }
}

/// Why the simulator can't call into an object at all; "" if it can.
std::string Checker::callback_fault(const UserObject& object) const {
  const UserClass& cls = *object.cls;
  if (cls.open || !cls.api_base) return {};
  bool overrides = false;
  for (const auto& [name, value] : cls.attributes.values)
    overrides = overrides || (!name.starts_with("__") && cls.api_base->find(name));
  if (!object.alive() && overrides)
    return fmt::format(
        "nothing keeps the {} alive: Python has thrown it away when the simulator calls into it; give it a name that "
        "lasts",
        cls.name);
  for (std::string_view pure : cls.api_base->pure)
    if (!cls.find(pure)) return fmt::format("{} doesn't define {}, which the simulator calls", cls.name, pure);
  return {};
}

void Checker::run_callbacks(NodeId step) {
  if (callback_step_ != kNoNode) return;
  std::vector<UserObject*> objects = std::exchange(escaped_, {});
  for (UserObject* object : objects) {
    if (std::string fault = callback_fault(*object); !fault.empty()) {
      report(step, "override", "python", std::string(object->cls->name), std::move(fault));
      continue;
    }
    // In which order the simulator calls back isn't known: what is None now may have been set by another callback.
    for (auto& [name, value] : object->values)
      if (value.is(Kind::none)) set(*object, name, Value());
    for (UserClass* c = object->cls; c;) {
      for (const auto& [name, value] : c->attributes.values) {
        if (!value.is(Kind::function) || name.starts_with("__")) continue;
        const Member* api = c->api_base->find(name);
        if (api && api->kind == Member::Kind::method) check_override(*object, *value.function, *api, step);
      }
      UserClass* next = nullptr;
      for (const Value& base : c->bases)
        if (base.is(Kind::user_class) && base.user_class->api_base) next = base.user_class;
      c = next;
    }
  }
}

/// The simulator calls an override with the API's parameters; a wrong signature or body fails inside the step.
void Checker::check_override(UserObject& object, UserFunction& f, const Member& api, NodeId step) {
  if (api.overloads.empty() || f.called) return;
  const Signature& s = api.overloads[0];
  Arguments args;
  for (const Parameter& p : s.parameters) args.push_back({.value = value_of(p.type), .name = {}, .node = f.node});
  callback_step_ = step;
  ++maybe_;
  Value given = call_user(f, &object, args, f.node);
  --maybe_;
  callback_step_ = kNoNode;
  bool wants = s.result.kind == Type::Kind::number || s.result.kind == Type::Kind::integer ||
               (s.result.kind == Type::Kind::instance && s.result.cls->is_value());
  if (wants && (given.is(Kind::none) || given.is(Kind::text) || given.is_list()))
    report(step, "override", "python", fmt::format("{}.{}", object.cls->name, f.name),
           fmt::format("{}.{} gives {} where the simulator wants {}", object.cls->name, f.name, describe_kind(given),
                       s.result.text));
}

void Checker::add_event(std::string name, const Arguments& args, NodeId at) {
  if (again_) return;
  const AstNode& node = ast_[at == kNoNode ? 0 : at];
  report_.events.push_back(
      {std::move(name), arguments_text(args), static_cast<int>(node.line) + 1, static_cast<int>(node.column) + 1});
}

std::string Checker::arguments_text(const Arguments& args) const {
  std::string out;
  for (const Argument& a : args) {
    if (!out.empty()) out += ", ";
    out += a.star ? "…" : describe_value(a.value);
  }
  return out;
}

}  // namespace simbench::conformance
