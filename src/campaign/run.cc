// The loop of a run. One thread (the caller's) owns the store and the providers; programs, references and scores are
// made by an executor whose results come back to this thread. A pass over the cells starts whatever may start; then the
// loop waits for replies and results. Nothing lives in memory that the store doesn't have, so dying at any instant
// costs only what was under way.
#include "campaign/run.h"

#include "campaign/executor.h"
#include "campaign/pace.h"
#include "campaign/scoring.h"
#include "campaign/sources.h"
#include "campaign/work.h"
#include "pysrc/pysrc.h"

namespace simbench::campaign {
namespace {

/// One S-LLM and how it stands.
struct Model {
  std::unique_ptr<provider::Provider> provider;
  EndpointState state;
  bool on_budget = false;  ///< what it answers counts against the run's budget
};

/// Whether what is asked for of a task can be judged here.
struct Gold {
  enum class State { unknown, running, ready } state = State::unknown;
  std::string problem;  ///< why nothing of it can be judged here, "" if it can
};

class Run {
 public:
  Run(const Settings& settings, const Bench& bench, store::Store& store, Observer& observer)
      : settings_(settings),
        bench_(bench),
        store_(store),
        observer_(observer),
        executor_(settings.jobs ? settings.jobs : core_count()) {}

  Status prepare();
  Result<bool> count_if_finished(const CellKey& key);
  Status redo_what_changed();
  void name_what_nobody_asks(const std::vector<store::CellRow>& cells);
  void name_what_was_not_needed();
  Result<Summary> work();

 private:
  bool stopping() const { return fatal_ || (settings_.stop && settings_.stop->load()); }
  void pass();
  void advance(size_t index);
  void ask(Work& work);
  std::optional<Expected> afford(const std::string& model, const provider::Request& request);
  void on_reply(Work& work, Model& model, const Expected& expected, Result<Completion> reply);
  void settle(const std::string& model, const Expected& expected, const Result<Completion>& reply);
  void take_program(Work& work);
  void judge_without_running(Work& work);
  void execute(Work& work);
  void on_executed(Work& work, Result<oracle::Verdicted> result);
  void score(Work& work);
  bool reference_ready(Work& work);
  void start_reference(const Work& work, Gold& gold);
  void on_reference(const std::string& name, Gold& gold, const Result<const oracle::Reference*>& reference);
  std::optional<std::vector<std::string>> earlier_replies(const Work& work) const;

  void finish(Work& work);
  void count(CellClass result);
  void block(Work& work, const Error& error);
  void keep(const Status& status);
  void saved_together(const std::function<void()>& work);
  void wait_for_replies();
  void report(bool always);
  size_t replies_open() const;
  void await_replies();
  void name_dropped();

  const Settings& settings_;
  const Bench& bench_;
  store::Store& store_;
  Observer& observer_;
  Summary summary_;
  std::optional<Error> fatal_;
  std::vector<Work> works_;
  std::map<CellKey, size_t> dialogues_;  ///< those of works_ that are turns of a dialogue
  std::map<std::string, Model> models_;
  std::set<std::tuple<std::string, std::string, int, int>>
      first_tries_;                    ///< model, system, turn, epoch of arm repair's cells that took no second one
  std::map<std::string, Gold> golds_;  ///< by "system/turn"
  bool no_room_ = false;               ///< in the budget, until some answer has come in
  size_t first_open_ = 0;              ///< works before it are finished or blocked
  double started_ = now_s(), reported_ = 0;
  Workload workload_;
  Remaining remaining_;
  Executor executor_;  // last: its threads use what stands above
};

/// Of recorded lines that nobody asks for the first, in words.
std::string first_lines(std::vector<std::string> lines) {
  constexpr size_t kShown = 5;
  size_t more = lines.size() - std::min(kShown, lines.size());
  lines.resize(lines.size() - more);
  return join(lines, ", ") + (more > 0 ? fmt::format(", and {}", counted(more, "more line")) : "");
}

using ScoreNames = std::set<std::pair<std::string, std::string>>;

/// True if every scorer has been at work.
bool is_scored(const ScoreNames& names, const suite::Suite& suite) {
  return std::all_of(scorers().begin(), scorers().end(), [&](const Scorer& scorer) {
    std::string version = scorer.version(suite);
    return version.empty() || names.contains({std::string(scorer.id), version});
  });
}

Workload::Place place_of(const CellKey& key) {
  return {key.model, fmt::format("{}/{}", key.system, key.turn)};
}

/// Waiting for the model and running what it wrote, all tries.
double seconds_of(const std::vector<store::StepRow>& tries) {
  double seconds = 0;
  for (const store::StepRow& row : tries)
    seconds += (row.completion ? row.completion->latency_s : 0) + (row.outcome ? row.outcome->wall_s : 0);
  return seconds;
}

Status Run::prepare() {
  TRY_ASSIGN(std::vector<store::CellRow> cells, plan(settings_));
  provider::Options options = model_options(settings_);
  for (const std::string& name : settings_.models) {
    TRY_ASSIGN(models_[name].provider, provider::make(name, options));
    models_[name].on_budget = settings_.budget && provider::may_cost(name);
  }
  if (std::string empty = empty_shards(settings_); !empty.empty() && !settings_.only_drawn)  // told of the first part
    observer_.note(fmt::format("shard {}/{}: {}{}", settings_.shard->index + 1, settings_.shard->count, empty,
                               cells.empty() ? "; its run directory is empty, and merges as that" : ""));
  for (const store::CellRow& planned : cells) {
    TRY_ASSIGN(bool finished, count_if_finished(planned.key));
    if (finished) continue;
    TRY_ASSIGN(std::optional<store::CellRow> row, store_.cell(planned.key));
    check(row.has_value(), "a planned cell is not in the store");
    TRY_ASSIGN(Work work, Work::load(*row, *settings_.suite, store_));
    if (work.key().arm == Arm::dialogue) dialogues_[work.key()] = works_.size();
    workload_.plan(place_of(work.key()));
    works_.push_back(std::move(work));
  }
  TRY(redo_what_changed());
  name_what_nobody_asks(cells);
  summary_.progress.cells = cells.size();
  return {};
}

void Run::name_what_nobody_asks(const std::vector<store::CellRow>& cells) {
  for (const auto& [name, model] : models_)
    if (std::string lines = not_asked_for(settings_, cells, *model.provider); !lines.empty())
      observer_.note(fmt::format("{}: not asked for in this run: {}", name, lines));
}

/// Recorded second tries of arm repair: whether one is asked for shows only when the first has run.
void Run::name_what_was_not_needed() {
  for (const auto& [name, model] : models_) {
    std::vector<std::string> lines = model.provider->without_use([&, &of = name](const provider::Request::Task& task) {
      return task.attempt != 1 || !first_tries_.contains({of, task.system, task.turn, task.epoch});
    });
    std::vector<std::string> fit_nothing = model.provider->without_use([](const auto&) { return true; });  // are told
    std::erase_if(lines, [&](const std::string& line) {
      return std::find(fit_nothing.begin(), fit_nothing.end(), line) != fit_nothing.end();
    });
    if (!lines.empty())
      observer_.note(fmt::format("{}: not needed, since nothing of the first try was to be repaired: {}", name,
                                 first_lines(std::move(lines))));
  }
}

/// Most cells of a run that goes on are finished: they are counted, and take no memory.
Result<bool> Run::count_if_finished(const CellKey& key) {
  TRY_ASSIGN(std::optional<CellClass> settled, store_.settled(key));
  if (!settled) return false;
  TRY_ASSIGN(ScoreNames names, store_.score_names(key));
  if (!is_scored(names, *settings_.suite)) return false;
  count(*settled);
  return true;
}

/// Refuses to go on where a stored reply isn't what its source would say today; or forgets it, where the user insists.
Status Run::redo_what_changed() {
  std::vector<size_t> changed = changed_works(
      works_, *settings_.suite, [&](const std::string& model) -> auto& { return *models_.at(model).provider; });
  if (changed.empty()) return {};
  if (!settings_.redo) return refuse_changed(works_, changed);
  for (size_t i : changed) {
    CellKey key = works_[i].key();
    TRY(store_.forget(key));
    TRY_ASSIGN(std::optional<store::CellRow> row, store_.cell(key));
    TRY_ASSIGN(works_[i], Work::load(*row, *settings_.suite, store_));
  }
  observer_.note(
      fmt::format("{} done again: what stands behind has changed", counted(changed.size(), "cell is", "cells are")));
  return {};
}

Result<Summary> Run::work() {
  for (Work& work : works_)
    if (work.judged()) score(work);
  summary_.done_before = summary_.progress.done;
  while (!stopping()) {
    saved_together([this] { pass(); });  // requests are on the disk before they are sent
    size_t open = replies_open();
    if (open == 0 && executor_.open() == 0) break;
    wait_for_replies();
    saved_together([&] { executor_.drain(open > 0 ? 0 : kWait_s); });
    report(false);
  }
  summary_.interrupted = settings_.stop && settings_.stop->load();
  if (summary_.interrupted) await_replies();
  for (const Work& work : works_)
    if (!work.scored) summary_.kept += work.replies();
  name_what_was_not_needed();
  // What runs now is finished and thrown away, not stored: an interrupted program must not look like a failed one.
  report(true);
  if (fatal_) return pass_on(*fatal_);
  return summary_;
}

/// What happens in the same moment goes to the disk together: each save by itself would wait for it.
void Run::saved_together(const std::function<void()>& work) {
  keep(store_.together([&]() -> Status {
    work();
    return fatal_ ? Status(pass_on(*fatal_)) : Status();
  }));
}

/// Returns as soon as some have come in.
void Run::wait_for_replies() {
  for (auto& [name, model] : models_)
    if (model.state.open > 0) saved_together([&provider = *model.provider] { provider.run_for(kWait_s); });
}

size_t Run::replies_open() const {
  size_t open = 0;
  for (const auto& [name, model] : models_) open += model.state.open;
  return open;
}

/// A reply that is under way is paid for: it is kept. Nothing new is asked; a second signal goes without them.
void Run::await_replies() {
  for (auto& [name, model] : models_) {
    model.provider->send_no_more();
    if (model.state.open > 0) model.provider->run_for(0);
  }
  size_t open = replies_open(), programs = executor_.open();
  auto drops = [&] { return settings_.drop && settings_.drop->load(); };
  if (open > 0)
    observer_.note(fmt::format("interrupted: waiting for {} under way, which {} kept; Ctrl-C again goes without",
                               counted(open, "reply", "replies"), open == 1 ? "is" : "are"));
  if (programs > 0)
    observer_.note(
        fmt::format("interrupted: waiting for {} to end; what they show isn't kept, the next call runs them again",
                    counted(programs, "program")));
  while (open > 0 && !drops() && !fatal_) {
    wait_for_replies();
    executor_.drain(0);
    report(false);
    open = replies_open();
  }
  if (open > 0) name_dropped();
}

void Run::name_dropped() {
  constexpr size_t kShown = 10;
  std::vector<std::string> names;
  for (const Work& work : works_)
    if (work.busy && !work.current().completion) names.push_back(work.key().text());
  size_t more = names.size() - std::min(kShown, names.size());
  names.resize(names.size() - more);
  observer_.note(fmt::format("dropped: the replies to {}{}; the next call asks again", join(names, ", "),
                             more > 0 ? fmt::format(" and {} more", more) : ""));
}

void Run::pass() {
  auto closed = [](const Work& work) { return work.scored || work.blocked; };
  while (first_open_ < works_.size() && closed(works_[first_open_])) ++first_open_;
  no_room_ = !summary_.over_budget.empty();
  for (size_t i = first_open_; i < works_.size() && !stopping(); ++i)
    if (!works_[i].busy && !works_[i].scored && !works_[i].blocked) advance(i);
}

/// Takes a cell as far as it goes without waiting.
void Run::advance(size_t index) {
  Work& work = works_[index];
  while (!work.busy && !work.blocked && !work.scored && !stopping()) {
    const store::StepRow& now = work.current();
    if (work.judged()) {
      if (executor_.full()) return;
      score(work);
    } else if (now.judgement) {
      keep(work.next_try(store_));
    } else if (now.program && !now.program->found()) {
      judge_without_running(work);
    } else if (now.program) {
      if (executor_.full() || !reference_ready(work)) return;
      execute(work);
    } else if (now.completion) {
      take_program(work);
    } else {
      Model& model = models_.at(work.key().model);
      bool waits = model.on_budget && no_room_;
      if (model.state.down || waits || model.state.open >= 2 * settings_.provider.max_connections ||
          !reference_ready(work))
        return;
      ask(work);
      if (!work.busy) return;
    }
  }
}

/// Replies of the turns before, nullopt while one is missing.
std::optional<std::vector<std::string>> Run::earlier_replies(const Work& work) const {
  std::vector<std::string> replies;
  if (work.key().arm != Arm::dialogue) return replies;
  for (int turn = 1; turn < work.key().turn; ++turn) {
    CellKey key = work.key();
    key.turn = turn;
    auto under_way = dialogues_.find(key);
    std::optional<Completion> reply;
    if (under_way != dialogues_.end())
      reply = works_[under_way->second].current().completion;
    else if (Result<std::optional<store::CellRow>> row = store_.cell(key); row && *row)
      reply = (*row)->completion;
    if (!reply) return std::nullopt;
    replies.push_back(reply->text);
  }
  return replies;
}

Json request_json(const provider::Request& request, const std::string& source) {
  Json messages = Json::array();
  for (const Message& message : request.messages)
    messages.push_back({{"role", to_string(message.role)}, {"content", message.content}});
  Json json{{"messages", std::move(messages)}, {"sampling", request.sampling.to_json()}};
  if (!source.empty()) json["source"] = source;
  return json;
}

/// What the answer may take, kept back in the budget; nullopt where that has no room for it, now or at all.
std::optional<Expected> Run::afford(const std::string& model, const provider::Request& request) {
  Budget& budget = *settings_.budget;
  Expected expected = budget.expect(model, content_bytes(request.messages), request.sampling);
  Budget::May may = budget.reserve(model, expected);
  if (may == Budget::May::ask) return expected;
  no_room_ = true;
  if (may == Budget::May::stop && summary_.over_budget.empty()) {
    summary_.over_budget = budget.words();
    observer_.note(summary_.over_budget);
  }
  return std::nullopt;
}

void Run::settle(const std::string& model, const Expected& expected, const Result<Completion>& reply) {
  if (reply && reply->attempts > 0)
    settings_.budget->spend(model, expected, reply->usage, reply->text.size() + reply->reasoning.size());
  else
    settings_.budget->release(model, expected);
}

void Run::ask(Work& work) {
  std::optional<std::vector<std::string>> replies = earlier_replies(work);
  if (!replies) return;
  Result<dialogue::Shown> shown = work.shown(*settings_.suite, settings_.preset, *replies);
  if (!shown) {
    fatal_ = shown.error();
    return;
  }
  provider::Request request = work.request(*settings_.suite, settings_, *shown);
  Model& model = models_.at(work.key().model);
  std::optional<Expected> expected = Expected{};
  if (model.on_budget) expected = afford(work.key().model, request);
  if (!expected) return;
  work.current().request = request_json(request, model.provider->source(request.task));
  keep(work.save(store_, "request"));
  if (fatal_) return;
  work.busy = true;
  ++model.state.open;
  model.provider->submit(std::move(request), [this, &work, &model, kept = *expected](Result<Completion> reply) {
    on_reply(work, model, kept, std::move(reply));
  });
}

void Run::on_reply(Work& work, Model& model, const Expected& expected, Result<Completion> reply) {
  work.busy = false;
  --model.state.open;
  if (model.on_budget) settle(work.key().model, expected, reply);
  if (reply) {
    model.state.failures = 0;
    work.current().completion = std::move(*reply);
    keep(work.save(store_, "completion"));
    return;
  }
  const Error& error = reply.error();
  if (error.code == ErrorCode::cancelled) return;  // it wasn't asked: the next call does
  block(work, error);
  // What is under way still comes in; the other models go on.
  if (model.state.failed(error, summary_.problems))
    observer_.note(fmt::format("{}: no more is asked of it in this call", work.key().model));
}

void Run::take_program(Work& work) {
  const Completion& completion = *work.current().completion;
  work.current().program = pysrc::extract(completion);
  keep(work.save(store_, "program"));
}

void Run::judge_without_running(Work& work) {
  work.current().judgement = verdict::judge(work.turn(), work.key().arm, {}, nullptr);
  work.current().judgement->reason = fmt::format("no_code: {}", work.current().program->reason);
  keep(work.save(store_, "judgement"));
}

std::string task_name(const CellKey& key) {
  return fmt::format("{}/{}", key.system, key.turn);
}

/// True when the task's reference has run here and passed: only then is anything asked or run. Starts it if nobody has;
/// blocks the cell if it can't be had.
bool Run::reference_ready(Work& work) {
  Gold& gold = golds_[task_name(work.key())];
  if (gold.state == Gold::State::unknown && !executor_.full()) start_reference(work, gold);
  if (gold.state != Gold::State::ready) return false;
  if (gold.problem.empty()) return true;
  Error error{ErrorCode::unsupported, gold.problem, ""};
  if (!summary_.problems.sandbox) summary_.problems.sandbox = error;
  block(work, error);
  return false;
}

void Run::start_reference(const Work& work, Gold& gold) {
  gold.state = Gold::State::running;
  executor_.submit([this, &system = work.system(), turn = work.key().turn,
                    name = store::Instances(store_.manifest()).task(work.key()), &gold]() -> Executor::Continuation {
    Result<const oracle::Reference*> reference = bench_.reference(system, turn);
    return [this, name, &gold, reference] { on_reference(name, gold, reference); };
  });
}

void Run::on_reference(const std::string& name, Gold& gold, const Result<const oracle::Reference*>& reference) {
  if (stopping()) return;
  gold.state = Gold::State::ready;
  if (!reference) {
    gold.problem = reference.error().text();
    return;
  }
  const oracle::Reference& run = **reference;
  gold.problem = oracle::problem_with(run, name);
  if (!gold.problem.empty()) return;
  keep(store_.together([&]() -> Status {
    TRY_ASSIGN(Json notes, store_.get_note("references"));
    if (!notes.is_object()) notes = Json::object();
    notes[name] = {{"trace", run.outcome.trace},
                   {"cpu_s", run.outcome.cpu_s},
                   {"cpu_limit_s", run.cpu_limit_s},
                   {"verdict", to_string(run.judgement.verdict)},
                   {"reason", run.judgement.reason}};
    return store_.put_note("references", notes);
  }));
}

void Run::execute(Work& work) {
  work.busy = true;
  oracle::RunOptions options{.arm = work.key().arm, .trusted = models_.at(work.key().model).provider->trusted()};
  executor_.submit([this, &work, options, program = work.current().program->code]() -> Executor::Continuation {
    Result<oracle::Verdicted> result = bench_.run(work.system(), work.key().turn, program, options);
    return [this, &work, result = std::move(result)]() mutable { on_executed(work, std::move(result)); };
  });
}

void Run::on_executed(Work& work, Result<oracle::Verdicted> result) {
  work.busy = false;
  if (stopping()) return;
  if (!result) {
    if (!summary_.problems.sandbox) summary_.problems.sandbox = result.error();
    return block(work, result.error());
  }
  work.current().outcome = std::move(result->outcome);
  work.current().judgement = std::move(result->judgement);
  keep(work.save(store_, "judgement"));
}

void Run::score(Work& work) {
  const store::StepRow& result = work.current();
  static const Program kNone;
  Subject subject{*settings_.suite, work.turn(),      work.key(), result.program ? *result.program : kNone,
                  result.outcome,   *result.judgement};
  Result<ScoreNames> names = store_.score_names(work.key());
  if (!names) return keep(pass_on(names.error()));
  // A cell that failed on our side is run again by the next call: scores of it now would be stale then.
  if (is_scored(*names, *settings_.suite) || result.judgement->cell_class == CellClass::infra_fail) return finish(work);
  auto has = [names = std::move(*names)](std::string_view id, std::string_view version) {
    return names.contains({std::string(id), std::string(version)});
  };
  work.busy = true;
  executor_.submit([this, &work, subject, has]() -> Executor::Continuation {
    std::vector<Score> scores = missing_scores(subject, has);
    return [this, &work, scores = std::move(scores)] {
      work.busy = false;
      if (stopping()) return;
      keep(store_.save_scores(scores));
      if (!fatal_) finish(work);
    };
  });
}

void Run::finish(Work& work) {
  work.scored = true;
  CellClass ended = work.current().judgement->cell_class;
  if (work.key().arm == Arm::repair && work.tries().size() == 1 && ended != CellClass::infra_fail)
    first_tries_.emplace(work.key().model, work.key().system, work.key().turn, work.key().epoch);
  count(ended);
  workload_.end(place_of(work.key()), seconds_of(work.tries()));
  if (work.key().arm != Arm::dialogue) work.release();  // a dialogue's later turns show its reply
}

void Run::count(CellClass result) {
  Progress& progress = summary_.progress;
  ++progress.done;
  ++(result == CellClass::pass         ? progress.passed
     : result == CellClass::model_fail ? progress.failed
                                       : progress.unscored);
}

/// The cell stays pending; the reason is kept once.
void Run::block(Work& work, const Error& error) {
  work.blocked = true;
  if (summary_.problems.add(error)) observer_.note(fmt::format("{}: {}", work.key().text(), error.text()));
}

void Run::keep(const Status& status) {
  if (!status && !fatal_) fatal_ = status.error();
}

void Run::report(bool always) {
  double now = now_s();
  if (!always && now - reported_ < kProgress_s) return;
  reported_ = now;
  Progress& progress = summary_.progress;
  progress.asking = 0;
  for (auto& [name, model] : models_) progress.asking += model.state.open;
  progress.running = executor_.open();
  progress.elapsed_s = now - started_;
  progress.left_s = remaining_.at(progress.elapsed_s, progress.done - summary_.done_before, workload_.done_s(),
                                  progress.done == progress.cells ? 0 : workload_.left_s());
  observer_.progress(progress);
}

}  // namespace

std::string not_asked_for(const Settings& settings, const std::vector<store::CellRow>& cells,
                          const provider::Provider& model) {
  bool part = !settings.only.empty() || settings.limit || settings.shard || settings.only_drawn;
  std::set<std::tuple<std::string, int, Arm, int>> planned;
  std::set<std::pair<std::string, int>> tasks;
  for (const store::CellRow& cell : cells) {
    planned.emplace(cell.key.system, cell.key.turn, cell.key.arm, cell.key.epoch);
    tasks.emplace(cell.key.system, cell.key.turn);
  }
  return first_lines(model.without_use([&](const provider::Request::Task& task) {
    const suite::System* system = settings.suite->find(task.system);
    bool beyond = task.attempt > 1 ||
                  (task.step > 0 && system && task.step > dialogue::request_count(*system, task.turn, task.arm));
    return !beyond && (planned.contains({task.system, task.turn, task.arm, task.epoch}) ||
                       (part && system != nullptr && !tasks.contains({task.system, task.turn})));
  }));
}

void Summary::add(const Summary& other) {
  progress.cells += other.progress.cells, progress.done += other.progress.done;
  progress.passed += other.progress.passed, progress.failed += other.progress.failed;
  progress.unscored += other.progress.unscored, progress.elapsed_s += other.progress.elapsed_s;
  done_before += other.done_before, kept += other.kept;
  interrupted = interrupted || other.interrupted;
  if (over_budget.empty()) over_budget = other.over_budget;
  for (const Error& problem : other.problems.all) problems.add(problem);
  if (!problems.endpoint) problems.endpoint = other.problems.endpoint;
  if (!problems.sandbox) problems.sandbox = other.problems.sandbox;
}

namespace {

/// Of a part that is entered.
Result<Summary> work_on(const Part& part, store::Store& store, Observer& observer) {
  Run run(*part.settings, *part.bench, store, observer);
  TRY(run.prepare());
  return run.work();
}

}  // namespace

Result<Summary> run(const Settings& settings, const Bench& bench, store::Store& store, Observer& observer) {
  Part part{&settings, &bench};
  TRY(enter({part}, store));
  return work_on(part, store, observer);
}

Result<Summary> run(const std::vector<Part>& parts, store::Store& store, Observer& observer) {
  TRY(enter(parts, store));
  Summary sum;
  for (const Part& part : parts) {
    TRY_ASSIGN(Summary done, work_on(part, store, observer));
    sum.add(done);
  }
  return sum;
}

}  // namespace simbench::campaign
