#include "pysrc/s_expression.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace simbench::pysrc {
namespace {

/// The opening of a node, without its closing bracket.
std::string head(const Nodes& nodes, NodeIndex index) {
  const Node& node = nodes[index];
  if (const std::string* text = nodes.printed(index)) return text->substr(0, text->size() - 1);
  std::string name(kind_name(node.symbol));
  if (!node.missing) return "(" + name;
  return "(MISSING " + (node.named ? name : "\"" + name + "\"");
}

}  // namespace

TSFieldId printed_field(const Nodes& nodes, NodeIndex node, NodeIndex root) {
  while (nodes[node].field == 0) {
    NodeIndex parent = nodes[node].parent;
    if (parent == root || parent == kNoNode || is_printed(nodes[parent])) break;
    node = parent;
  }
  return nodes[node].field;
}

std::string s_expression(const Nodes& nodes, NodeIndex root) {
  if (const std::string* text = nodes.printed(root)) return *text;
  std::string out;
  std::vector<uint32_t> open;  // depths of the nodes whose bracket isn't closed yet
  for (NodeIndex i = root; i < nodes[root].past; ++i) {
    for (; !open.empty() && open.back() >= nodes[i].depth; open.pop_back()) out += ')';
    if (i != root && !is_printed(nodes[i])) continue;
    if (i != root) {
      out += ' ';
      if (TSFieldId field = printed_field(nodes, i, root); field != 0)
        out.append(ts_language_field_name_for_id(tree_sitter_python(), field)).append(": ");
    }
    out += head(nodes, i);
    open.push_back(nodes[i].depth);
  }
  return out.append(open.size(), ')');
}

}  // namespace simbench::pysrc
