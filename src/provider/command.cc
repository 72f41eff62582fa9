#include "provider/command.h"

#include <fmt/format.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "provider/source.h"

namespace simbench::provider {
namespace {

Json request_json(const Request& request) {
  Json messages = Json::array();
  for (const Message& message : request.messages)
    messages.push_back({{"role", to_string(message.role)}, {"content", message.content}});
  const Request::Task& task = request.task;
  return {{"messages", std::move(messages)},
          {"sampling", request.sampling.to_json()},
          {"response_schema", request.response_schema},
          {"task",
           {{"system", task.system},
            {"turn", task.turn},
            {"arm", to_string(task.arm)},
            {"epoch", task.epoch},
            {"instance", or_null(task.instance())},
            {"step", task.step},
            {"attempt", task.attempt}}}};
}

class Command final : public Provider {
 public:
  Command(std::vector<std::string> words, const Options& options)
      : words_(std::move(words)), source_(command_source(words_)), options_(options) {
    for (size_t i = 0; i < std::max<size_t>(1, options.max_connections); ++i)
      workers_.emplace_back([this](std::stop_token stop) { work(stop); });
  }

  /// Programs that still run are ended: who drops their replies doesn't wait for them.
  ~Command() override {
    for (std::jthread& worker : workers_) worker.request_stop();
    wake_.notify_all();
  }

  std::string source(const Request::Task&) const override { return source_; }

  void submit(Request request, Callback done) override {
    std::lock_guard lock(mutex_);
    ++open_;
    if (closed_) {
      finished_.emplace_back(std::move(done), fail(ErrorCode::cancelled, "not asked: nothing more is sent"));
      return;
    }
    waiting_.emplace_back(std::move(request), std::move(done));
    wake_.notify_one();
  }

  void send_no_more() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    for (auto& [request, done] : waiting_)
      finished_.emplace_back(std::move(done), fail(ErrorCode::cancelled, "not asked: nothing more is sent"));
    waiting_.clear();
  }

  size_t run_for(double seconds) override {
    std::unique_lock lock(mutex_);
    if (open_ > 0) ready_.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return !finished_.empty(); });
    while (!finished_.empty()) {
      auto [done, result] = std::move(finished_.front());
      finished_.pop_front();
      --open_;
      lock.unlock();
      done(std::move(result));
      lock.lock();
    }
    return open_;
  }

 private:
  void work(std::stop_token stop) {
    for (;;) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, stop, [&] { return !waiting_.empty(); });
      if (stop.stop_requested()) return;
      auto [request, done] = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      Result<Completion> result = answer(request, stop);
      lock.lock();
      finished_.emplace_back(std::move(done), std::move(result));
      ready_.notify_one();
    }
  }

  Result<Completion> answer(const Request& request, const std::stop_token& stop) const {
    auto start = std::chrono::steady_clock::now();
    TRY_ASSIGN(ProcessResult result,
               run_process(words_, {.input = to_text(request_json(request)), .timeout_s = options_.timeout_s}, stop));
    if (result.timed_out)
      return fail(ErrorCode::timeout,
                  fmt::format("gave no reply within {} s; allow more with --timeout", options_.timeout_s), words_[0]);
    if (result.exit_code != 0)
      return fail(ErrorCode::unavailable,
                  fmt::format("ended with code {}: {}", result.exit_code, tail(trim(result.err), 500)), words_[0]);
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return Completion{
        .text = std::move(result.out), .finish_reason = "stop", .served_model = words_[0], .latency_s = seconds};
  }

  std::vector<std::string> words_;
  std::string source_;
  Options options_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable ready_;
  std::deque<std::pair<Request, Callback>> waiting_;
  std::deque<std::pair<Callback, Result<Completion>>> finished_;
  size_t open_ = 0;
  bool closed_ = false;
  std::vector<std::jthread> workers_;  // last: joined before anything they use goes away
};

}  // namespace

Result<std::unique_ptr<Provider>> make_command(std::string_view text, const Options& options) {
  std::vector<std::string> words;
  for (std::string_view word : split(text, ' '))
    if (!word.empty()) words.emplace_back(word);
  if (words.empty())
    return fail(ErrorCode::invalid_input, "command/ needs a program: --model 'command/./answer.sh --fast'");
  if (words[0].find('/') != std::string::npos && !fs::exists(words[0]))
    return fail(ErrorCode::not_found, "cannot start it: there is no such program", words[0]);
  return std::make_unique<Command>(std::move(words), options);
}

}  // namespace simbench::provider
