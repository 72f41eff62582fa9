#pragma once
// Where the scores of an import come from: the tables, the judge texts and the counts of a checkout become cells and
// score rows, in both readings, with what doesn't agree.
#include "record/record.h"
#include "store/store.h"
#include "upstream/checkout.h"

namespace simbench::upstream {

/// Why an answer says nothing about the model: "empty_prompt", "error_reply", or "".
std::string why_excluded(const Answer& answer);

CellKey key_of(const Checkout& checkout, const Answer& answer);
/// The cell with the parts that the checkout holds: request, completion, program. Nothing was run, so there is no
/// outcome.
store::CellRow cell_of(const Checkout& checkout, const Answer& answer);

/// The three judge scores twice: version "as_published" (the table's number, hand-filled ones too) and "cleaned" (the
/// text's own number; null with a reason where the text states none or the answer is excluded).
/// in text_hashes: where the judge's texts are kept, in the order of kJudgeModes ("" for none)
std::vector<Score> judge_scores(const Checkout& checkout, const Answer& answer,
                                const std::array<std::string, 3>& text_hashes);

/// The table's similarity scores, version "upstream".
std::vector<Score> published_similarity(const Checkout& checkout, const Answer& answer);

/// "label_compile" and "label_pass" of each (model, system): counts over turns 2 and 3. Never of single cells.
/// in unmatched: receives the table's model names that fit no imported model
std::vector<Score> label_scores(const Checkout& checkout, std::vector<std::string>& unmatched);

/// One row for each judge score on which text and table differ or that the published program could not have read, and
/// one for each text that states no plain [[n]].
Json judge_disagreements(const Checkout& checkout);
Json unparsable_texts(const Checkout& checkout);

}  // namespace simbench::upstream
