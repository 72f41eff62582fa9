#pragma once
// An API index in memory: modules, classes, members, signatures. Classes are decoded when first asked for.
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/base.h"

namespace simbench::api_index {

class Index;
struct ApiClass;

/// A type as the index knows it. `any` accepts and says nothing.
struct Type {
  enum class Kind : uint8_t { any, none, boolean, integer, number, text, enumeration, instance, sequence, array };
  Kind kind = Kind::any;
  bool nullable = false;
  const ApiClass* cls = nullptr;  ///< for instance
  const Type* element = nullptr;  ///< for sequence
  std::string_view text = "any";  ///< as written in the index
};

struct Parameter {
  std::string_view name;
  Type type;
  std::string_view fallback;  ///< the default's text
  bool has_default = false;
  bool refused_default = false;  ///< declared with a default that the binding refuses: must be given
};

struct Signature {
  std::vector<Parameter> parameters;
  Type result;
  bool positional_only = false, is_static = false, varargs = false, kwargs = false;
  size_t required() const;
};

/// A method, property or constant of a class, or a function or constant of a module.
struct Member {
  enum class Kind : uint8_t { method, property, constant };
  Kind kind = Kind::method;
  std::string_view name;
  bool writable = true;
  Type type;                         ///< of a property or constant
  std::vector<Signature> overloads;  ///< of a method
};

struct ApiModule;

struct ApiClass {
  std::string_view name, cpp;
  const ApiModule* module = nullptr;
  std::vector<const ApiClass*> bases;
  std::vector<std::string_view> pure;  ///< virtual methods that a Python class has to define before it is called into
  bool is_abstract = false, director = false, sequence = false, open = false;

  /// Own members or those of the bases, in Python's order for the trees that occur here; nullptr if there is none.
  const Member* find(std::string_view member) const;
  /// Only what the class itself defines.
  const Member* find_own(std::string_view member) const;
  /// The class, itself or a base, that defines the member: where events of it are counted. Itself if none does.
  const ApiClass* definer(std::string_view member) const;
  bool derives_from(const ApiClass* other) const;
  /// Vectors, frames, colours: passed as values, so that None never fits, and part of the call that takes them.
  bool is_value() const;
  /// The constructor: own or inherited.
  const Member* constructor() const { return find("__init__"); }
  /// Names of all members, bases included.
  std::vector<std::string> member_names() const;
  /// The same C++ class may be wrapped by two modules; both have one canonical class.
  const ApiClass* canonical() const { return twin_ ? twin_ : this; }

 private:
  friend class IndexReader;
  friend class Index;
  void decode() const;
  const Member* find_here(std::string_view member) const;
  const Index* index_ = nullptr;
  std::string_view body_;  ///< its lines in the file
  const ApiClass* twin_ = nullptr;
  const ApiClass* other_ = nullptr;  ///< the wrapper of the same C++ class in another module
  mutable std::once_flag once_;
  mutable std::unordered_map<std::string_view, Member> members_;
};

struct ApiModule {
  std::string_view name;  ///< dotted
  std::vector<std::string_view> imports;
  std::unordered_map<std::string_view, ApiClass*> classes;
  bool open = false;  ///< not all of its names are known

  const ApiClass* find_class(std::string_view wanted) const;
  /// A function or constant.
  const Member* find_member(std::string_view wanted) const;
  bool has(std::string_view wanted) const { return find_class(wanted) || find_member(wanted); }
  std::vector<std::string> names() const;

 private:
  friend class IndexReader;
  void decode() const;
  const Index* index_ = nullptr;
  std::vector<std::string_view> lines_;  ///< const, alias and def lines
  mutable std::once_flag once_;
  mutable std::unordered_map<std::string_view, Member> members_;
  mutable std::unordered_map<std::string_view, std::string_view> aliases_;
};

/// An attribute of MJCF and the values that the compiler takes, as far as they are known.
struct MjcfAttribute {
  std::string_view name;
  std::vector<std::string_view> keywords;  ///< empty: not a keyword
  bool several = false;                    ///< more than one keyword may stand there
  bool numbers = false, whole = false;     ///< numbers; integers
  size_t least = 0, most = 0;              ///< how many; most = 0: any number
};

/// Elements of MJCF: what may stand in what, with which attributes.
struct MjcfElement {
  std::string_view name;
  std::vector<MjcfAttribute> attributes;  ///< one called "*": any
  const MjcfAttribute* find(std::string_view attribute) const;
  std::map<std::string_view, MjcfElement*> children;
  bool recursive = false;  ///< may stand in itself
};

/// One release of one package. Immutable; safe to use from several threads.
class Index {
 public:
  /// errors: corrupt if it isn't an index of format 1; says the line.
  static Result<std::unique_ptr<Index>> parse(std::string text, std::string where);
  Index(const Index&) = delete;

  std::string_view package() const { return package_; }
  std::string_view version() const { return version_; }
  std::string name() const;  ///< "pychrono-9.0.1"
  /// Objects refuse attributes that they don't have (pybind11); SWIG's proxies take any.
  bool closed_objects() const { return origin_ == "pybind11"; }
  const ApiModule* module(std::string_view dotted) const;  ///< "pychrono" itself gives the root module
  const ApiModule* root() const { return root_; }
  const std::vector<const ApiModule*>& modules() const { return modules_; }
  const std::vector<std::string_view>& eager() const { return eager_; }
  /// Modules of the packages that come with this one.
  const std::vector<std::string_view>& needs() const { return needs_; }
  /// The distribution that brings a module of the package which isn't among its own; "" if none does.
  std::string_view distribution_of(std::string_view dotted) const;
  /// First class of that proxy name in any module.
  const ApiClass* find_class(std::string_view wanted) const;
  /// Modules that have a class, function or constant of that name.
  std::vector<const ApiModule*> modules_with(std::string_view wanted) const;
  /// Classes that define a member of that name (decodes everything: only for messages).
  std::vector<const ApiClass*> classes_with(std::string_view member) const;
  const MjcfElement* mjcf() const { return mjcf_.empty() ? nullptr : &mjcf_.front(); }

  Type parse_type(std::string_view text, const ApiModule* from) const;
  Signature parse_signature(std::string_view parameters, std::string_view result, const ApiModule* from) const;

 private:
  friend struct ApiClass;
  friend struct ApiModule;
  friend class IndexReader;
  Index() = default;
  void decode_member(std::string_view line, std::unordered_map<std::string_view, Member>& into,
                     const ApiModule* from) const;

  std::string text_;
  std::string_view package_, version_, origin_;
  std::vector<std::string_view> eager_, needs_;
  std::map<std::string_view, std::string_view> apart_;
  std::deque<ApiModule> module_store_;
  std::deque<ApiClass> class_store_;
  std::deque<MjcfElement> mjcf_;
  std::vector<const ApiModule*> modules_;
  std::unordered_map<std::string_view, ApiModule*> by_name_;
  std::unordered_map<std::string_view, ApiClass*> class_by_name_;
  const ApiModule* root_ = nullptr;
  mutable std::mutex elements_mutex_;
  mutable std::deque<Type> elements_;
};

}  // namespace simbench::api_index
