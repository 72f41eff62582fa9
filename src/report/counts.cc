#include "report/counts.h"

namespace simbench::report {
namespace {

constexpr size_t kLongestMessage = 160;

/// The message without what changes from run to run (addresses), so that one error is one row; cut at a character.
std::string lasting(const std::string& message) {
  std::string out;
  for (size_t i = 0; i < message.size(); ++i) {
    out += message[i];
    if (!out.ends_with("0x")) continue;
    while (i + 1 < message.size() && std::isxdigit(static_cast<unsigned char>(message[i + 1]))) ++i;
    out += "…";
  }
  if (out.size() <= kLongestMessage) return out;
  size_t end = kLongestMessage;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end);
}

void add_votes(const Json& votes, VoteSum& tally) {
  for (const Json& vote : votes) {
    ++tally.votes;
    const Json& contradictions = get(vote, "contradictions");
    tally.contradicted += !contradictions.empty();
    for (const Json& text : contradictions)
      if (text.is_string())
        ++tally.contradictions[text.get<std::string>().substr(0, text.get<std::string>().find(':'))];
    for (const Json& repair : get(vote, "repairs"))
      if (repair.is_string()) ++tally.repairs[repair.get<std::string>()];
    std::string served = text_of(vote, "served_model"), fingerprint = text_of(vote, "fingerprint");
    if (!served.empty()) tally.served.insert(fingerprint.empty() ? served : served + " " + fingerprint);
  }
}

}  // namespace

void CellCounts::add(const store::CellRow& cell) {
  ++cells;
  Passes& field = passes[{cell.key.arm, cell.key.system, cell.key.model}];
  ++field.all;
  if (cell.completion)
    for (const std::string& what : cell.completion->adapted) ++adapted[{cell.key.model, what}];
  if (cell.outcome) sensors.insert(cell.outcome->sensors);
  if (cell.outcome && cell.outcome->error && !left_out.contains(cell.key.model))
    ++errors[{cell.outcome->error->type, lasting(cell.outcome->error->message)}];
  if (!cell.judgement) {
    ++pending;
    return;
  }
  const Judgement& judgement = *cell.judgement;
  ++classes[judgement.cell_class];
  bool scored = judgement.cell_class == CellClass::pass || judgement.cell_class == CellClass::model_fail;
  field.scored += scored, field.passes += judgement.cell_class == CellClass::pass;
  if (!scored) ++unscored[{std::string(to_string(judgement.cell_class)), judgement.reason}];
  if (scored || judgement.reason == "no_requirements") ++rungs[cell.key.model][static_cast<size_t>(judgement.verdict)];
}

void VoteSum::add(const Score& score, bool pooled) {
  if (score.value)
    ++scored;
  else
    ++reasons[score.reason.substr(0, score.reason.find(':'))];
  if (const Json& all = get(score.detail, "votes"); all.is_array()) add_votes(all, *this);
  speaking += score.detail.contains("speaks_to_the_judge");
  if (!pooled) return;
  if (score.value) ++averaged, sum += *score.value;
  if (auto sd = get_number(get(score.detail, "spread"), "sd")) variance += *sd * *sd, ++varied;
}

}  // namespace simbench::report
