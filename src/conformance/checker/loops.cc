// What a loop changes from turn to turn: its body is walked once, so that what another turn may have left behind isn't
// a constant in it.
#include <fmt/format.h>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

namespace {

/// The same kind of value; None may have become anything.
Value changed(const Value& value) {
  Value weak = value;
  weak.known = value.is(Kind::array) && value.known;
  if (weak.is(Kind::none)) return {};
  if (weak.is(Kind::integer) || weak.is(Kind::text)) weak.text = {};
  return weak;
}

constexpr size_t kMostStores = 500;  ///< objects, dicts: scripts with more of them are left as they are

}  // namespace

/// What an integer becomes that `x += …` changes again and again: an integer if only integers are added.
Value::Kind Checker::counted_kind(NodeId augmented) {
  std::string_view op = ast_.text(ast_.child(augmented, Field::operator_));
  if (op == "/=" || op == "**=") return Kind::number;
  NodeId right = ast_.child(augmented, Field::right);
  if (ast_.type(right) == S::unary_operator) right = ast_.child(right, Field::argument);
  if (ast_.type(right) == S::float_number) return Kind::number;
  if (ast_.type(right) == S::integer || ast_.type(right) == S::true_value) return Kind::integer;
  if (ast_.type(right) != S::identifier) return Kind::unknown;
  bool unbound = false;
  const Value* v = find_name(ast_.text(right), unbound);
  if (!v) return Kind::unknown;
  return v->is(Kind::number) ? Kind::number : v->is(Kind::integer) ? Kind::integer : Kind::unknown;
}

/// Everything that functions assign: attributes, elements by name, global names. They may be called in any turn.
const Assigned& Checker::assigned_by_functions() {
  if (std::exchange(assigned_.collected, true)) return assigned_;
  for (NodeId f = 0; f < ast_.size(); ++f) {
    if (ast_.type(f) != S::function_definition || ast_.text(ast_.child(f, Field::name)) == "__init__") continue;
    for (NodeId i = f; i < ast_[f].subtree_end; ++i) {
      if (ast_.type(i) == S::global_statement)
        for (NodeId n = ast_.first(i); n != kNoNode; n = ast_.next(n)) assigned_.names.insert(ast_.text(n));
      if (ast_.type(i) != S::assignment && ast_.type(i) != S::augmented_assignment) continue;
      NodeId left = ast_.child(i, Field::left);
      if (ast_.type(left) == S::attribute) assigned_.attributes.insert(ast_.text(ast_.child(left, Field::attribute)));
      if (ast_.type(left) == S::subscript) assigned_.keys.insert(ast_.text(ast_.child(left, Field::subscript)));
    }
    f = ast_[f].subtree_end - 1;
  }
  return assigned_;
}

/// The state of objects, dicts and the module that functions change.
void Checker::weaken_state() {
  const Assigned& assigned = assigned_by_functions();
  if (!assigned.attributes.empty() && objects_.size() <= kMostStores)
    for (UserObject& object : objects_)
      for (auto& [name, value] : object.values)
        if ((value.known || value.is(Kind::none)) && assigned.attributes.contains(name))
          set(object, name, changed(value));
  for (std::string_view name : assigned.names)
    if (auto it = module_scope_->values.find(name); it != module_scope_->values.end())
      set(*module_scope_, name, changed(it->second));
  for (std::string_view key : assigned.keys)
    if (dicts_.size() <= kMostStores)
      for (DictObject& dict : dicts_) weaken_element(dict, key);
}

/// The element that a literal key like "'last'" names.
void Checker::weaken_element(DictObject& dict, std::string_view literal) {
  if (literal.size() < 3 || (literal[0] != '"' && literal[0] != '\'')) return;
  auto it = dict.items.find(literal.substr(1, literal.size() - 2));
  if (it != dict.items.end()) it->second = changed(it->second);
}

namespace {

/// How often the loop assigns each name.
std::unordered_map<std::string_view, int> assignments_in(const Ast& ast, NodeId loop) {
  std::unordered_map<std::string_view, int> counts;
  for (NodeId i = loop; i < ast[loop].subtree_end; ++i) {
    S type = ast.type(i);
    if (type != S::assignment && type != S::augmented_assignment && type != S::for_statement) continue;
    NodeId left = ast.child(i, Field::left);
    for (NodeId j = left; left != kNoNode && j < ast[left].subtree_end; ++j)
      if (ast.type(j) == S::identifier) ++counts[ast.text(j)];
  }
  return counts;
}

}  // namespace

/// Names, attributes and elements that the loop assigns may hold another iteration's value. What was None and is
/// assigned in one place is None or what it gets there.
void Checker::weaken_assigned(NodeId node) {
  if (looping_ == 0) weaken_state();
  std::unordered_map<std::string_view, int> counts;
  NodeId end = ast_[node].subtree_end;
  for (NodeId i = node; i < end; ++i) {
    S type = ast_.type(i);
    if (type != S::assignment && type != S::augmented_assignment && type != S::for_statement) continue;
    NodeId left = ast_.child(i, Field::left);
    if (left == kNoNode) continue;
    if (ast_.type(left) == S::attribute || ast_.type(left) == S::subscript) {
      weaken_part(left);
      continue;
    }
    for (NodeId j = left; j < ast_[left].subtree_end; ++j) {
      if (ast_.type(j) != S::identifier) continue;
      bool unbound = false;
      const Value* v = find_name(ast_.text(j), unbound);
      if (!v) continue;
      Value weak = changed(*v);
      if (v->is(Kind::none) && counts.empty()) counts = assignments_in(ast_, node);
      weak.known = weak.known || (v->is(Kind::none) && counts[ast_.text(j)] == 1);
      if (weak.is(Kind::integer) && type == S::augmented_assignment) weak = Value::make(counted_kind(i));
      assign_name(ast_.text(j), weak);
    }
  }
}

/// "self.x" or "state['x']", with a name in front.
void Checker::weaken_part(NodeId target) {
  bool attribute = ast_.type(target) == S::attribute;
  NodeId owner = ast_.child(target, attribute ? Field::object : Field::value);
  bool unbound = false;
  const Value* v = ast_.type(owner) == S::identifier ? find_name(ast_.text(owner), unbound) : nullptr;
  if (!v) return;
  if (v->is(Kind::dict) && v->dict && !attribute)
    weaken_element(*v->dict, ast_.text(ast_.child(target, Field::subscript)));
  if (!v->is(Kind::object) || !attribute) return;
  UserObject& object = *v->object;
  std::string_view name = ast_.text(ast_.child(target, Field::attribute));
  if (auto it = object.values.find(name); it != object.values.end()) set(object, name, changed(it->second));
}

}  // namespace simbench::conformance
