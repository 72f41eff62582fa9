#pragma once
// Longest common subsequences of word sequences, 64 cells of the table at a time. Private to the room.
#include <cstdint>
#include <span>
#include <vector>

#include "metric/words.h"

namespace simbench::metric {

/// Length of a longest common subsequence. `reference` has numbers below `word_count`; a candidate's kUnknown matches
/// nothing. Time O(Σ over the candidate's words of the 64-word blocks of the reference that hold it), memory
/// O(reference).
size_t lcs_length(std::span<const WordId> candidate, std::span<const WordId> reference, size_t word_count);

/// The places in one reference line of *the* longest common subsequence that rouge-score's backtracking picks.
class LineLcs {
 public:
  explicit LineLcs(size_t word_count) : local_(word_count, 0) {}

  /// Takes the reference line that pick() is about.
  void set_reference(std::span<const WordId> reference);
  /// ORs the picked places into `places` (one bit a word of the reference line).
  void pick(std::span<const WordId> candidate, std::vector<uint64_t>& places);
  size_t blocks() const { return blocks_; }

 private:
  bool step_up(size_t row, size_t column) const;

  std::vector<WordId> reference_;
  size_t blocks_ = 0;
  std::vector<uint32_t> local_;  ///< word → its number in this line, from 1; 0: not in it
  std::vector<uint64_t> masks_;  ///< by local number: the places of the word
  std::vector<uint64_t>
      columns_;  ///< after each of the candidate's words: bit r is 0 where the table grows from row r to r + 1
};

}  // namespace simbench::metric
