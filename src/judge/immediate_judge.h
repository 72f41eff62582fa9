#pragma once
#include <deque>

#include "judge/judge.h"

namespace simbench::judge {

/// A judge that knows its answer without waiting. Answers are given from run_for, as with any other.
class ImmediateJudge : public Judge {
 public:
  explicit ImmediateJudge(Identity identity) : identity_(std::move(identity)) {}
  void submit(const Item& item, int repeat, Callback done) final {
    open_.emplace_back(std::move(done), judge(item, repeat));
  }
  size_t run_for(double) final {
    std::deque<std::pair<Callback, Result<Judged>>> open = std::exchange(open_, {});
    for (auto& [done, judged] : open) done(std::move(judged));
    return open_.size();
  }
  const Identity& identity() const final { return identity_; }

 protected:
  virtual Result<Judged> judge(const Item& item, int repeat) const = 0;

 private:
  Identity identity_;
  std::deque<std::pair<Callback, Result<Judged>>> open_;
};

}  // namespace simbench::judge
