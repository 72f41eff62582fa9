#pragma once
// A run: plans cells and takes each through its life: request → reply → program → execution → judgement → scores.
// Idempotent: every stage is stored at once, so that the same call again does only what is pending.
#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "campaign/budget.h"
#include "campaign/problems.h"
#include "oracle/oracle.h"
#include "provider/provider.h"
#include "record/record.h"
#include "store/store.h"
#include "suite/suite.h"

namespace simbench::campaign {

using oracle::Bench;

/// One share of a run: the tasks whose place in a fixed shuffle leaves `index` when divided by `count`.
struct Shard {
  size_t index = 0, count = 1;  ///< index < count
};

struct Settings {
  const suite::Suite* suite = nullptr;
  std::vector<std::string> models;
  std::vector<Arm> arms{Arm::given};
  int epochs = 1;
  std::optional<size_t> limit;  ///< only the first n tasks
  std::string only;             ///< glob over "system/turn"; "" = all
  bool only_drawn = false;      ///< of an instance: only tasks whose values were drawn
  std::optional<Shard> shard;   ///< only its share of the tasks
  std::string preset;           ///< "" or "upstream"
  Sampling sampling;            ///< as it was said; counts before the sampling preset
  std::string sampling_preset;  ///< "" or a name of provider::preset_names()
  provider::Options provider;
  size_t jobs = 0;                           ///< programs run at once; 0 = all cores
  const provider::Prices* prices = nullptr;  ///< noted in the manifest, so that tables can say what answers cost
  Budget* budget = nullptr;                  ///< nullptr: no limit
  bool redo = false;                         ///< forget what rests on recorded answers or programs that have changed
  const std::atomic<bool>* stop = nullptr;   ///< set by a signal handler: start nothing, keep replies under way, return
  const std::atomic<bool>* drop = nullptr;   ///< set by the second signal: return without them
};

/// What a model is asked with.
Sampling sampling_of(const Settings& settings, std::string_view model);
/// What its models are made with: settings.provider, and what control/drift needs of the suite.
provider::Options model_options(const Settings& settings);

/// Where a run stands.
struct Progress {
  size_t cells = 0, done = 0;                   ///< done includes what earlier calls did
  size_t asking = 0, running = 0;               ///< requests and programs under way
  size_t passed = 0, failed = 0, unscored = 0;  ///< of those done: pass, model_fail, neither
  double elapsed_s = 0;
  std::optional<double> left_s;  ///< nullopt until something can be said
};

/// What the caller may show. Called from the caller's thread.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void progress(const Progress&) {}
  /// Of the judge's stage: `done` of `all` scores stand.
  virtual void judging(size_t /*done*/, size_t /*all*/, size_t /*asking*/) {}
  /// One line for people about something that went wrong or was learned.
  virtual void note(const std::string&) {}
};

/// What one call did.
struct Summary {
  Progress progress;
  size_t done_before = 0;  ///< cells that were complete when the call began
  size_t kept = 0;         ///< replies that the store has of cells that aren't complete: nobody is asked for them again
  bool interrupted = false;
  std::string over_budget;  ///< why no more was asked, "" where the budget held
  Problems problems;
  /// Of one instance after the other.
  void add(const Summary& other);
};

/// The cells that settings ask for, in key order; the turns before a dialogue's turn come with it. A shard gets whole
/// tasks, so that each reference is calibrated in one shard; with arm dialogue whole systems, so that no reply is asked
/// for twice.
/// None where nothing falls to the shard. errors: not_found when nothing matches; invalid_input when a model is named
/// twice, or epochs < 1
Result<std::vector<store::CellRow>> plan(const Settings& settings);
/// Recorded lines of a model that a run with these cells doesn't ask for, in words, "" if there are none: a reply under
/// a name that doesn't fit is lost without a word else. What --only, --limit or a shard leaves out is left out on
/// purpose.
std::string not_asked_for(const Settings& settings, const std::vector<store::CellRow>& cells,
                          const provider::Provider& model);
/// Of more shards than there are shares, which have nothing to do; "" where each has something, or there is no shard.
std::string empty_shards(const Settings& settings);
/// How many of the shards have something to do: all, or as many as there are shares. 1 where there is no shard.
size_t filled_shards(const Settings& settings);

/// What one call of `run` does of a run: the suite as it stands, or an instance of it.
struct Part {
  const Settings* settings;
  const Bench* bench;
};
/// Writes what all parts are going to do (manifest, cells, tasks) before any of it is done: a run that is stopped then
/// says what is pending, also of instances that it hadn't come to. Nothing is written where a part is refused.
/// errors: as `run`
Status enter(const std::vector<Part>& parts, store::Store& store);

/// Plans, then works until nothing is pending, something stops it, or *settings.stop is set.
/// errors: invalid_input when the run directory was made with other settings, or rests on recorded answers or a program
/// that have changed since (and settings.redo isn't set); whatever the store says
Result<Summary> run(const Settings& settings, const Bench& bench, store::Store& store, Observer& observer);
/// The same of several parts, one after the other, all of them planned first. After an interruption, too: nothing is
/// begun then, only counted.
Result<Summary> run(const std::vector<Part>& parts, store::Store& store, Observer& observer);

/// One model under one arm, as it stands in the store; shares are of the scored cells.
struct Standing {
  std::string model;
  Arm arm = Arm::given;
  size_t cells = 0, pending = 0, scored = 0, unscored = 0;  ///< cells = pending + scored + unscored
  size_t compile_known = 0,
         compiled = 0;  ///< cells on the ladder, scored or without requirements; of those at least finishes
  size_t pass_known = 0, passed = 0;  ///< the scored ones of tasks that have requirements; of those faithful
  std::optional<double> fidelity;     ///< mean of the cells that have one
};
/// In order of model and arm.
Result<std::vector<Standing>> standings(const store::Store& store);

/// Why a cell is in the state it is in: the parts of its key, what is stored, what a resume would do. With a folder of
/// answers also what its answer goes by there, and whether it is kept.
Result<Json> explain(const store::Store& store, std::string_view cell, const fs::path& cache = {});

}  // namespace simbench::campaign
