#pragma once
// A judge that asks only what a budget has room for: for whoever asks judges outside of a run.
#include <deque>

#include "campaign/budget.h"
#include "judge/judge.h"

namespace simbench::campaign {

/// Both must outlive it. So many are asked at once: of what waits in the judge's queue nothing could be taken back.
/// What the budget has no room for ends with `denied` and the budget's words.
class JudgeOnBudget final : public judge::Judge {
 public:
  JudgeOnBudget(judge::Judge& judge, Budget& budget, size_t at_once)
      : judge_(judge), budget_(budget), at_once_(at_once) {}
  void submit(const judge::Item& item, int repeat, judge::Callback done) override {
    waiting_.push_back({item, repeat, std::move(done)});
  }
  size_t shown_bytes(const judge::Item& item) const override { return judge_.shown_bytes(item); }
  size_t run_for(double seconds) override;
  void send_no_more() override;
  const judge::Identity& identity() const override { return judge_.identity(); }

 private:
  struct Waiting {
    judge::Item item;
    int repeat = 0;
    judge::Callback done;
  };
  void ask_what_there_is_room_for();
  void end_all(const Error& error);

  judge::Judge& judge_;
  Budget& budget_;
  size_t at_once_, open_ = 0;
  std::deque<Waiting> waiting_;
};

}  // namespace simbench::campaign
