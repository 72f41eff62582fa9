#pragma once
// Scores of judged cells: one row a scorer. A scorer sees one finished cell and gives its scores; it needs no network.
#include <span>

#include "campaign/run.h"

namespace simbench::campaign {

struct Subject {
  const suite::Suite& suite;
  const suite::Turn& turn;
  const CellKey& key;
  const Program& program;
  const std::optional<Outcome>& outcome;
  const Judgement& judgement;
};

/// One row of the registry.
struct Scorer {
  std::string_view id;  ///< the score whose presence says that the scorer has been at work
  std::string (*version)(const suite::Suite& suite);  ///< of that score; "" when the scorer can't work for this suite
  std::vector<Score> (*score)(
      const Subject& subject);  ///< thread-safe; subject of the scores is filled in by the caller
};
std::span<const Scorer> scorers();

/// Scores of all scorers that have not scored the cell; `has(id, version)` says what is there.
std::vector<Score> missing_scores(const Subject& subject,
                                  const std::function<bool(std::string_view, std::string_view)>& has);

/// What control/drift answers with for this suite; unset where no API index or table of renames ships for its
/// simulator.
provider::Drift drift_for(const suite::Suite& suite);

}  // namespace simbench::campaign
