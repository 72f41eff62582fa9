#include "analysis/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace simbench::analysis {
namespace {

constexpr std::string_view kReadings[] = {"as_published", "cleaned"};

std::vector<std::string> names_of(const std::vector<Cell>& cells, std::string CellKey::*part) {
  std::set<std::string> names;
  for (const Cell& cell : cells) names.insert(cell.row.key.*part);
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

Status add_prompt_size(Cell& cell, TextSizes& sizes) {
  const auto& completion = cell.row.completion;
  if (completion) cell.truncated = completion->finish_reason == "length";
  if (completion && completion->usage.input_tokens) {
    cell.prompt_tokens = static_cast<double>(*completion->usage.input_tokens);
    return {};
  }
  size_t bytes = 0;
  for (const Json& message : get(cell.row.request, "messages"))
    if (auto hash = get_string(message, "content")) {
      TRY_ASSIGN(size_t size, sizes.of(*hash));
      bytes += size;
    }
  cell.prompt_tokens = static_cast<double>(bytes) / 4, cell.tokens_estimated = true;
  return {};
}

/// Gives a text's or list's memory back, which neither clear() nor assigning an empty one does.
template <typename Container>
void drop(Container& container) {
  Container().swap(container);
}

/// What no table shows: a run may have a million cells.
void drop_evidence(store::CellRow& row) {
  row.request = nullptr;
  if (row.completion)
    drop(row.completion->text), drop(row.completion->reasoning), row.completion->tool_arguments = nullptr;
  if (row.program) drop(row.program->blocks);
  if (row.judgement) {
    row.judgement->comparison = nullptr;
    for (RequirementResult& result : row.judgement->requirements) {
      result.value = nullptr, result.bound = nullptr, result.where = nullptr;
      if (result.met == true) drop(result.reason);
    }
    row.judgement->requirements.shrink_to_fit();
  }
  if (!row.outcome) return;
  Outcome& outcome = *row.outcome;
  for (std::string* text : {&outcome.stdout_tail, &outcome.stderr_tail, &outcome.trace, &outcome.infra}) drop(*text);
  for (auto* list : {&outcome.last_calls, &outcome.warnings, &outcome.notes}) drop(*list);
  drop(outcome.isolation.layers), drop(outcome.isolation.missing);
}

/// True unless the run's notes say that the cell's task has no requirements: then nothing can pass, or fail to.
bool is_asked(const Data& data, const CellKey& key) {
  const Json& task = data.task(key);
  return !task.is_object() || !get(task, "requirements").empty();
}

/// compile@1 is known wherever the program was run; pass@1 only where the class says so.
void add_outcome(Data& data, const Cell& cell) {
  const auto& judgement = cell.row.judgement;
  std::optional<double> compiled, passed;
  if (judgement && judgement->cell_class != CellClass::infra_fail) {
    bool unscored = judgement->cell_class == CellClass::unscored;
    bool ladder_known = !unscored || judgement->reason.starts_with("no_requirements");
    if (ladder_known) compiled = judgement->verdict >= Verdict::finishes ? 1 : 0;
    if (!unscored && is_asked(data, cell.row.key)) passed = judgement->cell_class == CellClass::pass ? 1 : 0;
  }
  data.compile.values.push_back(compiled);
  data.pass.values.push_back(passed);
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

/// Takes score rows in, one at a time, by subject: a million cells have more of them than memory is good for.
class ScoreColumns {
 public:
  explicit ScoreColumns(Data& data) : data_(data) {
    for (size_t i = 0; i < data.cells.size(); ++i) cell_of_[data.cells[i].row.key.id()] = i;
  }

  void add(Score score) {
    if (score.subject_kind == SubjectKind::model_system && score.id.starts_with("label_")) add_labels(data_, score);
    auto cell = cell_of_.find(score.subject);
    if (score.subject_kind != SubjectKind::cell || cell == cell_of_.end()) return;
    Column& column = by_id_[score.id][score.version];
    if (column.values.empty()) column.values.resize(data_.cells.size());
    std::optional<std::string> out;
    if (data_.reading == "cleaned") out = get_string(get(data_.import_note, "excluded_when_cleaned"), score.subject);
    if (score.value && !out)
      column.values[cell->second] = score.value;
    else
      ++column.reasons[out ? *out : score.reason];
    keep_detail(std::move(score));
  }

  void finish() {
    for (auto& [id, versions] : by_id_)
      for (auto& [name, column] : columns_of(id, std::move(versions), data_.reading))
        data_.scores[name] = std::move(column);
  }

 private:
  /// Several scores of a cell carry the same list of violations: one of them is enough.
  void keep_detail(Score score) {
    bool violations = score.detail.contains("violations");
    if (violations && score.subject == last_checked_) score.detail.erase("violations"), violations = false;
    if (violations) last_checked_ = score.subject;
    if (violations || score.detail.contains("deductions") || score.id == "human")
      data_.detailed.push_back(std::make_shared<const Score>(std::move(score)));
  }

  Data& data_;
  std::unordered_map<std::string, size_t> cell_of_;
  std::map<std::string, Versions> by_id_;
  std::string last_checked_;
};

/// From memory where two readings need them, else row by row from the store.
Status add_scores(Data& data, const store::Store* store) {
  ScoreColumns columns(data);
  if (store == nullptr)
    for (const Score& score : *data.stored) columns.add(score);
  else
    TRY(store->each_score("", [&](Score score) -> Status {
      columns.add(std::move(score));
      return {};
    }));
  columns.finish();
  return {};
}

}  // namespace

std::string task_name(const Data&, const CellKey& key) {
  return fmt::format("{}/{}", key.system, key.turn);
}

std::string program_code(const store::Store& store, const Cell& cell) {
  if (!cell.row.program || !cell.row.program->found()) return "";
  return store.get_text(cell.row.program->code).value_or("");
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
  TextSizes sizes(store);
  TRY(store.each_cell(store::Texts::by_hash, [&](store::CellRow row) -> Status {
    Cell cell{.row = std::move(row)};
    cell.why_unscored = !cell.row.judgement && data.import_note.is_object() ? "not_run" : why_unscored(cell.row);
    Status sized = add_prompt_size(cell, sizes);
    add_outcome(data, cell);
    drop_evidence(cell.row);
    data.cells.push_back(std::move(cell));
    return sized;
  }));
  data.models = names_of(data.cells, &CellKey::model);
  data.pooled = pooled_models(data.models, options);
  data.systems = names_of(data.cells, &CellKey::system);
  data.categories.resize(data.systems.size());
  std::set<Arm> arms;
  for (Cell& cell : data.cells) {
    cell.model = index_of(data.models, cell.row.key.model);
    cell.system = index_of(data.systems, cell.row.key.system);
    data.categories[cell.system] = cell.row.category;
    arms.insert(cell.row.key.arm);
  }
  data.arms.assign(arms.begin(), arms.end());
  if (data.import_note.is_object()) {
    TRY_ASSIGN(std::vector<Score> scores, store.scores());
    data.stored = std::make_shared<const std::vector<Score>>(std::move(scores));
  }
  TRY(add_scores(data, data.stored ? nullptr : &store));
  return data;
}

std::map<std::string, const Json*> violations_by_cell(const Data& data) {
  std::map<std::string, const Json*> found;
  for (const auto& score : data.detailed)  // several scores of a cell may carry the same list
    if (score->detail.contains("violations")) found.try_emplace(score->subject, &score->detail["violations"]);
  return found;
}

Data read_as(Data data, const std::string& reading) {
  data.reading = reading;
  data.scores.clear(), data.detailed.clear();
  data.label_compile.reset(), data.label_pass.reset();
  check(data.stored != nullptr, "only imported runs have two readings");
  (void)add_scores(data, nullptr);  // from memory: nothing can go wrong
  return data;
}

}  // namespace simbench::analysis
