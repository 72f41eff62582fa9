// What a script asks of the release that it runs on: for names (hasattr, getattr with a default, dir) or for its
// number. What such a test rules out here is for another release, as far as the test asks for it.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

const ReleaseTest* version_told(bool whole) {
  static const ReleaseTest kWhole{.names = {}, .of_version = true},
      kPart{.names = {}, .of_version = true, .whole = false};
  return whole ? &kWhole : &kPart;
}

/// Nothing of what isn't the API's.
const ReleaseTest* Checker::asks_for(const Value& object, std::string_view name) {
  if (!object.is(Kind::module) && !object.is(Kind::api_class) && !object.is(Kind::instance)) return nullptr;
  return &tests_.emplace_back(ReleaseTest{.names = {{object, name}}});
}

const ReleaseTest* Checker::opposite(const ReleaseTest* test) {
  if (!test || test->of_version) return test;
  ReleaseTest& other = tests_.emplace_back(*test);
  other.lacks = !other.lacks;
  return &other;
}

/// Of `a and b`, `a or b`; nullptr where they don't go together.
const ReleaseTest* Checker::both(const ReleaseTest* a, const ReleaseTest* b) {
  if (!a || !b || a->of_version || b->of_version || a->lacks != b->lacks) return nullptr;
  ReleaseTest& all = tests_.emplace_back(*a);
  all.names.insert(all.names.end(), b->names.begin(), b->names.end());
  return &all;
}

/// `dir(mujoco)`, `vars(mujoco)`, `mujoco.__dict__`: its names, to be looked for by a text.
Value Checker::names_held_by(const Value& object) {
  Value v;
  v.test = asks_for(object, {});
  return v;
}

/// Of what a name, an attribute or a call of getattr() holds.
const ReleaseTest* Checker::test_of(NodeId place) {
  while (ast_.type(place) == S::parenthesized_expression) place = ast_.first(place);
  if (ast_.type(place) == S::named_expression) place = ast_.child(place, Field::name);
  if (ast_.type(place) == S::call) {
    std::string_view function = ast_.text(ast_.child(place, Field::function));
    NodeId first = ast_.first(ast_.child(place, Field::arguments));
    bool plain = ast_.type(first) == S::identifier || ast_.type(first) == S::attribute;
    if (function == "callable") return test_of(first);
    bool asks = function == "getattr" || function == "dir" || function == "vars";
    return plain && asks ? eval(place).test : nullptr;
  }
  if (ast_.type(place) == S::attribute && ast_.text(ast_.child(place, Field::attribute)) == "__dict__")
    return eval(place).test;
  const Value* held = held_by(place);
  return held ? held->test : nullptr;
}

/// What is there, where the condition `holds` or doesn't, of the names that it asks for. Where the branch is for
/// another release, all of them may be.
void Checker::find_asked(NodeId condition, bool holds) {
  auto find = [&](const ReleaseTest* test, bool present) {
    if (test && present != test->lacks) found_.insert(found_.end(), test->names.begin(), test->names.end());
  };
  switch (ast_.type(condition)) {
    case S::parenthesized_expression:
      return find_asked(ast_.first(condition), holds);
    case S::not_operator:
      return find_asked(ast_.child(condition, Field::argument), !holds);
    case S::boolean_operator:
      if ((ast_.text(ast_.child(condition, Field::operator_)) == "and") != holds && elsewhere_ == 0) return;
      find_asked(ast_.child(condition, Field::left), holds);
      return find_asked(ast_.child(condition, Field::right), holds);
    case S::comparison_operator: {
      NodeId left = ast_.first(condition), right = ast_.next(left);
      if (right == kNoNode || ast_.next(right) != kNoNode) return;
      std::string_view between =
          std::string_view(ast_.source()).substr(ast_[left].end, ast_[right].start - ast_[left].end);
      bool negated = between.find("not") != std::string_view::npos || between.find('!') != std::string_view::npos;
      if (ast_.type(right) == S::none_value) return find(test_of(left), holds == negated);
      const ReleaseTest* names =
          ast_.type(left) == S::string && between.find("in") != std::string_view::npos ? test_of(right) : nullptr;
      if (names && names->names.size() == 1 && names->names[0].name.empty() && holds != negated)
        found_.push_back({names->names[0].object, eval(left).text});
      return;
    }
    case S::call: {
      NodeId first = ast_.first(ast_.child(condition, Field::arguments));
      NodeId second = first == kNoNode ? kNoNode : ast_.next(first);
      if (ast_.text(ast_.child(condition, Field::function)) != "hasattr" || second == kNoNode)
        return find(test_of(condition), holds);
      if (!holds) return;
      Value name = eval(second);
      bool plain = ast_.type(first) == S::identifier || ast_.type(first) == S::attribute;
      if (name.is(Kind::text) && name.known) found_.push_back({plain ? eval(first) : Value(), name.text});
      return;
    }
    default:
      return find(test_of(condition), holds);
  }
}

namespace {

const ApiClass* class_of(const Value& v) {
  if (v.is(Kind::instance) || v.is(Kind::api_class)) return v.cls;
  return v.is(Kind::object) ? v.object->cls->api_base : nullptr;
}

/// What one has the other has, too.
bool has_the_same(const Value& asked, const Value& object) {
  if (asked.is(Kind::unknown) || object.is(Kind::unknown)) return true;
  if (const ApiClass *a = class_of(asked), *b = class_of(object); a && b)
    return a->derives_from(b) || b->derives_from(a);
  if (asked.kind != object.kind) return false;
  if (asked.is(Kind::module)) return asked.module == object.module;
  if (!asked.is(Kind::object)) return true;
  const UserClass *a = asked.object->cls, *b = object.object->cls;
  return a->derives_from(b) || b->derives_from(a);
}

}  // namespace

bool Checker::was_found(const Value& object, std::string_view attribute) const {
  return written_attributes_.contains(attribute) || std::any_of(found_.begin(), found_.end(), [&](const Asked& asked) {
           return asked.name == attribute && has_the_same(asked.object, object);
         });
}

namespace {

/// 3, 2, 1 of "3.2.1rc2".
std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> numbers;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    int number = 0;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0 && end - i < 8)
      number = number * 10 + (text[end++] - '0');
    if (end > i) numbers.push_back(number);
    i = std::max(end, i + 1);
    if (end > i - 1 && end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0) break;
  }
  return numbers;
}

/// The release that a script compares with: "3.2", (3, 2), 3, Version("3.2"); empty where it isn't known.
std::vector<int> wanted_release(const Ast& ast, const Value& v, NodeId node) {
  std::vector<int> numbers;
  if (v.is(Kind::text) && v.known) return numbers_in(v.text);
  if (v.is_numeric() && v.known) return numbers_in(fmt::format("{}", v.number));
  if (v.is_list() && v.list->exact) {
    for (const Value& item : v.list->items) {
      if (!item.is_numeric() || !item.known) return {};
      numbers.push_back(static_cast<int>(std::clamp(item.number, 0.0, 1e8)));
    }
    return numbers;
  }
  NodeId first = ast.type(node) == S::call ? ast.first(ast.child(node, Field::arguments)) : kNoNode;
  return ast.type(first) == S::string ? numbers_in(ast.text(first)) : numbers;
}

/// nullopt where the number of places compared decides.
std::optional<bool> compare_places(std::string_view op, const std::vector<int>& release,
                                   const std::vector<int>& wanted) {
  bool less_or = op == "<" || op == "<=", more_or = op == ">" || op == ">=";
  if (!less_or && !more_or && op != "==" && op != "!=") return std::nullopt;
  for (size_t i = 0; i < std::min(release.size(), wanted.size()); ++i) {
    if (release[i] == wanted[i]) continue;
    bool less = release[i] < wanted[i];
    return less_or ? less : more_or ? !less : op == "!=";
  }
  if (op == ">=") return true;
  if (op == "<") return false;
  return std::nullopt;
}

}  // namespace

/// A comparison that asks which release this is, or whether it has a name, tells so.
void Checker::ask(std::string_view op, const Value& a, const Value& b, NodeId at, Value& result) {
  if (op == "in" || op == "not in") {
    bool looks = b.test && !b.test->of_version && b.test->names[0].name.empty() && a.is(Kind::text) && a.known;
    if (!looks) return;
    const Value& object = b.test->names[0].object;
    std::optional<bool> has = has_attribute(object, a.text);
    result = has ? Value::constant(Kind::boolean, *has == (op == "in")) : Value::make(Kind::boolean);
    result.test = asks_for(object, a.text);
    if (op == "not in") result.test = opposite(result.test);
    return;
  }
  bool left = a.test && a.test->of_version, right = b.test && b.test->of_version;
  if (left || right) {
    result.test = left ? a.test : b.test;
    if (result.known || !result.test->whole || op.starts_with("is")) return;
    NodeId first = ast_.first(at);
    std::vector<int> wanted = left ? wanted_release(ast_, b, ast_.next(first)) : wanted_release(ast_, a, first);
    if (wanted.empty() || wanted[0] > 99) return;
    std::string turned(op);  // 3 <= release is release >= 3
    if (!left && (op[0] == '<' || op[0] == '>')) turned[0] = op[0] == '<' ? '>' : '<';
    if (std::optional<bool> holds = compare_places(turned, numbers_in(index_.version()), wanted)) {
      const ReleaseTest* test = result.test;
      result = Value::constant(Kind::boolean, *holds);
      result.test = test;
    }
    return;
  }
  if (!b.is(Kind::none) || !a.test) return;
  result.test = op == "is" || op == "==" ? opposite(a.test) : a.test;
}

/// A test of the release ends the run: on this release it always does.
void Checker::tell_end(NodeId at, const ReleaseTest& test) {
  std::string_view raised = ast_.type(at) == S::assert_statement ? "AssertionError" : raised_by(at);
  bool uncalled = finishing_ && dead_ == 1;
  if ((dead_ > 0 && !uncalled) || maybe_ > 0 || quiet_ > 0 || blocked_at_ >= 0 || fate_of(raised).guard >= 0) return;
  auto ends = [](const Violation& known) { return known.kind == "ends_here"; };
  if (dead_ == 0 && std::any_of(report_.violations.begin(), report_.violations.end(), ends)) return;  // it has ended
  auto label = [](const Asked& asked) {
    const ApiClass* cls = class_of(asked.object);
    return fmt::format("{}.{}", cls ? cls->name : asked.object.module->name, asked.name);
  };
  auto lacking = std::find_if(test.names.begin(), test.names.end(),
                              [&](const Asked& asked) { return has_attribute(asked.object, asked.name) == false; });
  bool lacks = lacking != test.names.end();
  std::string name = lacks                ? label(*lacking)
                     : test.names.empty() ? std::string(index_.package())
                                          : label(test.names[0]);
  Violation v{.kind = "ends_here", .cls = "drift", .name = name};
  v.message = fmt::format(
      "{} always ends here in {}{}", uncalled ? "a call of this function" : "the script", index_.name(),
      test.names.empty() ? ": it asks for another release" : fmt::format(", which has {}{}", lacks ? "no " : "", name));
  v.deliberate = true;
  ++quiet_;
  report(at, std::move(v));
  --quiet_;
}

}  // namespace simbench::conformance
