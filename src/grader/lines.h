#pragma once
// Grading over lines of JSON: rows in, one answer a row out, in their order.
#include <atomic>
#include <functional>

#include "grader/pool.h"

namespace simbench::grader {

/// How a stream of rows went.
struct LinesSummary {
  size_t rows = 0, passed = 0, failed = 0, undecided = 0, duplicates = 0;
  double cpu_s = 0, wall_s = 0;
  bool interrupted = false;
};

/// Reads rows from the descriptor `in` until its end, or until *stop; empty lines are skipped, a line longer than
/// `longest` is answered with its reason. `put` gets each answer as soon as it and all before it are there, from one
/// thread. errors: those of `put`, and of reading
Result<LinesSummary> grade_lines(Pool& pool, int in, const std::function<Status(const Grade&)>& put,
                                 const std::atomic<bool>& stop, size_t longest = size_t{32} << 20);

}  // namespace simbench::grader
