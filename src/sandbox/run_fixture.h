#pragma once
// What tests share that run scripts for real: the outcome of a request, and the trace that it left.
#include <gtest/gtest.h>

#include "sandbox/sandbox.h"

namespace simbench::sandbox {

class RunFixture : public testing::Test {
 protected:
  Outcome outcome_of(const Request& request) {
    auto outcome = run(request, folder_.path());
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().text());
    return outcome ? *outcome : Outcome{};
  }
  trace::Trace trace_of(const Outcome& outcome) {
    auto read = trace::read(trace::file(folder_.path(), outcome.trace));
    EXPECT_TRUE(read) << (read ? "" : read.error().text());
    return read ? *read : trace::Trace{};
  }
  TemporaryFolder folder_;
};

}  // namespace simbench::sandbox
