// The grader over HTTP: what it answers, whom it lets in, and what it does when there is too much or the end comes.
#include "grader/serve.h"

#include <gtest/gtest.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <future>

#include "grader/toy_bench.h"

namespace simbench::grader {
namespace {

Json row(const std::string& id, const std::string& program) {
  return {{"id", id}, {"task", "swing/1"}, {"program", program}};
}

class Serve : public ::testing::Test {
 protected:
  void start(ServeOptions options = {}) {
    if (options.listen.empty()) options.listen = "127.0.0.1:0";
    options_ = options;
    std::promise<std::string> ready;
    thread_ = std::jthread([this, &ready] {
      status_ = serve(grader_, options_, told_, [&](const std::string& address) { ready.set_value(address); });
    });
    address_ = ready.get_future().get();
  }
  void TearDown() override { stop(); }
  void stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }
  httplib::Client client() const {
    httplib::Client made(address_);
    made.set_read_timeout(20);
    return made;
  }
  int port() const { return std::stoi(address_.substr(address_.rfind(':') + 1)); }
  /// The answer's body; its status is checked.
  static Json post(httplib::Client& client, const char* path, const Json& body, int status = 200) {
    auto answer = client.Post(path, body.dump(), "application/json");
    EXPECT_TRUE(answer) << httplib::to_string(answer.error());
    if (!answer) return nullptr;
    EXPECT_EQ(answer->status, status) << answer->body;
    return parse_json(answer->body, "answer").value_or(Json());
  }
  double metric(const std::string& name) const {
    auto answer = client().Get("/metrics");
    std::string text = answer ? answer->body : "";
    size_t at = text.find("\nsimbench_" + name + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 11));
  }

  suite::Suite suite_ = test::toy_suite();
  test::ToyBench toy_;
  Grader grader_{suite_, toy_.bench(), test::settings()};
  ServeOptions options_;
  std::atomic<bool> stop_ = false;
  std::function<bool()> told_ = [this] { return stop_.load(); };
  std::string address_;
  Status status_;
  std::jthread thread_;
};

TEST_F(Serve, OneAndManyAreGradedInTheirOrder) {
  start({.jobs = 3});
  auto http = client();
  EXPECT_EQ(post(http, "/grade", row("x", "good"))["reward"], 1);
  Json many = post(http, "/grade", {{"items", {row("1", "slow good"), Json("what?"), row("3", "half")}}})["grades"];
  ASSERT_EQ(many.size(), 3u);
  EXPECT_EQ(many[0]["id"], "1");
  EXPECT_TRUE(many[1]["reason"].get<std::string>().starts_with("bad_row")) << many[1];
  EXPECT_EQ(many[2]["parts"]["requirements"], 0.75);
  EXPECT_EQ(post(http, "/grade", {{"items", Json::array()}})["grades"].size(), 0u);
}

TEST_F(Serve, VerifySpeaksNemoGymsWords) {
  start();
  auto http = client();
  auto request = [](const std::string& said) {
    Json message{{"type", "message"}, {"content", {{{"type", "output_text"}, {"text", said}}}}};
    return Json{{"responses_create_params", {{"input", "swing!"}}},
                {"response", {{"output", {{{"type", "reasoning"}}, message}}}},
                {"verifier_metadata", {{"task", "swing/1"}}}};
  };
  Json pass = post(http, "/verify", request("```python\ngood\n```"));
  EXPECT_EQ(pass["reward"], 1);
  EXPECT_EQ(pass["mask_sample"], false);
  EXPECT_EQ(pass["responses_create_params"]["input"], "swing!") << "what was asked comes back";
  Json lost = post(http, "/verify", request("```python\nlost\n```"));
  EXPECT_EQ(lost["mask_sample"], true) << "our failure is taken out of the sample, whatever number stands there";
  EXPECT_EQ(lost["failure_kind"], "simbench:infra_fail");
  Json other = request("```python\ngood\n```");
  other["verifier_metadata"]["instance"] = 7;
  EXPECT_EQ(post(http, "/verify", other)["mask_sample"], true) << "of other numbers than are graded here";
}

TEST_F(Serve, HealthNamesSuiteAndPolicyAndMetricsCount) {
  start();
  auto http = client();
  post(http, "/grade", {{"items", {row("1", "good"), row("2", "good"), row("3", "lost")}}});
  auto health = http.Get("/health");
  ASSERT_TRUE(health);
  Json said = parse_json(health->body, "health").value();
  EXPECT_EQ(said["status"], "ok");
  EXPECT_EQ(said["suite_hash"], suite_.hash);
  EXPECT_EQ(metric("grades_total{class=\"pass\"}"), 2);
  EXPECT_EQ(metric("grades_total{class=\"infra_fail\"}"), 1);
  EXPECT_EQ(metric("duplicates_total"), 1);
  EXPECT_EQ(metric("grade_seconds_count"), 3);
}

TEST_F(Serve, WithoutTheTokenOnlyTheHealthIsTold) {
  start({.token = "sesame"});
  auto http = client();
  post(http, "/grade", row("1", "good"), 401);
  EXPECT_EQ(http.Get("/metrics")->status, 401);
  EXPECT_EQ(http.Get("/health")->status, 200);
  http.set_bearer_token_auth("sesam");
  post(http, "/grade", row("1", "good"), 401);
  http.set_bearer_token_auth("sesame");
  EXPECT_EQ(post(http, "/grade", row("1", "good"))["reward"], 1);
  EXPECT_EQ(toy_.runs, 1);
}

TEST_F(Serve, WhatCantBeReadIsRefusedWithItsReason) {
  start({.queue = 4, .body_bytes = 10'000});
  auto http = client();
  EXPECT_EQ(http.Post("/grade", "{", "application/json")->status, 400);
  EXPECT_EQ(http.Post("/grade", "{}", "text/plain")->status, 415) << "a web page could send that";
  EXPECT_EQ(http.Get("/secrets")->status, 404);
  post(http, "/grade", {{"items", 7}}, 400);
  Json five = Json::array();
  for (int i = 0; i < 5; ++i) five.push_back(row("", "good"));
  post(http, "/grade", {{"items", five}}, 413);
  auto large = client();
  Json said = post(large, "/grade", row("1", std::string(50'000, 'x')), 413);
  EXPECT_NE(said["error"].get<std::string>().find("too large"), std::string::npos);
  auto after = client();
  EXPECT_EQ(post(after, "/grade", row("1", "good"))["reward"], 1);
}

TEST_F(Serve, WhenTheQueueIsFullClientsAreToldToComeAgain) {
  start({.jobs = 1, .queue = 1});
  std::vector<std::jthread> busy;
  for (int i = 0; i < 2; ++i) {
    busy.emplace_back([this, i] {
      auto http = client();
      EXPECT_EQ(post(http, "/grade", row("", fmt::format("slow good {}", i)))["reward"], 1);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  auto http = client();
  auto refused = http.Post("/grade", row("", "good").dump(), "application/json");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 429);
  EXPECT_EQ(refused->get_header_value("Retry-After"), "1");
  EXPECT_EQ(metric("refused_total"), 1);
}

TEST_F(Serve, AClientThatGoesAwayLeavesItsWaitingItemsUndone) {
  start({.jobs = 1});
  Json rows = Json::array();
  for (int i = 0; i < 5; ++i) rows.push_back(row("", fmt::format("slow good {}", i)));
  std::string body = Json{{"items", rows}}.dump();
  int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(static_cast<uint16_t>(port()))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  std::string request =
      fmt::format("POST /grade HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                  body.size(), body);
  ASSERT_EQ(::write(client, request.data(), request.size()), static_cast<ssize_t>(request.size()));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  ::close(client);
  for (int i = 0; i < 100 && metric("dropped_total") < 1; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_GE(metric("dropped_total"), 3);
  EXPECT_LE(toy_.runs, 2);
  auto other = this->client();
  EXPECT_EQ(post(other, "/grade", row("", "good"))["reward"], 1) << "others are unharmed";
}

TEST_F(Serve, AStoppedServerAnswersWhatIsUnderWayAndTakesNothingMore) {
  start({.jobs = 1});
  auto under_way = std::async([this] {
    auto http = client();
    return post(http, "/grade", {{"items", {row("", "slow good 1"), row("", "slow good 2")}}});
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  stop_ = true;
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  auto http = client();
  post(http, "/grade", row("", "good"), 503);
  Json grades = under_way.get()["grades"];
  ASSERT_EQ(grades.size(), 2u);
  EXPECT_EQ(grades[1]["reward"], 1);
  stop();
  EXPECT_TRUE(status_);
}

TEST_F(Serve, WhatDoesntEndInTimeIsDroppedWithItsReason) {
  toy_.slow_s = 0.6;
  start({.jobs = 1, .drain_s = 0.1});
  auto under_way = std::async([this] {
    auto http = client();
    return post(http, "/grade", {{"items", {row("", "slow good 1"), row("2", "slow good 2")}}});
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  stop();
  Json grades = under_way.get()["grades"];
  ASSERT_EQ(grades.size(), 2u);
  EXPECT_EQ(grades[0]["reward"], 1);
  EXPECT_EQ(grades[1]["id"], "2");
  EXPECT_EQ(grades[1]["reward"], nullptr);
  EXPECT_TRUE(grades[1]["reason"].get<std::string>().starts_with("dropped")) << grades[1];
}

TEST_F(Serve, AUnixSocketIsItsOwnersAloneAndReplacesADeadOne) {
  TemporaryFolder folder;
  std::string path = folder.path() / "grade.sock";
  int dead = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{.sun_family = AF_UNIX};
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(dead);
  start({.listen = "unix:" + path});
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
  httplib::Client http(path, 80);
  http.set_address_family(AF_UNIX);
  http.set_default_headers({{"Host", "localhost"}});
  EXPECT_EQ(post(http, "/grade", row("1", "good"))["reward"], 1);
  EXPECT_FALSE(serve(grader_, options_, told_, [](const std::string&) {})) << "one server a socket";
  stop();
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(Serve, OnlyThisMachineIsServed) {
  for (const char* address :
       {"0.0.0.0:80", "192.168.0.1:80", "example.org:80", "127.0.0.1", "127.0.0.1:99999", "unix:"}) {
    auto refused = serve(grader_, {.listen = address}, told_, [](const std::string&) {});
    ASSERT_FALSE(refused) << address;
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_input) << address;
  }
  Status word = check_address("foo");
  ASSERT_FALSE(word);
  EXPECT_NE(word.error().text().find("foo: is no address: say 127.0.0.1:PORT"), std::string::npos)
      << word.error().text() << ": whoever says a word asks for no other machine";
  EXPECT_TRUE(check_address("[::1]:0"));
  auto told = [](const std::string& address) {
    Status checked = check_address(address);
    return checked ? "" : checked.error().text();
  };
  EXPECT_NE(told("::1:8377").find("stands in brackets: [::1]:PORT"), std::string::npos) << told("::1:8377");
  EXPECT_NE(told("/tmp/s.sock").find("said as unix:/tmp/s.sock"), std::string::npos) << told("/tmp/s.sock");
  TemporaryFolder folder;
  std::string nowhere = "unix:" + (folder.path() / "no/s").string();
  EXPECT_NE(told(nowhere).find("there is no folder"), std::string::npos) << told(nowhere);
  ASSERT_TRUE(write_file(folder.path() / "notes.txt", "x"));
  std::string file = "unix:" + (folder.path() / "notes.txt").string();
  EXPECT_NE(told(file).find("it is no socket"), std::string::npos) << told(file);
}

}  // namespace
}  // namespace simbench::grader
