#include "cli/load_suite.h"

#include "upstream/upstream.h"
#include "verdict/verdict.h"

namespace simbench::cli {

Result<suite::Suite> load_suite(const std::string& name, std::optional<uint64_t> instance) {
  constexpr std::string_view kUpstream = "upstream:";
  if (name.starts_with(kUpstream)) {
    if (instance) return usage_error("--instance: the public tasks have no parameters that could be drawn");
    TRY_ASSIGN(fs::path folder, suite::locate("chrono"));
    TRY_ASSIGN(suite::Suite words, suite::load_head(folder));
    return upstream::load_suite(name.substr(kUpstream.size()), words);
  }
  TRY_ASSIGN(fs::path folder, suite::locate(name));
  return suite::load(folder, verdict::check_kind, instance);
}

Result<std::optional<uint64_t>> instance_of(const Arguments& arguments) {
  auto seed = arguments.integer("instance");
  if (seed && *seed < 0) return usage_error("--instance is a number, 0 or more");
  return seed ? std::optional(static_cast<uint64_t>(*seed)) : std::nullopt;
}

}  // namespace simbench::cli
