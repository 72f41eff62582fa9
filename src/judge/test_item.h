#pragma once
// One small task with a faulty answer, and answers of judges, for the tests of this room.
#include "base/json.h"
#include "judge/judge.h"

namespace simbench::judge::test {

inline Item small_item() {
  Item item{.key = {"suite", "pendulum", 2, Arm::given, "openai/gpt-5", 0},
            .simulator = "toy",
            .prompt = "Make the rod 2 m long."};
  item.given = "length = 1\nstep()\n";
  item.reference = "length = 2\nstep()\n";
  item.candidate = "length = 3\nstep()\nprint('done')\n";
  return item;
}

inline Options options_for(std::string_view mode = "ref") {
  return {.rubric = load_rubric().value(), .mode = mode_from(mode).value()};
}

inline Json deduction(std::string category, double points, Json lines = {1}, std::string reason = "wrong length") {
  return {{"category", std::move(category)},
          {"points", points},
          {"lines", std::move(lines)},
          {"reason", std::move(reason)}};
}

inline std::string answer_text(Json deductions, double total) {
  return to_text({{"deductions", std::move(deductions)}, {"total", total}});
}

}  // namespace simbench::judge::test
