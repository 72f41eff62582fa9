#include "campaign/problems.h"

#include <gtest/gtest.h>

namespace simbench::campaign {
namespace {

TEST(Problems, EachMessageStandsOnce) {
  Problems problems;
  EXPECT_TRUE(problems.add({ErrorCode::timeout, "slow", "a"}));
  EXPECT_FALSE(problems.add({ErrorCode::timeout, "slow", "a"}));
  EXPECT_TRUE(problems.add({ErrorCode::timeout, "slow", "b"})) << "another place";
  EXPECT_EQ(problems.all.size(), 2u);
}

TEST(EndpointState, ADenialEndsItAtOnceAndIsToldOnce) {
  Problems problems;
  EndpointState state;
  EXPECT_TRUE(state.failed({ErrorCode::denied, "no key", ""}, problems));
  EXPECT_FALSE(state.failed({ErrorCode::denied, "no key", ""}, problems));
  EXPECT_TRUE(state.down);
  EXPECT_EQ(problems.endpoint->message, "no key");
}

TEST(EndpointState, OnlyFailuresInARowEndIt) {
  Problems problems;
  EndpointState state;
  Error broken{ErrorCode::unavailable, "broken", ""};
  for (int i = 0; i < 7; ++i) EXPECT_FALSE(state.failed(broken, problems));
  state.failures = 0;  // it answered
  for (int i = 0; i < 7; ++i) EXPECT_FALSE(state.failed(broken, problems));
  EXPECT_TRUE(state.failed(broken, problems));
}

TEST(EndpointState, WhatIsAboutTheRequestAloneCountsForNothing) {
  Problems problems;
  EndpointState state;
  for (int i = 0; i < 20; ++i) {
    EXPECT_FALSE(state.failed({ErrorCode::not_found, "no line", ""}, problems));
    EXPECT_FALSE(state.failed({ErrorCode::invalid_input, "no such parameter", ""}, problems));
  }
  EXPECT_FALSE(state.down);
  EXPECT_FALSE(problems.endpoint);
}

}  // namespace
}  // namespace simbench::campaign
