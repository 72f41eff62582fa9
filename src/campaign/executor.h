#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace simbench::campaign {

/// A fixed number of threads for the work that needs cores. Each job gives back what is to be done on the owner's
/// thread, which alone touches the store.
class Executor {
 public:
  using Continuation = std::function<void()>;
  using Job = std::function<Continuation()>;

  explicit Executor(size_t threads);
  /// Drops what hasn't begun and waits for what has.
  ~Executor();

  void submit(Job job);
  /// True when enough is waiting: do not submit more now.
  bool full() const;
  /// Jobs submitted whose continuation hasn't run.
  size_t open() const;
  /// Runs the continuations of finished jobs; waits for the first one at most `seconds` if any job is open.
  void drain(double seconds);

 private:
  void work(std::stop_token stop);

  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable ready_;
  std::deque<Job> waiting_;
  std::deque<Continuation> finished_;
  size_t open_ = 0;
  size_t threads_;
  std::vector<std::jthread> pool_;  // last: joined before anything they use goes away
};

}  // namespace simbench::campaign
