// Annotations: what Python evaluates of them, and what they say of values where nothing calls with any.
#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

/// Python evaluates an annotation where it stands, unless it is a text or the script asks for later: then an invented
/// class in it ends nothing, and is told all the same. A name that isn't there yet may come, or be a type checker's.
void Checker::annotation(NodeId type) {
  NodeId expression = ast_.first(type);
  if (annotations_) return annotation_part(expression);
  ++dead_;
  annotation_in_text(expression);
  --dead_;
}

/// The grammar has nodes of its own for "list[A]" and "A | B": their names are evaluated like those of an expression.
void Checker::annotation_part(NodeId node) {
  switch (ast_.type(node)) {
    case S::string:
      ++dead_;
      annotation_in_text(node);
      --dead_;
      return;
    case S::other:
    case S::type:
      if (plain_texts_part(node)) return;
      for (NodeId part = ast_.first(node); part != kNoNode; part = ast_.next(part)) {
        annotation_part(part);
        NodeId next = ast_.next(part);
        if (next == kNoNode) return;
        std::string_view between = std::string_view(ast_.source()).substr(ast_[part].end);
        if (between.substr(0, ast_[next].start - ast_[part].end).find('.') != std::string_view::npos) return;
      }
      return;
    default:
      eval(node);
  }
}

/// The texts in `Literal["a.b"]` are values, and so is what stands behind the type in `Annotated[T, "a.b"]`: no names
/// to look up later. False for any other node.
bool Checker::plain_texts_part(NodeId node) {
  NodeId outer = ast_.first(node), inner = outer == kNoNode ? kNoNode : ast_.next(outer);
  if (inner == kNoNode || !ast_.text(inner).starts_with('[')) return false;
  std::string_view name = ast_.text(outer);
  if (name != "Literal" && name != "Annotated") return false;
  annotation_part(outer);
  if (name == "Literal") return true;
  NodeId type = ast_.first(inner);
  for (NodeId part = type; part != kNoNode; part = ast_.next(part))
    if (part == type || (!ast_.text(part).starts_with('"') && !ast_.text(part).starts_with('\'')))
      annotation_part(part);
  return true;
}

namespace {

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

std::string_view last_word(std::string_view dotted) {
  return dotted.substr(dotted.rfind('.') == std::string_view::npos ? 0 : dotted.rfind('.') + 1);
}

/// Cut at every `mark` that stands in no bracket and no quotes.
std::vector<std::string_view> split_outside(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  int level = 0;
  char quote = 0;
  size_t start = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quote || c == '"' || c == '\'') {
      quote = !quote ? c : c == quote ? 0 : quote;
      continue;
    }
    level += (c == '[' || c == '(') - (c == ']' || c == ')');
    if (c != mark || level != 0) continue;
    parts.push_back(trim(text.substr(start, i - start)));
    start = i + 1;
  }
  parts.push_back(trim(text.substr(start)));
  return parts;
}

}  // namespace

namespace {

/// The annotation with blanks for what `Literal[…]` holds and for the texts behind the type of `Annotated[T, …]`.
std::string without_plain_texts(std::string_view annotation) {
  std::string out(annotation);
  for (std::string_view name : {"Literal[", "Annotated["}) {
    for (size_t at = annotation.find(name); at != std::string_view::npos; at = annotation.find(name, at + 1)) {
      if (at > 0 && annotation[at - 1] != '.' && is_name_character(annotation[at - 1])) continue;
      int level = 1;
      char quote = 0;
      bool is_plain = name == "Literal[";
      for (size_t i = at + name.size(); i < annotation.size() && level > 0; ++i) {
        char c = annotation[i];
        bool in_text = quote != 0;
        if (quote || c == '"' || c == '\'')
          quote = !quote ? c : c == quote ? 0 : quote;
        else
          level += (c == '[' || c == '(') - (c == ']' || c == ')');
        if (is_plain && in_text) out[i] = ' ';
        is_plain = is_plain || (c == ',' && level == 1 && !in_text);
      }
    }
  }
  return out;
}

}  // namespace

/// "mujoco.MjData", "list[mujoco.MjData]" in quotes: names that begin with a module. What else stands in quotes says
/// nothing.
void Checker::annotation_in_text(NodeId text) {
  std::string_view words = ast_.text(text);
  const std::string names = without_plain_texts(words);
  for (size_t i = 0; i < words.size();) {
    size_t end = i;
    while (end < names.size() && is_name_character(names[end])) ++end;
    std::vector<std::string_view> parts = split(words.substr(i, end - i), '.');
    bool unbound = false;
    const Value* first = parts.size() > 1 ? find_name(parts[0], unbound) : nullptr;
    Value named = first ? *first : Value();
    for (size_t k = 1; k < parts.size() && named.is(Kind::module); ++k) named = member_of(named, parts[k], text);
    i = std::max(end, i + 1);
  }
}

/// What a value annotated like this is: an instance, a list of them, one of several; unknown where that isn't certain.
Value Checker::annotated(NodeId type, const Scope* where) {
  return type == kNoNode ? Value() : annotated(ast_.text(type), where);
}

Value Checker::annotated(std::string_view text, const Scope* where) {
  text = trim(text);
  bool quoted = text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
  if (quoted) text = trim(text.substr(1, text.size() - 2));
  std::vector<std::string_view> either = split_outside(text, '|');
  if (either.size() > 1) return one_of(either, where);
  size_t bracket = text.find('[');
  if (bracket == std::string_view::npos) return annotated_class(text, where);
  if (text.back() != ']') return {};
  std::string_view outer = last_word(trim(text.substr(0, bracket)));
  std::vector<std::string_view> inner = split_outside(text.substr(bracket + 1, text.size() - bracket - 2), ',');
  if (outer == "Optional" || outer == "Union") return one_of(inner, where);
  if (outer == "Annotated" || outer == "Final") return annotated(inner[0], where);
  if ((outer != "list" && outer != "List") || inner.size() != 1) return {};
  Value element = annotated(inner[0], where);
  bool told = element.is(Kind::instance) || (element.is(Kind::unknown) && element.list);
  return told ? new_list(Kind::list, {element}, false) : Value();
}

/// None beside a class is left out: what is asked of the value is meant for the class.
Value Checker::one_of(const std::vector<std::string_view>& texts, const Scope* where) {
  std::vector<Value> classes;
  for (std::string_view text : texts) {
    if (text == "None") continue;
    Value one = annotated(text, where);
    bool several = one.is(Kind::unknown) && one.list;
    if (!several && !one.is(Kind::instance)) return {};
    for (const Value& v : several ? one.list->items : std::vector<Value>{one})
      if (std::none_of(classes.begin(), classes.end(), [&](const Value& known) { return known.cls == v.cls; }))
        classes.push_back(v);
  }
  if (classes.size() < 2) return classes.empty() ? Value() : classes[0];
  Value v;
  v.list = &lists_.emplace_back();
  v.list->items = std::move(classes);
  return v;
}

/// Of the API's classes only; nothing is told here of a name that isn't known.
Value Checker::annotated_class(std::string_view dotted, const Scope* where) {
  if (dotted.empty() || !std::all_of(dotted.begin(), dotted.end(), is_name_character)) return {};
  std::vector<std::string_view> parts = split(dotted, '.');
  Value named;
  for (const Scope* s = where; s; s = s->parent)
    if (auto it = s->values.find(parts[0]); it != s->values.end()) {
      named = it->second;
      break;
    }
  for (size_t i = 1; i < parts.size(); ++i) {
    if (!named.is(Kind::module)) return {};
    const ApiClass* cls = named.module->find_class(parts[i]);
    std::string deeper = std::string(named.text) + "." + std::string(parts[i]);
    named = cls ? Value::make(Kind::api_class) : index_.module(deeper) ? module_value(keep(deeper)) : Value();
    if (cls) named.cls = cls;
  }
  return named.is(Kind::api_class) ? of_type(named) : Value();
}

/// What a parameter holds that nothing calls with a value.
Value Checker::taken_by(const ParameterInfo& p, const Scope* where) {
  Value one = annotated(p.annotation, where);
  one.known = one.is(Kind::unknown) && !one.list && p.fallback_value.is(Kind::none);  // "d = d or MjData(m)" tells it
  if (p.kind != ParameterInfo::Kind::star && p.kind != ParameterInfo::Kind::double_star) return one;
  if (one.is(Kind::unknown) && !one.list) return one;
  if (p.kind == ParameterInfo::Kind::star) return new_list(Kind::tuple, {one}, false);
  Value named = Value::make(Kind::dict);
  named.dict = &dicts_.emplace_back();
  named.dict->exact = false;
  named.dict->element = one;
  named.dict->has_element = true;
  return named;
}

/// "self.m = m" or "self.m: T = …" in a constructor: gives the name and what the annotation says.
Value Checker::set_from_parameter(NodeId statement, UserFunction& init, std::string_view& name) {
  NodeId a = ast_.type(statement) == S::expression_statement ? ast_.first(statement) : kNoNode;
  NodeId left = ast_.type(a) == S::assignment ? ast_.child(a, Field::left) : kNoNode;
  if (left == kNoNode || ast_.type(left) != S::attribute || ast_.text(ast_.child(left, Field::object)) != "self")
    return {};
  name = ast_.text(ast_.child(left, Field::attribute));
  if (NodeId type = ast_.child(a, Field::type); type != kNoNode) return annotated(type, init.closure);
  NodeId right = ast_.child(a, Field::right);
  if (ast_.type(right) != S::identifier) return {};
  std::string_view given = ast_.text(right);
  collect_names(init);
  if (std::find(init.locals.begin(), init.locals.end(), given) != init.locals.end()) return {};
  for (const ParameterInfo& p : init.parameters)
    if (p.name == given) return taken_by(p, init.closure);
  return {};
}

/// The attributes of an object that nothing made: what annotations say of them. One that is set twice, in the class or
/// in one that is related, may become something else.
void Checker::give_annotated(UserObject& self) {
  UserClass& cls = *self.cls;
  if (!cls.uncalled) {  // once a class: a method more costs no second look at all of it
    Store& store = cls.uncalled.emplace();
    for (std::string_view attribute : cls.self_attributes) store.values[attribute] = {};
    for (const RecordField& field : cls.fields) store.values[field.name] = {};
    declare_attributes(cls, store);
    set_attributes(cls, store);
  }
  self.values = cls.uncalled->values;
}

void Checker::declare_attributes(const UserClass& cls, Store& store) {
  for (const Value& base : cls.bases)
    if (base.is(Kind::user_class)) declare_attributes(*base.user_class, store);
  for (const Declared& d : cls.declared) store.values[d.name] = annotated(d.type, d.where);
}

/// "self.m = m" of a constructor whose m is annotated.
void Checker::set_attributes(const UserClass& cls, Store& store) {
  auto init = cls.attributes.values.find("__init__");
  if (init == cls.attributes.values.end() || !init->second.is(Kind::function)) return;
  std::vector<std::string_view> targets = self_targets(cls.node);
  auto is_set_by_kin = [&](std::string_view name) {
    return std::any_of(classes_.begin(), classes_.end(), [&](const UserClass& other) {
      bool sets = std::binary_search(other.self_attributes.begin(), other.self_attributes.end(), name);
      return sets && &other != &cls && (other.derives_from(&cls) || cls.derives_from(&other));
    });
  };
  UserFunction& function = *init->second.function;
  for (NodeId s = ast_.first(function.body); s != kNoNode; s = ast_.next(s)) {
    std::string_view name;
    Value value = set_from_parameter(s, function, name);
    bool told = !value.is(Kind::unknown) || value.list;
    if (!told || cls.find(name) || std::count(targets.begin(), targets.end(), name) != 1) continue;
    if (!is_set_by_kin(name)) store.values[name] = value;
  }
}

}  // namespace simbench::conformance
