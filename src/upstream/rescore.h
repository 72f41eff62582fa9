#pragma once
// Our own scores of the published programs: similarity computed again, and what the conformance checker says of them.
#include "base/json.h"
#include "record/record.h"
#include "upstream/checkout.h"

namespace simbench::upstream {

/// The release that the published programs were written for.
inline constexpr std::string_view kApiOfThePrograms = "pychrono-9.0.1";

/// Every program of `checkout.answers`, in that order: similarity of its text without comments with the reference's
/// (as published), and runs, s_doc, s_ref, s_hard, s_edit, api_f1, api_edit_f1 of the whole script against
/// kApiOfThePrograms. No program or no reference: null and a reason. Deterministic, whatever `threads` is.
/// errors: those of load_index
Result<std::vector<Score>> our_scores(const Checkout& checkout, size_t threads);

/// {score, compared, equal, largest_difference} for each similarity score of evaluation_results.csv, and every row on
/// which table and ours differ by more than rounding.
struct SimilarityCheck {
  Json summary, disagreements;
};
SimilarityCheck check_similarity(const Checkout& checkout, const std::vector<Score>& ours);

}  // namespace simbench::upstream
