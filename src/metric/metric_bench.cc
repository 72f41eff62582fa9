// What measuring costs. Build: cmake --build build/release --target bench_metric
//   bench_metric pairs CSV     one core, every row of a pairs table: milliseconds a pair
//   bench_metric sizes         generated programs of 1 kB … 1 MB against each other: milliseconds a part (docs/metrics/cost.md)
// Times are CPU times of the process, so that a busy machine disturbs them less.
#include <cstdio>
#include <ctime>

#include <fmt/format.h>

#include "metric/forms.h"
#include "metric/metric.h"
#include "metric/pair.h"

namespace simbench::metric {
namespace {

double cpu_ms() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// CPU milliseconds that `work` takes.
template <typename Work>
double timed(Work work) {
  double start = cpu_ms();
  work();
  return cpu_ms() - start;
}

/// A program like a simulation script: bodies, joints, loops, with numbers that differ by seed.
std::string generated_program(size_t bytes, uint64_t seed) {
  Rng rng(seed);
  std::string text = "import pychrono as chrono\n";
  while (text.size() < bytes) {
    uint64_t n = rng.below(5000);
    text += fmt::format(
        "# part {0}\nbody_{0} = chrono.ChBodyEasyBox({1}, {2}, 0.5, 1000)\nbody_{0}.SetPos(chrono.ChVector3d({1}, 0, {2}))\n"
        "for i in range({3}):\n    if i % 2 == 0:\n        system.Add(body_{0})\n    else:\n        y_{0} = i * {1} + {2}\n",
        n, rng.below(100), rng.below(100), rng.below(10));
  }
  return text;
}

void pairs(const char* path) {
  CsvTable table = parse_csv(read_file(path).value(), path).value();
  std::string csv;
  double ms = timed([&] { csv = measure_pairs(table, 1).value().csv; });
  std::fprintf(stderr, "%zu pairs, one core: %.3f ms a pair\n", table.rows.size(), ms / static_cast<double>(table.rows.size()));
  std::fputs(csv.c_str(), stdout);
}

void size_row(size_t bytes) {
  std::optional<Reference> reference;
  std::optional<Text> candidate;
  std::optional<Pair> pair;
  Value l, sum;
  double reference_ms = timed([&] { reference.emplace(generated_program(bytes, 1)); });
  double candidate_ms = timed([&] { candidate.emplace(generated_program(bytes, 2)); });
  double pair_ms = timed([&] { pair.emplace(Inputs{*candidate, *reference}); });
  double l_ms = timed([&] { l = rouge_l(*pair); });
  double sum_ms = timed([&] { sum = rouge_lsum(*pair); });
  std::printf("| %zu | %.1f | %.1f | %.1f | %.1f | %.1f | %s\n", bytes, candidate_ms, reference_ms, pair_ms, l_ms, sum_ms, sum.reason.c_str());
}

}  // namespace
}  // namespace simbench::metric

int main(int argc, char** argv) {
  using namespace simbench::metric;
  if (argc == 3 && std::string_view(argv[1]) == "pairs") {
    pairs(argv[2]);
  } else {
    std::puts("| bytes | candidate | reference | CodeBLEU | ROUGE-L | ROUGE-Lsum |\n|---|---|---|---|---|---|");
    for (size_t bytes : {1000u, 4000u, 16000u, 64000u, 256000u, 1000000u}) size_row(bytes);
  }
  return 0;
}
