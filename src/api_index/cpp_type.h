#pragma once
// C++ types as SWIG's docstrings spell them, put into the index's few kinds (docs/conformance-index.md).
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace simbench::api_index {

/// What is known about the wrapped names when types are read.
struct WrappedNames {
  std::map<std::string, std::string, std::less<>> class_of_cpp;  ///< "chrono::ChBody" → "ChBody", spaces removed
  std::map<std::string, std::string, std::less<>> element_of;    ///< wrapped container → C++ type of its elements
  std::set<std::string, std::less<>> classes;                    ///< proxy names
  std::set<std::string, std::less<>>
      enum_prefixes;  ///< "ChContactMethod" because a constant "ChContactMethod_NSC" exists
};

enum class TypeUse { parameter, result };

/// "std::shared_ptr< chrono::ChBody > const &" → "ChBody?". Unknown and writable C++ types become "any".
std::string type_of_cpp(std::string_view cpp, const WrappedNames& names, TypeUse use);

/// The first template argument of "std::vector< A,std::allocator< A > >".
std::string_view first_argument(std::string_view cpp);

/// The spelling under which a C++ type is looked up: no spaces, no const, no default template arguments.
std::string canonical_cpp(std::string_view cpp);

}  // namespace simbench::api_index
