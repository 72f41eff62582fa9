// From what the parent saw to an Outcome. Facts that a candidate could fake come from the system; the probe's events
// only explain.
#include "sandbox/explain.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <csignal>
#include <cstring>
#include <set>

namespace simbench::sandbox {
namespace {

bool has_event(const RawRun& run, std::string_view name) {
  return first_event(run, name) != nullptr;
}

std::string signal_name(int signal) {
  const char* name = sigabbrev_np(signal);
  return name ? fmt::format("SIG{}", name) : fmt::format("signal {}", signal);
}

/// The innermost line of the candidate's file in faulthandler's notes. Several threads: the main one is noted last, and
/// counts if it has one.
int crash_line(const std::string& notes) {
  static const RE2 place("File \"[^\"\\n]*/script\\.py\", line (\\d{1,9})");
  constexpr std::string_view kThread = "(most recent call first):";
  for (size_t end = notes.size(), at = notes.rfind(kThread); at != std::string::npos;
       end = at, at = at == 0 ? at : notes.rfind(kThread, at - 1)) {
    int line = 0;
    if (RE2::PartialMatch(notes.substr(at, end - at), place, &line)) return line;
    if (at == 0) break;
  }
  return 0;
}

bool cpu_used_up(const RawRun& run, const Limits& limits) {
  return run.signal == SIGXCPU || (run.signal == SIGKILL && run.cpu_s >= limits.cpu_s * 0.98);
}

std::string crash_message(int signal) {
  switch (signal) {
    case SIGSEGV:
      return "the process was killed by a segmentation fault inside native code";
    case SIGABRT:
      return "native code aborted the process";
    case SIGFPE:
      return "native code divided by zero";
    case SIGBUS:
      return "native code touched memory that isn't there";
    case SIGILL:
      return "native code hit an illegal instruction";
    default:
      return fmt::format("the process was ended by {} ({})", signal_name(signal), strsignal(signal));
  }
}

void explain_error(const RawRun& run, Outcome& out) {
  const Json* error = first_event(run, "error");
  if (!error) return;
  auto integer = [&](const char* key) { return static_cast<int>(get_number(*error, key).value_or(0)); };
  out.error =
      ScriptError{get_string(*error, "type").value_or("Exception"), to_utf8(get_string(*error, "message").value_or("")),
                  integer("line"), integer("column"), integer("end_column")};
  for (const Json& call : get(*error, "last_calls"))
    if (call.is_string()) out.last_calls.push_back(call.get<std::string>());
}

void explain_crash(const RawRun& run, Outcome& out) {
  out.end = End::crashed;
  out.signal = run.signal;
  out.error = ScriptError{signal_name(run.signal), crash_message(run.signal), crash_line(run.crash)};
}

void explain_idle(const RawRun& run, Outcome& out) {
  const Json* event = first_event(run, "idle");
  std::string kind = event ? get_string(*event, "kind").value_or("") : "";
  out.end = End::idle;
  out.error = ScriptError{"IdleLoop",
                          fmt::format("a loop that waits{} without ever taking a step",
                                      kind.empty() ? "" : fmt::format(" (on {})", to_utf8(kind))),
                          event ? static_cast<int>(get_number(*event, "line").value_or(0)) : 0};
}

/// How it ended, from the process's status first and the probe's last record second.
void decide_end(const RawRun& run, const Limits& limits, Outcome& out) {
  std::string reason = get_string(run.frames.end(), "reason").value_or("");
  if (run.wall_expired) {
    out.end = run.cpu_s >= limits.cpu_s ? End::cpu_limit : End::wall_limit;
    out.error = ScriptError{
        "TimeLimit",
        fmt::format("the limit of {:.0f} s of wall clock passed, with {:.1f} s of CPU time", limits.wall_s, run.cpu_s),
        crash_line(run.crash)};
  } else if (cpu_used_up(run, limits)) {
    out.end = End::cpu_limit;
    out.error =
        ScriptError{"TimeLimit", fmt::format("more than {:.0f} s of CPU time", limits.cpu_s), crash_line(run.crash)};
  } else if (run.signal != 0) {
    explain_crash(run, out);
  } else if (reason == "error") {
    explain_error(run, out);
    bool no_memory = out.error && (out.error->type == "MemoryError" ||
                                   out.error->message == "std::bad_alloc");  // Python's, or C++'s through a binding
    out.end = no_memory ? End::memory_limit : End::error;
  } else if (reason == "finished") {
    out.end = End::finished;
  } else if (reason == "horizon" || reason == "hard_stop") {
    out.end = End::horizon;
  } else if (reason == "stalled") {
    out.end = End::cpu_limit;
    out.error = ScriptError{"TimeLimit", fmt::format("{:.3g} s of CPU time without a step", limits.stall_cpu_s),
                            crash_line(run.crash)};
  } else if (reason == "idle") {
    explain_idle(run, out);
  } else {
    out.end = End::exited;
    out.error = ScriptError{
        "ProcessExit",
        fmt::format("the process was ended from inside with status {} before the script's end", run.exit_code),
        crash_line(run.crash)};
  }
}

/// Where a run names files that it couldn't open: what native code complained about on stderr, and of a failure its
/// message and the texts given to the call that failed (some libraries don't say which file it was).
std::string file_complaints(const RawRun& run, const Outcome& out) {
  std::string text = to_utf8(run.err);
  if (!out.error || (out.end != End::crashed && out.end != End::error)) return text;
  text += "\n" + out.error->message;
  const Json& call = run.frames.last_call();
  if (get_number(call, "line").value_or(0) != out.error->line) return text;
  for (const Json& argument : get(call, "args"))
    if (argument.is_string()) text += "\n" + argument.get<std::string>();
  return text;
}

/// A file of the release's data folder that the run missed, "" if none: a made-up name is no file of the release.
std::string missing_data(const RawRun& run, const Installation& installation, const Outcome& out) {
  const std::string& folder = installation.data_path;
  if (folder.empty()) return "";
  std::string text = file_complaints(run, out);
  if (text.find(folder) == std::string::npos) return "";
  const Simulator& simulator = installation.simulator;
  auto listed = read_file(facts_folder(*simulator_row(simulator.name)) /
                          fmt::format("{}-{}.data", simulator.name, simulator.version));
  std::set<std::string> names;
  if (listed)
    for (std::string_view line : split(*listed, '\n')) names.emplace(line);
  for (size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at + 1)) {
    std::string path = text.substr(at, text.find_first_of(" \t\n\"'<>()[],;:", at) - at);
    std::string name =
        fs::path(path).lexically_normal().lexically_relative(fs::path(folder).lexically_normal()).string();
    std::error_code ignored;
    if (names.contains(name) && !fs::exists(path, ignored)) return name;
  }
  return "";
}

/// The import that ended the program; nullptr if none did.
const Json* failed_import(const RawRun& run) {
  const Json* import = first_event(run, "import");
  return import && !get_bool(*import, "ok").value_or(true) ? import : nullptr;
}

/// A name that the release's index has in that module and this installation lacks (a part that it was built without),
/// "" if the failure speaks of none. Read line by line: the index belongs to a room above this one.
std::string missing_name(const RawRun& run, const Installation& installation, const Outcome& out) {
  static const RE2 attribute("^module '([\\w.]+)' has no attribute '(\\w+)'"), import("^cannot import name '(\\w+)'");
  std::string module, name;
  const Json* failed = failed_import(run);
  std::string why = failed ? get_string(*failed, "message").value_or("") : out.error ? out.error->message : "";
  if (failed && RE2::PartialMatch(why, import, &name)) {
    std::string whole = get_string(*failed, "module").value_or("");
    module = whole.substr(0, whole.rfind('.'));
  } else if (failed || !RE2::PartialMatch(why, attribute, &module, &name)) {
    return "";
  }
  const Simulator& simulator = installation.simulator;
  auto index = read_file(facts_folder(*simulator_row(simulator.name)) /
                         fmt::format("{}-{}.api", simulator.name, simulator.version));
  if (!index) return "";
  bool inside = false;
  for (std::string_view line : split_lines(*index)) {
    size_t space = std::min(line.find(' '), line.size());
    std::string_view word = line.substr(0, space), rest = line.substr(std::min(space + 1, line.size()));
    if (word == "module") inside = rest == module;
    bool is_name = word == "class" || word == "def" || word == "const";
    if (inside && is_name && rest.starts_with(name) && rest.find_first_of(" (") == name.size())
      return module + "." + name;
  }
  return "";
}

/// Marks what is the installation's or the machine's fault.
void find_infra(const RawRun& run, const Installation& installation, Outcome& out) {
  bool never_began =
      out.end == End::exited && !has_event(run, "parsed");  // a script that doesn't parse ends with an error
  if (!run.frames.header().is_object() || never_began) {
    out.end = End::not_started;
    out.error.reset();
    out.infra = fmt::format("probe: the runner ended before the script ({})", trim(tail(to_utf8(run.err), 500)));
    return;
  }
  if (out.end == End::wall_limit && run.waited_s > run.wall_s / 2)  // a program that hangs waits for no processor
    out.infra = fmt::format("overload: it waited {:.0f} of {:.0f} s for a processor", run.waited_s, run.wall_s);
  if (out.end == End::crashed && get_bool(run.frames.end(), "in_probe").value_or(false))
    out.infra = fmt::format("probe: it crashed itself ({}) while it looked at the simulation, at line {} of the script",
                            signal_name(run.signal), crash_line(run.crash));
  if (std::string name = missing_data(run, installation, out); !name.empty())
    out.infra = fmt::format("missing_data: {} is part of the release, but not in {}", name, installation.data_path);
  if (out.end == End::error)
    if (std::string name = missing_name(run, installation, out); !name.empty()) out.infra = "missing_name: " + name;
  const Json* import = failed_import(run);
  if (!import) return;
  std::string module = get_string(*import, "module").value_or(""), why = get_string(*import, "message").value_or("");
  const SimulatorRow* row = simulator_row(installation.simulator.name);
  const auto& there = installation.simulator.modules;
  for (std::string_view known : row->modules)
    if (module == known && std::find(there.begin(), there.end(), module) == there.end())
      out.infra = "missing_module: " + module;
  if (why.find("cannot open shared object file") != std::string::npos)
    out.infra = "missing_library: " + to_utf8(why.substr(0, why.find('\n')));
}

/// MuJoCo's mj_loadModel raises without the name of the model that it can't open, and prints it; "" if that wasn't it.
std::string file_named_on_stderr(const RawRun& run, const Json* error) {
  if (!error || get_string(*error, "message").value_or("").find("failed to load") == std::string::npos) return "";
  static const RE2 opening("Error opening file '([^'\\n]{1,999})'");
  std::string name, last;
  re2::StringPiece rest(run.err);
  while (RE2::FindAndConsume(&rest, opening, &name)) last = name;
  bool inside = !last.empty() && fs::path(last).is_relative() && !last.starts_with("..");
  return inside ? to_utf8(last) : "";
}

/// What the script needed and the world that it ran in didn't have. Whether that is its own fault depends on what it
/// was told, so it is no verdict.
std::string what_it_lacked(const RawRun& run, const Installation& installation) {
  const Simulator& simulator = installation.simulator;
  if (const Json* import = failed_import(run)) {
    std::string module = get_string(*import, "module").value_or(""), top = module.substr(0, module.find('.'));
    std::string package(simulator_row(simulator.name)->package);
    auto there = [&](const std::string& name) {
      return std::find(simulator.modules.begin(), simulator.modules.end(), name) != simulator.modules.end();
    };
    bool misspelt = top.empty() || top == package || !nearest(top, {package}).empty() ||
                    edit_distance(top, "numpy") == 1 || there(package + "." + top);
    if (misspelt || simulator.packages.contains(top)) return "";
    return "missing_package: " + to_utf8(top);
  }
  const Json* error = first_event(run, "error");
  if (std::string name = file_named_on_stderr(run, error); !name.empty()) return "missing_file: " + name;
  const Json& lacking = error ? get(*error, "lacking") : Json();
  std::string missing = to_utf8(get_string(lacking, "name").value_or(""));
  bool made_up = !installation.data_path.empty() && missing.starts_with(installation.data_path);
  if (!lacking.is_object() || made_up) return "";  // a file of the release that no release has
  return fmt::format("{}: {}", get_string(lacking, "kind").value_or(""), missing);
}

/// A printed traceback without the frames of the probe, which stand between the script and the simulator: nobody but us
/// can mend a line there.
std::string without_our_frames(const std::string& text) {
  const std::string ours = fmt::format("  File \"{}/", probe_folder().string());
  if (text.find(ours) == std::string::npos) return text;
  std::string out;
  bool inside = false;
  for (std::string_view line : split(text, '\n')) {
    inside = line.starts_with(ours) || (inside && line.starts_with("    "));
    if (!inside) out.append(line).append("\n");
  }
  out.pop_back();  // split gives one part more than there are newlines
  return out;
}

void take_progress(const RawRun& run, Outcome& out) {
  const Json& end = run.frames.end();
  out.steps = static_cast<int64_t>(
      get_number(end, "steps").value_or(static_cast<double>(run.frames.samples() > 1 ? run.frames.samples() - 1 : 0)));
  out.sim_time_s = get_number(end, "sim_time_s").value_or(run.frames.last_time_s());
  out.state_writes = static_cast<int64_t>(get_number(end, "state_writes").value_or(0));
  out.first_step_called = has_event(run, "first_step_called") || has_event(run, "static_solve");
  out.first_step_returned = has_event(run, "first_step_returned") || has_event(run, "static_solve");
}

/// The simulator's warnings, without those of looks ahead from which the script went back.
std::vector<Json> warnings_of(const RawRun& run) {
  std::vector<Json> out;
  for (const Json& event : run.frames.events()) {
    std::string name = get_string(event, "event").value_or("");
    double t = get_number(event, "t").value_or(0);
    if (name == "warning") out.push_back(event);
    if (name == "look_back") std::erase_if(out, [&](const Json& w) { return get_number(w, "t").value_or(0) > t; });
  }
  return out;
}

}  // namespace

const Json* first_event(const RawRun& run, std::string_view name) {
  for (const Json& event : run.frames.events())
    if (get_string(event, "event") == name) return &event;
  return nullptr;
}

Outcome explain(const RawRun& run, const Request& request, const Installation& installation) {
  Outcome out;
  decide_end(run, request.limits, out);
  out.parses = has_event(run, "parsed");
  out.imports = out.parses && !failed_import(run);
  take_progress(run, out);
  find_infra(run, installation, out);
  if (out.infra.empty() && out.end == End::error) out.lacks = what_it_lacked(run, installation);
  for (const Json& event : warnings_of(run))
    out.warnings.push_back(fmt::format("{} at {:g} s: {}", get_string(event, "kind").value_or("warning"),
                                       get_number(event, "t").value_or(0), get_string(event, "message").value_or("")));
  for (const Json& event : run.frames.events())
    if (get_string(event, "event") == "note" && get_string(event, "about") == "model")
      out.notes.push_back(get_string(event, "note").value_or(""));
  if (run.frames.tampered()) out.warnings.push_back("tampered: the script wrote into the probe's trace");
  if (run.frames.overflowed())
    out.warnings.push_back("trace_cap: samples were dropped because the trace reached its size limit");
  if (out.last_calls.empty()) out.last_calls.assign(run.frames.last_calls().begin(), run.frames.last_calls().end());
  out.cpu_s = run.cpu_s;
  out.wall_s = run.wall_s;
  out.stdout_tail = tail(without_our_frames(to_utf8(run.out)), request.limits.output_bytes);
  out.stderr_tail = tail(without_our_frames(to_utf8(run.err)), request.limits.output_bytes);
  out.simulator = installation.simulator.name;
  out.simulator_version = installation.simulator.version;
  std::string sensors = get_string(run.frames.header(), "sensors").value_or("none");
  out.sensors = has_event(run, "declared") ? "declared" : sensors == "declared" ? "none" : sensors;
  out.isolation = isolation();
  return out;
}

}  // namespace simbench::sandbox
