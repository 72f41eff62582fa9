// The one table of commands. To add one: a file with its function, a declaration in run_functions.h, a row here.
#include "cli/connections.h"
#include "cli/run_functions.h"
#include "cli/settings.h"
#include "sandbox/sandbox.h"

namespace simbench::cli {
namespace {

/// What every command that runs scripts takes, after its own settings.
std::vector<std::string_view> with_interpreters(std::vector<std::string_view> own) {
  for (const std::string& simulator : sandbox::simulator_names())
    own.push_back(setting(interpreter_setting(simulator)).name);
  return own;
}

/// What every command that asks judges takes, after its own settings.
std::vector<std::string_view> with_judges(std::vector<std::string_view> own) {
  for (std::string_view name :
       {"judge", "judge-mode", "judge-repeats", "judge-base-url", "judge-temperature", "judge-seed", "judge-max-tokens",
        "judge-docs", "rubric", "calibrations", "uncalibrated", "allow-self-judge", "redo"})
    own.push_back(name);
  own.insert(own.end(), connection_settings().begin(), connection_settings().end());
  return own;
}

/// What every command that asks models takes, after its own settings: which, what of the suite, how, and what it may
/// cost.
std::vector<std::string_view> with_models(std::vector<std::string_view> own) {
  own.insert(own.begin(), {"suite", "model", "epochs", "limit", "only", "out", "preset", "model-base-url", "sampling",
                           "temperature", "top-p", "max-tokens", "seed", "prices", "budget-usd", "budget-tokens",
                           "reference-cache", "allow-weak-isolation", "no-judge"});
  return with_judges(with_interpreters(std::move(own)));
}

/// What makes a grader, after a command's own settings.
std::vector<std::string_view> for_grading(std::vector<std::string_view> own) {
  own.insert(own.begin(),
             {"suite", "instance", "reward", "reasons", "confirm", "jobs", "reference-cache", "allow-weak-isolation"});
  return with_interpreters(std::move(own));
}

/// An array's shards are runs.
std::vector<std::string_view> of_slurm() {
  return with_models(
      {"shards", "account", "partition", "cpus", "mem", "time", "like", "program", "submit", "arm", "instance"});
}

/// An experiment is a run whose arms and tasks are given by its question.
std::vector<std::string_view> of_experiment() {
  return with_models({"jobs"});
}

/// The judges are its subject: they can't be left out, and a failed calibration keeps none away.
std::vector<std::string_view> of_calibration_experiment() {
  std::vector<std::string_view> names = of_experiment();
  std::erase_if(names, [](std::string_view name) { return name == "no-judge" || name == "uncalibrated"; });
  names.insert(names.end(), {"repeats", "bootstrap", "max-unscored", "max-noise", "max-bias", "min-ceiling",
                             "min-reference-first", "min-severity-order", "min-attribution"});
  return names;
}

}  // namespace

// A table, however long: one row a command.
const std::vector<Command>& commands() {  // NOLINT(readability-function-size)
  static const std::vector<Command> table{
      {"doctor",
       "Say what is there and what is missing: simulators, isolation, keys",
       "  simbench doctor\n  simbench doctor --json",
       {},
       with_interpreters({}),
       run_doctor},
      {"suite list", "List suites and their systems", "  simbench suite list", {}, {}, run_suite_list},
      {"suite show",
       "Show a suite, a system, a task with its requirements, or one of its scripts whole",
       "  simbench suite show mujoco/pendulum/2\n  simbench suite show mujoco/pendulum/2/reference.py\n"
       "  simbench suite show mujoco/pendulum/1 --instance 7",
       {{"WHAT",
         "suite[/system[/turn[/script]]], or a path of these files; a patch is shown as the program that it makes"}},
       {"instance"},
       run_suite_show},
      {"suite new",
       "Write a suite to begin with: one system that validates, with all files that a suite has",
       "  simbench suite new suites/mine\n  simbench suite validate suites/mine",
       {{"DIR", "folder to make; its name is the suite's"}},
       {},
       run_suite_new},
      {"suite tasks",
       "Print what a model is asked as dataset rows, one JSON line a task",
       "  simbench suite tasks mujoco > tasks.jsonl\n  simbench suite tasks mujoco --arm given,no-code --only '*/1'\n"
       "  simbench suite tasks mujoco --instance 7 > unseen.jsonl",
       {{"SUITE", "suite or its folder"}},
       {"instance", "arm", "only"},
       run_suite_tasks,
       {},
       {{"only", "Print only tasks whose system/turn matches, e.g. 'pendulum/*' or '*/2'"}}},
      {"suite validate",
       "Prove a suite by running all its scripts",
       "  simbench suite validate suites/mujoco\n  simbench suite validate mujoco --only 'pendulum/*' --sensitivity\n"
       "  simbench suite validate mujoco --only pendulum/1 --stated --instances 3 --robust",
       {{"SUITE", "suite or its folder"}},
       with_interpreters({"only", "jobs", "sensitivity", "stated", "instances", "robust", "redo"}),
       run_suite_validate,
       {},
       {{"only", "Prove only tasks whose system/turn matches, e.g. 'pendulum/*' or '*/2'"},
        {"redo", "Run what hasn't changed since the last time, too"}}},
      {"suite plot",
       "Draw what the requirements read over time in the references",
       "  simbench suite plot suites/chrono --only 'pendulum/*' --out docs/suites/chrono",
       {{"SUITE", "suite or its folder"}},
       {"only", "out"},
       run_suite_plot,
       {},
       {{"out", "Folder for the pictures, one a task"},
        {"only", "Draw only tasks whose system/turn matches, e.g. 'pendulum/*' or '*/2'"}}},
      {"suite instance",
       "Write a suite with its parameters drawn anew, as a plain suite",
       "  simbench suite instance mujoco --seed 7 --out instances/mujoco-7",
       {{"SUITE", "suite or its folder"}},
       {"seed", "out"},
       run_suite_instance,
       {},
       {{"out", "Folder for the suite that is written: a new or empty one"},
        {"seed", "Which numbers: any whole number from 0, the same ones on every machine"}}},
      {"exec",
       "Run one script under the oracle",
       "  simbench exec pendulum.py --simulator mujoco --horizon 5\n  simbench exec answer.py --task mujoco/pendulum/2 "
       "--json\n  simbench exec arm.py --with arm.xml,meshes",
       {{"FILE", "Python script"}},
       with_interpreters({"simulator", "task", "instance", "horizon", "with", "reference", "trace", "reference-cache"}),
       run_exec},
      {"view",
       "See what a script simulates: a page with its motion in 3D, and plots of every coordinate and energy",
       "  simbench view pendulum.py --simulator mujoco --horizon 10 --open\n  simbench view answer.py --task "
       "mujoco/pendulum/2\n  simbench view traces/3f2a….trace.zst --png still.png --at 1.5 --svg strip.svg",
       {{"FILE", "Python script, or a stored trace (.trace.zst)"}},
       with_interpreters({"simulator", "task", "instance", "horizon", "with", "reference", "reference-cache", "out",
                          "open", "png", "svg", "at"}),
       run_view,
       {},
       {{"out", "The page to write (default: the script's name with .html, here)", "FILE"}}},
      {"run",
       "Evaluate S-LLMs on a suite; the same command again resumes",
       "  simbench run --suite mujoco --model control/reference,control/echo\n"
       "  simbench run --suite mujoco --model openai/gpt-5 --epochs 3 --out runs/gpt-5\n"
       "  simbench run --suite mujoco --model replay/answers.jsonl --only 'pendulum/*'\n"
       "  simbench run --suite mujoco --model openai/gpt-5 --instance 1,2,3 --out runs/unseen\n"
       "  simbench run --suite mujoco --model openai/gpt-5 --shard 1/3 --out runs/part-1\n"
       "  simbench run --suite mujoco --model openai/gpt-5 --judge anthropic/claude-opus --judge-repeats 3",
       {},
       with_models({"instance", "arm", "shard", "fail-under", "fail-if-worse", "jobs", "dry-run"}),
       run_run,
       {},
       {{"seed", "Sampling seed of the endpoint, and of the bootstrap of --fail-if-worse"}}},
      {"grade",
       "Rewards for replies: rows of JSON in, one answer a row out, in their order",
       "  simbench grade --suite mujoco < replies.jsonl > grades.jsonl\n"
       "  simbench grade --suite mujoco --reward ladder --reasons class --jobs 8 < replies.jsonl\n"
       "  simbench grade --suite mujoco --instance 7 < replies.jsonl\n"
       "A row: {\"task\": \"pendulum/2\", \"reply\": \"…\"}, or \"program\" instead of \"reply\"; \"id\" comes back as "
       "it is",
       {},
       for_grading({}),
       run_grade},
      {"serve",
       "The grader over HTTP, on this machine only: POST /grade, /verify; GET /health, /metrics",
       "  simbench serve --suite mujoco --listen unix:/tmp/simbench.sock\n"
       "  SIMBENCH_SERVE_TOKEN=… simbench serve --suite mujoco --listen 127.0.0.1:8377 --reward fidelity",
       {},
       for_grading({"listen", "queue", "with-parent"}),
       run_serve},
      {"merge",
       "Join the shards of a run, or runs of other models on the same tasks; again changes nothing",
       "  simbench merge runs/gpt-5 runs/part-1 runs/part-2 runs/part-3",
       {{"OUT", "Run directory to make, or to add to"}, {"SHARD", "Run directory of a shard", true, true}},
       {},
       run_merge},
      {"slurm",
       "Write a run as a Slurm job array, one shard a task, and a job that merges them",
       "  simbench slurm --suite chrono --model openai/gpt-5 --epochs 5 --shards 20 --account phys --out gpt-5\n"
       "  simbench slurm --suite chrono --model openai/gpt-5 --shards 20 --program 'apptainer exec simbench.sif "
       "simbench' "
       "--out gpt-5 --submit",
       {},
       of_slurm(),
       run_slurm,
       {},
       {{"out", "Folder for the scripts, the shards and the merged run"},
        {"seed", "Sampling seed of the endpoint"},
        {"budget-usd", "What all shards together may cost: each gets an equal part of it"},
        {"budget-tokens", "Tokens that all shards together may take: each gets an equal part of them"}}},
      {"judge",
       "Grade the programs of a run by a rubric; the same command again asks only for what is missing",
       "  simbench judge runs/gpt-5 --judge judge/requirements,judge/conformance\n"
       "  simbench judge runs/gpt-5 --judge anthropic/claude-opus --judge-mode ref,ref-doc+evidence --judge-repeats 3",
       {{"RUN", "Run directory"}},
       with_judges({"api", "prices", "budget-usd", "budget-tokens"}),
       run_judge},
      {"experiment calibration",
       "Judges on programs of known worth and on a run: which tells right programs from wrong ones?",
       "  simbench experiment calibration --suite mujoco --judge openai/gpt-5 --judge-mode doc,ref,ref-doc --model "
       "anthropic/claude-opus --out runs/calibration",
       {},
       of_calibration_experiment(),
       run_experiment_calibration},
      {"experiment context",
       "Arms given and no-code: does the given code help, and does that vanish with long prompts?",
       "  simbench experiment context --suite mujoco --model openai/gpt-5 --out runs/context",
       {},
       of_experiment(),
       run_experiment_context},
      {"experiment category",
       "All turns on arm given: which kinds of systems are hard, what happens from turn to turn?",
       "  simbench experiment category --suite mujoco --model openai/gpt-5 --out runs/category",
       {},
       of_experiment(),
       run_experiment_category},
      {"experiment stepwise",
       "Turn 3 in one go and in small steps: is it easier in steps?",
       "  simbench experiment stepwise --suite mujoco --model openai/gpt-5 --out runs/stepwise",
       {},
       of_experiment(),
       run_experiment_stepwise},
      {"experiment cross-simulator",
       "Twin systems in two simulators: do models rank alike, and do the scores carry over?",
       "  simbench experiment cross-simulator --suite mujoco,chrono --model openai/gpt-5 --out runs/cross",
       {},
       of_experiment(),
       run_experiment_cross_simulator,
       {},
       {{"out", "Folder for the two runs, one a suite"}}},
      {"endpoint check",
       "Ask a model one small question and say what works",
       "  simbench endpoint check openai/gpt-5",
       {{"MODEL", "provider/name"}},
       {"model-base-url", "timeout", "max-retries", "stream", "plain-http"},
       run_endpoint_check,
       {{"timeout", "60"}, {"max-retries", "1"}}},
      {"cache explain",
       "What makes a cell the same cell, what is stored of it, what a resume would do",
       "  simbench cache explain runs/mine 'pendulum/2 given openai/gpt-5 #0'\n"
       "  simbench cache explain runs/mine 'pendulum/2 given openai/gpt-5 #0' --cache answers",
       {{"RUN", "Run directory"}, {"CELL", "Its id, or a glob over 'system/turn arm model #epoch'"}},
       {"cache"},
       run_cache_explain,
       {},
       {{"cache", "Say also what the answer goes by in this folder, and whether it is kept there"}}},
      {"import upstream",
       "Turn a checkout of the public SimBench data into a run: replies, programs, judge scores, labels",
       "  simbench import upstream ~/SimBench --out runs/published && simbench analyze runs/published",
       {{"PATH", "Folder of the checkout"}},
       {"out", "models"},
       run_import_upstream,
       {},
       {{"out", "Run directory to make"}, {"models", "Take only these models (default: all)"}}},
      {"import jsonl",
       "Make a run of what `export --format jsonl` wrote, without its traces",
       "  simbench export runs/mine --format jsonl --whole --out mine && simbench import jsonl mine --out runs/copy",
       {{"FOLDER", "Folder with cells.jsonl and run.json"}},
       {"out"},
       run_import_jsonl,
       {},
       {{"out", "Run directory to make"}}},
      {"analyze",
       "What a run shows: turn deltas, categories, correlations with compile@1 and pass@1, failures, cost",
       "  simbench analyze runs/published\n  simbench analyze runs/published --reading cleaned --json",
       {{"RUN", "Run directory"}},
       {"reading", "controls", "seed", "bootstrap"},
       run_analyze,
       {},
       {{"seed", "Seed of every bootstrap"}}},
      {"report",
       "Write a run as one HTML page that needs no network",
       "  simbench report runs/gpt-5",
       {{"RUN", "Run directory"}},
       {"out", "controls", "seed"},
       run_report,
       {},
       {{"out", "The page to write (default: report.html in the run)", "FILE"}, {"seed", "Seed of every bootstrap"}}},
      {"calibrate",
       "Try a judge on programs of known worth: does it order them rightly, alike every time, without bias?",
       "  simbench calibrate --suite mujoco --judge openai/gpt-5\n"
       "  simbench calibrate --suite mujoco --judge openai/gpt-5 --rubric simbench,mine.toml --repeats 5\n"
       "  simbench calibrate --history",
       {},
       with_interpreters({"suite",
                          "judge",
                          "judge-mode",
                          "judge-base-url",
                          "judge-temperature",
                          "judge-seed",
                          "judge-max-tokens",
                          "judge-docs",
                          "rubric",
                          "repeats",
                          "calibrations",
                          "history",
                          "max-unscored",
                          "max-noise",
                          "max-bias",
                          "min-ceiling",
                          "min-reference-first",
                          "min-severity-order",
                          "min-attribution",
                          "seed",
                          "bootstrap",
                          "max-connections",
                          "max-retries",
                          "timeout",
                          "stream",
                          "plain-http",
                          "cache",
                          "prices",
                          "budget-usd",
                          "budget-tokens"}),
       run_calibrate,
       {},
       {{"seed", "Seed of every bootstrap"},
        {"budget-usd", "Ask nothing more that might take the answers of this call beyond this cost"},
        {"budget-tokens", "Ask nothing more that might take the answers of this call beyond so many tokens"}}},
      {"rate sheet",
       "Make a blinded sheet of a run's programs for people to rate: CSV, and an HTML page that works offline",
       "  simbench rate sheet runs/gpt-5 --items 40 --out rating\n  simbench rate sheet runs/gpt-5 --only '*/2' --seed "
       "7 --out rating",
       {{"RUN", "Run directory"}},
       {"out", "items", "only", "rubric", "seed"},
       run_rate_sheet,
       {},
       {{"out", "Folder for the sheet"},
        {"only", "Only programs of tasks whose system/turn matches, e.g. 'pendulum/*' or '*/2'"},
        {"seed", "Seed by which programs are drawn and mixed"},
        {"rubric", "Categories of the sheet: a shipped rubric or a TOML file"}}},
      {"rate import",
       "Take filled sheets into the run: everything is checked first",
       "  simbench rate import runs/gpt-5 rating-3f2a91c0-ann.csv rating-3f2a91c0-bob.csv",
       {{"RUN", "Run directory"}, {"FILE", "Filled sheet", true, true}},
       {"rater", "partial"},
       run_rate_import},
      {"rate show",
       "How far people agree with each other and with the judges, and the judges' corrected means",
       "  simbench rate show runs/gpt-5",
       {{"RUN", "Run directory"}},
       {"seed", "bootstrap"},
       run_rate_show,
       {},
       {{"seed", "Seed of every bootstrap"}}},
      {"compare",
       "Is one model better than another, or one run better than another? Paired by task, clustered by system, with "
       "the "
       "smallest difference that could be seen",
       "  simbench compare runs/published --models gpt-4o,gpt-4o-mini --arm given --measure pass_at_1,fidelity\n"
       "  simbench compare runs/new-prompt runs/old-prompt\n"
       "  simbench compare runs/today --fail-if-worse runs/base",
       {{"RUN", "Run directory"}, {"BASE", "Run directory to compare with", false}},
       {"models", "arm", "measure", "fail-if-worse", "reading", "seed", "bootstrap"},
       run_compare,
       {{"arm", ""}},
       {{"seed", "Seed of every bootstrap"},
        {"arm", "Compare only these arms (default: all of the run)"},
        {"models", "Models to compare; between two runs one, or one of each"}}},
      {"export",
       "Write a run as files that other programs open",
       "  simbench export runs/published --format csv --out tables\n"
       "  simbench export runs/gpt-5 --format junit --out results\n"
       "  simbench export runs/gpt-5 --format inspect --out logs && inspect view --log-dir logs\n"
       "  simbench export mujoco --format harbor --wheel dist/simbench-*.whl --out tasks",
       {{"RUN", "Run directory; for harbor a suite"}},
       {"format", "out", "whole", "only", "wheel", "reading", "controls", "seed", "bootstrap"},
       run_export,
       {},
       {{"out", "Folder for the files"}, {"seed", "Seed of every bootstrap"}}},
      {"check",
       "Find calls that don't fit the simulator's API, without running anything",
       "  simbench check script.py --api pychrono-10.0.0\n  simbench check *.py --json\n  simbench check old.py --fix",
       {{"FILE", "Python script", true, true}},
       {"api", "fix"},
       run_check},
      {"index",
       "Make an API index from an installed package or from SWIG proxies",
       "  simbench index --python ~/chrono/bin/python --package pychrono --out pychrono-10.0.0.api\n"
       "  simbench index --package pychrono --proxies build/swig --release 10.0.0 --out pychrono-10.0.0.api",
       {},
       {"package", "python", "proxies", "release", "out"},
       run_index,
       {},
       {{"out", "The index file to write (default: stdout)", "FILE"}}},
      {"measure",
       "Text similarity of a candidate with a reference: CodeBLEU and its parts, BLEU, ROUGE, API F1",
       "  simbench measure --candidate mine.py --reference truth.py --given start.py --json\n"
       "  simbench measure --pairs pairs.csv --api pychrono-10.0.0 --out scores.csv",
       {},
       {"candidate", "reference", "given", "pairs", "api", "out", "jobs"},
       run_measure,
       {},
       {{"out", "The CSV file to write, with --pairs (default: stdout)", "FILE"},
        {"reference", "The right script, to compare with"},
        {"jobs", "Pairs measured at once (default: all cores)"}}},
  };
  return table;
}

}  // namespace simbench::cli
