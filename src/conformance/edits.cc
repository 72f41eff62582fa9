#include "conformance/edits.h"

#include <algorithm>

namespace simbench::conformance {

std::vector<size_t> line_starts(std::string_view text) {
  std::vector<size_t> starts{0};
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts.push_back(i + 1);
  return starts;
}

std::string apply_edits(std::string_view text, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.start < b.start; });
  std::string out;
  size_t at = 0;
  for (const Edit& e : edits) {
    if (e.start < at) continue;
    out += text.substr(at, e.start - at);
    out += e.text;
    at = e.end;
  }
  return out + std::string(text.substr(at));
}

}  // namespace simbench::conformance
