#pragma once
// What the checker knows about a Python value: its kind, its class, and its constant where there is one.
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api_index/api_index.h"
#include "conformance/checker/ast.h"

namespace simbench::conformance {

using api_index::ApiClass;
using api_index::ApiModule;
using api_index::Index;
using api_index::Member;
using api_index::Parameter;
using api_index::Signature;
using api_index::Type;

struct ListObject;
struct DictObject;
struct UserFunction;
struct UserClass;
struct UserObject;
struct PartialObject;
struct GeneratorObject;
struct ReleaseTest;

struct Value {
  enum class Kind : uint8_t {
    unknown,
    none,
    boolean,
    integer,
    number,
    text,
    instance,
    api_class,
    api_function,
    bound_method,
    module,
    outside_module,
    list,
    tuple,
    dict,
    set,
    function,
    user_class,
    object,
    bound_function,
    builtin,
    super,
    partial,    ///< a callable with arguments that are given already
    generator,  ///< a call of a generator function that runs when it is iterated
    choice,     ///< one of several callables
    array,      ///< of numpy; `known` if it surely has a dimension
  };
  Kind kind = Kind::unknown;
  bool known = false;  ///< `number` or `text` is the value; of an unknown one: it was None, and what replaces that
                       ///< tells its class
  double number = 0;
  std::string_view
      text;  ///< of a text; name of a builtin or outside module; enumerator's or value object's description
  union {
    const void* pointer = nullptr;
    const ApiClass* cls;   ///< instance, api_class
    const Member* member;  ///< api_function, bound_method
    const ApiModule* module;
    ListObject* list;  ///< list, tuple, set; of a choice its callables; of an unknown one what it is one of, if told
    DictObject* dict;
    UserFunction* function;
    UserClass* user_class;
    UserObject* object;
    PartialObject* partial;
    GeneratorObject* generator;
  };
  const ApiClass* owner = nullptr;    ///< class through which a bound_method or api_function was found
  UserObject* self = nullptr;         ///< of bound_function, and of a bound_method on a user object
  const ReleaseTest* test = nullptr;  ///< what it tells of the release, if anything

  static Value make(Kind kind) {
    Value v;
    v.kind = kind;
    return v;
  }
  static Value constant(Kind kind, double x) {
    Value v = make(kind);
    v.known = true;
    v.number = x;
    return v;
  }
  bool is(Kind k) const { return kind == k; }
  bool is_list() const { return kind == Kind::list || kind == Kind::tuple; }
  bool is_callable() const;
  /// Nothing, or next to nothing, is known of it.
  bool is_opaque() const { return kind == Kind::unknown || kind == Kind::builtin; }
  bool is_numeric() const { return kind == Kind::boolean || kind == Kind::integer || kind == Kind::number; }
};

struct ListObject {
  std::vector<Value> items;
  bool exact = true;  ///< `items` are all of them, in order
  Value element;      ///< join of all items when not exact
  bool has_element = false;
};

struct DictObject {
  std::unordered_map<std::string_view, Value> items;  ///< by constant text keys
  std::vector<std::string_view> order;                ///< of the keys
  bool exact = true;
  Value element;  ///< of every other key, if told
  bool has_element = false;
  bool foreign = false;  ///< holds something that isn't known
  void put(std::string_view key, const Value& value);
  void put_other(const Value& value);  ///< under a key that isn't known
  Value any() const;                   ///< what a key that isn't known finds
};

struct Argument {
  Value value;
  std::string_view name;  ///< of a keyword argument
  NodeId node = kNoNode;
  bool star = false;  ///< *args or **kwargs: any number
};
using Arguments = std::vector<Argument>;

struct PartialObject {
  Value callee;
  Arguments arguments;
};

struct GeneratorObject {
  UserFunction* function = nullptr;
  UserObject* self = nullptr;
  Arguments arguments;
  Value element;  ///< what it yields
  bool has_run = false;
};

/// Variables of a scope, attributes of an object.
struct Store {
  std::unordered_map<std::string_view, Value> values;
};

struct ParameterInfo {
  std::string_view name;
  NodeId fallback = kNoNode, annotation = kNoNode;
  Value fallback_value;
  enum class Kind : uint8_t { normal, keyword_only, star, double_star, positional_only } kind = Kind::normal;
};

struct Scope : Store {
  Scope* parent = nullptr;  ///< enclosing function's scope or the module's
  const UserFunction* function = nullptr;
  bool active = true;  ///< its function hasn't returned yet
};

struct UserFunction {
  std::string_view name;
  NodeId node = kNoNode, body = kNoNode;
  std::vector<ParameterInfo> parameters;
  Scope* closure = nullptr;
  UserClass* owner = nullptr;
  bool lambda = false, is_static = false, is_class = false, is_property = false, generator = false;
  bool is_setter = false, is_cached = false;  ///< of a property; a property that can be set
  bool is_abstract = false;                   ///< what it gives is up to a subclass
  bool recursive = false;                     ///< calls something of its own name: its arguments change on the way
  bool loose = false;                         ///< a decorator that isn't known may pass it other arguments
  bool called = false, active = false;
  std::vector<std::string_view> locals, globals;  ///< names assigned in the body; names declared global or nonlocal
  bool names_collected = false;
};

/// A field of a record (dataclass, NamedTuple): a parameter of the constructor that Python writes.
struct RecordField {
  std::string_view name;
  Value fallback;
  Value factory;  ///< what is called to make the default
  bool has_default = false, keyword_only = false;
};

/// "x: T" in the body of a class.
struct Declared {
  std::string_view name;
  NodeId type = kNoNode;
  const Scope* where = nullptr;  ///< the names that T is looked up in
};

struct UserClass {
  std::string_view name;
  NodeId node = kNoNode;
  std::vector<Value> bases;
  Store attributes;
  const ApiClass* api_base = nullptr;
  bool record = false;              ///< its constructor takes `fields`
  std::vector<RecordField> fields;  ///< those of its bases first
  bool open = false;                ///< a base or decorator is unknown: any attribute may exist
  bool enumeration = false;
  std::vector<std::string_view> self_attributes;                ///< every x of `self.x = …` in its body
  std::vector<Declared> declared;                               ///< in its body
  std::optional<Store> uncalled;                                ///< attributes where nothing makes an object of it
  std::unordered_map<std::string_view, UserFunction*> setters;  ///< of properties
  const Value* find(std::string_view name) const;               ///< own, then user bases
  UserFunction* find_setter(std::string_view name) const;
  bool derives_from(const UserClass* other) const;
  bool has_self_attribute(std::string_view name) const;
  bool declares(std::string_view name) const;  ///< itself or a base
};

struct UserObject : Store {
  UserClass* cls = nullptr;
  bool base_ready = false;          ///< the API base's constructor was called
  bool kept = false;                ///< something that lives on refers to it
  std::vector<const Scope*> names;  ///< scopes in which a variable holds it
  bool alive() const;               ///< Python still has it
};

/// Something that lives on, a list or an attribute, holds the value now.
void keep_alive(const Value& value);
/// "ChBody", "int", "list": for messages.
std::string describe_kind(const Value& value);
/// Value text for events: "0.5", "\"name\"", "ChVector3d(0, 1, 0)", "NSC", "?".
std::string describe_value(const Value& value);
/// The best that is true of both; unknown for two callables (Checker::join makes a choice of them).
Value join_plain(const Value& a, const Value& b);
using simbench::join;  // of texts: not hidden by the one above
/// The same kind of value, of which more isn't known: what a loop leaves behind.
Value without_constant(Value value);
/// True/false if it is known, else nullopt.
std::optional<bool> truth(const Value& value);

}  // namespace simbench::conformance
