#include "judge/rubric.h"

#include <numeric>

#include "base/json.h"
#include "base/toml.h"

namespace simbench::judge {
namespace {

fs::path rubric_folder() {
  return data_folder("rubrics", "src/judge/rubrics");
}

/// Reads members with an error that names file and line.
struct RubricReader {
  const TomlDocument& document;

  tl::unexpected<Error> wrong(const std::string& pointer, std::string what) const {
    return fail(ErrorCode::invalid_input, std::move(what), document.where(pointer));
  }
  Result<std::string> text(const Json& table, const std::string& pointer, const char* key) const {
    std::optional<std::string> value = get_string(table, key);
    if (!value || trim(*value).empty()) return wrong(pointer, fmt::format("'{}' is missing or not a text", key));
    return std::string(trim(*value));
  }
  Result<std::vector<std::string>> texts(const Json& table, const std::string& pointer, const char* key) const {
    std::vector<std::string> out;
    const Json& list = get(table, key);
    if (list.is_null()) return out;
    bool all_texts =
        list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& item) { return item.is_string(); });
    if (!all_texts) return wrong(pointer + "/" + key, fmt::format("'{}' must be a list of texts", key));
    return list.get<std::vector<std::string>>();
  }
  Result<RubricCategory> category(const Json& table, const std::string& pointer) const {
    RubricCategory category;
    TRY_ASSIGN(category.name, text(table, pointer, "name"));
    std::optional<double> points = get_number(table, "points");
    if (!points || !(*points > 0 && *points <= 1000))
      return wrong(pointer, fmt::format("'points' of {} must be a number above 0 and at most 1000", category.name));
    category.points = *points;
    TRY_ASSIGN(category.counts, texts(table, pointer, "counts"));
    TRY_ASSIGN(category.never, texts(table, pointer, "never"));
    if (category.counts.empty())
      return wrong(pointer, fmt::format("'counts' of {} is missing: say what costs points", category.name));
    return category;
  }
};

}  // namespace

double Rubric::total() const {
  return std::accumulate(categories.begin(), categories.end(), 0.0,
                         [](double sum, const RubricCategory& c) { return sum + c.points; });
}

const RubricCategory* Rubric::find(std::string_view category) const {
  std::string wanted = to_lower(trim(category));
  for (const RubricCategory& c : categories)
    if (to_lower(c.name) == wanted) return &c;
  return nullptr;
}

Result<Rubric> load_rubric(std::string_view name_or_path) {
  TRY_ASSIGN(fs::path path, locate_toml("rubric", name_or_path, rubric_folder()));
  TRY_ASSIGN(std::string text, read_file(path, size_t{1} << 20));
  TRY_ASSIGN(TomlDocument document, parse_toml(text, path.string()));
  RubricReader reader{document};
  Rubric rubric{.hash = sha256(text)};
  TRY_ASSIGN(rubric.name, reader.text(document.root, "", "name"));
  TRY_ASSIGN(rubric.version, reader.text(document.root, "", "version"));
  TRY_ASSIGN(rubric.instructions, reader.text(document.root, "", "instructions"));
  TRY_ASSIGN(rubric.never, reader.texts(document.root, "", "never"));
  const Json& categories = get(document.root, "category");
  if (!categories.is_array() || categories.empty())
    return reader.wrong("", "a rubric needs at least one [[category]] with name, points and counts");
  for (size_t i = 0; i < categories.size(); ++i) {
    std::string pointer = fmt::format("/category/{}", i);
    TRY_ASSIGN(RubricCategory category, reader.category(categories[i], pointer));
    if (rubric.find(category.name))
      return reader.wrong(pointer, fmt::format("there are two categories called {}", category.name));
    rubric.categories.push_back(std::move(category));
  }
  return rubric;
}

}  // namespace simbench::judge
