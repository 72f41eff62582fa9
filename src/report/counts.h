#pragma once
// What sections say of single cells, counted while they are read: a run may have a million.
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/base.h"
#include "store/store.h"

namespace simbench::report {

class CellCounts {
 public:
  void add(const store::CellRow& cell);

  struct Passes {
    int passes = 0, scored = 0, all = 0;  ///< scored stays 0 where nothing was run
  };
  size_t cells = 0, pending = 0;
  std::set<std::string> left_out;                                       ///< models whose errors don't count
  std::map<CellClass, size_t> classes;                                  ///< of judged cells
  std::map<std::pair<std::string, std::string>, int> errors, unscored;  ///< by (type, message); by (class, reason)
  std::map<std::string, std::array<int, 8>> rungs;                      ///< model → scored cells by last rung
  std::map<std::tuple<Arm, std::string, std::string>, Passes> passes;   ///< by arm, system, model
  std::set<std::string> sensors;
  /// By (model, what its endpoint refused and was left out or renamed).
  std::map<std::pair<std::string, std::string>, size_t> adapted;
};

/// What the votes of one score of the run add up to.
struct VoteSum {
  size_t scored = 0, averaged = 0, votes = 0, contradicted = 0, speaking = 0;
  double sum = 0, variance = 0, varied = 0;  ///< of `averaged` scores; of votes on one program, in `varied` programs
  std::map<std::string, size_t> reasons, contradictions, repairs;
  std::set<std::string> served;
  /// pooled: its model counts in what is taken over all models, that is in means and spread
  void add(const Score& score, bool pooled);
};
/// By (score id, version).
using VoteSums = std::map<std::pair<std::string, std::string>, VoteSum>;

}  // namespace simbench::report
