#include "cli/load_suite.h"

#include <charconv>

#include "cli/signals.h"
#include "oracle/oracle.h"
#include "upstream/upstream.h"
#include "verdict/verdict.h"

namespace simbench::cli {

Result<suite::Suite> load_suite(const std::string& name, std::optional<uint64_t> instance, std::string only) {
  constexpr std::string_view kUpstream = "upstream:";
  EndOnSignals at_once("interrupted: the suite was being read, nothing was begun");
  if (name.starts_with(kUpstream)) {
    if (instance) return usage_error("--instance: the public tasks have no parameters that could be drawn");
    TRY_ASSIGN(fs::path folder, suite::locate("chrono"));
    TRY_ASSIGN(suite::Suite words, suite::load_head(folder));
    return upstream::load_suite(name.substr(kUpstream.size()), words);
  }
  TRY_ASSIGN(fs::path folder, suite::locate(name));
  return suite::load(folder, verdict::check_kind, {instance, oracle::compute, std::move(only)});
}

Result<std::vector<uint64_t>> instances_of(const Arguments& arguments) {
  std::set<uint64_t> seeds;
  for (const std::string& text : arguments.list("instance")) {
    uint64_t seed = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc() || end != text.data() + text.size())
      return usage_error(fmt::format("--instance is a number from 0, or several (1,2,3), not '{}'", text));
    seeds.insert(seed);
  }
  return std::vector<uint64_t>(seeds.begin(), seeds.end());
}

Result<std::vector<suite::Suite>> load_suites(const Arguments& arguments) {
  TRY_ASSIGN(std::vector<uint64_t> seeds, instances_of(arguments));
  std::vector<suite::Suite> suites(std::max<size_t>(1, seeds.size()));
  for (size_t i = 0; i < suites.size(); ++i) {
    TRY_ASSIGN(suites[i], load_suite(arguments.text("suite"), seeds.empty() ? std::nullopt : std::optional(seeds[i])));
  }
  return suites;
}

Result<std::optional<uint64_t>> instance_of(const Arguments& arguments) {
  TRY_ASSIGN(std::vector<uint64_t> seeds, instances_of(arguments));
  if (seeds.size() > 1) return usage_error("--instance takes one number here");
  return seeds.empty() ? std::nullopt : std::optional(seeds.front());
}

}  // namespace simbench::cli
