#pragma once
// A cell with all that hangs on it, and what exports say of it in the same words.
#include <functional>

#include "store/store.h"

namespace simbench::exchange {

struct WholeCell {
  store::CellRow row;
  std::vector<store::StepRow> steps;  ///< tries before the last
  std::vector<Score> scores;
  std::optional<uint64_t> instance;  ///< its seed; nullopt: the suite as it stands
  std::string task;                  ///< its name in the note "tasks"
};

/// All cells of a run in key order.
Status each_whole(const store::Store& store, const std::function<Status(const WholeCell&)>& look);

/// 1 or 0; nullopt where it isn't known (pending, unscored).
std::optional<double> passed(const store::CellRow& row);
std::optional<double> compiled(const store::CellRow& row);
/// Why there is no pass@1: "pending" or the reason of an unscored cell; "" where there is one.
std::string why_unscored(const store::CellRow& row);
/// What became of the cell, in some lines: verdict and reason, the error's place, each requirement that isn't met.
std::string story(const store::CellRow& row);
/// "fidelity", or "judge@2" where the cell has several versions of that score.
std::string score_name(const WholeCell& cell, const Score& score);
/// "pendulum/2"; of instance 7 "pendulum/2@7", also where no value was drawn for it: one run may hold it once more.
std::string sample_id(const WholeCell& cell);
/// Letters, digits, '-', '_' and '.'; anything else becomes '-'.
std::string file_name(std::string_view text);
/// When the run was begun, by its manifest (1970 where it doesn't say: of a file's time copies would differ), as
/// "2026-11-29T10:30:00+00:00" and in seconds since 1970.
std::string time_text(const store::Store& store);
int64_t time_s(const store::Store& store);

}  // namespace simbench::exchange
