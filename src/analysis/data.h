#pragma once
// A run as the tables need it: cells with indices instead of names, one column of numbers per score.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "base/base.h"
#include "base/json.h"
#include "record/record.h"
#include "store/store.h"

namespace simbench::analysis {

/// What pass@1 would be called under arm repair, which asks twice.
inline constexpr std::string_view kTwoTries = "pass_in_2_tries";

/// One number (or none) for each cell of Data, in its order.
struct Column {
  std::string name;
  std::vector<std::optional<double>> values;
  std::map<std::string, size_t> reasons;  ///< why cells that were scored have no number → how many
};

/// True when at least one cell has a number.
bool has_numbers(const Column& column);

struct Cell {
  store::CellRow row;            ///< without request and texts (a program's code is its hash), evidence and tails
  size_t model = 0, system = 0;  ///< indices into Data::models, Data::systems
  std::string why_unscored;  ///< "" for class pass and model_fail; else "pending", "not_run" or the judgement's reason
  double prompt_tokens = 0;
  bool tokens_estimated = false;  ///< the endpoint didn't count: characters / 4
  bool truncated = false;         ///< the reply hit its length limit
};

/// The program of a cell, "" if it has none.
std::string program_code(const store::Store& store, const Cell& cell);

/// Compile or pass counts that are known for (model, system) only, over certain turns (imported data).
struct Labels {
  std::vector<int> turns;
  std::vector<std::optional<double>> counts;  ///< [model * systems + system]
  double of = 0;                              ///< tries behind each count
};

struct Data {
  std::vector<Cell> cells;  ///< in the store's key order
  std::vector<std::string> models, systems;
  std::vector<bool> pooled;              ///< of each model: does it count in what is taken over all models?
  std::vector<Category> categories;      ///< of each system
  std::vector<Arm> arms;                 ///< that occur, in the order of all_arms()
  std::map<std::string, Column> scores;  ///< judge, similarity, conformance, fidelity … by name
  Column compile, pass;                  ///< 1, 0, or none where it isn't known
  std::optional<Labels> label_compile, label_pass;
  std::shared_ptr<const std::vector<Score>> stored;  ///< every score row, of imported runs only: they have two readings
  std::vector<std::shared_ptr<const Score>> detailed;  ///< those whose detail lists violations, deductions or ratings
  Json manifest, import_note;
  store::Instances instances{nullptr};  ///< of the suite that cells are of
  Json tasks;           ///< note "tasks": "system/turn" → prompt, codes, requirements (docs/format/store.md)
  std::string reading;  ///< as in Options

  size_t pairs() const { return models.size() * systems.size(); }
  /// The note of the cell's task, null if there is none.
  const Json& task(const CellKey& key) const;
  size_t pair(const Cell& cell) const { return cell.model * systems.size() + cell.system; }
  /// judge_ref_doc where it has numbers, else fidelity, else the first score that has any; "" if none.
  std::string main_score() const;
  /// given where it occurs, else the first arm that does.
  Arm main_arm() const;
};

/// "pendulum/2": what pairs cells of several runs.
std::string task_name(const Data& data, const CellKey& key);

/// What the conformance checker found in each checked cell (by its id): the list `violations` of a score's detail.
std::map<std::string, const Json*> violations_by_cell(const Data& data);

/// The same run read in another way ("as_published" or "cleaned").
Data read_as(Data data, const std::string& reading);

/// errors: those of the store; invalid_input for an unknown reading
Result<Data> load(const store::Store& store, const Options& options);

}  // namespace simbench::analysis
