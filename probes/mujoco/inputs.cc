#include "probes/mujoco/inputs.h"

#include <cstring>

#include "probes/mujoco/sampler.h"
#include "probes/wire.h"

namespace simbench::probe {
namespace {

constexpr int kFollowed = mjSTATE_FULLPHYSICS;  ///< what only steps may change
constexpr size_t kChunk = size_t{64} << 10, kMost = size_t{48} << 20;

void take(const mjModel* m, const mjData* d, int what, std::vector<mjtNum>& into) {
  into.resize(static_cast<size_t>(mj_stateSize(m, what)));
  mj_getState(m, d, into.data(), what);
}

bool same_bits(const std::vector<mjtNum>& a, const std::vector<mjtNum>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(mjtNum)) == 0;
}

/// What the first half of a step leaves for the second that scripts could want to change.
void take_forces(const mjModel* m, const mjData* d, std::vector<mjtNum>& into) {
  into.assign(d->qfrc_passive, d->qfrc_passive + m->nv);
  into.insert(into.end(), d->qfrc_bias, d->qfrc_bias + m->nv);
}

/// Trees that a new data wouldn't have asleep: which they are is in no state.
bool sleeps_already(const mjModel* m, const mjData* d) {
  if (!(m->opt.enableflags & mjENBL_SLEEP) || m->ntree == 0) return false;
  mjData* fresh = mj_makeData(m);
  bool same =
      std::memcmp(fresh->tree_asleep, d->tree_asleep, static_cast<size_t>(m->ntree) * sizeof *d->tree_asleep) == 0;
  mj_deleteData(fresh);
  return !same;
}

}  // namespace

void Inputs::begin(const mjModel* m, const mjData* d, const Hints& hints) {
  if (following_) return give_up("recompiled: the run goes on as another model");
  if (!wanted) return;
  wanted = false;
  following_ = true;
  if (sleeps_already(m, d)) return give_up("asleep: the run begins with sleeping bodies");
  const char* buffer = static_cast<const char*>(m->buffer);
  model_.assign(buffer, buffer + m->nbuffer);
  std::memcpy(&option_, &m->opt, sizeof option_);
  std::memcpy(&statistic_, &m->stat, sizeof statistic_);
  unseen_begin_ = unseen_end_ = 0;
  if (m->ntexdata > 0) {
    unseen_begin_ = static_cast<size_t>(reinterpret_cast<const char*>(m->tex_data) - buffer);
    unseen_end_ = unseen_begin_ + static_cast<size_t>(m->ntexdata);
  }
  auto size = static_cast<size_t>(mj_sizeModel(m));
  if (size > kMost / 2) return give_up("too_large: the model");
  std::string text = Json{{"flex", hints.flex}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  put(static_cast<char>(Record::hints), text.data(), static_cast<uint32_t>(text.size()));
  std::vector<char> saved(size);
  mj_saveModel(m, nullptr, saved.data(), static_cast<mjtSize>(size));
  put(static_cast<char>(Record::model), saved.data(), static_cast<uint32_t>(size));
  take(m, d, kFirstState, now_);
  put(static_cast<char>(Record::state), now_.data(), static_cast<uint32_t>(now_.size() * sizeof(mjtNum)));
  pending_ = d;
  after(m, d);
}

/// To the bit, but for what is drawn only.
bool Inputs::same_model(const mjModel* m) const {
  const char* buffer = static_cast<const char*>(m->buffer);
  return static_cast<size_t>(m->nbuffer) == model_.size() && std::memcmp(&option_, &m->opt, sizeof option_) == 0 &&
         std::memcmp(&statistic_, &m->stat, sizeof statistic_) == 0 &&
         std::memcmp(model_.data(), buffer, unseen_begin_) == 0 &&
         std::memcmp(model_.data() + unseen_end_, buffer + unseen_end_, model_.size() - unseen_end_) == 0;
}

bool Inputs::same_state(const mjModel* m, const mjData* d) {
  take(m, d, kFollowed, now_);
  return same_bits(now_, state_);
}

void Inputs::before(const mjModel* m, const mjData* d, Part part) {
  if (part == Part::inside) return give_up("stages: the script calls the parts of a step by itself");
  if (has_callbacks()) return give_up("callback: code of the script's takes part in each step");
  if (!same_model(m)) return give_up("model_edit: the script changes the model between steps");
  if (!same_state(m, d)) return give_up("state_write: the script changes the state between steps");
  if (part == Part::second) {
    take_forces(m, d, now_);
    if (!same_bits(now_, forces_between_)) return give_up("state_write: the script changes forces within a step");
  }
  put_changes(m, d);
  if (part != part_) put_steps();
  part_ = part;
  ++waiting_;
  pending_ = d;
}

void Inputs::after(const mjModel* m, const mjData* d) {
  if (!following_ || pending_ != d) return;
  pending_ = nullptr;
  take(m, d, kFollowed, state_);
  take(m, d, kInputs, inputs_);
  if (part_ == Part::first) take_forces(m, d, forces_between_);
}

/// Tells which of the inputs aren't as the last step left them, in stretches.
void Inputs::put_changes(const mjModel* m, const mjData* d) {
  take(m, d, kInputs, now_);
  if (same_bits(now_, inputs_)) return;
  put_steps();
  auto same = [&](size_t i) { return std::memcmp(&now_[i], &inputs_[i], sizeof(mjtNum)) == 0; };
  for (size_t i = 0; i < now_.size(); ++i) {
    if (same(i)) continue;
    size_t end = i + 1;
    while (end < now_.size() && !same(end)) ++end;
    auto first = static_cast<uint32_t>(i);
    std::string payload(reinterpret_cast<const char*>(&first), sizeof first);
    payload.append(reinterpret_cast<const char*>(&now_[i]), (end - i) * sizeof(mjtNum));
    put(static_cast<char>(Record::inputs), payload.data(), static_cast<uint32_t>(payload.size()));
    i = end;
  }
  inputs_ = now_;
}

void Inputs::put_steps() {
  if (waiting_ == 0) return;
  chunk_ += static_cast<char>(part_);
  chunk_.append(reinterpret_cast<const char*>(&waiting_), sizeof waiting_);
  waiting_ = 0;
  if (chunk_.size() >= kChunk) send();
}

void Inputs::put(char kind, const void* payload, uint32_t size) {
  if (!following_) return;
  if (told_ + chunk_.size() + size > kMost) return give_up("too_large: what the script sets");
  chunk_ += kind;
  chunk_.append(reinterpret_cast<const char*>(&size), sizeof size).append(static_cast<const char*>(payload), size);
  if (chunk_.size() >= kChunk) send();
}

void Inputs::send() {
  constexpr size_t kMostOfAFrame = size_t{8} << 20;
  for (size_t at = 0; at < chunk_.size(); at += kMostOfAFrame) {
    std::string frame = "+" + chunk_.substr(at, kMostOfAFrame);
    simbench_wire_frame('I', frame.data(), static_cast<uint32_t>(frame.size()));
  }
  told_ += chunk_.size();
  chunk_.clear();
}

void Inputs::give_up(const std::string& why) {
  if (!following_) return;
  following_ = false;
  std::string frame = "-" + why;
  simbench_wire_frame('I', frame.data(), static_cast<uint32_t>(frame.size()));
}

void Inputs::last_look(const mjModel* m, const mjData* d) {
  if (!following_ || looked_) return;
  looked_ = true;
  if (!same_model(m) || (d && !same_state(m, d)))
    give_up("edit_after: the script changes model or state after its last step, and the last census tells it");
}

void Inputs::end() {
  if (!following_) return;
  put_steps();
  if (!following_) return;
  send();
  simbench_wire_frame('I', ".", 1);
  following_ = false;
}

}  // namespace simbench::probe
