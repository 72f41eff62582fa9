// Assignments: to names, attributes, elements and patterns.
#include <fmt/format.h>

#include "conformance/checker/checker.h"
#include "conformance/checker/python_names.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

namespace {

/// pybind11's setters don't say whether they take None: for an object they may.
bool takes_none(const Type& type) {
  return type.kind != Type::Kind::number && type.kind != Type::Kind::integer && type.kind != Type::Kind::text &&
         type.kind != Type::Kind::array;
}

}  // namespace

/// "a = b = value" is one assignment within the other; the targets get the value from left to right.
void Checker::assignment(NodeId node) {
  std::vector<NodeId> targets;
  NodeId right = node;
  for (; ast_.type(right) == S::assignment; right = ast_.child(right, Field::right)) {
    targets.push_back(ast_.child(right, Field::left));
    NodeId type = ast_.child(right, Field::type);
    if (type == kNoNode) continue;
    if (scope_->function == nullptr) {
      annotation(type);
    } else {  // Python doesn't look at it
      ++dead_;
      annotation_in_text(ast_.first(type));
      --dead_;
    }
  }
  if (right == kNoNode) return;  // "x: int" alone binds nothing
  Value value = eval(right);
  for (NodeId target : targets) assign(target, value);
}

void Checker::assign(NodeId target, Value value) {
  switch (ast_.type(target)) {
    case S::identifier:
      assign_name(ast_.text(target), value);
      break;
    case S::attribute:
      assign_attribute(target, value);
      break;
    case S::subscript:
      assign_subscript(target, value);
      break;
    case S::pattern_list:
    case S::tuple_pattern:
    case S::list_pattern:
    case S::tuple:
    case S::list:
    case S::expression_list:
      unpack(target, value);
      break;
    case S::parenthesized_expression:
      assign(ast_.first(target), value);
      break;
    case S::list_splat_pattern:
      assign(ast_.first(target), Value());
      break;
    default:
      break;
  }
}

void Checker::unpack(NodeId target, const Value& value) {
  size_t wanted = 0;
  bool star = false;
  for (NodeId t = ast_.first(target); t != kNoNode; t = ast_.next(t)) {
    ++wanted;
    star = star || ast_.type(t) == S::list_splat_pattern;
  }
  bool exact = (value.is(Kind::list) || value.is(Kind::tuple)) && value.list->exact;
  if (exact && !star && value.list->items.size() != wanted)
    report(target, "unpack", "python", "unpack",
           fmt::format("{} values are unpacked into {} names", value.list->items.size(), wanted));
  Value element = exact ? Value() : element_of(value, target);
  if (element.test && element.test->of_version) element.test = version_told(false);
  size_t i = 0;
  for (NodeId t = ast_.first(target); t != kNoNode; t = ast_.next(t), ++i)
    assign(t, exact && !star && i < value.list->items.size() ? value.list->items[i] : element);
}

void Checker::assign_attribute(NodeId target, const Value& value) {
  NodeId object_node = ast_.child(target, Field::object), name_node = ast_.child(target, Field::attribute);
  std::string_view name = ast_.text(name_node);
  Value object = eval(object_node);
  keep_alive(value);
  if (object.is(Kind::object)) {
    if (UserFunction* setter = object.object->cls->find_setter(name)) {
      Arguments args{{.value = value, .name = {}, .node = name_node}};
      call_user(*setter, object.object, args, name_node);
      return;
    }
    const Value* own = object.object->cls->find(name);
    bool property = own && own->is(Kind::function) && own->function->is_property && !own->function->is_cached;
    if (property && !object.object->cls->find("__setattr__"))
      return report(name_node, "read_only", "python", fmt::format("{}.{}", object.object->cls->name, name),
                    fmt::format("property '{}' of '{}' object has no setter", name, object.object->cls->name));
    const ApiClass* base = object.object->cls->api_base;
    const Member* member = base ? base->find(name) : nullptr;
    if (!member || member->kind != Member::Kind::property) {
      set(*object.object, name, looping_ > 0 ? without_constant(value) : value);
      return;
    }
    object = Value::make(Kind::instance);
    object.cls = base;
  }
  if (object.is(Kind::user_class)) {
    set(object.user_class->attributes, name, value);
    return;
  }
  if (object.is(Kind::none)) {
    report(name_node, "none_attribute", "python", fmt::format("None.{}", name),
           fmt::format("None has no attribute '{}'", name));
    return;
  }
  if (object.is(Kind::bound_method) || object.is(Kind::builtin)) {
    if (object.is(Kind::bound_method))
      report(name_node, "method_attribute", "python", fmt::format("{}.{}", object.member->name, name),
             fmt::format("{} is a method; was it to be called: {}()?", object.member->name, object.member->name));
    return;
  }
  if (object.is_numeric() || object.is(Kind::text) || object.is(Kind::list) || object.is(Kind::tuple) ||
      (object.is(Kind::array) && !has_builtin_member("array", name))) {
    report(name_node, "attribute", "python", fmt::format("{}.{}", describe_kind(object), name),
           fmt::format("{} takes no attribute '{}'", describe_kind(object), name));
    return;
  }
  if (!object.is(Kind::instance)) return;
  const Member* member = object.cls->find(name);
  std::string label = fmt::format("{}.{}", object.cls->name, name);
  if (member && member->kind == Member::Kind::property) {
    if (!member->writable)
      return report(name_node, "read_only", "signature", label, fmt::format("{} can't be set: it is read-only", label));
    bool cleared = value.is(Kind::none) && index_.closed_objects() && takes_none(member->type);
    if (!cleared && fits(value, member->type) == Fit::no)
      report(name_node, "argument_type", "signature", label,
             fmt::format("{} takes {}, not {}", label, member->type.text, describe_kind(value)));
    else if (dead_ == 0)
      add_event(label + "=", {Argument{.value = value, .name = {}, .node = target}}, name_node);
    return;
  }
  if (index_.closed_objects() && !object.cls->open) {
    missing_member(*object.cls, name, name_node, "attribute");
    return;
  }
  written_attributes_.insert(name);
  if (member) return;  // hides a method: legal
  // Python keeps the value on the proxy; the simulator never sees it.
  Violation v{.kind = "silent_attribute",
              .cls = "invented",
              .name = label,
              .message = fmt::format("{} isn't part of the API: setting it has no effect", label)};
  std::vector<std::string> fields;
  for (std::string& known : object.cls->member_names())
    if (const Member* m = object.cls->find(known); m && m->kind == Member::Kind::property)
      fields.push_back(std::move(known));
  for (const std::string& field : fields)
    if (field == "m_" + std::string(name)) v.suggestion = field;
  if (v.suggestion.empty()) v.suggestion = nearest(name, fields);
  if (!v.suggestion.empty()) v.message += fmt::format("; did you mean {}?", v.suggestion);
  v.deliberate = is_read(name);
  ++quiet_;
  report(name_node, std::move(v));
  --quiet_;
}

/// Whether the script reads an attribute of that name anywhere, be it as a text (getattr): then it keeps something of
/// its own there.
bool Checker::is_read(std::string_view attribute) {
  if (!read_attributes_) {
    read_attributes_.emplace();
    std::unordered_set<NodeId> targets;
    for (NodeId i = 0; i < ast_.size(); ++i) {
      if (ast_.type(i) == S::assignment) targets.insert(ast_.child(i, Field::left));
      if (ast_.type(i) == S::attribute && !targets.contains(i))
        read_attributes_->insert(ast_.text(ast_.child(i, Field::attribute)));
      if (ast_.type(i) == S::call && ast_.text(ast_.child(i, Field::function)).ends_with("attr"))
        for (NodeId a = ast_.first(ast_.child(i, Field::arguments)); a != kNoNode; a = ast_.next(a))
          if (std::string_view text = ast_.text(a); ast_.type(a) == S::string && text.size() > 2)
            read_attributes_->insert(text.substr(1, text.size() - 2));
    }
  }
  return read_attributes_->contains(attribute);
}

void Checker::assign_subscript(NodeId target, const Value& value) {
  Value object = eval(ast_.child(target, Field::value));
  NodeId key_node = ast_.child(target, Field::subscript);
  Value key = eval(key_node);
  keep_alive(value);
  if (object.is(Kind::builtin) && object.text == "#names") {  // globals()["x"] = 1
    if (key.is(Kind::text) && key.known)
      set(*module_scope_, key.text, value);
    else
      names_open_ = true;
    return;
  }
  if (object.is(Kind::dict)) {
    if (key.is(Kind::text) && key.known) {
      auto before = object.dict->items.find(key.text);
      bool joins = before != object.dict->items.end() && branches_ > 0;
      object.dict->put(key.text, joins ? join(before->second, value) : value);
    } else {
      object.dict->put_other(value);
    }
    return;
  }
  if (object.is(Kind::list)) {
    object.list->exact = false;
    Value& element = object.list->element;
    element = object.list->has_element ? join(element, value) : value;
    object.list->has_element = true;
    return;
  }
  if (object.is(Kind::object)) {
    Arguments args{{.value = key, .name = {}, .node = key_node}, {.value = value, .name = {}, .node = target}};
    if (!call_own(object, "__setitem__", args, target) && lacks(object, "__setitem__"))
      report(target, "not_subscriptable", "python", describe_kind(object) + "[]",
             fmt::format("'{}' object doesn't take elements by index", describe_kind(object)));
    return;
  }
  if (object.is(Kind::instance) && !object.cls->find("__setitem__") && !object.cls->open)
    report(target, "not_subscriptable", "signature", fmt::format("{}[]", object.cls->name),
           fmt::format("{} doesn't take elements by index", object.cls->name));
  if (object.is(Kind::none) || object.is_numeric() || object.is(Kind::text) || object.is(Kind::tuple))
    report(target, "not_subscriptable", "python", describe_kind(object) + "[]",
           fmt::format("{} doesn't take elements by index", describe_kind(object)));
}

void Checker::augmented_assignment(NodeId node) {
  NodeId left = ast_.child(node, Field::left);
  Value before = eval(left);
  Value change = eval(ast_.child(node, Field::right));
  std::string_view op = ast_.text(ast_.child(node, Field::operator_));
  if (op.ends_with('=')) op.remove_suffix(1);
  Value result;
  if (before.is(Kind::list) && op == "+") {
    before.list->exact = false;
    Value element = element_of(change, node);
    before.list->element = before.list->has_element ? join(before.list->element, element) : element;
    before.list->has_element = true;
    result = before;
  } else {
    const Operator* special = before.is(Kind::object) ? find_operator(op) : nullptr;
    std::string in_place = special ? "__i" + std::string(special->method.substr(2)) : std::string();
    std::optional<Value> own = special ? call_own(before, keep(in_place), change, node) : std::nullopt;
    result = own ? *own : operate(op, before, change, node);
  }
  if (looping_ > 0) result = without_constant(result);
  assign(left, result);
}

}  // namespace simbench::conformance
