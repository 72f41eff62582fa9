#include "metric/rouge.h"

#include <gtest/gtest.h>

#include <map>

#include "metric/lcs.h"
#include "metric/pair.h"

namespace simbench::metric {
namespace {

using Ids = std::vector<WordId>;
using Table = std::vector<std::vector<int>>;

Table textbook_table(const Ids& reference, const Ids& candidate) {
  Table t(reference.size() + 1, std::vector<int>(candidate.size() + 1, 0));
  for (size_t i = 1; i <= reference.size(); ++i)
    for (size_t j = 1; j <= candidate.size(); ++j)
      t[i][j] = reference[i - 1] == candidate[j - 1] ? t[i - 1][j - 1] + 1 : std::max(t[i - 1][j], t[i][j - 1]);
  return t;
}

/// The places that rouge-score's backtracking takes, by the book.
std::set<size_t> textbook_places(const Ids& reference, const Ids& candidate) {
  Table t = textbook_table(reference, candidate);
  std::set<size_t> places;
  for (size_t i = reference.size(), j = candidate.size(); i > 0 && j > 0;) {
    if (reference[i - 1] == candidate[j - 1]) {
      places.insert(--i);
      --j;
    } else if (t[i][j - 1] > t[i - 1][j]) {
      --j;
    } else {
      --i;
    }
  }
  return places;
}

Ids random_ids(Rng& rng, size_t longest, uint64_t words, bool unknown) {
  Ids ids(rng.below(longest));
  for (WordId& id : ids) id = unknown && rng.below(5) == 0 ? kUnknown : static_cast<WordId>(rng.below(words));
  return ids;
}

TEST(Lcs, LengthEqualsTheTextbooks) {
  Rng rng(7);
  for (int round = 0; round < 400; ++round) {
    uint64_t words = 1 + rng.below(12);
    Ids reference = random_ids(rng, 300, words, false), candidate = random_ids(rng, 300, words, true);
    ASSERT_EQ(lcs_length(candidate, reference, words),
              static_cast<size_t>(textbook_table(reference, candidate).back().back()));
  }
}

TEST(Lcs, PicksThePlacesThatTheTextbookBacktracks) {
  Rng rng(8);
  LineLcs lcs(12);
  for (int round = 0; round < 1000; ++round) {
    Ids reference = random_ids(rng, round % 10 == 0 ? 200 : 20, 12, false), candidate = random_ids(rng, 30, 12, true);
    std::vector<uint64_t> bits((reference.size() + 63) / 64, 0);
    lcs.set_reference(reference);
    lcs.pick(candidate, bits);
    std::set<size_t> places;
    for (size_t at = 0; at < reference.size(); ++at)
      if ((bits[at / 64] >> (at % 64) & 1) != 0) places.insert(at);
    ASSERT_EQ(places, textbook_places(reference, candidate));
  }
}

/// ROUGE-Lsum by the book: every line of the reference against every line of the candidate.
double textbook_lsum(const RougeText& candidate, const RougeText& reference) {
  Ids words = translated(candidate.words, reference.words);
  std::map<WordId, long> left;
  for (WordId word : words) ++left[word];
  size_t hits = 0;
  for (size_t r = 0, begin = 0; r < reference.line_ends.size(); begin = reference.line_ends[r++]) {
    Ids line(reference.words.ids().begin() + static_cast<long>(begin),
             reference.words.ids().begin() + static_cast<long>(reference.line_ends[r]));
    std::set<size_t> united;
    for (size_t c = 0, from = 0; c < candidate.line_ends.size(); from = candidate.line_ends[c++])
      united.merge(textbook_places(line, Ids(words.begin() + static_cast<long>(from),
                                             words.begin() + static_cast<long>(candidate.line_ends[c]))));
    for (size_t place : united)
      if (left[line[place]]-- > 0) ++hits;
  }
  return f_measure(hits, words.size(), reference.words.ids().size());
}

std::string random_lines(Rng& rng) {
  std::string text;
  for (uint64_t lines = rng.below(12); lines > 0; --lines) {
    for (uint64_t words = rng.below(8); words > 0; --words) text += fmt::format("w{} ", rng.below(9));
    text += "\n";
  }
  return text;
}

TEST(RougeLsum, EqualsTheTextbookOnRandomLines) {
  Rng rng(9);
  for (int round = 0; round < 500; ++round) {
    Text candidate(random_lines(rng));
    Reference reference(random_lines(rng));
    double expected = textbook_lsum(candidate.forms().rouge, reference.text().forms().rouge);
    ASSERT_DOUBLE_EQ(*rouge_lsum(Pair({candidate, reference})).value, expected);
  }
}

TEST(Rouge, CountsCommonNgramsByTheSmallerCount) {
  Text candidate("x.SetPos(x, 1)");
  Reference reference("X.SetPos(1, 2)");
  Pair pair({candidate, reference});
  EXPECT_DOUBLE_EQ(*rouge1(pair).value, 0.75) << "x, setpos, 1 of 4 and 4";
  EXPECT_DOUBLE_EQ(*rouge2(pair).value, 1.0 / 3) << "(x, setpos) of 3 and 3";
  EXPECT_DOUBLE_EQ(*rouge_l(pair).value, 0.75);
}

TEST(RougeLsum, GivesUpOnAPairOfHugeLines) {
  Rng rng(10);
  std::string a, b;
  for (int k = 0; k < 35000; ++k) {
    a += fmt::format("a{}, ", rng.below(50));
    b += fmt::format("a{}, ", rng.below(50));
  }
  Text candidate(a);
  Reference reference(b);
  Value value = rouge_lsum(Pair({candidate, reference}));
  EXPECT_FALSE(value.value);
  EXPECT_NE(value.reason.find("lines"), std::string::npos);
}

TEST(Rouge, EmptyTextsScoreZero) {
  Text candidate("+++\n");
  Reference reference("word");
  Pair pair({candidate, reference});
  for (auto metric : {rouge1, rouge2, rouge_l, rouge_lsum}) EXPECT_EQ(*metric(pair).value, 0.0);
}

}  // namespace
}  // namespace simbench::metric
