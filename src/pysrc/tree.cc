#include "pysrc/tree.h"

#include "base/base.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace simbench::pysrc {
namespace {

TSTree* parse(const std::string& source) {
  thread_local std::unique_ptr<TSParser, void (*)(TSParser*)> parser(ts_parser_new(), ts_parser_delete);
  check(ts_parser_set_language(parser.get(), tree_sitter_python()),
        "the grammar's ABI doesn't fit the tree-sitter core");
  return ts_parser_parse_string(parser.get(), nullptr, source.data(), static_cast<uint32_t>(source.size()));
}

}  // namespace

Tree::Tree(std::string source)
    : source_(std::make_unique<std::string>(std::move(source))), tree_(parse(*source_), ts_tree_delete) {
  check(tree_ != nullptr, "tree-sitter gave no tree");
}

TSNode Tree::root() const {
  return ts_tree_root_node(tree_.get());
}

std::string_view Tree::text(TSNode node) const {
  uint32_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
  return std::string_view(*source_).substr(start, end - start);
}

bool Tree::has_error() const {
  return ts_node_has_error(root());
}

}  // namespace simbench::pysrc
