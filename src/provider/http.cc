// All requests of a model on one loop: no thread a request, connections are reused, HTTP/2 where spoken. A request
// lives as a Call: ready → open (a transfer) → answered; or delayed until a time, then ready again.
#include "provider/http.h"

#include <fmt/format.h>

#include <deque>
#include <unordered_map>

#include "log/log.h"
#include "provider/answer.h"
#include "provider/limits.h"
#include "provider/stream.h"
#include "provider/throttle.h"
#include "provider/transfers.h"

namespace simbench::provider {
namespace {

constexpr size_t kMaxAnswer = size_t{64} << 20;
constexpr long kConnectTimeout_s = 30;

struct Call {
  Request request;
  Callback done;
  int attempt = 0;  ///< tries behind us that count against max_retries
  int sent = 0;     ///< all tries
  double first_sent = 0;
  std::string outgoing;
  Answer answer;
  LimitHeaders limits;
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
  static_cast<Call*>(user)->limits.take({data, size}, static_cast<double>(std::time(nullptr)));
  return size;
}

/// The first of these variables that is set to something, "" if none is.
std::string first_set(std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const char* value = std::getenv(name); value && *value) return value;
  return "";
}

/// The user's no_proxy and this machine itself.
std::string no_proxy() {
  std::string given = first_set({"no_proxy", "NO_PROXY"});
  return fmt::format("{}{}localhost,127.0.0.1,::1", given, given.empty() ? "" : ",");
}

/// Whom else to trust, by the variables that curl, OpenSSL and Python's clients know; libcurl itself reads none.
/// Verification is never off.
void set_authorities(CURL* easy) {
  std::string file = first_set({"CURL_CA_BUNDLE", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"}),
              folder = first_set({"SSL_CERT_DIR"});
  if (!file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, file.c_str());
  if (!folder.empty()) curl_easy_setopt(easy, CURLOPT_CAPATH, folder.c_str());
}

class Http final : public Provider {
 public:
  Http(Endpoint endpoint, const WireFormat& format, const Options& options)
      : endpoint_(std::move(endpoint)),
        format_(format),
        options_(options),
        throttle_(options.max_connections),
        rng_(static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count())),
        transfers_(options.max_connections) {}

  ~Http() override {
    for (auto& [easy, call] : open_) transfers_.remove(easy);
  }

  void submit(Request request, Callback done) override {
    auto call = std::make_unique<Call>();
    call->request = std::move(request);
    call->done = std::move(done);
    ready_.push_back(std::move(call));
  }

  void send_no_more() override { closed_ = true; }

  size_t run_for(double seconds) override {
    const double deadline = steady_now_s() + seconds;
    if (closed_ && give_up_waiting()) return pending();
    for (;;) {
      start_what_may_start();
      double left = deadline - steady_now_s();
      bool delivered = take_answers();
      if (delivered || left <= 0 || pending() == 0) return pending();
      transfers_.run_once(std::max(0.001, std::min(next_start() - steady_now_s(), left)));
    }
  }

 private:
  void start_what_may_start();
  void start(std::unique_ptr<Call> call);
  /// True if a callback was called.
  bool give_up_waiting();
  bool take_answers();
  bool settle(std::unique_ptr<Call> call);
  bool try_again(std::unique_ptr<Call> call, const Reading& reading);
  void finish(Call& call, Result<Completion> result);
  size_t pending() const { return open_.size() + ready_.size() + delayed_.size(); }
  /// When the next call may start, far away if only answers are awaited.
  double next_start() const;

  Endpoint endpoint_;
  const WireFormat& format_;
  Options options_;
  std::string no_proxy_ = no_proxy();
  bool closed_ = false;  ///< nothing new is sent
  Throttle throttle_;
  Refused refused_;
  Rng rng_;
  Transfers transfers_;
  std::deque<std::unique_ptr<Call>> ready_;
  std::multimap<double, std::unique_ptr<Call>> delayed_;  ///< by the time at which they are ready
  std::unordered_map<CURL*, std::unique_ptr<Call>> open_;
};

double Http::next_start() const {
  double far = steady_now_s() + 60;
  bool waits = !ready_.empty() || !delayed_.empty();
  if (static_cast<double>(open_.size()) >= throttle_.limit()) return waits ? std::min(far, throttle_.grows_at()) : far;
  double next = !ready_.empty() ? 0 : !delayed_.empty() ? delayed_.begin()->first : far;
  return std::min(far, std::max(next, throttle_.paused_until()));
}

void Http::start_what_may_start() {
  double now = steady_now_s();
  // What has waited longest goes first.
  for (; !delayed_.empty() && delayed_.begin()->first <= now; delayed_.erase(delayed_.begin()))
    ready_.push_front(std::move(delayed_.begin()->second));
  while (!ready_.empty() && throttle_.may_start(now, open_.size())) {
    std::unique_ptr<Call> call = std::move(ready_.front());
    ready_.pop_front();
    start(std::move(call));
  }
}

bool Http::give_up_waiting() {
  std::deque<std::unique_ptr<Call>> waiting = std::exchange(ready_, {});
  for (auto& [at, call] : std::exchange(delayed_, {})) waiting.push_back(std::move(call));
  for (std::unique_ptr<Call>& call : waiting)
    finish(*call, fail(ErrorCode::cancelled, "not asked: nothing more is sent"));
  return !waiting.empty();
}

void Http::start(std::unique_ptr<Call> call) {
  HttpCall http = format_.build(endpoint_, call->request, refused_);
  if (options_.stream) format_.stream(http, refused_);
  call->outgoing = to_text(http.body);
  call->answer = {};
  call->answer.sent_without = refused_;
  call->limits = {};
  CURL* easy = transfers_.handle();
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
  double longest_s = options_.timeout_s;
  if (options_.stream) {
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, std::max(1L, std::lround(options_.timeout_s)));
    longest_s = options_.deadline_s;
  }
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(longest_s * 1000));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, kConnectTimeout_s);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_NOPROXY, no_proxy_.c_str());
  set_authorities(easy);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "simbench/" SIMBENCH_VERSION);
  double now = steady_now_s();
  if (call->sent++ == 0) call->first_sent = now;
  transfers_.add(easy);
  open_[easy] = std::move(call);
}

bool Http::take_answers() {
  bool delivered = false;
  while (auto finished = transfers_.next_done()) {
    auto [easy, code] = *finished;
    std::unique_ptr<Call> call = std::move(open_.extract(easy).mapped());
    Answer& answer = call->answer;
    if (code == CURLE_OK) {
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer.status);
    } else {
      answer.failure = curl_easy_strerror(code);
      answer.timed_out = code == CURLE_OPERATION_TIMEDOUT;
      answer.untrusted = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE;
    }
    answer.retry_after_s = call->limits.retry_after_s();
    answer.pause_s = call->limits.pause_s();
    transfers_.remove(easy);
    call->headers.reset();
    delivered |= settle(std::move(call));
  }
  return delivered;
}

bool Http::settle(std::unique_ptr<Call> call) {
  if (call->answer.pause_s) throttle_.pause(steady_now_s() + *call->answer.pause_s);
  Reading reading = read_answer(call->answer, format_, endpoint_, refused_);
  if (reading.next != Next::done) return try_again(std::move(call), reading);
  if (reading.result) throttle_.succeeded();
  finish(*call, std::move(reading.result));
  return true;
}

bool Http::try_again(std::unique_ptr<Call> call, const Reading& reading) {
  double now = steady_now_s();
  if (closed_) {
    finish(*call, fail(ErrorCode::cancelled, "not asked again: nothing more is sent"));
    return true;
  }
  if (reading.next == Next::adapt) {
    ready_.push_front(std::move(call));
    return false;
  }
  double wait = retry_wait(call->attempt, call->answer.retry_after_s, rng_);
  if (reading.next == Next::slow) throttle_.refused(now, wait);
  bool too_late = now + wait - call->first_sent > options_.deadline_s;
  if (call->attempt++ >= options_.max_retries || too_late) {
    finish(*call, reading.result);
    return true;
  }
  log_line(
      LogLevel::info,
      fmt::format("{}: {}; asked again in {:.1f} s", public_url(endpoint_.base_url),
                  call->answer.status ? fmt::format("status {}", call->answer.status) : call->answer.failure, wait));
  delayed_.emplace(now + wait, std::move(call));
  return false;
}

void Http::finish(Call& call, Result<Completion> result) {
  if (result) {
    result->latency_s = steady_now_s() - call.first_sent;
    result->attempts = call.sent;
    result->adapted = call.answer.sent_without.words();
    if (call.request.sampling.seed && !format_.seed) result->adapted.emplace_back("seed left out");
    if (options_.stream && !is_event_stream(call.answer.body)) result->adapted.emplace_back("stream ignored");
    redact(*result, endpoint_);
    log_line(LogLevel::debug, fmt::format("{}: answered in {:.1f} s, tries {}", public_url(endpoint_.base_url),
                                          result->latency_s, call.sent));
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
