#pragma once
// Abstract interpretation of one script against an index. The parts: one concern a file of this folder.
#include <deque>
#include <functional>
#include <unordered_set>

#include "conformance/checker/diagnosis.h"
#include "conformance/checker/value.h"
#include "conformance/conformance.h"

namespace simbench::conformance {

class Checker {
 public:
  Checker(const Index& index, const Ast& ast) : index_(index), ast_(ast), diagnosis_(index) {}
  Report run();

 private:
  enum class Flow { next, ended };

  struct Argument {
    Value value;
    std::string_view name;  ///< of a keyword argument
    NodeId node = kNoNode;
    bool star = false;  ///< *args or **kwargs: any number
  };
  using Arguments = std::vector<Argument>;

  struct Write {
    Store* store;
    std::string_view name;
    Value value;
    bool has;
  };
  struct Branch {
    std::vector<Write> writes;
    Flow flow = Flow::next;
  };
  struct Frame {
    std::vector<Value> returns;
    UserFunction* function = nullptr;
    UserObject* self = nullptr;
  };
  struct LoopState {
    bool has_break = false;
  };

  // checker.cc: reports, branches, names
  void report(NodeId at, Violation violation);
  void report(NodeId at, std::string_view kind, std::string_view cls, std::string name, std::string message);
  bool fatal_here() const { return dead_ == 0 && guarded_ == 0; }
  void set(Store& store, std::string_view name, Value value);
  Branch run_branch(const std::function<Flow()>& body);
  Flow merge(std::vector<Branch> branches);
  const Value* find_name(std::string_view name, bool& unbound);
  Value name_value(NodeId node);
  void assign_name(std::string_view name, Value value);
  Scope& scope() { return *scope_; }
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  void finish_uncalled();
  bool within_budget();

  // statements.cc
  Flow block(NodeId node);
  Flow statement(NodeId node);
  Flow if_statement(NodeId node);
  Flow while_statement(NodeId node);
  Flow for_statement(NodeId node);
  Flow loop_body(NodeId node, bool certain);
  Flow try_statement(NodeId node);
  Flow with_statement(NodeId node);
  Flow match_statement(NodeId node);
  Flow dead_rest(NodeId node);
  void weaken_assigned(NodeId node);
  void function_definition(NodeId node, bool decorated);
  void class_definition(NodeId node, bool decorated);
  void collect_self_attributes(UserClass& c, NodeId body);
  void delete_statement(NodeId node);
  void narrow(NodeId condition, bool holds);

  // imports.cc
  void import_statement(NodeId node);
  void import_from(NodeId node);
  bool import_module(NodeId at, std::string_view dotted);
  void mark_imported(std::string_view dotted);
  Value module_value(std::string_view dotted);
  bool star_import(const ApiModule& module);

  // assignments.cc
  void assignment(NodeId node);
  void augmented_assignment(NodeId node);
  void assign(NodeId target, Value value);
  void assign_attribute(NodeId target, const Value& value);
  void assign_subscript(NodeId target, const Value& value);
  void unpack(NodeId target, const Value& value);

  // expressions.cc
  Value eval(NodeId node);
  Value eval_inner(NodeId node);
  Value literal_string(NodeId node);
  Value sequence_display(NodeId node, Value::Kind kind);
  Value dictionary(NodeId node);
  Value comprehension(NodeId node, Value::Kind kind);
  Value conditional(NodeId node);
  Value boolean(NodeId node);
  Value comparison(NodeId node);
  Value lambda(NodeId node);
  Value interpolated(NodeId node);
  Value element_of(const Value& value, NodeId at);
  Value new_list(Value::Kind kind, std::vector<Value> items, bool exact);
  Value subscript(NodeId node);

  // attributes.cc
  Value attribute(NodeId node);
  Value member_of(const Value& object, std::string_view name, NodeId at);
  Value module_member(const ApiModule& module, std::string_view name, NodeId at);
  Value class_member(const ApiClass& cls, const Value& object, std::string_view name, NodeId at);
  Value object_member(UserObject& object, std::string_view name, NodeId at);
  Value user_class_member(UserClass& cls, std::string_view name, NodeId at);
  Value list_member(const Value& object, std::string_view name, NodeId at);
  Value value_of(const Type& type, std::string_view description = {});
  void missing_member(const ApiClass& cls, std::string_view name, NodeId at, std::string_view kind);
  void missing_in_module(const ApiModule& module, std::string_view name, NodeId at);

  // operators.cc
  Value binary(NodeId node);
  Value unary(NodeId node);
  Value operate(std::string_view op, const Value& a, const Value& b, NodeId at);
  bool call_special(const Value& object, std::string_view method, const Value* argument, Value& result);

  // calls.cc
  Value call(NodeId node);
  Arguments arguments(NodeId node);
  Value call_value(const Value& callee, Arguments& args, NodeId at, NodeId call_node);
  Value call_api(const Member& member, const ApiClass* owner, const Value* self, Arguments& args, NodeId at);
  Value construct(const ApiClass& cls, Arguments& args, NodeId at);
  Value construct_user(UserClass& cls, Arguments& args, NodeId at);
  Value call_user(UserFunction& function, UserObject* self, Arguments& args, NodeId at);
  bool bind(UserFunction& function, UserObject* self, Arguments& args, NodeId at, Scope& into);
  void note_step(const Member& member, const ApiClass* owner, NodeId at);
  void run_callbacks(NodeId step);
  std::string callback_fault(const UserObject& object) const;
  void check_override(UserObject& object, UserFunction& function, const Member& api, NodeId step);
  void collect_names(UserFunction& function);

  // builtins.cc
  bool takes_count(std::string_view name, const Arguments& args, NodeId at);
  Value call_builtin(std::string_view name, Arguments& args, NodeId at);
  Value call_outside(std::string_view name, Arguments& args, NodeId at);
  Value call_list_method(const Value& list, std::string_view name, Arguments& args);
  void check_mjcf(const Argument& argument, NodeId at);

  // overloads.cc
  enum class Fit { yes, maybe, no };
  struct Match {
    std::vector<const Signature*> fitting;
    Violation failure;  ///< filled when none fits
  };
  Fit fits(const Value& value, const Type& type) const;
  Match match(const Member& member, const ApiClass* owner, const Arguments& args) const;
  int fit_count(const Signature& s, const Arguments& args) const;

  // events
  void add_event(std::string name, const Arguments& args, NodeId at);
  std::string arguments_text(const Arguments& args) const;

  const Index& index_;
  const Ast& ast_;
  Diagnosis diagnosis_;
  Report report_;
  std::vector<Violation> late_;  ///< of dead code
  std::unordered_set<uint64_t> seen_;
  std::deque<std::string> texts_;
  std::deque<ListObject> lists_;
  std::deque<DictObject> dicts_;
  std::deque<UserFunction> functions_;
  std::deque<UserClass> classes_;
  std::deque<UserObject> objects_;
  std::deque<Scope> scopes_;
  Scope* module_scope_ = nullptr;
  Scope* scope_ = nullptr;
  std::vector<Frame> frames_;
  std::vector<LoopState> loops_;
  std::vector<Write> journal_;
  std::unordered_set<std::string_view> imported_;            ///< dotted API modules imported so far
  std::unordered_set<std::string_view> written_attributes_;  ///< set on API objects although unknown: Python keeps them
  std::vector<UserObject*> escaped_;  ///< objects of director classes that were given to the simulator
  int dead_ = 0, guarded_ = 0, maybe_ = 0, branches_ = 0, depth_ = 0, eval_depth_ = 0;
  bool names_open_ = false;         ///< a star import of an unknown module
  bool blocked_ = false;            ///< the rest of a try body after a sure, caught violation
  NodeId callback_step_ = kNoNode;  ///< the step during which a callback is being looked at
  size_t work_ = 0;
};

}  // namespace simbench::conformance
