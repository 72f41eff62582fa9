// Attribute access: what `object.name` is, and what it isn't.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "conformance/checker/checker.h"
#include "conformance/checker/python_names.h"

namespace simbench::conformance {

using Kind = Value::Kind;

Value Checker::attribute(NodeId node) {
  NodeId name_node = ast_.child(node, Field::attribute);
  Value object = eval(ast_.child(node, Field::object));
  std::string_view name = ast_.text(name_node);
  Value v = member_of(object, name, name_node);
  if (object.test && object.test->of_version && !v.test)  // Version("4.0.0").minor
    v.test = name == "minor" || name == "micro" || name == "patch" ? version_told(false) : object.test;
  return v;
}

Value Checker::value_of(const Type& type, std::string_view description) {
  Value v;
  switch (type.kind) {
    case Type::Kind::none:
      return Value::make(Kind::none);
    case Type::Kind::boolean:
      return Value::make(Kind::boolean);
    case Type::Kind::integer:
    case Type::Kind::enumeration:
      v = Value::make(Kind::integer);
      break;
    case Type::Kind::number:
      return Value::make(Kind::number);
    case Type::Kind::text:
      return Value::make(Kind::text);
    case Type::Kind::array:
      v = Value::make(Kind::array);
      v.known = true;
      return v;
    case Type::Kind::instance:
      v = Value::make(Kind::instance);
      v.cls = type.cls;
      break;
    case Type::Kind::sequence:
      if (index_.closed_objects() && (!type.element || type.element->kind != Type::Kind::instance)) return v;
      return new_list(index_.closed_objects() ? Kind::list : Kind::tuple,
                      type.element ? std::vector<Value>{value_of(*type.element)} : std::vector<Value>{}, false);
    default:
      return v;
  }
  v.text = description;
  return v;
}

/// A name of a module that isn't the API's: known by its dotted name.
Value Checker::outside_member(std::string_view module, std::string_view name, NodeId at) {
  Value v = Value::make(Kind::builtin);
  v.text = keep(fmt::format("{}.{}", module, name));
  if (module == "math" || v.text == "numpy.pi") {
    if (std::optional<double> constant = math_constant(v.text == "numpy.pi" ? "math.pi" : v.text))
      return std::isfinite(*constant) ? Value::constant(Kind::number, *constant) : Value::make(Kind::number);
    if (!find_function(v.text) && !name.starts_with("__"))
      report(at, "module_attribute", "python", std::string(v.text),
             fmt::format("module 'math' has no attribute '{}'", name));
    return v;
  }
  if (module.starts_with("numpy") && !name.starts_with("__") && !numpy_may_have(module, name))
    report(at, "module_attribute", "python", std::string(v.text),
           fmt::format("module '{}' has no attribute '{}'", module, name));
  if (v.text == "typing.TYPE_CHECKING") return Value::constant(Kind::boolean, 0);
  if (v.text == "sys.platform") return constant_text("linux");
  if (v.text == "os.name") return constant_text("posix");
  return v;
}

Value Checker::member_of(const Value& object, std::string_view name, NodeId at) {
  if (name == "__version__" && object.is(Kind::module)) return module_member(*object.module, name, at);
  if (name == "__dict__" && object.is(Kind::module)) return names_held_by(object);
  if (name.starts_with("__") && !object.is(Kind::instance) && !object.is(Kind::api_class) && !object.is(Kind::super))
    return {};
  switch (object.kind) {
    case Kind::module: {
      if (object.module->has(name)) return module_member(*object.module, name, at);
      std::string dotted = fmt::format("{}.{}", object.text, name);
      if (index_.module(dotted)) {
        if (imported_.contains(dotted) || name.starts_with('_')) return module_value(keep(std::move(dotted)));
        Violation v{.kind = "module_attribute", .cls = "import", .name = dotted};
        v.message = fmt::format("{} was never imported", dotted);
        v.suggestion = "import " + dotted;
        report(at, std::move(v));
        return module_value(keep(std::move(dotted)));
      }
      return module_member(*object.module, name, at);
    }
    case Kind::outside_module:
      return outside_member(object.text, name, at);
    case Kind::builtin:
      if (object.text == "#names") names_open_ = true;
      return object.text.find('.') == std::string_view::npos || object.text.starts_with('#')
                 ? Value()
                 : outside_member(object.text, name, at);
    case Kind::api_class:
      return class_member(*object.cls, object, name, at);
    case Kind::instance:
      return class_member(*object.cls, object, name, at);
    case Kind::object:
      return object_member(*object.object, name, at);
    case Kind::user_class:
      return user_class_member(*object.user_class, name, at);
    case Kind::super: {
      UserObject* self = object.self;
      for (const Value& base : self->cls->bases) {
        if (base.is(Kind::user_class)) {
          if (const Value* found = base.user_class->find(name); found && found->is(Kind::function)) {
            Value v = Value::make(Kind::bound_function);
            v.function = found->function;
            v.self = self;
            return v;
          }
          if (!base.user_class->api_base) continue;
        }
        const ApiClass* api = base.is(Kind::api_class)    ? base.cls
                              : base.is(Kind::user_class) ? base.user_class->api_base
                                                          : nullptr;
        if (!api) return {};
        Value instance = Value::make(Kind::instance);
        instance.cls = api;
        Value v = class_member(*api, instance, name, at);
        v.self = self;
        return v;
      }
      return {};
    }
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
      return list_member(object, name, at);
    case Kind::none:
      report(at, "none_attribute", "python", fmt::format("None.{}", name),
             fmt::format("None has no attribute '{}'", name));
      return {};
    case Kind::bound_method:
      report(at, "method_attribute", "python", fmt::format("{}.{}", object.member->name, name),
             fmt::format("{} is a method; was it to be called: {}()?", object.member->name, object.member->name));
      return {};
    case Kind::integer:
    case Kind::number:
    case Kind::boolean:
    case Kind::text:
    case Kind::dict:
    case Kind::array:
      if (was_found(object, name)) return {};
      if (object.is(Kind::array) && is_array_property(name)) return array_property(name);
      if (has_builtin_member(describe_kind(object), name)) {
        Value v = Value::make(Kind::builtin);
        v.text = keep(fmt::format("#{}.{}", describe_kind(object), name));
        if (object.is(Kind::dict)) v.dict = object.dict;
        return v;
      }
      if (object.is(Kind::text) || !object.text.empty() || object.is(Kind::number) || object.is(Kind::boolean) ||
          object.is(Kind::dict) || object.is(Kind::integer) || object.is(Kind::array))
        report(at, "attribute", "python", fmt::format("{}.{}", describe_kind(object), name),
               fmt::format("{} has no attribute '{}'", describe_kind(object), name));
      return {};
    case Kind::api_function:
    case Kind::function:
      if (object.is(Kind::api_function))
        report(at, "method_attribute", "python", fmt::format("{}.{}", object.member->name, name),
               fmt::format("{} is a function; it has no attribute '{}'", object.member->name, name));
      return {};
    case Kind::unknown:
      return object.list ? member_of_one(*object.list, name, at) : Value();
    default:
      return {};
  }
}

Value Checker::module_member(const ApiModule& module, std::string_view name, NodeId at) {
  if (const ApiClass* c = module.find_class(name)) {
    Value v = Value::make(Kind::api_class);
    v.cls = c;
    return v;
  }
  const Member* member = module.find_member(name);
  bool version = name == "__version__" && &module == index_.root();
  if (version) {
    Value v = constant_text(index_.version());
    v.test = version_told(true);
    return v;
  }
  if (!member) {
    std::string sub = fmt::format("{}.{}", index_.package(), name);
    if (imported_.contains(sub) && &module == index_.root()) return module_value(keep(std::move(sub)));
    if (std::string_view from = index_.distribution_of(fmt::format("{}.{}", module.name, name)); !from.empty())
      module_apart(fmt::format("{}.{}", module.name, name), from, at);
    else if (!name.starts_with("_") && !module.open)  // what is private isn't indexed
      missing_in_module(module, name, at);
    return {};
  }
  if (member->kind == Member::Kind::method) {
    Value v = Value::make(Kind::api_function);
    v.member = member;
    return v;
  }
  Value v = value_of(member->type, member->name);
  if (name == "mjVERSION_HEADER") v.test = version_told(false);
  return v;
}

Value Checker::class_member(const ApiClass& cls, const Value& object, std::string_view name, NodeId at) {
  const Member* member = cls.find(name);
  if (!member) {
    if (cls.open || was_found(object, name) || name.starts_with("__")) return {};
    if (name == "this" || name == "thisown") return {};
    missing_member(cls, name, at, object.is(Kind::api_class) ? "class_attribute" : "attribute");
    return {};
  }
  switch (member->kind) {
    case Member::Kind::constant:
      return value_of(member->type, member->name);
    case Member::Kind::property:
      return object.is(Kind::api_class) ? Value() : value_of(member->type);
    case Member::Kind::method:
      break;
  }
  Value v = Value::make(object.is(Kind::api_class) ? Kind::api_function : Kind::bound_method);
  v.member = member;
  v.owner = &cls;
  return v;
}

Value Checker::object_member(UserObject& object, std::string_view name, NodeId at) {
  Value self = Value::make(Kind::object);
  self.object = &object;
  if (auto it = object.values.find(name); it != object.values.end()) return it->second;
  if (const Value* found = object.cls->find(name)) {
    if (!found->is(Kind::function)) return *found;
    if (found->function->is_property) {
      Arguments none;
      return call_user(*found->function, &object, none, at);
    }
    Value v = Value::make(found->function->is_static ? Kind::function : Kind::bound_function);
    v.function = found->function;
    v.self = &object;
    return v;
  }
  if (object.cls->api_base) {
    if (object.cls->api_base->find(name)) {
      Value instance = Value::make(Kind::instance);
      instance.cls = object.cls->api_base;
      Value v = class_member(*object.cls->api_base, instance, name, at);
      v.self = &object;
      return v;
    }
    if (object.cls->api_base->open) return {};
  }
  if (object.cls->open || object.cls->has_self_attribute(name) || object.cls->find("__getattr__") ||
      was_found(self, name) || may_come_from_elsewhere(*object.cls, name))
    return {};
  if (object.cls->api_base) {
    missing_member(*object.cls->api_base, name, at, "attribute");
  } else {
    std::vector<std::string> known(object.cls->self_attributes.begin(), object.cls->self_attributes.end());
    for (const auto& [key, value] : object.cls->attributes.values) known.emplace_back(key);
    Violation v{.kind = "attribute", .cls = "python", .name = fmt::format("{}.{}", object.cls->name, name)};
    v.message = fmt::format("'{}' object has no attribute '{}'", object.cls->name, name);
    v.suggestion = nearest(name, known);
    report(at, std::move(v));
  }
  return {};
}

/// Declared and set by whoever uses the class; or, of a method that nothing calls, brought by a class that derives.
bool Checker::may_come_from_elsewhere(const UserClass& cls, std::string_view name) const {
  if (cls.declares(name)) return true;
  if (!finishing_) return false;
  return cls.name.ends_with("Mixin") || std::any_of(classes_.begin(), classes_.end(), [&](const UserClass& other) {
           bool has = other.find(name) || other.has_self_attribute(name) || other.declares(name) || other.open ||
                      (other.api_base && other.api_base->find(name));
           return has && &other != &cls && other.derives_from(&cls);
         });
}

/// Of Union[A, B] only what none of them has is told.
Value Checker::member_of_one(const ListObject& classes, std::string_view name, NodeId at) {
  for (const Value& one : classes.items)
    if (has_attribute(one, name) != false) return {};
  Violation v{.kind = "attribute", .cls = "", .name = fmt::format("{}.{}", classes.items[0].cls->name, name)};
  for (const Value& one : classes.items) {
    Finding finding = diagnosis_.missing_member(*one.cls, name);
    v.message += fmt::format("{}'{}'{}", v.message.empty() ? "" : ", nor has ", one.cls->name,
                             v.message.empty() ? fmt::format(" has no '{}'", name) : "");
    if (v.cls.empty()) v.cls = finding.cls;
    if (v.suggestion.empty()) v.suggestion = finding.suggestion;
  }
  report(at, std::move(v));
  return {};
}

Value Checker::user_class_member(UserClass& cls, std::string_view name, NodeId at) {
  if (const Value* found = cls.find(name)) return *found;
  if (cls.api_base) {
    Value as_class = Value::make(Kind::api_class);
    as_class.cls = cls.api_base;
    if (cls.api_base->find(name)) return class_member(*cls.api_base, as_class, name, at);
  }
  if (!cls.open && !cls.has_self_attribute(name) && !name.starts_with("__"))
    report(at, "class_attribute", "python", fmt::format("{}.{}", cls.name, name),
           fmt::format("class '{}' has no attribute '{}'", cls.name, name));
  return {};
}

/// What isn't called: arr.T, arr.size.
Value Checker::array_property(std::string_view name) {
  if (name == "size" || name == "ndim" || name == "itemsize" || name == "nbytes") return Value::make(Kind::integer);
  return name == "T" || name == "mT" ? Value::make(Kind::array) : Value();
}

Value Checker::list_member(const Value& object, std::string_view name, NodeId at) {
  if (!has_builtin_member(describe_kind(object), name)) {
    if (was_found(object, name)) return {};
    report(at, "attribute", "python", fmt::format("{}.{}", describe_kind(object), name),
           fmt::format("{} has no attribute '{}'", describe_kind(object), name));
    return {};
  }
  Value v = object;
  v.kind = Kind::builtin;
  v.text = keep(fmt::format("#{}.{}", describe_kind(object), name));
  return v;
}

/// A module that only another distribution brings.
void Checker::module_apart(std::string_view dotted, std::string_view distribution, NodeId at) {
  report(at, "import", "import", std::string(dotted),
         fmt::format("there is no module {} in {}: the package {} brings it", dotted, index_.name(), distribution));
}

void Checker::missing_in_module(const ApiModule& module, std::string_view name, NodeId at) {
  Finding finding = diagnosis_.missing_in_module(module, name);
  Violation v{.kind = "module_attribute", .cls = finding.cls, .name = std::string(name)};
  Value object = Value::make(Kind::module);
  object.module = &module;
  v.deliberate = elsewhere_ > 0 && was_found(object, name);
  v.message = fmt::format("module '{}' has no '{}'", module.name, name);
  if (!finding.hint.empty()) v.message += "; " + finding.hint;
  v.suggestion = finding.suggestion;
  v.certain_rename = finding.certain;
  report(at, std::move(v));
}

void Checker::missing_member(const ApiClass& cls, std::string_view name, NodeId at, std::string_view kind) {
  Finding finding = diagnosis_.missing_member(cls, name);
  Violation v{.kind = std::string(kind), .cls = finding.cls, .name = fmt::format("{}.{}", cls.name, name)};
  v.message = fmt::format("'{}' has no '{}'", cls.name, name);
  if (!finding.hint.empty()) v.message += "; " + finding.hint;
  v.suggestion = finding.suggestion;
  v.certain_rename = finding.certain;
  report(at, std::move(v));
}

}  // namespace simbench::conformance
