#include "cli/settings.h"

#include <algorithm>
#include <cctype>

#include "base/base.h"
#include "sandbox/sandbox.h"

namespace simbench::cli {
namespace {

using enum Kind;

constexpr double kNoMost = std::numeric_limits<double>::infinity();
constexpr Bounds kShare{0, 1}, kAtLeastOne{1, kNoMost}, kNotNegative{0, kNoMost}, kTemperature{0, 2},
    kUpTo1024{1, 1024};

constexpr Setting kSettings[] = {
    // what to run
    {"suite", text, "", "NAME|DIR", "Suite to run: chrono, mujoco, a folder, or upstream:PATH"},
    {"model", list, "", "PROVIDER/NAME",
     "S-LLMs to evaluate, separated by commas: openai/gpt-5, control/echo, replay/FILE, command/PROGRAM"},
    {"arm", list, "given", "ARM", "What the model is shown: given, dialogue, no-code, stepwise, repair"},
    {"epochs", integer, "1", "N", "Repeats of every request", kAtLeastOne},
    {"limit", integer, "", "N", "Run only the first N tasks", kAtLeastOne},
    {"only", text, "", "GLOB", "Run only tasks whose system/turn matches, e.g. 'pendulum/*' or '*/2'"},
    {"shard", text, "", "I/N",
     "Run only the I-th of N shares of the tasks, in a run directory of its own; `simbench merge` joins them. "
     "--max-connections is shared out, too"},
    // a Slurm array
    {"shards", integer, "", "N", "Tasks of the array", kAtLeastOne},
    {"account", text, "", "NAME", "Slurm account"},
    {"partition", text, "", "NAME", "Slurm partition"},
    {"cpus", integer, "4", "N", "CPUs of each task", kUpTo1024},
    {"mem", text, "", "SIZE", "Memory of each task (default: 2G a CPU)"},
    {"time", text, "", "HH:MM:SS", "Time limit of each task (default: by the cells and --like)"},
    {"like", text, "", "RUN", "Estimate the time by what the references of this run took"},
    {"program", text, "", "COMMAND",
     "How simbench is called on a node, e.g. 'apptainer exec simbench.sif simbench' (default: this program)"},
    {"submit", flag, "", "", "Submit the jobs; without it the scripts are written only"},
    {"out", text, "", "DIR", "Run directory (default: runs/<suite>-<date>); the same command again resumes it"},
    {"preset", text, "", "NAME", "upstream: prompts as in the paper's protocol"},
    {"redo", flag, "", "", "Do again what rests on recorded answers or a local program that have changed since"},
    {"fail-under", number, "", "0..1", "Exit with 100 if pass@1 of any model is lower", kShare},
    {"fail-if-worse", text, "", "BASE",
     "Exit with 100 if pass@1 of any model is lower than in this run, by more than chance (95 % interval below 0)"},
    // models
    {"model-base-url", text, "", "URL", "Endpoint of the S-LLMs (else <PROVIDER>_BASE_URL, else the provider's own)"},
    {"sampling", text, "", "NAME",
     "paper: what the paper asked with (temperature 0.2, top_p 0.7, 4096 tokens; Gemini and Claude otherwise); what is "
     "said besides counts before it"},
    {"temperature", number, "", "0..2", "Sampling temperature", kTemperature},
    {"top-p", number, "", "0..1", "Nucleus sampling", kShare},
    {"max-tokens", integer, "", "N", "Longest reply", kAtLeastOne},
    {"seed", integer, "", "N", "Sampling seed of the endpoint, and of every bootstrap; the number of an instance",
     kNotNegative},
    {"max-connections", integer, "10", "N", "Requests under way at once", kAtLeastOne},
    {"max-retries", integer, "5", "N", "Retries of a refused or broken request (429, 5xx, closed connections)",
     kNotNegative},
    {"timeout", number, "600", "s", "Longest wait for one reply; with --stream, longest silence", {0.001, kNoMost}},
    {"stream", flag, "", "", "Ask endpoints for streams: a dead one is seen early, a live one isn't cut"},
    {"plain-http", flag, "", "", "Allow http:// to other machines: what is sent can be read on the way"},
    {"cache", text, "", "DIR", "Take answers of endpoints from this folder, and keep new ones there"},
    {"prices", text, "", "FILE", "Prices of models, a TOML file: they count before those that come with simbench"},
    {"budget-usd", number, "", "USD", "Ask nothing more that might take the run's answers beyond this cost",
     kNotNegative},
    {"budget-tokens", integer, "", "N", "Ask nothing more that might take the run's answers beyond so many tokens",
     kNotNegative},
    // judges
    {"judge", list, "", "PROVIDER/NAME",
     "J-LLMs that grade the programs, separated by commas: anthropic/…; without a key: judge/requirements, "
     "judge/conformance, judge/similarity, judge/replay/FILE"},
    {"judge-mode", list, "ref-doc", "MODE",
     "What a J-LLM sees beside task and program: none, doc, ref, ref-doc; with +evidence also what the oracle found"},
    {"judge-repeats", integer, "1", "N", "Answers asked for of each judge; the median counts", {1, 100}},
    {"judge-base-url", text, "", "URL", "Endpoint of the J-LLMs (else <PROVIDER>_BASE_URL, else the provider's own)"},
    {"judge-temperature", number, "0", "0..2", "Sampling temperature of the J-LLMs", kTemperature},
    {"judge-seed", integer, "", "N", "Sampling seed of the J-LLMs; repeat r uses N + r", kNotNegative},
    {"judge-max-tokens", integer, "", "N", "Longest answer of a J-LLM", kAtLeastOne},
    {"judge-docs", text, "", "FILE",
     "Documentation for modes with doc (default: the signatures that program and reference touch)"},
    {"rubric", list, "simbench", "NAME|FILE",
     "What costs points: a shipped rubric or a TOML file (calibrate takes several)"},
    {"calibrations", text, "calibrations", "DIR", "Where calibrations of judges are kept"},
    {"uncalibrated", flag, "", "", "Take the scores of a judge that has not passed a calibration; the report says so"},
    {"allow-self-judge", flag, "", "", "Let a judge grade models of its own family"},
    {"no-judge", flag, "", "", "Do not judge now; `simbench judge RUN` does it later"},
    // execution
    {"simulator", text, "", "NAME", "Which simulator runs it (default: the one that it imports)"},
    {"instance", list, "", "SEED",
     "The tasks with other numbers: a seed, any whole number from 0, says which, the same on every machine (run: "
     "several, "
     "1,2,3); left out, the suite is as it is written"},
    {"task", text, "", "SUITE/SYSTEM/TURN", "Judge the script as an answer to this task, e.g. mujoco/pendulum/2"},
    {"horizon", number, "5", "s", "Simulated time after which the script is stopped"},
    {"reference", text, "", "FILE", "Reference script to compare with"},
    {"trace", text, "", "DIR", "Keep the trace here"},
    {"open", flag, "", "", "Open the page in a browser"},
    {"png", text, "", "FILE", "Also a picture of the replay (drawn by a headless Chromium, where there is one)"},
    {"svg", text, "", "FILE", "Also a strip of key instants, for papers"},
    {"at", number, "", "s", "The simulated time that the picture shows (default: the middle of the run)", kNotNegative},
    {"with", list, "", "FILE|DIR", "Files that lie beside the script: a model, a mesh, a module of yours"},
    {"jobs", integer, "", "N", "Programs run at once (default: all cores)", kUpTo1024},
    {"reference-cache", text, "", "DIR",
     "Where runs of references are kept for the next time (default: simbench in the user's cache folder; none: "
     "nowhere)"},
    {"allow-weak-isolation", flag, "", "", "Run replies of real models although this host can't lock them in well"},
    // grading
    {"reward", text, "pass", "NAME|FILE",
     "How a judgement becomes a number: pass, fidelity, ladder, guarded, or a TOML file"},
    {"reasons", text, "full", "WHAT", "What an answer says beside the number: none, class or full"},
    {"confirm", text, "all", "WHICH",
     "Which passes are simulated again outside the program's process: none, all, or sample:SHARE (0..1)"},
    {"listen", text, "127.0.0.1:8377", "ADDRESS", "127.0.0.1:PORT (0: any free one), or unix:PATH"},
    {"queue", integer, "1024", "N", "Items that may wait; beyond that requests are told to come again", kAtLeastOne},
    {"with-parent", flag, "", "", "Stop when the process that started this one is gone"},
    // conformance and similarity
    {"api", text, "auto", "NAME", "API index: pychrono-10.0.0, pychrono-9.0.1, mujoco-4.0.0, a file, or auto"},
    {"fix", flag, "", "", "Apply certain renames and show the difference"},
    {"package", text, "", "NAME", "Package to index, by its import name"},
    {"python", text, "", "FILE", "Interpreter that has the package"},
    {"proxies", text, "", "DIR", "Folder of SWIG proxies to index instead of an installed package"},
    {"release", text, "", "X.Y.Z", "Release of the proxies in --proxies"},
    {"candidate", text, "", "FILE", "Candidate script"},
    {"given", text, "", "FILE", "Code that the model was given"},
    {"pairs", text, "", "CSV", "Many pairs: columns candidate, reference[, given]"},
    // calibration of judges
    {"repeats", integer, "3", "N", "Judgements of each program of the calibration set", {2, kNoMost}},
    {"history", flag, "", "", "Show the calibrations that are kept"},
    {"max-unscored", number, "0.1", "0..1", "Largest share of answers that can't be read", kShare},
    {"max-noise", number, "5", "POINTS", "Largest spread (SD) of repeated judgements", kNotNegative},
    {"max-bias", number, "3", "POINTS", "Largest effect of verbosity or of missing comments", kNotNegative},
    {"min-ceiling", number, "95", "POINTS", "Least that every reference must get", kNotNegative},
    {"min-reference-first", number, "0.95", "0..1", "Least share of faulty programs that score below their reference",
     kShare},
    {"min-severity-order", number, "0.75", "0..1", "Least share of pairs in which the graver fault scores lower",
     kShare},
    {"min-attribution", number, "0.5", "0..1", "Least share of faults that cost most in their own category", kShare},
    // rating by people
    {"items", integer, "", "N", "Programs on the sheet, drawn at random (default: all)", kAtLeastOne},
    {"rater", text, "", "NAME", "Who rated, where the file doesn't say"},
    {"partial", flag, "", "", "Take sheets on which some programs aren't rated"},
    // analysis and reports
    {"models", list, "", "A,B", "Models to compare"},
    {"measure", list, "", "NAME", "Compare only these measures: pass_at_1, compile_at_1, fidelity, … (default: all)"},
    {"controls", flag, "", "", "Count the control models, too, in what is taken over all models"},
    {"reading", text, "as_published", "NAME", "as_published or cleaned (imported SimBench data)"},
    {"bootstrap", integer, "2000", "N", "Bootstrap samples", kAtLeastOne},
    {"format", text, "", "NAME", "jsonl, csv, latex, junit, inspect, every-eval-ever or parquet; of a suite: harbor"},
    {"wheel", text, "", "FILE", "harbor: the wheel of simbench that grades inside the task's container"},
    {"whole", flag, "", "", "jsonl: with requests, replies, programs and outcomes"},
    {"sensitivity", flag, "", "", "Show a falsifier for every requirement by perturbing the references"},
    {"instances", integer, "0", "K", "Prove drawn instances 1 … K as well", kNotNegative},
    {"robust", flag, "", "",
     "References stay faithful with half the step, jittered starts, another integrator or solver"},
    {"stated", flag, "", "", "Show that every value and sentence of the prompts is enforced"},
    {"dry-run", flag, "", "", "Say what would be done, and what it may cost, and stop"},
    // everywhere
    {"config", text, "", "FILE", "Settings file (default: simbench.toml here, if there is one)"},
    {"json", flag, "", "", "Machine-readable result on stdout, everything else on stderr"},
    {"log-level", level, "warning", "LEVEL",
     "How much is told on stderr: error (only what ends the command), warning (also progress and problems), info, "
     "debug"},
};

/// A row for each simulator of room sandbox; the texts that its row views live as long as the program.
std::vector<Setting> interpreter_settings() {
  static std::vector<std::pair<std::string, std::string>> texts;
  for (const std::string& simulator : sandbox::simulator_names())
    texts.emplace_back(interpreter_setting(simulator),
                       fmt::format("Interpreter with {} (`simbench doctor` shows which is used without it)",
                                   sandbox::title_of(simulator)));
  std::vector<Setting> rows;
  for (const auto& [name, help] : texts) rows.push_back({name, text, "", "FILE", help});
  return rows;
}

std::vector<Setting> all_settings() {
  std::vector<Setting> rows(std::begin(kSettings), std::end(kSettings));
  auto general = std::find_if(rows.begin(), rows.end(), [](const Setting& s) { return s.name == "config"; });
  std::vector<Setting> interpreters = interpreter_settings();
  rows.insert(general, interpreters.begin(), interpreters.end());
  return rows;
}

}  // namespace

std::span<const Setting> settings() {
  static const std::vector<Setting> rows = all_settings();
  return rows;
}

const Setting& setting(std::string_view name) {
  auto rows = settings();
  auto it = std::find_if(rows.begin(), rows.end(), [&](const Setting& s) { return s.name == name; });
  check(it != rows.end(), fmt::format("no setting is called {}", name));
  return *it;
}

std::string interpreter_setting(std::string_view simulator) {
  return fmt::format("{}-python", simulator);
}

std::string environment_name(const Setting& setting) {
  std::string out = "SIMBENCH_";
  for (char c : setting.name) out += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace simbench::cli
