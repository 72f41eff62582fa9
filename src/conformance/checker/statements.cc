// Statements and control flow: untaken branches are dead, doubtful ones maybe; loop bodies are walked once.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

Checker::Flow Checker::block(NodeId node) {
  for (NodeId s = ast_.first(node); s != kNoNode; s = ast_.next(s)) {
    if (statement(s) == Flow::ended) {
      if (NodeId rest = ast_.next(s); rest != kNoNode) dead_rest(rest);
      return Flow::ended;
    }
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
      function_definition(node, false);
      return Flow::next;
    case S::class_definition:
      class_definition(node, false);
      return Flow::next;
    case S::decorated_definition: {
      bool known = true;
      for (NodeId d = ast_.first(node); d != kNoNode; d = ast_.next(d))
        if (ast_.type(d) == S::decorator) {
          std::string_view text = ast_.text(ast_.first(d));
          known = known && (text == "staticmethod" || text == "classmethod" || text == "property" ||
                            text.starts_with("dataclass"));
          eval(ast_.first(d));
        }
      NodeId definition = ast_.child(node, Field::definition);
      if (ast_.type(definition) == S::class_definition) class_definition(definition, true);
      if (ast_.type(definition) == S::function_definition) function_definition(definition, !known);
      return Flow::next;
    }
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
      return Flow::ended;
    }
    case S::raise_statement:
      for (NodeId e = ast_.first(node); e != kNoNode; e = ast_.next(e)) eval(e);
      return Flow::ended;
    case S::break_statement:
      if (!loops_.empty() && dead_ == 0) loops_.back().has_break = true;
      return Flow::ended;
    case S::continue_statement:
      return Flow::ended;
    case S::delete_statement:
      delete_statement(node);
      return Flow::next;
    case S::assert_statement:
    case S::print_statement:
      for (NodeId e = ast_.first(node); e != kNoNode; e = ast_.next(e)) eval(e);
      return Flow::next;
    case S::block:
      return block(node);
    default:
      return Flow::next;
  }
}

/// `if x is None`, `if x`: inside, x is what the test says.
void Checker::narrow(NodeId condition, bool holds) {
  std::string_view text = ast_.text(condition);
  if (ast_.type(condition) == S::identifier && holds) {
    bool unbound = false;
    const Value* v = find_name(text, unbound);
    if (v && v->is(Kind::none)) assign_name(text, {});
  }
  if (ast_.type(condition) == S::call && text.starts_with("isinstance(")) {
    NodeId first = ast_.first(ast_.child(condition, Field::arguments));
    if (ast_.type(first) == S::identifier && holds) assign_name(ast_.text(first), {});
  }
}

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
  std::vector<Branch> branches;
  bool settled = false, doubtful = false;
  for (const Arm& arm : arms) {
    if (settled) {
      ++dead_;
      run_branch([&] {
        if (arm.condition != kNoNode) eval(arm.condition);
        return block(arm.body);
      });
      --dead_;
      continue;
    }
    std::optional<bool> holds = true;
    if (arm.condition != kNoNode) holds = truth(eval(arm.condition));
    bool dead = holds == false;
    bool sure = holds == true && !doubtful;
    dead_ += dead;
    maybe_ += !dead && !sure;
    Branch branch;
    if (sure && branches.empty()) {
      Flow flow = block(arm.body);  // the only way: no copy, no merge
      settled = true;
      if (flow == Flow::ended) {
        branches.push_back({.writes = {}, .flow = Flow::ended});
      } else {
        branches.push_back({});
      }
      continue;
    }
    branch = run_branch([&] {
      if (arm.condition != kNoNode) narrow(arm.condition, true);
      return block(arm.body);
    });
    dead_ -= dead;
    maybe_ -= !dead && !sure;
    if (dead) continue;
    branches.push_back(std::move(branch));
    if (holds == true) settled = true;
    doubtful = true;
  }
  if (!settled) branches.push_back({});
  return merge(std::move(branches));
}

/// Names that the loop assigns may hold another iteration's value: constants and None are forgotten.
void Checker::weaken_assigned(NodeId node) {
  NodeId end = ast_[node].subtree_end;
  for (NodeId i = node; i < end; ++i) {
    S type = ast_.type(i);
    if (type != S::assignment && type != S::augmented_assignment && type != S::for_statement) continue;
    NodeId left = ast_.child(i, Field::left);
    if (left == kNoNode) continue;
    for (NodeId j = left; j < ast_[left].subtree_end; ++j) {
      if (ast_.type(j) != S::identifier) continue;
      bool unbound = false;
      const Value* v = find_name(ast_.text(j), unbound);
      if (!v) continue;
      Value weak = *v;
      weak.known = false;
      if (weak.is(Kind::none)) weak = {};
      if (weak.is(Kind::integer) && type == S::augmented_assignment) weak = Value::make(Kind::number);
      if (weak.is(Kind::integer) || weak.is(Kind::text)) weak.text = {};
      assign_name(ast_.text(j), weak);
    }
    if (ast_.type(left) == S::attribute && !frames_.empty() && frames_.back().self) {
      std::string_view attribute_name = ast_.text(ast_.child(left, Field::attribute));
      auto it = frames_.back().self->values.find(attribute_name);
      if (it != frames_.back().self->values.end() && ast_.text(ast_.child(left, Field::object)) == "self") {
        Value weak = it->second;
        weak.known = false;
        set(*frames_.back().self, attribute_name, weak.is(Kind::none) ? Value() : weak);
      }
    }
  }
}

Checker::Flow Checker::loop_body(NodeId node, bool certain) {
  loops_.emplace_back();
  if (!certain) ++branches_;
  NodeId body = ast_.child(node, Field::body);
  block(body);
  if (!certain) --branches_;
  return Flow::next;
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
  weaken_assigned(node);
  std::optional<bool> always = truth(eval(condition));
  loop_body(node, true);
  bool broken = loops_.back().has_break;
  loops_.pop_back();
  if (always == true && !broken && maybe_ == 0) return Flow::ended;
  if (always == true && !broken) return Flow::ended;
  if (NodeId other = ast_.child(node, Field::alternative); other != kNoNode)
    return block(ast_.child(other, Field::body));
  return Flow::next;
}

Checker::Flow Checker::for_statement(NodeId node) {
  NodeId right = ast_.child(node, Field::right), left = ast_.child(node, Field::left);
  Value iterable = eval(right);
  weaken_assigned(node);
  Value element = element_of(iterable, right);
  bool empty =
      (iterable.is(Kind::list) || iterable.is(Kind::tuple)) && iterable.list->exact && iterable.list->items.empty();
  dead_ += empty;
  assign(left, element);
  loop_body(node, true);
  loops_.pop_back();
  dead_ -= empty;
  if (NodeId other = ast_.child(node, Field::alternative); other != kNoNode)
    return block(ast_.child(other, Field::body));
  return Flow::next;
}

Checker::Flow Checker::try_statement(NodeId node) {
  bool broad = false;
  for (NodeId c = ast_.first(node); c != kNoNode; c = ast_.next(c)) {
    if (ast_.type(c) != S::except_clause && ast_.type(c) != S::except_group_clause) continue;
    NodeId what = ast_.first(c);
    std::string_view text = what == kNoNode || ast_.type(what) == S::block ? "Exception" : ast_.text(what);
    for (std::string_view name :
         {"Exception", "BaseException", "AttributeError", "TypeError", "ImportError", "ModuleNotFoundError",
          "NameError", "RuntimeError", "NotImplementedError", "ValueError"})
      if (text.find(name) != std::string_view::npos) broad = true;
  }
  guarded_ += broad;
  bool outer_blocked = std::exchange(blocked_, false);
  Flow body_flow = block(ast_.child(node, Field::body));
  bool failed = std::exchange(blocked_, outer_blocked);
  guarded_ -= broad;
  Flow flow = body_flow;
  for (NodeId c = ast_.first(node); c != kNoNode; c = ast_.next(c)) {
    S type = ast_.type(c);
    if (type == S::except_clause || type == S::except_group_clause) {
      ++maybe_;
      std::vector<Branch> branches;
      branches.push_back(run_branch([&] {
        NodeId what = ast_.first(c);
        NodeId last = kNoNode;
        for (NodeId p = what; p != kNoNode; p = ast_.next(p)) {
          if (ast_.type(p) == S::block) {
            last = p;
          } else if (ast_.type(p) == S::as_pattern) {
            eval(ast_.first(p));
            NodeId target = ast_.child(p, Field::alias);
            if (target != kNoNode) assign_name(ast_.text(target), {});
          } else if (ast_[p].named) {
            eval(p);
          }
        }
        return last == kNoNode ? Flow::next : block(last);
      }));
      --maybe_;
      if (body_flow == Flow::next && !failed) branches.push_back({});
      Flow handler = merge(std::move(branches));
      if (handler == Flow::next) flow = Flow::next;
      if (failed && handler == Flow::ended) flow = Flow::ended;
    } else if (type == S::else_clause && body_flow == Flow::next) {
      flow = block(ast_.child(c, Field::body));
    } else if (type == S::finally_clause) {
      NodeId body = ast_.first(c);
      if (body != kNoNode && block(body) == Flow::ended) flow = Flow::ended;
    }
  }
  return flow;
}

Checker::Flow Checker::with_statement(NodeId node) {
  NodeId clause = ast_.first(node);
  for (NodeId item = ast_.first(clause); item != kNoNode; item = ast_.next(item)) {
    NodeId value = ast_.type(item) == S::with_item ? ast_.child(item, Field::value) : item;
    if (ast_.type(value) != S::as_pattern) {
      eval(value);
      continue;
    }
    Value entered = eval(ast_.first(value));
    NodeId target = ast_.child(value, Field::alias);
    if (target == kNoNode) continue;
    Value result;
    if (entered.is(Kind::instance)) {
      const Member* enter = entered.cls->find("__enter__");
      result = enter && !enter->overloads.empty() && enter->overloads[0].result.kind == Type::Kind::instance
                   ? value_of(enter->overloads[0].result)
                   : entered;
    }
    assign(ast_.first(target) == kNoNode ? target : ast_.first(target), result);
  }
  return block(ast_.child(node, Field::body));
}

Checker::Flow Checker::match_statement(NodeId node) {
  eval(ast_.first(node));
  std::vector<Branch> branches;
  for (NodeId c = ast_.first(ast_.child(node, Field::body)); c != kNoNode; c = ast_.next(c)) {
    NodeId body = ast_.child(c, Field::consequence);
    if (body == kNoNode) continue;
    ++maybe_;
    branches.push_back(run_branch([&] {
      for (NodeId p = ast_.first(c); p != kNoNode && p != body; p = ast_.next(p))
        for (NodeId i = p; i < ast_[p].subtree_end; ++i)
          if (ast_.type(i) == S::identifier) assign_name(ast_.text(i), {});
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
