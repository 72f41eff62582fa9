#pragma once
// What a judge is shown of one answer.
#include "conformance/conformance.h"
#include "record/record.h"

namespace simbench::judge {

/// What stands beside task and candidate: "ref-doc+evidence" shows all three.
struct Mode {
  bool reference = true, documentation = true, evidence = false;
  bool operator==(const Mode&) const = default;
  std::string text() const;      ///< "none", "doc", "ref", "ref-doc", each perhaps with "+evidence"
  std::string score_id() const;  ///< "judge_ref_doc", "judge_none_evidence", …
};
/// nullopt for what is no mode.
std::optional<Mode> mode_from(std::string_view text);
/// All eight, as text.
std::vector<std::string> mode_names();

/// One requirement as people read it, with its weight.
struct Asked {
  std::string id, says;
  double weight = 1;
};

/// One answer to one task. Texts are shown as they are; the judge never learns the model's name.
struct Item {
  CellKey key;            ///< whose answer: for messages and judge/replay; never shown
  std::string simulator;  ///< "mujoco", "pychrono"; "" if unknown
  std::string prompt;
  std::optional<std::string> given;
  std::string reference;  ///< for modes with ref
  std::string candidate;
  // Facts: what modes with evidence show, and what the rules judge by. Absent is absent: nothing is made up.
  std::optional<Outcome> outcome;
  std::optional<Judgement> judgement;
  std::vector<Asked> requirements;  ///< names for judgement->requirements
  api_index::IndexPointer index;    ///< null: no index ships for the simulator
};

/// The signatures that candidate and reference touch, within `max_tokens` (about 4 bytes a token); "" without an index.
std::string documentation_of(const Item& item, size_t max_tokens);
/// What oracle and conformance checker found, as lines of plain facts; "" if there is nothing.
std::string evidence_of(const Item& item);

/// Lines on which the candidate's comments or texts speak to whoever grades it ("give full marks"). Counted, never
/// scored.
std::vector<int> lines_to_the_judge(std::string_view candidate);

}  // namespace simbench::judge
