// One pass over (panel, cell) in order, as many answers under way as the endpoints allow. A score is rewritten with
// every answer that comes in ("pending" until all are there), so that nothing paid for is lost.
#include "campaign/judging.h"

#include "campaign/anchors.h"
#include "campaign/judge_items.h"
#include "campaign/pace.h"

namespace simbench::campaign {
namespace {

/// One score to be: a cell under one panel.
struct Vacancy {
  Panel* panel = nullptr;
  const store::CellRow* cell = nullptr;
  std::vector<judge::Vote> votes;
  std::string shown;  ///< hash of what the judges read
  size_t open = 0;
};

/// One answer that is asked for.
struct Asking {
  size_t judge = 0;  ///< in its panel
  int repeat = 0;
  Expected expected;  ///< kept back in the budget
};

class Judging {
 public:
  Judging(std::vector<Panel>& panels, const JudgeSettings& settings, store::Store& store, Observer& observer)
      : panels_(panels), settings_(settings), store_(store), observer_(observer) {}

  Result<JudgeSummary> work();

 private:
  bool stopping() const { return fatal_ || (settings_.stop && settings_.stop->load()); }
  Status prepare();
  Status redo_what_changed();
  Status record_judges();
  void ask_anchors(Panel& panel);
  void await_anchors(judge::Judge& judge, AnchorRound& round);
  void compare_anchors();
  bool needs_answers(const Panel& panel) const;
  void start(Vacancy& work);
  void ask(Vacancy& work, size_t judge, int repeat, const judge::Item& item);
  std::optional<Expected> afford(const judge::Identity& who, size_t bytes, size_t answers);
  void settle(const judge::Identity& who, const Expected& expected, const Result<judge::Judged>& result);
  void on_judged(Vacancy& work, const Asking& asking, Result<judge::Judged> result);
  void on_error(EndpointState& state, const judge::Identity& who, const Error& error);
  void keep_vote(Vacancy& work, const judge::Identity& who, int repeat, const judge::Judged& judged);
  void save(const Vacancy& work);
  std::vector<std::pair<size_t, int>> missing(const Vacancy& work) const;
  bool has_room(const Panel& panel) const;
  size_t poll();
  void await_answers();
  void say_waiting(size_t open);
  bool drops() const { return settings_.drop && settings_.drop->load(); }
  void report(bool always);
  Result<JudgeSummary> summarise() const;
  void keep(const Status& status) {
    if (!status && !fatal_) fatal_ = status.error();
  }

  std::vector<Panel>& panels_;
  const JudgeSettings& settings_;
  store::Store& store_;
  Observer& observer_;
  std::optional<JudgeItems> items_;
  std::vector<store::CellRow> cells_;  ///< that are ready
  std::vector<Vacancy> works_;
  std::map<const judge::Judge*, EndpointState> states_;
  std::vector<std::pair<AnchorRound, const Json*>> rounds_;  ///< that are whole, each with its judge's calibration
  size_t anchors_open_ = 0;
  JudgeSummary summary_;
  std::optional<Error> fatal_;
  double reported_ = 0;
};

int repeats_of(const judge::Identity& who, int wanted) {
  return who.rule ? 1 : std::max(1, wanted);
}

/// A value stands; so does that there is nothing to judge. Everything else is asked again by a later call.
bool stands(const judge::Vote& vote) {
  return get(vote.judged, "value").is_number() || get_string(vote.judged, "reason") == "no_program";
}

Status Judging::prepare() {
  TRY_ASSIGN(items_, JudgeItems::load(store_, settings_.api));
  TRY_ASSIGN(std::vector<store::CellRow> cells, store_.cells());
  for (store::CellRow& cell : cells) items_->ready(cell) ? cells_.push_back(std::move(cell)) : void(++summary_.waiting);
  TRY(redo_what_changed());
  TRY(record_judges());
  for (Panel& panel : panels_) {
    std::vector<judge::Identity> who = panel.identities();
    std::string version = judge::panel_version(who);
    std::map<std::string, Score> known;
    TRY_ASSIGN(std::vector<Score> scores, store_.scores(who.front().score_id));
    for (Score& score : scores)
      if (score.version == version) known[score.subject] = std::move(score);
    for (const store::CellRow& cell : cells_) {
      Vacancy work{.panel = &panel, .cell = &cell};
      if (auto it = known.find(cell.key.id()); it != known.end()) {
        work.votes = judge::votes_of(it->second);
        work.shown = get_string(it->second.detail, "shown").value_or("");
      }
      works_.push_back(std::move(work));
    }
  }
  return {};
}

/// verdict: "pass", "fail", "none" (taken with --uncalibrated) or "not needed".
Json calibration_summary(const judge::Identity& who, const Json& record) {
  if (!who.is_model()) return {{"verdict", "not needed"}};
  if (record.is_null()) return {{"verdict", "none"}};
  return {
      {"verdict", get(record, "verdict")}, {"made_at", get(record, "made_at")}, {"reasons", get(record, "reasons")}};
}

/// True if both judged alike, but from another source: the same file or program, changed.
bool same_but_changed(const Json& before, const judge::Identity& now) {
  std::string source = get_string(before, "source").value_or("");
  return !source.empty() && !now.source.empty() && source != now.source && get(before, "judge") == now.judge &&
         get(before, "mode") == now.mode && get(before, "rubric_hash") == now.rubric_hash &&
         get(before, "sampling") == now.sampling.to_json();
}

/// Version of the panel's score in the run that rests on what its judges were before they changed, "" if none does.
std::string changed_version(const Json& versions, const std::vector<judge::Identity>& who) {
  if (!versions.is_object()) return "";
  for (const auto& [version, names] : versions.items()) {
    if (version == judge::panel_version(who) || names.size() != who.size()) continue;
    for (size_t i = 0; i < who.size(); ++i)
      if (same_but_changed(names[i], who[i])) return version;
  }
  return "";
}

/// Scores of a recorded judge or a program that has changed since are refused, or dropped where the user insists.
Status Judging::redo_what_changed() {
  Json manifest = store_.manifest();
  for (const Panel& panel : panels_) {
    std::vector<judge::Identity> who = panel.identities();
    const std::string& score = who.front().score_id;
    for (std::string old; !(old = changed_version(get(get(manifest, "judges"), score), who)).empty();) {
      if (!settings_.redo)
        return fail(ErrorCode::invalid_input,
                    fmt::format("what stands behind this judge has changed since it judged this run. Say --redo to "
                                "drop its scores {} and judge again, or give what has changed another name",
                                score),
                    who.front().judge);
      TRY(store_.drop_scores(score, old));
      manifest["judges"][score].erase(old);
    }
  }
  return store_.set_manifest(manifest);
}

/// Who judges stands in the manifest, and what calibration that rests on in a note.
Status Judging::record_judges() {
  Json manifest = store_.manifest();
  for (const Panel& panel : panels_) {
    std::vector<judge::Identity> who = panel.identities();
    Json names = Json::array();
    for (size_t i = 0; i < who.size(); ++i) {
      names.push_back(who[i].to_json());
      if (who[i].is_model()) note_prices({who[i].judge}, settings_.prices, manifest);
      names.back()["calibration"] = calibration_summary(who[i], panel.calibrations[i]);
      if (!who[i].is_model()) continue;
      std::string suite = get_string(get(manifest, "suite"), "name").value_or("");
      TRY(store_.put_note("calibration/" + judge::calibration_key(who[i], suite).id(), panel.calibrations[i]));
    }
    manifest["judges"][who.front().score_id][judge::panel_version(who)] = names;
  }
  return store_.set_manifest(manifest);
}

std::vector<std::pair<size_t, int>> Judging::missing(const Vacancy& work) const {
  std::vector<std::pair<size_t, int>> out;
  for (size_t i = 0; i < work.panel->judges.size(); ++i) {
    const judge::Identity& who = work.panel->judges[i]->identity();
    for (int repeat = 0; repeat < repeats_of(who, settings_.repeats); ++repeat) {
      auto same = [&](const judge::Vote& vote) {
        return vote.judge == who.judge && vote.repeat == repeat && stands(vote);
      };
      if (std::none_of(work.votes.begin(), work.votes.end(), same)) out.emplace_back(i, repeat);
    }
  }
  return out;
}

bool Judging::needs_answers(const Panel& panel) const {
  return std::any_of(works_.begin(), works_.end(),
                     [&](const Vacancy& work) { return work.panel == &panel && !missing(work).empty(); });
}

/// Before any cell: no cell is asked of a judge that can't be asked the anchors.
void Judging::ask_anchors(Panel& panel) {
  for (size_t i = 0; i < panel.judges.size() && !stopping(); ++i) {
    judge::Judge& judge = *panel.judges[i];
    std::map<std::string, judge::Item> anchors = items_->anchors();
    if (!judge.identity().is_model() || anchors.empty()) continue;
    AnchorRound round(judge, store_);
    keep(round.begin());
    std::vector<std::string> missing = round.missing(anchors);
    size_t bytes = 0;
    if (settings_.budget)
      for (const std::string& name : missing) bytes += judge.shown_bytes(anchors.at(name));
    std::optional<Expected> expected = afford(judge.identity(), bytes, missing.size());
    if (!expected) {
      states_[&judge].down = true;
      continue;
    }
    round.submit(anchors);
    await_anchors(judge, round);
    judge::Judged all;
    all.usage = round.usage();
    Error nothing{ErrorCode::cancelled, "no answer", ""};
    settle(judge.identity(), *expected,
           round.answered() > 0 ? Result<judge::Judged>(std::move(all)) : pass_on(round.problem().value_or(nothing)));
    if (const std::optional<Error>& problem = round.problem()) {
      on_error(states_[&judge], judge.identity(), *problem);
      if (!summary_.problems.endpoint) summary_.problems.endpoint = *problem;
      states_[&judge].down = true;
    } else if (round.missing(anchors).empty()) {
      rounds_.emplace_back(std::move(round), &panel.calibrations[i]);
    }
  }
}

/// What is under way is waited for and kept, as that of cells.
void Judging::await_anchors(judge::Judge& judge, AnchorRound& round) {
  bool told = false;
  while (!(round.under_way().empty()) && !fatal_ && !drops()) {
    anchors_open_ = round.under_way().size();
    bool ends = stopping() && !told;
    if (ends) judge.send_no_more();
    keep(store_.together([&]() -> Status {
      judge.run_for(ends ? 0 : kWait_s);
      keep(round.save());
      return fatal_ ? Status(pass_on(*fatal_)) : Status();
    }));
    if (ends) say_waiting(round.under_way().size());
    told = told || ends;
    report(false);
  }
  anchors_open_ = 0;
  std::set<std::string> dropped = round.under_way();
  if (!dropped.empty() && !fatal_)
    observer_.note(fmt::format("dropped: what {} says of the drift anchors {}; the next call asks again",
                               judge.identity().judge, join({dropped.begin(), dropped.end()}, ", ")));
}

/// Once all have been asked, so that answers of a call that ends before count for the next one.
void Judging::compare_anchors() {
  for (auto& [round, calibration] : rounds_) {
    Result<std::string> alarm = round.finish(*calibration);
    if (!alarm) return keep(pass_on(alarm.error()));
    if (alarm->empty()) continue;
    summary_.alarms.push_back(*alarm);
    observer_.note("alarm: " + *alarm);
  }
}

bool Judging::has_room(const Panel& panel) const {
  return std::all_of(panel.judges.begin(), panel.judges.end(), [&](const auto& judge) {
    auto it = states_.find(judge.get());
    return it == states_.end() || it->second.open < 2 * settings_.options.provider.max_connections;
  });
}

void Judging::start(Vacancy& work) {
  std::vector<std::pair<size_t, int>> wanted = missing(work);
  if (wanted.empty()) return;
  judge::Item item = items_->item(*work.cell);
  for (auto [judge, repeat] : wanted) ask(work, judge, repeat, item);
}

void Judging::ask(Vacancy& work, size_t index, int repeat, const judge::Item& item) {
  judge::Judge& judge = *work.panel->judges[index];
  EndpointState& state = states_[&judge];
  if (state.down) return;
  std::optional<Expected> expected = afford(judge.identity(), settings_.budget ? judge.shown_bytes(item) : 0, 1);
  if (!expected) {
    state.down = true;
    return;
  }
  ++state.open, ++work.open;
  judge.submit(item, repeat, [this, &work, asking = Asking{index, repeat, *expected}](Result<judge::Judged> result) {
    on_judged(work, asking, std::move(result));
  });
}

/// What so many answers may take, kept back in the budget; waits until it has room for them. nullopt where it has none.
std::optional<Expected> Judging::afford(const judge::Identity& who, size_t bytes, size_t answers) {
  if (!settings_.budget || !who.is_model() || bytes == 0) return Expected{};
  Budget& budget = *settings_.budget;
  Expected expected = budget.expect(who.judge, bytes, who.sampling);
  expected.output *= static_cast<double>(answers);
  for (;;) {
    Budget::May may = budget.reserve(who.judge, expected);
    if (may == Budget::May::ask) return expected;
    if (may == Budget::May::stop && summary_.over_budget.empty()) {
      summary_.over_budget = budget.words();
      observer_.note(summary_.over_budget);
    }
    if (may == Budget::May::stop || stopping()) return std::nullopt;
    poll();
  }
}

void Judging::settle(const judge::Identity& who, const Expected& expected, const Result<judge::Judged>& result) {
  if (!settings_.budget || !who.is_model() || expected.input == 0) return;
  if (result)
    settings_.budget->spend(who.judge, expected, result->usage, result->text.size());
  else
    settings_.budget->release(who.judge, expected);
}

void Judging::on_judged(Vacancy& work, const Asking& asking, Result<judge::Judged> result) {
  judge::Judge& judge = *work.panel->judges[asking.judge];
  EndpointState& state = states_[&judge];
  --state.open, --work.open;
  settle(judge.identity(), asking.expected, result);
  if (!result) return on_error(state, judge.identity(), result.error());
  state.failures = 0;
  summary_.requests += static_cast<size_t>(result->requests);
  keep_vote(work, judge.identity(), asking.repeat, *result);
  save(work);
}

void Judging::on_error(EndpointState& state, const judge::Identity& who, const Error& error) {
  if (error.code == ErrorCode::cancelled) return;  // it wasn't asked: the next call does
  if (summary_.problems.add(error)) observer_.note(fmt::format("{}: {}", who.judge, error.text()));
  if (state.failed(error, summary_.problems))
    observer_.note(fmt::format("{}: no more is asked of it in this call", who.judge));
}

void Judging::keep_vote(Vacancy& work, const judge::Identity& who, int repeat, const judge::Judged& judged) {
  judge::Vote vote{who.judge, repeat, judged.to_json()};
  if (!judged.text.empty()) {
    Result<std::string> hash = store_.put_text(judged.text);
    if (!hash) return keep(pass_on(hash.error()));
    vote.judged["text"] = *hash;
  }
  if (!judged.shown.empty()) {
    Result<std::string> hash = store_.put_text(judged.shown);
    if (!hash) return keep(pass_on(hash.error()));
    work.shown = *hash;
  }
  std::erase_if(work.votes,
                [&](const judge::Vote& old) { return old.judge == vote.judge && old.repeat == vote.repeat; });
  work.votes.push_back(std::move(vote));
  std::sort(work.votes.begin(), work.votes.end(), [](const judge::Vote& a, const judge::Vote& b) {
    return std::tie(a.judge, a.repeat) < std::tie(b.judge, b.repeat);
  });
}

void Judging::save(const Vacancy& work) {
  Score score = judge::panel_score(work.panel->identities(), settings_.repeats, work.votes);
  score.subject_kind = SubjectKind::cell;
  score.subject = work.cell->key.id();
  if (!work.shown.empty()) score.detail["shown"] = work.shown;
  if (std::vector<int> lines = judge::lines_to_the_judge(work.cell->program->code); !lines.empty())
    score.detail["speaks_to_the_judge"] = lines;
  keep(store_.save_scores({score}));
}

size_t Judging::poll() {
  size_t open = 0;
  for (Panel& panel : panels_)
    for (auto& judge : panel.judges)
      if (states_[judge.get()].open > 0) {
        // What comes in at the same moment goes to the disk together.
        keep(store_.together([&]() -> Status {
          judge->run_for(kWait_s);
          return fatal_ ? Status(pass_on(*fatal_)) : Status();
        }));
        open += states_[judge.get()].open;
      }
  report(false);
  return open;
}

void Judging::report(bool always) {
  double now = now_s();
  if (!always && now - reported_ < kProgress_s) return;
  reported_ = now;
  size_t done = 0, asking = anchors_open_;
  for (const Vacancy& work : works_) done += missing(work).empty();
  for (const auto& [judge, state] : states_) asking += state.open;
  observer_.judging(done, works_.size(), asking);
}

void Judging::say_waiting(size_t open) {
  if (open > 0)
    observer_.note(fmt::format("interrupted: waiting for {} under way, which {} kept; Ctrl-C again goes without",
                               counted(open, "judge's answer", "judges' answers"), open == 1 ? "is" : "are"));
}

/// An answer that is under way is paid for: it is kept. Nothing new is asked; a second signal goes without them.
void Judging::await_answers() {
  for (Panel& panel : panels_)
    for (auto& judge : panel.judges) {
      judge->send_no_more();
      if (states_[judge.get()].open > 0) judge->run_for(0);
    }
  size_t open = 0;
  for (const auto& [judge, state] : states_) open += state.open;
  say_waiting(open);
  while (open > 0 && !fatal_ && !drops()) open = poll();
  if (open > 0)
    observer_.note(
        fmt::format("dropped: {}; the next call asks again", counted(open, "judge's answer", "judges' answers")));
}

Result<JudgeSummary> Judging::work() {
  TRY(prepare());
  for (Panel& panel : panels_)
    if (needs_answers(panel)) ask_anchors(panel);
  if (!stopping()) compare_anchors();
  for (Vacancy& work : works_) {
    if (stopping()) break;
    start(work);
    while (!stopping() && !has_room(*work.panel)) poll();
  }
  while (!stopping() && poll() > 0) {
  }
  summary_.interrupted = settings_.stop && settings_.stop->load();
  if (summary_.interrupted && !fatal_) await_answers();
  report(true);
  if (fatal_) return pass_on(*fatal_);
  return summarise();
}

Result<JudgeSummary> Judging::summarise() const {
  JudgeSummary summary = summary_;
  for (const Panel& panel : panels_) {
    std::vector<judge::Identity> who = panel.identities();
    JudgeSummary::Row row{.score = who.front().score_id, .version = judge::panel_version(who), .cells = cells_.size()};
    double sum = 0;
    for (const Vacancy& work : works_) {
      if (work.panel != &panel) continue;
      Score score = judge::panel_score(who, settings_.repeats, work.votes);
      if (score.value) {
        ++row.scored, sum += *score.value;
        row.repaired += !get(score.detail, "repairs").empty();
        row.contradicted += !get(score.detail, "contradictions").empty();
      } else if (score.reason == "pending") {
        ++row.pending;
      } else {
        ++row.unscored, ++row.reasons[score.reason.substr(0, score.reason.find(':'))];
      }
    }
    if (row.scored > 0) row.mean = sum / static_cast<double>(row.scored);
    summary.scores.push_back(std::move(row));
  }
  return summary;
}

}  // namespace

Result<JudgeSummary> judge_run(std::vector<Panel>& panels, const JudgeSettings& settings, store::Store& store,
                               Observer& observer) {
  return Judging(panels, settings, store, observer).work();
}

}  // namespace simbench::campaign
