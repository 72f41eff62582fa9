#pragma once
// A parsed Python file: tree-sitter's concrete syntax tree (core 0.22.3, grammar 0.21.0).
#include <tree_sitter/api.h>

#include <memory>
#include <string>
#include <string_view>

namespace simbench::pysrc {

/// Owns the source text and its tree. Movable; node handles stay valid as long as it lives.
class Tree {
 public:
  explicit Tree(std::string source);
  const std::string& source() const { return *source_; }
  TSNode root() const;
  std::string_view text(TSNode node) const;
  bool has_error() const;

 private:
  std::unique_ptr<std::string> source_;
  std::unique_ptr<TSTree, void (*)(TSTree*)> tree_;
};

}  // namespace simbench::pysrc
