#pragma once
// The states that a script's steps made, as trees: a run is a way from a state that no step made to one that a step
// made. Scripts go back to states (to look ahead, to halve a step, to step a batch); where they go on from there, the
// tree branches. Knows nothing of MuJoCo.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace simbench::probe {

/// A state: the index-th of a stretch of consecutive steps.
struct Place {
  int stretch = -1;
  size_t index = 0;
  bool known() const { return stretch >= 0; }
  bool operator==(const Place&) const = default;
};

class Runs {
 public:
  /// How a stretch begins: with a state that no step made (of a run, or of an episode after a reset), with a step from
  /// a state that has been stepped from before, or with a state that the script wrote over another.
  enum class Kind { run, episode, branch, written };

  /// A run begins. `key` stands for the state (equal keys: equal states), `time_s` is the script's own time.
  Place begin(uint64_t key, double time_s);
  /// The script reset what was at `from`.
  Place begin_episode(Place from, uint64_t key, double time_s);
  /// The script wrote a state of its own over the one at `from`.
  Place overwrite(Place from, uint64_t key, double time_s);
  /// The same run goes on as another system, with the state at `from` in other numbers.
  Place replace(Place from, uint64_t key, double time_s);
  /// A step from `from` to a state at `time_s`: the place that this step made before, or a new one.
  struct Step {
    Place place;
    bool again = false;
  };
  Step step(Place from, uint64_t key, double time_s);
  /// `step` where no step has been made from `from`, with what is asked of it each time.
  struct Tip {
    Place place;
    double elapsed_s = 0, episode_s = 0;
    uint64_t steps = 0;
  };
  Tip step_on(Place from, uint64_t key, double time_s);
  /// Where this state is known from: of several places the one of that time, else the latest.
  std::optional<Place> find(uint64_t key, double time_s);

  /// The state at `time_s` on the way to `place`, if it lies in the same episode and isn't its first.
  std::optional<Place> back_at(Place place, double time_s) const;

  int run_of(Place place) const { return stretch(place).run; }
  int count() const { return runs_; }
  Kind kind(int number) const { return stretches_[static_cast<size_t>(number)].kind; }
  /// True if no step has been made from it.
  bool is_tip(Place place) const { return place.index + 1 == stretch(place).end(); }
  bool begins_run(Place place) const { return place.index == 0 && stretch(place).kind == Kind::run; }
  /// The state before the first of a stretch, unknown for a run's first.
  Place parent(int number) const { return stretches_[static_cast<size_t>(number)].parent; }
  double time_s(Place place) const { return stretch(place).time_s(place.index); }
  double episode_begin_s(Place place) const { return stretch(place).episode_begin_s; }
  /// Simulated time on the way to it, over all episodes.
  double elapsed_s(Place place) const;
  uint64_t steps(Place place) const;
  uint64_t steps_of_episode(Place place) const { return steps(place) - stretch(place).episode_steps; }
  uint64_t writes(Place place) const { return stretch(place).writes; }  ///< states overwritten on the way to it
  /// The last state that the ways to both have in common.
  Place fork(Place a, Place b) const;

 private:
  struct Mark {
    uint64_t key = 0;
    double time_s = 0;
  };
  struct Stretch {
    Kind kind = Kind::run;
    int run = 0;
    Place parent;
    double elapsed_s = 0, episode_begin_s = 0;  ///< at the first state
    uint64_t steps = 0, writes = 0, episode_steps = 0;
    size_t dropped = 0;  ///< states at the beginning that are no longer known
    Mark first;
    std::vector<Mark> marks;
    size_t indexed = 0;  ///< states that can be found, of all
    size_t end() const { return dropped + marks.size(); }
    double time_s(size_t index) const;
  };
  const Stretch& stretch(Place place) const { return stretches_[static_cast<size_t>(place.stretch)]; }
  Place add(Stretch stretch, uint64_t key, double time_s);
  Stretch after(Place from, Kind kind) const;
  std::optional<Place> step_again(Place from, uint64_t key, double time_s);
  void keep(int number, Mark mark);
  void index_all();
  void thin();

  std::vector<Stretch> stretches_;
  /// Filled when something is looked for: honest scripts never do.
  std::unordered_map<uint64_t, Place> latest_, at_time_;
  std::vector<int> unindexed_;  ///< stretches with states that aren't in the index yet
  size_t kept_ = 0;
  int runs_ = 0;
};

}  // namespace simbench::probe
