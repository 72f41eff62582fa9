#include "base/json.h"

#include <fmt/format.h>

#include "base/text.h"

template class nlohmann::basic_json<>;

namespace simbench {
namespace {

constexpr int kMaxDepth = 200;

bool all_finite(const Json& value) {
  if (value.is_number_float()) return std::isfinite(value.get<double>());
  if (!value.is_structured()) return true;
  for (const Json& child : value)
    if (!all_finite(child)) return false;
  return true;
}

std::string dump(const Json& value, int indent) {
  check(all_finite(value), "a number that is not finite must not reach JSON: store null and a reason");
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

namespace {

/// The deepest nesting of objects and lists, of a text that is JSON.
int depth_of(std::string_view text) {
  int depth = 0, deepest = 0;
  bool inside = false;  // a string
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"')
      inside = !inside;
    else if (inside)
      i += c == '\\';
    else if (c == '{' || c == '[')
      deepest = std::max(deepest, ++depth);
    else if (c == '}' || c == ']')
      --depth;
  }
  return deepest;
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view where) {
  if (depth_of(text) > kMaxDepth)
    return fail(ErrorCode::invalid_input, "JSON is nested deeper than 200 levels", std::string(where));
  try {
    return Json::parse(text.begin(), text.end());
  } catch (const Json::exception& e) {
    std::string_view what = e.what();  // "[json.exception.…] parse error at line 1, column 2: …"
    if (size_t place = what.find("at line"); place != what.npos) what.remove_prefix(place);
    return fail(ErrorCode::invalid_input, fmt::format("not valid JSON: {}", what), std::string(where));
  }
}

std::string to_text(const Json& value) {
  return dump(value, -1);
}
std::string to_pretty_text(const Json& value) {
  return dump(value, 2) + "\n";
}
std::string json_in_html(const Json& value) {
  return replace_all(to_text(value), "<", "\\u003c");
}

const Json& get(const Json& object, std::string_view key) {
  static const Json null;
  if (!object.is_object()) return null;
  auto it = object.find(key);
  return it == object.end() ? null : *it;
}

std::optional<std::string> get_string(const Json& object, std::string_view key) {
  const Json& value = get(object, key);
  if (!value.is_string()) return std::nullopt;
  return value.get<std::string>();
}

std::string text_of(const Json& object, std::string_view key) {
  return get_string(object, key).value_or("");
}

std::optional<double> get_number(const Json& object, std::string_view key) {
  const Json& value = get(object, key);
  if (!value.is_number()) return std::nullopt;
  return value.get<double>();
}

std::optional<bool> get_bool(const Json& object, std::string_view key) {
  const Json& value = get(object, key);
  if (!value.is_boolean()) return std::nullopt;
  return value.get<bool>();
}

}  // namespace simbench
