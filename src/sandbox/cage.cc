// What surrounds a candidate: the bubblewrap command line, a clean environment, the configuration it is given.
#include <sys/random.h>

#include <set>

#include <fmt/format.h>

#include "sandbox/process.h"

namespace simbench::sandbox {
namespace {

constexpr const char* kWork = "/candidate";
constexpr size_t kDiskBytes = size_t{256} << 20;

bool is_below(const fs::path& path, const fs::path& folder) {
  auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

/// System folders as they are on this host: links stay links (merged /usr).
void bind_system(std::vector<std::string>& out) {
  out.insert(out.end(), {"--ro-bind", "/usr", "/usr"});
  for (const char* name : {"/lib", "/lib64", "/lib32", "/bin", "/sbin"}) {
    std::error_code ignored;
    if (fs::is_symlink(name, ignored)) out.insert(out.end(), {"--symlink", fs::read_symlink(name, ignored).string(), name});
    else if (fs::is_directory(name, ignored)) out.insert(out.end(), {"--ro-bind", name, name});
  }
  for (const char* name : {"/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime"}) out.insert(out.end(), {"--ro-bind-try", name, name});
}

/// Folders outside the system that the interpreter and the probe need, without those inside another.
std::vector<fs::path> folders_to_bind(const Installation& installation) {
  std::set<fs::path> all(installation.read_only.begin(), installation.read_only.end());
  all.insert(probe_folder());
  all.insert(probe_library_folder());
  std::vector<fs::path> out;
  for (const fs::path& folder : all) {  // sorted: a parent comes before its children
    if (folder == "/" || is_below(folder, "/usr") || is_below(folder, "/bin") || is_below(folder, "/lib")) continue;
    if (out.empty() || !is_below(folder, out.back())) out.push_back(folder);
  }
  return out;
}

}  // namespace

std::vector<std::string> caged(const Installation& installation, const std::vector<std::string>& arguments) {
  std::vector<std::string> out{"bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--hostname", "candidate"};
  bind_system(out);
  out.insert(out.end(), {"--proc", "/proc", "--dev", "/dev", "--size", std::to_string(kDiskBytes), "--tmpfs", "/tmp", "--size",
                         std::to_string(kDiskBytes), "--tmpfs", kWork, "--chdir", kWork});
  for (const fs::path& folder : folders_to_bind(installation)) out.insert(out.end(), {"--ro-bind", folder.string(), folder.string()});
  out.push_back("--");
  out.insert(out.end(), arguments.begin(), arguments.end());
  return out;
}

std::vector<std::string> clean_environment(const Installation& installation) {
  const SimulatorRow* row = simulator_row(installation.simulator.name);
  std::vector<std::string> out{"PATH=/usr/bin:/bin", "HOME=/candidate", "TMPDIR=/tmp", "LANG=C.UTF-8", "PYTHONHASHSEED=0",
                               "PYTHONDONTWRITEBYTECODE=1", "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1",
                               "MPLBACKEND=Agg", "MUJOCO_GL=disable",
                               "SIMBENCH_LIBRARIES=" + probe_library_folder().string(),
                               "LD_LIBRARY_PATH=" + installation.library_path};
  for (const auto& [name, value] : row->environment) out.push_back(fmt::format("{}={}", name, value));
  return out;
}

std::string configuration(const Request& request, const SipKey& key) {
  const Limits& limits = request.limits;
  Json config{{"simulator", request.simulator},
              {"simulator_version", installation(request.simulator).simulator.version},
              {"probe", simulator_row(request.simulator)->probe},
              {"script", std::string(kWork) + "/script.py"},
              {"program_bytes", request.program.size()},
              {"horizon_s", limits.horizon_s},
              {"sample_s", std::max(0.02, limits.horizon_s / 500)},
              {"perturbation", request.perturbation.to_json()},
              {"seed", request.perturbation.seed},
              {"limits", {{"cpu_s", limits.cpu_s}, {"memory_bytes", limits.memory_bytes}, {"file_bytes", size_t{64} << 20}, {"processes", 64}}}};
  std::string text = to_text(config);
  uint32_t size = static_cast<uint32_t>(text.size());
  std::string out(reinterpret_cast<const char*>(key.data()), sizeof key);
  out.append(reinterpret_cast<const char*>(&size), 4);
  return out + text + request.program;
}

SipKey random_key() {
  SipKey key{};
  check(::getrandom(key.data(), sizeof key, 0) == sizeof key, "the system gives random numbers");
  return key;
}

}  // namespace simbench::sandbox
