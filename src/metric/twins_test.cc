// Naive twins: each metric once more, from its definition in docs/metrics and with strings in maps, on seeded programs.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "metric/forms.h"
#include "metric/metric.h"
#include "metric/pair.h"
#include "metric/random_program_test.h"

namespace simbench::metric {
namespace {

using Strings = std::vector<std::string>;
using Counts = std::map<Strings, int>;

Strings words_of(const std::string& text) {
  std::istringstream in(text);
  Strings words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

Strings rouge_words_of(std::string text) {
  for (char& c : text)
    c = std::isalnum(static_cast<unsigned char>(c)) ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
                                                    : ' ';
  return words_of(text);
}

Counts ngrams(const Strings& words, size_t n) {
  Counts counts;
  for (size_t k = 0; k + n <= words.size(); ++k)
    ++counts[Strings(words.begin() + static_cast<long>(k), words.begin() + static_cast<long>(k + n))];
  return counts;
}

double hits(const Counts& a, const Counts& b) {
  double sum = 0;
  for (const auto& [gram, count] : a)
    if (auto found = b.find(gram); found != b.end()) sum += std::min(count, found->second);
  return sum;
}

double total(const Counts& counts) {
  double sum = 0;
  for (const auto& [gram, count] : counts) sum += count;
  return sum;
}

/// Geometric mean of four fractions, 0.1 for a numerator of 0, times the brevity penalty.
double mean_of(const std::vector<std::pair<double, double>>& fractions, double candidate_size, double reference_size) {
  if (fractions[0].first == 0) return 0;
  double logs = 0;
  for (auto [above, below] : fractions) logs += 0.25 * std::log((above == 0 ? 0.1 : above) / std::max(1.0, below));
  double penalty = candidate_size > reference_size ? 1 : std::exp(1 - reference_size / candidate_size);
  return penalty * std::exp(logs);
}

double bleu_twin(const Strings& candidate, const Strings& reference) {
  std::vector<std::pair<double, double>> fractions;
  for (size_t n = 1; n <= 4; ++n)
    fractions.emplace_back(hits(ngrams(candidate, n), ngrams(reference, n)), total(ngrams(candidate, n)));
  return mean_of(fractions, static_cast<double>(candidate.size()), static_cast<double>(reference.size()));
}

double rouge_n_twin(const Strings& candidate, const Strings& reference, size_t n) {
  Counts c = ngrams(candidate, n), r = ngrams(reference, n);
  double common = hits(c, r);
  if (common == 0) return 0;
  double precision = common / std::max(1.0, total(c)), recall = common / std::max(1.0, total(r));
  return 2 * precision * recall / (precision + recall);
}

/// The shapes below every node that has children, as texts; the root counts in any case.
Strings shapes_of(const Text& text) {
  const pysrc::Nodes& nodes = text.forms().nodes;
  Strings shapes;
  for (pysrc::NodeIndex i = 0; i < nodes.size(); ++i)
    if (i == 0 || nodes[i].child_count > 0) shapes.push_back(pysrc::s_expression(nodes, i));
  return shapes;
}

double syntax_twin(const Text& candidate, const Text& reference) {
  Strings have = shapes_of(candidate), asked = shapes_of(reference);
  std::set<std::string> there(have.begin(), have.end());
  double found = 0;
  for (const std::string& shape : asked) found += there.count(shape) ? 1 : 0;
  return found / static_cast<double>(asked.size());
}

TEST(MetricTwins, AgreeOnSeededPrograms) {
  size_t middling = 0;
  for (uint64_t seed = 0; seed < 120; ++seed) {
    Rng rng(seed + 900);
    std::string r = random_program(rng, 4 + static_cast<int>(rng.below(15)));
    std::string c = mutated(rng.below(3) == 0 ? random_program(rng, 10) : r, rng, static_cast<int>(rng.below(8)));
    auto ascii = [](std::string& text) {
      std::erase_if(text, [](char x) { return x < 0 || (x < 32 && x != '\n' && x != '\t'); });
    };
    ascii(r), ascii(c);
    if (words_of(c).empty() || words_of(r).empty()) continue;
    SCOPED_TRACE("candidate\n" + c + "\nreference\n" + r);
    Text candidate(c);
    Reference reference(r);
    Pair pair({candidate, reference});
    EXPECT_NEAR(*bleu(pair).value, bleu_twin(words_of(c), words_of(r)), 1e-12);
    EXPECT_NEAR(*rouge1(pair).value, rouge_n_twin(rouge_words_of(c), rouge_words_of(r), 1), 1e-12);
    EXPECT_NEAR(*rouge2(pair).value, rouge_n_twin(rouge_words_of(c), rouge_words_of(r), 2), 1e-12);
    double syntax = syntax_twin(candidate, reference.text());
    EXPECT_NEAR(*syntax_match(pair).value, syntax, 1e-12);
    if (syntax > 0.1 && syntax < 0.95) ++middling;
  }
  EXPECT_GT(middling, 20U) << "pairs that are all equal or all different prove little";
}

}  // namespace
}  // namespace simbench::metric
