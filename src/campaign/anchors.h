#pragma once
// Does the judge still judge as it did? Known answers are judged again in every call and compared with the first time.
#include "campaign/judging.h"
#include "judge/judge.h"

namespace simbench::campaign {

/// The anchors as one call has them judged by one judge. Answers stand in note "anchors/<identity key>", member
/// "begun", as they come in: the next call takes those of one that was interrupted, if they aren't older than an hour,
/// and asks for the others (docs/judge.md).
class AnchorRound {
 public:
  /// All must outlive it; `anchors` only until submit() returns.
  AnchorRound(judge::Judge& judge, store::Store& store) : judge_(judge), store_(store) {}

  /// Takes what an interrupted call left. errors: those of the store
  Status begin();
  /// Names of those that have no answer yet.
  std::vector<std::string> missing(const std::map<std::string, judge::Item>& anchors) const;
  void submit(const std::map<std::string, judge::Item>& anchors);
  /// Names of those that are under way.
  std::set<std::string> under_way() const { return asked_->under_way; }
  /// Keeps what has come in since the last time. errors: those of the store
  Status save();
  /// Why one of them couldn't be judged: the judge's endpoint failed.
  const std::optional<Error>& problem() const { return asked_->problem; }
  size_t answered() const { return asked_->count; }     ///< in this call
  const Usage& usage() const { return asked_->usage; }  ///< of those

  /// Adds the values to the history and compares them. Returns a sentence for people if an alarm is raised, "" if not.
  /// errors: those of the store
  Result<std::string> finish(const Json& calibration);

 private:
  /// Outlives the round: answers that aren't waited for any more may still come in.
  struct Asked {
    Json answers = Json::object();  ///< by anchor: value, served, fingerprint
    std::set<std::string> under_way;
    std::optional<Error> problem;
    Usage usage;
    size_t count = 0, usages = 0;
  };
  std::string name() const { return "anchors/" + judge_.identity().key(); }
  Result<Json> note() const;
  Usage whole_usage() const;

  judge::Judge& judge_;
  store::Store& store_;
  std::shared_ptr<Asked> asked_ = std::make_shared<Asked>();
  std::optional<Usage> usage_before_;  ///< of answers of interrupted calls, those that are too old included
  size_t saved_ = 0;
};

}  // namespace simbench::campaign
