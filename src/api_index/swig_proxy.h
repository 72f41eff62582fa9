#pragma once
// One SWIG proxy file as facts in C++ spelling: the first half of reading PyChrono (types are resolved when all modules
// are known).
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace simbench::api_index {

/// A def of the proxy with the prototypes that its docstring lists.
struct ProxyFunction {
  std::string parameters;               ///< text between the parentheses of the def line
  std::vector<std::string> prototypes;  ///< "SetPos(ChBody self, ChVector3d p) -> void"
  bool is_static = false, is_property = false;
};

struct ProxyClass {
  std::string name, cpp;
  std::vector<std::string> bases;
  bool is_abstract = false, director = false;
  std::map<std::string, ProxyFunction> methods;
  std::map<std::string, std::pair<std::string, bool>> properties;  ///< C++ type, writable
  std::vector<std::string> constants;
};

struct ProxyModule {
  std::vector<std::string> imports;
  std::map<std::string, ProxyClass> classes;
  std::map<std::string, ProxyFunction> functions;
  std::vector<std::string> constants, variables;                  ///< NAME = _m.NAME; NAME = cvar.NAME
  std::map<std::string, std::string> values;                      ///< NAME = Something(…): the class's name
  std::vector<std::pair<std::string, std::string>> late_methods;  ///< setattr(Class, "name", function)
};

/// Reads what `swig -python` writes (4.x). Lines that it doesn't know are skipped.
ProxyModule parse_proxy(std::string_view text);

/// Types of constants and variables from the lines of the wrapper's C++: name → "int", "float", "str", "bool" or a C++
/// type.
std::map<std::string, std::string> parse_wrapper_constants(std::string_view text);

/// Virtual methods without a body, from the lines of the wrapper's C++: C++ class → names. Clone is left out: no step
/// calls it.
std::map<std::string, std::set<std::string>> parse_wrapper_pure(std::string_view text);

/// Methods that C++ calls in Python, from the lines of the wrapper's C++: proxy class → names, inherited ones included.
std::map<std::string, std::set<std::string>> parse_wrapper_directors(std::string_view text);

/// Functions that turn a container into a tuple: "ChSystem_GetBodies".
std::set<std::string> parse_wrapper_tuples(std::string_view text);

/// "a, b=std::pair(1, 2)" split at the commas that separate parameters.
std::vector<std::string> split_parameters(std::string_view text);

}  // namespace simbench::api_index
