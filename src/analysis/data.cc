#include "analysis/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <thread>
#include <unordered_map>

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

std::string why_unscored(const store::CellRow& row) {
  if (!row.judgement) return "pending";
  if (row.judgement->cell_class == CellClass::pass || row.judgement->cell_class == CellClass::model_fail) return "";
  return row.judgement->reason.empty() ? std::string(to_string(row.judgement->cell_class)) : row.judgement->reason;
}

/// How long texts are, each asked for once: prompts are shared by many cells.
class TextSizes {
 public:
  explicit TextSizes(const store::Store& store) : store_(store) {}
  Result<size_t> of(const std::string& hash) {
    auto [it, is_new] = known_.try_emplace(hash, 0);
    if (is_new) {
      TRY_ASSIGN(it->second, store_.text_size(hash));
    }
    return it->second;
  }

 private:
  const store::Store& store_;
  std::unordered_map<std::string, size_t> known_;
};

Status add_prompt_size(const store::CellRow& row, TextSizes& sizes, Cell& cell) {
  const auto& completion = row.completion;
  if (completion) cell.truncated = completion->finish_reason == "length";
  if (completion && completion->usage.input_tokens) {
    cell.prompt_tokens = static_cast<double>(*completion->usage.input_tokens);
    return {};
  }
  size_t bytes = 0;
  for (const Json& message : get(row.request, "messages"))
    if (auto hash = get_string(message, "content")) {
      TRY_ASSIGN(size_t size, sizes.of(*hash));
      bytes += size;
    }
  cell.prompt_tokens = static_cast<double>(bytes) / 4, cell.tokens_estimated = true;
  return {};
}

/// True unless the run's notes say that the cell's task has no requirements: then nothing can pass, or fail to.
bool is_asked(const Data& data, const CellKey& key) {
  const Json& task = data.task(key);
  return !task.is_object() || !get(task, "requirements").empty();
}

/// compile@1 is known wherever the program was run; pass@1 only where the class says so.
void add_outcome(Data& data, size_t place, const store::CellRow& row) {
  const auto& judgement = row.judgement;
  std::optional<double> compiled, passed;
  if (judgement && judgement->cell_class != CellClass::infra_fail) {
    bool unscored = judgement->cell_class == CellClass::unscored;
    bool ladder_known = !unscored || judgement->reason.starts_with("no_requirements");
    if (ladder_known) compiled = judgement->verdict >= Verdict::finishes ? 1 : 0;
    if (!unscored && is_asked(data, row.key)) passed = judgement->cell_class == CellClass::pass ? 1 : 0;
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

const Wanted kEverything;
/// What details.h keeps of a score's detail.
const Wanted kLists{
    "", {{"violations", {{"class"}, {"name"}, {"suggestion"}, {"fatal"}}}, {"deductions", {{"category"}, {"points"}}}}};

/// Takes score rows in, one at a time, by subject: a million cells have more of them than memory is good for.
class ScoreColumns {
 public:
  ScoreColumns(Data& data, Places& places) : data_(data), places_(places) {}

  /// `row`: a Score or a store::ScoreText.
  template <typename Row>
  void add(const Row& row) {
    if (row.subject_kind == SubjectKind::model_system && row.id.starts_with("label_")) add_labels(data_, scored(row));
    if (row.subject_kind != SubjectKind::cell) return;
    auto place = places_.of(row.subject);
    if (!place) return;
    Column& column = column_of(row.id, row.version);
    std::optional<std::string> out;
    if (data_.reading == "cleaned")
      out = get_string(get(data_.import_note, "excluded_when_cleaned"), std::string(row.subject));
    if (row.value && !out)
      column.values[*place] = row.value;
    else
      ++column.reasons[out ? *out : std::string(row.reason)];
    if (row.id == "human") rated_ = *place;
    if (has_lists(row) || rated_ == place) keep(*place, row);
  }

  void finish() {
    take_waiting();
    data_.violations.sort();
    for (auto& [id, versions] : by_id_)
      for (auto& [name, column] : columns_of(id, std::move(versions), data_.reading))
        data_.scores[name] = std::move(column);
  }

 private:
  static const Score& scored(const Score& row) { return row; }
  static Score scored(const store::ScoreText& row) { return row.score(); }
  static bool has_lists(const Score& row) { return row.detail.is_object(); }
  static bool has_lists(const store::ScoreText& row) {
    return row.detail.find("\"violations\"") != std::string_view::npos ||
           row.detail.find("\"deductions\"") != std::string_view::npos;
  }

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

  void keep(uint32_t place, const Score& score) { keep_detail(place, score, rated_ == place); }
  /// Details are long: they are parsed by all cores, many at a time.
  void keep(uint32_t place, const store::ScoreText& row) {
    waiting_.push_back({place, rated_ == place, {}, std::string(row.detail)});
    store::ScoreText without = row;
    without.detail = "null";
    waiting_.back().score = without.score();
    if (waiting_.size() >= kWaiting) take_waiting();
  }

  void take_waiting() {
    parallel_for(waiting_.size(), core_count(), [&](size_t i) {
      const Wanted& wanted = waiting_[i].rated ? kEverything : kLists;
      waiting_[i].score.detail = parse_json_part(waiting_[i].detail, wanted, "run.db").value_or(Json(nullptr));
    });
    for (const Waiting& one : waiting_) keep_detail(one.place, one.score, one.rated);
    waiting_.clear();
  }

  void keep_detail(uint32_t place, const Score& score, bool rated) {
    if (auto list = score.detail.find("violations"); list != score.detail.end()) data_.violations.add(place, *list);
    if (auto list = score.detail.find("deductions"); list != score.detail.end())
      data_.deductions.add(place, score.id, score.value.has_value(), *list);
    bool judges = score.id == "human" || score.id.starts_with("judge");  // people's come first: scores are sorted by id
    if (rated && judges) data_.rated.push_back(std::make_shared<const RatedScore>(place, score));
  }

  static constexpr size_t kWaiting = 1000;
  struct Waiting {
    uint32_t place = 0;
    bool rated = false;
    Score score;
    std::string detail;
  };

  Data& data_;
  Places& places_;
  std::vector<Waiting> waiting_;
  std::map<std::string, Versions> by_id_;
  std::vector<std::tuple<std::string, std::string, Column*>> columns_;
  size_t next_ = 0;
  std::optional<uint32_t> rated_;  ///< the last cell that people rated
};

/// From memory, where two readings need them.
void add_scores(Data& data, Places places) {
  data.violations = Violations(data.cells.size());
  ScoreColumns columns(data, places);
  for (const Score& score : *data.stored) columns.add(score);
  columns.finish();
}

/// Row by row from the store.
Status add_scores(Data& data, Places places, const store::Store& store) {
  data.violations = Violations(data.cells.size());
  ScoreColumns columns(data, places);
  Status read = store.each_score_text([&](const store::ScoreText& row) -> Status {
    columns.add(row);
    return {};
  });
  TRY(read);
  columns.finish();
  return {};
}

}  // namespace

std::string task_name(const Data&, const CellKey& key) {
  return fmt::format("{}/{}", key.system, key.turn);
}

std::string program_code(const store::Store& store, const Cell& cell) {
  return cell.program.empty() ? "" : store.get_text(cell.program).value_or("");
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

Arm Data::main_arm() const {
  return arms.empty() ? Arm::given : arms.front();
}

namespace {

/// Controls say whether a report can be trusted, nothing of models: they count where there is nothing else, or on
/// request.
std::vector<bool> pooled_models(const std::vector<std::string>& models, const Options& options) {
  std::vector<bool> pooled;
  for (const std::string& model : models) pooled.push_back(!model.starts_with("control/"));
  bool only_controls = std::none_of(pooled.begin(), pooled.end(), [](bool counts) { return counts; });
  if (options.controls || only_controls) pooled.assign(models.size(), true);
  return pooled;
}

/// All that is known before any cell is read: who was asked what.
void set_plan(Data& data, const Options& options) {
  data.models = names_of(data.cells, &CellKey::model);
  data.pooled = pooled_models(data.models, options);
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

Status add_cell(Data& data, uint32_t place, const store::CellRow& row, TextSizes& sizes) {
  Cell& cell = data.cells[place];
  cell.category = row.category;
  cell.why_unscored = !row.judgement && data.import_note.is_object() ? "not_run" : why_unscored(row);
  if (row.program && row.program->found()) cell.program = row.program->code;
  if (row.judgement) cell.verdict = row.judgement->verdict;
  if (row.completion) cell.reply = Reply{row.completion->usage, row.completion->latency_s, row.completion->attempts};
  if (row.outcome) cell.execution = Execution{row.outcome->cpu_s, row.outcome->wall_s};
  add_outcome(data, place, row);
  data.tallies.add(row, place, cell.model, data.pooled[cell.model], data.task(row.key));
  return add_prompt_size(row, sizes, cell);
}

Status add_cells(Data& data, Places places, const store::Store& store) {
  TextSizes sizes(store);
  return store.each_cell_for_tables([&](const std::string& id, const store::CellRow& row) -> Status {
    auto place = places.of(id);
    return place ? add_cell(data, *place, row, sizes) : Status();  // a writer may have planned more meanwhile
  });
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
  Status scored;
  {
    // Beside the cells, since they are as long to read; nothing that add_cell changes. A store is for one thread.
    std::jthread beside([&] {
      if (data.import_note.is_object()) return;
      auto own = store::Store::open_read_only(store.folder());
      scored = own ? add_scores(data, places, **own) : Status(pass_on(own.error()));
    });
    TRY(add_cells(data, places, store));
  }
  TRY(scored);
  for (const Cell& cell : data.cells) data.categories[cell.system] = cell.category;
  if (data.import_note.is_object()) {
    TRY_ASSIGN(std::vector<Score> scores, store.scores());
    data.stored = std::make_shared<const std::vector<Score>>(std::move(scores));
    add_scores(data, places);
  }
  return data;
}

Data read_as(Data data, const std::string& reading) {
  data.reading = reading;
  data.scores.clear(), data.rated.clear(), data.deductions = {};
  data.label_compile.reset(), data.label_pass.reset();
  check(data.stored != nullptr, "only imported runs have two readings");
  add_scores(data, places_of(data));
  return data;
}

}  // namespace simbench::analysis
