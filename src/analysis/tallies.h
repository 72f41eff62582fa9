#pragma once
// What is counted while the cells of a run are read: a run may have a million, and nobody needs the requirements,
// errors and reasons of each. Cells may come in any order: what is shown of them (examples, words) are those of the
// first ones.
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "store/store.h"

namespace simbench::analysis {

/// Something that happens to several cells.
struct Tally {
  static constexpr size_t kExamples = 3;
  size_t count = 0, of = 0;
  std::vector<uint32_t> examples;  ///< the first cells that it happens to: places in Data::cells, ascending
  uint32_t last = UINT32_MAX;
  void add(uint32_t cell);
  /// The same, but nothing for the cell that was added last.
  void add_once(uint32_t cell) {
    if (cell != last) add(cell);
  }
};

/// (system, turn)
using TaskPlace = std::pair<std::string, int>;

/// Where the programs of one model under one arm end, the errors they end with, the requirements they miss.
struct Failures {
  size_t failed = 0;
  std::map<std::pair<std::string, std::string>, Tally> ends;  ///< by (verdict, reason)
  std::map<std::string, Tally> errors;
  std::map<TaskPlace, std::map<std::string, Tally, std::less<>>> unmet;  ///< by requirement
};

/// A sentence of a prompt, in the programs that finish.
struct Sentence {
  std::string says;
  uint32_t says_cell = UINT32_MAX;  ///< whose words these are: an instance's numbers are others
  std::set<std::string, std::less<>> requirements;
  size_t missed = 0, asked = 0;
  std::map<std::string, size_t> missed_by;                 ///< model → answers
  std::vector<std::pair<uint32_t, std::string>> examples;  ///< reasons of the first cells that miss it
};

/// A cell that is counted.
struct Counted {
  const CellKey& key;
  uint32_t place = 0;   ///< in Data::cells
  size_t model = 0;     ///< in Data::models
  bool pooled = false;  ///< does it count in what is taken over all models?
};

class Tallies {
 public:
  /// `task`: the note of the cell's task, kept by the run
  void add(const store::CellDigest& digest, const Counted& cell, const Json& task);

  std::map<std::pair<size_t, Arm>, Failures> failures;  ///< of every (model, arm) that has a cell
  /// By the first of the requirements that quote it: a sentence's numbers are others in every instance. Pooled models.
  std::map<TaskPlace, std::map<std::string, Sentence, std::less<>>> sentences;
  std::map<std::string, size_t, std::less<>> isolation, simulators, served_models;

 private:
  /// Requirement → the first of those of its task that quote the same words, and the words.
  using Leaders = std::map<std::string, std::pair<std::string, std::string>, std::less<>>;
  const Leaders& leaders_of(const Json& task);
  void add_requirements(const store::JudgementDigest& judgement, const Counted& cell, Failures& own);
  void add_sentences(const store::JudgementDigest& judgement, const Counted& cell, const Json& task);

  std::map<const Json*, Leaders> leaders_;
};

}  // namespace simbench::analysis
