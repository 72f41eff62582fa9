#include "sandbox/simulators.h"

#include <fmt/format.h>

#include <cstdlib>
#include <mutex>

namespace simbench::sandbox {
namespace {

/// The cage has another working folder.
fs::path whole_path(const char* chosen) {
  return fs::absolute(chosen).lexically_normal();
}

fs::path python_of(const SimulatorRow& row) {
  if (const char* chosen = std::getenv(interpreter_variable(row.name).c_str()); chosen && *chosen)
    return whole_path(chosen);
  if (!row.own_environment) return {};
  return environment_folder() / row.name / "bin/python";
}

/// How to get a simulator: an installed program has no setup script, but the list of what to install.
std::string remedy(const SimulatorRow& row) {
  if (!row.own_environment) return std::string(row.remedy);
  if (install_prefix().empty()) return "Run tools/setup.sh (make build does)";
  fs::path environment = environment_folder() / row.name;
  fs::path list = data_folder("requirements") / fmt::format("{}.txt", row.name);
  return fmt::format("Run: python3 -m venv {} && {} install --require-hashes -r {}", shell_word(environment.string()),
                     shell_word((environment / "bin/pip").string()), shell_word(list.string()));
}

std::string advice(const SimulatorRow& row, const std::string& what) {
  return fmt::format("{}. {}, or name an interpreter that has it in {}", what, remedy(row),
                     interpreter_variable(row.name));
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list)
    if (item.is_string()) out.push_back(item.get<std::string>());
  return out;
}

constexpr double kSurveyLimit_s =
    300;  // an import that takes 1 s takes a minute where twenty others have the processors

/// What survey.py printed.
void take_answer(const Json& json, Installation& found) {
  Simulator& simulator = found.simulator;
  simulator.version = get_string(json, "version").value_or("");
  simulator.modules = texts(get(json, "modules"));
  simulator.broken_links = texts(get(json, "broken"));
  for (std::string& name : texts(get(json, "packages"))) simulator.packages.insert(std::move(name));
  found.library_path = get_string(json, "package_folder").value_or("");
  std::error_code ignored;
  // libraries may lie beside the prefix (MKL), and links may lead out of it
  for (const char* key : {"prefixes", "libraries", "links", "path"})
    for (std::string& path : texts(get(json, key)))
      if (fs::exists(path, ignored)) found.read_only.emplace_back(std::move(path));
  found.read_only.emplace_back(fs::path(get_string(json, "executable").value_or("/")).parent_path());
  found.data_folder = get_string(json, "data_folder").value_or("");
  found.data_path = get_string(json, "data_path").value_or("");
  if (fs::is_directory(found.data_folder, ignored))
    found.read_only.push_back(fs::canonical(found.data_folder, ignored));
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
  std::vector<std::string> command{
      python.string(),           "-s", "-B", (probe_folder() / "survey.py").string(), std::string(row.package),
      facts_folder(row).string()};
  for (std::string_view module : row.modules) command.emplace_back(module);
  ProcessOptions options{.timeout_s = kSurveyLimit_s};
  for (const auto& [name, value] : row.environment) options.extra[std::string(name)] = value;
  auto answer = run_process(command, options);
  if (!answer) {
    simulator.problem = answer.error().text();
    return found;
  }
  if (answer->timed_out) {
    simulator.problem = unanswered(simulator.python, row.package, kSurveyLimit_s);
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
  take_answer(*json, found);
  for (std::string_view module : row.modules)  // what isn't here of these is the installation's lack
    if (module.find('.') == std::string_view::npos) simulator.packages.emplace(module);
  return found;
}

fs::path existing(const char* variable, const fs::path& otherwise) {
  const char* chosen = std::getenv(variable);
  return chosen && *chosen ? whole_path(chosen) : otherwise;
}

}  // namespace

std::string unanswered(std::string_view python, std::string_view package, double limit_s) {
  return fmt::format(
      "{} hasn't said within {:g} s whether it has {}: this machine is too busy, or the import hangs. Try again, or "
      "see "
      "what `{} -c 'import {}'` does",
      python, limit_s, package, shell_word(python), package);
}

const std::vector<SimulatorRow>& simulator_rows() {
  static const std::vector<SimulatorRow> rows{
      {.name = "mujoco",
       .title = "MuJoCo",
       .own_environment = true,
       .package = "mujoco",
       .modules = {"mujoco.rollout"},
       .probe = "mujoco/probe.py",
       .probe_version = 5,
       .tells_inputs = true,
       .self_tests = {{"step.py", ""}, {"threads.py", ""}},
       .environment = {},
       .remedy = "",
       .integrators = {"RK4", "implicitfast"}},
      {.name = "pychrono",
       .title = "PyChrono",
       .own_environment = false,
       .package = "pychrono",
       .modules = {"pychrono.fea", "pychrono.irrlicht", "pychrono.postprocess", "pychrono.pardisomkl",
                   "pychrono.vehicle", "pychrono.robot", "pychrono.sensor", "pychrono.ros", "pychrono.parsers",
                   "pychrono.vsg3d", "pychrono.fsi", "pychrono.cascade",
                   // ROS 2 comes with its own installer, and what speaks through pychrono.ros may need it
                   "rclpy", "std_msgs", "geometry_msgs", "sensor_msgs", "nav_msgs", "builtin_interfaces", "tf2_ros"},
       .probe = "pychrono/probe.py",
       .probe_version = 2,
       .self_tests = {{"step.py", ""}, {"fea.py", "pychrono.fea"}, {"threads.py", ""}},
       .environment = {},
       .remedy = "Install it (conda install projectchrono::pychrono -c conda-forge)",
       .integrators = {},
       .solver = "SparseQR",
       .facts = "chrono/api"},
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

std::string_view title_of(std::string_view simulator) {
  return simulator_row(simulator)->title;
}

std::string interpreter_variable(std::string_view simulator) {
  std::string out = "SIMBENCH_";
  for (char c : simulator) out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out + "_PYTHON";
}

std::string_view other_integrator(std::string_view simulator, std::string_view own) {
  const SimulatorRow* row = simulator_row(simulator);
  if (!row) return "";
  auto other = std::find_if(row->integrators.begin(), row->integrators.end(), [&](auto name) { return name != own; });
  return other == row->integrators.end() ? "" : *other;
}

std::string_view other_solver(std::string_view simulator) {
  const SimulatorRow* row = simulator_row(simulator);
  return row ? row->solver : "";
}

fs::path facts_folder(const SimulatorRow& row) {
  return row.facts.empty() ? fs::path() : data_folder("suites") / row.facts;
}

fs::path probe_folder() {
  return existing("SIMBENCH_PROBES", data_folder("probes"));
}
fs::path probe_library_folder() {
  return existing("SIMBENCH_PROBE_LIBRARIES", native_folder());
}

}  // namespace simbench::sandbox
