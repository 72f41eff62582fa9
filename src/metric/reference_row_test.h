#pragma once
// What the reference packages said of a pair of programs (a row of tools/metric_reference.py), and how it is held
// against ours.
#include "base/base.h"

namespace simbench::metric {

struct Case {
  std::string candidate, reference;
};

/// Expects our numbers, stripped text, syntax tree and tokens to be the row's; a row may lack the tokens, and have its
/// tree as a hash.
void expect_row(const Case& pair, const Json& row);

/// The row as tests/data/metrics/goldens.jsonl keeps it: with both texts, without the tokens, the tree as a hash.
Json golden(const Case& pair, Json row);

}  // namespace simbench::metric
