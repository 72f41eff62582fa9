#pragma once
// The forms of one text, private to the room: words, lines of words, syntax, data flow.
#include "metric/data_flow.h"
#include "metric/ngrams.h"
#include "metric/subtrees.h"
#include "metric/words.h"
#include "pysrc/pysrc.h"

namespace simbench::metric {

struct TextForms {
  explicit TextForms(const std::string& source);

  Words words;       ///< as BLEU and CodeBLEU cut it: at white space
  RougeText rouge;   ///< as rouge-score cuts it, with its lines
  pysrc::Tree tree;  ///< of the text without comments and docstrings
  pysrc::Nodes nodes;
  DataFlow data_flow;
};

struct ReferenceTables {
  explicit ReferenceTables(const TextForms& forms);

  Ngrams words;  ///< 1- to 4-grams
  Ngrams rouge;  ///< 1- and 2-grams
  SubtreeTable subtrees;
};

}  // namespace simbench::metric
