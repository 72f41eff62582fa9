#include "conformance/checker/ast.h"

#include <unordered_map>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace simbench::conformance {
namespace {

using S = Syntax;
using F = Field;

const std::unordered_map<std::string_view, Syntax> kNames = {{"ERROR", S::error},
                                                             {"module", S::module},
                                                             {"block", S::block},
                                                             {"comment", S::comment},
                                                             {"expression_statement", S::expression_statement},
                                                             {"assignment", S::assignment},
                                                             {"augmented_assignment", S::augmented_assignment},
                                                             {"call", S::call},
                                                             {"attribute", S::attribute},
                                                             {"identifier", S::identifier},
                                                             {"integer", S::integer},
                                                             {"float", S::float_number},
                                                             {"string", S::string},
                                                             {"concatenated_string", S::concatenated_string},
                                                             {"true", S::true_value},
                                                             {"false", S::false_value},
                                                             {"none", S::none_value},
                                                             {"list", S::list},
                                                             {"tuple", S::tuple},
                                                             {"dictionary", S::dictionary},
                                                             {"set", S::set},
                                                             {"pair", S::pair},
                                                             {"subscript", S::subscript},
                                                             {"slice", S::slice},
                                                             {"binary_operator", S::binary_operator},
                                                             {"unary_operator", S::unary_operator},
                                                             {"not_operator", S::not_operator},
                                                             {"boolean_operator", S::boolean_operator},
                                                             {"comparison_operator", S::comparison_operator},
                                                             {"conditional_expression", S::conditional_expression},
                                                             {"lambda", S::lambda},
                                                             {"named_expression", S::named_expression},
                                                             {"parenthesized_expression", S::parenthesized_expression},
                                                             {"argument_list", S::argument_list},
                                                             {"keyword_argument", S::keyword_argument},
                                                             {"list_splat", S::list_splat},
                                                             {"dictionary_splat", S::dictionary_splat},
                                                             {"list_comprehension", S::list_comprehension},
                                                             {"set_comprehension", S::set_comprehension},
                                                             {"dictionary_comprehension", S::dictionary_comprehension},
                                                             {"generator_expression", S::generator_expression},
                                                             {"for_in_clause", S::for_in_clause},
                                                             {"if_clause", S::if_clause},
                                                             {"if_statement", S::if_statement},
                                                             {"elif_clause", S::elif_clause},
                                                             {"else_clause", S::else_clause},
                                                             {"while_statement", S::while_statement},
                                                             {"for_statement", S::for_statement},
                                                             {"try_statement", S::try_statement},
                                                             {"except_clause", S::except_clause},
                                                             {"except_group_clause", S::except_group_clause},
                                                             {"finally_clause", S::finally_clause},
                                                             {"with_statement", S::with_statement},
                                                             {"with_clause", S::with_clause},
                                                             {"with_item", S::with_item},
                                                             {"as_pattern", S::as_pattern},
                                                             {"as_pattern_target", S::as_pattern_target},
                                                             {"function_definition", S::function_definition},
                                                             {"class_definition", S::class_definition},
                                                             {"decorated_definition", S::decorated_definition},
                                                             {"decorator", S::decorator},
                                                             {"parameters", S::parameters},
                                                             {"lambda_parameters", S::lambda_parameters},
                                                             {"default_parameter", S::default_parameter},
                                                             {"typed_parameter", S::typed_parameter},
                                                             {"typed_default_parameter", S::typed_default_parameter},
                                                             {"list_splat_pattern", S::list_splat_pattern},
                                                             {"dictionary_splat_pattern", S::dictionary_splat_pattern},
                                                             {"tuple_pattern", S::tuple_pattern},
                                                             {"list_pattern", S::list_pattern},
                                                             {"pattern_list", S::pattern_list},
                                                             {"expression_list", S::expression_list},
                                                             {"return_statement", S::return_statement},
                                                             {"raise_statement", S::raise_statement},
                                                             {"delete_statement", S::delete_statement},
                                                             {"pass_statement", S::pass_statement},
                                                             {"break_statement", S::break_statement},
                                                             {"continue_statement", S::continue_statement},
                                                             {"global_statement", S::global_statement},
                                                             {"nonlocal_statement", S::nonlocal_statement},
                                                             {"import_statement", S::import_statement},
                                                             {"import_from_statement", S::import_from_statement},
                                                             {"future_import_statement", S::future_import_statement},
                                                             {"dotted_name", S::dotted_name},
                                                             {"aliased_import", S::aliased_import},
                                                             {"wildcard_import", S::wildcard_import},
                                                             {"relative_import", S::relative_import},
                                                             {"assert_statement", S::assert_statement},
                                                             {"print_statement", S::print_statement},
                                                             {"exec_statement", S::exec_statement},
                                                             {"await", S::await},
                                                             {"yield", S::yield},
                                                             {"type", S::type},
                                                             {"interpolation", S::interpolation},
                                                             {"format_specifier", S::format_specifier},
                                                             {"ellipsis", S::ellipsis},
                                                             {"match_statement", S::match_statement},
                                                             {"case_clause", S::case_clause},
                                                             {"string_content", S::string_content},
                                                             {"escape_sequence", S::escape_sequence},
                                                             {"keyword_separator", S::keyword_separator},
                                                             {"positional_separator", S::positional_separator}};

const std::unordered_map<std::string_view, Field> kFields = {{"left", F::left},
                                                             {"right", F::right},
                                                             {"function", F::function},
                                                             {"arguments", F::arguments},
                                                             {"object", F::object},
                                                             {"attribute", F::attribute},
                                                             {"name", F::name},
                                                             {"value", F::value},
                                                             {"operator", F::operator_},
                                                             {"operators", F::operators},
                                                             {"argument", F::argument},
                                                             {"body", F::body},
                                                             {"condition", F::condition},
                                                             {"consequence", F::consequence},
                                                             {"alternative", F::alternative},
                                                             {"parameters", F::parameters},
                                                             {"superclasses", F::superclasses},
                                                             {"module_name", F::module_name},
                                                             {"alias", F::alias},
                                                             {"subscript", F::subscript},
                                                             {"key", F::key},
                                                             {"type", F::type},
                                                             {"definition", F::definition},
                                                             {"return_type", F::return_type},
                                                             {"cause", F::cause}};

/// Symbol and field numbers of the grammar → ours, made once.
struct Tables {
  std::vector<Syntax> types;
  std::vector<Field> fields;
  Tables() {
    const TSLanguage* language = tree_sitter_python();
    types.resize(ts_language_symbol_count(language), S::other);
    for (uint32_t i = 0; i < types.size(); ++i) {
      auto symbol = static_cast<TSSymbol>(i);
      if (ts_language_symbol_type(language, symbol) != TSSymbolTypeRegular) continue;
      auto it = kNames.find(ts_language_symbol_name(language, symbol));
      if (it != kNames.end()) types[i] = it->second;
    }
    fields.resize(ts_language_field_count(language) + 1, F::none);
    for (uint32_t i = 1; i < fields.size(); ++i) {
      auto it = kFields.find(ts_language_field_name_for_id(language, static_cast<TSFieldId>(i)));
      if (it != kFields.end()) fields[i] = it->second;
    }
  }
};

const Tables& tables() {
  static const Tables made;
  return made;
}

AstNode convert(const TSTreeCursor& cursor) {
  TSNode node = ts_tree_cursor_current_node(&cursor);
  AstNode out;
  TSSymbol symbol = ts_node_symbol(node);
  out.type = symbol < tables().types.size() ? tables().types[symbol] : S::error;
  if (ts_node_is_missing(node)) out.type = S::missing;
  out.field = tables().fields[ts_tree_cursor_current_field_id(&cursor)];
  out.named = ts_node_is_named(node);
  out.start = ts_node_start_byte(node);
  out.end = ts_node_end_byte(node);
  TSPoint point = ts_node_start_point(node);
  out.line = point.row;
  out.column = point.column;
  return out;
}

}  // namespace

Ast::Ast(std::string source) : tree_(std::move(source)) {
  nodes_.reserve(tree_.source().size() / 2 + 16);
  TSTreeCursor cursor = ts_tree_cursor_new(tree_.root());
  std::vector<NodeId> parents;
  nodes_.push_back(convert(cursor));
  NodeId current = 0;
  for (bool done = false; !done;) {
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      NodeId child = static_cast<NodeId>(nodes_.size());
      nodes_.push_back(convert(cursor));
      nodes_[current].first_child = child;
      parents.push_back(current);
      current = child;
      continue;
    }
    nodes_[current].subtree_end = static_cast<NodeId>(nodes_.size());
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor) || parents.empty()) {
        done = true;
        break;
      }
      current = parents.back();
      parents.pop_back();
      nodes_[current].subtree_end = static_cast<NodeId>(nodes_.size());
    }
    if (done) break;
    NodeId sibling = static_cast<NodeId>(nodes_.size());
    nodes_.push_back(convert(cursor));
    nodes_[current].next = sibling;
    current = sibling;
  }
  for (NodeId parent : parents) nodes_[parent].subtree_end = static_cast<NodeId>(nodes_.size());
  nodes_[0].subtree_end = static_cast<NodeId>(nodes_.size());
  ts_tree_cursor_delete(&cursor);
}

std::string_view Ast::text(NodeId id) const {
  if (id == kNoNode) return {};
  const AstNode& n = nodes_[id];
  return std::string_view(source()).substr(n.start, n.end - n.start);
}

NodeId Ast::child(NodeId id, Field field) const {
  if (id == kNoNode) return kNoNode;
  for (NodeId c = nodes_[id].first_child; c != kNoNode; c = nodes_[c].next)
    if (nodes_[c].field == field && nodes_[c].type != S::comment) return c;
  return kNoNode;
}

NodeId Ast::first(NodeId id) const {
  if (id == kNoNode) return kNoNode;
  for (NodeId c = nodes_[id].first_child; c != kNoNode; c = nodes_[c].next)
    if (nodes_[c].named && nodes_[c].type != S::comment) return c;
  return kNoNode;
}

NodeId Ast::next(NodeId id) const {
  for (NodeId c = nodes_[id].next; c != kNoNode; c = nodes_[c].next)
    if (nodes_[c].named && nodes_[c].type != S::comment) return c;
  return kNoNode;
}

}  // namespace simbench::conformance
