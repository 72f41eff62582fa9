#include "cli/one_script.h"

#include "cli/load_suite.h"
#include "cli/reference_cache.h"
#include "cli/which_simulator.h"
#include "sandbox/sandbox.h"
#include "verdict/verdict.h"

namespace simbench::cli {
namespace {

struct Task {
  suite::Suite suite;
  const suite::System* system = nullptr;
  int turn = 1;
};

Result<Task> find_task(const std::string& name, std::optional<uint64_t> instance) {
  auto parts = split(name, '/');
  if (parts.size() < 3)
    return usage_error(fmt::format("--task must be SUITE/SYSTEM/TURN, e.g. mujoco/pendulum/2, not '{}'", name));
  std::string_view number = parts.back(), system = parts[parts.size() - 2];
  std::string suite_name = name.substr(0, name.size() - number.size() - system.size() - 2);
  TRY_ASSIGN(fs::path folder, suite::locate(suite_name));
  Task task;
  TRY_ASSIGN(task.suite, suite::load(folder, verdict::check_kind, {instance, oracle::compute, std::string(system)}));
  TRY_ASSIGN(task.system, suite::system_of(task.suite, system));
  if (number.size() != 1 || number[0] < '1' || number[0] > '3')
    return usage_error(fmt::format("a turn is 1, 2 or 3, not '{}'", number));
  task.turn = number[0] - '0';
  return task;
}

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

Result<ScriptRun> run_with_task(const Subject& subject, const Arguments& arguments, const fs::path& traces,
                                bool wants_reference) {
  TRY_ASSIGN(std::optional<uint64_t> instance, instance_of(arguments));
  TRY_ASSIGN(Task task, find_task(arguments.text("task"), instance));
  ScriptRun run;
  for (const suite::Requirement& requirement : task.system->turn(task.turn).requirements)
    run.says[requirement.id] = requirement.says;
  oracle::Oracle oracle(task.suite, traces, reference_cache(arguments));
  TRY_ASSIGN(run.seen, oracle.run(*task.system, task.turn, subject.program, {.trusted = true, .files = subject.files}));
  if (!wants_reference) return run;
  TRY_ASSIGN(const oracle::Reference* gold, oracle.reference(*task.system, task.turn));
  if (!gold->traces.members.empty()) run.reference = gold->traces.members.front();
  return run;
}

Status check_simulator(const std::string& name) {
  auto known = sandbox::simulator_names();
  if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return {};
  return usage_error(fmt::format("--simulator: there is no '{}'{}", name, did_you_mean(name, known)));
}

/// What the task decides, and the flags can't.
Status refuse_beside_a_task(const Arguments& arguments) {
  for (const char* name : {"simulator", "horizon", "reference"})
    if (auto origin = arguments.origins.find(name);
        origin != arguments.origins.end() && origin->second == "command line")
      return usage_error(fmt::format("--{} beside --task does nothing: the task has its own", name));
  return {};
}

/// The simulator that is asked for, else the one that the script is written for.
std::string simulator_of(const Subject& subject, const Arguments& arguments) {
  std::string simulator = arguments.text("simulator");
  if (!simulator.empty()) return simulator;
  WhichSimulator which = which_simulator(subject.program, "--simulator");
  if (!which.doubt.empty()) tell(fmt::format("{}: {}", subject.file.string(), which.doubt));
  return which.name;
}

Result<ScriptRun> run_alone(const Subject& subject, const Arguments& arguments, const fs::path& traces,
                            bool wants_reference) {
  oracle::Alone how{.simulator = simulator_of(subject, arguments),
                    .horizon_s = arguments.number("horizon").value_or(5),
                    .files = subject.files};
  if (how.horizon_s <= 0) return usage_error("--horizon must be above 0 s");
  oracle::Alone bare = how;
  if (arguments.has("reference")) how.reference = arguments.text("reference");
  ScriptRun run;
  TRY_ASSIGN(run.seen, oracle::run_alone(subject.program, how, traces));
  if (!wants_reference || !how.reference) return run;
  TRY_ASSIGN(std::string program, sandbox::read_program(*how.reference));
  TRY_ASSIGN(oracle::Verdicted reference, oracle::run_alone(program, bare, traces));
  run.reference = oracle::trace_of(reference.outcome, traces);
  return run;
}

}  // namespace

Result<Subject> read_subject(const Arguments& arguments) {
  Subject subject{.file = arguments.positional.at(0), .program = ""};
  TRY_ASSIGN(subject.program, sandbox::read_program(subject.file));
  TRY_ASSIGN(subject.files, files_beside(subject.file, arguments.list("with")));
  return subject;
}

Result<ScriptRun> run_script(const Subject& subject, const Arguments& arguments, const fs::path& traces,
                             bool wants_reference) {
  TRY(check_simulator(arguments.text("simulator")));
  if (!arguments.text("task").empty()) {
    TRY(refuse_beside_a_task(arguments));
    return run_with_task(subject, arguments, traces, wants_reference);
  }
  if (arguments.has("instance"))
    return usage_error("--instance is of a task: name one with --task, e.g. --task mujoco/pendulum/1");
  return run_alone(subject, arguments, traces, wants_reference);
}

}  // namespace simbench::cli
