// simbench slurm: the scripts of a run as a Slurm job array, one shard a task, and a job that merges them.
#include "cli/budget.h"
#include "cli/evaluate.h"
#include "cli/judge.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"
#include "cli/settings.h"
#include "cli/slurm_scripts.h"

namespace simbench::cli {
namespace {

/// Settings of `run` that a shard gets as they were given here; the array sets --shard, --out and --jobs itself.
std::vector<std::string> passed_on(const Arguments& arguments) {
  static const std::set<std::string> own{"shards", "account", "partition",  "time",         "mem",
                                         "cpus",   "program", "submit",     "like",         "out",
                                         "json",   "config",  "budget-usd", "budget-tokens"};
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

bool of_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Minutes, minutes:seconds, hours:minutes:seconds; days-hours and so on; unlimited.
bool is_slurm_time(const std::string& text) {
  if (to_lower(text) == "unlimited" || to_lower(text) == "infinite") return true;
  size_t dash = text.find('-');
  if (dash != std::string::npos && !of_digits(text.substr(0, dash))) return false;
  std::string of_day = dash == std::string::npos ? text : text.substr(dash + 1);
  std::vector<std::string_view> parts = split(of_day, ':');
  return parts.size() <= 3 && std::all_of(parts.begin(), parts.end(), of_digits);
}

/// Megabytes, or a number with its unit.
bool is_slurm_memory(std::string text) {
  if (!text.empty() && std::string_view("KMGTkmgt").find(text.back()) != std::string_view::npos) text.pop_back();
  return of_digits(text);
}

/// Names of accounts and partitions: what needs no quotes in a script's comment.
bool is_slurm_name(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_name_char(c) || std::string_view("-.,+@:/=").find(c) != std::string_view::npos;
  });
}

/// Paths stand in quotes in the comments that sbatch reads; these can't be said there.
bool fits_directive(const std::string& path) {
  return std::none_of(path.begin(), path.end(),
                      [](unsigned char c) { return c < ' ' || c == 0x7f || c == '"' || c == '\\'; });
}

/// Before a script is written that sbatch would refuse, or read otherwise. errors: usage errors
Status check_job_settings(const Arguments& arguments) {
  auto refused = [&](const char* name, std::string_view what) {
    return usage_error(fmt::format("--{} '{}': {}", name, replace_all(arguments.text(name), "\n", "\\n"), what));
  };
  if (arguments.has("time") && !is_slurm_time(arguments.text("time")))
    return refused("time", "is no time of Slurm: say minutes, HH:MM:SS or D-HH:MM:SS");
  if (arguments.has("mem") && !is_slurm_memory(arguments.text("mem")))
    return refused("mem", "is no size of Slurm: say megabytes, or a number with K, M, G or T, as in 16G");
  for (const char* name : {"account", "partition"})
    if (!is_slurm_name(arguments.text(name)))
      return refused(name, "is no name of Slurm: letters, digits and -._,+@:/= only");
  if (arguments.text("program").find_first_of("\r\n") != std::string::npos)
    return refused("program", "is one line of a shell");
  if (!fits_directive(arguments.text("out")))
    return refused("out", "sbatch can't be told a path with a quotation mark, a backslash or a line break");
  if (!fits_directive(fs::current_path().string()))
    return usage_error(
        "sbatch can't be told the folder that this is called in: its path has a quotation mark, a "
        "backslash or a line break");
  return {};
}

/// Models and judges that each shard would refuse. Keys may be set later; files and programs may be the nodes' own.
Status check_names(const Arguments& arguments, const campaign::Settings& settings, const std::string& suite) {
  auto of_node = [](const std::string& name) {
    return name.starts_with("command/") || name.starts_with("replay/") || name.starts_with("judge/replay/");
  };
  auto told = [](const Error& error) -> Status {
    if (error.code != ErrorCode::denied) return pass_on(error);
    say("note: " + error.text());
    return {};
  };
  provider::Options options = campaign::model_options(settings);
  for (const std::string& model : settings.models)
    if (!of_node(model))
      if (auto made = provider::make(model, options); !made) TRY(told(made.error()));
  if (arguments.flag("no-judge") || arguments.list("judge").empty()) return {};
  TRY_ASSIGN(campaign::JudgeSettings judging, judge_settings(arguments));
  std::erase_if(judging.judges, of_node);
  if (auto panels = campaign::assemble(judging, suite, settings.models); !panels) TRY(told(panels.error()));
  return {};
}

/// Each shard is a run directory of its own and knows nothing of the others: an equal part, rounded down, keeps all of
/// them together within the whole.
Status share_budget(const Arguments& arguments, SlurmJob& job) {
  if (auto usd = arguments.number("budget-usd")) {
    job.budget_usd = std::floor(*usd / static_cast<double>(job.shards) * 1e6) / 1e6;
    job.run_words.insert(job.run_words.end(), {"--budget-usd", fmt::format("{:.6f}", *job.budget_usd)});
  }
  if (auto tokens = arguments.integer("budget-tokens")) {
    job.budget_tokens = *tokens / job.shards;
    if (*job.budget_tokens < 1)
      return usage_error(fmt::format("--budget-tokens {} leaves nothing for each of {}", *tokens,
                                     counted(static_cast<size_t>(job.shards), "shard")));
    job.run_words.insert(job.run_words.end(), {"--budget-tokens", std::to_string(*job.budget_tokens)});
  }
  return {};
}

/// "each task may take $0.2500 and 50,000 tokens: the budget in 20 equal parts"; "" without a budget
std::string budget_line(const SlurmJob& job) {
  std::vector<std::string> parts;
  if (job.budget_usd) parts.push_back(fmt::format("${}", usd_text(*job.budget_usd)));
  if (job.budget_tokens) parts.push_back(with_thousands(*job.budget_tokens) + " tokens");
  if (parts.empty()) return "";
  return fmt::format(
      "each task may take {}: the budget in {} equal parts; what one doesn't need doesn't come to another\n",
      join(parts, " and "), job.shards);
}

/// How many cells the largest shard has, of all instances.
Result<size_t> largest_shard(std::vector<campaign::Settings> runs, size_t count) {
  size_t largest = 0;
  for (size_t i = 0; i < count; ++i) {
    size_t cells = 0;
    for (campaign::Settings& settings : runs) {
      settings.shard = campaign::Shard{i, count};
      TRY_ASSIGN(std::vector<store::CellRow> planned, campaign::plan(settings));
      cells += planned.size();
    }
    largest = std::max(largest, cells);
  }
  return largest;
}

Result<SlurmJob> job_of(const Arguments& arguments, const std::vector<suite::Suite>& suites) {
  TRY_ASSIGN(std::vector<campaign::Settings> runs, settings_of_all(arguments, suites));
  const suite::Suite& suite = suites.front();
  campaign::Settings settings = runs.front();
  TRY(check_names(arguments, settings, suite.name));
  TRY_ASSIGN(provider::Prices prices, prices_of(arguments));
  std::vector<std::string> asked = settings.models;
  if (!arguments.flag("no-judge"))
    for (std::string& judge : arguments.list("judge")) asked.push_back(std::move(judge));
  TRY(budget_of(arguments, prices, asked));  // what each shard would refuse
  SlurmJob job{.name = "simbench-" + suite.name};
  std::replace_if(
      job.name.begin(), job.name.end(),
      [](char c) {
        return !is_slurm_name({&c, 1});
      },
      '-');
  job.shards = arguments.integer("shards").value_or(0);
  if (job.shards < 1) return usage_error("say with --shards how many tasks the array has");
  job.cpus = std::max<int64_t>(1, arguments.integer("cpus").value_or(4));
  settings.shard = campaign::Shard{0, static_cast<size_t>(job.shards)};
  if (std::string empty = campaign::empty_shards(settings); !empty.empty())
    return fail(ErrorCode::invalid_input, fmt::format("--shards {}: {}; take fewer", job.shards, empty));
  TRY_ASSIGN(size_t largest, largest_shard(std::move(runs), settings.shard->count));
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
  TRY(share_budget(arguments, job));
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
  TRY(check_job_settings(arguments));
  TRY_ASSIGN(std::vector<suite::Suite> suites, load_suites(arguments));
  TRY_ASSIGN(SlurmJob job, job_of(arguments, suites));
  TRY(write_scripts(job));
  Json answer{{"folder", job.folder.string()}, {"shards", job.shards}, {"time", job.time}, {"jobs", nullptr}};
  std::string text = fmt::format("{}: shard.sbatch ({}, {} each), merge.sbatch\n", job.folder.string(),
                                 counted(static_cast<size_t>(job.shards), "task"), job.time);
  answer["budget_usd_each"] = or_null(job.budget_usd), answer["budget_tokens_each"] = or_null(job.budget_tokens);
  text += budget_line(job);
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
