#pragma once
// Seeded programs for the tests: Python that uses most of the grammar, and broken variants of it.
#include <string>

#include "base/base.h"

namespace simbench::metric {

/// A program of `statements` statements, with nesting, strings, comments and non-ASCII text.
std::string random_program(Rng& rng, int statements);
/// The program after some seeded damage: lines dropped, doubled or swapped, bytes cut or put in, names changed.
std::string mutated(const std::string& program, Rng& rng, int changes);

}  // namespace simbench::metric
