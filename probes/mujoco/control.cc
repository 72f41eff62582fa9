// What the Python side of the probe calls: configuration, hints, the end.
#include "probes/mujoco/recorder.h"
#include "probes/wire.h"

#define SIMBENCH_EXPORT __attribute__((visibility("default")))

namespace {

using simbench::probe::Json;
using simbench::probe::recorder;

int integrator_id(const std::string& name) {
  if (name == "Euler") return mjINT_EULER;
  if (name == "RK4") return mjINT_RK4;
  if (name == "implicit") return mjINT_IMPLICIT;
  if (name == "implicitfast") return mjINT_IMPLICITFAST;
  if (name == "discrete") return mjINT_DISCRETE;
  return -1;
}

}  // namespace

extern "C" {

/// The version of the headers that this library was built with, as mj_version() gives it.
SIMBENCH_EXPORT int simbench_mujoco_version() {
  return mjVERSION_HEADER;
}

/// Returns 0, or −1 if the configuration can't be read or names an integrator that MuJoCo doesn't have.
SIMBENCH_EXPORT int simbench_mujoco_configure(const char* text) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return -1;
  auto& config = recorder().config;
  config.horizon_s = json.value("horizon_s", config.horizon_s);
  config.sample_s = json.value("sample_s", config.sample_s);
  config.velocity_jitter = json.value("velocity_jitter", 0.0);
  config.seed = json.value("seed", uint64_t{0});
  config.run = json.value("run", 0);
  recorder().inputs.wanted = json.value("inputs", false);
  config.substeps = std::max(1, json.value("substeps", 1));
  std::string integrator = json.value("integrator", std::string());
  config.integrator = integrator_id(integrator);
  return integrator.empty() || config.integrator >= 0 ? 0 : -1;
}

/// Elastic constants of soft bodies by name, {"cloth": {"young_modulus_Pa": …}}.
SIMBENCH_EXPORT void simbench_mujoco_flex_hints(const char* text) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_object()) recorder().hints.flex.update(json);
}

SIMBENCH_EXPORT void simbench_mujoco_visual(const char* text) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_object()) recorder().add_visual(json);
}

SIMBENCH_EXPORT void simbench_mujoco_disable() {
  recorder().active = false;
}
SIMBENCH_EXPORT void simbench_mujoco_finish() {
  recorder().finish();
}
}
