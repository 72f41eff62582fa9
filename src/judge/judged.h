#pragma once
// What one judge says of one item, once, after the arithmetic was done by us.
#include "judge/rubric.h"
#include "record/record.h"

namespace simbench::judge {

/// Who judged and by what: two scores with different keys are different scores.
struct Identity {
  std::string judge;     ///< as asked: "openai/gpt-5", "judge/conformance"
  std::string score_id;  ///< "judge_ref_doc", "judge_conformance", …
  std::string mode;      ///< "ref-doc+evidence"; "" for rules
  std::string rubric;    ///< "simbench@1", "" for rules
  std::string rubric_hash;
  std::string
      prompt;  ///< hash of the layout around the rubric's words and of the documentation that is given as a file
  /// Hash of what stands behind a recorded judge or a program, "" for endpoints and rules; it is part of `prompt`.
  std::string source;
  Sampling sampling;
  bool rule = false;      ///< a fixed rule: nothing to repeat
  bool recorded = false;  ///< texts of earlier days are read
  /// A model answers, which may be good or bad at it and may change: it is calibrated and anchored.
  bool is_model() const { return !rule && !recorded; }
  std::string key() const;  ///< 8 hexadecimal digits over all of it
  Json to_json() const;
};

/// One thing that costs points.
struct Deduction {
  std::string category;
  double points = 0;       ///< as the judge wrote them, before the category's cap; ≥ 0
  std::vector<int> lines;  ///< of the candidate, from 1: none, one, or first and last
  std::string reason;
  Json to_json() const;
};

/// Either a value, or a reason why there is none; never a 0 for an answer that couldn't be read.
struct Judged {
  std::optional<double> value;  ///< 100 · (total − lost) / total, within 0–100
  std::string
      reason;  ///< "no_answer", "no_parse", "truncated", "refused", "context_length", "no_score", "several_scores", …
  std::vector<Deduction> deductions;
  std::map<std::string, double> lost;  ///< category → points after its cap
  std::vector<std::string>
      contradictions;  ///< "stated_total: …", "over_cap: …", "negative_points: …", "line_out_of_range: …"
  std::vector<std::string> repairs;  ///< what was read although it isn't in the form: "points_as_text", "reasoning", …
  std::optional<double> stated;      ///< the total that the judge itself wrote
  std::string rung;                  ///< "native", "tool", "fenced", "repair", "text"; "" for rules
  int requests = 0;                  ///< sent for this item
  std::string text;                  ///< the judge's last answer as it came
  std::string shown;                 ///< the message that the judge read, "" for rules
  std::string served_model, fingerprint;
  Sampling sampling;                 ///< as sent
  std::vector<std::string> adapted;  ///< parameters that the endpoint refused
  Usage usage;                       ///< of all answers together; what one didn't count is unset
  Json to_json() const;              ///< without text and shown, which are stored apart
};

/// Sums, caps and compares: fills value, lost and contradictions of `judged` from its deductions and `stated`.
void add_up(const Rubric& rubric, Judged& judged);

}  // namespace simbench::judge
