#include "suite/reader.h"

#include "base/json.h"

namespace simbench::suite {

const Json& TableReader::get_at() const {
  return pointer_.empty() ? document_.root : document_.root.at(Json::json_pointer(pointer_));
}

std::string_view TableReader::name_of(std::string_view key) const {
  auto it = misspelt_.find(key);
  return it == misspelt_.end() ? key : std::string_view(it->second);
}

const Json& TableReader::value(std::string_view key) const {
  return get(table(), name_of(key));
}

Result<std::string> TableReader::text(std::string_view key) const {
  auto value = get_string(table(), name_of(key));
  if (!value) return complain(key, fmt::format("needs {} = \"…\"", key));
  if (trim(*value).empty()) return complain(key, fmt::format("{} is empty", key));
  return *value;
}

std::string TableReader::text_or(std::string_view key, std::string fallback) const {
  return get_string(table(), name_of(key)).value_or(std::move(fallback));
}

double TableReader::number_or(std::string_view key, double fallback) const {
  return get_number(table(), name_of(key)).value_or(fallback);
}

bool TableReader::flag_or(std::string_view key, bool fallback) const {
  return get_bool(table(), name_of(key)).value_or(fallback);
}

Result<std::vector<std::string>> TableReader::texts(std::string_view key) const {
  std::vector<std::string> out;
  const Json& list = value(key);
  if (list.is_null()) return out;
  if (!list.is_array()) return complain(key, fmt::format("{} must be a list of texts", key));
  for (const Json& item : list) {
    if (!item.is_string()) return complain(key, fmt::format("{} must be a list of texts", key));
    out.push_back(item.get<std::string>());
  }
  return out;
}

std::vector<Error> TableReader::unknown(const std::vector<std::string>& known) {
  std::vector<Error> problems;
  for (const auto& [key, value] : table().items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string close = nearest(key, known);
    if (!close.empty() && !table().contains(close)) misspelt_.try_emplace(close, key);
    problems.push_back(
        {ErrorCode::invalid_input,
         fmt::format("unknown key '{}'{}", key,
                     close.empty() ? "; known are " + join(known, ", ") : "; did you mean '" + close + "'?"),
         where(key)});
  }
  return problems;
}

Status TableReader::only(const std::vector<std::string>& known) {
  if (auto problems = unknown(known); !problems.empty()) return pass_on(problems.front());
  return {};
}

}  // namespace simbench::suite
