// Statements and control flow: untaken branches are dead, doubtful ones maybe; loop bodies are walked once.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

Checker::Flow Checker::block(NodeId node) {
  for (NodeId s = ast_.first(node); s != kNoNode; s = ast_.next(s)) {
    ended_elsewhere_ = false;
    size_t found = found_.size();
    if (statement(s) != Flow::ended) continue;
    bool elsewhere = ended_elsewhere_;
    elsewhere_ += elsewhere;
    if (NodeId rest = ast_.next(s); rest != kNoNode) dead_rest(rest);
    elsewhere_ -= elsewhere;
    found_.resize(std::min(found, found_.size()));  // what is there behind the test that ended it
    ended_elsewhere_ = elsewhere;
    return Flow::ended;
  }
  return Flow::next;
}

/// What stands behind a return, break or endless loop is never reached. Definitions in it are skipped: nothing can call
/// them.
Checker::Flow Checker::dead_rest(NodeId node) {
  ++dead_;
  run_branch([&] {
    for (NodeId s = node; s != kNoNode; s = ast_.next(s))
      if (statement(s) == Flow::ended) break;
    return Flow::next;
  });
  --dead_;
  return Flow::ended;
}

Checker::Flow Checker::statement(NodeId node) {
  ++work_;
  switch (ast_.type(node)) {
    case S::expression_statement: {
      for (NodeId e = ast_.first(node); e != kNoNode; e = ast_.next(e)) {
        switch (ast_.type(e)) {
          case S::assignment:
            assignment(e);
            break;
          case S::augmented_assignment:
            augmented_assignment(e);
            break;
          case S::call: {
            Value v = eval(e);
            ended_elsewhere_ = false;
            if (v.is(Kind::builtin) && v.text == "#exit") return Flow::ended;
            break;
          }
          default:
            eval(e);
        }
      }
      return Flow::next;
    }
    case S::if_statement:
      return if_statement(node);
    case S::while_statement:
      return while_statement(node);
    case S::for_statement:
      return for_statement(node);
    case S::try_statement:
      return try_statement(node);
    case S::with_statement:
      return with_statement(node);
    case S::match_statement:
      return match_statement(node);
    case S::function_definition:
      decorate(node, function_definition(node));
      return Flow::next;
    case S::class_definition:
      class_definition(node, kNoNode);
      return Flow::next;
    case S::decorated_definition:
      decorated_definition(node);
      return Flow::next;
    case S::future_import_statement:
      annotations_ = annotations_ && ast_.text(node).find("annotations") == std::string_view::npos;
      return Flow::next;
    case S::import_statement:
      import_statement(node);
      return Flow::next;
    case S::import_from_statement:
      import_from(node);
      return Flow::next;
    case S::return_statement: {
      NodeId e = ast_.first(node);
      Value v = e == kNoNode ? Value::make(Kind::none) : eval(e);
      if (!frames_.empty()) frames_.back().returns.push_back(v);
      ended_elsewhere_ = false;  // what the value's functions did
      return Flow::ended;
    }
    case S::raise_statement:
      for (NodeId e = ast_.first(node); e != kNoNode; e = ast_.next(e)) eval(e);
      ended_elsewhere_ = false;
      return Flow::ended;
    case S::break_statement:
      if (!loops_.empty() && dead_ == 0) loops_.back().has_break = true;
      return Flow::ended;
    case S::continue_statement:
      return Flow::ended;
    case S::delete_statement:
      delete_statement(node);
      return Flow::next;
    case S::assert_statement: {
      NodeId condition = ast_.first(node);
      Condition asked = condition_of(condition);
      for (NodeId e = ast_.next(condition); e != kNoNode; e = ast_.next(e)) eval(e);
      bool ends = asked.holds == false && asked.test;
      if (ends) tell_end(node, *asked.test);
      narrow(condition, true);
      ended_elsewhere_ = ends;
      return ends ? Flow::ended : Flow::next;
    }
    case S::print_statement:
      for (NodeId e = ast_.first(node); e != kNoNode; e = ast_.next(e)) eval(e);
      return Flow::next;
    case S::block:
      return block(node);
    default:
      return Flow::next;
  }
}

/// A block that ends the run as failed: `raise ValueError(…)`, `sys.exit(1)`. Told by its text: a script that calls its
/// system `sys` has no such exit, and never misses it.
bool Checker::refuses(NodeId block) const {
  NodeId last = kNoNode;
  for (NodeId s = ast_.first(block); s != kNoNode; s = ast_.next(s)) last = s;
  if (last == kNoNode) return false;
  NodeId e = ast_.first(last);
  if (e == kNoNode) return false;
  bool raises = ast_.type(last) == S::raise_statement;
  NodeId call = ast_.type(e) == S::call ? e : kNoNode;
  std::string_view name = ast_.text(call == kNoNode ? e : ast_.child(call, Field::function));
  if (raises && (name.ends_with("Error") || name.ends_with("Exception"))) return true;
  std::string_view function = name.substr(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1);
  bool leaves = raises ? name == "SystemExit" : function == "exit" || function == "_exit";
  if (!leaves || call == kNoNode) return false;
  NodeId status = ast_.first(ast_.child(call, Field::arguments));
  return status != kNoNode && ast_.text(status) != "0" && ast_.text(status) != "None";
}

namespace {

/// The statement that ends the run at the end of a block: `raise …`, `sys.exit(…)`; kNoNode if none does.
NodeId ending_of(const Ast& ast, NodeId block) {
  NodeId last = kNoNode;
  for (NodeId s = ast.first(block); s != kNoNode; s = ast.next(s)) last = s;
  if (ast.type(last) == S::raise_statement) return last;
  NodeId call = ast.type(last) == S::expression_statement ? ast.first(last) : kNoNode;
  std::string_view function = ast.type(call) == S::call ? ast.text(ast.child(call, Field::function)) : "";
  return function.ends_with("exit") || function == "quit" ? last : kNoNode;
}

}  // namespace

Checker::Flow Checker::if_statement(NodeId node) {
  struct Arm {
    NodeId condition, body;
  };
  std::vector<Arm> arms{{ast_.child(node, Field::condition), ast_.child(node, Field::consequence)}};
  for (NodeId c = ast_.first(node); c != kNoNode; c = ast_.next(c)) {
    if (ast_.type(c) == S::elif_clause)
      arms.push_back({ast_.child(c, Field::condition), ast_.child(c, Field::consequence)});
    if (ast_.type(c) == S::else_clause) arms.push_back({kNoNode, ast_.child(c, Field::body)});
  }
  auto narrow_to = [&](const Arm& arm) {
    for (const Arm& before : arms) {
      if (&before == &arm) break;
      narrow(before.condition, false);
    }
    if (arm.condition != kNoNode) narrow(arm.condition, true);
  };
  std::vector<Branch> branches;
  bool settled = false, doubtful = false, undecided = false;
  bool by_release = false;                // the release decides which arm is taken, by this test:
  const ReleaseTest* decisive = nullptr;  // of the arm, or of one before it
  const Arm* taken = nullptr;
  for (const Arm& arm : arms) {
    if (settled) {
      ++dead_;
      elsewhere_ += by_release;
      run_branch([&] {
        narrow_to(arm);
        if (arm.condition != kNoNode) eval(arm.condition);
        return block(arm.body);
      });
      elsewhere_ -= by_release;
      --dead_;
      continue;
    }
    Condition asked;
    if (arm.condition != kNoNode)
      asked = condition_of(arm.condition, &arm == arms.data() ? kNoNode : (&arm - 1)->condition);
    undecided = undecided || asked.undecided();
    bool dead = asked.holds == false, elsewhere = (dead && asked.test) || undecided;
    bool sure = asked.holds == true && !doubtful;
    decisive = asked.test ? asked.test : decisive;
    by_release = asked.holds == true && decisive;
    dead_ += dead;
    elsewhere_ += elsewhere;
    maybe_ += !dead && !sure;
    bool refusal = !dead && !sure && refuses(arm.body);  // a run that gets there fails in any case
    if (sure && branches.empty()) {
      if (arm.condition != kNoNode) narrow(arm.condition, true);
      Flow flow = block(arm.body);  // the only way: no copy, no merge
      settled = true;
      taken = &arm;
      if (flow == Flow::ended) {
        NodeId end = by_release ? ending_of(ast_, arm.body) : kNoNode;
        if (end != kNoNode) tell_end(end, *decisive);
        branches.push_back({.writes = {}, .flow = Flow::ended});
      } else {
        branches.push_back({});
      }
      continue;
    }
    quiet_ += refusal || undecided;
    Branch branch = run_branch([&] {
      narrow_to(arm);
      return block(arm.body);
    });
    quiet_ -= refusal || undecided;
    elsewhere_ -= elsewhere;
    dead_ -= dead;
    maybe_ -= !dead && !sure;
    if (dead) continue;
    branches.push_back(std::move(branch));
    if (asked.holds == true) {
      settled = true;
      taken = &arm;
    }
    doubtful = true;
  }
  if (!settled)
    branches.push_back(run_branch([&] {  // none of them holds
      narrow(arms.back().condition, false);
      return Flow::next;
    }));
  Flow flow = merge(std::move(branches));
  ended_elsewhere_ = flow == Flow::ended && by_release && taken;
  if (ended_elsewhere_) {  // what stands behind it is for a release in which another arm is taken
    ++elsewhere_;
    for (const Arm* before = arms.data(); before != taken; ++before) find_asked(before->condition, true);
    if (taken->condition != kNoNode) find_asked(taken->condition, false);
    --elsewhere_;
  }
  return flow;
}

/// Whether a condition holds, where the one before it (if any) failed.
Condition Checker::condition_of(NodeId condition, NodeId failed) {
  if (failed != kNoNode) narrow(failed, false);
  return as_condition(condition, eval(condition));
}

Condition Checker::as_condition(NodeId node, const Value& value) const {
  return {node, truth(value), value.test};
}

/// Walks the body once. What a turn hands to the simulator behind the step is called back in the next turn's step.
void Checker::loop_body(NodeId node) {
  loops_.emplace_back();
  ++looping_;
  NodeId before = std::exchange(last_step_, kNoNode);
  size_t found = found_.size();
  block(ast_.child(node, Field::body));
  found_.resize(found);
  if (last_step_ == kNoNode) {
    last_step_ = before;
  } else if (dead_ == 0) {
    run_callbacks(last_step_);
    run_functions_handed_over(last_step_);
  }
  --looping_;
}

namespace {

std::vector<std::string_view> names_of_none(const Store& store) {
  std::vector<std::string_view> names;
  constexpr size_t kMostNames = 500;  // a script with more of them and many loops has no time for it
  if (store.values.size() > kMostNames) return names;
  for (const auto& [name, value] : store.values)
    if (value.is(Kind::none)) names.push_back(name);
  return names;
}

}  // namespace

/// A second turn of an outermost loop that has put objects into names that held None: now they are known.
void Checker::loop_again(NodeId node, const std::vector<std::string_view>& none_before) {
  bool changed = std::any_of(none_before.begin(), none_before.end(), [&](std::string_view name) {
    auto it = scope_->values.find(name);
    return it != scope_->values.end() && (it->second.is(Kind::instance) || it->second.is(Kind::object));
  });
  if (!changed || looping_ > 0 || dead_ > 0 || again_ || loops_.back().has_break || !within_budget()) return;
  weaken_assigned(node);
  again_ = true;
  ++looping_;
  size_t found = found_.size();
  block(ast_.child(node, Field::body));
  found_.resize(std::min(found, found_.size()));
  --looping_;
  again_ = false;
}

Checker::Flow Checker::while_statement(NodeId node) {
  NodeId condition = ast_.child(node, Field::condition);
  std::optional<bool> first = truth(eval(condition));
  if (first == false) {
    ++dead_;
    run_branch([&] { return block(ast_.child(node, Field::body)); });
    --dead_;
    return Flow::next;
  }
  std::vector<std::string_view> none_before = names_of_none(*scope_);
  weaken_assigned(node);
  std::optional<bool> always = truth(eval(condition));
  loop_body(node);
  loop_again(node, none_before);
  bool broken = loops_.back().has_break;
  loops_.pop_back();
  if (always == true && !broken) return Flow::ended;
  if (NodeId other = ast_.child(node, Field::alternative); other != kNoNode)
    return block(ast_.child(other, Field::body));
  return Flow::next;
}

/// The items, where a loop over them is walked turn by turn: a few known ones with functions, classes or objects of the
/// script among them.
std::vector<Value> Checker::callables_in_turn(const Value& iterable) const {
  if (!iterable.is_list() || !iterable.list->exact || iterable.list->items.size() > 16) return {};
  auto calls = [](const Value& v) { return v.is_callable() || v.is(Kind::object); };
  for (const Value& item : iterable.list->items) {
    bool holds =
        item.is_list() && item.list->exact && std::any_of(item.list->items.begin(), item.list->items.end(), calls);
    if (calls(item) || holds) return iterable.list->items;
  }
  return {};
}

Checker::Flow Checker::for_statement(NodeId node) {
  NodeId right = ast_.child(node, Field::right), left = ast_.child(node, Field::left);
  Value iterable = eval(right);
  std::vector<std::string_view> none_before = names_of_none(*scope_);
  weaken_assigned(node);
  std::vector<Value> turns = callables_in_turn(iterable);
  bool empty = iterable.is_list() && iterable.list->exact && iterable.list->items.empty();
  if (turns.empty()) turns.push_back(element_of(iterable, right));
  dead_ += empty;
  for (const Value& item : turns) {
    assign(left, item);
    loop_body(node);
    if (turns.size() == 1) loop_again(node, none_before);
    bool broken = loops_.back().has_break;
    loops_.pop_back();
    if (broken) break;
  }
  dead_ -= empty;
  if (NodeId other = ast_.child(node, Field::alternative); other != kNoNode)
    return block(ast_.child(other, Field::body));
  return Flow::next;
}

namespace {

/// sys.exit(1), exit("failed"): the run ends as failed.
bool ends_as_failed(const Ast& ast, NodeId statement) {
  NodeId call = ast.type(statement) == S::expression_statement ? ast.first(statement) : kNoNode;
  if (ast.type(call) != S::call) return false;
  std::string_view function = ast.text(ast.child(call, Field::function));
  bool exits = function == "sys.exit" || function == "exit" || function == "quit" || function == "os._exit";
  NodeId status = ast.first(ast.child(call, Field::arguments));
  return exits && status != kNoNode && ast.text(status) != "0" && ast.type(status) != S::none_value &&
         (ast.type(status) == S::integer || ast.type(status) == S::string || ast.type(status) == S::unary_operator);
}

/// The statement of a handler that surely raises (again), or ends the run as failed: it lets the exception through.
NodeId raising(const Ast& ast, NodeId block) {
  for (NodeId s = ast.first(block); s != kNoNode; s = ast.next(s))
    if (ast.type(s) == S::raise_statement || ends_as_failed(ast, s)) return s;
  return kNoNode;
}

/// `raise` alone, or `raise error`, ends the run where the exception came from.
bool raises_the_same(const Ast& ast, NodeId statement) {
  NodeId what = ast.first(statement);
  bool name = ast.type(what) == S::identifier && std::islower(static_cast<unsigned char>(ast.text(what)[0]));
  return ast.type(statement) == S::raise_statement && (what == kNoNode || name);
}

bool is_handler(S type) {
  return type == S::except_clause || type == S::except_group_clause;
}

NodeId handler_block(const Ast& ast, NodeId clause) {
  NodeId last = kNoNode;
  for (NodeId p = ast.first(clause); p != kNoNode; p = ast.next(p))
    if (ast.type(p) == S::block) last = p;
  return last;
}

/// Names behind `except`: of "(ValueError, mujoco.FatalError)" the last words.
std::vector<std::string_view> names_in(const Ast& ast, NodeId node) {
  std::vector<std::string_view> names;
  for (NodeId i = node; i < ast[node].subtree_end; ++i)
    if (ast.type(i) == S::identifier) names.push_back(ast.text(i));
  return names;
}

}  // namespace

/// What one handler takes; empty, without `any`, if it takes nothing that matters here.
Guard Checker::taken_by(NodeId clause) const {
  Guard guard;
  NodeId what = ast_.first(clause);
  if (what == kNoNode || ast_.type(what) == S::block) {
    guard.any = true;
    return guard;
  }
  if (ast_.type(what) == S::as_pattern) what = ast_.first(what);
  guard.caught = names_in(ast_, what);
  return guard;
}

/// The guards of a try statement: one for what its handlers end, before it those that raise something else instead.
std::vector<Guard> Checker::guards_of(NodeId try_node) const {
  std::vector<Guard> guards;
  Guard ends;
  for (NodeId c = ast_.first(try_node); c != kNoNode; c = ast_.next(c)) {
    NodeId body = is_handler(ast_.type(c)) ? handler_block(ast_, c) : kNoNode;
    if (body == kNoNode) continue;
    Guard one = taken_by(c);
    one.instead = raising(ast_, body);
    if (one.instead == kNoNode) {
      ends.any = ends.any || one.any;
      ends.caught.insert(ends.caught.end(), one.caught.begin(), one.caught.end());
    } else if (!raises_the_same(ast_, one.instead)) {
      guards.push_back(std::move(one));
    }
  }
  guards.push_back(std::move(ends));
  return guards;
}

namespace {

/// What Python raises where a release lacks a name, a module or a form of a call.
bool asks_by_failing(const Guard& guard) {
  return std::any_of(guard.caught.begin(), guard.caught.end(), [](std::string_view name) {
    return name == "AttributeError" || name == "ImportError" || name == "ModuleNotFoundError" || name == "NameError" ||
           name == "TypeError";
  });
}

}  // namespace

/// A handler: for sure reached, or one that may well never be.
Checker::Branch Checker::handler(NodeId clause, bool reached) {
  bool elsewhere = !reached && asks_by_failing(taken_by(clause));
  elsewhere_ += elsewhere;
  maybe_ += !reached;
  quiet_ += !reached;
  Branch branch = run_branch([&] {
    for (NodeId p = ast_.first(clause); p != kNoNode; p = ast_.next(p)) {
      if (ast_.type(p) == S::as_pattern) {
        eval(ast_.first(p));
        NodeId target = ast_.child(p, Field::alias);
        if (target != kNoNode) assign_name(ast_.text(target), {});
      } else if (ast_[p].named && ast_.type(p) != S::block) {
        eval(p);
      }
    }
    NodeId body = handler_block(ast_, clause);
    return body == kNoNode ? Flow::next : block(body);
  });
  quiet_ -= !reached;
  maybe_ -= !reached;
  elsewhere_ -= elsewhere;
  return branch;
}

Checker::Flow Checker::try_statement(NodeId node) {
  size_t around = guards_.size();
  for (Guard& guard : guards_of(node)) guards_.push_back(std::move(guard));
  int index = static_cast<int>(guards_.size()) - 1;  // of what its handlers end
  Flow body_flow = block(ast_.child(node, Field::body));
  guards_.resize(around);
  bool failed = blocked_at_ == index;
  std::string_view exception = raised_;
  if (failed) blocked_at_ = -1;
  bool passed = body_flow == Flow::next && !failed, taken = false;
  std::vector<Branch> branches;
  Flow flow = body_flow;
  for (NodeId c = ast_.first(node); c != kNoNode; c = ast_.next(c)) {
    S type = ast_.type(c);
    if (is_handler(type)) {
      bool takes = taken_by(c).takes(exception);
      bool reached = failed && !taken && takes;
      taken = taken || reached;
      dead_ += failed && !reached;
      Branch branch = handler(c, reached);
      dead_ -= failed && !reached;
      if (!failed || reached) branches.push_back(std::move(branch));
    } else if (type == S::else_clause && passed) {
      passed = block(ast_.child(c, Field::body)) == Flow::next;
    } else if (type == S::finally_clause) {
      if (passed) branches.push_back({});
      passed = false;
      if (!branches.empty()) flow = merge(std::exchange(branches, {}));
      NodeId body = ast_.first(c);
      if (body != kNoNode && block(body) == Flow::ended) return Flow::ended;
      return flow;
    }
  }
  if (passed) branches.push_back({});
  return branches.empty() ? Flow::ended : merge(std::move(branches));
}

/// `with suppress(ImportError)` is a guard like `try`.
std::optional<Guard> Checker::suppressed(NodeId value) const {
  if (ast_.type(value) != S::call) return std::nullopt;
  std::string_view name = ast_.text(ast_.child(value, Field::function));
  if (name != "suppress" && name != "contextlib.suppress") return std::nullopt;
  Guard guard;
  guard.caught = names_in(ast_, ast_.child(value, Field::arguments));
  return guard;
}

/// What `as` gives.
Value Checker::entered(const Value& manager, NodeId at) {
  if (manager.is(Kind::generator)) return element_of(manager, at);
  if (manager.is(Kind::object)) {
    const Value* enter = manager.object->cls->find("__enter__");
    Arguments none;
    return enter && enter->is(Kind::function) ? call_user(*enter->function, manager.object, none, at) : Value();
  }
  if (!manager.is(Kind::instance)) return {};
  const Member* enter = manager.cls->find("__enter__");
  bool typed = enter && !enter->overloads.empty() && enter->overloads[0].result.kind == Type::Kind::instance;
  return typed ? value_of(enter->overloads[0].result) : manager;
}

Checker::Flow Checker::with_statement(NodeId node) {
  int index = static_cast<int>(guards_.size());
  std::vector<Value> managers;  // of the script
  NodeId clause = ast_.first(node);
  for (NodeId item = ast_.first(clause); item != kNoNode; item = ast_.next(item)) {
    NodeId value = ast_.type(item) == S::with_item ? ast_.child(item, Field::value) : item;
    NodeId target = kNoNode;
    if (ast_.type(value) == S::as_pattern) {
      target = ast_.child(value, Field::alias);
      value = ast_.first(value);
    }
    Value manager = eval(value);
    if (manager.is(Kind::object)) managers.push_back(manager);
    Value result = entered(manager, value);
    if (std::optional<Guard> guard = suppressed(value)) guards_.push_back(std::move(*guard));
    if (target != kNoNode) assign(ast_.first(target) == kNoNode ? target : ast_.first(target), result);
  }
  Flow flow = block(ast_.child(node, Field::body));
  bool suppresses = guards_.size() > static_cast<size_t>(index);
  guards_.resize(static_cast<size_t>(index));
  if (blocked_at_ >= index) blocked_at_ = -1;
  for (const Value& manager : managers) {
    Arguments raised(3, Argument{.value = {}, .name = {}, .node = node});
    call_own(manager, "__exit__", std::move(raised), node);
  }
  return suppresses ? Flow::next : flow;
}

Checker::Flow Checker::match_statement(NodeId node) {
  NodeId subject = ast_.first(node);
  eval(subject);
  std::vector<Branch> branches;
  for (NodeId c = ast_.first(ast_.child(node, Field::body)); c != kNoNode; c = ast_.next(c)) {
    NodeId body = ast_.child(c, Field::consequence);
    if (body == kNoNode) continue;
    ++maybe_;
    branches.push_back(run_branch([&] {
      for (NodeId p = ast_.first(c); p != kNoNode && p != body; p = ast_.next(p))
        for (NodeId i = p; i < ast_[p].subtree_end; ++i)
          if (ast_.type(i) == S::identifier) assign_name(ast_.text(i), {});
      if (ast_.type(subject) == S::identifier) assign_name(ast_.text(subject), {});  // the pattern tells what it is
      return block(body);
    }));
    --maybe_;
  }
  branches.push_back({});
  return merge(std::move(branches));
}

void Checker::delete_statement(NodeId node) {
  for (NodeId e = ast_.first(node); e != kNoNode; e = ast_.next(e)) {
    if (ast_.type(e) != S::identifier) {
      if (ast_.type(e) == S::expression_list) continue;
      eval(e);
      continue;
    }
    name_value(e);
    if (maybe_ == 0 && dead_ == 0 && branches_ == 0) scope().values.erase(ast_.text(e));
  }
}

}  // namespace simbench::conformance
