#include "sandbox/simulators.h"

#include <fmt/format.h>

#include <cstdlib>
#include <mutex>

namespace simbench::sandbox {
namespace {

/// Prints what must be known about an installation as one line of JSON. Modules that fail to import are left out.
constexpr std::string_view kSurvey = R"py(
import sys
del sys.path[0]  # the user's current folder: its mujoco.py or random.py is nobody's module
import importlib, importlib.util, json, os
package, modules = sys.argv[1], sys.argv[2:]
out = {"prefixes": sorted({sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}), "path": [p for p in sys.path if p],
       "executable": os.path.realpath(sys.executable), "python": sys.version.split()[0], "modules": [], "problem": ""}
try:
    module = importlib.import_module(package)
    out["modules"].append(package)
    out["version"] = str(getattr(module, "__version__", "") or "")
    out["package_folder"] = os.path.dirname(module.__file__)
    if not out["version"]:
        import importlib.metadata
        try: out["version"] = importlib.metadata.version(package)
        except Exception: pass
    if not out["version"]:  # conda notes its packages beside the environment
        import glob, re
        for note in glob.glob(os.path.join(sys.prefix, "conda-meta", package + "-*.json")):
            out["version"] = re.sub(r"^" + package + r"-([^-]+)-.*$", r"\1", os.path.basename(note)[:-5])
except BaseException as error:
    out["problem"] = f"{type(error).__name__}: {error}"
for name in modules if not out["problem"] else []:
    try:
        importlib.import_module(name)
        out["modules"].append(name)
    except BaseException:
        pass
try: out["data_folder"] = module.GetChronoDataPath().rstrip("/")
except Exception: out["data_folder"] = ""
if not os.path.isabs(out["data_folder"]): out["data_folder"] = ""  # a build that was never installed
out["libraries"] = sorted({os.path.dirname(line.split()[-1]) for line in open("/proc/self/maps") if ".so" in line.split()[-1]})
print("\n" + json.dumps(out))
)py";

fs::path python_of(const SimulatorRow& row) {
  if (const char* chosen = std::getenv(std::string(row.variable).c_str()); chosen && *chosen) return chosen;
  if (row.default_python.empty()) return {};
  return source_folder() / row.default_python;
}

std::string advice(const SimulatorRow& row, const std::string& what) {
  return fmt::format("{}. {}, or name an interpreter that has it in {}", what, row.remedy, row.variable);
}

Installation survey(const SimulatorRow& row) {
  Installation found;
  Simulator& simulator = found.simulator;
  simulator.name = row.name;
  fs::path python = python_of(row);
  simulator.python = python.string();
  std::error_code ignored;
  if (python.empty() || !fs::exists(python, ignored)) {
    simulator.problem = advice(row, python.empty() ? fmt::format("{} is not there", row.name)
                                                   : fmt::format("no interpreter at {}", python.string()));
    return found;
  }
  std::vector<std::string> command{python.string(), "-s", "-B", "-c", std::string(kSurvey), std::string(row.package)};
  for (std::string_view module : row.modules) command.emplace_back(module);
  ProcessOptions options;
  for (const auto& [name, value] : row.environment) options.extra[std::string(name)] = value;
  auto answer = run_process(command, options);
  if (!answer) {
    simulator.problem = answer.error().text();
    return found;
  }
  std::string_view out = trim(answer->out);
  auto json =
      parse_json(out.substr(out.rfind('\n') == std::string_view::npos ? 0 : out.rfind('\n') + 1), "interpreter survey");
  if (!json || !get_string(*json, "problem").value_or("?").empty()) {
    std::string why = json ? get_string(*json, "problem").value_or("") : tail(answer->err, 300);
    simulator.problem = advice(row, fmt::format("{} can't import {} ({})", python.string(), row.package, why));
    return found;
  }
  simulator.version = get_string(*json, "version").value_or("");
  for (const Json& module : get(*json, "modules")) simulator.modules.push_back(module.get<std::string>());
  std::string package = get_string(*json, "package_folder").value_or("");
  found.library_path = package;
  for (const Json& prefix : get(*json, "prefixes")) found.read_only.emplace_back(prefix.get<std::string>());
  for (const Json& folder : get(*json, "libraries"))
    found.read_only.emplace_back(folder.get<std::string>());  // e.g. MKL beside the prefix
  for (const Json& path : get(*json, "path"))
    if (fs::is_directory(path.get<std::string>(), ignored)) found.read_only.emplace_back(path.get<std::string>());
  found.read_only.emplace_back(fs::path(get_string(*json, "executable").value_or("/")).parent_path());
  found.data_folder = get_string(*json, "data_folder").value_or("");
  if (fs::is_directory(found.data_folder, ignored))
    found.read_only.push_back(fs::canonical(found.data_folder, ignored));
  return found;
}

fs::path existing(const char* variable, const fs::path& otherwise) {
  const char* chosen = std::getenv(variable);
  return chosen && *chosen ? fs::path(chosen) : otherwise;
}

}  // namespace

const std::vector<SimulatorRow>& simulator_rows() {
  static const std::vector<SimulatorRow> rows{
      {.name = "mujoco",
       .variable = "SIMBENCH_MUJOCO_PYTHON",
       .default_python = ".deps/mujoco/bin/python",
       .package = "mujoco",
       .modules = {"mujoco.rollout"},
       .probe = "mujoco/probe.py",
       .environment = {},
       .remedy = "Run tools/setup.sh (make build does)"},
      {.name = "pychrono",
       .variable = "SIMBENCH_PYCHRONO_PYTHON",
       .default_python = "",
       .package = "pychrono",
       .modules = {"pychrono.fea", "pychrono.irrlicht", "pychrono.postprocess", "pychrono.pardisomkl",
                   "pychrono.vehicle", "pychrono.robot", "pychrono.sensor", "pychrono.ros", "pychrono.parsers",
                   "pychrono.vsg3d", "pychrono.fsi", "pychrono.cascade",
                   // ROS 2 comes with its own installer, and what speaks through pychrono.ros may need it
                   "rclpy", "std_msgs", "geometry_msgs", "sensor_msgs", "nav_msgs", "builtin_interfaces", "tf2_ros"},
       .probe = "pychrono/probe.py",
       .environment = {},
       .remedy = "Install it (conda install projectchrono::pychrono -c conda-forge)",
       .facts = "suites/chrono/api"},
  };
  return rows;
}

const SimulatorRow* simulator_row(std::string_view name) {
  for (const SimulatorRow& row : simulator_rows())
    if (row.name == name) return &row;
  return nullptr;
}

const Installation& installation(std::string_view name) {
  static std::mutex gate;
  static std::map<std::string, Installation, std::less<>> known;
  std::lock_guard lock(gate);
  auto it = known.find(name);
  if (it != known.end()) return it->second;
  const SimulatorRow* row = simulator_row(name);
  Installation found;
  if (row) {
    found = survey(*row);
  } else {
    found.simulator = {
        .name = std::string(name),
        .problem = fmt::format("unknown simulator '{}'; there are: {}", name, join(simulator_names(), ", "))};
  }
  return known.emplace(std::string(name), std::move(found)).first->second;
}

std::vector<std::string> simulator_names() {
  std::vector<std::string> names;
  for (const SimulatorRow& row : simulator_rows()) names.emplace_back(row.name);
  return names;
}

int probe_version(std::string_view simulator) {
  const SimulatorRow* row = simulator_row(simulator);
  return row ? row->probe_version : 0;
}

Simulator find_simulator(std::string_view name) {
  return installation(name).simulator;
}

fs::path facts_folder(const SimulatorRow& row) {
  return row.facts.empty() ? fs::path() : source_folder() / row.facts;
}

fs::path probe_folder() {
  return existing("SIMBENCH_PROBES", source_folder() / "probes");
}
fs::path probe_library_folder() {
  return existing("SIMBENCH_PROBE_LIBRARIES", build_folder() / "probes");
}

}  // namespace simbench::sandbox
