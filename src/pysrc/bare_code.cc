#include "pysrc/bare_code.h"

#include "base/base.h"
#include "pysrc/lexer.h"
#include "pysrc/tree.h"

namespace simbench::pysrc {
namespace {

/// Reads an import statement from its front.
struct ImportReader {
  std::string_view rest;

  void skip_blanks() { rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size())); }
  std::string_view name(bool dotted) {
    size_t end = 0;
    while (end < rest.size() && (in_name(rest[end]) || (dotted && rest[end] == '.'))) ++end;
    std::string_view found = rest.substr(0, end);
    if (found.empty() || (found[0] >= '0' && found[0] <= '9')) return {};
    rest.remove_prefix(end);
    skip_blanks();
    return found;
  }
  bool word(std::string_view wanted) {
    ImportReader ahead = *this;
    if (ahead.name(false) != wanted) return false;
    *this = ahead;
    return true;
  }
  /// "a as b, c": true if nothing else follows.
  bool names(bool dotted) {
    for (;;) {
      if (name(dotted).empty()) return false;
      if (word("as") && name(false).empty()) return false;
      if (!rest.starts_with(',')) break;
      rest.remove_prefix(1);
      skip_blanks();
      if (rest.empty() || rest[0] == '\\') return true;
    }
    return rest.empty() || std::string_view("#;\\").find(rest[0]) != std::string_view::npos;
  }
};

/// Words that two others may stand beside in a statement, Python 2's among them.
bool is_statement_word(std::string_view word) {
  static constexpr std::string_view kSoft[] = {"case", "exec", "match", "print", "type"};
  return is_keyword(word) || std::find(std::begin(kSoft), std::end(kSoft), word) != std::end(kSoft);
}

/// "2. **So**" → "So**"
std::string_view without_bullet(std::string_view line) {
  size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ')
    line.remove_prefix(digits + 1);
  line = trim(line);
  line.remove_prefix(std::min(line.find_first_not_of("*->_ "), line.size()));
  return trim(line);
}

/// A line at the margin that is a sentence or part of one: two words side by side, as no Python statement has them, or
/// one word with the point of a sentence behind it.
bool is_sentence(std::string_view line) {
  line = without_bullet(line);
  if (line.empty()) return true;  // a rule
  std::string_view before;
  for (size_t place = 0; place < line.size();) {
    size_t end = place;
    while (end < line.size() && (in_name(line[end]) || (line[end] == '\'' && end > place))) ++end;
    std::string_view word = line.substr(place, end - place);
    if (word.empty()) return line[place] == '`';
    if (!before.empty() && !is_statement_word(before) && !is_statement_word(word)) return true;
    if (end == line.size()) return false;
    if (line[end] == ',' && end + 1 < line.size() && line[end + 1] == ' ') {
      before = {};
      place = end + 2;
      continue;
    }
    if (line[end] != ' ')
      return !is_statement_word(word) && line.find_first_not_of(".!?:*", end) == std::string_view::npos;
    before = word;
    place = line.find_first_not_of(' ', end);
  }
  return false;
}

bool is_blank(std::string_view line) {
  return trim(line).empty();
}

bool is_prose(std::string_view line) {
  return is_blank(line) || (line[0] != ' ' && line[0] != '\t' && !is_import(line) && is_sentence(line));
}

std::string_view between(const std::vector<std::string_view>& lines, size_t first, size_t behind) {
  if (first >= behind) return {};
  const std::string_view& last = lines[behind - 1];
  return {lines[first].data(), static_cast<size_t>(last.data() + last.size() - lines[first].data())};
}

std::string_view without_sentences_behind(std::string_view text) {
  std::vector<std::string_view> lines = split_lines(text);
  size_t behind = lines.size();
  while (behind > 0 && is_prose(lines[behind - 1])) --behind;
  bool sentences = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(behind), lines.end(),
                               [](std::string_view line) { return !is_blank(line); });
  return sentences ? between(lines, 0, behind) : text;
}

std::string_view without_sentences_before(std::string_view text) {
  std::vector<std::string_view> lines = split_lines(text);
  size_t first = 0;
  while (first < lines.size() && is_prose(lines[first])) ++first;
  return first < lines.size() ? text.substr(static_cast<size_t>(lines[first].data() - text.data())) : text.substr(0, 0);
}

}  // namespace

bool is_import(std::string_view line) {
  if (line.size() > 1000 || !(line.starts_with("import") || line.starts_with("from"))) return false;
  ImportReader reader{trim(line)};
  if (reader.word("import")) return reader.names(true);
  if (!reader.word("from")) return false;
  reader.rest.remove_prefix(std::min(reader.rest.find_first_not_of('.'), reader.rest.size()));
  reader.skip_blanks();
  if (!reader.rest.starts_with("import")) reader.name(true);
  if (!reader.word("import")) return false;
  return reader.rest.starts_with('(') || reader.rest.starts_with('*') || reader.names(false);
}

bool parses_as_statements(std::string_view code) {
  if (code.size() > kMaxParsed) return false;
  Tree tree{std::string(code)};
  if (tree.has_error()) return false;
  for (uint32_t i = 0; i < ts_node_named_child_count(tree.root()); ++i) {
    TSNode node = ts_node_named_child(tree.root(), i);
    std::string_view type = ts_node_type(node);
    if (type.ends_with("_definition") || type.ends_with("import_statement") || type.starts_with("import_from") ||
        type == "for_statement" || type == "while_statement")
      return true;
    // "word" alone is a valid expression, hence also prose: only assignments and calls count.
    TSNode inner = type == "expression_statement" ? ts_node_named_child(node, 0) : node;
    std::string_view inner_type = ts_node_type(inner);
    if (inner_type == "assignment" || inner_type == "call") return true;
  }
  return false;
}

bool looks_like_python(std::string_view code) {
  for (std::string_view line : split_lines(code))
    if (is_import(line)) return true;
  return parses_as_statements(code);
}

std::string_view parsed_code(std::string_view text) {
  if (parses_as_statements(text)) return text;
  std::string_view inside = without_sentences_before(without_sentences_behind(text));
  return inside.size() < text.size() && parses_as_statements(inside) ? inside : std::string_view();
}

std::string_view code_from_first_import(std::string_view text) {
  for (std::string_view line : split_lines(text))
    if (is_import(line)) return without_sentences_behind(text.substr(static_cast<size_t>(line.data() - text.data())));
  return {};
}

}  // namespace simbench::pysrc
