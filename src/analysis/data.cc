#include "analysis/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "analysis/pooled.h"
#include "analysis/second_tries.h"

namespace simbench::analysis {
namespace {

constexpr std::string_view kReadings[] = {"as_published", "cleaned"};

std::vector<std::string> names_of(const std::vector<Cell>& cells, std::string CellKey::*part) {
  std::set<std::string> names;
  for (const Cell& cell : cells) names.insert(cell.key.*part);
  return {names.begin(), names.end()};
}

size_t index_of(const std::vector<std::string>& sorted, const std::string& name) {
  return static_cast<size_t>(std::lower_bound(sorted.begin(), sorted.end(), name) - sorted.begin());
}

std::string why_unscored(const store::CellDigest& digest) {
  const auto& judgement = digest.judgement;
  if (!judgement) return "pending";
  if (judgement->cell_class == CellClass::pass || judgement->cell_class == CellClass::model_fail) return "";
  return std::string(judgement->reason.empty() ? to_string(judgement->cell_class) : judgement->reason);
}

void add_reply(const store::CellDigest& digest, Cell& cell) {
  const auto& reply = digest.reply;
  if (reply) cell.reply = Reply{reply->usage, reply->latency_s, reply->attempts}, cell.truncated = reply->truncated;
  cell.tokens_estimated = !reply || !reply->usage.input_tokens;
  cell.prompt_tokens = cell.tokens_estimated ? static_cast<double>(digest.prompt_bytes) / 4
                                             : static_cast<double>(*reply->usage.input_tokens);
}

/// True unless the run's notes say that the cell's task has no requirements: then nothing can pass, or fail to.
bool is_asked(const Data& data, const CellKey& key) {
  const Json& task = data.task(key);
  return !task.is_object() || !get(task, "requirements").empty();
}

/// compile@1 is known wherever the program was run; pass@1 only where the class says so.
void add_outcome(Data& data, size_t place, const store::CellDigest& digest) {
  const auto& judgement = digest.judgement;
  std::optional<double> compiled, passed;
  if (judgement && judgement->cell_class != CellClass::infra_fail) {
    bool unscored = judgement->cell_class == CellClass::unscored;
    bool ladder_known = !unscored || judgement->reason.starts_with("no_requirements");
    if (ladder_known) compiled = judgement->verdict >= Verdict::finishes ? 1 : 0;
    if (!unscored && is_asked(data, data.cells[place].key)) passed = judgement->cell_class == CellClass::pass ? 1 : 0;
  }
  data.compile.values[place] = compiled;
  data.pass.values[place] = passed;
}

/// Versions of one score id that stand side by side in the store.
using Versions = std::map<std::string, Column>;

/// The versions that a reading looks at, by the name of their column. Readings of imported scores exclude each other;
/// what upstream published gives way to what we computed; other versions stand side by side.
std::map<std::string, Column> columns_of(const std::string& id, Versions versions, const std::string& reading) {
  for (std::string_view other : kReadings)
    if (other != reading) versions.erase(std::string(other));
  if (versions.size() > 1) versions.erase("upstream");
  std::map<std::string, Column> columns;
  for (auto& [version, column] : versions) {
    std::string name = versions.size() == 1 ? id : id + "@" + version;
    column.name = name;
    columns[name] = std::move(column);
  }
  return columns;
}

void add_labels(Data& data, const Score& score) {
  auto& labels = score.id == "label_pass" ? data.label_pass : data.label_compile;
  auto bar = score.subject.find('|');
  std::string model = score.subject.substr(0, bar),
              system = bar == std::string::npos ? "" : score.subject.substr(bar + 1);
  bool known = std::binary_search(data.models.begin(), data.models.end(), model) &&
               std::binary_search(data.systems.begin(), data.systems.end(), system);
  if (!known) return;
  if (!labels) {
    labels = Labels{.counts = std::vector<std::optional<double>>(data.pairs())};
    labels->of = get_number(score.detail, "of").value_or(1);
    for (const Json& turn : get(score.detail, "turns"))
      if (turn.is_number_integer()) labels->turns.push_back(turn.get<int>());
  }
  labels->counts[index_of(data.models, model) * data.systems.size() + index_of(data.systems, system)] = score.value;
}

/// Where each cell stands, by its id; asked for ids in ascending order it takes a step forward each.
class Places {
 public:
  void add(std::string_view id, size_t place) { by_id_.emplace_back(number_of(id), static_cast<uint32_t>(place)); }
  /// To be called after the last `add`.
  void sort() { std::sort(by_id_.begin(), by_id_.end()); }

  std::optional<uint32_t> of(std::string_view id) {
    uint64_t number = number_of(id);
    if (next_ > 0 && by_id_[next_ - 1].first >= number) next_ = 0;
    while (next_ < by_id_.size() && by_id_[next_].first < number) ++next_;
    return next_ < by_id_.size() && by_id_[next_].first == number ? std::optional(by_id_[next_].second) : std::nullopt;
  }

 private:
  /// An id is 16 hexadecimal digits: as numbers they sort alike. 0 for anything else.
  static uint64_t number_of(std::string_view id) {
    uint64_t number = 0;
    auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number, 16);
    return error == std::errc() && end == id.data() + id.size() && id.size() == 16 ? number : 0;
  }

  std::vector<std::pair<uint64_t, uint32_t>> by_id_;
  size_t next_ = 0;
};

Places places_of(const Data& data) {
  Places places;
  for (size_t i = 0; i < data.cells.size(); ++i) places.add(data.cells[i].key.id(), i);
  places.sort();
  return places;
}

/// Takes the scores of cells in, cell by cell: a million of them have more scores than memory is good for.
class ScoreColumns {
 public:
  explicit ScoreColumns(Data& data) : data_(data) { data.violations = Violations(data.cells.size()); }

  /// `id` of the cell at `place`.
  void add(uint32_t place, std::string_view id, const store::ScoreDigest& score) {
    Column& column = column_of(score.id, score.version);
    std::optional<std::string> out;
    if (data_.reading == "cleaned") out = get_string(get(data_.import_note, "excluded_when_cleaned"), std::string(id));
    if (score.value && !out)
      column.values[place] = score.value;
    else
      ++column.reasons[out ? *out : std::string(score.reason)];
    if (score.violations) data_.violations.add(place, *score.violations);
    if (score.deductions) data_.deductions.add(place, score.id, score.value.has_value(), *score.deductions);
    for (const store::VoteDigest& vote : score.votes) {
      JudgeCost& cost = data_.judge_costs[{std::string(vote.judge), std::string(score.id)}];
      cost.votes += vote.votes, cost.requests += vote.requests, cost.tokens.add(vote.tokens);
    }
    if (score.id == "human" && (rated_.empty() || rated_.back() != place)) rated_.push_back(place);
  }

  void finish() {
    data_.violations.sort();
    for (auto& [id, versions] : by_id_)
      for (auto& [name, column] : columns_of(id, std::move(versions), data_.reading))
        data_.scores[name] = std::move(column);
  }

  /// Places of the cells that people rated, in the order in which they were added.
  const std::vector<uint32_t>& rated() const { return rated_; }

 private:
  /// Cells have the same scores one after another: mostly it is the one after the last.
  Column& column_of(std::string_view id, std::string_view version) {
    for (size_t tried = 0; tried < columns_.size(); ++tried, ++next_) {
      auto& [known_id, known_version, column] = columns_[next_ %= columns_.size()];
      if (known_id == id && known_version == version) return ++next_, *column;
    }
    Column& column = by_id_[std::string(id)][std::string(version)];
    column.values.resize(data_.cells.size());
    columns_.emplace_back(id, version, &column);
    return column;
  }

  Data& data_;
  std::map<std::string, Versions> by_id_;
  std::vector<std::tuple<std::string, std::string, Column*>> columns_;
  size_t next_ = 0;
  std::vector<uint32_t> rated_;
};

/// Whose grades are compared: people's, and judges' of the same program.
void keep_rated(Data& data, uint32_t place, const Score& score) {
  if (score.id == "human" || score.id.starts_with("judge"))
    data.rated.push_back(std::make_shared<const RatedScore>(place, score));
}

/// From memory, where two readings need them.
void add_scores(Data& data, Places places) {
  ScoreColumns columns(data);
  std::optional<uint32_t> rated;
  for (const Score& score : *data.stored) {
    if (score.subject_kind == SubjectKind::model_system && score.id.starts_with("label_")) add_labels(data, score);
    if (score.subject_kind != SubjectKind::cell) continue;
    auto place = places.of(score.subject);
    if (!place) continue;
    columns.add(*place, score.subject, store::digest_of(score));
    if (score.id == "human") rated = place;  // people's come first: scores are sorted by id
    if (rated == place) keep_rated(data, *place, score);
  }
  columns.finish();
}

}  // namespace

std::string task_name(const Data& data, const CellKey& key) {
  return data.instances.task(key);
}

std::string name_under(const std::string& measure, Arm arm) {
  if (arm != Arm::repair) return measure;
  return std::string(measure == "pass_at_1" ? kTwoTries : measure == "compile_at_1" ? kCompileInTwoTries : measure);
}

Result<size_t> model_index(const Data& data, const std::string& model) {
  auto it = std::find(data.models.begin(), data.models.end(), model);
  if (it != data.models.end()) return static_cast<size_t>(it - data.models.begin());
  return fail(ErrorCode::not_found,
              fmt::format("the run has no model '{}'{}", model, did_you_mean(model, data.models)));
}

bool has_numbers(const Column& column) {
  return std::any_of(column.values.begin(), column.values.end(), [](const auto& value) { return value.has_value(); });
}

std::string Data::main_score() const {
  for (std::string_view wanted : {"judge_ref_doc", "fidelity"})
    for (const auto& [name, column] : scores)
      if ((name == wanted || name.starts_with(fmt::format("{}@", wanted))) && has_numbers(column)) return name;
  for (const auto& [name, column] : scores)
    if (has_numbers(column)) return name;
  return "";
}

const Json& Data::task(const CellKey& key) const {
  return get(tasks, instances.task(key));
}

std::pair<std::optional<Price>, std::string> Data::price_of(const std::string& model) const {
  const Json& noted = get(get(manifest, "prices"), model);
  if (auto price = Price::from_json(noted)) return {price, ""};
  return {std::nullopt, get_string(noted, "reason").value_or("the run notes no price of it")};
}

std::string Data::without_left_out(const std::string& reason) const {
  std::vector<std::string> names;
  for (size_t model = 0; model < models.size(); ++model)
    if (!pooled[model]) names.push_back(models[model]);
  return names.empty() ? reason : fmt::format("{}, {} left out", reason, join(names, ", "));
}

Arm Data::main_arm() const {
  return arms.empty() ? Arm::given : arms.front();
}

namespace {

/// All that is known before any cell is read: who was asked what.
void set_plan(Data& data, const Options& options) {
  data.models = names_of(data.cells, &CellKey::model);
  data.pooled = pooled_models(data.models, options.controls);
  data.systems = names_of(data.cells, &CellKey::system);
  data.categories.resize(data.systems.size());
  std::set<Arm> arms;
  for (size_t i = 0; i < data.cells.size(); ++i) {
    Cell& cell = data.cells[i];
    cell.model = index_of(data.models, cell.key.model);
    cell.system = index_of(data.systems, cell.key.system);
    arms.insert(cell.key.arm);
    data.places[{cell.model, cell.key.arm}].push_back(static_cast<uint32_t>(i));
  }
  data.arms.assign(arms.begin(), arms.end());
  data.compile.values.resize(data.cells.size()), data.pass.values.resize(data.cells.size());
}

void add_cell(Data& data, uint32_t place, const store::CellDigest& digest) {
  Cell& cell = data.cells[place];
  cell.category = digest.category;
  cell.why_unscored = !digest.judgement && data.import_note.is_object() ? "not_run" : why_unscored(digest);
  cell.print = digest.print;
  if (digest.judgement) cell.verdict = digest.judgement->verdict;
  cell.settled = digest.judgement && digest.judgement->cell_class != CellClass::infra_fail;
  if (digest.execution) cell.execution = Execution{digest.execution->cpu_s, digest.execution->wall_s};
  add_reply(digest, cell);
  add_outcome(data, place, digest);
  data.tallies.add(digest, {cell.key, place, cell.model, data.pooled[cell.model]}, data.task(cell.key));
}

/// What an imported run has two readings of comes from `Data::stored`.
Status add_cells(Data& data, Places places, const store::Store& store) {
  bool imported = data.import_note.is_object();
  ScoreColumns columns(data);
  TRY(store.each_digest([&](const std::string& id, const store::CellDigest& digest) -> Status {
    auto place = places.of(id);
    if (!place) return {};  // a writer may have planned more meanwhile
    add_cell(data, *place, digest);
    if (imported) return {};
    for (const store::ScoreDigest& score : digest.scores) columns.add(*place, id, score);
    return {};
  }));
  columns.finish();
  for (uint32_t place : columns.rated()) {
    TRY_ASSIGN(std::vector<Score> scores, store.scores_of(data.cells[place].key));
    for (const Score& score : scores) keep_rated(data, place, score);
  }
  return {};
}

Status add_stored_scores(Data& data, Places places, const store::Store& store) {
  TRY_ASSIGN(std::vector<Score> scores, store.scores());
  data.stored = std::make_shared<const std::vector<Score>>(std::move(scores));
  add_scores(data, std::move(places));
  return {};
}

Status add_all_labels(Data& data, const store::Store& store) {
  TRY_ASSIGN(std::vector<Score> scores, store.scores_beyond_cells());
  for (const Score& score : scores)
    if (score.subject_kind == SubjectKind::model_system && score.id.starts_with("label_")) add_labels(data, score);
  return {};
}

Status add_earlier_replies(Data& data, Places places, const store::Store& store) {
  return store.each_earlier_reply([&](const std::string& id, const store::ReplyDigest& reply) -> Status {
    auto place = places.of(id);
    if (!place) return {};
    EarlierReplies& sums = data.earlier[{data.cells[*place].model, data.cells[*place].key.arm}];
    sums.tokens.add(reply.usage), sums.latency_s += reply.latency_s;
    sums.attempts += static_cast<size_t>(reply.attempts);
    return {};
  });
}

/// Under arm repair a model's numbers stand where every first try that failed had its second.
Status leave_out_winners(Data& data, const store::Store& store) {
  std::map<std::string, CellKey> open;
  std::map<std::string, size_t> model_of;
  for (size_t i = 0; i < data.cells.size(); ++i)
    if (const Cell& cell = data.cells[i]; cell.key.arm == Arm::repair && !cell.settled)
      open[cell.key.id()] = cell.key, model_of[cell.key.id()] = cell.model;
  TRY_ASSIGN(std::set<std::string> without, without_second_try(store, open));
  std::map<size_t, size_t> by_model;
  for (const std::string& id : without) ++by_model[model_of.at(id)];
  for (const auto& [model, count] : by_model) {
    const std::vector<uint32_t>& places = data.places.at({model, Arm::repair});
    size_t known = 0, passed = 0;
    for (uint32_t i : places) known += data.pass.values[i].has_value(), passed += data.pass.values[i] == 1.0;
    data.no_second_try[model] = why_no_second_try(count, places.size(), passed, known);
    for (uint32_t i : places) {
      data.compile.values[i] = data.pass.values[i] = std::nullopt;
      for (auto& [name, column] : data.scores) column.values[i] = std::nullopt;
    }
  }
  return {};
}

}  // namespace

Result<Data> load(const store::Store& store, const Options& options) {
  if (std::find(std::begin(kReadings), std::end(kReadings), options.reading) == std::end(kReadings))
    return fail(ErrorCode::invalid_input,
                fmt::format("there is no reading '{}'; use as_published or cleaned", options.reading));
  Data data{.compile = {"compile_at_1", {}, {}}, .pass = {"pass_at_1", {}, {}}, .reading = options.reading};
  data.manifest = store.manifest();
  data.instances = store::Instances(data.manifest);
  TRY_ASSIGN(data.import_note, store.get_note("import"));
  TRY_ASSIGN(data.tasks, store.get_note("tasks"));
  Places places;
  TRY(store.each_key([&](const std::string& id, CellKey key) -> Status {
    places.add(id, data.cells.size());
    data.cells.push_back({.key = std::move(key)});
    return {};
  }));
  places.sort();
  set_plan(data, options);
  TRY(add_cells(data, places, store));
  TRY(add_earlier_replies(data, places, store));
  for (const Cell& cell : data.cells) data.categories[cell.system] = cell.category;
  TRY(data.import_note.is_object() ? add_stored_scores(data, places, store) : add_all_labels(data, store));
  TRY(leave_out_winners(data, store));
  return data;
}

Data read_as(Data data, const std::string& reading) {
  data.reading = reading;
  data.scores.clear(), data.rated.clear(), data.deductions = {}, data.judge_costs.clear();
  data.label_compile.reset(), data.label_pass.reset();
  check(data.stored != nullptr, "only imported runs have two readings");
  add_scores(data, places_of(data));
  return data;
}

}  // namespace simbench::analysis
