#pragma once
// The grading of one item: program, run, judgement, parts, reward.
#include "api_index/api_index.h"
#include "grader/item.h"
#include "grader/once.h"
#include "grader/policy.h"
#include "oracle/oracle.h"
#include "suite/suite.h"

namespace simbench::grader {

struct Settings {
  Policy policy;
  Reasons reasons = Reasons::full;
  bool trusted = false;      ///< the programs are ours
  double confirm = 0;        ///< share of passes that are simulated again outside the candidate's process, 0–1
  size_t remembered = 1024;  ///< judgements kept for equal programs
};

/// "none", "all", "sample:0.1": the share of passes to confirm, 0–1.
std::optional<double> confirm_share_from(std::string_view text);

/// Grades replies to the tasks of one suite. Safe to call from several threads.
class Grader {
 public:
  /// `suite`, and what `bench` rests on, must outlive it.
  Grader(const suite::Suite& suite, oracle::Bench bench, Settings settings);

  /// Any item gets an answer.
  Grade grade(const Item& item);
  Reasons reasons() const { return settings_.reasons; }
  const Policy& policy() const { return settings_.policy; }
  const suite::Suite& suite() const { return suite_; }
  std::optional<uint64_t> instance() const;  ///< of the suite: nullopt as its files stand

 private:
  /// What is the same for equal programs.
  struct Judged {
    Judgement judgement;
    Cost cost;
    Trust trust = Trust::plain;
    std::optional<double> conformance;
    std::string confirmed, confirmed_reason;  ///< as a Grade has them
  };
  struct Task {
    const suite::System* system = nullptr;
    int turn = 1;
  };
  Result<Task> find(const Item& item) const;
  std::shared_ptr<const Judged> judge(const Task& task, Arm arm, const Program& program);
  static void take_confirmation(const oracle::Confirmation& seen, const std::string& code, Judged& judged);
  std::optional<double> conformance_of(const std::string& code) const;

  const suite::Suite& suite_;
  oracle::Bench bench_;
  Settings settings_;
  api_index::IndexPointer index_;  ///< null where none ships for the simulator's release
  Once<Judged> known_;
};

}  // namespace simbench::grader
