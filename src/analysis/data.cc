#include "analysis/data.h"

#include <fmt/format.h>

#include <algorithm>

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

void add_prompt_size(Cell& cell) {
  double characters = 0;
  for (const Json& message : get(cell.row.request, "messages"))
    characters += static_cast<double>(get_string(message, "content").value_or("").size());
  cell.prompt_tokens = characters / 4, cell.tokens_estimated = true;
  if (!cell.row.completion) return;
  if (auto counted = cell.row.completion->usage.input_tokens)
    cell.prompt_tokens = static_cast<double>(*counted), cell.tokens_estimated = false;
  cell.truncated = cell.row.completion->finish_reason == "length";
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
using Versions = std::map<std::string, std::vector<const Score*>>;

/// The versions that a reading looks at, by the name of their column. Readings of imported scores exclude each other;
/// what upstream published gives way to what we computed; other versions stand side by side.
std::map<std::string, std::vector<const Score*>> columns_of(const std::string& id, Versions versions,
                                                            const std::string& reading) {
  for (std::string_view other : kReadings)
    if (other != reading) versions.erase(std::string(other));
  if (versions.size() > 1) versions.erase("upstream");
  std::map<std::string, std::vector<const Score*>> columns;
  for (auto& [version, rows] : versions) columns[versions.size() == 1 ? id : id + "@" + version] = std::move(rows);
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

void add_scores(Data& data) {
  std::map<std::string, size_t> cell_of;
  for (size_t i = 0; i < data.cells.size(); ++i) cell_of[data.cells[i].row.key.id()] = i;
  std::map<std::string, Versions> by_id;
  for (const Score& score : *data.stored) {
    if (score.subject_kind == SubjectKind::cell && cell_of.contains(score.subject)) {
      by_id[score.id][score.version].push_back(&score);
      bool detailed = score.detail.contains("violations") || score.detail.contains("deductions") || score.id == "human";
      if (detailed) data.detailed.push_back(&score);
    }
    if (score.subject_kind == SubjectKind::model_system && score.id.starts_with("label_")) add_labels(data, score);
  }
  const Json& excluded = get(data.import_note, "excluded_when_cleaned");
  for (auto& [id, versions] : by_id)
    for (const auto& [name, rows] : columns_of(id, versions, data.reading)) {
      Column& column = data.scores[name];
      column = {name, std::vector<std::optional<double>>(data.cells.size()), {}};
      for (const Score* score : rows) {
        std::optional<std::string> out =
            data.reading == "cleaned" ? get_string(excluded, score->subject) : std::nullopt;
        if (score->value && !out)
          column.values[cell_of[score->subject]] = score->value;
        else
          ++column.reasons[out ? *out : score->reason];
      }
    }
}

}  // namespace

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

Result<Data> load(const store::Store& store, const Options& options) {
  if (std::find(std::begin(kReadings), std::end(kReadings), options.reading) == std::end(kReadings))
    return fail(ErrorCode::invalid_input,
                fmt::format("there is no reading '{}'; use as_published or cleaned", options.reading));
  Data data{.compile = {"compile_at_1", {}, {}}, .pass = {"pass_at_1", {}, {}}, .reading = options.reading};
  data.manifest = store.manifest();
  data.instances = store::Instances(data.manifest);
  TRY_ASSIGN(data.import_note, store.get_note("import"));
  TRY_ASSIGN(data.tasks, store.get_note("tasks"));
  TRY_ASSIGN(std::vector<store::CellRow> rows, store.cells());
  for (store::CellRow& row : rows) {
    Cell cell{.row = std::move(row)};
    cell.why_unscored = !cell.row.judgement && data.import_note.is_object() ? "not_run" : why_unscored(cell.row);
    add_prompt_size(cell);
    add_outcome(data, cell);
    data.cells.push_back(std::move(cell));
  }
  data.models = names_of(data.cells, &CellKey::model);
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
  TRY_ASSIGN(std::vector<Score> scores, store.scores());
  data.stored = std::make_shared<const std::vector<Score>>(std::move(scores));
  add_scores(data);
  return data;
}

std::map<std::string, const Json*> violations_by_cell(const Data& data) {
  std::map<std::string, const Json*> found;
  for (const Score* score : data.detailed)  // several scores of a cell may carry the same list
    if (score->detail.contains("violations")) found.try_emplace(score->subject, &score->detail["violations"]);
  return found;
}

Data read_as(Data data, const std::string& reading) {
  data.reading = reading;
  data.scores.clear(), data.detailed.clear();
  data.label_compile.reset(), data.label_pass.reset();
  add_scores(data);
  return data;
}

}  // namespace simbench::analysis
