#include <fmt/format.h>

#include "dialogue/dialogue.h"

namespace simbench::dialogue {
namespace {

/// "file:line" of byte `at`.
std::string place(std::string_view where, std::string_view text, size_t at) {
  return fmt::format("{}:{}", where,
                     1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// A section mark that stands alone takes its line's end with it.
size_t after_mark(std::string_view text, size_t begin, size_t end) {
  bool alone = (begin == 0 || text[begin - 1] == '\n') && end < text.size() && text[end] == '\n';
  return alone ? end + 1 : end;
}

}  // namespace

Result<std::string> fill_template(std::string_view text, const std::map<std::string, std::string>& values,
                                  std::string_view where) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t open = text.find("{{", at);
    size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return out.append(text.substr(at));
    out.append(text.substr(at, open - at));
    std::string name(text.substr(open + 2, close - open - 2));
    bool begins = name.starts_with('#'), ends = name.starts_with('/');
    if (begins || ends) name.erase(0, 1);
    auto value = values.find(name);
    if (value == values.end()) {
      std::vector<std::string> known;
      for (const auto& [key, unused] : values) known.push_back("{{" + key + "}}");
      return fail(ErrorCode::invalid_input,
                  fmt::format("unknown placeholder {{{{{}}}}}; there are {}", name, join(known, ", ")),
                  place(where, text, open));
    }
    at = begins || ends ? after_mark(text, open, close + 2) : close + 2;
    if (begins) {
      std::string mark = "{{/" + name + "}}";
      size_t end = text.find(mark, at);
      if (end == std::string_view::npos)
        return fail(ErrorCode::invalid_input, fmt::format("the section {{{{#{}}}}} is never closed", name),
                    place(where, text, open));
      if (value->second.empty()) at = after_mark(text, end, end + mark.size());
    } else if (!ends) {
      out.append(value->second);
    }
  }
  return out;
}

}  // namespace simbench::dialogue
