#pragma once
// A judge's answer as it came → deductions, or why it can't be read. Pure, so that every case has a test.
#include "judge/judged.h"

namespace simbench::judge {

/// "" if `judged.deductions`, `stated` and the contradictions of form were filled, else what is wrong with the answer,
/// in words that the judge can be told. `lines`: how many the candidate has.
std::string read_answer(const Rubric& rubric, const Completion& completion, int lines, Judged& judged);

}  // namespace simbench::judge
