#include "base/toml.h"

#include <sstream>

#define TOML_EXCEPTIONS 1
#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/files.h"
#include "base/json.h"
#include "base/text.h"

namespace simbench {
namespace {

Json convert(const toml::node& node, const std::string& pointer, std::map<std::string, int>& lines) {
  lines[pointer] = static_cast<int>(node.source().begin.line);
  if (const toml::table* table = node.as_table()) {
    Json out = Json::object();
    for (const auto& [key, value] : *table) {
      std::string name(key.str());
      out[name] = convert(value, pointer + "/" + name, lines);
    }
    return out;
  }
  if (const toml::array* array = node.as_array()) {
    Json out = Json::array();
    for (size_t i = 0; i < array->size(); ++i)
      out.push_back(convert((*array)[i], fmt::format("{}/{}", pointer, i), lines));
    return out;
  }
  if (auto* value = node.as_string()) return value->get();
  if (auto* value = node.as_integer()) return value->get();
  if (auto* value = node.as_floating_point()) return std::isfinite(value->get()) ? Json(value->get()) : Json(nullptr);
  if (auto* value = node.as_boolean()) return value->get();
  std::ostringstream text;
  node.visit([&](const auto& n) {
    if constexpr (toml::is_value<decltype(n)>) text << n.get();
  });
  return text.str();
}

}  // namespace

std::string TomlDocument::where(std::string pointer) const {
  for (;;) {
    auto it = lines.find(pointer);
    if (it != lines.end() && it->second > 0) return fmt::format("{}:{}", path, it->second);
    size_t slash = pointer.rfind('/');
    if (slash == std::string::npos) return fmt::format("{}:1", path);
    pointer.resize(slash);
  }
}

Result<TomlDocument> parse_toml(std::string_view text, std::string_view path) {
  TomlDocument document;
  document.path = path;
  try {
    toml::table table = toml::parse(text, path);
    document.root = convert(table, "", document.lines);
    return document;
  } catch (const toml::parse_error& e) {
    return fail(ErrorCode::invalid_input, fmt::format("not valid TOML: {}", e.description()),
                fmt::format("{}:{}", path, e.source().begin.line));
  }
}

Result<fs::path> locate_toml(std::string_view what, std::string_view name_or_path, const fs::path& folder) {
  fs::path path(name_or_path);
  if (name_or_path.find('/') != std::string_view::npos || path.extension() == ".toml") return path;
  fs::path shipped = folder / fmt::format("{}.toml", name_or_path);
  if (fs::exists(shipped)) return shipped;
  std::vector<std::string> known;
  for (const fs::path& file : list_files(folder))
    if (file.extension() == ".toml") known.push_back(file.stem());
  return fail(ErrorCode::not_found, fmt::format("there is no {} '{}': choose from {}, or give the path of a .toml file",
                                                what, name_or_path, join(known, ", ")));
}

}  // namespace simbench
