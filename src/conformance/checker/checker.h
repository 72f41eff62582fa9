#pragma once
// Abstract interpretation of one script against an index. The parts: one concern a file of this folder.
#include <deque>
#include <functional>
#include <optional>
#include <unordered_set>

#include "conformance/checker/diagnosis.h"
#include "conformance/checker/records.h"
#include "conformance/checker/value.h"
#include "conformance/conformance.h"

namespace simbench::conformance {

class Checker {
 public:
  Checker(const Index& index, const Ast& ast, const Surroundings& around)
      : index_(index), ast_(ast), around_(around), diagnosis_(index) {}
  Report run();

 private:
  enum class Flow { next, ended };

  struct Branch {
    std::vector<Write> writes;
    Flow flow = Flow::next;
    std::vector<Asked> found;  ///< names that a test found in it
  };

  // checker.cc: reports, branches, names
  void report(NodeId at, Violation violation);
  void report(NodeId at, std::string_view kind, std::string_view cls, std::string name, std::string message);
  std::string_view raised_by(NodeId statement) const;
  Fate fate_of(std::string_view exception) const;
  std::string_view exception_of(const Violation& violation) const;
  Value join(const Value& a, const Value& b);
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
  bool refuses(NodeId block) const;
  Condition condition_of(NodeId condition, NodeId failed = kNoNode);
  Flow while_statement(NodeId node);
  Flow for_statement(NodeId node);
  void loop_body(NodeId node);
  void loop_again(NodeId node, const std::vector<std::string_view>& none_before);
  Flow try_statement(NodeId node);
  std::vector<Guard> guards_of(NodeId try_node) const;
  Guard taken_by(NodeId clause) const;
  std::optional<Guard> suppressed(NodeId value) const;
  Value entered(const Value& manager, NodeId at);
  Branch handler(NodeId clause, bool reached);
  Flow with_statement(NodeId node);
  Flow match_statement(NodeId node);
  Flow dead_rest(NodeId node);
  std::vector<Value> callables_in_turn(const Value& iterable) const;
  void decorated_definition(NodeId node);
  Value function_definition(NodeId node);
  void decorate(NodeId node, Value function);
  void class_definition(NodeId node, NodeId decorated);
  void take_base(UserClass& c, NodeId node);
  std::vector<std::string_view> self_targets(NodeId body) const;
  void collect_declared(UserClass& c, NodeId body);
  void collect_fields(UserClass& c, NodeId body, const Store& defaults);
  void mark_method(UserFunction& f);
  void delete_statement(NodeId node);

  // annotations.cc
  void annotation(NodeId type);
  void annotation_part(NodeId node);
  bool plain_texts_part(NodeId node);
  void annotation_in_text(NodeId text);
  Value annotated(NodeId type, const Scope* where);
  Value annotated(std::string_view text, const Scope* where);
  Value one_of(const std::vector<std::string_view>& texts, const Scope* where);
  Value annotated_class(std::string_view dotted, const Scope* where);
  Value taken_by(const ParameterInfo& parameter, const Scope* where);
  void give_annotated(UserObject& self);
  void declare_attributes(const UserClass& cls, Store& store);
  void set_attributes(const UserClass& cls, Store& store);
  Value set_from_parameter(NodeId statement, UserFunction& init, std::string_view& name);
  // loops.cc
  Value::Kind counted_kind(NodeId augmented);
  const Assigned& assigned_by_functions();
  void weaken_assigned(NodeId node);
  void weaken_part(NodeId target);
  void weaken_state();
  static void weaken_element(DictObject& dict, std::string_view literal);
  // narrowing.cc
  void narrow(NodeId condition, bool holds);
  void narrow_kinds(NodeId condition, bool holds);
  void narrow_call(NodeId call, bool holds);
  void narrow_comparison(NodeId condition, bool holds);
  void narrow_tag(NodeId call, NodeId tag, bool equal);
  void narrow_to_something(NodeId name);
  void narrow_instance(NodeId name, NodeId type_node, bool holds);
  void forget_name(NodeId name);
  UserObject* owner_of(NodeId attribute);
  const Value* held_by(NodeId place);
  void hold(NodeId place, const Value& value);
  std::optional<Value> guarded_type(NodeId function);
  Value of_type(const Value& type);
  // releases.cc, imports.cc
  const ReleaseTest* asks_for(const Value& object, std::string_view name);
  const ReleaseTest* opposite(const ReleaseTest* test);
  const ReleaseTest* both(const ReleaseTest* a, const ReleaseTest* b);
  const ReleaseTest* test_of(NodeId place);
  void find_asked(NodeId condition, bool holds);
  bool was_found(const Value& object, std::string_view attribute) const;
  Value names_held_by(const Value& object);
  void ask(std::string_view op, const Value& a, const Value& b, NodeId at, Value& result);
  void tell_end(NodeId at, const ReleaseTest& test);
  void import_statement(NodeId node);
  void import_from(NodeId node);
  bool import_module(NodeId at, std::string_view dotted);
  void mark_imported(std::string_view dotted);
  bool is_available(std::string_view top) const;
  Value module_value(std::string_view dotted);
  bool star_import(const ApiModule& module);
  // assignments.cc
  void assignment(NodeId node);
  void augmented_assignment(NodeId node);
  void assign(NodeId target, Value value);
  void assign_attribute(NodeId target, const Value& value);
  void assign_subscript(NodeId target, const Value& value);
  bool is_read(std::string_view attribute);
  void unpack(NodeId target, const Value& value);
  // expressions.cc
  Value eval(NodeId node);
  Value eval_inner(NodeId node);
  Value literal_string(NodeId node);
  std::string_view decoded(std::string_view body, bool raw);
  Value concatenated(NodeId node);
  Value sequence_display(NodeId node, Value::Kind kind);
  Value dictionary(NodeId node);
  Value comprehension(NodeId node, Value::Kind kind);
  Value conditional(NodeId node);
  Value boolean(NodeId node);
  Value comparison(NodeId node);
  Value compare(std::string_view op, const Value& a, const Value& b, NodeId node);
  Value compare_identity(std::string_view op, const Value& a, const Value& b) const;
  Value compare_membership(std::string_view op, const Value& a, const Value& b, NodeId at);
  Condition as_condition(NodeId node, const Value& value) const;
  Value side(NodeId expression, const Condition& condition, bool when);
  Value lambda(NodeId node);
  Value interpolated(NodeId node);
  Value element_of(const Value& value, NodeId at);
  Value element_of_one(const Value& value, NodeId at);
  std::optional<Value> row_of(const ListObject& rows);
  Value new_list(Value::Kind kind, std::vector<Value> items, bool exact);
  Value subscript(NodeId node);
  Value subscript_of(NodeId node, const Value& object);
  // attributes.cc
  Value attribute(NodeId node);
  Value member_of(const Value& object, std::string_view name, NodeId at);
  Value outside_member(std::string_view module, std::string_view name, NodeId at);
  Value module_member(const ApiModule& module, std::string_view name, NodeId at);
  Value class_member(const ApiClass& cls, const Value& object, std::string_view name, NodeId at);
  Value object_member(UserObject& object, std::string_view name, NodeId at);
  Value member_of_one(const ListObject& classes, std::string_view name, NodeId at);
  bool may_come_from_elsewhere(const UserClass& cls, std::string_view name) const;
  Value user_class_member(UserClass& cls, std::string_view name, NodeId at);
  static Value array_property(std::string_view name);
  Value list_member(const Value& object, std::string_view name, NodeId at);
  Value value_of(const Type& type, std::string_view description = {});
  void missing_member(const ApiClass& cls, std::string_view name, NodeId at, std::string_view kind);
  void module_apart(std::string_view dotted, std::string_view distribution, NodeId at);
  void missing_in_module(const ApiModule& module, std::string_view name, NodeId at);
  // special_methods.cc
  std::optional<Value> call_own(const Value& object, std::string_view method, Arguments args, NodeId at);
  std::optional<Value> call_own(const Value& object, std::string_view method, const Value& argument, NodeId at);
  bool lacks(const Value& object, std::string_view method) const;
  Value element_of_object(const Value& object, NodeId at);
  std::optional<Value> operate_on_objects(const Operator& special, const Value& left, const Value& right, NodeId at);
  // enums.cc
  static bool is_enumeration(const Value& base);
  Value enumerator(UserClass& cls, std::string_view name, const Value& value);
  void make_enumerators(UserClass& cls);
  // operators.cc
  static const Operator* find_operator(std::string_view text);
  Value binary(NodeId node);
  Value unary(NodeId node);
  Value operate(std::string_view op, const Value& a, const Value& b, NodeId at);
  bool call_special(const Value& object, std::string_view method, const Value* argument, Value& result);
  // calls.cc
  Value call(NodeId node);
  Arguments arguments(NodeId node);
  Value call_value(const Value& callee, Arguments& args, NodeId at);
  Value call_class_method(const Value& callee, Arguments& args, NodeId at);
  Value call_not_callable(const Value& callee, NodeId at);
  Value call_object(const Value& callee, Arguments& args, NodeId at);
  Value call_choice(const Value& callee, const Arguments& args, NodeId at);
  Value call_api(const Member& member, const ApiClass* owner, const Value* self, Arguments& args, NodeId at);
  Value construct(const ApiClass& cls, Arguments& args, NodeId at);
  Value construct_user(UserClass& cls, Arguments& args, NodeId at);
  Value call_user(UserFunction& function, UserObject* self, Arguments& args, NodeId at);
  Value run_body(UserFunction& function, UserObject* self, Scope& inner);
  Value run_generator(GeneratorObject& generator, NodeId at);
  void bind_record(UserClass& cls, UserObject& object, Arguments& args, NodeId at);
  void offer(const Arguments& args, NodeId at, bool surely, bool takes_methods = true);
  bool bind(UserFunction& function, UserObject* self, Arguments& args, NodeId at, Scope& into);
  void note_step(const Member& member, const ApiClass* owner, NodeId at);
  void run_callbacks(NodeId step);
  bool take_callback(const Member& member, const ApiClass* owner, const Arguments& args);
  void run_functions_handed_over(NodeId step);
  std::string callback_fault(const UserObject& object) const;
  void check_override(UserObject& object, UserFunction& function, const Member& api, NodeId step);
  void collect_names(UserFunction& function);
  // builtins.cc and narrowing.cc
  bool takes_count(const struct PythonFunction& function, const Arguments& args, NodeId at);
  void show(const Arguments& args, NodeId at);
  Value call_builtin(std::string_view name, Arguments& args, NodeId at);
  Value call_method_of_basic(std::string_view name, const Value& callee, Arguments& args, NodeId at);
  Value call_dict_method(const Value& callee, std::string_view method, const Arguments& args);
  Value call_outside(std::string_view name, Arguments& args, NodeId at);
  Value call_list_method(const Value& list, std::string_view name, Arguments& args, NodeId at);
  // one signature: rows of the table in call_builtin
  Value special_len(std::string_view name, Arguments& args, NodeId at);
  Value special_range(std::string_view name, Arguments& args, NodeId at);
  Value special_number(std::string_view name, Arguments& args, NodeId at);
  Value special_least_or_most(std::string_view name, Arguments& args, NodeId at);
  Value special_container(std::string_view name, Arguments& args, NodeId at);
  Value special_zip(std::string_view name, Arguments& args, NodeId at);
  Value special_dict(std::string_view name, Arguments& args, NodeId at);
  Value special_attribute(std::string_view name, Arguments& args, NodeId at);
  Value special_apply(std::string_view name, Arguments& args, NodeId at);
  Value special_names(std::string_view name, Arguments& args, NodeId at);
  Value special_math(std::string_view name, Arguments& args, NodeId at);
  static Value constant_text(std::string_view text);
  std::optional<bool> has_attribute(const Value& object, std::string_view name) const;
  std::optional<bool> is_instance(const Value& value, const Value& type) const;
  void check_mjcf(const Argument& argument, NodeId at);
  // overloads.cc
  enum class Fit { yes, maybe, no };
  void refuse(Match match, NodeId at);
  void refuse_keyword(const Argument& argument, NodeId at, Violation violation);
  Fit fits(const Value& value, const Type& type) const;
  Match match(const Member& member, const ApiClass* owner, const Arguments& args) const;
  int fit_count(const Signature& s, const Arguments& args) const;
  void add_event(std::string name, const Arguments& args, NodeId at);
  std::string arguments_text(const Arguments& args) const;
  const Index& index_;
  const Ast& ast_;
  const Surroundings& around_;
  Diagnosis diagnosis_;
  Assigned assigned_;
  Report report_;
  std::vector<Violation> late_;  ///< of dead code
  std::unordered_set<uint64_t> seen_;
  std::deque<std::string> texts_;
  std::deque<ListObject> lists_;
  std::deque<DictObject> dicts_;
  std::deque<UserFunction> functions_;
  std::deque<UserClass> classes_;
  std::deque<UserObject> objects_;
  std::deque<PartialObject> partials_;
  std::deque<GeneratorObject> generators_;
  std::deque<Scope> scopes_;
  Scope* module_scope_ = nullptr;
  Scope* scope_ = nullptr;
  std::vector<Frame> frames_;
  std::vector<LoopState> loops_;
  std::vector<Write> journal_;
  std::unordered_set<std::string_view> imported_;            ///< dotted API modules imported so far
  std::unordered_set<std::string_view> written_attributes_;  ///< set on API objects although unknown: Python keeps them
  std::deque<ReleaseTest> tests_;
  std::vector<Asked> found_;                                             ///< what tests found, in the branches around
  std::optional<std::unordered_set<std::string_view>> read_attributes_;  ///< that the script reads anywhere
  std::vector<std::pair<std::string_view, Value>> handed_over_;  ///< functions that MuJoCo calls in a step, by setter
  std::vector<UserObject*> escaped_;  ///< objects of director classes that were given to the simulator
  std::vector<Guard> guards_;
  int dead_ = 0, maybe_ = 0, branches_ = 0, depth_ = 0, eval_depth_ = 0;
  int quiet_ = 0;                 ///< what is walked may well never run: nothing in it is fatal
  int elsewhere_ = 0;             ///< what is walked is for another release of the API
  int looping_ = 0;               ///< loops around, those of callers included
  bool again_ = false;            ///< a loop's second turn: its calls are known
  bool names_open_ = false;       ///< names may exist that nothing here binds: a star import, exec, globals()
  bool annotations_ = true;       ///< Python evaluates annotations: no `from __future__ import annotations`
  bool generating_ = false;       ///< the next call runs a generator's body
  bool finishing_ = false;        ///< functions that nothing called are looked at
  bool ended_elsewhere_ = false;  ///< a test of the release ended the last block: the rest is for another
  bool importing_ = false;        ///< a name that is missing now is an ImportError
  int blocked_at_ = -1;           ///< the guard that ends the rest of its body after a sure, caught violation; -1: none
  std::string_view raised_;       ///< the exception of that violation
  NodeId last_step_ = kNoNode;    ///< the call that stepped last
  NodeId callback_step_ = kNoNode;  ///< the step during which a callback is being looked at
  size_t work_ = 0;
};

}  // namespace simbench::conformance
