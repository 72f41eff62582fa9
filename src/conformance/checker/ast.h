#pragma once
// The syntax tree as flat arrays, copied once from tree-sitter in linear time: children and siblings are one look-up
// away.
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "pysrc/pysrc.h"

namespace simbench::conformance {

/// Node types of the Python grammar that matter; all others are `other`.
enum class Syntax : uint8_t {
  other,
  error,
  missing,
  module,
  block,
  comment,
  expression_statement,
  assignment,
  augmented_assignment,
  call,
  attribute,
  identifier,
  integer,
  float_number,
  string,
  concatenated_string,
  true_value,
  false_value,
  none_value,
  list,
  tuple,
  dictionary,
  set,
  pair,
  subscript,
  slice,
  binary_operator,
  unary_operator,
  not_operator,
  boolean_operator,
  comparison_operator,
  conditional_expression,
  lambda,
  named_expression,
  parenthesized_expression,
  argument_list,
  keyword_argument,
  list_splat,
  dictionary_splat,
  list_comprehension,
  set_comprehension,
  dictionary_comprehension,
  generator_expression,
  for_in_clause,
  if_clause,
  if_statement,
  elif_clause,
  else_clause,
  while_statement,
  for_statement,
  try_statement,
  except_clause,
  except_group_clause,
  finally_clause,
  with_statement,
  with_clause,
  with_item,
  as_pattern,
  as_pattern_target,
  function_definition,
  class_definition,
  decorated_definition,
  decorator,
  parameters,
  lambda_parameters,
  default_parameter,
  typed_parameter,
  typed_default_parameter,
  list_splat_pattern,
  dictionary_splat_pattern,
  tuple_pattern,
  list_pattern,
  pattern_list,
  expression_list,
  return_statement,
  raise_statement,
  delete_statement,
  pass_statement,
  break_statement,
  continue_statement,
  global_statement,
  nonlocal_statement,
  import_statement,
  import_from_statement,
  future_import_statement,
  dotted_name,
  aliased_import,
  wildcard_import,
  relative_import,
  assert_statement,
  print_statement,
  exec_statement,
  await,
  yield,
  type,
  interpolation,
  format_specifier,
  ellipsis,
  match_statement,
  case_clause,
  string_content,
  escape_sequence,
  keyword_separator,
  positional_separator,
};

/// Fields of the grammar that are asked for.
enum class Field : uint8_t {
  none,
  left,
  right,
  function,
  arguments,
  object,
  attribute,
  name,
  value,
  operator_,
  operators,
  argument,
  body,
  condition,
  consequence,
  alternative,
  parameters,
  superclasses,
  module_name,
  alias,
  subscript,
  key,
  type,
  definition,
  return_type,
  cause,
};

using NodeId = uint32_t;
constexpr NodeId kNoNode = 0xFFFFFFFF;

struct AstNode {
  Syntax type = Syntax::other;
  Field field = Field::none;
  bool named = false;
  uint32_t start = 0, end = 0, line = 0, column = 0;  ///< line and column from 0, column in bytes
  NodeId first_child = kNoNode, next = kNoNode;
  NodeId subtree_end = 0;  ///< one past its last descendant: nodes are in preorder
};

class Ast {
 public:
  explicit Ast(std::string source);
  const std::string& source() const { return tree_.source(); }
  bool has_error() const { return tree_.has_error(); }
  NodeId root() const { return 0; }
  size_t size() const { return nodes_.size(); }
  const AstNode& operator[](NodeId id) const { return nodes_[id]; }
  std::string_view text(NodeId id) const;
  Syntax type(NodeId id) const { return id == kNoNode ? Syntax::other : nodes_[id].type; }
  /// The child with that field, kNoNode if there is none.
  NodeId child(NodeId id, Field field) const;
  /// First named child that isn't a comment.
  NodeId first(NodeId id) const;
  /// The next named sibling that isn't a comment.
  NodeId next(NodeId id) const;

 private:
  pysrc::Tree tree_;
  std::vector<AstNode> nodes_;
};

}  // namespace simbench::conformance
