#include "campaign/executor.h"

#include <algorithm>
#include <chrono>

namespace simbench::campaign {

Executor::Executor(size_t threads) : threads_(std::max<size_t>(1, threads)) {
  for (size_t i = 0; i < threads_; ++i) pool_.emplace_back([this](std::stop_token stop) { work(stop); });
}

Executor::~Executor() {
  for (std::jthread& thread : pool_) thread.request_stop();
  wake_.notify_all();
}

void Executor::submit(Job job) {
  std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(job));
  ++open_;
  wake_.notify_one();
}

bool Executor::full() const {
  std::lock_guard lock(mutex_);
  return open_ >= 2 * threads_;
}

size_t Executor::open() const {
  std::lock_guard lock(mutex_);
  return open_;
}

void Executor::work(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, stop, [&] { return !waiting_.empty(); });
    if (stop.stop_requested()) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    Continuation then = job();
    job = nullptr;
    lock.lock();
    finished_.push_back(std::move(then));
    ready_.notify_one();
  }
}

void Executor::drain(double seconds) {
  std::unique_lock lock(mutex_);
  if (open_ > 0) ready_.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return !finished_.empty(); });
  while (!finished_.empty()) {
    Continuation then = std::move(finished_.front());
    finished_.pop_front();
    --open_;
    lock.unlock();
    then();
    lock.lock();
  }
}

}  // namespace simbench::campaign
