// Kill -9 at random moments: whatever the moment, running again gives the tables of an uninterrupted run.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "campaign/test_world.h"

namespace simbench::campaign {
namespace {

Settings settings_for(const suite::Suite& suite) {
  return {.suite = &suite,
          .models = {"control/reference", "control/mutant", "control/echo", "control/prose"},
          .arms = {Arm::given, Arm::dialogue, Arm::stepwise, Arm::repair},
          .jobs = 2};
}

int run_to_the_end(const suite::Suite& suite, const fs::path& folder, double seconds_a_program) {
  test::ToyBench toy(folder / "traces");
  toy.seconds = seconds_a_program;
  auto store = store::Store::open(folder);
  if (!store) return 2;
  Observer silent;
  Result<Summary> summary = run(settings_for(suite), toy.bench(), **store, silent);
  return summary && summary->progress.done == summary->progress.cells ? 0 : 1;
}

pid_t start_run(const suite::Suite& suite, const fs::path& folder) {
  pid_t child = ::fork();
  if (child == 0)
    ::_exit(run_to_the_end(suite, folder, 0.05));  // slow enough that a kill comes before the end on any machine
  return child;
}

TEST(FaultSlow, ARunKilledAtTenRandomMomentsEndsInTheSameTables) {
  TemporaryFolder folder;
  suite::Suite suite = test::small_suite();
  ASSERT_EQ(run_to_the_end(suite, folder.path() / "whole", 0), 0);
  Rng rng(20240811);
  int killed = 0, calls = 0;
  while (killed < 10 && ++calls < 60) {
    pid_t child = start_run(suite, folder.path() / "cut");
    ASSERT_GT(child, 0);
    std::this_thread::sleep_for(std::chrono::duration<double>(0.02 + 0.25 * rng.uniform()));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed += WIFSIGNALED(status);
    if (!WIFSIGNALED(status)) break;  // it had come to its end
  }
  EXPECT_GT(killed, 0);
  ASSERT_EQ(run_to_the_end(suite, folder.path() / "cut", 0), 0);
  auto whole = store::Store::open_read_only(folder.path() / "whole"),
       cut = store::Store::open_read_only(folder.path() / "cut");
  ASSERT_TRUE(whole && cut);
  EXPECT_EQ(test::final_tables(**cut), test::final_tables(**whole));
  auto cells = (*cut)->cells().value();
  for (const store::CellRow& row : cells)
    EXPECT_TRUE(!row.outcome || fs::exists(trace::file((*cut)->trace_folder(), row.outcome->trace))) << row.key.text();
}

}  // namespace
}  // namespace simbench::campaign
