#pragma once
// The words of NeMo Gym's POST /verify: its request as an item, a grade as its answer (docs/format/grade.md).
#include "grader/item.h"

namespace simbench::grader {

/// The reply is what the assistant said in `response.output`; the task stands in `task`, or in
/// `verifier_metadata.task`.
Item item_from_verify(const Json& request);

/// The request with `reward`, `mask_sample`, `failure_kind` and `failure_reason`, and our own answer as `grade`. Where
/// no reward could be decided that protocol wants a number, which `mask_sample` takes out of every computation.
Json verify_answer(Json request, const Grade& grade, Reasons reasons);

}  // namespace simbench::grader
