#include "pysrc/nodes.h"

#include <algorithm>
#include <cstdlib>

#include "base/base.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace simbench::pysrc {
namespace {

struct Cursor {
  TSTreeCursor cursor;
  explicit Cursor(TSNode root) : cursor(ts_tree_cursor_new(root)) {}
  ~Cursor() { ts_tree_cursor_delete(&cursor); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
};

std::string print(TSNode node) {
  std::unique_ptr<char, void (*)(void*)> text(ts_node_string(node), std::free);
  return text.get();
}

size_t count_missing(std::string_view text) {
  size_t count = 0;
  for (size_t at = text.find("(MISSING "); at != std::string_view::npos; at = text.find("(MISSING ", at + 1)) ++count;
  return count;
}

/// ts_node_string recurses, and printing every faulty node is quadratic: beyond these, invisible missing tokens are
/// overlooked.
constexpr uint32_t kMaxPrintedDepth = 2000;
constexpr size_t kMaxPrintedBytes = size_t{50} << 20;

}  // namespace

Nodes::Nodes(const Tree& tree) : source_(&tree.source()) {
  nodes_.reserve(ts_node_descendant_count(tree.root()));
  Cursor walk(tree.root());
  NodeIndex parent = kNoNode;
  std::vector<NodeIndex> last_of_level{kNoNode};
  for (;;) {
    auto here = static_cast<NodeIndex>(nodes_.size());
    add(walk.cursor, parent);
    if (last_of_level.back() != kNoNode) nodes_[last_of_level.back()].next_sibling = here;
    last_of_level.back() = here;
    if (ts_tree_cursor_goto_first_child(&walk.cursor)) {
      parent = here;
      last_of_level.push_back(kNoNode);
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&walk.cursor)) {
      if (!ts_tree_cursor_goto_parent(&walk.cursor)) {
        close_subtrees();
        if (nodes_[0].has_error) find_hidden_missing(tree.root());
        return;
      }
      last_of_level.pop_back();
      parent = nodes_[parent].parent;
    }
  }
}

void Nodes::add(const TSTreeCursor& cursor, NodeIndex parent) {
  TSNode node = ts_tree_cursor_current_node(&cursor);
  auto here = static_cast<NodeIndex>(nodes_.size());
  Node& row = nodes_.emplace_back();
  row.symbol = ts_node_symbol(node);
  row.field = ts_tree_cursor_current_field_id(&cursor);
  row.named = ts_node_is_named(node);
  row.missing = ts_node_is_missing(node);
  row.error = ts_node_is_error(node);
  row.has_error = ts_node_has_error(node);
  row.depth = parent == kNoNode ? 0 : nodes_[parent].depth + 1;
  row.start = ts_node_start_byte(node);
  row.end = ts_node_end_byte(node);
  row.start_point = ts_node_start_point(node);
  row.end_point = ts_node_end_point(node);
  row.child_count = ts_node_child_count(node);
  row.parent = parent;
  if (row.error && row.child_count == 0) printed_.emplace(here, print(node));
}

void Nodes::close_subtrees() {
  for (auto i = static_cast<NodeIndex>(nodes_.size()); i-- > 0;) {
    nodes_[i].past = std::max(nodes_[i].past, i + 1);
    if (NodeIndex parent = nodes_[i].parent; parent != kNoNode)
      nodes_[parent].past = std::max(nodes_[parent].past, nodes_[i].past);
  }
}

NodeIndex Nodes::last_child(NodeIndex node) const {
  NodeIndex last = kNoNode;
  for (NodeIndex c = first_child(node); c != kNoNode; c = nodes_[c].next_sibling) last = c;
  return last;
}

NodeIndex Nodes::child_by_field(NodeIndex node, TSFieldId field) const {
  NodeIndex c = first_child(node);
  while (c != kNoNode && nodes_[c].field != field) c = nodes_[c].next_sibling;
  return c;
}

std::vector<NodeIndex> Nodes::children(NodeIndex node) const {
  std::vector<NodeIndex> out;
  out.reserve(nodes_[node].child_count);
  for (NodeIndex c = first_child(node); c != kNoNode; c = nodes_[c].next_sibling) out.push_back(c);
  return out;
}

std::string_view Nodes::text(NodeIndex node) const {
  return std::string_view(*source_).substr(nodes_[node].start, nodes_[node].end - nodes_[node].start);
}

const std::string* Nodes::printed(NodeIndex node) const {
  auto found = printed_.find(node);
  return found == printed_.end() ? nullptr : &found->second;
}

/// tree-sitter prints a missing token even where its kind is never shown, as at the end of a broken line; a cursor
/// passes over it.
void Nodes::find_hidden_missing(TSNode root) {
  std::vector<size_t> missing(nodes_.size() + 1);  // before each node
  uint32_t deepest = 0;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    missing[i + 1] = missing[i] + (nodes_[i].missing ? 1 : 0);
    deepest = std::max(deepest, nodes_[i].depth);
  }
  if (deepest > kMaxPrintedDepth || count_missing(print(root)) == missing.back()) return;
  Cursor walk(root);
  size_t bytes = 0;
  for (NodeIndex i = 0; i < nodes_.size() && bytes < kMaxPrintedBytes; ++i) {
    if (!nodes_[i].has_error || nodes_[i].child_count == 0) continue;
    ts_tree_cursor_goto_descendant(&walk.cursor, i);
    std::string text = print(ts_tree_cursor_current_node(&walk.cursor));
    bytes += text.size();
    if (count_missing(text) != missing[nodes_[i].past] - missing[i]) printed_.emplace(i, std::move(text));
  }
}

std::string_view kind_name(TSSymbol symbol) {
  return ts_language_symbol_name(tree_sitter_python(), symbol);
}

TSSymbol kind_symbol(std::string_view name, bool named) {
  TSSymbol symbol =
      ts_language_symbol_for_name(tree_sitter_python(), name.data(), static_cast<uint32_t>(name.size()), named);
  check(symbol != 0, "the grammar has no such node kind");
  return symbol;
}

TSFieldId field_id(std::string_view name) {
  TSFieldId id = ts_language_field_id_for_name(tree_sitter_python(), name.data(), static_cast<uint32_t>(name.size()));
  check(id != 0, "the grammar has no such field");
  return id;
}

}  // namespace simbench::pysrc
