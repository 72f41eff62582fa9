#include "probes/mujoco/course.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "probes/wire.h"

namespace simbench::probe {
namespace {

constexpr double kSame_s = 1e-9;
constexpr int kOften = 3;                         // times back that make looking ahead a habit
constexpr size_t kMostBeside = size_t{32} << 20;  // bytes; then what was told of abandoned ways is forgotten

}  // namespace

void Course::go_back(Place place) {
  if (!tip_.known() || runs_.run_of(place) != runs_.run_of(tip_)) return;
  double back_s = elapsed_s() - runs_.elapsed_s(runs_.fork(tip_, place));
  look_s_ = std::max(look_s_, std::min(back_s, longest_look_s_));
  looks_ += back_s > kSame_s;
}

void Course::end_at(Place last) {
  if (!last.known() || last == tip_ || looks_ < kOften || runs_.run_of(last) != runs_.run_of(tip_)) return;
  double beyond_s = elapsed_s() - runs_.elapsed_s(last);
  if (beyond_s > -kSame_s && beyond_s <= look_s_ + kSame_s) change_to(last);
}

void Course::advance(Place from, Place place) {
  double beyond_s = runs_.elapsed_s(place) - elapsed_s();
  bool cleaner = std::abs(beyond_s) <= kSame_s && runs_.writes(place) < runs_.writes(tip_);
  if (from == tip_)
    tip_ = place;
  else if (beyond_s > kSame_s || cleaner)
    change_to(place);
}

void Course::change_to(Place place) {
  Place fork = runs_.fork(tip_, place);
  if (!fork.known()) return;
  take_back(fork);
  tip_ = place;
  std::vector<Place> way;  // in each stretch as far as the way goes in it
  for (Place at = place; at.known(); at = runs_.parent(at.stretch)) {
    way.push_back(at);
    if (at.stretch == fork.stretch) break;
  }
  for (size_t i = way.size(); i-- > 0;) catch_up(way[i]);
}

/// Tells what was left aside of a stretch, up to this place.
void Course::catch_up(Place last) {
  auto found = beside_.find(last.stretch);
  if (found == beside_.end()) return;
  std::vector<Waiting> frames = std::move(found->second);
  found->second.clear();
  for (Waiting& frame : frames) {
    if (frame.place.index > last.index) {
      found->second.push_back(std::move(frame));
      continue;
    }
    beside_bytes_ -= frame.payload.size();
    queue(std::move(frame));
  }
}

/// What lies behind the fork was a look ahead.
void Course::take_back(Place fork) {
  double until_s = runs_.elapsed_s(fork) + kSame_s;
  go_back(fork);
  while (!waiting_.empty() && waiting_.back().elapsed_s > until_s) {
    Waiting& last = waiting_.back();
    beside_bytes_ += last.payload.size();
    auto& frames = beside_[last.place.stretch];
    frames.insert(frames.begin(), std::move(last));
    waiting_.pop_back();
  }
  size_t told = sent_.size();
  while (!sent_.empty() && sent_.back() > until_s) sent_.pop_back();
  if (told == sent_.size()) return;
  nlohmann::json event{{"event", "look_back"}, {"t", runs_.time_s(fork)}, {"samples", told - sent_.size()}};
  std::string text = event.dump();
  simbench_wire_frame('E', text.data(), static_cast<uint32_t>(text.size()));
}

void Course::tell(Place place, char kind, std::string payload) {
  Waiting frame{place, runs_.elapsed_s(place), kind, std::move(payload)};
  if (place == tip_) return queue(std::move(frame));
  beside_bytes_ += frame.payload.size();
  if (beside_bytes_ > kMostBeside) {
    beside_.clear();
    beside_bytes_ = frame.payload.size();
  }
  beside_[place.stretch].push_back(std::move(frame));
}

void Course::queue(Waiting frame) {
  if (look_s_ == 0 && waiting_.empty()) return send(frame);
  waiting_.push_back(std::move(frame));
  double sure_s = elapsed_s() - 2 * look_s_;
  while (!waiting_.empty() && waiting_.front().elapsed_s <= sure_s) {
    send(waiting_.front());
    waiting_.pop_front();
  }
}

void Course::send(const Waiting& frame) {
  if (frame.kind == 'S') sent_.push_back(frame.elapsed_s);
  simbench_wire_frame(frame.kind, frame.payload.data(), static_cast<uint32_t>(frame.payload.size()));
}

void Course::flush() {
  for (const Waiting& frame : waiting_) send(frame);
  waiting_.clear();
}

}  // namespace simbench::probe
