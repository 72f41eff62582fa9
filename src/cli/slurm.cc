// simbench slurm: the scripts of a run as a Slurm job array, one shard a task, and a job that merges them.
#include "cli/evaluate.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"
#include "cli/settings.h"
#include "cli/slurm_scripts.h"

namespace simbench::cli {
namespace {

/// Settings of `run` that a shard gets as they were given here; the array sets --shard, --out and --jobs itself.
std::vector<std::string> passed_on(const Arguments& arguments) {
  static const std::set<std::string> own{"shards",  "account", "partition", "time", "mem",  "cpus",
                                         "program", "submit",  "like",      "out",  "json", "config"};
  std::vector<std::string> words;
  for (const auto& [name, values] : arguments.values) {
    auto origin = arguments.origins.find(name);
    if (own.contains(name) || (origin != arguments.origins.end() && origin->second == "default")) continue;
    bool flag = setting(name).kind == Kind::flag;
    if (flag && arguments.flag(name)) words.push_back("--" + name);
    if (!flag) words.insert(words.end(), {"--" + name, join(values, ",")});
  }
  return words;
}

/// Seconds of CPU time that one cell costs, by what an earlier run noted of its references; a guess without one.
Result<double> cell_cost_s(const Arguments& arguments) {
  constexpr double kGuess_s = 60, kBesides_s = 20;  // besides: interpreter, reduction, scores
  if (!arguments.has("like")) return kGuess_s;
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.text("like")));
  TRY_ASSIGN(Json references, store->get_note("references"));
  double sum = 0;
  for (const Json& reference : references) sum += get_number(reference, "cpu_s").value_or(0);
  return references.empty() ? kGuess_s : kBesides_s + 3 * sum / static_cast<double>(references.size());
}

/// "HH:MM:00", in quarters of an hour, at least one hour.
std::string slurm_time(double seconds) {
  auto quarters = std::max<int64_t>(4, static_cast<int64_t>(std::ceil(seconds / 900)));
  return fmt::format("{:02}:{:02}:00", quarters / 4, quarters % 4 * 15);
}

Result<SlurmJob> job_of(const Arguments& arguments, const suite::Suite& suite) {
  TRY_ASSIGN(campaign::Settings settings, settings_of(arguments, suite));
  SlurmJob job{.name = "simbench-" + suite.name};
  job.shards = arguments.integer("shards").value_or(0);
  if (job.shards < 1) return usage_error("say with --shards how many tasks the array has");
  job.cpus = std::max<int64_t>(1, arguments.integer("cpus").value_or(4));
  settings.shard = campaign::Shard{0, static_cast<size_t>(job.shards)};
  if (std::string empty = campaign::empty_shards(settings); !empty.empty())
    return fail(ErrorCode::invalid_input, fmt::format("--shards {}: {}; take fewer", job.shards, empty));
  size_t largest = 0;
  for (size_t i = 0; i < settings.shard->count; ++i) {
    settings.shard->index = i;
    TRY_ASSIGN(std::vector<store::CellRow> cells, campaign::plan(settings));
    largest = std::max(largest, cells.size());
  }
  TRY_ASSIGN(double cost_s, cell_cost_s(arguments));
  job.time = arguments.text("time");
  if (job.time.empty()) job.time = slurm_time(cost_s * static_cast<double>(largest) / static_cast<double>(job.cpus));
  job.memory = arguments.has("mem") ? arguments.text("mem") : fmt::format("{}G", 2 * job.cpus);
  job.account = arguments.text("account"), job.partition = arguments.text("partition");
  job.program = arguments.text("program");
  std::error_code code;
  if (job.program.empty()) job.program = shell_word(fs::read_symlink("/proc/self/exe", code).string());
  job.folder = fs::absolute(arguments.text("out")).lexically_normal();
  job.working_folder = fs::current_path();
  for (const std::string& word : passed_on(arguments)) job.run_words.push_back(shell_word(word));
  return job;
}

/// Submits both jobs; returns what sbatch said of the array. errors: not_found without sbatch, unavailable if it
/// refuses
Result<std::string> submit(const SlurmJob& job) {
  TRY_ASSIGN(ProcessResult result, run_process({(job.folder / "submit.sh").string()}));
  if (result.exit_code != 0)
    return fail(ErrorCode::unavailable, "sbatch refused: " + std::string(trim(result.err)), job.folder.string());
  return std::string(trim(result.out));
}

}  // namespace

Result<int> run_slurm(const Arguments& arguments) {
  if (!arguments.has("suite")) return usage_error("--suite is missing: e.g. --suite mujoco");
  if (!arguments.has("out")) return usage_error("say with --out where scripts, shards and the merged run go");
  TRY_ASSIGN(suite::Suite suite, load_suite(arguments.text("suite")));
  TRY_ASSIGN(SlurmJob job, job_of(arguments, suite));
  TRY(write_scripts(job));
  Json answer{{"folder", job.folder.string()}, {"shards", job.shards}, {"time", job.time}, {"jobs", nullptr}};
  std::string text = fmt::format("{}: shard.sbatch ({}, {} each), merge.sbatch\n", job.folder.string(),
                                 counted(static_cast<size_t>(job.shards), "task"), job.time);
  if (arguments.flag("submit")) {
    TRY_ASSIGN(std::string jobs, submit(job));
    answer["jobs"] = jobs;
    text += jobs + "\n";
  } else {
    text += fmt::format("Nothing was submitted; {} does it, or --submit.\n", (job.folder / "submit.sh").string());
  }
  print(arguments.json() ? to_text(answer) : text);
  return kOk;
}

}  // namespace simbench::cli
