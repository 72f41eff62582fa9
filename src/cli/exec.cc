// simbench exec: the oracle on one script, alone or as an answer to a task.
#include <unistd.h>

#include "cli/exec_text.h"
#include "cli/load_suite.h"
#include "cli/one_script.h"
#include "cli/run_functions.h"
#include "cli/words.h"

namespace simbench::cli {
namespace {

Json result_json(const oracle::Verdicted& r, const std::string& trace, std::optional<uint64_t> instance) {
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
           {"instance", or_null(instance)},
           {"trace", trace.empty() ? Json(nullptr) : Json(trace)},
           {"requirements", requirements},
           {"comparison", r.judgement.comparison}};
  for (const char* key : {"warnings", "notes", "last_calls", "stdout_tail", "stderr_tail"}) out[key] = json[key];
  return out;
}

bool is_colourful() {
  return ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
}

}  // namespace

Result<int> run_exec(const Arguments& arguments) {
  TRY_ASSIGN(Subject subject, read_subject(arguments));
  TRY_ASSIGN(std::optional<uint64_t> instance, instance_of(arguments));
  TemporaryFolder temporary;
  fs::path traces = arguments.text("trace").empty() ? temporary.path() : fs::path(arguments.text("trace"));
  TRY(make_directories(traces));
  Result<ScriptRun> run = run_script(subject, arguments, traces, false);
  if (!run && run.error().code == ErrorCode::unsupported) {
    say(fmt::format("simbench exec: {}", run.error().text()));
    return kSandbox;
  }
  if (!run) return pass_on(run.error());
  const oracle::Verdicted& seen = run->seen;
  ExecText text{.file = subject.file.string(),
                .program = subject.program,
                .trace = "",
                .task = arguments.text("task") + (instance ? fmt::format(" instance {}", *instance) : ""),
                .says = run->says,
                .width = std::max(reader_width().value_or(ExecText{}.width), kLeastForProse),
                .color = is_colourful()};
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
  print(arguments.json() ? to_text(result_json(seen, text.trace, instance)) : text.of(seen));
  return kOk;
}

}  // namespace simbench::cli
