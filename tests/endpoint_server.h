#pragma once
// A small real HTTP server on the loopback for tests of whatever talks to an endpoint: it answers by a script and
// remembers what it was asked.
#include <httplib.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/base.h"
#include "base/json.h"

namespace simbench::tests {

/// How the server treats one request.
struct Behaviour {
  int status = 200;
  std::string body;  ///< "" with status 200: a chat completion that says `text`
  std::string text = "hello";
  double delay_s = 0;
  std::string retry_after;
  /// half_body: promises more bytes than it sends; closed: sends nothing; silent: sends half and waits for `delay_s`;
  /// dripping: sends its lines one by one over `delay_s`
  enum class Cut { none, half_body, closed, silent, dripping } cut = Cut::none;
};

inline Json chat_completion(const std::string& text) {
  return {
      {"model", "served-1"},
      {"system_fingerprint", "fp"},
      {"choices", {{{"index", 0}, {"finish_reason", "stop"}, {"message", {{"role", "assistant"}, {"content", text}}}}}},
      {"usage", {{"prompt_tokens", 11}, {"completion_tokens", 5}}}};
}

class EndpointServer {
 public:
  /// `behave` gets the request's number (from 0) and its JSON body; it is called from the server's threads.
  using Behave = std::function<Behaviour(size_t number, const Json& body)>;

  explicit EndpointServer(Behave behave) : behave_(std::move(behave)) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(64); };
    server_.set_keep_alive_max_count(1000);
    server_.Post(".*",
                 [this](const httplib::Request& request, httplib::Response& response) { answer(request, response); });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~EndpointServer() {
    server_.stop();
    thread_.join();
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  struct Seen {
    std::string path;
    Json body;
    std::multimap<std::string, std::string> headers;
  };
  std::vector<Seen> seen() const {
    std::lock_guard lock(mutex_);
    return seen_;
  }
  size_t most_at_once() const {
    std::lock_guard lock(mutex_);
    return most_at_once_;
  }

 private:
  void answer(const httplib::Request& request, httplib::Response& response) {
    size_t number;
    Json body = parse_json(request.body, "test").value_or(Json(nullptr));
    {
      std::lock_guard lock(mutex_);
      number = seen_.size();
      seen_.push_back({request.path, body, {request.headers.begin(), request.headers.end()}});
      most_at_once_ = std::max(most_at_once_, ++now_);
    }
    Behaviour behaviour = behave_(number, body);
    bool slow_body = behaviour.cut == Behaviour::Cut::silent || behaviour.cut == Behaviour::Cut::dripping;
    if (!slow_body) std::this_thread::sleep_for(std::chrono::duration<double>(behaviour.delay_s));
    response.status = behaviour.status;
    if (!behaviour.retry_after.empty()) response.set_header("Retry-After", behaviour.retry_after);
    std::string text =
        behaviour.body.empty() && behaviour.status == 200 ? to_text(chat_completion(behaviour.text)) : behaviour.body;
    if (behaviour.cut == Behaviour::Cut::none) {
      response.set_content(text, "application/json");
    } else if (slow_body) {
      send_slowly(response, text, behaviour);
    } else {
      size_t sent = behaviour.cut == Behaviour::Cut::half_body ? text.size() / 2 : 0;
      response.set_content_provider(text.size(), "application/json",
                                    [text, sent](size_t, size_t, httplib::DataSink& sink) {
                                      sink.write(text.data(), sent);
                                      return false;
                                    });
    }
    std::lock_guard lock(mutex_);
    --now_;
  }

  static void send_slowly(httplib::Response& response, const std::string& text, const Behaviour& behaviour) {
    response.set_chunked_content_provider("text/event-stream", [text, behaviour](size_t, httplib::DataSink& sink) {
      bool silent = behaviour.cut == Behaviour::Cut::silent;
      std::vector<std::string> parts{text.substr(0, text.size() / 2)};
      if (!silent) {
        parts.clear();
        for (std::string_view line : split_lines(text)) parts.push_back(std::string(line) + "\n");
      }
      for (const std::string& part : parts) {
        sink.write(part.data(), part.size());
        std::this_thread::sleep_for(
            std::chrono::duration<double>(behaviour.delay_s / static_cast<double>(parts.size())));
      }
      if (!silent) sink.done();
      return !silent;
    });
  }

  Behave behave_;
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
  mutable std::mutex mutex_;
  std::vector<Seen> seen_;
  size_t now_ = 0, most_at_once_ = 0;
};

}  // namespace simbench::tests
