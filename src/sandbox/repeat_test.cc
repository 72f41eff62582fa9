// The same program gives the same verdict and the same bytes, also on a busy machine; and what a start costs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <set>
#include <thread>

#include "sandbox/process.h"
#include "sandbox/references_fixture.h"

namespace simbench::sandbox {
namespace {

/// Everything of an outcome that must not depend on the machine's mood.
std::string fingerprint(const Outcome& o) {
  return fmt::format("{} {} {} {:.17g} {} {} {}", to_string(o.end), o.steps, o.state_writes, o.sim_time_s, o.trace,
                     o.error ? o.error->type : "", o.stdout_tail);
}

/// SIMBENCH_REPEATS runs of each reference (default 2), all cores busy besides.
void expect_the_same_bytes(const std::vector<fs::path>& files, const std::string& simulator) {
  const char* wanted = std::getenv("SIMBENCH_REPEATS");
  size_t repeats = wanted ? std::strtoul(wanted, nullptr, 10) : 2;
  std::atomic<bool> busy = true;
  std::vector<std::jthread> load;
  for (size_t i = 0; i < core_count(); ++i)
    load.emplace_back([&] {
      while (busy) std::this_thread::yield();
    });
  TemporaryFolder traces;
  std::mutex gate;
  std::map<fs::path, std::set<std::string>> seen;
  parallel_for(files.size() * repeats, core_count(), [&](size_t i) {
    const fs::path& file = files[i % files.size()];
    Request request{.program = read_file(file).value(),
                    .simulator = simulator,
                    .limits = {.cpu_s = 120, .wall_s = 600},
                    .trusted = true};
    auto outcome = run(request, traces.path());
    std::lock_guard lock(gate);
    seen[file].insert(outcome ? fingerprint(*outcome) : outcome.error().text());
  });
  busy = false;
  for (const auto& [file, fingerprints] : seen) {
    EXPECT_EQ(fingerprints.size(), 1u) << file << "\n" << join({fingerprints.begin(), fingerprints.end()}, "\n");
    EXPECT_TRUE(fingerprints.begin()->starts_with("finished") || fingerprints.begin()->starts_with("horizon"))
        << file << *fingerprints.begin();
  }
  std::printf("%zu executions of %zu references: same verdict, same bytes\n", files.size() * repeats, files.size());
}

TEST(RepeatabilitySlow, ReferencesGiveTheSameBytesUnderFullLoad) {
  ASSERT_GE(reference_files("mujoco").size(), 17u);
  expect_the_same_bytes(reference_files("mujoco"), "mujoco");
}

TEST(RepeatabilitySlow, ReferencesOfChronoGiveTheSameBytesUnderFullLoad) {
  if (std::getenv("SIMBENCH_PYCHRONO_PYTHON") == nullptr)
    GTEST_SKIP() << "SIMBENCH_PYCHRONO_PYTHON isn't set: no real PyChrono to test with";
  if (find_simulator("pychrono").python.find("/standin") != std::string::npos)
    GTEST_SKIP() << "this process looked at the stand-in";
  ASSERT_GE(reference_files("chrono").size(), 10u);
  expect_the_same_bytes(reference_files("chrono"), "pychrono");
}

TEST(RepeatabilitySlow, WarmAndFreshProcessesGiveTheSameBytes) {
  if (isolation().grade != "strong") GTEST_SKIP() << "no warm runners under isolation " << isolation().grade;
  for (const fs::path& file : reference_files("mujoco")) {
    Request request{.program = read_file(file).value(), .simulator = "mujoco", .limits = {.cpu_s = 120, .wall_s = 600}};
    auto warm = run_warm(request, installation("mujoco"), layers()),
         fresh = run_fresh(request, installation("mujoco"), layers());
    ASSERT_TRUE(warm && fresh);
    EXPECT_EQ(sha256(warm->frames.trace()), sha256(fresh->frames.trace())) << file;
  }
}

TEST(StartCostSlow, AWarmStartIsMuchCheaperThanAFreshOne) {
  if (isolation().grade != "strong") GTEST_SKIP() << "no warm runners under isolation " << isolation().grade;
  Request request{.program = "import mujoco\n", .simulator = "mujoco"};
  auto median_ms = [&](auto start) {
    std::vector<double> times;
    for (int i = 0; i < 11; ++i) {
      auto run = start(request, installation("mujoco"), layers());
      EXPECT_TRUE(run);
      times.push_back(1000 * run->wall_s);
    }
    std::sort(times.begin(), times.end());
    return times[5];
  };
  auto total = [&](auto start) {
    return [start](const Request& r, const Installation& i, const Layers& l) {
      auto begin = std::chrono::steady_clock::now();
      auto run = start(r, i, l);
      if (run) run->wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
      return run;
    };
  };
  ASSERT_TRUE(run_warm(request, installation("mujoco"), layers()));
  double warm = median_ms(total(run_warm)), fresh = median_ms(total(run_fresh));
  std::printf("start of an empty script, median of 11: warm %.1f ms, fresh %.1f ms\n", warm, fresh);
  EXPECT_LT(warm, fresh / 2);
}

}  // namespace
}  // namespace simbench::sandbox
