#pragma once
// Room dialogue: what a model is shown. Builds the messages of one request from a suite's templates; sends nothing.
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "provider/provider.h"
#include "record/record.h"
#include "suite/suite.h"

namespace simbench::dialogue {

/// Everything that decides what is shown.
struct Situation {
  const suite::Suite* suite = nullptr;
  const suite::System* system = nullptr;
  int turn = 1;
  Arm arm = Arm::given;
  std::string preset;                ///< "upstream": the published protocol's words, for arm given
  std::vector<std::string> replies;  ///< arm dialogue: the model's replies of the turns before this one
  int step = 0;                      ///< arm stepwise: from 1
  std::optional<std::string>
      code;             ///< the program so far: of the step before (stepwise, from step 2), of the failed try (repair)
  std::string failure;  ///< arm repair, second try: what repair_notice gave
};

struct Shown {
  std::vector<Message> messages;
  std::string given_code;  ///< the code among them, "" if none
};

/// errors: invalid_input when a template is missing, has an unknown placeholder or an open section (with its path)
Result<Shown> show(const Situation& situation);

/// How many requests a cell of this arm makes at least; 0 where the arm does not exist for the turn.
int request_count(const suite::System& system, int turn, Arm arm);

/// What a second try is told: the traceback or the reason code, never a requirement. nullopt where arm repair asks no
/// more: the program is physical, or the failure isn't the model's.
std::optional<std::string> repair_notice(const std::optional<Outcome>& outcome, const Judgement& judgement);

/// Fills `{{name}}` and keeps `{{#name}}…{{/name}}` only where name has a value. Values are put in as they are, once.
/// errors: invalid_input for an unknown name or an unclosed section
Result<std::string> fill_template(std::string_view text, const std::map<std::string, std::string>& values,
                                  std::string_view where);

}  // namespace simbench::dialogue
