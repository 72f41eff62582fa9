#include "conformance/checker/checker.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/python_names.h"
#include "conformance/checker/syntax.h"

namespace simbench::conformance {

using Kind = Value::Kind;

Report Checker::run() {
  if (auto error = find_syntax_error(ast_)) {
    error->fatal = true;
    report_.violations.push_back(std::move(*error));
    report_.reason = "violation";
    return std::move(report_);
  }
  module_scope_ = scope_ = &scopes_.emplace_back();
  block(ast_.root());
  finish_uncalled();
  bool fatal = report_.fatal_count() > 0;
  report_.violations.insert(report_.violations.end(), late_.begin(), late_.end());
  report_.runs = !fatal && report_.steps;
  report_.reason = fatal ? "violation" : report_.steps ? "" : "no step";
  return std::move(report_);
}

/// Functions and methods that nothing called: looked at for the reader's sake, never fatal.
void Checker::finish_uncalled() {
  finishing_ = true;
  ++dead_;
  for (size_t i = 0; i < functions_.size(); ++i) {  // more may be added on the way
    UserFunction& function = functions_[i];
    if (function.called || function.lambda || !within_budget()) continue;
    function.called = true;
    Arguments args;
    args.push_back({.star = true});
    UserObject* self = nullptr;
    if (function.owner && !function.is_static) {
      self = &objects_.emplace_back();
      self->cls = function.owner;
      self->base_ready = true;
      give_annotated(*self);
    }
    generating_ = true;  // bodies of generators, too
    call_user(function, self, args, function.node);
    generating_ = false;
  }
  --dead_;
}

/// Inlining is bounded: a script of n nodes gets O(n) work, then calls of its own functions are unknown.
bool Checker::within_budget() {
  return work_ < 30 * ast_.size() + 200000;
}

namespace {

/// exception → what it derives from, as far as handlers name it.
constexpr std::pair<std::string_view, std::string_view> kExceptions[] = {
    {"AttributeError", "Exception"},    {"TypeError", "Exception"},      {"NameError", "Exception"},
    {"UnboundLocalError", "NameError"}, {"ImportError", "Exception"},    {"ModuleNotFoundError", "ImportError"},
    {"IndexError", "LookupError"},      {"KeyError", "LookupError"},     {"LookupError", "Exception"},
    {"ValueError", "Exception"},        {"RuntimeError", "Exception"},   {"NotImplementedError", "RuntimeError"},
    {"Exception", "BaseException"},     {"SystemExit", "BaseException"}, {"KeyboardInterrupt", "BaseException"}};

bool derives(std::string_view exception, std::string_view from) {
  while (exception != from) {
    const auto* row = std::find_if(std::begin(kExceptions), std::end(kExceptions),
                                   [&](const auto& known) { return known.first == exception; });
    if (row == std::end(kExceptions))  // one that isn't known here
      return exception != "BaseException" && (from == "Exception" || from == "BaseException");
    exception = row->second;
  }
  return true;
}

struct Raised {
  std::string_view kind, exception;
};
constexpr Raised kRaised[] = {{"import", "ModuleNotFoundError"},
                              {"attribute", "AttributeError"},
                              {"class_attribute", "AttributeError"},
                              {"method_attribute", "AttributeError"},
                              {"none_attribute", "AttributeError"},
                              {"read_only", "AttributeError"},
                              {"undefined_name", "NameError"},
                              {"index", "IndexError"},
                              {"unpack", "ValueError"},
                              {"argument_value", "ValueError"},
                              {"override", "RuntimeError"},
                              {"mjcf_element", "ValueError"},
                              {"mjcf_attribute", "ValueError"},
                              {"mjcf_syntax", "ValueError"},
                              {"mjcf_value", "ValueError"}};

}  // namespace

/// The exception with which Python or the binding ends the statement.
std::string_view Checker::exception_of(const Violation& violation) const {
  if (violation.kind == "module_attribute") return importing_ ? "ImportError" : "AttributeError";
  if (violation.kind == "abstract") return index_.closed_objects() ? "TypeError" : "AttributeError";
  for (const Raised& row : kRaised)
    if (row.kind == violation.kind) return row.exception;
  return "TypeError";
}

bool Guard::takes(std::string_view exception) const {
  return any ||
         std::any_of(caught.begin(), caught.end(), [&](std::string_view name) { return derives(exception, name); });
}

bool Guard::names(std::string_view exception) const {
  return std::any_of(caught.begin(), caught.end(), [&](std::string_view name) {
    return name != "Exception" && name != "BaseException" && derives(exception, name);
  });
}

/// What `raise X(…)` raises, or an exit.
std::string_view Checker::raised_by(NodeId statement) const {
  NodeId what = ast_.first(statement);
  if (ast_.type(statement) != Syntax::raise_statement) return "SystemExit";
  std::string_view name = ast_.text(ast_.type(what) == Syntax::call ? ast_.child(what, Field::function) : what);
  return name.substr(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1);
}

/// Which handlers end the exception, and where the run ends if none does.
Fate Checker::fate_of(std::string_view exception) const {
  Fate fate{.guard = -1, .exception = exception};
  for (size_t i = guards_.size(); i-- > 0;) {
    if (!guards_[i].takes(fate.exception)) continue;
    if (guards_[i].instead == kNoNode) {
      fate.guard = static_cast<int>(i);
      return fate;
    }
    fate.at = guards_[i].instead;
    fate.exception = raised_by(fate.at);
  }
  return fate;
}

Value Checker::join(const Value& a, const Value& b) {
  bool same = a.kind == b.kind && a.pointer == b.pointer && a.owner == b.owner && a.self == b.self;
  if (same || !a.is_callable() || !b.is_callable()) return join_plain(a, b);
  Value choice = Value::make(Kind::choice);
  choice.list = &lists_.emplace_back();
  for (const Value& side : {a, b}) {
    if (side.is(Kind::choice))
      choice.list->items.insert(choice.list->items.end(), side.list->items.begin(), side.list->items.end());
    else
      choice.list->items.push_back(side);
  }
  return choice.list->items.size() <= 8 ? choice : Value();
}

void Checker::report(NodeId at, Violation violation) {
  // What is dead in this call of a function may be taken, with values of another kind, in the next.
  bool other_call = dead_ > 0 && depth_ > 0 && !finishing_;
  if (other_call && violation.cls == "python" && violation.kind != "undefined_name") return;
  if (other_call && violation.cls == "misplaced" && violation.kind == "attribute") return;
  if (elsewhere_ > 0 && (violation.deliberate || diagnosis_.is_of_another_release(violation))) {
    violation.deliberate = true;
    if (violation.note.empty()) violation.note = "the script asks before it which release this is: this is for another";
  }
  const AstNode& node = ast_[at == kNoNode ? ast_.root() : at];
  std::string_view exception = exception_of(violation);
  bool dead = dead_ > 0, reached = !dead && quiet_ == 0 && blocked_at_ < 0;
  Fate fate = fate_of(exception);
  violation.deliberate =
      violation.deliberate || (fate.guard >= 0 && guards_[static_cast<size_t>(fate.guard)].names(fate.exception));
  if (!reached) fate = {};
  int guard = fate.guard;
  bool fatal = reached && guard < 0;
  if (callback_step_ != kNoNode && fatal) {
    // Python's exception ends the callback; the simulator raises its own at the step.
    Violation outer = violation;
    outer.kind = "override";
    outer.message = fmt::format("the simulator calls back into this script, which fails on line {}: {}", node.line + 1,
                                violation.message);
    outer.suggestion.clear();
    outer.certain_rename = false;
    outer.crash_line = 0;
    NodeId step = std::exchange(callback_step_, kNoNode);
    report(step, outer);
    callback_step_ = step;
    fatal = false;
  }
  uint64_t key =
      (uint64_t{at} << 8) ^ (std::hash<std::string>{}(violation.kind) << 4) ^ (fatal ? 2U : 0U) ^ (dead ? 1U : 0U);
  if (guard >= 0 && maybe_ == 0) {
    blocked_at_ = guard;
    raised_ = fate.exception;
  }
  if (!seen_.insert(key).second || report_.violations.size() + late_.size() >= 1000) return;
  violation.line = static_cast<int>(node.line) + 1;
  violation.column = static_cast<int>(node.column) + 1;
  size_t end = std::min<size_t>(node.end, ast_.source().find('\n', node.start));
  violation.end_column = violation.column + static_cast<int>(end - node.start);
  violation.fatal = fatal;
  if (fatal && fate.at != kNoNode) violation.crash_line = static_cast<int>(ast_[fate.at].line) + 1;
  (dead ? late_ : report_.violations).push_back(std::move(violation));
}

void Checker::report(NodeId at, std::string_view kind, std::string_view cls, std::string name, std::string message) {
  Violation v;
  v.kind = kind;
  v.cls = cls;
  v.name = std::move(name);
  v.message = std::move(message);
  report(at, std::move(v));
}

void Checker::set(Store& store, std::string_view name, Value value) {
  auto [it, fresh] = store.values.try_emplace(name);
  if (branches_ > 0) journal_.push_back({&store, name, it->second, !fresh});
  it->second = value;
}

Checker::Branch Checker::run_branch(const std::function<Flow()>& body) {
  size_t mark = journal_.size(), found = found_.size();
  ++branches_;
  Branch branch;
  branch.flow = body();
  --branches_;
  branch.found.assign(found_.begin() + static_cast<std::ptrdiff_t>(std::min(found, found_.size())), found_.end());
  found_.resize(std::min(found, found_.size()));
  // Undo in reverse; the first entry of a name that is met holds what the branch left.
  std::unordered_map<const Store*, std::unordered_set<std::string_view>> done;
  for (size_t i = journal_.size(); i-- > mark;) {
    Write& old = journal_[i];
    auto it = old.store->values.find(old.name);
    if (done[old.store].insert(old.name).second)
      branch.writes.push_back(
          {old.store, old.name, it == old.store->values.end() ? Value() : it->second, it != old.store->values.end()});
    if (old.has)
      old.store->values[old.name] = old.value;
    else
      old.store->values.erase(old.name);
  }
  journal_.resize(mark);
  return branch;
}

Checker::Flow Checker::merge(std::vector<Branch> branches) {
  std::vector<Branch*> live;
  for (Branch& branch : branches)
    if (branch.flow == Flow::next) live.push_back(&branch);
  if (live.empty()) return Flow::ended;
  if (live.size() == 1) found_.insert(found_.end(), live[0]->found.begin(), live[0]->found.end());
  struct Joined {
    Value value;
    size_t writers = 0;
    bool has = false;
  };
  std::unordered_map<const Store*, std::unordered_map<std::string_view, Joined>> joined;
  std::vector<std::pair<Store*, std::string_view>> order;
  for (Branch* branch : live) {
    for (const Write& write : branch->writes) {
      Joined& j = joined[write.store][write.name];
      if (j.writers++ == 0) order.emplace_back(write.store, write.name);
      if (!write.has) continue;
      j.value = j.has ? join(j.value, write.value) : write.value;
      j.has = true;
    }
  }
  for (auto& [store, name] : order) {
    const Joined& j = joined[store][name];
    auto before = store->values.find(name);
    if (!j.has) continue;
    bool all = j.writers == live.size();
    set(*store, name, all || before == store->values.end() ? j.value : join(j.value, before->second));
  }
  return Flow::next;
}

const Value* Checker::find_name(std::string_view name, bool& unbound) {
  for (Scope* s = scope_; s; s = s->parent) {
    auto it = s->values.find(name);
    if (it != s->values.end()) return &it->second;
    if (s == scope_ && s->function &&
        std::find(s->function->locals.begin(), s->function->locals.end(), name) != s->function->locals.end()) {
      unbound = true;
      return nullptr;
    }
  }
  return nullptr;
}

Value Checker::name_value(NodeId node) {
  std::string_view name = ast_.text(node);
  bool unbound = false;
  if (const Value* found = find_name(name, unbound)) return *found;
  if (!unbound && is_builtin(name)) {
    if (name == "__file__" || name == "__doc__") return Value::make(Kind::text);
    Value v = Value::make(Kind::builtin);
    v.text = name;
    return v;
  }
  if (names_open_ || name.empty()) return {};
  std::string message = unbound ? fmt::format("'{}' is used before it gets a value in this function", name)
                                : fmt::format("name '{}' is not defined", name);
  Violation v{.kind = "undefined_name", .cls = "python", .name = std::string(name), .message = std::move(message)};
  if (!unbound) {
    std::vector<const ApiModule*> homes = index_.modules_with(name);
    if (!homes.empty()) {
      v.cls = "misplaced";
      v.suggestion = fmt::format("{}.{}", homes.front()->name, name);
      v.message += fmt::format("; {} has it", homes.front()->name);
    }
  }
  report(node, std::move(v));
  return {};
}

void Checker::assign_name(std::string_view name, Value value) {
  Scope* target = scope_;
  if (scope_->function) {
    const auto& globals = scope_->function->globals;
    if (std::find(globals.begin(), globals.end(), name) != globals.end()) {
      target = module_scope_;
      for (Scope* s = scope_->parent; s; s = s->parent)
        if (s->values.contains(name)) target = s;
    }
  }
  if (value.is(Kind::object)) value.object->names.push_back(target);
  if (looping_ > 0 && target != scope_ && value.known) value = without_constant(value);
  set(*target, name, value);
}

}  // namespace simbench::conformance
