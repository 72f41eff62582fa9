#pragma once
// The way through a run's tree that is told to the parent: the longest. Which one that is shows late: what a look ahead
// made is told, too, until the script has gone back from it and come further another way.
#include <deque>
#include <string>
#include <unordered_map>

#include "probes/mujoco/runs.h"

namespace simbench::probe {

class Course {
 public:
  /// `longest_look_s`: looks ahead are taken to be at most as long.
  Course(Runs& runs, double longest_look_s) : runs_(runs), longest_look_s_(longest_look_s) {}

  void start(Place place) { tip_ = place; }
  Place tip() const { return tip_; }
  double elapsed_s() const { return tip_.known() ? runs_.elapsed_s(tip_) : 0; }
  /// The script goes on from an earlier state.
  void go_back(Place place);
  /// A new state, reached from `from`. Where it is further than all others, the course leads there now.
  void advance(Place from, Place place);
  /// The same of the state right after the tip.
  void go_on(Place place) { tip_ = place; }
  /// A frame about the state at `place`; sent at once while nothing speaks for looks ahead, else when it is sure.
  void tell(Place place, char kind, std::string payload);
  /// The longest way back so far: what is younger may be a look ahead.
  double look_s() const { return look_s_; }
  /// The script ended at `last`: where it often looked ahead, what it saw beyond that is no part of the run.
  void end_at(Place last);
  /// What lies beyond `last` is no part of the run.
  void end_before(Place last) { take_back(last), tip_ = last; }
  /// Sends all that waits.
  void flush();
  /// What has been told stays told: a new layout begins.
  void settle() { flush(), sent_.clear(); }

 private:
  struct Waiting {
    Place place;
    double elapsed_s = 0;
    char kind = 0;
    std::string payload;
  };
  void change_to(Place place);
  void catch_up(Place last);
  void take_back(Place fork);
  void queue(Waiting frame);
  void send(const Waiting& frame);

  Runs& runs_;
  double longest_look_s_ = 0, look_s_ = 0;
  int looks_ = 0;  ///< times that the script went back
  Place tip_;
  std::deque<Waiting> waiting_;                           ///< of the course
  std::unordered_map<int, std::vector<Waiting>> beside_;  ///< of other ways, by stretch
  size_t beside_bytes_ = 0;
  std::vector<double> sent_;  ///< elapsed time of each sample that was sent
};

}  // namespace simbench::probe
