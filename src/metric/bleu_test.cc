#include "metric/bleu.h"

#include <gtest/gtest.h>

#include "metric/pair.h"

namespace simbench::metric {
namespace {

double value(Value (*metric)(const Pair&), const char* candidate, const char* reference) {
  Text c(candidate);
  Reference r(reference);
  return *metric(Pair({c, r})).value;
}

TEST(Bleu, EqualTextsScoreOne) {
  EXPECT_EQ(value(bleu, "a b c d e", "a b c d e"), 1.0);
}

TEST(Bleu, WithoutACommonWordItIsZero) {
  EXPECT_EQ(value(bleu, "a b", "c d"), 0.0);
  EXPECT_EQ(value(bleu, "", "c d"), 0.0);
  EXPECT_EQ(value(bleu, "a", ""), 0.0);
}

TEST(Bleu, AShortCandidatePaysTheBrevityPenalty) {
  // all precisions 1 up to order 4: what is left is exp(1 - 8/4)
  EXPECT_DOUBLE_EQ(value(bleu, "a b c d", "a b c d e f g h"), std::exp(-1.0));
}

TEST(Bleu, AMissingOrderCountsATenth) {
  // unigrams 2/2, bigrams 0.1/1, and orders that the candidate is too short for 0.1/1
  EXPECT_NEAR(value(bleu, "b a", "a b"), std::pow(0.1 * 0.1 * 0.1, 0.25), 1e-15);
}

TEST(WeightedNgramMatch, IsRecallWithKeywordsCountingFivefold) {
  // the reference's unigrams weigh for 1 + x 0.2 + y 0.2; the candidate has "for" only
  double unigram = 1 / 1.4;
  EXPECT_NEAR(value(weighted_ngram_match, "for a b", "for x y"), std::pow(unigram * (0.1 / 2) * (0.1 / 1) * 0.1, 0.25),
              1e-15);
}

TEST(WeightedNgramMatch, ThreeWordsEscapeTheBrevityPenalty) {
  EXPECT_EQ(value(weighted_ngram_match, "a b c d e f", "a b c d e"), 1.0) << "extra words cost no recall";
}

TEST(Words, AreCutAtEveryWhiteSpaceThatPythonKnows) {
  EXPECT_EQ(value(bleu,
                  "a\u00A0b\u2003c\x1F"
                  "d\u3000e",
                  "a b c d e"),
            1.0);
}

}  // namespace
}  // namespace simbench::metric
