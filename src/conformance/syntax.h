#pragma once
#include <optional>

#include "conformance/ast.h"
#include "conformance/conformance.h"

namespace simbench::conformance {

/// What CPython's compiler would refuse: errors of the grammar, and the rules behind it that tree-sitter doesn't know
/// (print statements, return outside a function, positional after keyword arguments, …). The first in the file, or nullopt.
std::optional<Violation> find_syntax_error(const Ast& ast);

}  // namespace simbench::conformance
