#include "provider/wire.h"

namespace simbench::provider {

std::vector<std::string> Refused::words() const {
  std::vector<std::string> out;
  if (temperature) out.push_back("temperature left out");
  if (top_p) out.push_back("top_p left out");
  if (seed) out.push_back("seed left out");
  if (max_tokens_name) out.push_back("max_tokens sent as max_completion_tokens");
  return out;
}

std::string normalise_base_url(std::string_view url, std::string_view version, std::string_view tail) {
  auto without_slashes = [](std::string_view text) {
    while (text.ends_with('/')) text.remove_suffix(1);
    return text;
  };
  url = without_slashes(trim(url));
  if (!tail.empty() && url.ends_with(tail)) url = without_slashes(url.substr(0, url.size() - tail.size()));
  size_t host = url.find("://");
  bool only_host = url.find('/', host == std::string_view::npos ? 0 : host + 3) == std::string_view::npos;
  std::string out(url);
  if (only_host) out.append("/").append(version);
  return out;
}

std::optional<int64_t> integer_at(const Json& json, std::initializer_list<std::string_view> path) {
  const Json* at = &json;
  for (std::string_view key : path) at = &get(*at, key);
  return at->is_number_integer() ? std::optional(at->get<int64_t>()) : std::nullopt;
}

}  // namespace simbench::provider
