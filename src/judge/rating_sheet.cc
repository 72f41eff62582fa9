#include "judge/rating_sheet.h"

#include <cctype>

#include "base/json.h"

namespace simbench::judge {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool stands_alone(std::string_view text, size_t begin, size_t end) {
  return (begin == 0 || !is_word(text[begin - 1])) && (end >= text.size() || !is_word(text[end]));
}

std::string blot_out(const std::string& text, const std::string& name) {
  std::string lower = to_lower(text), wanted = to_lower(name), blotted;
  size_t kept = 0;
  for (size_t at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + 1)) {
    if (at < kept || !stands_alone(text, at, at + name.size())) continue;
    blotted += text.substr(kept, at - kept) + "*****";  // always five: its length tells nothing
    kept = at + name.size();
  }
  return blotted + text.substr(kept);
}

}  // namespace

std::string RatingSheet::id() const {
  Json all{{"rubric", rubric.hash}, {"items", Json::array()}};
  for (const RatingItem& item : items)
    all["items"].push_back({item.id, item.task, item.prompt, or_null(item.given), item.reference, item.program});
  return sha256(to_text(all)).substr(0, 8);
}

std::string without_names(std::string text, const std::vector<std::string>& names) {
  std::vector<std::string> longest_first = names;
  std::sort(longest_first.begin(), longest_first.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  for (const std::string& name : longest_first)
    if (name.size() >= 4) text = blot_out(text, name);
  return text;
}

std::string rubric_mark(const Rubric& rubric) {
  return rubric.hash.substr(0, 12);
}

std::string sheet_csv(const RatingSheet& sheet) {
  std::string csv = "sheet,rubric,item,task,rater", empty;
  for (const RubricCategory& category : sheet.rubric.categories) csv += "," + escape_csv(category.name), empty += ",";
  csv += ",comment\n";
  for (const RatingItem& item : sheet.items)
    csv +=
        fmt::format("{},{},{},{},{},\n", sheet.id(), rubric_mark(sheet.rubric), item.id, escape_csv(item.task), empty);
  return csv;
}

}  // namespace simbench::judge
