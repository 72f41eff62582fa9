// Rows over a pipe: order, broken rows beside sound ones, what is too long, a reader that goes away.
#include "grader/lines.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "grader/toy_bench.h"

namespace simbench::grader {
namespace {

class Lines : public ::testing::Test {
 protected:
  /// The answers to `text`, each as JSON.
  std::vector<Json> answers(const std::string& text, size_t longest = 1000) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    std::jthread writer([&] {
      EXPECT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
      ::close(ends[1]);
    });
    std::vector<Json> out;
    auto put = [&](const Grade& grade) {
      out.push_back(grade.to_json(Reasons::full));
      return Status();
    };
    auto summary = grade_lines(pool_, ends[0], put, stop_, longest);
    ::close(ends[0]);
    EXPECT_TRUE(summary);
    if (summary) summary_ = *summary;
    return out;
  }
  static std::string row(const std::string& id, const std::string& program) {
    return to_text({{"id", id}, {"task", "swing/1"}, {"program", program}}) + "\n";
  }

  suite::Suite suite_ = test::toy_suite();
  test::ToyBench toy_;
  Grader grader_{suite_, toy_.bench(), test::settings()};
  Pool pool_{[this](const Item& item) { return grader_.grade(item); }, 4};
  std::atomic<bool> stop_ = false;
  LinesSummary summary_;
};

TEST_F(Lines, AnswersComeInTheOrderOfTheirRows) {
  auto got = answers(row("1", "slow good") + row("2", "good") + "\n" + row("3", "half") + row("4", "slow"));
  ASSERT_EQ(got.size(), 4u) << "an empty line is no row";
  for (size_t i = 0; i < got.size(); ++i) EXPECT_EQ(got[i]["id"], std::to_string(i + 1));
  EXPECT_EQ(summary_.passed, 2u);
  EXPECT_EQ(summary_.failed, 2u);
}

TEST_F(Lines, ABrokenRowIsAnsweredAndHarmsNoOther) {
  auto got = answers(row("1", "good") + "{\"task\": \n" + row("3", "good"));
  ASSERT_EQ(got.size(), 3u);
  EXPECT_EQ(got[0]["reward"], 1);
  EXPECT_EQ(got[1]["reward"], nullptr);
  EXPECT_NE(got[1]["reason"].get<std::string>().find("line 2"), std::string::npos) << got[1];
  EXPECT_EQ(got[2]["reward"], 1);
}

TEST_F(Lines, ARowWithALoneSurrogateIsGraded) {
  auto got = answers(R"({"task": "swing/1", "reply": "```python\ngood\n# \ud83d\n```"})"
                     "\n");
  ASSERT_EQ(got.size(), 1u);
  EXPECT_EQ(got[0]["reward"], 1) << got[0];
}

TEST_F(Lines, WhatAnEndpointBrokeOffHasNoReward) {
  for (const char* reason : {"error", "abort", "OTHER", "network_error", "upstream_error"}) {
    auto got =
        answers(to_text({{"task", "swing/1"}, {"reply", "```python\nhalf\n```"}, {"finish_reason", reason}}) + "\n");
    ASSERT_EQ(got.size(), 1u);
    EXPECT_EQ(got[0]["reward"], nullptr) << reason;
    EXPECT_TRUE(got[0]["reason"].get<std::string>().starts_with("endpoint_error")) << got[0];
  }
}

TEST_F(Lines, ALineThatIsTooLongIsAnsweredWithoutBeingKept) {
  auto got = answers(row("1", std::string(200'000, 'x')) + row("2", "good"));
  ASSERT_EQ(got.size(), 2u);
  EXPECT_TRUE(got[0]["reason"].get<std::string>().starts_with("line_too_long: line 1 has 200,")) << got[0];
  EXPECT_EQ(got[1]["reward"], 1);
}

TEST_F(Lines, TheLastLineNeedsNoEnd) {
  std::string text = row("1", "good");
  text.pop_back();
  EXPECT_EQ(answers(text).size(), 1u);
}

TEST_F(Lines, WhenAnswersCantBeWrittenTheReadingEnds) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  std::string text;
  for (int i = 0; i < 1000; ++i) text += row(std::to_string(i), "good");
  std::jthread writer([&] {
    for (size_t at = 0; at < text.size(); at += 4096)
      if (::write(ends[1], text.data() + at, std::min<size_t>(4096, text.size() - at)) < 0) break;
    ::close(ends[1]);
  });
  auto put = [&](const Grade&) -> Status { return fail(ErrorCode::unavailable, "no space left"); };
  auto summary = grade_lines(pool_, ends[0], put, stop_);
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().message, "no space left");
  std::string rest(text.size(), '\0');
  while (::read(ends[0], rest.data(), rest.size()) > 0) {
  }
  ::close(ends[0]);
}

TEST_F(Lines, AToldStopEndsTheWaitForRows) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop_ = true;
  });
  auto summary = grade_lines(
      pool_, ends[0], [](const Grade&) { return Status(); }, stop_);
  ASSERT_TRUE(summary);
  EXPECT_TRUE(summary->interrupted);
  ::close(ends[0]), ::close(ends[1]);
}

}  // namespace
}  // namespace simbench::grader
