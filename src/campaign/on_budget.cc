#include "campaign/on_budget.h"

namespace simbench::campaign {

size_t JudgeOnBudget::run_for(double seconds) {
  ask_what_there_is_room_for();
  return judge_.run_for(seconds) + waiting_.size();
}

void JudgeOnBudget::send_no_more() {
  end_all({ErrorCode::cancelled, "not asked: nothing more is sent", ""});
  judge_.send_no_more();
}

void JudgeOnBudget::ask_what_there_is_room_for() {
  const std::string& name = identity().judge;
  while (!waiting_.empty() && open_ < at_once_) {
    Waiting& next = waiting_.front();
    Expected expected = budget_.expect(name, judge_.shown_bytes(next.item), identity().sampling);
    Budget::May may = budget_.reserve(name, expected);
    if (may == Budget::May::wait) return;
    if (may == Budget::May::stop) return end_all({ErrorCode::denied, budget_.words(), ""});
    Waiting asked = std::move(next);
    waiting_.pop_front();
    ++open_;
    judge_.submit(asked.item, asked.repeat,
                  [this, name, expected, done = std::move(asked.done)](Result<judge::Judged> result) {
                    --open_;
                    if (result)
                      budget_.spend(name, expected, result->usage, result->text.size());
                    else
                      budget_.release(name, expected);
                    done(std::move(result));
                  });
  }
}

void JudgeOnBudget::end_all(const Error& error) {
  for (Waiting& one : std::exchange(waiting_, {})) one.done(pass_on(error));
}

}  // namespace simbench::campaign
