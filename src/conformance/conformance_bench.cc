// What checking costs. Build: cmake --build build/release --target bench_conformance
//   bench_conformance scripts API FILES…   one core: milliseconds a script, median and 95th percentile of each file's
//   best of five bench_conformance sizes                generated scripts of 10 kB … 10 MB: milliseconds and
//   nanoseconds a byte
// Times are CPU times of the process, so that a busy machine disturbs them less.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "base/base.h"
#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

/// CPU milliseconds that one check takes, the best of `rounds`.
double check_ms(const Index& index, const std::string& program, int rounds) {
  double best = 1e300;
  for (int i = 0; i < rounds; ++i) {
    std::clock_t start = std::clock();
    check(index, program);
    best = std::min(best, 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

void scripts(const char* api, char** begin, char** end) {
  IndexPointer index = api_index::load_index(api).value();
  std::vector<double> ms;
  for (char** file = begin; file != end; ++file) ms.push_back(check_ms(*index, read_file(*file).value(), 5));
  std::sort(ms.begin(), ms.end());
  if (ms.empty()) return;
  std::printf("%zu scripts: median %.3f ms, p95 %.3f ms, max %.3f ms\n", ms.size(), ms[ms.size() / 2],
              ms[ms.size() * 95 / 100], ms.back());
}

/// A script like those of the suites, at any length.
std::string generated_script(size_t bytes) {
  std::string text = "import pychrono as chrono\nsystem = chrono.ChSystemNSC()\n";
  for (size_t n = 0; text.size() < bytes; ++n)
    text += fmt::format(
        "body_{0} = chrono.ChBodyEasyBox({1}.5, 1, 0.5, 1000, True, False)\nbody_{0}.SetPos(chrono.ChVector3d({1}, 0, "
        "2))\nsystem.Add(body_{0})\n"
        "if system.GetChTime() > {1}:\n    body_{0}.SetFixed(True)\nelse:\n    body_{0}.SetMass(body_{0}.GetMass() * 2 "
        "+ {1})\n",
        n, n % 100);
  return text + "system.DoStepDynamics(0.01)\n";
}

void sizes() {
  IndexPointer index = api_index::load_index_for("pychrono").value();
  for (size_t bytes : {10'000, 100'000, 1'000'000, 10'000'000}) {
    double ms = check_ms(*index, generated_script(bytes), 3);
    std::printf("| %zu | %.1f | %.0f |\n", bytes, ms, 1e6 * ms / static_cast<double>(bytes));
  }
}

}  // namespace
}  // namespace simbench::conformance

int main(int argc, char** argv) {
  using namespace simbench::conformance;
  std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "scripts" && argc > 3)
    scripts(argv[2], argv + 3, argv + argc);
  else if (what == "sizes")
    sizes();
  else
    return std::fprintf(stderr, "bench_conformance scripts API FILES… | sizes\n"), 2;
  return 0;
}
