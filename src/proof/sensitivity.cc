#include "proof/sensitivity.h"

#include "pysrc/pysrc.h"

namespace simbench::proof {
namespace {

int line_of(TSNode node) {
  return static_cast<int>(ts_node_start_point(node).row) + 1;
}

std::string replaced(std::string_view program, TSNode node, std::string_view by) {
  std::string out(program.substr(0, ts_node_start_byte(node)));
  out += by;
  out += program.substr(ts_node_end_byte(node));
  return out;
}

void vary_number(const pysrc::Tree& tree, TSNode node, std::vector<Perturbed>& out) {
  std::string text(tree.text(node));
  for (std::string_view form : {"({} * 1.5)", "(-{})", "(0 * {})", "({} + 1)"}) {
    std::string by = fmt::format(fmt::runtime(form), text);
    out.push_back({replaced(tree.source(), node, by), fmt::format("line {}: {} → {}", line_of(node), text, by)});
  }
}

/// A number inside a string: MJCF and other model text.
void vary_number_in_text(const pysrc::Tree& tree, TSNode node, std::vector<Perturbed>& out) {
  std::string_view text = tree.text(node);
  for (size_t i = 0; i < text.size(); ++i) {
    bool starts = std::isdigit(static_cast<unsigned char>(text[i])) &&
                  (i == 0 || (!std::isalnum(static_cast<unsigned char>(text[i - 1])) && text[i - 1] != '_' &&
                              text[i - 1] != '.'));
    if (!starts) continue;
    size_t end = i;
    while (end < text.size() && (std::isdigit(static_cast<unsigned char>(text[end])) || text[end] == '.')) ++end;
    std::string number(text.substr(i, end - i));
    double value = std::strtod(number.c_str(), nullptr);
    for (std::string by : {fmt::format("{}", value * 1.5 + (value == 0 ? 0.5 : 0)), std::string("0")}) {
      std::string changed(text.substr(0, i));
      changed += by;
      changed += text.substr(end);
      out.push_back(
          {replaced(tree.source(), node, changed), fmt::format("line {}: {} → {} in text", line_of(node), number, by)});
    }
    i = end;
  }
}

void leave_out(const pysrc::Tree& tree, TSNode statement, std::vector<Perturbed>& out) {
  out.push_back({replaced(tree.source(), statement, "pass"),
                 fmt::format("line {} left out: {}", line_of(statement), tree.text(statement).substr(0, 60))});
}

void visit(const pysrc::Tree& tree, TSNode node, std::vector<Perturbed>& numbers, std::vector<Perturbed>& statements) {
  std::string_view type = ts_node_type(node);
  if (type == "integer" || type == "float") return vary_number(tree, node, numbers);
  if (type == "string") return vary_number_in_text(tree, node, numbers);
  if (type == "expression_statement" && ts_node_start_point(node).row == ts_node_end_point(node).row)
    leave_out(tree, node, statements);
  for (uint32_t i = 0; i < ts_node_named_child_count(node); ++i)
    visit(tree, ts_node_named_child(node, i), numbers, statements);
}

}  // namespace

std::vector<Perturbed> perturbations(std::string_view program, size_t limit) {
  pysrc::Tree tree{std::string(program)};
  std::vector<Perturbed> numbers, statements;
  visit(tree, tree.root(), numbers, statements);
  statements.insert(statements.end(), std::make_move_iterator(numbers.begin()), std::make_move_iterator(numbers.end()));
  if (statements.size() > limit) {  // keep an even spread
    std::vector<Perturbed> kept;
    for (size_t i = 0; i < limit; ++i) kept.push_back(std::move(statements[i * statements.size() / limit]));
    return kept;
  }
  return statements;
}

}  // namespace simbench::proof
