// The native half of the PyChrono probe: functions of Chrono, Irrlicht and the standard library that are called through
// the dynamic linker are caught here. Loaded RTLD_GLOBAL before pychrono, so that its libraries bind to these names
// first. Needs no header of Chrono's: only a method's mangled name and two fields of Irrlicht 1.8's creation
// parameters.
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <string>

#include "probes/wire.h"

#define SIMBENCH_EXPORT __attribute__((visibility("default")))

namespace {

/// Called with the system's address; Python's side does the census and the samples.
using Hook = void (*)(void* system, double time_s);
struct Settings {
  Hook before_first_step = nullptr, sample = nullptr;  // the first also before a step that follows a change
  double sample_s = 0.02;
  int substeps = 1;
  int run = 0;  ///< which system is recorded, in the order of their first steps
} settings;

struct SystemClock {
  double time_s = 0, next_sample_s = 0;
  bool started = false;
  int run = 0;
};
std::map<void*, SystemClock> clocks;
int runs = 0;
void* main_system = nullptr;  // the recorded one
SystemClock longest_other;    // of those that aren't
double last_time_s = 0;       // of the system that was stepped last
int depth = 0;
int touched = 0;          // the script has overwritten a state since the last step
bool look_again = false;  // something was added to a system, or removed from it, since the last step
int windows = 0;          // devices that were asked for, all given the null driver

/// Address of `name` in the first loaded library whose file name contains `part` and that has it. Needed because Python
/// loads its extensions RTLD_LOCAL, where RTLD_NEXT doesn't look. (The core is libChrono_core since 10.0,
/// libChronoEngine before.)
void* find_real(const char* part, const char* name) {
  struct Search {
    const char *part, *name;
    void* found;
  } search{part, name, nullptr};
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* data) {
        auto* s = static_cast<Search*>(data);
        if (std::strstr(info->dlpi_name, s->part) == nullptr || std::strstr(info->dlpi_name, "simbench") != nullptr)
          return 0;
        void* library = dlopen(info->dlpi_name, RTLD_LAZY | RTLD_NOLOAD);
        s->found = library ? dlsym(library, s->name) : nullptr;
        return s->found != nullptr && s->found != dlsym(RTLD_DEFAULT, s->name) ? 1 : 0;
      },
      &search);
  return search.found;
}

[[noreturn]] void missing(const char* name) {
  const std::string note = std::string(R"({"event":"error","type":"ProbeError","line":0,"message":")") + name +
                           R"( was not found: this PyChrono is linked in a way that the probe doesn't know"})";
  simbench_wire_frame('E', note.data(), static_cast<uint32_t>(note.size()));
  simbench_wire_stop("error");
}

SystemClock& clock_of(void* system) {
  auto [clock, fresh] = clocks.try_emplace(system);
  if (fresh) {
    clock->second.run = runs++;
    if (clock->second.run == settings.run) main_system = system;
  }
  return clock->second;
}

void account(void* system, SystemClock& clock, double dt) {
  clock.time_s += dt;
  last_time_s = clock.time_s;
  if (system != main_system) {
    if (clock.time_s > longest_other.time_s) longest_other = clock;
  } else {
    simbench_progress.sim_time_s = clock.time_s;
    if (touched && simbench_progress.steps > 0) ++simbench_progress.state_writes;
    touched = 0;
  }
  simbench_progress.total_time_s += dt;
  ++simbench_progress.steps;
}

/// A step of `dt` has been taken: counts it, and takes a sample where one is due.
void advance(void* system, SystemClock& clock, double dt) {
  bool is_first = !clock.started;
  clock.started = true;
  account(system, clock, dt);
  if (!settings.sample || (!is_first && clock.time_s < clock.next_sample_s - 1e-9)) return;
  while (clock.next_sample_s <= clock.time_s + 1e-9) clock.next_sample_s += settings.sample_s;
  settings.sample(system, clock.time_s);
}

/// A step that is being taken; it may end in an exception, of a callback of the script's for one.
struct Inside {
  Inside() { ++depth; }
  ~Inside() { --depth; }
};

bool opens(const std::string& file, int how) {
  int descriptor = open(file.c_str(), how | O_CLOEXEC);
  if (descriptor >= 0) close(descriptor);
  return descriptor >= 0;
}

/// A copy in the script's own folder that is gone with this object; an empty path where none can be made.
class OwnCopy {
 public:
  explicit OwnCopy(const std::string& file) {
    std::error_code ignored;
    path_ =
        std::filesystem::temp_directory_path(ignored) / ("simbench-" + std::filesystem::path(file).filename().string());
    if (!std::filesystem::copy_file(file, path_, ignored)) path_.clear();
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
  }
  ~OwnCopy() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  OwnCopy(const OwnCopy&) = delete;
  OwnCopy& operator=(const OwnCopy&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

extern "C" {

SIMBENCH_EXPORT void simbench_chrono_configure(Hook before_first_step, Hook sample, double sample_s, int substeps,
                                               int run) {
  settings = {before_first_step, sample, sample_s, substeps, run};
}
SIMBENCH_EXPORT void simbench_chrono_touch() {
  touched = 1;
}
/// The hook before the first step is called before the next one, too.
SIMBENCH_EXPORT void simbench_chrono_look_again() {
  look_again = true;
}

/// What has come through here so far: 1 = a step, 2 = a window; then all is forgotten. For the self-test before a
/// script.
SIMBENCH_EXPORT int simbench_chrono_take_seen() {
  int seen = (simbench_progress.steps > 0 ? 1 : 0) | (windows > 0 ? 2 : 0);
  clocks.clear();
  main_system = nullptr;
  longest_other = {};
  last_time_s = 0;
  runs = windows = touched = 0;
  look_again = false;
  simbench_progress = {};
  return seen;
}

/// The script has made a system: one that was at the same address is gone.
SIMBENCH_EXPORT void simbench_chrono_new_system(void* system) {
  if (system != main_system) clocks.erase(system);
}

/// Time of the system that was stepped last, s.
SIMBENCH_EXPORT double simbench_chrono_last_time() {
  return last_time_s;
}

/// The run that was longer than the recorded one, with its simulated time in s; -1 when none was.
SIMBENCH_EXPORT int simbench_chrono_longer_run(double* time_s) {
  *time_s = longest_other.time_s;
  return longest_other.time_s > simbench_progress.sim_time_s + 1e-9 ? longest_other.run : -1;
}

/// Steps that Python's side sees first ask whether it is the recorded system that is about to be stepped.
SIMBENCH_EXPORT int simbench_chrono_is_recorded(void* system) {
  clock_of(system);
  return system == main_system ? 1 : 0;
}
SIMBENCH_EXPORT void simbench_chrono_static_solve(void* system) {
  last_time_s = clock_of(system).time_s;
  ++simbench_progress.steps;
}
SIMBENCH_EXPORT void simbench_chrono_kinematic_step(void* system, double dt) {
  advance(system, clock_of(system), dt);
}

/// int chrono::ChSystem::DoStepDynamics(double)
SIMBENCH_EXPORT int simbench_do_step(void* system, double dt) __asm__("_ZN6chrono8ChSystem14DoStepDynamicsEd");
int simbench_do_step(void* system, double dt) {
  using Real = int (*)(void*, double);
  static const auto real = reinterpret_cast<Real>(find_real("libChrono", "_ZN6chrono8ChSystem14DoStepDynamicsEd"));
  if (real == nullptr) missing("ChSystem::DoStepDynamics");
  if (depth > 0) return real(system, dt);
  SystemClock& clock = clock_of(system);
  Inside inside;
  if (system == main_system && (!clock.started || look_again) && settings.before_first_step) {
    look_again = false;
    settings.before_first_step(system, dt);
  }
  int result = 0;
  for (int i = 0; i < settings.substeps; ++i) result = real(system, dt / settings.substeps);
  advance(system, clock, dt);
  return result;
}

/// void chrono::vehicle::ChPac02Tire::SetMFParamsByFile(const std::string&): opens the file for writing though it only
/// reads it (10.0.0), which the installation's data don't allow here. It gets a copy of a file that can only be read.
#define SIMBENCH_SET_TIRE_FILE \
  "_ZN6chrono7vehicle11ChPac02Tire17SetMFParamsByFileERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE"
SIMBENCH_EXPORT void simbench_set_tire_file(void* tire, const std::string& file) __asm__(SIMBENCH_SET_TIRE_FILE);
void simbench_set_tire_file(void* tire, const std::string& file) {
  using Real = void (*)(void*, const std::string&);
  static const auto real = reinterpret_cast<Real>(find_real("libChrono", SIMBENCH_SET_TIRE_FILE));
  if (real == nullptr) missing("ChPac02Tire::SetMFParamsByFile");
  if (opens(file, O_RDWR) || !opens(file, O_RDONLY)) return real(tire, file);
  OwnCopy copy(file);
  real(tire, copy.path().empty() ? file : copy.path());
}

/// irr::IrrlichtDevice* createDeviceEx(const irr::SIrrlichtCreationParameters&): the null driver needs no display, no
/// GL; it doesn't log, as stdout is the script's.
SIMBENCH_EXPORT void* createDeviceEx(const void* parameters) {
  using Real = void* (*)(const void*);
  static const auto real = reinterpret_cast<Real>(find_real("libIrrlicht", "createDeviceEx"));
  if (real == nullptr) missing("createDeviceEx");
  constexpr size_t kSize = 512, kDriverTypeOffset = 4,
                   kLoggingLevelOffset = 48;  // of Irrlicht 1.8; the structure is smaller than 512 bytes
  constexpr int32_t kNullDriver = 0, kLogNothing = 4;
  alignas(16) unsigned char copy[kSize];
  std::memcpy(copy, parameters, kSize);
  std::memcpy(copy + kDriverTypeOffset, &kNullDriver, sizeof kNullDriver);
  std::memcpy(copy + kLoggingLevelOffset, &kLogNothing, sizeof kLogNothing);
  ++windows;
  return real(copy);
}
}
