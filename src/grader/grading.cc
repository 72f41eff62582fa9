#include "grader/grading.h"

#include <chrono>
#include <random>

#include "conformance/conformance.h"
#include "grader/intrusions.h"
#include "pysrc/pysrc.h"

namespace simbench::grader {
namespace {

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Judgement undecided(CellClass cell_class, std::string reason) {
  return {Verdict::no_code, cell_class, std::move(reason), {}, nullptr};
}

bool is_decided(const Judgement& judgement) {
  return judgement.cell_class == CellClass::pass || judgement.cell_class == CellClass::model_fail;
}

bool has_tampered(const Outcome& outcome) {
  return std::any_of(outcome.warnings.begin(), outcome.warnings.end(),
                     [](const std::string& warning) { return warning.starts_with("tampered"); });
}

/// No policy may foresee which passes are looked at.
bool is_drawn(double share) {
  if (share >= 1) return true;
  thread_local std::random_device source;
  return share > 0 && std::uniform_real_distribution<double>(0, 1)(source) < share;
}

}  // namespace

std::optional<double> confirm_share_from(std::string_view text) {
  if (text == "none") return 0;
  if (text == "all") return 1;
  constexpr std::string_view kSample = "sample:";
  if (!text.starts_with(kSample)) return std::nullopt;
  std::string number(text.substr(kSample.size()));
  char* end = nullptr;
  double share = std::strtod(number.c_str(), &end);
  bool whole = !number.empty() && end == number.c_str() + number.size();
  return whole && share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

Grader::Grader(const suite::Suite& suite, oracle::Bench bench, Settings settings)
    : suite_(suite), bench_(std::move(bench)), settings_(std::move(settings)), known_(settings_.remembered) {
  if (auto index = api_index::load_index_for(suite.simulator, suite.requires_version)) index_ = *index;
}

std::optional<uint64_t> Grader::instance() const {
  return suite_.instance ? std::optional(suite_.instance->seed) : std::nullopt;
}

Result<Grader::Task> Grader::find(const Item& item) const {
  if (item.instance && *item.instance != instance()) {
    auto name_of = [](std::optional<uint64_t> seed) {
      return seed ? fmt::format("instance {}", *seed) : std::string("the suite as it stands");
    };
    return fail(ErrorCode::invalid_input,
                fmt::format("other_instance: the row is of {}, what is graded here is {} (--instance)",
                            name_of(*item.instance), name_of(instance())));
  }
  const std::string& name = item.task;
  std::string_view rest = name;
  if (rest.starts_with(suite_.name + "/") && suite_.find(rest.substr(0, rest.find('/'))) == nullptr)
    rest.remove_prefix(suite_.name.size() + 1);
  size_t slash = rest.rfind('/');
  std::string_view system = rest.substr(0, slash), turn = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
  Task task{suite_.find(system), turn.size() == 1 ? turn[0] - '0' : 0};
  if (task.system != nullptr && task.turn >= 1 && task.turn <= 3) return task;
  std::vector<std::string> names;
  for (const suite::System& known : suite_.systems) names.push_back(known.name);
  std::string close = nearest(system, names);
  return fail(ErrorCode::not_found,
              fmt::format("unknown_task: suite {} has no '{}'{}; a task is SYSTEM/TURN, turn 1 to 3", suite_.name, name,
                          close.empty() ? "" : fmt::format(", but {}/1", close)));
}

/// 0–1: halved for every call that the simulator's release doesn't have, and where no step is reached.
std::optional<double> Grader::conformance_of(const std::string& code) const {
  if (!index_) return std::nullopt;
  for (const Score& score : conformance::score(*index_, code, std::nullopt, std::nullopt))
    if (score.id == "s_doc" && score.value) return *score.value / 100;
  return std::nullopt;
}

std::shared_ptr<const Grader::Judged> Grader::judge(const Task& task, Arm arm, const Program& program) {
  auto judged = std::make_shared<Judged>();
  const suite::Turn& turn = task.system->turn(task.turn);
  if (!program.found()) {
    judged->judgement = verdict::judge(turn, arm, {}, nullptr);
    judged->judgement.reason = fmt::format("no_code: {}", program.reason);
    return judged;
  }
  auto gold = bench_.reference(*task.system, task.turn);
  std::string problem =
      gold ? oracle::problem_with(**gold, fmt::format("{}/{}", task.system->name, task.turn)) : gold.error().text();
  if (!problem.empty()) {
    judged->judgement = undecided(CellClass::infra_fail, "reference: " + problem);
    return judged;
  }
  oracle::RunOptions options{.arm = arm, .trusted = settings_.trusted, .tell_inputs = settings_.confirm > 0};
  options.confirm = is_drawn(settings_.confirm);
  auto seen = bench_.run(*task.system, task.turn, program.code, options);
  if (!seen) {
    judged->judgement = undecided(CellClass::infra_fail, "sandbox: " + seen.error().text());
    return judged;
  }
  judged->judgement = std::move(seen->judgement);
  judged->cost = {.cpu_s = seen->outcome.cpu_s, .sim_time_s = seen->outcome.sim_time_s, .steps = seen->outcome.steps};
  if (has_tampered(seen->outcome)) judged->trust = Trust::tampered;
  take_confirmation(seen->confirmation, program.code, *judged);
  judged->conformance = conformance_of(program.code);
  return judged;
}

/// A pass that can't be simulated again is believed, unless its program does what a forger needs.
void Grader::take_confirmation(const oracle::Confirmation& seen, const std::string& code, Judged& judged) {
  if (judged.judgement.cell_class != CellClass::pass || seen.confirmed == oracle::Confirmed::not_asked) return;
  judged.confirmed = seen.confirmed == oracle::Confirmed::yes ? "yes" : "not_applicable";
  judged.confirmed_reason = seen.reason;
  if (seen.confirmed == oracle::Confirmed::yes) return;
  std::vector<std::string> found = intrusions(code);
  if (found.empty()) return;
  judged.trust = Trust::unconfirmed;
  judged.confirmed = "unconfirmed";
  judged.confirmed_reason = fmt::format("{}; the program has {}", seen.reason, join(found, ", "));
}

Grade Grader::grade(const Item& item) {
  double begin_s = now_s();
  Grade grade{.id = item.id, .task = item.task, .instance = instance(), .policy = settings_.policy.name};
  grade.reason = item.problem;
  if (!item.problem.empty()) return grade;
  Result<Task> task = find(item);
  if (!task) {
    grade.reason = task.error().message;
    return grade;
  }
  grade.task = fmt::format("{}/{}/{}", suite_.name, task->system->name, task->turn);
  Program program = item.program ? Program{.code = *item.program, .reason = "program"} : pysrc::extract(item.reply);
  std::string key = program.found() ? fmt::format("{} {} {}", grade.task, to_string(item.arm), sha256(program.code))
                                    : fmt::format("{} {} {}", grade.task, to_string(item.arm), program.reason);
  auto [judged, made_here] = known_.get(
      key, [&] { return judge(*task, item.arm, program); }, [](const Judged& j) { return is_decided(j.judgement); });
  const Judgement& judgement = judged->judgement;
  const suite::Turn& turn = task->system->turn(task->turn);
  grade.requirements = verdict::weigh(turn, judgement.requirements).share_met();
  grade.reward = reward(settings_.policy, judgement, grade.requirements, judged->trust);
  grade.rung = static_cast<double>(judgement.verdict) / static_cast<double>(Verdict::faithful);
  grade.agreement = get_number(judgement.comparison, "total");
  grade.conformance = judged->conformance;
  grade.verdict = judgement.verdict;
  grade.cell_class = judgement.cell_class;
  bool by_writing = judged->trust == Trust::tampered && !judgement.reason.starts_with("tampered");
  grade.reason = by_writing ? "tampered: the program wrote into the probe's trace" : judgement.reason;
  grade.confirmed = judged->confirmed;
  grade.confirmed_reason = judged->confirmed_reason;
  grade.results = judgement.requirements;
  if (made_here) grade.cost = judged->cost;
  grade.cost.duplicate = !made_here;
  grade.cost.wall_s = now_s() - begin_s;
  return grade;
}

}  // namespace simbench::grader
