#pragma once
// What all replacements of MuJoCo's functions share.
#include "probes/mujoco/recorder.h"

#define SIMBENCH_EXPORT __attribute__((visibility("default")))

namespace simbench::probe {

/// The function of this name in libmujoco; ends the process if there is none.
void* real_function(const char* name);

/// > 0 inside a step or the compiler: calls of libmujoco to itself aren't the script's.
extern constinit thread_local int depth;

struct Inside {
  Inside() { ++depth; }
  ~Inside() { --depth; }
};

inline bool is_ours() {
  return depth == 0 && recorder().active;
}

/// A rollout in this thread, and the member that begins next.
struct Rollout {
  bool running = false;
  int next = 0;
};
extern constinit thread_local Rollout rollout;

}  // namespace simbench::probe

#define REAL(name) \
  static auto* const original = reinterpret_cast<decltype(name)*>(simbench::probe::real_function(#name))
