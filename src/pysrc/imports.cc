#include "pysrc/imports.h"

#include <algorithm>

#include "pysrc/tree.h"

namespace simbench::pysrc {
namespace {

/// The first part of "a.b.c".
void add_package(std::string_view dotted, std::vector<std::string>& packages) {
  std::string package(dotted.substr(0, dotted.find_first_of(". \t")));
  if (!package.empty() && std::find(packages.begin(), packages.end(), package) == packages.end())
    packages.push_back(std::move(package));
}

TSNode field(TSNode node, std::string_view name) {
  return ts_node_child_by_field_name(node, name.data(), static_cast<uint32_t>(name.size()));
}

void add_imports(const Tree& tree, TSNode statement, std::vector<std::string>& packages) {
  std::string_view type = ts_node_type(statement);
  if (type == "import_from_statement") {
    TSNode module = field(statement, "module_name");
    if (!ts_node_is_null(module) && std::string_view(ts_node_type(module)) == "dotted_name")
      add_package(tree.text(module), packages);
    return;
  }
  for (uint32_t i = 0; i < ts_node_named_child_count(statement); ++i) {
    TSNode child = ts_node_named_child(statement, i);
    if (std::string_view(ts_node_type(child)) == "aliased_import") child = field(child, "name");
    if (!ts_node_is_null(child)) add_package(tree.text(child), packages);
  }
}

}  // namespace

std::vector<std::string> imported_packages(std::string_view program) {
  Tree tree{std::string(program)};
  std::vector<std::string> packages;
  TSTreeCursor cursor = ts_tree_cursor_new(tree.root());
  for (bool more = true; more;) {  // in document order, without a stack of ours: programs may be nested deeply
    TSNode node = ts_tree_cursor_current_node(&cursor);
    std::string_view type = ts_node_type(node);
    bool import = type == "import_statement" || type == "import_from_statement";
    if (import) add_imports(tree, node, packages);
    if (!import && ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor))
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        more = false;
        break;
      }
  }
  ts_tree_cursor_delete(&cursor);
  return packages;
}

}  // namespace simbench::pysrc
