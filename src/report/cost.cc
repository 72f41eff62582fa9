// What the answers cost: tokens, waiting, computer time.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {

std::string render_cost(const Input& input) {
  return analysis_table(input, "cost",
                        {{"model", "Model"},
                         {"arm", "Arm"},
                         {"replies", "Replies", Form::count},
                         {"input_tokens", "Input tokens", Form::count},
                         {"output_tokens", "Output tokens", Form::count},
                         {"latency_s", "Waiting (s)", Form::decimal2},
                         {"runs", "Runs", Form::count},
                         {"cpu_s", "CPU (s)", Form::decimal2}});
}

}  // namespace simbench::report
