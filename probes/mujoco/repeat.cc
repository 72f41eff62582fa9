// The second simulation: steps a model under the same recorder as the first, with nothing but what the first was given
// (inputs.h). It runs in a process of its own, without the script.
#include <cstring>

#include "probes/mujoco/inputs.h"
#include "probes/mujoco/interpose.h"

namespace simbench::probe {
namespace {

/// Reads a stream that anybody may have written.
class Stream {
 public:
  Stream(const char* bytes, size_t size) : at_(bytes), left_(size) {}
  bool over() const { return left_ == 0; }
  bool take(void* into, size_t size) {
    if (size > left_) return false;
    std::memcpy(into, at_, size);
    at_ += size, left_ -= size;
    return true;
  }
  /// The next record's kind and number; a payload of `number` bytes follows where the kind has one.
  bool take_head(char& kind, uint32_t& number) { return take(&kind, 1) && take(&number, sizeof number); }
  bool take_text(std::string& text, uint32_t size) {
    if (size > left_) return false;
    text.assign(at_, size);
    at_ += size, left_ -= size;
    return true;
  }

 private:
  const char* at_;
  size_t left_;
};

bool set_inputs(const mjModel* m, mjData* d, const std::string& payload) {
  uint32_t first = 0;
  if (payload.size() < sizeof first || (payload.size() - sizeof first) % sizeof(mjtNum) != 0) return false;
  std::memcpy(&first, payload.data(), sizeof first);
  std::vector<mjtNum> all(static_cast<size_t>(mj_stateSize(m, kInputs)));
  size_t count = (payload.size() - sizeof first) / sizeof(mjtNum);
  if (first > all.size() || count > all.size() - first) return false;
  mj_getState(m, d, all.data(), kInputs);
  std::memcpy(all.data() + first, payload.data() + sizeof first, count * sizeof(mjtNum));
  mj_setState(m, d, all.data(), kInputs);
  return true;
}

bool set_first_state(const mjModel* m, mjData* d, const std::string& payload) {
  if (payload.size() != static_cast<size_t>(mj_stateSize(m, kFirstState)) * sizeof(mjtNum)) return false;
  std::vector<mjtNum> all(payload.size() / sizeof(mjtNum));
  std::memcpy(all.data(), payload.data(), payload.size());
  mj_setState(m, d, all.data(), kFirstState);
  return true;
}

bool make_steps(const mjModel* m, mjData* d, char part, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    if (part == static_cast<char>(Part::whole))
      mj_step(m, d);
    else if (part == static_cast<char>(Part::first))
      mj_step1(m, d);
    else if (part == static_cast<char>(Part::second))
      mj_step2(m, d);
    else
      return false;
  }
  return true;
}

}  // namespace
}  // namespace simbench::probe

extern "C" {

/// Simulates what the stream says. Returns 0, or −1 where it isn't one. The model and its data stay for the last
/// census.
SIMBENCH_EXPORT int simbench_mujoco_repeat(const char* bytes, uint64_t size) {
  using namespace simbench::probe;
  Stream stream(bytes, size);
  mjModel* m = nullptr;
  mjData* d = nullptr;
  char kind = 0;
  uint32_t number = 0;
  std::string payload;
  while (!stream.over()) {
    if (!stream.take_head(kind, number)) return -1;
    bool has_payload = kind == static_cast<char>(Record::hints) || kind == static_cast<char>(Record::model) ||
                       kind == static_cast<char>(Record::state) || kind == static_cast<char>(Record::inputs);
    if (has_payload && !stream.take_text(payload, number)) return -1;
    bool done = false;
    if (kind == static_cast<char>(Record::hints) && !m) {
      Json hints = Json::parse(payload, nullptr, false);
      if (hints.is_object() && hints.contains("flex") && hints["flex"].is_object())
        recorder().hints.flex = hints["flex"];
      done = true;
    } else if (kind == static_cast<char>(Record::model) && !m) {
      m = mj_loadModelBuffer(payload.data(), static_cast<mjtSize>(payload.size()));
      d = m ? mj_makeData(m) : nullptr;
      done = d != nullptr;
    } else if (kind == static_cast<char>(Record::state) && d) {
      done = set_first_state(m, d, payload);
    } else if (kind == static_cast<char>(Record::inputs) && d) {
      done = set_inputs(m, d, payload);
    } else if (d) {
      done = make_steps(m, d, kind, number);
    }
    if (!done) return -1;
  }
  return d ? 0 : -1;
}
}
