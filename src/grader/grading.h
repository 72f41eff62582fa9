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
  size_t remembered = 1024;  ///< judgements kept for equal programs
};

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

 private:
  /// What is the same for equal programs.
  struct Judged {
    Judgement judgement;
    Cost cost;
    bool tampered = false;
    std::optional<double> conformance;
  };
  struct Task {
    const suite::System* system = nullptr;
    int turn = 1;
  };
  Result<Task> find(const std::string& name) const;
  std::shared_ptr<const Judged> judge(const Task& task, Arm arm, const Program& program);
  std::optional<double> conformance_of(const std::string& code) const;

  const suite::Suite& suite_;
  oracle::Bench bench_;
  Settings settings_;
  api_index::IndexPointer index_;  ///< null where none ships for the simulator's release
  Once<Judged> known_;
};

}  // namespace simbench::grader
