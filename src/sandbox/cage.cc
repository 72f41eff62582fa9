// What surrounds a candidate: the bubblewrap command line, a clean environment, the configuration it is given.
#include <fmt/format.h>
#include <sys/random.h>

#include <cstdlib>
#include <set>

#include "sandbox/answers.h"
#include "sandbox/process.h"

namespace simbench::sandbox {
namespace {

constexpr const char* kSharedMemory = "/dev/shm";  // LLVM's OpenMP ends the process that may not write there
constexpr size_t kDiskBytes = size_t{256} << 20, kFileBytes = size_t{64} << 20;

bool is_below(const fs::path& path, const fs::path& folder) {
  auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

/// System folders as they are on this host: links stay links (merged /usr).
void bind_system(std::vector<std::string>& out) {
  out.insert(out.end(), {"--ro-bind", "/usr", "/usr"});
  for (const char* name : {"/lib", "/lib64", "/lib32", "/bin", "/sbin"}) {
    std::error_code ignored;
    if (fs::is_symlink(name, ignored))
      out.insert(out.end(), {"--symlink", fs::read_symlink(name, ignored).string(), name});
    else if (fs::is_directory(name, ignored))
      out.insert(out.end(), {"--ro-bind", name, name});
  }
  for (const char* name : {"/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime"})
    out.insert(out.end(), {"--ro-bind-try", name, name});
}

/// Folders outside the system that the interpreter and the probe need, without those inside another. `facts`: also what
/// only the probe reads, before the candidate starts.
std::vector<fs::path> folders_to_bind(const Installation& installation, bool facts) {
  std::set<fs::path> all;
  std::error_code ignored;
  for (const fs::path& folder : installation.read_only)  // a link inside another of these folders leads to its target
    all.insert({folder, fs::weakly_canonical(folder, ignored)});
  all.insert(probe_folder());
  all.insert(probe_library_folder());
  fs::path facts_of_release = facts_folder(*simulator_row(installation.simulator.name));
  if (facts && !facts_of_release.empty()) all.insert(facts_of_release);
  std::vector<fs::path> out;
  for (const fs::path& folder : all) {  // sorted: a parent comes before its children
    if (folder == "/" || is_below(folder, "/usr") || is_below(folder, "/bin") || is_below(folder, "/lib")) continue;
    if (out.empty() || !is_below(folder, out.back())) out.push_back(folder);
  }
  return out;
}

/// bubblewrap's options that lay an empty folder over the answers, and show again what the probe needs of them.
std::vector<std::string> veil(const Installation& installation) {
  std::vector<std::string> out;
  std::vector<fs::path> bound = folders_to_bind(installation, true);
  bound.emplace_back("/usr");
  for (const fs::path& folder : bound)
    if (auto answers = answers_below(folder)) out.insert(out.end(), {"--tmpfs", answers->string()});
  std::string facts = facts_folder(*simulator_row(installation.simulator.name));
  if (!out.empty() && !facts.empty()) out.insert(out.end(), {"--ro-bind", facts, facts});
  return out;
}

}  // namespace

std::vector<std::string> bubblewrap(const std::vector<fs::path>& read_only, const std::vector<std::string>& arguments,
                                    bool die_with_thread, const std::vector<std::string>& more) {
  std::vector<std::string> out{"bwrap", "--unshare-all", "--new-session", "--cap-drop",
                               "ALL",   "--hostname",    "candidate"};
  if (die_with_thread) out.push_back("--die-with-parent");
  bind_system(out);
  std::string size = std::to_string(kDiskBytes);
  out.insert(out.end(), {"--proc", "/proc", "--dev", "/dev"});
  for (const char* own : {"/tmp", kSharedMemory, kCagedFolder}) out.insert(out.end(), {"--size", size, "--tmpfs", own});
  out.insert(out.end(), {"--chdir", kCagedFolder});
  for (const fs::path& folder : read_only) out.insert(out.end(), {"--ro-bind", folder.string(), folder.string()});
  out.insert(out.end(), more.begin(), more.end());
  out.push_back("--");
  out.insert(out.end(), arguments.begin(), arguments.end());
  return out;
}

std::vector<std::string> runner_command(const Installation& installation, const Layers& layers, bool serve) {
  std::vector<std::string> runner{installation.simulator.python, "-s", "-u", "-B",
                                  (probe_folder() / "runner.py").string()};
  if (serve) runner.insert(runner.end(), {"--serve", std::string(simulator_row(installation.simulator.name)->probe)});
  return layers.namespaces ? bubblewrap(folders_to_bind(installation, true), runner, !serve, veil(installation))
                           : runner;
}

std::vector<std::string> clean_environment(const Installation& installation, const std::string& work_folder) {
  std::vector<std::string> out{
      "PATH=/usr/bin:/bin",
      "HOME=" + work_folder,
      "TMPDIR=" + work_folder,
      "LANG=C.UTF-8",
      "PYTHONHASHSEED=0",
      "PYTHONDONTWRITEBYTECODE=1",
      "OMP_NUM_THREADS=1",
      "OPENBLAS_NUM_THREADS=1",
      "MKL_NUM_THREADS=1",
      "MPLBACKEND=Agg",
      "SIMBENCH_LIBRARIES=" + probe_library_folder().string(),
      "LD_LIBRARY_PATH=" + installation.library_path,
      "SIMBENCH_SIMULATOR_VERSION=" + installation.simulator.version,
      "SIMBENCH_API_INDEXES=" + facts_folder(*simulator_row(installation.simulator.name)).string()};
  if (const char* hook = std::getenv("SIMBENCH_PROBE_HOOK"))
    out.push_back(fmt::format("SIMBENCH_PROBE_HOOK={}", hook));  // "python": for tests
  for (const auto& [name, value] : simulator_row(installation.simulator.name)->environment)
    out.push_back(fmt::format("{}={}", name, value));
  return out;
}

/// What the process locks itself into before the candidate's first line; the names are those of probes/cage.cc.
Json locks(const Limits& limits, const Installation& installation, const Layers& layers,
           const std::string& work_folder) {
  Json readable = Json::array(), listable = Json::array();
  std::vector<fs::path> wanted = folders_to_bind(installation, false);
  for (const char* path : {"/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/etc/localtime",
                           "/proc/meminfo", "/proc/cpuinfo", "/sys/devices/system/cpu"})
    wanted.emplace_back(path);
  for (const fs::path& folder : wanted) {
    Sight sight = layers.namespaces ? Sight{{folder}, {}} : without_answers(folder);  // namespaces veil them
    for (const fs::path& path : sight.readable) readable.push_back(path.string());
    for (const fs::path& path : sight.listable) listable.push_back(path.string());
  }
  Json writable{work_folder};
  if (layers.namespaces)
    for (const char* own : {"/tmp", kSharedMemory}) writable.push_back(own);  // not the host's
  return {{"cpu_s", limits.cpu_s},     {"memory_bytes", limits.memory_bytes},
          {"file_bytes", kFileBytes},  {"processes", 64},
          {"readable", readable},      {"listable", listable},
          {"writable", writable},      {"landlock", layers.landlock_abi > 0},
          {"seccomp", layers.seccomp}, {"user", layers.user}};
}

std::string configuration(const Request& request, const SipKey& key, const Layers& layers,
                          const std::string& work_folder) {
  const Limits& limits = request.limits;
  const Installation& found = installation(request.simulator);
  Json files = Json::array();
  std::string contents = request.program;
  for (const auto& [name, bytes] : request.files) files.push_back({name, bytes.size()}), contents += bytes;
  contents += request.repeated;
  Json config{{"simulator", request.simulator},
              {"simulator_version", found.simulator.version},
              {"probe", simulator_row(request.simulator)->probe},
              {"script", work_folder + "/script.py"},
              {"program_bytes", request.program.size()},
              {"files", files},
              {"horizon_s", limits.horizon_s},
              {"wall_s", limits.wall_s},
              {"stall_cpu_s", limits.stall_cpu_s},
              {"sample_s", std::max(0.02, limits.horizon_s / 500)},
              {"run", request.run},
              {"blind", request.blind},
              {"inputs", request.tell_inputs},
              {"repeat_bytes", request.repeated.size()},
              {"perturbation", request.perturbation.to_json()},
              {"seed", request.perturbation.seed},
              {"locks", locks(limits, found, layers, work_folder)}};
  std::string text = to_text(config);
  uint32_t size = static_cast<uint32_t>(text.size());
  std::string out(reinterpret_cast<const char*>(key.data()), sizeof key);
  out.append(reinterpret_cast<const char*>(&size), 4);
  return out + text + contents;
}

SipKey random_key() {
  SipKey key{};
  check(::getrandom(key.data(), sizeof key, 0) == sizeof key, "the system gives random numbers");
  return key;
}

}  // namespace simbench::sandbox
