// Every suite that ships still says the truth: its claims are checked from the reduced traces, without a simulator.
#include <gtest/gtest.h>

#include "proof/proof.h"
#include "suite/suite.h"
#include "verdict/verdict.h"

namespace simbench {
namespace {

std::vector<fs::path> shipped_suites() {
  std::vector<fs::path> found;
  for (const fs::path& folder : list_folders(source_folder() / "suites"))
    if (fs::exists(folder / "suite.toml")) found.push_back(folder);
  return found;
}

TEST(ShippedSuites, LoadAndKeepWhatTheirValidationSays) {
  std::vector<fs::path> folders = shipped_suites();
  ASSERT_FALSE(folders.empty());
  for (const fs::path& folder : folders) {
    auto suite = suite::load(folder, verdict::check_kind);
    ASSERT_TRUE(suite) << suite.error().text();
    auto findings = proof::revalidate(*suite);
    ASSERT_TRUE(findings) << findings.error().text();
    for (const proof::Finding& finding : *findings) ADD_FAILURE() << finding.where << ": " << finding.message;
  }
}

}  // namespace
}  // namespace simbench
