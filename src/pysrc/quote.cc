#include "pysrc/quote.h"

#include "base/base.h"

namespace simbench::pysrc {
namespace {

constexpr size_t kMaxBytes = 200;  // of a line: what is longer was made by a machine

/// As wide on the screen as `text`: tabs stay tabs.
std::string blank(std::string_view text) {
  std::string out;
  for (char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) out += c == '\t' ? '\t' : ' ';
  return out;
}

}  // namespace

std::string quote_line(std::string_view program, int line, int column, int end_column) {
  std::vector<std::string_view> lines = split_lines(program);
  if (line < 1 || static_cast<size_t>(line) > lines.size()) return "";
  std::string_view source = lines[static_cast<size_t>(line - 1)];
  if (source.size() > kMaxBytes) source = source.substr(0, kMaxBytes);
  std::string out = fmt::format("{:5} | {}\n", line, to_utf8(source));
  auto first = static_cast<size_t>(column);
  if (column < 1 || first > source.size() + 1) return out;
  size_t last = std::min(static_cast<size_t>(std::max(column, end_column)), source.size());
  std::string marked = blank(last >= first ? source.substr(first - 1, last - first + 1) : "");
  return out + fmt::format("      | {}{}\n", blank(source.substr(0, first - 1)),
                           std::string(std::max<size_t>(marked.size(), 1), '^'));
}

int column_in_characters(std::string_view program, int line, int column) {
  std::vector<std::string_view> lines = split_lines(program);
  if (line < 1 || static_cast<size_t>(line) > lines.size() || column < 1) return column;
  std::string_view source = lines[static_cast<size_t>(line - 1)];
  if (static_cast<size_t>(column) > source.size() + 1) return column;
  return static_cast<int>(blank(source.substr(0, static_cast<size_t>(column - 1))).size()) + 1;
}

}  // namespace simbench::pysrc
