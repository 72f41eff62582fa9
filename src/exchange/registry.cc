// The one table of formats. To add one: a file with its function, a declaration in formats.h, a row here.
#include "exchange/formats.h"

namespace simbench::exchange {

std::span<const Format> formats() {
  static constexpr Format kFormats[] = {
      {"jsonl", "cells and their scores as JSON lines; --whole: with everything, for `import jsonl`", write_lines,
       ".jsonl"},
      {"csv", "every table of analyze", write_csv, ".csv"},
      {"latex", "every table of analyze", write_latex, ".tex"},
      {"junit", "one test case a cell, for the front ends of build servers", write_junit, ".xml"},
      {"inspect", "whole cells as .eval logs of Inspect", write_inspect, ".eval"},
      {"every-eval-ever", "results and cells in the schema of Every Eval Ever", write_every_eval_ever, ".json"},
      {"parquet", "cells × scores as a Parquet file, for notebooks", write_parquet, ".parquet"},
  };
  return kFormats;
}

}  // namespace simbench::exchange
