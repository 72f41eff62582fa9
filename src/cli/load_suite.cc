#include "cli/load_suite.h"

#include "upstream/upstream.h"
#include "verdict/verdict.h"

namespace simbench::cli {

Result<suite::Suite> load_suite(const std::string& name) {
  constexpr std::string_view kUpstream = "upstream:";
  if (name.starts_with(kUpstream)) {
    TRY_ASSIGN(fs::path folder, suite::locate("chrono"));
    TRY_ASSIGN(suite::Suite words, suite::load_head(folder));
    return upstream::load_suite(name.substr(kUpstream.size()), words);
  }
  TRY_ASSIGN(fs::path folder, suite::locate(name));
  return suite::load(folder, verdict::check_kind);
}

}  // namespace simbench::cli
