#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench::pysrc {

int fuzz(const uint8_t* data, size_t size);  // pysrc_fuzz.cc

namespace {

TEST(PysrcFuzz, SeededBytesAndPiecesBreakNothing) {
  constexpr std::string_view kPieces[] = {"'", "\"\"\"", "\\\n", "\n", "    ", "\t", "if x:",  "(",  ")",
                                          "#", "é",      "\xFF", "0x", "1.e",  "f'", "not in", "\r", "\0"};
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    Rng rng(seed);
    std::string text;
    for (uint64_t k = rng.below(60); k > 0; --k) {
      if (rng.below(6) == 0)
        text += static_cast<char>(rng.below(256));
      else
        text += kPieces[rng.below(std::size(kPieces))];
    }
    fuzz(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  }
}

}  // namespace
}  // namespace simbench::pysrc
