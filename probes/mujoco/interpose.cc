// Replacements of MuJoCo's stepping functions. This library is loaded before MuJoCo with global visibility, so that
// every caller (bindings, rollout, batch, libmujoco itself) comes through here. The real functions are looked up in
// libmujoco.
#include "probes/mujoco/interpose.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

#include "probes/mujoco/own_steps.h"
#include "probes/wire.h"

namespace simbench::probe {
namespace {

constexpr int kMajor = mjVERSION_HEADER / 1000000, kMinor = mjVERSION_HEADER / 1000 % 1000,
              kPatch = mjVERSION_HEADER % 1000;

}  // namespace

constinit thread_local int depth = 0;
constinit thread_local Rollout rollout;

void* real_function(const char* name) {
  static void* library = [] {
    char file[64];
    std::snprintf(file, sizeof file, "libmujoco.so.%d.%d.%d", kMajor, kMinor, kPatch);
    return dlopen(file, RTLD_NOLOAD | RTLD_LAZY);
  }();
  void* symbol = library ? dlsym(library, name) : nullptr;
  if (!symbol) {
    std::fprintf(stderr, "simbench probe: MuJoCo has no %s\n", name);
    std::abort();
  }
  return symbol;
}

namespace {

/// The options that a perturbation changes, put back after each step: the script must not see them.
class Perturbed {
 public:
  explicit Perturbed(const mjModel* m)
      : options_(const_cast<mjModel*>(m)->opt), step_s_(m->opt.timestep), integrator_(m->opt.integrator) {
    const auto& config = recorder().config;
    if (config.substeps > 1) options_.timestep = step_s_ / config.substeps;
    if (config.integrator >= 0) options_.integrator = config.integrator;
  }
  ~Perturbed() { options_.timestep = step_s_, options_.integrator = integrator_; }

 private:
  mjOption& options_;
  mjtNum step_s_;
  int integrator_;
};

/// One step of the script: `advance` once, and the rest of the substeps by `again`.
template <typename Advance, typename Again>
void step(const mjModel* m, mjData* d, Part part, Advance advance, Again again) {
  Inside inside;
  own_steps().forget(d);
  recorder().before(m, d, part);
  {
    Perturbed perturbed(m);
    advance();
    for (int i = 1; i < recorder().config.substeps; ++i) again();
  }
  recorder().after(m, d);
}

}  // namespace
}  // namespace simbench::probe

using simbench::probe::Inside;
using simbench::probe::is_ours;
using simbench::probe::own_steps;
using simbench::probe::Part;
using simbench::probe::recorder;
using simbench::probe::step;

extern "C" {

SIMBENCH_EXPORT void mj_step(const mjModel* m, mjData* d) {
  REAL(mj_step);
  if (!is_ours()) return original(m, d);
  step(
      m, d, Part::whole, [&] { original(m, d); }, [&] { original(m, d); });
}

SIMBENCH_EXPORT void mj_step1(const mjModel* m, mjData* d) {
  REAL(mj_step1);
  if (!is_ours()) return original(m, d);
  Inside inside;
  own_steps().forget(d);
  recorder().before(m, d, Part::first);
  original(m, d);
  recorder().between(m, d);
}

SIMBENCH_EXPORT void mj_step2(const mjModel* m, mjData* d) {
  REAL(mj_step2);
  if (!is_ours()) return original(m, d);
  if (m->opt.integrator == mjINT_RK4)
    recorder().note("RK4 is asked for, but mj_step1 and mj_step2 integrate by Euler: only mj_step does RK4");
  static auto* const whole = reinterpret_cast<decltype(mj_step)*>(simbench::probe::real_function("mj_step"));
  step(
      m, d, Part::second, [&] { original(m, d); }, [&] { whole(m, d); });
}

// Called by scripts that do mj_forward and integrate themselves.
SIMBENCH_EXPORT void mj_Euler(const mjModel* m, mjData* d) {
  REAL(mj_Euler);
  if (!is_ours()) return original(m, d);
  step(
      m, d, Part::inside, [&] { original(m, d); }, [&] { mj_forward(m, d), original(m, d); });
}

SIMBENCH_EXPORT void mj_RungeKutta(const mjModel* m, mjData* d, int n) {
  REAL(mj_RungeKutta);
  if (!is_ours()) return original(m, d, n);
  step(
      m, d, Part::inside, [&] { original(m, d, n); }, [&] { mj_forward(m, d), original(m, d, n); });
}

SIMBENCH_EXPORT void mj_implicit(const mjModel* m, mjData* d) {
  REAL(mj_implicit);
  if (!is_ours()) return original(m, d);
  step(
      m, d, Part::inside, [&] { original(m, d); }, [&] { mj_forward(m, d), original(m, d); });
}

// Scripts that integrate by themselves show it by what they evaluate.
SIMBENCH_EXPORT void mj_forward(const mjModel* m, mjData* d) {
  REAL(mj_forward);
  bool ours = is_ours() && !simbench::probe::current_member.owner;
  Inside inside;
  original(m, d);
  if (ours) own_steps().evaluated(m, d);
}

SIMBENCH_EXPORT void mj_forwardSkip(const mjModel* m, mjData* d, int skipstage, int skipsensor) {
  REAL(mj_forwardSkip);
  bool ours = is_ours() && !simbench::probe::current_member.owner;
  Inside inside;
  original(m, d, skipstage, skipsensor);
  if (ours) own_steps().evaluated(m, d);
}

/// The last stage, for scripts that call them one by one.
SIMBENCH_EXPORT void mj_fwdConstraint(const mjModel* m, mjData* d) {
  REAL(mj_fwdConstraint);
  bool ours = is_ours() && !simbench::probe::current_member.owner;
  Inside inside;
  original(m, d);
  if (ours) own_steps().evaluated(m, d);
}

// Moves the model back and forth to see how far an actuator reaches.
SIMBENCH_EXPORT int mj_setLengthRange(mjModel* m, mjData* d, int index, const mjLROpt* opt, char* error, int size) {
  REAL(mj_setLengthRange);
  Inside inside;
  return original(m, d, index, opt, error, size);
}

// Differences about a state step and evaluate by themselves, and put it back.
SIMBENCH_EXPORT void mjd_transitionFD(const mjModel* m, mjData* d, mjtNum eps, mjtBool flg_centered, mjtNum* A,
                                      mjtNum* B, mjtNum* C, mjtNum* D) {
  REAL(mjd_transitionFD);
  Inside inside;
  original(m, d, eps, flg_centered, A, B, C, D);
}

SIMBENCH_EXPORT void mj_integratePos(const mjModel* m, mjtNum* qpos, const mjtNum* qvel, mjtNum dt) {
  REAL(mj_integratePos);
  original(m, qpos, qvel, dt);
  if (is_ours()) own_steps().integrated(qpos, dt);
}

SIMBENCH_EXPORT void mj_resetData(const mjModel* m, mjData* d) {
  REAL(mj_resetData);
  if (is_ours()) recorder().was_reset(d);
  Inside inside;
  original(m, d);
}

SIMBENCH_EXPORT void mj_resetDataKeyframe(const mjModel* m, mjData* d, int key) {
  REAL(mj_resetDataKeyframe);
  if (is_ours()) recorder().was_reset(d);
  Inside inside;
  original(m, d, key);
}

SIMBENCH_EXPORT void mj_resetDataDebug(const mjModel* m, mjData* d, unsigned char value) {
  REAL(mj_resetDataDebug);
  if (is_ours()) recorder().was_reset(d);
  Inside inside;
  original(m, d, value);
}

/// A rollout sets the state of each of its members once, and then only its controls.
SIMBENCH_EXPORT void mj_setState(const mjModel* m, mjData* d, const mjtNum* state, int sig) {
  REAL(mj_setState);
  if (is_ours() && simbench::probe::rollout.running && (sig & mjSTATE_QPOS))
    recorder().begin_member(d, simbench::probe::rollout.next++);
  original(m, d, state, sig);
}

SIMBENCH_EXPORT void mj_deleteData(mjData* d) {
  REAL(mj_deleteData);
  if (is_ours()) {
    Inside inside;
    own_steps().forget(d);
    recorder().deleted(d);
  }
  original(d);
}

SIMBENCH_EXPORT void mj_deleteModel(mjModel* m) {
  REAL(mj_deleteModel);
  if (is_ours()) {
    Inside inside;
    recorder().deleted(m);
  }
  original(m);
}

// The compiler takes a step of its own to test the model.
SIMBENCH_EXPORT mjModel* mj_loadXML(const char* file, const mjVFS* vfs, char* error, int size) {
  REAL(mj_loadXML);
  Inside inside;
  return original(file, vfs, error, size);
}

SIMBENCH_EXPORT mjModel* mj_compile(mjSpec* spec, const mjVFS* vfs) {
  REAL(mj_compile);
  Inside inside;
  return original(spec, vfs);
}

SIMBENCH_EXPORT int mj_recompile(mjSpec* spec, const mjVFS* vfs, mjModel* m, mjData* d) {
  REAL(mj_recompile);
  Inside inside;
  return original(spec, vfs, m, d);
}
}
