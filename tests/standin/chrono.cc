// A small stand-in for PyChrono's native half: real C++ objects with vtables, a stepping function that is called
// through the dynamic linker, and an Irrlicht that says which driver it was asked for. tests/standin/pychrono holds
// proxies over it in SWIG's manner.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#define STANDIN_EXPORT __attribute__((visibility("default")))

namespace chrono {

struct ChObj {
  virtual ~ChObj() = default;
};

struct ChBody : ChObj {
  double pos[3] = {0, 0, 0}, vel[3] = {0, 0, 0}, mass = 1;
  int fixed = 0;
};
struct ChBodyEasyBox : ChBody {};
struct ChLinkLockRevolute : ChObj {};
struct ChLinkLockBrake : ChLinkLockRevolute {};  // which has no proxy
struct ChVehicle : ChObj {};
struct Buggy_Vehicle : ChVehicle {};
struct Buggy_TMeasyTire : ChObj {};
struct ChElementBeamEuler : ChObj {};
struct ChLinkNodeFrame : ChObj {};
struct ChCollisionShapeBox : ChObj {};
struct ChBeamSectionEulerEasyRectangular : ChObj {};
struct ChNodeFEAxyzrot : ChObj {};
struct ChMesh : ChObj {};

struct STANDIN_EXPORT ChSystem : ChObj {
  double gravity[3] = {0, 0, -9.81}, time = 0;
  std::vector<std::shared_ptr<ChBody>> bodies;
  int DoStepDynamics(double dt);
};
struct ChSystemNSC : ChSystem {};

int ChSystem::DoStepDynamics(double dt) {
  for (auto& body : bodies) {
    if (body->fixed) continue;
    for (int k = 0; k < 3; ++k) body->vel[k] += dt * gravity[k], body->pos[k] += dt * body->vel[k];
  }
  time += dt;
  return 1;
}

namespace vehicle {
struct STANDIN_EXPORT ChPac02Tire : ChObj {
  int lines = 0;
  void SetMFParamsByFile(const std::string& file);
};

/// Opens for writing what it only reads, as Chrono 10.0.0 does.
void ChPac02Tire::SetMFParamsByFile(const std::string& file) {
  std::FILE* opened = std::fopen(file.c_str(), "r+");
  if (opened == nullptr) return;
  for (int c = std::fgetc(opened); c != EOF; c = std::fgetc(opened)) lines += c == '\n' ? 1 : 0;
  std::fclose(opened);
}
}  // namespace vehicle

}  // namespace chrono

namespace {

template <typename T>
void* shared() {
  return new std::shared_ptr<chrono::ChObj>(
      std::make_shared<T>());  // as SWIG holds it; the test's process lives for seconds
}

}  // namespace

extern "C" {

/// A new object of the class; a pointer to its shared_ptr, or for systems the object itself.
STANDIN_EXPORT void* standin_new(const char* name) {
  const std::string_view n(name);
  if (n == "ChSystemNSC") return new chrono::ChSystemNSC;
  if (n == "ChBody") return shared<chrono::ChBody>();
  if (n == "ChBodyEasyBox") return shared<chrono::ChBodyEasyBox>();
  if (n == "ChLinkLockRevolute") return shared<chrono::ChLinkLockRevolute>();
  if (n == "Buggy_Vehicle") return shared<chrono::Buggy_Vehicle>();
  if (n == "Buggy_TMeasyTire") return shared<chrono::Buggy_TMeasyTire>();
  if (n == "ChElementBeamEuler") return shared<chrono::ChElementBeamEuler>();
  if (n == "ChCollisionShapeBox") return shared<chrono::ChCollisionShapeBox>();
  if (n == "ChLinkLockBrake") return shared<chrono::ChLinkLockBrake>();
  if (n == "ChLinkNodeFrame") return shared<chrono::ChLinkNodeFrame>();
  if (n == "ChBeamSectionEulerEasyRectangular") return shared<chrono::ChBeamSectionEulerEasyRectangular>();
  if (n == "ChNodeFEAxyzrot") return shared<chrono::ChNodeFEAxyzrot>();
  if (n == "ChMesh") return shared<chrono::ChMesh>();
  return shared<chrono::ChObj>();
}
STANDIN_EXPORT void standin_add(chrono::ChSystem* system, std::shared_ptr<chrono::ChBody>* body) {
  system->bodies.push_back(*body);
}
STANDIN_EXPORT void standin_remove(chrono::ChSystem* system, std::shared_ptr<chrono::ChBody>* body) {
  std::erase(system->bodies, *body);
}
/// pos, vel, mass of a body.
STANDIN_EXPORT double* standin_state(std::shared_ptr<chrono::ChBody>* body) {
  return (*body)->pos;
}
STANDIN_EXPORT int* standin_fixed(std::shared_ptr<chrono::ChBody>* body) {
  return &(*body)->fixed;
}
/// gravity, time of a system.
STANDIN_EXPORT double* standin_system(chrono::ChSystem* system) {
  return system->gravity;
}
/// Through the dynamic linker, as every caller in Chrono does it.
STANDIN_EXPORT int standin_step(chrono::ChSystem* system, double dt) {
  return system->DoStepDynamics(dt);
}
STANDIN_EXPORT unsigned standin_random() {
  return std::random_device()();
}
/// Lines of the tire's file, 0 where it can't be opened.
STANDIN_EXPORT int standin_read_tire(const char* file) {
  chrono::vehicle::ChPac02Tire tire;
  tire.SetMFParamsByFile(file);
  return tire.lines;
}
STANDIN_EXPORT void standin_crash() {
  *reinterpret_cast<volatile int*>(8) = 1;
}
STANDIN_EXPORT void standin_abort() {
  std::abort();
}

void* createDeviceEx(const void* parameters);
STANDIN_EXPORT int standin_open_window() {
  alignas(16) unsigned char parameters[512] = {};
  const int32_t open_gl = 5;
  std::memcpy(parameters + 4, &open_gl, sizeof open_gl);
  return static_cast<int>(reinterpret_cast<intptr_t>(createDeviceEx(parameters)));
}
}
