#pragma once
// Two prepared texts and the parts that several metrics share, computed once. Private to the room.
#include <optional>

#include "metric/forms.h"
#include "metric/metric.h"

namespace simbench::metric {

struct FlowMatch {
  size_t common = 0, reference = 0;
  std::string undefined;  ///< why the share means nothing, "" if it does
  bool too_large = false;
};

/// What the rows of the registry measure.
class Pair {
 public:
  explicit Pair(const Inputs& inputs);

  const Inputs& inputs() const { return inputs_; }
  const TextForms& candidate() const { return inputs_.candidate.forms(); }
  const TextForms& reference() const { return inputs_.reference.text().forms(); }
  const ReferenceTables& tables() const { return inputs_.reference.tables(); }

  const Overlap& words() const { return words_; }
  const Overlap& rouge() const { return rouge_; }
  const std::vector<WordId>& rouge_words() const {
    return rouge_words_;
  }  ///< the candidate's, in the reference's numbers
  const FlowMatch& flow() const { return flow_; }
  double syntax() const { return syntax_; }

 private:
  Inputs inputs_;
  std::vector<WordId> rouge_words_;
  Overlap words_, rouge_;
  FlowMatch flow_;
  double syntax_ = 0;
};

// The metrics, each in the file of its name.
Value bleu(const Pair& pair);
Value ngram_match(const Pair& pair);
Value weighted_ngram_match(const Pair& pair);
Value syntax_match(const Pair& pair);
Value dataflow_match(const Pair& pair);
Value dataflow_defined(const Pair& pair);
Value codebleu(const Pair& pair);
Value codebleu_defined(const Pair& pair);
Value rouge1(const Pair& pair);
Value rouge2(const Pair& pair);
Value rouge_l(const Pair& pair);
Value rouge_lsum(const Pair& pair);

/// Share of the reference's sub-trees that occur anywhere in the candidate.
double syntax_share(const TextForms& candidate, const ReferenceTables& reference);
FlowMatch match_flows(const DataFlow& candidate, const DataFlow& reference);

}  // namespace simbench::metric
