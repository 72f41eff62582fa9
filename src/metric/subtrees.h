#pragma once
// The sub-trees of a reference by their S-expression, so that equal ones have equal numbers without printing them.
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "pysrc/pysrc.h"

namespace simbench::metric {

using ShapeId = uint32_t;
inline constexpr ShapeId kNewShape = 0xFFFFFFFF;  ///< a shape that the reference doesn't have

/// Numbers the S-expressions of a reference's nodes. Two nodes get the same number exactly if tree-sitter prints them
/// alike.
class SubtreeTable {
 public:
  explicit SubtreeTable(const pysrc::Nodes& reference);

  /// How many numbers there are.
  size_t size() const { return index_.size(); }
  /// Number of each sub-tree that CodeBLEU counts (the root, and every node with children).
  const std::vector<ShapeId>& reference() const { return reference_; }
  /// The same for a candidate; kNewShape where the reference has no such shape.
  std::vector<ShapeId> shapes(const pysrc::Nodes& candidate) const;

 private:
  std::unordered_map<std::u32string, ShapeId> index_;
  std::vector<ShapeId> reference_;
};

}  // namespace simbench::metric
