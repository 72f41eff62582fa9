// What asking endpoints costs (docs/format/provider.md#what-it-costs-a-machine); tools/bench_endpoints.py puts another
// client beside it.
//   bench_provider serve MILLISECONDS    an OpenAI-compatible endpoint on this machine that answers everything alike
//                                        after that time; prints its base URL, and ends when its stdin does
//   bench_provider ask URL N IN_FLIGHT   asks it N times; prints one JSON object
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <unordered_map>

#include "provider/provider.h"
#include "provider/transfers.h"

namespace simbench::provider {
namespace {

/// One thread, as little work a request as can be: what is measured is the client.
class Server {
 public:
  explicit Server(double latency_s) : latency_s_(latency_s) {
    Json message{{"role", "assistant"}, {"content", text()}};
    std::string body = to_text({{"id", "1"},
                                {"object", "chat.completion"},
                                {"created", 0},
                                {"model", "bench"},
                                {"choices", {{{"index", 0}, {"finish_reason", "stop"}, {"message", message}}}},
                                {"usage", {{"prompt_tokens", 20}, {"completion_tokens", 200}, {"total_tokens", 220}}}});
    answer_ = fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                          body.size(), body);
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    check(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && listen(listener_, 4096) == 0,
          "no port is free");
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    watch(listener_);
    watch(STDIN_FILENO);
  }

  int port() const { return port_; }

  void run() {
    for (;;) {
      double wait_s = due_.empty() ? 60 : std::max(0.0, due_.front().first - steady_now_s());
      std::array<epoll_event, 256> events;
      int n = epoll_wait(epoll_, events.data(), events.size(), static_cast<int>(std::ceil(wait_s * 1000)));
      for (int i = 0; i < n; ++i) {
        int fd = events[static_cast<size_t>(i)].data.fd;
        if (fd == STDIN_FILENO) return;
        if (fd == listener_)
          take_connections();
        else
          take_requests(fd);
      }
      for (double now = steady_now_s(); !due_.empty() && due_.front().first <= now; due_.pop_front())
        (void)!send(due_.front().second, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    }
  }

 private:
  /// A reply of the usual length.
  static std::string text() {
    std::string code;
    for (int line = 0; line < 40; ++line) code += fmt::format("body_{} = chrono.ChBody()\n", line);
    return "```python\n" + code + "```\n";
  }

  void watch(int fd) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
  }

  void take_connections() {
    for (int fd; (fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) watch(fd);
  }

  void take_requests(int fd) {
    std::array<char, 65536> bytes;
    ssize_t n = recv(fd, bytes.data(), bytes.size(), 0);
    if (n <= 0) {
      close(fd);
      waiting_.erase(fd);
      return;
    }
    std::string& text = waiting_[fd];
    text.append(bytes.data(), static_cast<size_t>(n));
    size_t head = text.find("\r\n\r\n"), length = to_lower(text.substr(0, head)).find("content-length:");
    if (head == std::string::npos || length == std::string::npos) return;
    size_t whole = head + 4 + std::strtoul(text.c_str() + length + 15, nullptr, 10);
    if (text.size() < whole) return;
    text.clear();
    due_.emplace_back(steady_now_s() + latency_s_, fd);
  }

  double latency_s_;
  std::string answer_;
  int epoll_ = epoll_create1(EPOLL_CLOEXEC), listener_ = -1, port_ = 0;
  std::unordered_map<int, std::string> waiting_;  ///< what has come of a request, by connection
  std::deque<std::pair<double, int>> due_;        ///< all wait equally long: first come, first served
};

double cpu_s() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/// Memory that this process holds now.
double resident_MB() {
  double all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<double>(getpagesize()) / 1e6;
}

/// Asks `count` times, with twice as many waiting as may be in flight, as a run does.
Status ask(const std::string& url, size_t count, size_t in_flight) {
  TRY_ASSIGN(std::unique_ptr<Provider> provider,
             make("bench/model", {.base_url = url, .max_connections = in_flight, .max_retries = 0}));
  size_t sent = 0, answered = 0, failed = 0, at_one_second = 0;
  double start = steady_now_s(), before = cpu_s(), early_MB = 0;
  while (answered + failed < count) {
    for (; sent < count && sent - answered - failed < 2 * in_flight; ++sent) {
      Request request;
      request.messages = {{Role::user, std::string(1500, 'p')}};
      request.sampling.temperature = 0;
      provider->submit(std::move(request), [&](Result<Completion> reply) { ++(reply ? answered : failed); });
    }
    provider->run_for(1);
    if (at_one_second == 0 && steady_now_s() - start >= 1) at_one_second = answered;
    if (early_MB == 0 && answered >= count / 10) early_MB = resident_MB();
  }
  double wall_s = steady_now_s() - start;
  std::printf("%s\n", to_text({{"requests", count},
                               {"failed", failed},
                               {"wall_s", wall_s},
                               {"after_first_s", at_one_second ? Json(count - at_one_second) : Json(0)},
                               {"cpu_ms_a_request", 1000 * (cpu_s() - before) / static_cast<double>(count)},
                               {"MB_at_a_tenth", early_MB},
                               {"MB_at_the_end", resident_MB()}})
                          .c_str());
  return {};
}

Status call(int argc, char** argv) {
  std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "serve" && argc == 3) {
    Server server(std::atof(argv[2]) / 1000);
    std::printf("http://127.0.0.1:%d/v1\n", server.port());
    std::fflush(stdout);
    server.run();
    return {};
  }
  if (what == "ask" && argc == 5)
    return ask(argv[2], std::strtoul(argv[3], nullptr, 10), std::strtoul(argv[4], nullptr, 10));
  return fail(ErrorCode::invalid_input, "bench_provider serve MILLISECONDS | ask URL N IN_FLIGHT");
}

}  // namespace
}  // namespace simbench::provider

int main(int argc, char** argv) {
  simbench::Status done = simbench::provider::call(argc, argv);
  if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
  return done ? 0 : 1;
}
