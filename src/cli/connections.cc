#include "cli/connections.h"

#include <fmt/format.h>

#include <set>

namespace simbench::cli {

provider::Options connections(const Arguments& arguments, std::string_view base_url) {
  provider::Options options;
  options.base_url = arguments.text(base_url);
  options.max_connections =
      static_cast<size_t>(std::max<int64_t>(1, arguments.integer("max-connections").value_or(10)));
  options.timeout_s = arguments.number("timeout").value_or(options.timeout_s);
  options.max_retries = static_cast<int>(arguments.integer("max-retries").value_or(options.max_retries));
  options.stream = arguments.flag("stream");
  options.plain_http = arguments.flag("plain-http");
  options.cache = arguments.text("cache");
  return options;
}

Status check_named_once(std::string_view setting, const std::vector<std::string>& names) {
  std::set<std::string> seen;
  for (const std::string& name : names)
    if (!seen.insert(name).second) return usage_error(fmt::format("--{} names {} twice", setting, name));
  return {};
}

const std::vector<std::string_view>& connection_settings() {
  static const std::vector<std::string_view> kNames{"max-connections", "max-retries", "timeout",
                                                    "stream",          "plain-http",  "cache"};
  return kNames;
}

}  // namespace simbench::cli
