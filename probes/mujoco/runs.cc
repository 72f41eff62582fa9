#include "probes/mujoco/runs.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace simbench::probe {
namespace {

constexpr size_t kMostKept = size_t{1} << 20;  // states of all runs; then old ones are forgotten
constexpr uint64_t kShortEpisode = 20;         // steps: 1 write in 20 is the share that counts as animation
constexpr double kSameTime_s = 1e-9;

uint64_t with_time(uint64_t key, double time_s) {
  return key + 0x9E3779B97F4A7C15 * std::bit_cast<uint64_t>(time_s + 0.0);
}

}  // namespace

Place Runs::begin(uint64_t key, double time_s) {
  Stretch stretch;
  stretch.run = runs_++;
  stretch.episode_begin_s = time_s;
  return add(std::move(stretch), key, time_s);
}

/// A script that resets all the time, with a state of its own, moves things itself.
Place Runs::begin_episode(Place from, uint64_t key, double time_s) {
  Stretch next = after(from, Kind::episode);
  if (next.steps - next.episode_steps < kShortEpisode) ++next.writes;
  next.episode_steps = next.steps;
  next.episode_begin_s = time_s;
  return add(std::move(next), key, time_s);
}

Place Runs::overwrite(Place from, uint64_t key, double time_s) {
  Stretch next = after(from, Kind::written);
  if (next.steps > 0) ++next.writes;
  return add(std::move(next), key, time_s);
}

Place Runs::replace(Place from, uint64_t key, double time_s) {
  return add(after(from, Kind::branch), key, time_s);
}

Runs::Step Runs::step(Place from, uint64_t key, double time_s) {
  if (is_tip(from)) {
    keep(from.stretch, {key, time_s});
    return {{from.stretch, from.index + 1}, false};
  }
  if (auto again = step_again(from, key, time_s)) return {*again, true};
  Stretch next = after(from, Kind::branch);
  next.elapsed_s += time_s - this->time_s(from);
  ++next.steps;
  return {add(std::move(next), key, time_s), false};
}

Runs::Tip Runs::step_on(Place from, uint64_t key, double time_s) {
  keep(from.stretch, {key, time_s});
  const Stretch& s = stretch(from);
  Place place{from.stretch, from.index + 1};
  return {place, s.elapsed_s + time_s - s.first.time_s, time_s - s.episode_begin_s, s.steps + place.index};
}

std::optional<Place> Runs::find(uint64_t key, double time_s) {
  index_all();
  if (auto exact = at_time_.find(with_time(key, time_s)); exact != at_time_.end()) return exact->second;
  auto latest = latest_.find(key);
  return latest == latest_.end() ? std::nullopt : std::optional(latest->second);
}

std::optional<Place> Runs::back_at(Place place, double time_s) const {
  double begin_s = episode_begin_s(place);
  if (time_s < begin_s + kSameTime_s) return std::nullopt;
  for (Place at = place; at.known() && episode_begin_s(at) == begin_s; at = parent(at.stretch)) {
    const Stretch& s = stretch(at);
    if (s.marks.empty() || s.marks.front().time_s > time_s + kSameTime_s) continue;
    size_t most = std::min(s.marks.size(), at.index + 1 - std::min(s.dropped, at.index + 1));
    auto last = s.marks.begin() + static_cast<ptrdiff_t>(most);
    auto found = std::lower_bound(s.marks.begin(), last, time_s - kSameTime_s,
                                  [](const Mark& mark, double t) { return mark.time_s < t; });
    if (found == last || found->time_s > time_s + kSameTime_s) return std::nullopt;
    return Place{at.stretch, s.dropped + static_cast<size_t>(found - s.marks.begin())};
  }
  return std::nullopt;
}

double Runs::elapsed_s(Place place) const {
  const Stretch& s = stretch(place);
  return s.elapsed_s + s.time_s(place.index) - s.first.time_s;
}

uint64_t Runs::steps(Place place) const {
  return stretch(place).steps + place.index;
}

Place Runs::fork(Place a, Place b) const {
  while (a.known() && b.known() && a.stretch != b.stretch) {
    Place& later = a.stretch > b.stretch ? a : b;  // a stretch begins after the one that it leaves
    later = parent(later.stretch);
  }
  if (!a.known() || !b.known()) return {};
  return a.index < b.index ? a : b;
}

Place Runs::add(Stretch stretch, uint64_t key, double time_s) {
  stretch.first = {key, time_s};
  stretches_.push_back(std::move(stretch));
  int number = static_cast<int>(stretches_.size()) - 1;
  keep(number, {key, time_s});
  return {number, 0};
}

Runs::Stretch Runs::after(Place from, Kind kind) const {
  const Stretch& old = stretch(from);
  Stretch next;
  next.kind = kind;
  next.run = old.run;
  next.parent = from;
  next.elapsed_s = elapsed_s(from);
  next.steps = steps(from);
  next.writes = old.writes;
  next.episode_steps = old.episode_steps;
  next.episode_begin_s = old.episode_begin_s;
  return next;
}

/// The same step made once more gives the same state.
std::optional<Place> Runs::step_again(Place from, uint64_t key, double time_s) {
  const Stretch& s = stretch(from);
  Place next{from.stretch, from.index + 1};
  if (next.index >= s.dropped && next.index < s.end()) {
    const Mark& mark = s.marks[next.index - s.dropped];
    if (mark.key == key && std::abs(mark.time_s - time_s) < kSameTime_s) return next;
  }
  auto known = find(key, time_s);
  bool branch = known && known->index == 0 && kind(known->stretch) == Kind::branch && parent(known->stretch) == from;
  return branch ? known : std::nullopt;
}

void Runs::keep(int number, Mark mark) {
  Stretch& s = stretches_[static_cast<size_t>(number)];
  if (s.indexed == s.end()) unindexed_.push_back(number);
  s.marks.push_back(mark);
  if (++kept_ > kMostKept) thin();
}

void Runs::index_all() {
  for (int number : unindexed_) {
    Stretch& s = stretches_[static_cast<size_t>(number)];
    for (s.indexed = std::max(s.indexed, s.dropped); s.indexed < s.end(); ++s.indexed) {
      const Mark& mark = s.marks[s.indexed - s.dropped];
      Place place{number, s.indexed};
      latest_[mark.key] = place;
      at_time_[with_time(mark.key, mark.time_s)] = place;
    }
  }
  unindexed_.clear();
}

/// Forgets what is long ago: the beginnings of stretches, as much of them as it takes.
void Runs::thin() {
  for (size_t most = 4096; kept_ > kMostKept / 2 && most > 0; most /= 4) {
    kept_ = 0;
    for (Stretch& s : stretches_) {
      if (s.marks.size() > most) {
        size_t gone = s.marks.size() - most;
        s.marks.erase(s.marks.begin(), s.marks.begin() + static_cast<ptrdiff_t>(gone));
        s.dropped += gone;
      }
      kept_ += s.marks.size();
    }
  }
  latest_.clear();
  at_time_.clear();
  unindexed_.clear();
  for (size_t i = 0; i < stretches_.size(); ++i) {
    stretches_[i].indexed = 0;
    unindexed_.push_back(static_cast<int>(i));
  }
}

/// Of a forgotten state: as if all steps had been equally long.
double Runs::Stretch::time_s(size_t index) const {
  if (index >= dropped && index < end()) return marks[index - dropped].time_s;
  double share = dropped > 0 ? static_cast<double>(std::min(index, dropped)) / static_cast<double>(dropped) : 0;
  return marks.empty() ? first.time_s : first.time_s + share * (marks.front().time_s - first.time_s);
}

}  // namespace simbench::probe
