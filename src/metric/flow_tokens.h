#pragma once
// The leaves of a syntax tree as codebleu 0.7.0 numbers and names them. Private to the room.
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pysrc/pysrc.h"

namespace simbench::metric {

/// Tokens of a tree: its leaves and whole strings, in order, without comments.
class FlowTokens {
 public:
  explicit FlowTokens(const pysrc::Nodes& nodes);

  struct Token {
    uint32_t index = 0;  ///< place among all tokens
    uint32_t code = 0;   ///< number of its text
    std::string_view text;
    bool variable = false;  ///< its text isn't its kind: names, numbers and strings; not keywords and punctuation
  };
  /// The token of a leaf, which the package looks up by its span: of several empty ones at one place the last counts,
  /// and what lies inside a string is found only if it has the whole string's span. nullopt where the package raises
  /// KeyError.
  std::optional<Token> at(pysrc::NodeIndex node) const;
  /// True if the walk takes the node for a token: it has no children, or is a string; never a comment.
  bool is_leaf(pysrc::NodeIndex node) const;
  size_t code_count() const { return codes_.size(); }
  size_t size() const { return tokens_.size(); }
  uint32_t max_depth() const { return max_depth_; }

 private:
  void add(pysrc::NodeIndex node);
  std::string_view code_of(const pysrc::Node& node);
  std::string_view slice(uint32_t row, size_t from, size_t to);

  const pysrc::Nodes& nodes_;
  std::vector<std::string_view> lines_;
  std::vector<bool> ascii_;
  std::deque<std::string> joined_;  ///< texts that aren't one piece of the source
  std::unordered_map<std::string_view, uint32_t> codes_;
  std::vector<Token> tokens_;
  std::vector<uint32_t> token_of_;                  ///< by node, from 1; 0 for none and for empty ones
  std::unordered_map<uint64_t, uint32_t> by_span_;  ///< of strings and empty tokens
  uint32_t max_depth_ = 0;
};

}  // namespace simbench::metric
