#pragma once
// Judging a run: a stage of its own over what is stored. It asks judges, never the S-LLM, and resumes like everything
// else: each answer is saved at once, and a later call asks only for what has no value yet.
#include <atomic>

#include "base/json.h"
#include "campaign/run.h"
#include "judge/judge.h"

namespace simbench::campaign {

struct JudgeSettings {
  std::vector<std::string> judges;                ///< models, rules, replays
  std::vector<judge::Mode> modes{judge::Mode{}};  ///< of models and replays; rules have none
  int repeats = 1;
  judge::Options options;     ///< its mode is filled in from `modes`
  bool allow_self = false;    ///< a judge may grade its own kin
  bool uncalibrated = false;  ///< no passed calibration is asked for
  fs::path calibrations = "calibrations";
  bool redo = false;                         ///< drop the scores of recorded judges and programs that have changed
  std::string api;                           ///< API index for documentation and facts, "" for the simulator's
  const provider::Prices* prices = nullptr;  ///< noted in the manifest
  Budget* budget = nullptr;                  ///< nullptr: no limit
  const std::atomic<bool>* stop = nullptr;
  const std::atomic<bool>* drop = nullptr;
};

/// Judges whose answers make one score.
struct Panel {
  std::vector<std::unique_ptr<judge::Judge>> judges;
  std::vector<Json> calibrations;  ///< of each judge: the record, null where there is none
  std::vector<judge::Identity> identities() const;
};

/// Judges that may be asked, checked before anything is paid for.
/// errors: invalid_input for a name twice, a judge that would grade its own kin, or one without a passed calibration;
/// those of judge::make
Result<std::vector<Panel>> assemble(const JudgeSettings& settings, const std::string& suite_name,
                                    const std::vector<std::string>& models);

struct JudgeSummary {
  struct Row {
    std::string score, version;
    size_t cells = 0, scored = 0, unscored = 0, pending = 0;  ///< cells = scored + unscored + pending
    size_t repaired = 0;                    ///< scored cells of which a judge's answer had to be repaired to be read
    size_t contradicted = 0;                ///< scored cells whose judge contradicts itself
    std::optional<double> mean;             ///< of the models that aren't left out
    size_t averaged = 0;                    ///< scored cells in it
    std::map<std::string, size_t> reasons;  ///< of the unscored
  };
  std::vector<Row> scores;
  std::vector<std::string> left_out;  ///< models that don't count in what is taken over all of them
  size_t waiting = 0;                 ///< cells that can't be judged yet: they are pending themselves
  size_t requests = 0;                ///< answers asked for in this call
  bool interrupted = false;
  std::string over_budget;          ///< why no more was asked, "" where the budget held
  std::vector<std::string> alarms;  ///< drift
  Problems problems;
};

/// Judges every cell that is ready. errors: those of the store
Result<JudgeSummary> judge_run(std::vector<Panel>& panels, const JudgeSettings& settings, store::Store& store,
                               Observer& observer);

}  // namespace simbench::campaign
