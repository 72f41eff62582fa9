// The one table of formats. To add one: a file with its function, a declaration in formats.h, a row here.
#include "exchange/formats.h"

namespace simbench::exchange {

std::span<const Format> formats() {
  static constexpr Format kFormats[] = {
      {"jsonl", "cells and their scores as JSON lines; --whole: with everything, for `import jsonl`", write_lines},
      {"csv", "every table of analyze", write_csv},
      {"latex", "every table of analyze", write_latex},
      {"junit", "one test case a cell, for the front ends of build servers", write_junit},
      {"inspect", "whole cells as .eval logs of Inspect", write_inspect},
      {"every-eval-ever", "results and cells in the schema of Every Eval Ever", write_every_eval_ever},
      {"parquet", "cells × scores as a Parquet file, for notebooks", write_parquet},
  };
  return kFormats;
}

}  // namespace simbench::exchange
