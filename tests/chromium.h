#pragma once
// Pages as a browser shows them: a headless Chromium that draws in software.
#include <gtest/gtest.h>

#include <regex>

#include "base/base.h"
#include "cli/browser.h"

namespace simbench::tests {

/// Skips the test, visibly, where this machine has no Chromium or three.js wasn't fetched.
#define SKIP_WITHOUT_A_BROWSER()                                                                  \
  if (cli::find_chromium().empty()) GTEST_SKIP() << "no Chromium here: apt-get install chromium"; \
  if (!fs::exists(source_folder() / ".deps/three/node_modules/three"))                            \
  GTEST_SKIP() << "three.js isn't here: tools/setup.sh fetches it"

/// The page's document after its scripts have run.
inline std::string document_of(const fs::path& page, const std::string& fragment, std::vector<std::string> flags = {}) {
  TemporaryFolder profile;
  std::vector<std::string> command{cli::find_chromium(),
                                   "--headless=new",
                                   "--no-sandbox",
                                   "--user-data-dir=" + profile.path().string(),
                                   "--window-size=1200,900",
                                   "--virtual-time-budget=20000",
                                   "--dump-dom"};
  if (flags.empty()) flags = {"--use-angle=swiftshader", "--enable-unsafe-swiftshader"};
  command.insert(command.end(), flags.begin(), flags.end());
  command.push_back("file://" + page.string() + "#" + fragment);
  std::string document;
  // Its virtual clock may run out on a loaded machine while a thread of its own still unpacks: then once more.
  for (int attempt = 0; attempt < 3 && document.find(" data-state=\"") == std::string::npos; ++attempt) {
    auto result = run_process(command, {.timeout_s = 120});
    EXPECT_TRUE(result && result->exit_code == 0) << (result ? result->err : result.error().text());
    document = result ? result->out : "";
  }
  return document;
}

/// What the element of the replay exposes as data-<name>, "" if it doesn't.
inline std::string exposed(const std::string& document, const std::string& name) {
  std::smatch found;
  std::regex place("<div id=\"replay\"[^>]* data-" + name + "=\"([^\"]*)\"");
  return std::regex_search(document, found, place) ? replace_all(found[1], "&quot;", "\"") : "";
}

}  // namespace simbench::tests
