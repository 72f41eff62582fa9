#pragma once
// The data flow of a program as codebleu 0.7.0 extracts it: which variable's value comes from which others.
#include <cstdint>
#include <string>
#include <vector>

#include "pysrc/pysrc.h"

namespace simbench::metric {

/// The normalised edges of one program, sorted. An edge is {variable, how, parents…}: variables are numbered in order
/// of first appearance, how is 0 for comesFrom and 1 for computedFrom.
struct DataFlow {
  std::vector<std::u32string> edges;
  std::string
      failure;  ///< why the package's walk raises (it then takes the program for one without data flow); else ""
  bool too_large = false;  ///< the walk was given up: nested loops double it at each level
};

/// O(nodes · 2^(nesting of loops)), bounded by a number of steps. Where the package's result depends on Python's hash
/// seed (merged parents in loops), parents stand in order of first appearance.
DataFlow extract_data_flow(const pysrc::Nodes& nodes);

/// Edges that both have, each used once.
size_t common_edges(const DataFlow& a, const DataFlow& b);

}  // namespace simbench::metric
