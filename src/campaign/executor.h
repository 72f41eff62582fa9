#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace simbench::campaign {

/// A fixed number of threads for the work that needs cores. Each job gives back what is to be done on the owner's thread,
/// which alone touches the store.
class Executor {
 public:
  using Continuation = std::function<void()>;
  using Job = std::function<Continuation()>;

  explicit Executor(size_t threads);
  /// Drops what hasn't begun and waits for what has.
  ~Executor();

  /// `alone`: waits until nothing else runs, and nothing else runs beside it.
  void submit(Job job, bool alone = false);
  /// True when enough is waiting: do not submit more now.
  bool full() const;
  /// Jobs submitted whose continuation hasn't run.
  size_t open() const;
  /// Runs the continuations of finished jobs; waits for the first one at most `seconds` if any job is open.
  void drain(double seconds);

 private:
  struct Item {
    Job job;
    bool alone = false;
  };
  void work(std::stop_token stop);
  bool may_begin() const;

  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable ready_;
  std::deque<Item> waiting_;
  std::deque<Continuation> finished_;
  size_t open_ = 0, running_ = 0;
  bool alone_ = false;
  size_t threads_;
  std::vector<std::jthread> pool_;  // last: joined before anything they use goes away
};

}  // namespace simbench::campaign
