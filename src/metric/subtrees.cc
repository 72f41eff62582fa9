// A node's S-expression is fixed by its kind and by (field, S-expression) of the nodes printed inside it. So a number
// for each such key, taken from the leaves up, stands for the printed text: linear, where printing every sub-tree is
// quadratic.
#include "metric/subtrees.h"

namespace simbench::metric {
namespace {

using pysrc::kNoNode;
using pysrc::NodeIndex;
using pysrc::Nodes;

constexpr char32_t kMissing = 1 << 16, kPrinted = 1 << 17, kUnnamed = 1 << 18;

/// Makes the keys of a tree's nodes; `Number` turns a key into a number.
template <typename Number>
class Shapes {
 public:
  Shapes(const Nodes& nodes, Number number) : nodes_(nodes), number_(number), ids_(nodes.size()) {
    for (auto i = static_cast<NodeIndex>(nodes.size()); i-- > 0;) ids_[i] = shape_of(i);
  }

  /// The sub-trees that CodeBLEU counts.
  std::vector<ShapeId> counted() const {
    std::vector<ShapeId> out;
    for (NodeIndex i = 0; i < nodes_.size(); ++i)
      if (i == 0 || nodes_[i].child_count > 0) out.push_back(ids_[i]);
    return out;
  }

 private:
  ShapeId shape_of(NodeIndex index) {
    const pysrc::Node& node = nodes_[index];
    key_.clear();
    known_ = true;
    key_ += static_cast<char32_t>(node.symbol | (node.missing ? kMissing : 0) | (node.named ? 0 : kUnnamed));
    if (const std::string* text = nodes_.printed(index)) {
      key_[0] = kPrinted;
      for (char c : *text) key_ += static_cast<unsigned char>(c);
      return number_(key_);
    }
    add_children(index, 0);
    return known_ ? number_(key_) : kNewShape;
  }

  /// Adds (field, number) of what is printed inside a node; through nodes that aren't printed themselves.
  void add_children(NodeIndex index, TSFieldId inherited) {
    for (NodeIndex c = nodes_.first_child(index); c != kNoNode; c = nodes_[c].next_sibling) {
      TSFieldId field = nodes_[c].field != 0 ? nodes_[c].field : inherited;
      if (pysrc::is_printed(nodes_[c])) {
        key_ += static_cast<char32_t>(field);
        key_ += static_cast<char32_t>(ids_[c]);
        known_ = known_ && ids_[c] != kNewShape;
      } else if (nodes_[c].child_count > 0) {
        add_children(c, field);  // "not in" and its like: one level
      }
    }
  }

  const Nodes& nodes_;
  Number number_;
  std::vector<ShapeId> ids_;
  std::u32string key_;
  bool known_ = true;
};

}  // namespace

SubtreeTable::SubtreeTable(const Nodes& reference) {
  auto number = [this](const std::u32string& key) {
    return index_.try_emplace(key, static_cast<ShapeId>(index_.size())).first->second;
  };
  reference_ = Shapes(reference, number).counted();
}

std::vector<ShapeId> SubtreeTable::shapes(const Nodes& candidate) const {
  auto number = [this](const std::u32string& key) {
    auto row = index_.find(key);
    return row == index_.end() ? kNewShape : row->second;
  };
  return Shapes(candidate, number).counted();
}

}  // namespace simbench::metric
