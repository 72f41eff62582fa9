#pragma once
// Several judges and repeats on one item become one score.
#include "base/json.h"
#include "judge/judged.h"

namespace simbench::judge {

/// One answer of a panel, as it is kept in a score's detail.
struct Vote {
  std::string judge;  ///< Identity::judge
  int repeat = 0;
  Json judged;  ///< Judged::to_json() with "text", the hash of the stored answer
};

/// The score of one item: the median over judges of each judge's median over repeats. Deductions, per-category points
/// and contradictions are those of the vote nearest to it, all votes stand in detail.votes (docs/judge.md).
/// reason: "pending" while `wanted` votes aren't there, else the most frequent reason of the votes.
Score panel_score(const std::vector<Identity>& judges, int wanted_repeats, const std::vector<Vote>& votes);
/// The votes of a stored score.
std::vector<Vote> votes_of(const Score& score);
/// What Score::version says for these judges: "openai/gpt-5 simbench@1 1a2b3c4d".
std::string panel_version(const std::vector<Identity>& judges);

}  // namespace simbench::judge
