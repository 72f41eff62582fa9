#include "base/json_mended.h"

#include <fmt/format.h>

#include <charconv>

#include "base/json.h"
#include "base/text.h"

namespace simbench {
namespace {

constexpr size_t kMostStarts = 200;
constexpr std::string_view kReplacement = "\\ufffd";

/// The code unit of the \uXXXX at `place`, nullopt if there is none.
std::optional<unsigned> code_unit(std::string_view text, size_t place) {
  if (text.substr(place, 2) != "\\u" || place + 6 > text.size()) return std::nullopt;
  unsigned unit = 0;
  auto [end, error] = std::from_chars(text.data() + place + 2, text.data() + place + 6, unit, 16);
  return error == std::errc() && end == text.data() + place + 6 ? std::optional(unit) : std::nullopt;
}

/// Writes the escape at `place` as JSON allows it; returns the place behind it.
size_t mend_escape(std::string_view text, size_t place, std::string& out) {
  char next = place + 1 < text.size() ? text[place + 1] : '\0';
  if (std::optional<unsigned> unit = code_unit(text, place)) {
    bool high = *unit >= 0xD800 && *unit <= 0xDBFF, low = *unit >= 0xDC00 && *unit <= 0xDFFF;
    unsigned second = high ? code_unit(text, place + 6).value_or(0) : 0;
    bool pair = high && second >= 0xDC00 && second <= 0xDFFF;
    out.append(pair ? text.substr(place, 12) : high || low ? kReplacement : text.substr(place, 6));
    return place + (pair ? 12 : 6);
  }
  if (next != '\0' && std::string_view("\"\\/bfnrt").find(next) != std::string_view::npos) {
    out.append(text.substr(place, 2));
    return place + 2;
  }
  if (next == '\'') return place + 1;
  out += "\\\\";
  return place + 1;
}

std::string mended(std::string_view raw) {
  std::string text = to_utf8(raw), out;
  out.reserve(text.size());
  bool quoted = false;
  for (size_t i = 0; i < text.size();) {
    char c = text[i];
    if (quoted && c == '\\') {
      i = mend_escape(text, i, out);
      continue;
    }
    if (c == '"') quoted = !quoted;
    size_t next = c == ',' && !quoted ? text.find_first_not_of(" \t\r\n", i + 1) : std::string::npos;
    bool needless = next != std::string::npos && (text[next] == '}' || text[next] == ']');
    if (quoted && static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else if (!needless)
      out += c;
    ++i;
  }
  return out;
}

/// The place behind the object that begins at `start`, npos if it doesn't end.
size_t end_of_object(std::string_view text, size_t start) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = start; i < text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) return i + 1;
  }
  return std::string_view::npos;
}

}  // namespace

Result<Json> parse_mended_json(std::string_view text, std::string_view where) {
  Result<Json> value = parse_json(text, where);
  if (value) return value;
  Result<Json> again = parse_json(mended(text), where);
  return again ? again : value;
}

std::vector<Json> json_objects_in(std::string_view text) {
  std::vector<Json> found;
  size_t starts = 0;
  for (size_t place = text.find('{'); place != std::string_view::npos && starts < kMostStarts; ++starts) {
    size_t end = end_of_object(text, place);
    Result<Json> value = end == std::string_view::npos ? fail(ErrorCode::invalid_input, "")
                                                       : parse_mended_json(text.substr(place, end - place), "");
    if (value) found.push_back(std::move(*value));
    place = text.find('{', value ? end : place + 1);
  }
  return found;
}

std::string json_string_at(std::string_view text, size_t start) {
  size_t end = start;
  while (end < text.size() && text[end] != '"') {
    size_t escape = text[end] != '\\' ? 1 : text.substr(end, 2) == "\\u" ? 6 : 2;
    if (end + escape > text.size()) break;  // cut inside of an escape
    end += escape == 6 ? 2 : escape;
  }
  std::string quoted = "\"" + std::string(text.substr(start, end - start)) + "\"";
  Result<Json> value = parse_mended_json(quoted, "");
  return value && value->is_string() ? value->get<std::string>() : "";
}

}  // namespace simbench
