#include "cli/words.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "base/base.h"

namespace simbench::cli {
namespace {

constexpr size_t kLeastWidth = 24;  // in a narrower one every word would have a line of its own

size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// Where `line` breaks so that its beginning has at most `width` columns: before the last gap of two blanks or more
/// that isn't the line's indent, else before the last blank. npos if it has none.
size_t break_of(std::string_view line, size_t width) {
  size_t begin = indent_of(line), seen = 0, at = 0, word = std::string_view::npos, gap = std::string_view::npos;
  for (; at < line.size() && seen <= width; ++at) {
    if ((static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) continue;  // inside a character
    bool starts_blank = line[at] == ' ' && at > begin && line[at - 1] != ' ';
    if (starts_blank) word = at;
    if (starts_blank && at + 1 < line.size() && line[at + 1] == ' ') gap = at;
    ++seen;
  }
  // A gap far to the left would leave most of the line empty.
  return gap != std::string_view::npos && columns(line.substr(0, gap)) > begin + (width - begin) / 2 ? gap : word;
}

}  // namespace

size_t terminal_width(int fd, size_t least, size_t otherwise) {
  winsize size{};
  return ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= least ? size.ws_col : otherwise;
}

std::optional<size_t> reader_width() {
  auto wide_enough = [](size_t width) { return std::max(width, kLeastWidth); };
  if (size_t width = terminal_width(STDOUT_FILENO, 1, 0); width > 0) return wide_enough(width);
  const char* told = std::getenv("COLUMNS");
  int64_t number = told ? std::strtoll(told, nullptr, 10) : 0;
  return number > 0 ? std::optional(wide_enough(static_cast<size_t>(number))) : std::nullopt;
}

size_t columns(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string wrapped(const std::string& head, std::string_view text, size_t width) {
  const std::string indent(columns(head), ' ');
  std::string out, line = head;
  bool empty = true;
  for (std::string_view word : split(text, ' ')) {
    if (!empty && columns(line) + 1 + columns(word) > width) out += line + "\n", line = indent, empty = true;
    if (!empty) line += ' ';
    line += word;
    empty = false;
  }
  return out + line + "\n";
}

std::string fitted(std::string_view text, std::optional<size_t> width) {
  if (!width) return std::string(text);
  std::string out;
  for (std::string_view whole : split(text, '\n')) {
    std::string line(whole);
    const std::string indent(indent_of(whole) + 4, ' ');
    while (columns(line) > *width) {
      size_t at = break_of(line, *width);
      if (at == std::string::npos) at = line.find(' ', indent_of(line));  // behind a word that is too long by itself
      if (at == std::string::npos) break;
      out += line.substr(0, at) + "\n";
      line = indent + std::string(trim(std::string_view(line).substr(at)));
    }
    out += line + "\n";
  }
  out.pop_back();  // split gives one piece more than there are line ends
  return out;
}

std::string fitted_command(std::string_view line, size_t width) {
  if (columns(line) <= width) return std::string(line);
  const std::string indent(indent_of(line) + 4, ' ');
  std::string out, now;
  char quote = 0;
  size_t begin = 0;
  for (size_t i = 0; i <= line.size(); ++i) {
    bool end = i == line.size();
    if (!end && (line[i] == '\'' || line[i] == '"')) quote = quote == 0 ? line[i] : quote == line[i] ? '\0' : quote;
    if (!end && (line[i] != ' ' || quote != 0 || i < indent_of(line))) continue;
    std::string_view word = line.substr(begin, i - begin);
    begin = i + 1;
    if (!now.empty() && columns(now) + 1 + columns(word) + 2 > width) out += now + " \\\n", now = indent;
    now += now.empty() || now == indent ? std::string(word) : " " + std::string(word);
  }
  return out + now;
}

std::string for_terminal(std::string_view text) {
  std::string clean = to_utf8(text), out;
  for (size_t i = 0; i < clean.size(); ++i) {
    auto c = static_cast<unsigned char>(clean[i]);
    bool is_c1 = c == 0xC2 && i + 1 < clean.size() && static_cast<unsigned char>(clean[i + 1]) < 0xA0;  // U+0080–U+009F
    if (is_c1) ++i;
    if (!is_c1 && ((c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t'))
      out += clean[i];
    else if (c != '\r')
      out += "\uFFFD";
  }
  return out;
}

}  // namespace simbench::cli
