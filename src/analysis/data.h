#pragma once
// A run as the tables need it: cells with indices instead of names, one column of numbers per score.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/details.h"
#include "analysis/tallies.h"
#include "base/base.h"
#include "base/json.h"
#include "pysrc/pysrc.h"
#include "record/record.h"
#include "store/store.h"

namespace simbench::analysis {

/// What pass@1 and compile@1 are called under arm repair, which asks twice.
inline constexpr std::string_view kTwoTries = "pass_in_2_tries", kCompileInTwoTries = "compile_in_2_tries";
/// The measure's name under an arm.
std::string name_under(const std::string& measure, Arm arm);

/// One number (or none) for each cell of Data, in its order.
struct Column {
  std::string name;
  std::vector<std::optional<double>> values;
  std::map<std::string, size_t> reasons;  ///< why cells that were scored have no number → how many
};

/// True when at least one cell has a number.
bool has_numbers(const Column& column);

/// What a reply cost, as far as it is known.
struct Reply {
  Usage usage;
  double latency_s = 0;
  int attempts = 1;
};

/// What a judge's answers took for one of its scores.
struct JudgeCost {
  uint64_t votes = 0, requests = 0;
  TokenSum tokens;
};

/// What was asked before the last tries of a model's cells under one arm.
struct EarlierReplies {
  TokenSum tokens;
  double latency_s = 0;
  size_t attempts = 0;
};

struct Execution {
  double cpu_s = 0, wall_s = 0;
};

/// What the tables need of each cell; the rest is in Data::tallies.
struct Cell {
  CellKey key;
  Category category = Category::mbs;
  size_t model = 0, system = 0;  ///< indices into Data::models, Data::systems
  std::string why_unscored;  ///< "" for class pass and model_fail; else "pending", "not_run" or the judgement's reason
  bool settled = false;      ///< judged, and not by a fault of ours: no later call asks again
  std::optional<pysrc::ProgramPrint> print;  ///< of a program that a judge scored
  std::optional<Verdict> verdict;            ///< of a judged one
  std::optional<Reply> reply;                ///< of an answered one
  std::optional<Execution> execution;        ///< of one whose program was run
  double prompt_tokens = 0;
  bool tokens_estimated = false;  ///< the endpoint didn't count: characters / 4
  bool truncated = false;         ///< the reply hit its length limit
};

/// Compile or pass counts that are known for (model, system) only, over certain turns (imported data).
struct Labels {
  std::vector<int> turns;
  std::vector<std::optional<double>> counts;  ///< [model * systems + system]
  double of = 0;                              ///< tries behind each count
};

/// A score of a program that people rated: theirs, or a judge's of the same program.
struct RatedScore {
  size_t cell = 0;  ///< place in Data::cells
  Score score;
};

struct Data {
  std::vector<Cell> cells;  ///< in the store's key order
  std::vector<std::string> models, systems;
  /// The places of each (model, arm)'s cells, ascending: most tables look at one after the other.
  std::map<std::pair<size_t, Arm>, std::vector<uint32_t>> places;
  std::vector<bool> pooled;              ///< of each model: does it count in what is taken over all models?
  std::vector<Category> categories;      ///< of each system
  std::vector<Arm> arms;                 ///< that occur, in the order of all_arms()
  std::map<std::string, Column> scores;  ///< judge, similarity, conformance, fidelity … by name
  Column compile, pass;                  ///< 1, 0, or none where it isn't known
  std::optional<Labels> label_compile, label_pass;
  /// Models whose cells under arm repair have no numbers here, and why: some of them have no second try yet.
  std::map<size_t, std::string> no_second_try;
  std::shared_ptr<const std::vector<Score>> stored;  ///< every score row, of imported runs only: they have two readings
  std::vector<std::shared_ptr<const RatedScore>> rated;
  Violations violations;
  Deductions deductions;
  Tallies tallies;
  std::map<std::pair<std::string, std::string>, JudgeCost> judge_costs;  ///< by (judge, score)
  std::map<std::pair<size_t, Arm>, EarlierReplies> earlier;              ///< by (model, arm)
  Json manifest, import_note;
  store::Instances instances{nullptr};  ///< of the suite that cells are of
  Json tasks;           ///< note "tasks": "system/turn" → prompt, codes, requirements (docs/format/store.md)
  std::string reading;  ///< as in Options

  size_t pairs() const { return models.size() * systems.size(); }
  /// The note of the cell's task, null if there is none.
  const Json& task(const CellKey& key) const;
  size_t pair(const Cell& cell) const { return cell.model * systems.size() + cell.system; }
  /// What a model or judge costs by the run's manifest, or why that isn't known.
  std::pair<std::optional<Price>, std::string> price_of(const std::string& model) const;
  /// judge_ref_doc where it has numbers, else fidelity, else the first score that has any; "" if none.
  std::string main_score() const;
  /// The reason why a table over all models has no number, with whose answers it leaves out.
  std::string without_left_out(const std::string& reason) const;
  /// given where it occurs, else the first arm that does.
  Arm main_arm() const;
};

/// "pendulum/2", or "pendulum/2@7" where instance 7 has other numbers: what pairs cells of several runs.
std::string task_name(const Data& data, const CellKey& key);
/// errors: not_found, with the nearest name
Result<size_t> model_index(const Data& data, const std::string& model);

/// The same run read in another way ("as_published" or "cleaned").
Data read_as(Data data, const std::string& reading);

/// errors: those of the store; invalid_input for an unknown reading
Result<Data> load(const store::Store& store, const Options& options);

}  // namespace simbench::analysis
