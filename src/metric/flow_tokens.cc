#include "metric/flow_tokens.h"

#include <algorithm>

#include "base/base.h"

namespace simbench::metric {

using pysrc::Node;
using pysrc::NodeIndex;

namespace {

const TSSymbol kString = pysrc::kind_symbol("string"), kComment = pysrc::kind_symbol("comment");

bool is_ascii(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

uint64_t span_of(const Node& node) {
  return uint64_t{node.start} << 32 | node.end;
}

/// Byte at which character number `count` begins, or the line's size.
size_t byte_of(std::string_view line, size_t count) {
  size_t at = 0;
  for (; count > 0 && at < line.size(); --count) at += pysrc::character_at(line, at).size;
  return at;
}

}  // namespace

FlowTokens::FlowTokens(const pysrc::Nodes& nodes)
    : nodes_(nodes), lines_(split(nodes.source(), '\n')), token_of_(nodes.size()) {
  for (std::string_view line : lines_) ascii_.push_back(is_ascii(line));
  for (NodeIndex i = 0; i < nodes.size();) {
    max_depth_ = std::max(max_depth_, nodes[i].depth);
    if (is_leaf(i)) add(i);
    i = is_leaf(i) ? nodes[i].past : i + 1;
  }
}

bool FlowTokens::is_leaf(NodeIndex node) const {
  return nodes_[node].symbol == kString || (nodes_[node].child_count == 0 && nodes_[node].symbol != kComment);
}

std::optional<FlowTokens::Token> FlowTokens::at(NodeIndex node) const {
  if (token_of_[node] != 0) return tokens_[token_of_[node] - 1];
  auto found = by_span_.find(span_of(nodes_[node]));
  if (found == by_span_.end()) return std::nullopt;
  Token token = tokens_[found->second];
  token.variable = pysrc::kind_name(nodes_[node].symbol) != token.text;
  return token;
}

void FlowTokens::add(NodeIndex node) {
  const Node& row = nodes_[node];
  auto index = static_cast<uint32_t>(tokens_.size());
  std::string_view text = code_of(row);
  auto code = codes_.try_emplace(text, static_cast<uint32_t>(codes_.size())).first->second;
  tokens_.push_back({index, code, text, pysrc::kind_name(row.symbol) != text});
  bool is_empty = row.start == row.end;
  if (!is_empty) token_of_[node] = index + 1;
  if (is_empty || row.symbol == kString) by_span_[span_of(row)] = index;
}

/// Rows of the text, sliced by the tree's byte columns as if they counted characters, and joined without line ends.
std::string_view FlowTokens::code_of(const Node& node) {
  TSPoint from = node.start_point, to = node.end_point;
  if (from.row == to.row) return slice(from.row, from.column, to.column);
  std::string text(slice(from.row, from.column, std::string::npos));
  for (uint32_t row = from.row + 1; row < to.row; ++row) text += lines_[row];
  text += slice(to.row, 0, to.column);
  return joined_.emplace_back(std::move(text));
}

std::string_view FlowTokens::slice(uint32_t row, size_t from, size_t to) {
  std::string_view line = lines_[row];
  if (!ascii_[row]) {
    from = byte_of(line, from);
    to = to == std::string::npos ? line.size() : byte_of(line, to);
  }
  from = std::min(from, line.size());
  return line.substr(from, to > from ? to - from : 0);
}

}  // namespace simbench::metric
