#pragma once
// The built program, run as a user runs it.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "base/base.h"

namespace simbench::tests {

/// Runs build/<preset>/simbench with `arguments`. environment: added to this process's own. A program that can't be
/// started fails the test.
inline ProcessResult simbench(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}) {
  arguments.insert(arguments.begin(), (build_folder() / "simbench").string());
  ProcessOptions options;
  options.extra = std::move(environment);
  options.timeout_s = 300;  // a suite with drawn values takes a while on a busy machine
  auto result = run_process(arguments, options);
  EXPECT_TRUE(result) << (result ? "" : result.error().text());
  return result ? *result : ProcessResult{};
}

}  // namespace simbench::tests
