// Replacements of MuJoCo's stepping functions. This library is loaded before MuJoCo with global visibility, so that
// every caller (bindings, rollout, batch, libmujoco itself) comes through here. The real functions are looked up in
// libmujoco.
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

#include "probes/mujoco/recorder.h"
#include "probes/wire.h"

#define SIMBENCH_EXPORT __attribute__((visibility("default")))

namespace {

using simbench::probe::recorder;

constexpr int kMajor = mjVERSION_HEADER / 1000000, kMinor = mjVERSION_HEADER / 1000 % 1000,
              kPatch = mjVERSION_HEADER % 1000;

template <typename Function>
Function* real(const char* name) {
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
  return reinterpret_cast<Function*>(symbol);
}
#define REAL(name) static auto* const original = real<decltype(name)>(#name)

thread_local int depth = 0;  ///< > 0 inside a step or the compiler: calls of libmujoco to itself aren't the script's

struct Inside {
  Inside() { ++depth; }
  ~Inside() { --depth; }
};

bool is_ours() {
  return depth == 0 && recorder().active;
}

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
void step(const mjModel* m, mjData* d, Advance advance, Again again) {
  recorder().before(m, d);
  {
    Inside inside;
    Perturbed perturbed(m);
    advance();
    for (int i = 1; i < recorder().config.substeps; ++i) again();
  }
  recorder().after(m, d);
}

}  // namespace

extern "C" {

SIMBENCH_EXPORT void mj_step(const mjModel* m, mjData* d) {
  REAL(mj_step);
  if (!is_ours()) return original(m, d);
  step(
      m, d, [&] { original(m, d); }, [&] { original(m, d); });
}

SIMBENCH_EXPORT void mj_step1(const mjModel* m, mjData* d) {
  REAL(mj_step1);
  if (!is_ours()) return original(m, d);
  recorder().before(m, d);
  Inside inside;
  original(m, d);
  recorder().between(m, d);
}

SIMBENCH_EXPORT void mj_step2(const mjModel* m, mjData* d) {
  REAL(mj_step2);
  if (!is_ours()) return original(m, d);
  static auto* const whole = real<decltype(mj_step)>("mj_step");
  step(
      m, d, [&] { original(m, d); }, [&] { whole(m, d); });
}

// Called by scripts that do mj_forward and integrate themselves.
SIMBENCH_EXPORT void mj_Euler(const mjModel* m, mjData* d) {
  REAL(mj_Euler);
  if (!is_ours()) return original(m, d);
  step(
      m, d, [&] { original(m, d); }, [&] { mj_forward(m, d), original(m, d); });
}

SIMBENCH_EXPORT void mj_RungeKutta(const mjModel* m, mjData* d, int n) {
  REAL(mj_RungeKutta);
  if (!is_ours()) return original(m, d, n);
  step(
      m, d, [&] { original(m, d, n); }, [&] { mj_forward(m, d), original(m, d, n); });
}

SIMBENCH_EXPORT void mj_implicit(const mjModel* m, mjData* d) {
  REAL(mj_implicit);
  if (!is_ours()) return original(m, d);
  step(
      m, d, [&] { original(m, d); }, [&] { mj_forward(m, d), original(m, d); });
}

SIMBENCH_EXPORT void mj_deleteData(mjData* d) {
  REAL(mj_deleteData);
  if (is_ours()) {
    Inside inside;
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
