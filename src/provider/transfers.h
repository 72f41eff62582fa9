#pragma once
#include <curl/curl.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace simbench::provider {

/// Many transfers at once on the caller's thread: a libcurl multi handle whose sockets are watched with epoll, so that
/// one answer costs the same however many others are open.
class Transfers {
 public:
  /// Keeps up to `connections` idle connections open for further requests.
  explicit Transfers(size_t connections);
  ~Transfers();
  Transfers(const Transfers&) = delete;
  Transfers& operator=(const Transfers&) = delete;

  /// A handle to set up; the transfer begins with `add`.
  CURL* handle();
  void add(CURL* easy);
  /// Ends a transfer, finished or not, and takes its handle back.
  void remove(CURL* easy);
  /// Waits at most `seconds` until something can be done, and does it.
  void run_once(double seconds);
  /// A transfer that is over and how it went, one a call; it is still to be removed.
  std::optional<std::pair<CURL*, CURLcode>> next_done();

 private:
  static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* known);
  static int on_timer(CURLM* multi, long timeout_ms, void* self);

  int epoll_ = -1;
  std::unique_ptr<CURLM, CURLMcode (*)(CURLM*)> multi_;
  std::vector<CURL*> idle_;
  double timer_at_ = -1;  ///< when libcurl wants to be called, < 0: not
};

/// Seconds of a steady clock.
double steady_now_s();

}  // namespace simbench::provider
