#pragma once
// JSON with sorted keys (the same value gives the same bytes) and errors that say where.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json_fwd.h"

// Its members are compiled once, in json.cc.
extern template class nlohmann::basic_json<>;

namespace simbench {

/// Parses one JSON text. errors: invalid_input with `where` and the byte offset; nesting deeper than 200 is refused.
Result<Json> parse_json(std::string_view text, std::string_view where);

/// Compact text; invalid UTF-8 becomes U+FFFD; numbers that are not finite are a bug (undefined is null with a reason).
std::string to_text(const Json& value);
/// The same, indented by two, with a final newline: for files that people read.
std::string to_pretty_text(const Json& value);

/// Compact text that may stand inside a <script> element of an HTML page: no '<' is left in it.
std::string json_in_html(const Json& value);

/// null for nullopt.
template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// Member `key` of object `object` if it is there and of the right type, else nullopt. Never throws.
std::optional<std::string> get_string(const Json& object, std::string_view key);
/// The text under `key`, "" if there is none.
std::string text_of(const Json& object, std::string_view key);
std::optional<double> get_number(const Json& object, std::string_view key);
std::optional<bool> get_bool(const Json& object, std::string_view key);
/// The member or a shared null value.
const Json& get(const Json& object, std::string_view key);

}  // namespace simbench
