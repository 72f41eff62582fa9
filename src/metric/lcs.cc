// The table t[i][j] of the textbook algorithm grows by 0 or 1 from row to row, so a column is a bit vector, and one
// addition with carry makes the next column from it (Crochemore et al. 2001; Hyyrö 2004): V' = (V + (V & M)) | (V &
// ~M), where M marks the rows that match and a 0 bit in V means "grows here".
#include "metric/lcs.h"

#include <bit>

namespace simbench::metric {
namespace {

struct Block {
  uint32_t number;
  uint64_t mask;
};

/// For each word, the blocks of 64 places that hold it.
std::vector<std::vector<Block>> blocks_of_words(std::span<const WordId> reference, size_t word_count) {
  std::vector<std::vector<Block>> blocks(word_count);
  for (size_t at = 0; at < reference.size(); ++at) {
    std::vector<Block>& rows = blocks[reference[at]];
    auto number = static_cast<uint32_t>(at / 64);
    if (rows.empty() || rows.back().number != number) rows.push_back({number, 0});
    rows.back().mask |= uint64_t{1} << (at % 64);
  }
  return blocks;
}

/// One block of a column; returns the carry.
bool advance(uint64_t& column, uint64_t mask, bool carry) {
  uint64_t hits = column & mask, sum = 0;
  bool over = __builtin_add_overflow(column, hits, &sum);
  over |= __builtin_add_overflow(sum, uint64_t{carry}, &sum);
  column = sum | (column & ~mask);
  return over;
}

}  // namespace

size_t lcs_length(std::span<const WordId> candidate, std::span<const WordId> reference, size_t word_count) {
  const auto blocks = blocks_of_words(reference, word_count);
  std::vector<uint64_t> column((reference.size() + 63) / 64, ~uint64_t{0});
  for (WordId word : candidate) {
    if (word == kUnknown) continue;
    bool carry = false;
    size_t next = 0;  // the first block that hasn't been advanced
    for (const Block& block : blocks[word]) {
      for (; carry && next < block.number; ++next) carry = advance(column[next], 0, true);
      next = block.number + 1;
      carry = advance(column[block.number], block.mask, carry);
    }
    for (; carry && next < column.size(); ++next) carry = advance(column[next], 0, true);
  }
  size_t length = 0;
  for (size_t at = 0; at < reference.size(); ++at) length += (column[at / 64] >> (at % 64) & 1) == 0 ? 1 : 0;
  return length;
}

void LineLcs::set_reference(std::span<const WordId> reference) {
  for (WordId word : reference_) local_[word] = 0;
  reference_.assign(reference.begin(), reference.end());
  blocks_ = (reference.size() + 63) / 64;
  masks_.assign(blocks_, 0);  // local number 0: words that aren't in the line
  uint32_t count = 0;
  for (size_t at = 0; at < reference.size(); ++at) {
    uint32_t& local = local_[reference[at]];
    if (local == 0) {
      local = ++count;
      masks_.resize(masks_.size() + blocks_, 0);
    }
    masks_[local * blocks_ + at / 64] |= uint64_t{1} << (at % 64);
  }
}

/// True where the table's cell (row, column) is larger than the one above it; rows from 1.
bool LineLcs::step_up(size_t row, size_t column) const {
  return (columns_[column * blocks_ + (row - 1) / 64] >> ((row - 1) % 64) & 1) == 0;
}

void LineLcs::pick(std::span<const WordId> candidate, std::vector<uint64_t>& places) {
  columns_.assign(blocks_, ~uint64_t{0});
  columns_.resize((candidate.size() + 1) * blocks_);
  for (size_t j = 0; j < candidate.size(); ++j) {
    uint32_t local = candidate[j] == kUnknown ? 0 : local_[candidate[j]];
    bool carry = false;
    for (size_t b = 0; b < blocks_; ++b) {
      uint64_t& cell = columns_[(j + 1) * blocks_ + b] = columns_[j * blocks_ + b];
      carry = advance(cell, masks_[local * blocks_ + b], carry);
    }
  }
  // rouge-score goes left where t[i][j-1] > t[i-1][j], else up: that is, left where the table grows in row i of both
  // columns.
  for (size_t i = reference_.size(), j = candidate.size(); i > 0 && j > 0;) {
    if (reference_[i - 1] == candidate[j - 1]) {
      places[(i - 1) / 64] |= uint64_t{1} << ((i - 1) % 64);
      --i;
      --j;
    } else if (step_up(i, j - 1) && step_up(i, j)) {
      --j;
    } else {
      --i;
    }
  }
}

}  // namespace simbench::metric
