#pragma once
// Rating by people, on the side of the run: which programs go on a sheet, and how filled sheets become scores.
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "judge/judge.h"
#include "store/store.h"

namespace simbench::campaign {

struct SheetChoice {
  judge::Rubric rubric;
  std::string only;             ///< glob over "system/turn"; "" = all
  std::optional<size_t> items;  ///< a random sample of this many; unset: all
  uint64_t seed = 1;            ///< of sample and order
};

struct MadeSheet {
  judge::RatingSheet sheet;
  size_t without_program = 0;  ///< cells that match but have nothing to rate
  size_t left_out = 0;         ///< not drawn
};

/// Draws the programs, blinds them, and notes in the run which item is which cell (docs/format/store.md:
/// rating_sheet/<id>). Deterministic in (run, choice). errors: invalid_input if no cell matches or none has a program;
/// those of the store
Result<MadeSheet> make_sheet(store::Store& store, const SheetChoice& choice);

struct ImportChoice {
  std::string rater;     ///< for files whose rater column is empty
  bool partial = false;  ///< take sheets with items left blank
};

struct Imported {
  std::string sheet, rater;
  size_t ratings = 0, replaced = 0;
};

/// Reads every file, and only if all are sound saves one score `human` a cell: the mean over raters, 0–100, with each
/// rater's points in its detail. A rater's second file replaces the first.
/// errors: invalid_input as read_ratings, or a sheet that wasn't made from this run
Result<std::vector<Imported>> import_ratings(store::Store& store, const std::vector<fs::path>& files,
                                             const ImportChoice& choice);

}  // namespace simbench::campaign
