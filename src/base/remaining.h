#pragma once
// How long the rest of many things takes.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace simbench {

/// How long the rest takes, told so that it doesn't jump. The pace is that up to the last end: things end in bursts,
/// and between two of them nothing is known but that time passes. Only a gap that is longer than all before makes the
/// pace slower while it lasts. What passed before the first end (references, warming up) isn't the pace of the rest,
/// once more of them tell it. What is told counts down, and comes to what the pace says, soon at first, later within a
/// tenth of the time that has passed.
class Remaining {
 public:
  /// in done: of this call, elapsed: its seconds; nullopt until something can be said
  std::optional<double> at(double elapsed_s, size_t done, size_t left) {
    return at(elapsed_s, done, static_cast<double>(done), static_cast<double>(left));
  }
  /// The same where things aren't alike: `work` is what those that are done took, `left` what the rest will take, both
  /// in the same unit, whichever.
  std::optional<double> at(double elapsed_s, size_t done, double work, double left) {
    constexpr size_t kFewest = 3;
    constexpr double kLeastWork = 0.01, kSoon_s = 60;  // of all: what ends at once is done first, and tells nothing
    if (left <= 0) return 0;
    if (done > done_) note_end(elapsed_s, done, work);
    if (done < kFewest || work <= 0 || (work < kLeastWork * (work + left) && elapsed_s < kSoon_s)) return std::nullopt;
    double overdue_s = std::max(0.0, elapsed_s - last_s_ - longest_s_);
    double each_s = (last_s_ + overdue_s) / work;
    if (work > first_work_) each_s = std::min(each_s, (last_s_ + overdue_s - first_s_) / (work - first_work_));
    double pace_says = std::max(0.0, each_s * left - std::min(elapsed_s - last_s_, longest_s_));
    double step_s = elapsed_s - at_s_, calm_s = kCalm_s + elapsed_s / 10;
    double foreseen = left_s_ ? std::max(0.0, *left_s_ - step_s) : pace_says;
    left_s_ = foreseen + (pace_says - foreseen) * (1 - std::exp(-step_s / calm_s));
    at_s_ = elapsed_s;
    return left_s_;
  }

 private:
  static constexpr double kCalm_s = 6;
  void note_end(double elapsed_s, size_t done, double work) {
    if (done_ == 0)
      first_work_ = work, first_s_ = elapsed_s;
    else
      longest_s_ = std::max(longest_s_, elapsed_s - last_s_);
    done_ = done, last_s_ = elapsed_s;
  }
  std::optional<double> left_s_;
  double at_s_ = 0, first_s_ = 0, last_s_ = 0, longest_s_ = 0, first_work_ = 0;
  size_t done_ = 0;
};

}  // namespace simbench
