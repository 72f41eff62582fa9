#include "provider/cached.h"

#include <deque>

namespace simbench::provider {
namespace {

/// Raised when a request is built or an answer is read in another way than before.
constexpr int kAdapterVersion = 2;

std::optional<Completion> stored_answer(const fs::path& file, const Json& key) {
  Result<std::string> text = read_file(file);
  if (!text) return std::nullopt;
  Result<Json> entry = parse_json(*text, file.string());
  // A file that was cut off, or another request's, is no answer.
  if (!entry || get(*entry, "key") != key || !get(*entry, "completion").is_object()) return std::nullopt;
  Completion completion = Completion::from_json(get(*entry, "completion"));
  completion.attempts = 0;
  return completion;
}

class Cached final : public Provider {
 public:
  Cached(std::unique_ptr<Provider> other, fs::path folder, std::string model, std::string endpoint)
      : other_(std::move(other)),
        folder_(std::move(folder)),
        model_(std::move(model)),
        endpoint_(std::move(endpoint)) {}

  void submit(Request request, Callback done) override {
    Json key = cache_key(request, model_, endpoint_);
    fs::path file = cache_file(folder_, key);
    if (std::optional<Completion> answer = stored_answer(file, key)) {
      ready_.emplace_back(std::move(done), std::move(*answer));
      return;
    }
    other_->submit(std::move(request), [key = std::move(key), file, done = std::move(done)](Result<Completion> result) {
      if (result && result->finish_reason != "content_filter") keep(file, key, *result);
      done(std::move(result));
    });
  }

  size_t run_for(double seconds) override {
    std::deque<std::pair<Callback, Completion>> ready = std::exchange(ready_, {});
    for (auto& [done, answer] : ready) done(std::move(answer));
    return other_->run_for(ready.empty() ? seconds : 0) + ready_.size();
  }

  void send_no_more() override { other_->send_no_more(); }
  bool trusted() const override { return other_->trusted(); }

 private:
  /// A cache that can't be written costs a request some day, no answer now.
  static void keep(const fs::path& file, const Json& key, const Completion& completion) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    (void)write_file(file, to_text({{"key", key}, {"completion", completion.to_json()}}));
  }

  std::unique_ptr<Provider> other_;
  fs::path folder_;
  std::string model_, endpoint_;
  std::deque<std::pair<Callback, Completion>> ready_;
};

}  // namespace

Json cache_key(const Request& request, std::string_view model, std::string_view endpoint) {
  Json messages = Json::array();
  for (const Message& message : request.messages)
    messages.push_back({{"role", to_string(message.role)}, {"content", message.content}});
  return {{"adapter", kAdapterVersion},
          {"endpoint", endpoint},
          {"model", model},
          {"messages", std::move(messages)},
          {"sampling", request.sampling.to_json()},
          {"schema", request.response_schema},
          {"schema_mode", request.schema_mode},
          {"repeat", request.task.epoch}};
}

fs::path cache_file(const fs::path& folder, const Json& key) {
  std::string hash = sha256(to_text(key));
  return folder / hash.substr(0, 2) / (hash + ".json");
}

std::unique_ptr<Provider> make_cached(std::unique_ptr<Provider> other, fs::path folder, std::string model,
                                      std::string endpoint) {
  return std::make_unique<Cached>(std::move(other), std::move(folder), std::move(model), std::move(endpoint));
}

}  // namespace simbench::provider
