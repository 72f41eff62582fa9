// simbench grade: rewards for recorded replies, one JSON line each.
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "base/json.h"
#include "cli/grading_setup.h"
#include "cli/run_functions.h"
#include "cli/signals.h"

namespace simbench::cli {
namespace {

Status put_line(const Json& json) {
  std::string line = to_text(json) + "\n";
  bool written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fflush(stdout) == 0;
  if (written) return {};
  return fail(ErrorCode::unavailable, fmt::format("the grades can't be written: {}", std::strerror(errno)));
}

std::string text_of(const grader::LinesSummary& s) {
  double n = static_cast<double>(s.rows);
  return fmt::format("{} in {:.1f} s ({:.1f} a second): {} pass, {} fail, {} without a reward, {}",
                     counted(s.rows, "row"), s.wall_s, s.wall_s > 0 ? n / s.wall_s : 0, s.passed, s.failed, s.undecided,
                     counted(s.duplicates, "duplicate"));
}

}  // namespace

Result<int> run_grade(const Arguments& arguments) {
  auto setup = [&] {
    EndOnSignals at_once("interrupted: nothing was graded yet");
    return grading_setup(arguments);
  }();
  if (!setup && setup.error().code == ErrorCode::unsupported) {
    say("simbench grade: " + setup.error().text());
    return kSandbox;
  }
  TRY(setup);
  grader::Grader& grader = *(*setup)->grader;
  if (::isatty(STDIN_FILENO) == 1) tell("simbench grade reads rows from stdin: simbench grade … < replies.jsonl");
  grader::Pool pool([&](const grader::Item& item) { return grader.grade(item); }, (*setup)->jobs);
  auto put = [&](const grader::Grade& grade) { return put_line(grade.to_json(grader.reasons())); };
  TRY_ASSIGN(grader::LinesSummary summary, grader::grade_lines(pool, STDIN_FILENO, put, stop_on_signals()));
  tell(text_of(summary));
  return summary.interrupted ? kInterrupted : kOk;
}

}  // namespace simbench::cli
