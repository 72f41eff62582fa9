#pragma once
// A syntax tree as one array: every visible node in pre-order, with its links. Fast to walk, and never recurses.
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pysrc/tree.h"

namespace simbench::pysrc {

using NodeIndex = uint32_t;
inline constexpr NodeIndex kNoNode = std::numeric_limits<NodeIndex>::max();

struct Node {
  TSSymbol symbol = 0;  ///< kind_name() gives its text
  TSFieldId field = 0;  ///< under which its parent holds it, 0 if none
  bool named = false, missing = false, error = false;
  bool has_error = false;       ///< something below it is missing or an error
  uint32_t depth = 0;           ///< the root's is 0
  uint32_t start = 0, end = 0;  ///< bytes
  TSPoint start_point{}, end_point{};
  uint32_t child_count = 0;
  NodeIndex parent = kNoNode, next_sibling = kNoNode;
  NodeIndex past = 0;  ///< one past the last node below it
};

/// All visible nodes of a tree; a node's first child, if it has any, follows it.
class Nodes {
 public:
  explicit Nodes(const Tree& tree);

  size_t size() const { return nodes_.size(); }
  const Node& operator[](NodeIndex node) const { return nodes_[node]; }
  NodeIndex first_child(NodeIndex node) const { return nodes_[node].child_count > 0 ? node + 1 : kNoNode; }
  NodeIndex last_child(NodeIndex node) const;
  /// The first child under a field, kNoNode if there is none.
  NodeIndex child_by_field(NodeIndex node, TSFieldId field) const;
  std::vector<NodeIndex> children(NodeIndex node) const;
  std::string_view text(NodeIndex node) const;
  const std::string& source() const { return *source_; }
  /// What tree-sitter prints for a node that its visible nodes don't tell: error leaves ("(UNEXPECTED 'x')"), and nodes
  /// with an invisible token missing below ("(MISSING _newline)"). nullptr for all others.
  const std::string* printed(NodeIndex node) const;

 private:
  void add(const TSTreeCursor& cursor, NodeIndex parent);
  void close_subtrees();
  void find_hidden_missing(TSNode root);

  const std::string* source_;  ///< lives as long as the tree
  std::vector<Node> nodes_;
  std::map<NodeIndex, std::string> printed_;
};

/// "identifier", "if_statement", "==", "ERROR".
std::string_view kind_name(TSSymbol symbol);
/// The grammar's number of a node kind or field; a bug if there is none.
TSSymbol kind_symbol(std::string_view name, bool named = true);
TSFieldId field_id(std::string_view name);

}  // namespace simbench::pysrc
