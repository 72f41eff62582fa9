#include "metric/pair.h"

namespace simbench::metric {

Pair::Pair(const Inputs& inputs)
    : inputs_(inputs), rouge_words_(translated(candidate().rouge.words, reference().rouge.words)) {
  words_ = overlap(translated(candidate().words, reference().words), tables().words, reference().words.ids().size());
  rouge_ = overlap(rouge_words_, tables().rouge, reference().rouge.words.ids().size());
  syntax_ = syntax_share(candidate(), tables());
  flow_ = match_flows(candidate().data_flow, reference().data_flow);
}

}  // namespace simbench::metric
