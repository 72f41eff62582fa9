#pragma once
// Names of Python itself: its functions with what they take and give, modules that can be imported, members of the
// basic types.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simbench::conformance {

/// One row of the table of Python's functions; "math.cos" is one, too.
struct PythonFunction {
  /// `special`: builtins.cc tells what comes of the arguments.
  enum class Result : uint8_t { unknown, none, boolean, integer, text, special };
  std::string_view name;
  uint8_t least = 0, most = 0;  ///< positional arguments; 255: without an end
  Result result = Result::unknown;
};

/// nullptr if Python has no such function, class or constant of its own.
const PythonFunction* find_function(std::string_view name);
bool is_builtin(std::string_view name);
/// "math.pi"
std::optional<double> math_constant(std::string_view name);
/// Without "math.", constants included.
std::vector<std::string_view> math_names();
/// Has a release of numpy that name in that module ("numpy", "numpy.linalg", …)? True of modules that aren't known.
bool numpy_may_have(std::string_view module, std::string_view name);
/// A module of the standard library.
bool is_known_module(std::string_view top);
/// Packages that scripts of this field may rely on where nothing tells what is installed.
const std::vector<std::string>& usual_packages();
/// `type` is "int", "float", "bool", "str", "list", "tuple", "dict", "set" or "array" (of numpy).
bool has_builtin_member(std::string_view type, std::string_view member);
/// A member of numpy's arrays that isn't called.
bool is_array_property(std::string_view member);

}  // namespace simbench::conformance
