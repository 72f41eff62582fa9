#pragma once
// What a second simulation of the recorded run needs: the model, the first state, and what the script sets between
// steps (docs/format/probe.md, "Inputs"). Told beside the trace, where the parent asks for it.
#include <string>
#include <vector>

#include "probes/mujoco/census.h"

namespace simbench::probe {

/// What a call does of a step: all of it, its first half, its second half, or a part that mj_step has inside.
enum class Part : char { whole = 'w', first = '1', second = '2', inside = 0 };

/// Records of the stream besides steps, which are a Part and how many of them (4 bytes).
enum class Record : char { hints = 'H', model = 'M', state = 'S', inputs = 'i' };

/// What a second simulation takes over from the first: at its beginning, and between steps. What is in the first and
/// not in the second is the simulator's own work.
inline constexpr int kFirstState = mjSTATE_INTEGRATION;
inline constexpr int kInputs = mjSTATE_USER | mjSTATE_WARMSTART;

class Inputs {
 public:
  bool wanted = false;

  /// The recorded run is about to take its first step.
  void begin(const mjModel* m, const mjData* d, const Hints& hints);
  bool follows() const { return following_; }
  /// Before a step, or a half of one, of the recorded run.
  void before(const mjModel* m, const mjData* d, Part part);
  /// After it.
  void after(const mjModel* m, const mjData* d);
  /// The run can't be simulated again: "callback: …". Nothing more is followed.
  void give_up(const std::string& why);
  /// The last census is about to be taken of this; `d` may be null.
  void last_look(const mjModel* m, const mjData* d);
  void end();

 private:
  bool same_model(const mjModel* m) const;
  bool same_state(const mjModel* m, const mjData* d);
  void put(char kind, const void* payload, uint32_t size);
  void put_steps();
  void put_changes(const mjModel* m, const mjData* d);
  void send();

  bool following_ = false, looked_ = false;
  mjOption option_{};
  mjStatistic statistic_{};
  std::vector<char> model_;                                    ///< the buffer at the first step
  size_t unseen_begin_ = 0, unseen_end_ = 0;                   ///< bytes of it that move nothing: pictures
  std::vector<mjtNum> state_, inputs_, now_, forces_between_;  ///< as the last step left them
  const mjData* pending_ = nullptr;                            ///< whose step is under way
  Part part_ = Part::whole;                                    ///< of the steps that wait to be told
  uint32_t waiting_ = 0;
  std::string chunk_;
  size_t told_ = 0;
};

}  // namespace simbench::probe
