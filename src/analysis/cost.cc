#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {

/// What a model's answers cost: tokens as the endpoint counted them (null where it never did), waiting time, and the
/// computer time of running its programs.
Json cost_table(const Data& data) {
  struct Sums {
    double input = 0, output = 0, reasoning = 0, latency_s = 0, cpu_s = 0, wall_s = 0;
    size_t replies = 0, counted = 0, runs = 0, attempts = 0;
  };
  std::map<std::pair<size_t, Arm>, Sums> models;
  for (const Cell& cell : data.cells) {
    Sums& sums = models[{cell.model, cell.key.arm}];
    if (const auto& reply = cell.reply) {
      ++sums.replies, sums.attempts += static_cast<size_t>(reply->attempts), sums.latency_s += reply->latency_s;
      if (reply->usage.input_tokens && reply->usage.output_tokens) {
        ++sums.counted;
        sums.input += static_cast<double>(*reply->usage.input_tokens),
            sums.output += static_cast<double>(*reply->usage.output_tokens);
        sums.reasoning += static_cast<double>(reply->usage.reasoning_tokens.value_or(0));
      }
    }
    if (cell.execution) ++sums.runs, sums.cpu_s += cell.execution->cpu_s, sums.wall_s += cell.execution->wall_s;
  }
  Json rows = Json::array();
  for (const auto& [name, sums] : models) {
    Json row{{"model", data.models[name.first]},
             {"arm", to_string(name.second)},
             {"replies", sums.replies},
             {"attempts", sums.attempts},
             {"replies_with_usage", sums.counted},
             {"latency_s", sums.latency_s},
             {"runs", sums.runs},
             {"cpu_s", sums.cpu_s},
             {"wall_s", sums.wall_s},
             {"input_tokens", nullptr},
             {"output_tokens", nullptr},
             {"reasoning_tokens", nullptr}};
    if (sums.counted > 0)
      row["input_tokens"] = sums.input, row["output_tokens"] = sums.output, row["reasoning_tokens"] = sums.reasoning;
    else
      row["tokens_reason"] = "no reply says how many tokens it took";
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace simbench::analysis
