#pragma once
// One cell under way, in memory: what is stored of it and which try is the current one.
#include "campaign/run.h"
#include "dialogue/dialogue.h"

namespace simbench::campaign {

/// A cell's tries in order; the last possible one is stored in the cell's own row, those before it as steps.
class Work {
 public:
  /// From what the store has; a judgement that was our side's fault counts as pending.
  static Result<Work> load(const store::CellRow& row, const suite::Suite& suite, const store::Store& store);

  const CellKey& key() const { return key_; }
  const suite::System& system() const { return *system_; }
  const suite::Turn& turn() const { return system_->turn(key_.turn); }
  store::StepRow& current() { return tries_.back(); }
  const store::StepRow& current() const { return tries_.back(); }
  const std::vector<store::StepRow>& tries() const { return tries_; }
  /// How many of the tries have their reply.
  size_t replies() const {
    return static_cast<size_t>(
        std::count_if(tries_.begin(), tries_.end(), [](const auto& row) { return row.completion.has_value(); }));
  }

  /// True when the current try's result is the cell's result.
  bool is_last() const;
  /// All parts of the cell's result are there (scores may be missing).
  bool judged() const { return judged_; }
  /// After the current try was judged and saved: goes to the next try, or ends the cell.
  Status next_try(store::Store& store);
  /// Forgets all parts: nothing is left to do, and the store has them.
  void release();
  /// Writes one part of the current try to the store.
  Status save(store::Store& store, const char* part);

  /// What the next request shows. `replies`: of the earlier turns, arm dialogue only.
  Result<dialogue::Shown> shown(const suite::Suite& suite, const std::string& preset,
                                std::vector<std::string> replies) const;
  /// Which task try `number` asks about, for providers that know their answers.
  provider::Request::Task task(const suite::Suite& suite, int number) const;
  provider::Request request(const suite::Suite& suite, const Settings& settings, const dialogue::Shown& shown) const;

  bool busy = false;     ///< a request or a job is under way
  bool scored = false;   ///< nothing is left to do
  bool blocked = false;  ///< can't go on in this call; the reason was recorded

 private:
  void begin_try();
  Status copy_result(store::Store& store) const;

  CellKey key_;
  const suite::System* system_ = nullptr;
  store::StepRow own_;  ///< what the cell's own row holds
  std::vector<store::StepRow> tries_;
  bool judged_ = false;
};

}  // namespace simbench::campaign
