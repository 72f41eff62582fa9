// What measuring costs. Build: cmake --build build/release --target bench_metric
//   bench_metric pairs CSV     one core, every row of a pairs table: milliseconds a pair
//   bench_metric sizes [SVG]   generated programs of 1 kB … 1 MB against each other: milliseconds a part
//   (docs/metrics/cost.md), and as a plot
// Times are CPU times of the process, so that a busy machine disturbs them less.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>

#include "metric/forms.h"
#include "metric/metric.h"
#include "metric/pair.h"

namespace simbench::metric {
namespace {

double cpu_ms() {
  return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

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
        "# part {0}\nbody_{0} = chrono.ChBodyEasyBox({1}, {2}, 0.5, 1000)\nbody_{0}.SetPos(chrono.ChVector3d({1}, 0, "
        "{2}))\n"
        "for i in range({3}):\n    if i % 2 == 0:\n        system.Add(body_{0})\n    else:\n        y_{0} = i * {1} + "
        "{2}\n",
        n, rng.below(100), rng.below(100), rng.below(10));
  }
  return text;
}

void pairs(const char* path) {
  CsvTable table = parse_csv(read_file(path).value(), path).value();
  std::string csv;
  double ms = timed([&] { csv = measure_pairs(table, 1).value().csv; });
  std::fprintf(stderr, "%zu pairs, one core: %.3f ms a pair\n", table.rows.size(),
               ms / static_cast<double>(table.rows.size()));
  std::fputs(csv.c_str(), stdout);
}

constexpr std::array<const char*, 5> kParts = {"candidate, once", "reference, once", "CodeBLEU", "ROUGE-L",
                                               "ROUGE-Lsum"};

/// Milliseconds of each part for two programs of `bytes`.
struct SizeRow {
  size_t bytes;
  std::array<double, kParts.size()> ms;
};

SizeRow size_row(size_t bytes) {
  std::optional<Reference> reference;
  std::optional<Text> candidate;
  std::optional<Pair> pair;
  SizeRow row{bytes, {}};
  row.ms[1] = timed([&] { reference.emplace(generated_program(bytes, 1)); });
  row.ms[0] = timed([&] { candidate.emplace(generated_program(bytes, 2)); });
  row.ms[2] = timed([&] { pair.emplace(Inputs{*candidate, *reference}); });
  row.ms[3] = timed([&] { rouge_l(*pair); });
  row.ms[4] = timed([&] { rouge_lsum(*pair); });
  return row;
}

/// A plot with two logarithmic axes: 10³ … 10⁶ bytes, 10⁻² … 10³ ms.
std::string plot(const std::vector<SizeRow>& rows) {
  constexpr std::array<const char*, kParts.size()> kColours = {"#0b5cad", "#7a4ea3", "#138a5b", "#c2410c", "#8a6d00"};
  auto x = [](double bytes) { return 60 + 110 * (std::log10(bytes) - 3); };
  auto y = [](double ms) { return 300 - 54 * (std::log10(std::max(ms, 0.01)) + 2); };
  std::string svg =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 520 340' font-family='sans-serif' font-size='11'>"
      "<rect width='520' height='340' fill='white'/>\n";
  for (int power = -2; power <= 3; ++power)
    svg += fmt::format("<path d='M60 {0}H390' stroke='#ddd'/><text x='54' y='{1}' text-anchor='end'>{2:g} ms</text>\n",
                       y(std::pow(10, power)), y(std::pow(10, power)) + 4, std::pow(10, power));
  for (int power = 3; power <= 6; ++power)
    svg +=
        fmt::format("<path d='M{0} 30V300' stroke='#ddd'/><text x='{0}' y='316' text-anchor='middle'>{1:g} kB</text>\n",
                    x(std::pow(10, power)), std::pow(10, power - 3));
  for (size_t part = 0; part < kParts.size(); ++part) {
    std::string points;
    for (const SizeRow& row : rows)
      points += fmt::format("{:.1f},{:.1f} ", x(static_cast<double>(row.bytes)), y(row.ms[part]));
    svg += fmt::format(
        "<polyline points='{0}' fill='none' stroke='{1}' stroke-width='2'/><text x='400' y='{2}' "
        "fill='{1}'>{3}</text>\n",
        points, kColours[part], 60 + 18 * part, kParts[part]);
  }
  return svg +
         "<text x='60' y='20'>CPU time against the size of both texts (one core; both axes logarithmic)</text></svg>\n";
}

void sizes(const char* svg_file) {
  std::puts("| bytes | candidate | reference | CodeBLEU | ROUGE-L | ROUGE-Lsum |\n|---|---|---|---|---|---|");
  std::vector<SizeRow> rows;
  for (size_t bytes : {1000u, 4000u, 16000u, 64000u, 256000u, 1000000u}) {
    rows.push_back(size_row(bytes));
    const auto& ms = rows.back().ms;
    std::printf("| %zu | %.1f | %.1f | %.1f | %.1f | %.1f |\n", bytes, ms[0], ms[1], ms[2], ms[3], ms[4]);
  }
  if (svg_file != nullptr) check(write_file(svg_file, plot(rows)).has_value(), "the plot could not be written");
}

}  // namespace
}  // namespace simbench::metric

int main(int argc, char** argv) {
  using namespace simbench::metric;
  if (argc == 3 && std::string_view(argv[1]) == "pairs") {
    pairs(argv[2]);
  } else {
    sizes(argc == 3 ? argv[2] : nullptr);
  }
  return 0;
}
