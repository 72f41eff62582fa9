#include "suite/templates.h"

namespace simbench::suite {
namespace {

const std::vector<std::string>& known_placeholders() {
  static const std::vector<std::string> names{"prompt", "code", "error", "simulator", "release"};
  return names;
}

/// A placeholder without which an arm isn't what it is.
struct Needed {
  std::string_view placeholder, why;
  std::vector<std::string_view> arms;  ///< empty: all
};
const std::vector<Needed>& needed_placeholders() {
  static const std::vector<Needed> rows{
      {"prompt", "without it a model isn't told its task", {}},
      {"code", "without it a model isn't shown the script", {"given", "stepwise", "repair", "upstream"}},
      {"error", "without it a model isn't told what happened", {"repair"}},
  };
  return rows;
}

std::string braces(std::string_view name) {
  return fmt::format("{{{{{}}}}}", name);
}

}  // namespace

std::vector<Error> check_template(const std::string& name, std::string_view content, const fs::path& file) {
  std::vector<Error> problems;
  std::set<std::string> filled, unknown;
  auto complain = [&](std::string message, size_t at) {
    auto line = 1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    problems.push_back({ErrorCode::invalid_input, std::move(message), fmt::format("{}:{}", file.string(), line)});
  };
  for (size_t open = content.find("{{"); open != std::string_view::npos; open = content.find("{{", open + 2)) {
    size_t close = content.find("}}", open);
    if (close == std::string_view::npos) break;
    std::string word(content.substr(open + 2, close - open - 2));
    bool begins = word.starts_with('#'), ends = word.starts_with('/');
    if (begins || ends) word.erase(0, 1);
    const auto& known = known_placeholders();
    if (std::find(known.begin(), known.end(), word) == known.end()) {
      if (!unknown.insert(word).second) continue;
      std::string close_name = nearest(word, known);
      std::vector<std::string> all;
      for (const std::string& one : known) all.push_back(braces(one));
      complain(fmt::format("nothing fills {}; {}", braces(word),
                           close_name.empty() ? "there are " + join(all, ", ")
                                              : fmt::format("did you mean {}?", braces(close_name))),
               open);
      if (!begins && !ends && !close_name.empty()) filled.insert(close_name);  // that it is missing would be an echo
    } else if (begins && content.find("{{/" + word + "}}", close) == std::string_view::npos) {
      complain(fmt::format("the section {} is never closed", braces("#" + word)), open);
    } else if (!begins && !ends) {
      filled.insert(word);
    }
  }
  for (const Needed& row : needed_placeholders()) {
    bool concerned = row.arms.empty() || std::find(row.arms.begin(), row.arms.end(), name) != row.arms.end();
    if (concerned && !filled.contains(std::string(row.placeholder)))
      problems.push_back(
          {ErrorCode::invalid_input, fmt::format("needs {}: {}", braces(row.placeholder), row.why), file.string()});
  }
  return problems;
}

}  // namespace simbench::suite
