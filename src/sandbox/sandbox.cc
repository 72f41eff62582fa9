#include "sandbox/sandbox.h"

#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <mutex>

#include "base/json.h"
#include "sandbox/explain.h"
#include "sandbox/isolation.h"
#include "sandbox/self_tests.h"

namespace simbench::sandbox {
namespace {

std::atomic<bool> weak_allowed = false;

constexpr size_t kMaxProgram = size_t{4} << 20, kMaxFiles = size_t{128} << 20;

/// A program that is too large to be one: an outcome, as it may be a model's reply.
std::optional<Outcome> refuse(const Request& request, const Installation& installation) {
  if (request.program.size() <= kMaxProgram) return std::nullopt;
  Outcome out;
  out.end = End::error;
  out.error = ScriptError{"ProgramTooLarge",
                          fmt::format("the program has {} bytes; at most {} are run",
                                      with_thousands(static_cast<long long>(request.program.size())),
                                      with_thousands(static_cast<long long>(kMaxProgram))),
                          0};
  out.simulator = installation.simulator.name;
  out.simulator_version = installation.simulator.version;
  out.isolation = isolation();
  return out;
}

/// Warm where a warm runner can't be harmed by what it runs; fresh otherwise, and when a warm runner got lost.
Result<RawRun> execute(const Request& request, const Installation& installation) {
  bool fresh_wanted = std::getenv("SIMBENCH_FRESH_PROCESS") != nullptr;
  if (!fresh_wanted && isolation().grade == "strong") {
    auto run = run_warm(request, installation, layers());
    if (run) return run;
  }
  return run_fresh(request, installation, layers());
}

/// The number of a run that was longer than the recorded one, if the probe saw one.
std::optional<int> longer_run(const RawRun& raw) {
  const Json* event = first_event(raw, "longer_run");
  return event ? std::optional(static_cast<int>(get_number(*event, "run").value_or(0))) : std::nullopt;
}

/// A script can leave objects behind that end the process as soon as anybody looks at them, the probe first. Run once
/// more without the probe's looks, it crashes by itself; if it doesn't, the crash was the probe's.
Result<RawRun> settle_crash(RawRun seen, Request request, const Installation& installation) {
  if (!get_bool(seen.frames.end(), "in_probe").value_or(false)) return seen;
  request.blind = true;
  TRY_ASSIGN(RawRun alone, execute(request, installation));
  return alone.signal != 0 ? std::move(alone) : std::move(seen);
}

/// Native code that ends the process may be a library that can't live in the cage: then our own smallest scripts end
/// there, too.
void suspect_the_installation(const Request& request, const Installation& installation, Outcome& outcome) {
  bool native = outcome.end == End::crashed || outcome.end == End::exited || outcome.end == End::not_started;
  if (!native) return;
  if (std::string wrong = failed_self_test(installation, request.program); !wrong.empty())
    outcome.infra = "self_test: " + wrong;
}

Status check_files(const Request& request) {
  size_t bytes = 0;
  for (const auto& [name, content] : request.files) {
    fs::path path = fs::path(name).lexically_normal();
    if (name.empty() || path.is_absolute() || *path.begin() == ".." || path == "script.py")
      return fail(ErrorCode::invalid_input, "a file beside the script needs a name of its own below its folder", name);
    bytes += content.size();
  }
  if (bytes > kMaxFiles)
    return fail(ErrorCode::invalid_input, fmt::format("files beside a script may have {} MiB in all", kMaxFiles >> 20));
  return {};
}

/// "model name" of the first core, "" where the system doesn't say.
std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) return line;
  return "";
}

std::string hash_surroundings(const Installation& installation) {
  const Simulator& simulator = installation.simulator;
  Hasher hasher;
  hasher.add("program", SIMBENCH_VERSION)
      .add("simulator", simulator.name + " " + simulator.version)
      .add("interpreter", simulator.python)
      .add("modules", join(simulator.modules, " "))
      .add("isolation", isolation().grade)
      .add("processor", processor());
  for (const fs::path& folder : {probe_folder(), probe_library_folder()})
    for (const fs::path& file : list_files(folder))
      if (file.extension() == ".py" || file.extension() == ".so")
        hasher.add(file.lexically_relative(folder).string(), read_file(file).value_or(""));
  return hasher.hex();
}

}  // namespace

Status may_run_untrusted() {
  const Isolation& layers = isolation();
  if (weak_allowed || layers.grade == "strong" || layers.grade == "medium") return {};
  return fail(
      ErrorCode::unsupported,
      fmt::format("isolation here is {}: only our own control programs run. {}. Or insist with --allow-weak-isolation",
                  layers.grade, join(layers.missing, "; ")));
}

Result<std::string> read_program(const fs::path& file) {
  TRY_ASSIGN(std::string text, read_file(file, kMaxProgram));
  size_t line = 1, begin = 0;
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return fail(ErrorCode::invalid_input, "this is UTF-16: save the script as UTF-8", file.string());
  if (text.find('\0') != std::string::npos)
    return fail(ErrorCode::invalid_input, "this is a binary file, not a Python script", file.string());
  if (is_utf8(text)) return text;
  for (size_t end = text.find('\n');
       end != std::string::npos && is_utf8(std::string_view(text).substr(begin, end - begin));
       end = text.find('\n', begin))
    begin = end + 1, ++line;
  return fail(ErrorCode::invalid_input, "this line isn't UTF-8: save the script as UTF-8",
              fmt::format("{}:{}", file.string(), line));
}

Json Perturbation::to_json() const {
  return {{"velocity_jitter", velocity_jitter},
          {"seed", seed},
          {"substeps", substeps},
          {"integrator", integrator},
          {"solver", solver}};
}

void allow_weak_isolation(bool allow) {
  weak_allowed = allow;
}

Result<Recording> record(const Request& request) {
  const Installation& found = installation(request.simulator);
  if (!found.simulator.problem.empty()) return fail(ErrorCode::unsupported, found.simulator.problem, request.simulator);
  if (!request.trusted) TRY(may_run_untrusted());
  if (auto refused = refuse(request, found)) return Recording{std::move(*refused), ""};
  TRY(check_files(request));
  TRY_ASSIGN(RawRun raw, execute(request, found));
  if (auto other = longer_run(raw); other && request.run == 0) {
    Request again = request;
    again.run = *other;
    TRY_ASSIGN(raw, execute(again, found));
  }
  TRY_ASSIGN(raw, settle_crash(std::move(raw), request, found));
  Recording recording{explain(raw, request, found), raw.frames.take_trace(), raw.frames.take_inputs()};
  suspect_the_installation(request, found, recording.outcome);
  return recording;
}

Result<Outcome> run(const Request& request, const fs::path& trace_folder) {
  TRY_ASSIGN(Recording recording, record(request));
  if (!recording.frames.empty()) {
    TRY_ASSIGN(recording.outcome.trace, trace::store(recording.frames, trace_folder));
  }
  return std::move(recording.outcome);
}

bool can_repeat(std::string_view simulator) {
  const SimulatorRow* row = simulator_row(simulator);
  return row && row->tells_inputs;
}

Result<std::string> repeat(const std::string& simulator, const std::string& stream, const Limits& limits) {
  const Installation& found = installation(simulator);
  if (!found.simulator.problem.empty()) return fail(ErrorCode::unsupported, found.simulator.problem, simulator);
  Request request{.simulator = simulator, .limits = limits, .repeated = stream, .trusted = true};
  TRY_ASSIGN(RawRun raw, execute(request, found));
  if (raw.wall_expired)
    return fail(ErrorCode::unavailable, "a second simulation didn't end in time: this host is too busy", simulator);
  bool ended = raw.signal == 0 && raw.exit_code == 0 && !raw.frames.tampered() && raw.frames.end().is_object();
  return ended ? raw.frames.take_trace() : std::string();
}

const std::string& surroundings_hash(std::string_view simulator) {
  static std::mutex gate;
  static std::map<std::string, std::string, std::less<>> known;
  std::lock_guard lock(gate);
  auto it = known.find(simulator);
  if (it == known.end()) it = known.emplace(simulator, hash_surroundings(installation(simulator))).first;
  return it->second;
}

}  // namespace simbench::sandbox
