#include "provider/transfers.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <chrono>

#include "base/base.h"

namespace simbench::provider {
namespace {

constexpr size_t kMostIdle = 1024;  ///< handles kept for reuse

}  // namespace

double steady_now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Transfers::Transfers(size_t connections)
    : epoll_(epoll_create1(EPOLL_CLOEXEC)), multi_(curl_multi_init(), curl_multi_cleanup) {
  check(multi_ != nullptr && epoll_ >= 0, "libcurl does not start");
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(connections));
}

Transfers::~Transfers() {
  for (CURL* easy : idle_) curl_easy_cleanup(easy);
  multi_.reset();  // closes connections, which tells epoll
  close(epoll_);
}

CURL* Transfers::handle() {
  if (idle_.empty()) return curl_easy_init();
  CURL* easy = idle_.back();
  idle_.pop_back();
  return easy;
}

void Transfers::add(CURL* easy) {
  curl_multi_add_handle(multi_.get(), easy);
}

void Transfers::remove(CURL* easy) {
  curl_multi_remove_handle(multi_.get(), easy);
  if (idle_.size() >= kMostIdle) return curl_easy_cleanup(easy);
  curl_easy_reset(easy);
  idle_.push_back(easy);
}

void Transfers::run_once(double seconds) {
  double now = steady_now_s();
  double wait = timer_at_ < 0 ? seconds : std::clamp(timer_at_ - now, 0.0, seconds);
  std::array<epoll_event, 256> events;
  int n = epoll_wait(epoll_, events.data(), events.size(), static_cast<int>(std::ceil(wait * 1000)));
  int running = 0;
  for (int i = 0; i < n; ++i) {
    uint32_t seen = events[static_cast<size_t>(i)].events;
    int flags = (seen & EPOLLIN ? CURL_CSELECT_IN : 0) | (seen & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                (seen & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
    curl_multi_socket_action(multi_.get(), events[static_cast<size_t>(i)].data.fd, flags, &running);
  }
  if (timer_at_ >= 0 && timer_at_ <= steady_now_s()) {
    timer_at_ = -1;
    curl_multi_socket_action(multi_.get(), CURL_SOCKET_TIMEOUT, 0, &running);
  }
}

std::optional<std::pair<CURL*, CURLcode>> Transfers::next_done() {
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left))
    if (message->msg == CURLMSG_DONE) return std::pair(message->easy_handle, message->data.result);
  return std::nullopt;
}

int Transfers::on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known) {
  auto* transfers = static_cast<Transfers*>(self);
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(transfers->epoll_, EPOLL_CTL_DEL, socket, nullptr);
    return 0;
  }
  epoll_event event{};
  event.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
  event.data.fd = socket;
  int how = known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  // A socket's number may have been another's, which its closing took out of the set.
  if (epoll_ctl(transfers->epoll_, how, socket, &event) != 0)
    epoll_ctl(transfers->epoll_, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
  curl_multi_assign(transfers->multi_.get(), socket, transfers);
  return 0;
}

int Transfers::on_timer(CURLM*, long timeout_ms, void* self) {
  auto* transfers = static_cast<Transfers*>(self);
  transfers->timer_at_ = timeout_ms < 0 ? -1 : steady_now_s() + static_cast<double>(timeout_ms) / 1000;
  return 0;
}

}  // namespace simbench::provider
