// One libcurl multi handle for all requests of a model: no thread a request, connections are reused, HTTP/2 where
// spoken. A request lives as a Call: waiting (perhaps until a time) → open (an easy handle) → answered, or waiting
// again.
#include "provider/http.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <deque>

#include "provider/answer.h"
#include "provider/throttle.h"

namespace simbench::provider {
namespace {

constexpr size_t kMaxAnswer = size_t{64} << 20;
constexpr long kConnectTimeout_s = 30;

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Call {
  Request request;
  Callback done;
  int attempt = 0;  ///< tries behind us that count against max_retries
  int sent = 0;     ///< all tries
  double not_before = 0, first_sent = 0;
  std::string outgoing;
  Answer answer;
  std::unique_ptr<CURL, void (*)(CURL*)> easy{nullptr, curl_easy_cleanup};
  std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers{nullptr, curl_slist_free_all};
};

size_t on_body(char* data, size_t, size_t size, void* user) {
  Answer& answer = static_cast<Call*>(user)->answer;
  if (answer.body.size() + size > kMaxAnswer) {
    answer.too_large = true;
    return 0;  // makes libcurl give up
  }
  answer.body.append(data, size);
  return size;
}

size_t on_header(char* data, size_t, size_t size, void* user) {
  std::string_view line(data, size);
  size_t colon = line.find(':');
  if (colon != std::string_view::npos && to_lower(line.substr(0, colon)) == "retry-after")
    static_cast<Call*>(user)->answer.retry_after_s =
        parse_retry_after(line.substr(colon + 1), static_cast<double>(std::time(nullptr)));
  return size;
}

/// The user's no_proxy and this machine itself.
std::string no_proxy() {
  const char* given = std::getenv("no_proxy");
  return fmt::format("{}{}localhost,127.0.0.1,::1", given ? given : "", given ? "," : "");
}

class Http final : public Provider {
 public:
  Http(Endpoint endpoint, const WireFormat& format, const Options& options)
      : endpoint_(std::move(endpoint)),
        format_(format),
        options_(options),
        throttle_(options.max_connections),
        rng_(static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count())),
        multi_(curl_multi_init(), curl_multi_cleanup) {
    check(multi_ != nullptr, "libcurl does not start");
  }

  ~Http() override {
    for (auto& [easy, call] : open_) curl_multi_remove_handle(multi_.get(), easy);
  }

  void submit(Request request, Callback done) override {
    auto call = std::make_unique<Call>();
    call->request = std::move(request);
    call->done = std::move(done);
    waiting_.push_back(std::move(call));
  }

  size_t run_for(double seconds) override {
    const double deadline = now_s() + seconds;
    for (bool delivered = false; !delivered;) {
      start_what_may_start();
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      delivered = take_answers();
      double left = deadline - now_s();
      if (delivered || left <= 0 || (open_.empty() && waiting_.empty())) break;
      double wait = std::clamp(next_start() - now_s(), 0.001, left);
      curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(std::ceil(wait * 1000)), nullptr);
    }
    return open_.size() + waiting_.size();
  }

 private:
  void start_what_may_start();
  void start(std::unique_ptr<Call> call);
  /// True if a callback was called.
  bool take_answers();
  bool settle(std::unique_ptr<Call> call);
  bool try_again(std::unique_ptr<Call> call, const Reading& reading);
  void finish(Call& call, Result<Completion> result);
  /// When the next waiting call may start, far away if only answers are awaited.
  double next_start() const;

  Endpoint endpoint_;
  const WireFormat& format_;
  Options options_;
  Throttle throttle_;
  Refused refused_;
  Rng rng_;
  std::unique_ptr<CURLM, CURLMcode (*)(CURLM*)> multi_;
  std::deque<std::unique_ptr<Call>> waiting_;
  std::map<CURL*, std::unique_ptr<Call>> open_;
};

double Http::next_start() const {
  double next = now_s() + 60;
  if (static_cast<double>(open_.size()) >= throttle_.limit()) return next;
  for (const auto& call : waiting_) next = std::min(next, std::max(call->not_before, throttle_.paused_until()));
  return next;
}

void Http::start_what_may_start() {
  double now = now_s();
  for (size_t i = 0; i < waiting_.size() && throttle_.may_start(now, open_.size());) {
    if (waiting_[i]->not_before > now) {
      ++i;
      continue;
    }
    std::unique_ptr<Call> call = std::move(waiting_[i]);
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    start(std::move(call));
  }
}

void Http::start(std::unique_ptr<Call> call) {
  HttpCall http = format_.build(endpoint_, call->request, refused_);
  call->outgoing = to_text(http.body);
  call->answer = {};
  call->easy.reset(curl_easy_init());
  CURL* easy = call->easy.get();
  check(easy != nullptr, "libcurl has no memory for a request");
  curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
  for (const std::string& header : http.headers) headers = curl_slist_append(headers, header.c_str());
  headers = curl_slist_append(headers, "Expect:");  // no waiting for "100 Continue"
  call->headers.reset(headers);
  curl_easy_setopt(easy, CURLOPT_URL, http.url.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call->outgoing.size()));
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, call->outgoing.c_str());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, call.get());
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, call.get());
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout_s * 1000));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, kConnectTimeout_s);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_NOPROXY, no_proxy().c_str());
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "simbench/" SIMBENCH_VERSION);
  double now = now_s();
  if (call->sent++ == 0) call->first_sent = now;
  curl_multi_add_handle(multi_.get(), easy);
  open_[easy] = std::move(call);
}

bool Http::take_answers() {
  bool delivered = false;
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* easy = message->easy_handle;
    CURLcode code = message->data.result;
    curl_multi_remove_handle(multi_.get(), easy);
    std::unique_ptr<Call> call = std::move(open_.extract(easy).mapped());
    Answer& answer = call->answer;
    if (code == CURLE_OK) {
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer.status);
    } else {
      answer.failure = curl_easy_strerror(code);
      answer.timed_out = code == CURLE_OPERATION_TIMEDOUT;
    }
    delivered |= settle(std::move(call));
  }
  return delivered;
}

bool Http::settle(std::unique_ptr<Call> call) {
  Reading reading = read_answer(call->answer, format_, endpoint_, refused_);
  if (reading.next != Next::done) return try_again(std::move(call), reading);
  if (reading.result) throttle_.succeeded();
  finish(*call, std::move(reading.result));
  return true;
}

bool Http::try_again(std::unique_ptr<Call> call, const Reading& reading) {
  double now = now_s();
  if (reading.next == Next::adapt) {
    waiting_.push_front(std::move(call));
    return false;
  }
  double wait = retry_wait(call->attempt, call->answer.retry_after_s, rng_);
  if (reading.next == Next::slow) throttle_.refused(now, wait);
  if (call->attempt++ >= options_.max_retries) {
    finish(*call, reading.result);
    return true;
  }
  call->not_before = now + wait;
  waiting_.push_back(std::move(call));
  return false;
}

void Http::finish(Call& call, Result<Completion> result) {
  if (result) {
    result->latency_s = now_s() - call.first_sent;
    result->attempts = call.sent;
    result->adapted = refused_.words();
    // An endpoint that echoes the key must not bring it into the store.
    result->text = redact(std::move(result->text), endpoint_);
  } else {
    Error error = result.error();
    if (call.sent > 1) error.message += fmt::format(" (tried {} times)", call.sent);
    error.where = public_url(endpoint_.base_url);
    result = pass_on(std::move(error));
  }
  call.done(std::move(result));
}

}  // namespace

std::unique_ptr<Provider> make_http(Endpoint endpoint, const WireFormat& format, const Options& options) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  check(started == CURLE_OK, "libcurl does not start");
  return std::make_unique<Http>(std::move(endpoint), format, options);
}

}  // namespace simbench::provider
