#pragma once
#include <optional>

#include "conformance/checker/ast.h"
#include "conformance/conformance.h"

namespace simbench::conformance {

/// What CPython's compiler refuses in a text that its parser takes (return outside a function, a parameter twice, …):
/// the first in the file, or nullopt. The parser's own errors are pysrc::find_syntax_fault's.
std::optional<Violation> find_syntax_error(const Ast& ast);

}  // namespace simbench::conformance
