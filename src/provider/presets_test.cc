#include "provider/presets.h"

#include <gtest/gtest.h>

namespace simbench::provider {
namespace {

std::string paper(std::string_view model) {
  return to_text(preset_sampling("paper", model).value().to_json());
}

TEST(Presets, ThePapersSamplingIsAnotherForTwoKindsOfModels) {
  EXPECT_EQ(paper("openai/gpt-4o"), R"({"max_tokens":4096,"temperature":0.2,"top_p":0.7})");
  EXPECT_EQ(paper("google/gemini-2.5-pro"), R"({"max_tokens":4096,"temperature":1.0,"top_p":0.95})");
  EXPECT_EQ(paper("anthropic/claude-opus-5"), "{}");
  EXPECT_EQ(paper("openrouter/anthropic/Claude-3.5"), "{}");
  EXPECT_EQ(preset_sampling("other", "openai/gpt-4o"), std::nullopt);
}

TEST(Presets, WhatIsSaidBesidesCountsBeforeThem) {
  Sampling both = with_preset({.temperature = 0, .seed = 3}, preset_sampling("paper", "openai/gpt-4o").value());
  EXPECT_EQ(to_text(both.to_json()), R"({"max_tokens":4096,"seed":3,"temperature":0.0,"top_p":0.7})");
}

}  // namespace
}  // namespace simbench::provider
