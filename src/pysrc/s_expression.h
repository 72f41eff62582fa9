#pragma once
// What of a syntax tree stands in its S-expression as tree-sitter prints it: named nodes with field names, no text.
#include <string>

#include "pysrc/nodes.h"

namespace simbench::pysrc {

/// True if the node shows inside its parent's expression.
inline bool is_printed(const Node& node) {
  return node.named || node.missing;
}
/// The field name printed before a node below `root`: its own, else that of the unprinted nodes around it; 0 for none.
TSFieldId printed_field(const Nodes& nodes, NodeIndex node, NodeIndex root);
/// Equal to tree-sitter's ts_node_string for a node with children or a root, without its recursion.
std::string s_expression(const Nodes& nodes, NodeIndex root);

}  // namespace simbench::pysrc
