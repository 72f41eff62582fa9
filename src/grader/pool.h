#pragma once
// A fixed number of threads that grade what waits, first come first served.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "grader/item.h"

namespace simbench::grader {

/// One item on its way. Its pool guards it.
struct Ticket {
  enum class State { waiting, running, done, dropped };
  Item item;
  Grade grade;
  State state = State::waiting;
};
using TicketPointer = std::shared_ptr<Ticket>;

class Pool {
 public:
  using Work = std::function<Grade(const Item&)>;  ///< called from several threads at once

  Pool(Work work, size_t threads);
  /// Drops what waits and finishes what runs.
  ~Pool();

  TicketPointer submit(Item item);
  /// All of them or, where more than `most` would wait then, none: an empty list.
  std::vector<TicketPointer> submit_all(std::vector<Item>& items, size_t most);
  /// Waits at most `seconds`; whether the ticket is done or dropped.
  bool wait(const Ticket& ticket, double seconds);
  /// What hasn't begun isn't begun: its grade says why. Whether that was so.
  bool drop(const TicketPointer& ticket, std::string why);
  void drop_waiting(const std::string& why);

  size_t waiting() const;
  size_t running() const;

 private:
  void run(const std::stop_token& stop);

  Work work_;
  mutable std::mutex gate_;
  std::condition_variable_any wake_;
  std::condition_variable done_;
  std::deque<TicketPointer> queue_;
  size_t running_ = 0;
  std::vector<std::jthread> threads_;  // last: joined before anything they use goes away
};

}  // namespace simbench::grader
