#pragma once
// Puts a violation into its class and finds what was meant: version drift, misplaced, misspelt, invented.
#include <string>
#include <string_view>

#include "conformance/checker/value.h"
#include "conformance/conformance.h"

namespace simbench::conformance {

struct Finding {
  std::string cls;  ///< "drift", "misplaced", "invented"
  std::string suggestion;
  std::string hint;      ///< ends the message: "renamed to X in 9.0", "did you mean Y?"
  bool certain = false;  ///< a table says so: --fix may apply it
};

class Diagnosis {
 public:
  explicit Diagnosis(const Index& index) : index_(index) {}
  Finding missing_in_module(const ApiModule& module, std::string_view name) const;
  Finding missing_member(const ApiClass& cls, std::string_view name) const;
  /// False of a name that no release known here has: no test of the release speaks for it.
  bool is_of_another_release(const Violation& violation) const;

 private:
  const api_index::RenameTable* table() const;
  Finding look_in_module(const ApiModule& module, std::string_view name) const;
  Finding look_in_class(const ApiClass& cls, std::string_view name) const;
  const ApiClass* before(const Index& older, const ApiClass& cls) const;
  const Index& index_;
  mutable const api_index::RenameTable* table_ = nullptr;
  mutable bool looked_ = false;
  mutable std::unordered_map<std::string, Finding> known_;  ///< a script repeats its errors
};

}  // namespace simbench::conformance
