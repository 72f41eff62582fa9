#include "provider/cached.h"

#include <gtest/gtest.h>

#include "provider/immediate.h"

namespace simbench::provider {
namespace {

/// Answers with the number of the request; every third one is an error.
class Counter final : public Immediate {
 public:
  explicit Counter(int& asked) : asked_(asked) {}

 protected:
  Result<Completion> answer(const Request& request) const override {
    ++asked_;
    if (request.messages.at(0).content == "fail") return fail(ErrorCode::unavailable, "down");
    bool filtered = request.messages.at(0).content == "filter";
    return Completion{
        .text = std::to_string(asked_), .finish_reason = filtered ? "content_filter" : "stop", .reasoning = "hm"};
  }

 private:
  int& asked_;
};

class Cache : public testing::Test {
 protected:
  Result<Completion> ask(const Request& request, const std::string& model = "lab/m",
                         const std::string& endpoint = "https://a/v1") {
    auto provider = make_cached(std::make_unique<Counter>(asked_), folder_.path() / "cache", model, endpoint);
    std::optional<Result<Completion>> answer;
    provider->submit(request, [&](Result<Completion> result) { answer = std::move(result); });
    while (provider->run_for(0.1) > 0) {
    }
    return *answer;
  }
  static Request asking(std::string words) {
    Request request;
    request.messages = {{Role::user, std::move(words)}};
    return request;
  }
  int asked_ = 0;
  TemporaryFolder folder_;
};

TEST_F(Cache, TheSameRequestIsAnsweredFromTheFolder) {
  EXPECT_EQ(ask(asking("hi"))->text, "1");
  Completion again = ask(asking("hi")).value();
  EXPECT_EQ(again.text, "1");
  EXPECT_EQ(again.reasoning, "hm");
  EXPECT_EQ(again.attempts, 0) << "nothing was sent";
  EXPECT_EQ(asked_, 1);
}

TEST_F(Cache, NoTwoDifferentRequestsCollide) {
  std::vector<Request> requests(9, asking("hi"));
  requests[1].sampling.temperature = 0.5;
  requests[2].sampling.temperature = 0.7;
  requests[3].sampling.seed = 1;
  requests[4].task.epoch = 1;
  requests[5].response_schema = Json::object();
  requests[6].messages.push_back({Role::assistant, ""});
  requests[7].messages[0].role = Role::system;
  requests[8].messages[0].content = "hi ";
  for (const Request& request : requests) ask(request);
  ask(requests[0], "lab/n");
  ask(requests[0], "lab/m", "https://b/v1");
  EXPECT_EQ(asked_, 11);
  for (const Request& request : requests) ask(request);
  EXPECT_EQ(asked_, 11);
}

TEST_F(Cache, ErrorsAndFilteredAnswersAreAskedAgain) {
  for (const char* words : {"fail", "filter"}) {
    ask(asking(words));
    ask(asking(words));
  }
  EXPECT_EQ(asked_, 4);
}

TEST_F(Cache, ABrokenFileIsNoAnswer) {
  Request request = asking("hi");
  ask(request);
  fs::path file = cache_file(folder_.path() / "cache", cache_key(request, "lab/m", "https://a/v1"));
  ASSERT_TRUE(fs::exists(file));
  for (const char* content : {"", "{\"key\": ", "{\"key\": {}, \"completion\": {\"text\": \"other\"}}"}) {
    ASSERT_TRUE(write_file(file, content));
    EXPECT_NE(ask(request)->text, "other") << content;
  }
  EXPECT_EQ(asked_, 4);
}

}  // namespace
}  // namespace simbench::provider
