// simbench exec: the oracle on one script, alone or as an answer to a task.
#include <unistd.h>

#include "cli/exec_text.h"
#include "cli/progress.h"
#include "cli/run_functions.h"
#include "cli/which_simulator.h"
#include "verdict/verdict.h"

namespace simbench::cli {
namespace {

struct Task {
  suite::Suite suite;
  const suite::System* system = nullptr;
  int turn = 1;
};

Result<Task> find_task(const std::string& name) {
  auto parts = split(name, '/');
  if (parts.size() < 3)
    return usage_error(fmt::format("--task must be SUITE/SYSTEM/TURN, e.g. mujoco/pendulum/2, not '{}'", name));
  std::string_view number = parts.back(), system = parts[parts.size() - 2];
  std::string suite_name = name.substr(0, name.size() - number.size() - system.size() - 2);
  TRY_ASSIGN(fs::path folder, suite::locate(suite_name));
  Task task;
  TRY_ASSIGN(task.suite, suite::load(folder, verdict::check_kind));
  task.system = task.suite.find(system);
  if (task.system == nullptr)
    return fail(ErrorCode::not_found, fmt::format("suite {} has no system '{}'", task.suite.name, system));
  if (number.size() != 1 || number[0] < '1' || number[0] > '3')
    return usage_error(fmt::format("a turn is 1, 2 or 3, not '{}'", number));
  task.turn = number[0] - '0';
  return task;
}

/// A script of the user's, and what lies beside it.
struct Subject {
  std::string program;
  std::map<std::string, std::string> files;  ///< relative name → bytes
};

/// Files that --with names, as the script sees them: below its own folder by their way from there, else by name.
Result<std::map<std::string, std::string>> files_beside(const fs::path& script, const std::vector<std::string>& named) {
  std::map<std::string, std::string> files;
  for (const std::string& name : named) {
    std::error_code ignored;
    bool folder = fs::is_directory(name, ignored);
    if (!folder && !fs::exists(name, ignored)) return fail(ErrorCode::not_found, "--with: there is no such file", name);
    for (const fs::path& file : folder ? list_files(name) : std::vector<fs::path>{name}) {
      fs::path below = fs::absolute(file).lexically_normal().lexically_relative(
          fs::absolute(script).lexically_normal().parent_path());
      fs::path outside =
          folder ? fs::path(name).lexically_normal().filename() / file.lexically_relative(name) : file.filename();
      TRY_ASSIGN(files[(*below.begin() == ".." ? outside : below).string()], read_file(file));
    }
  }
  return files;
}

Result<oracle::Verdicted> run_with_task(const Subject& subject, const std::string& name, const fs::path& traces,
                                        std::map<std::string, std::string>& says) {
  TRY_ASSIGN(Task task, find_task(name));
  for (const suite::Requirement& requirement : task.system->turn(task.turn).requirements)
    says[requirement.id] = requirement.says;
  oracle::Oracle oracle(task.suite, traces);
  return oracle.run(*task.system, task.turn, subject.program, {.trusted = true, .files = subject.files});
}

Result<oracle::Verdicted> run_alone(const Subject& subject, const Arguments& arguments, const std::string& simulator,
                                    const fs::path& traces) {
  oracle::Alone how{
      .simulator = simulator, .horizon_s = arguments.number("horizon").value_or(5), .files = subject.files};
  if (how.horizon_s <= 0) return usage_error("--horizon must be above 0 s");
  if (arguments.has("reference")) how.reference = arguments.text("reference");
  return oracle::run_alone(subject.program, how, traces);
}

Json result_json(const oracle::Verdicted& r, const std::string& trace) {
  Json requirements = Json::array();
  for (const RequirementResult& requirement : r.judgement.requirements) requirements.push_back(requirement.to_json());
  Json json = r.outcome.to_json();
  Json out{{"verdict", to_string(r.judgement.verdict)},
           {"class", to_string(r.judgement.cell_class)},
           {"reason", r.judgement.reason},
           {"error", json["error"]},
           {"end", json["end"]},
           {"lacks", json["lacks"]},
           {"steps", r.outcome.steps},
           {"sim_time_s", r.outcome.sim_time_s},
           {"cpu_s", r.outcome.cpu_s},
           {"wall_s", r.outcome.wall_s},
           {"isolation", json["isolation"]},
           {"simulator", {{"name", r.outcome.simulator}, {"version", r.outcome.simulator_version}}},
           {"sensors", r.outcome.sensors},
           {"trace", trace.empty() ? Json(nullptr) : Json(trace)},
           {"requirements", requirements},
           {"comparison", r.judgement.comparison}};
  for (const char* key : {"warnings", "last_calls", "stdout_tail", "stderr_tail"}) out[key] = json[key];
  return out;
}

bool is_colourful() {
  return ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
}

}  // namespace

Result<int> run_exec(const Arguments& arguments) {
  fs::path file = arguments.positional.at(0);
  Subject subject;
  TRY_ASSIGN(subject.program, sandbox::read_program(file));
  TRY_ASSIGN(subject.files, files_beside(file, arguments.list("with")));
  std::string simulator = arguments.text("simulator"), task = arguments.text("task");
  auto known = sandbox::simulator_names();
  if (!simulator.empty() && std::find(known.begin(), known.end(), simulator) == known.end())
    return usage_error(fmt::format("--simulator: there is no '{}'; there are: {}", simulator, join(known, ", ")));
  if (simulator.empty() && task.empty()) {
    WhichSimulator which = which_simulator(subject.program, "--simulator");
    if (!which.doubt.empty()) say(fmt::format("{}: {}", file.string(), which.doubt));
    simulator = which.name;
  }
  TemporaryFolder temporary;
  fs::path traces = arguments.text("trace").empty() ? temporary.path() : fs::path(arguments.text("trace"));
  TRY(make_directories(traces));
  ExecText text{.file = file.string(),
                .program = subject.program,
                .trace = "",
                .task = task,
                .says = {},
                .width = terminal_width(STDOUT_FILENO, 40, ExecText{}.width),
                .color = is_colourful()};
  auto result =
      task.empty() ? run_alone(subject, arguments, simulator, traces) : run_with_task(subject, task, traces, text.says);
  if (!result && result.error().code == ErrorCode::unsupported) {
    say(fmt::format("simbench exec: {}", result.error().text()));
    return kSandbox;
  }
  TRY_ASSIGN(oracle::Verdicted seen, std::move(result));
  bool keeps_trace = !arguments.text("trace").empty() && !seen.outcome.trace.empty();
  text.trace = keeps_trace ? trace::file(traces, seen.outcome.trace).string() : "";
  if (keeps_trace)
    if (auto read = trace::read(text.trace)) {
      auto table = trace::to_csv(*read);
      if (table)
        TRY(write_file(traces / (seen.outcome.trace + ".csv"), *table));
      else
        say(table.error().text());
    }
  print(arguments.json() ? to_text(result_json(seen, text.trace)) : text.of(seen));
  return kOk;
}

}  // namespace simbench::cli
