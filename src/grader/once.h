#pragma once
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace simbench::grader {

/// Values by key, each made once by whoever asks first; others wait for it. Forgets the oldest beyond `capacity`.
template <typename Value>
class Once {
 public:
  using Pointer = std::shared_ptr<const Value>;
  struct Got {
    Pointer value;
    bool made_here = false;
  };

  explicit Once(size_t capacity) : capacity_(capacity) {}

  /// `make` gives a Pointer; a value that `keep` doesn't want is made again for whoever asks later.
  template <typename Make, typename Keep>
  Got get(const std::string& key, Make make, Keep keep) {
    std::promise<Pointer> promise;
    {
      std::unique_lock lock(gate_);
      auto [it, inserted] = values_.try_emplace(key);
      if (!inserted) {
        std::shared_future<Pointer> value = it->second;
        lock.unlock();
        return {value.get(), false};
      }
      it->second = promise.get_future().share();
      order_.push_back(key);
      if (order_.size() > capacity_) values_.erase(order_.front()), order_.pop_front();
    }
    Pointer made = make();
    promise.set_value(made);
    if (!keep(*made)) {
      std::lock_guard lock(gate_);
      values_.erase(key);
      std::erase(order_, key);
    }
    return {std::move(made), true};
  }

 private:
  size_t capacity_;
  std::mutex gate_;
  std::map<std::string, std::shared_future<Pointer>> values_;
  std::deque<std::string> order_;
};

}  // namespace simbench::grader
