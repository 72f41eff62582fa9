#include "grader/pool.h"

#include <chrono>

namespace simbench::grader {

Pool::Pool(Work work, size_t threads) : work_(std::move(work)) {
  for (size_t i = 0; i < std::max<size_t>(1, threads); ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
}

Pool::~Pool() {
  for (std::jthread& thread : threads_) thread.request_stop();
  wake_.notify_all();
}

TicketPointer Pool::submit(Item item) {
  auto ticket = std::make_shared<Ticket>();
  ticket->item = std::move(item);
  std::lock_guard lock(gate_);
  queue_.push_back(ticket);
  wake_.notify_one();
  return ticket;
}

std::vector<TicketPointer> Pool::submit_all(std::vector<Item>& items, size_t most) {
  std::vector<TicketPointer> tickets;
  std::lock_guard lock(gate_);
  if (queue_.size() + items.size() > most) return tickets;
  for (Item& item : items) {
    tickets.push_back(std::make_shared<Ticket>());
    tickets.back()->item = std::move(item);
    queue_.push_back(tickets.back());
  }
  wake_.notify_all();
  return tickets;
}

bool Pool::wait(const Ticket& ticket, double seconds) {
  std::unique_lock lock(gate_);
  return done_.wait_for(lock, std::chrono::duration<double>(seconds),
                        [&] { return ticket.state == Ticket::State::done || ticket.state == Ticket::State::dropped; });
}

bool Pool::drop(const TicketPointer& ticket, std::string why) {
  std::lock_guard lock(gate_);
  if (ticket->state != Ticket::State::waiting) return false;
  ticket->state = Ticket::State::dropped;
  ticket->grade = {.id = ticket->item.id, .task = ticket->item.task, .reason = "dropped: " + std::move(why)};
  std::erase(queue_, ticket);
  done_.notify_all();
  return true;
}

void Pool::drop_waiting(const std::string& why) {
  std::deque<TicketPointer> all;
  {
    std::lock_guard lock(gate_);
    all = queue_;
  }
  for (const TicketPointer& ticket : all) drop(ticket, why);
}

size_t Pool::waiting() const {
  std::lock_guard lock(gate_);
  return queue_.size();
}

size_t Pool::running() const {
  std::lock_guard lock(gate_);
  return running_;
}

void Pool::run(const std::stop_token& stop) {
  std::unique_lock lock(gate_);
  for (;;) {
    wake_.wait(lock, stop, [&] { return !queue_.empty(); });
    if (stop.stop_requested()) return;
    TicketPointer ticket = std::move(queue_.front());
    queue_.pop_front();
    ticket->state = Ticket::State::running;
    ++running_;
    lock.unlock();
    Grade grade = work_(ticket->item);
    lock.lock();
    --running_;
    ticket->grade = std::move(grade);
    ticket->item = {};  // a reply may be large, and its ticket waits for those before it
    ticket->state = Ticket::State::done;
    done_.notify_all();
  }
}

}  // namespace simbench::grader
