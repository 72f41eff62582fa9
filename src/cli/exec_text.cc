#include "cli/exec_text.h"

#include <re2/re2.h>

#include "api_index/api_index.h"
#include "cli/words.h"
#include "conformance/conformance.h"
#include "pysrc/pysrc.h"

namespace simbench::cli {
namespace {

constexpr size_t kTailLines = 20;     // of stdout and stderr; --json has all that was kept
constexpr size_t kMessageLines = 12;  // a binding lists all its overloads
constexpr size_t kLastCalls = 6;

/// Text of the script's for a terminal: no control characters, our name for its file replaced by the user's.
std::string shown(std::string_view text, const std::string& file) {
  static const RE2 place("File \"[^\"\n]*/script\\.py\"");  // linear in the text, which is the script's
  std::string clean(text);
  RE2::GlobalReplace(&clean, place, "File \"" + replace_all(file, "\\", "\\\\") + "\"");
  return for_terminal(clean);
}

struct Painter {
  bool color;
  std::string paint(const char* code, std::string_view text) const {
    return color ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
  }
  std::string bold(std::string_view text) const { return paint("1", text); }
  std::string red(std::string_view text) const { return paint("31", text); }
  std::string green(std::string_view text) const { return paint("32", text); }
};

/// What the API's index knows about the place of the error, with the right call; "" if nothing.
std::vector<std::string> from_index(const Outcome& o, const std::string& program) {
  auto index = api_index::load_index(fmt::format("{}-{}", o.simulator, o.simulator_version));
  if (!index) return {};
  for (const conformance::Violation& v : conformance::check(**index, program).violations) {
    if (v.line != o.error->line || !v.fatal || v.cls == "syntax" || v.cls == "python") continue;
    std::vector<std::string> out{v.message};
    for (std::string_view note : split_lines(v.note)) out.emplace_back(note);
    if (out.size() > 4) out.resize(4);
    return out;
  }
  return {};
}

std::string after_crash(const Outcome& o) {
  if (o.error->type == "SIGSEGV" || o.error->type == "SIGBUS")
    return "a native object wasn't ready there: None, not initialised, not loaded from its file, or already gone";
  return "";
}

std::string after_error(const ScriptError& e) {
  if (e.message.starts_with("SWIG director method error"))
    return "the callback's object is perhaps gone: keep it in a variable as long as the simulation runs";
  if (e.type == "SystemExit" && e.message == "2") return "a script is run without arguments: give them defaults";
  return "";
}

/// How to give a script what it lacked. `script`: where it lies; what lies beside it isn't there for it by itself.
std::string remedy_for(const Outcome& o, const fs::path& script) {
  std::string name = o.lacks.substr(std::min(o.lacks.size(), o.lacks.find(": ") + 2));
  std::error_code ignored;
  if (o.lacks.starts_with("missing_file"))
    return fs::exists(script.parent_path() / name, ignored)
               ? fmt::format("a script sees only what it is given: --with {}",
                             shell_word((script.parent_path() / name).string()))
               : "a script sees only what it is given: name the file with --with";
  if (o.lacks.starts_with("outside_file"))
    return "a script reads and writes in its own folder: name files relative to it, and give them with --with";
  if (o.lacks.starts_with("missing_package")) {
    for (const std::string& beside : {name + ".py", name})
      if (fs::path file = script.parent_path() / beside; fs::exists(file, ignored))
        return fmt::format("a script sees only what it is given: --with {}", shell_word(file.string()));
    return fmt::format("it isn't there for the interpreter that runs scripts: {} -m pip install {}",
                       shell_word(sandbox::find_simulator(o.simulator).python), shell_word(name));
  }
  return "a script is one process without a network: do it in this one, with threads where needed";
}

/// What to do, for ends that don't speak for themselves.
std::vector<std::string> helps(const Outcome& o, const ExecText& text) {
  const std::string& program = text.program;
  auto one = [](std::string help) {
    return help.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(help)};
  };
  if (!o.lacks.empty()) return one(remedy_for(o, text.file));
  if (o.infra.starts_with("self_test"))
    return one(fmt::format(
        "it isn't the script's fault: this {} fails in the sandbox with our own smallest script, too", o.simulator));
  if (o.infra.starts_with("missing_module"))
    return one(fmt::format(
        "it isn't the script's fault: this {} lacks the module; `simbench doctor` lists what is there", o.simulator));
  if (o.infra.starts_with("missing_name"))
    return one(fmt::format("it isn't the script's fault: {} {} has it, this installation was built without it",
                           o.simulator, o.simulator_version));
  if (o.infra.starts_with("missing_data"))
    return one(fmt::format("it isn't the script's fault: install the data of {} {}", o.simulator, o.simulator_version));
  switch (o.end) {
    case End::crashed:
      return one(after_crash(o));
    case End::idle:
      return one("step the simulation inside the loop");
    case End::cpu_limit:
      return one("does a loop never end? Is the step, or the scene, far from what the simulated time needs?");
    case End::wall_limit:
      return one("it waits for something that never comes, or the machine is too busy: try again alone");
    case End::memory_limit:
      return one("a run may use 4 GiB of address space");
    case End::exited:
      return one("end with sys.exit() or at the end of the file");
    case End::error: {
      auto known = o.error && o.error->line > 0 ? from_index(o, program) : std::vector<std::string>{};
      return !known.empty() || !o.error ? known : one(after_error(*o.error));
    }
    default:
      return {};
  }
}

std::string why_without_error(const Outcome& o, const std::string& program) {
  if (trim(program).empty()) return "there is no program in this file";
  if (!o.first_step_called)
    return "the script ended without a step: is its main function called, and does it step the simulation?";
  return "";
}

std::string failure(const ExecText& text, const Outcome& o, const Painter& painter) {
  std::string what = o.error            ? o.error->type + (o.error->message.empty() ? "" : ": " + o.error->message)
                     : !o.infra.empty() ? o.infra
                                        : why_without_error(o, text.program);
  if (what.empty()) return "";
  auto lines = split_lines(what);
  std::string place = text.file;
  if (o.error && o.error->line > 0) place += fmt::format(":{}", o.error->line);
  if (o.error && o.error->line > 0 && o.error->column > 0)
    place += fmt::format(":{}", pysrc::column_in_characters(text.program, o.error->line, o.error->column));
  std::string out = fmt::format("{}: {} {}\n", painter.bold(place), painter.red("error:"),
                                painter.bold(shown(lines.front(), text.file)));
  if (o.error)
    out += shown(pysrc::quote_line(text.program, o.error->line, o.error->column, o.error->end_column), text.file);
  for (size_t i = 1; i < std::min(lines.size(), kMessageLines); ++i)
    out += fmt::format("      = {}\n", shown(lines[i], text.file));
  if (!o.infra.empty() && o.error) out += wrapped("      = ", o.infra, text.width);
  for (const std::string& help : helps(o, text)) out += wrapped("      = help: ", help, text.width);
  if (o.error && !o.last_calls.empty()) {
    size_t skipped = o.last_calls.size() - std::min(o.last_calls.size(), kLastCalls);
    std::vector<std::string> last(o.last_calls.begin() + static_cast<std::ptrdiff_t>(skipped), o.last_calls.end());
    out += wrapped("      = last calls: ", join(last, ", "), text.width);
  }
  return out + "\n";
}

std::string stream(const std::string& name, const std::string& text, const std::string& file, const Painter& painter) {
  std::string clean = shown(text, file);
  auto lines = split_lines(trim(clean).empty() ? std::string_view() : std::string_view(clean));
  while (!lines.empty() && trim(lines.back()).empty()) lines.pop_back();
  if (lines.empty()) return "";
  size_t first = lines.size() - std::min(lines.size(), kTailLines);
  std::string out = painter.bold(name) +
                    (first > 0 ? fmt::format(" (the last {} lines; --json has {} more)", kTailLines, first) : "") +
                    "\n";
  for (size_t i = first; i < lines.size(); ++i) out += fmt::format("  {}\n", lines[i]);
  return out + "\n";
}

std::string requirements(const ExecText& text, const std::vector<RequirementResult>& all, const Painter& painter) {
  if (all.empty()) return "";
  size_t widest = 0, met = 0;
  for (const RequirementResult& r : all) widest = std::max(widest, columns(r.id)), met += r.met.value_or(false);
  std::string out = painter.bold("requirements") + fmt::format(" of {}: {} of {} met\n", text.task, met, all.size());
  for (const RequirementResult& r : all) {
    std::string head = fmt::format("  {} {:<{}}  ", !r.met ? "?" : *r.met ? "✓" : "✗", r.id, widest);
    std::string lines = wrapped(head, r.reason, text.width);
    auto says = text.says.find(r.id);
    if (!r.met.value_or(false) && says != text.says.end())
      lines += wrapped(std::string(columns(head), ' ') + "the prompt: ", says->second, text.width);
    out += !r.met   ? lines
           : *r.met ? painter.green(lines.substr(0, 5)) + lines.substr(5)
                    : painter.red(lines.substr(0, 5)) + lines.substr(5);
  }
  return out + "\n";
}

std::string_view meaning(Verdict verdict) {
  switch (verdict) {
    case Verdict::no_code:
      return "there is no program";
    case Verdict::syntax:
      return "it doesn't parse, or an import fails";
    case Verdict::imports:
      return "it parses and its imports work, but no step was taken";
    case Verdict::builds:
      return "the first step was called, but never returned";
    case Verdict::steps:
      return "it stepped, but didn't come to its end";
    case Verdict::finishes:
      return "it came to its end, but the motion isn't physical";
    case Verdict::physical:
      return "it came to its end; the motion is finite, stable and made by the simulator";
    case Verdict::faithful:
      return "the motion is physical and does what the task asks";
  }
  return "";
}

std::string_view meaning(CellClass cell_class, const Outcome& outcome, bool with_task) {
  switch (cell_class) {
    case CellClass::pass:
      return "";
    case CellClass::model_fail:
      return "the script's fault";
    case CellClass::infra_fail:
      return "this machine's fault, not the script's";
    case CellClass::unscored:
      if (!outcome.lacks.empty()) return "the script isn't judged for what it wasn't given";
      return with_task ? "" : "nothing more is judged without a task (--task SUITE/SYSTEM/TURN)";
  }
  return "";
}

/// The rungs: ticks up to the one that was reached, then the one that wasn't ("?" where nobody could tell), then those
/// behind it.
std::string ladder(const Judgement& judgement, bool with_task, const Painter& painter) {
  std::vector<std::string> rungs;
  bool stopped = false;
  auto top = static_cast<int>(with_task ? Verdict::faithful : Verdict::physical);
  for (int i = static_cast<int>(Verdict::syntax); i <= top; ++i) {
    bool passed = judgement.verdict > Verdict::syntax && i <= static_cast<int>(judgement.verdict);
    std::string name(to_string(static_cast<Verdict>(i)));
    bool open = judgement.cell_class == CellClass::unscored || judgement.cell_class == CellClass::infra_fail;
    rungs.push_back(passed    ? painter.green("✓ " + name)
                    : stopped ? "· " + name
                    : open    ? "? " + name
                              : painter.red("✗ " + name));
    stopped |= !passed;
  }
  return join(rungs, " ");
}

/// "agree     0.91 with the reference (traj 1, orient 1, inv 0.71, struct 0.98; coverage 1, predictable 1)"
std::string comparison(const Json& scores, size_t width) {
  if (!scores.is_object()) return "";
  auto shown = [&](const std::vector<const char*>& names) {
    std::vector<std::string> parts;
    for (const char* name : names) {
      auto value = get_number(scores, name);
      parts.push_back(
          value ? fmt::format("{} {:.3g}", name, *value)
                : fmt::format("{} none: {}", name, get_string(get(scores, "reasons"), name).value_or("unknown")));
    }
    return join(parts, ", ");
  };
  auto total = get_number(scores, "total");
  return wrapped("agree     ",
                 fmt::format("{} with the reference ({}; {})", total ? fmt::format("{:.3g}", *total) : "unknown",
                             shown({"traj", "orient", "inv", "struct"}), shown({"coverage", "predictable"})),
                 width);
}

/// `explained`: why it went no further stands above.
std::string summary(const ExecText& text, const oracle::Verdicted& r, bool explained, const Painter& painter) {
  const Outcome& o = r.outcome;
  const Judgement& j = r.judgement;
  bool with_task = !text.task.empty();
  auto row = [&](std::string_view name, std::string_view word, std::string_view rest) {
    return wrapped(fmt::format("{:<8}  ", name), rest.empty() ? std::string(word) : fmt::format("{}: {}", word, rest),
                   text.width);
  };
  std::string out = comparison(j.comparison, text.width);
  out += fmt::format("{:<8}  {}\n", "ladder", ladder(j, with_task, painter));
  out += row("verdict", to_string(j.verdict), meaning(j.verdict));
  out += row("class", to_string(j.cell_class), meaning(j.cell_class, o, with_task));
  bool told =
      explained || j.reason == "no_requirements" || (j.reason.starts_with("requirements:") && !j.requirements.empty());
  if (!told && !j.reason.empty()) out += row("reason", shown(j.reason.substr(0, j.reason.find('\n')), text.file), "");
  for (const std::string& warning : o.warnings) out += row("warning", shown(warning, text.file), "");
  for (const std::string& note : o.notes) out += row("note", shown(note, text.file), "");
  out += row("run",
             fmt::format("{} {}, {} step{}, {:.4g} s simulated, {:.2f} s of CPU, isolation {}{}", o.simulator,
                         o.simulator_version, o.steps, o.steps == 1 ? "" : "s", o.sim_time_s, o.cpu_s,
                         o.isolation.grade, o.sensors == "declared" ? ", sensors declared" : ""),
             "");
  if (!text.trace.empty()) out += fmt::format("{:<8}  {}\n", "trace", text.trace);
  return out;
}

}  // namespace

std::string ExecText::of(const oracle::Verdicted& result) const {
  Painter painter{color};
  const Outcome& o = result.outcome;
  std::string why = failure(*this, o, painter);
  return why + stream("stdout", o.stdout_tail, file, painter) + stream("stderr", o.stderr_tail, file, painter) +
         requirements(*this, result.judgement.requirements, painter) + summary(*this, result, !why.empty(), painter);
}

}  // namespace simbench::cli
