#pragma once
// The pace of this room's loops: of a run, and of judging.
#include <chrono>
#include <map>
#include <string>
#include <utility>

namespace simbench::campaign {

inline constexpr double kWait_s = 0.05, kProgress_s = 0.1;

/// Seconds of a clock that never goes back.
inline double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// What of a run is done and what is left, as seconds of work: a model that answers nothing costs none, and a task
/// whose programs run long costs as much with the next model. A cell will take what its model's cells take, times what
/// its task's cells took of what their models' take.
class Workload {
 public:
  using Place = std::pair<std::string, std::string>;  ///< model, task
  void plan(const Place& place) { ++places_[place].left; }
  void end(const Place& place, double seconds) {
    Seen& seen = places_[place];
    if (seen.left > 0) --seen.left;
    seen.count += 1, seen.seconds += seconds + kOverhead_s;
    done_s_ += seconds + kOverhead_s;
  }
  double done_s() const { return done_s_; }
  double left_s() const {
    double count = 0;
    std::map<std::string, std::pair<double, double>> models, tasks;  // what they took, and a count or what was expected
    for (const auto& [place, seen] : places_) {
      models[place.first].first += seen.seconds, models[place.first].second += seen.count;
      count += seen.count;
    }
    double mean_s = count > 0 ? done_s_ / count : 1;
    // One more that is as the mean of all: few say little.
    auto of_model = [&](const std::string& name) { return (models[name].first + mean_s) / (models[name].second + 1); };
    for (const auto& [place, seen] : places_)
      tasks[place.second].first += seen.seconds, tasks[place.second].second += seen.count * of_model(place.first);
    double left_s = 0;
    for (const auto& [place, seen] : places_)
      if (seen.left > 0)
        left_s += static_cast<double>(seen.left) * of_model(place.first) * (tasks[place.second].first + mean_s) /
                  (tasks[place.second].second + mean_s);
    return left_s;
  }

 private:
  static constexpr double kOverhead_s = 0.05;  ///< of a cell that neither waits nor runs
  struct Seen {
    double count = 0, seconds = 0;
    size_t left = 0;
  };
  std::map<Place, Seen> places_;
  double done_s_ = 0;
};

}  // namespace simbench::campaign
