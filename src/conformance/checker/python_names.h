#pragma once
// Names of Python itself: builtins, modules that can be imported, members of the basic types.
#include <string_view>
#include <vector>

namespace simbench::conformance {

bool is_builtin(std::string_view name);
/// A module of the standard library, or a package that scripts of this field may rely on (numpy, scipy, matplotlib, …).
bool is_known_module(std::string_view top);
bool is_math_name(std::string_view name);
std::vector<std::string_view> math_names();
/// `type` is "int", "float", "bool", "str", "list", "tuple", "dict" or "set".
bool has_builtin_member(std::string_view type, std::string_view member);

}  // namespace simbench::conformance
