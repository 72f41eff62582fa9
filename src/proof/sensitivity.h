#pragma once
// Falsifiers by perturbation: a reference with one number or one statement changed must miss the requirement it serves.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace simbench::proof {

/// A changed program and what was changed, e.g. "line 12: 0.5 → 0.75".
struct Perturbed {
  std::string program, change;
};

/// Variants of a Python program: each numeric literal scaled, negated, zeroed; each single-line call statement left
/// out. Deterministic order; at most `limit`.
std::vector<Perturbed> perturbations(std::string_view program, size_t limit);

}  // namespace simbench::proof
