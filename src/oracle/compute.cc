// oracle.py: expected values that no formula gives, computed by a small program that knows no simulator.
#include "oracle/oracle.h"
#include "pysrc/pysrc.h"

namespace simbench::oracle {
namespace {

constexpr std::string_view kMark = "@expected ";
constexpr double kComputeCpu_s = 20;

int line_count(std::string_view text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n')) + (text.ends_with('\n') ? 0 : 1);
}

/// The line that imports the package, 0 if none is found.
int line_of_import(std::string_view code, const std::string& package) {
  int number = 0;
  for (std::string_view line : split_lines(code)) {
    ++number;
    if (line.find("import") != std::string_view::npos && line.find(package) != std::string_view::npos) return number;
  }
  return 0;
}

Status imports_no_simulator(const suite::Computation& asked) {
  std::vector<std::string> simulators = sandbox::simulator_names();
  for (const std::string& package : pysrc::imported_packages(asked.code))
    if (std::find(simulators.begin(), simulators.end(), package) != simulators.end())
      return fail(ErrorCode::invalid_input,
                  fmt::format("imports {}: what is expected of a simulator is computed without one", package),
                  fmt::format("{}:{}", asked.file.string(), line_of_import(asked.code, package)));
  return {};
}

/// The script, then a call that prints what it gives behind a mark.
std::string program_of(const suite::Computation& asked) {
  std::string code = asked.code;
  if (!code.ends_with('\n')) code += '\n';
  return code +
         fmt::format(
             "import json as _json, types as _types\n"
             "print('\\n{}' + _json.dumps(expected(_types.SimpleNamespace(**_json.loads({}))), default=float))\n",
             kMark, to_text(Json(to_text(asked.parameters))));
}

/// The first simulator whose interpreter is here: any of them has numpy.
Result<std::string> interpreter() {
  std::string problem;
  for (const std::string& name : sandbox::simulator_names()) {
    sandbox::Simulator found = sandbox::find_simulator(name);
    if (found.problem.empty()) return name;
    problem = problem.empty() ? found.problem : problem;
  }
  return fail(ErrorCode::unsupported, problem);
}

/// What the process printed behind the mark, or why it didn't.
Result<Json> answer_of(const Outcome& outcome, const suite::Computation& asked) {
  std::string file = asked.file.string();
  if (outcome.error) {
    bool ours = outcome.error->line > line_count(asked.code);
    bool missing = ours && outcome.error->type == "NameError";
    return fail(ErrorCode::invalid_input,
                missing ? "has no function expected(p) that returns a dict: name → number in SI"
                        : fmt::format("{}: {}", outcome.error->type, outcome.error->message),
                ours || outcome.error->line == 0 ? file : fmt::format("{}:{}", file, outcome.error->line));
  }
  size_t at = outcome.stdout_tail.rfind(kMark);
  if (at == std::string::npos)
    return fail(ErrorCode::invalid_input,
                fmt::format("ends before it gives anything ({}{}); it has {} s of CPU", to_string(outcome.end),
                            outcome.infra.empty() ? "" : ", " + outcome.infra, kComputeCpu_s),
                file);
  std::string_view line = std::string_view(outcome.stdout_tail).substr(at + kMark.size());
  line = line.substr(0, line.find('\n'));
  if (line.find(": NaN") != std::string_view::npos || line.find("Infinity") != std::string_view::npos)
    return fail(ErrorCode::invalid_input, fmt::format("expected(p) gives a number that isn't finite: {}", line), file);
  TRY_ASSIGN(Json given, parse_json(line, file));
  if (!given.is_object())
    return fail(ErrorCode::invalid_input, "expected(p) must return a dict: name → number in SI", file);
  return given;
}

Result<Json> compute_now(const suite::Computation& asked) {
  TRY(imports_no_simulator(asked));
  TRY_ASSIGN(std::string simulator, interpreter());
  TemporaryFolder traces;
  sandbox::Request request{.program = program_of(asked), .simulator = simulator, .trusted = true};
  request.limits.cpu_s = kComputeCpu_s;
  TRY_ASSIGN(Outcome outcome, sandbox::run(request, traces.path()));
  return answer_of(outcome, asked);
}

}  // namespace

Result<Json> compute(const suite::Computation& asked) {
  static std::mutex gate;
  static std::map<std::string, Json> known;
  std::string key = sha256(asked.code + to_text(asked.parameters));
  std::lock_guard lock(gate);
  if (auto it = known.find(key); it != known.end()) return it->second;
  TRY_ASSIGN(Json given, compute_now(asked));
  return known[key] = std::move(given);
}

}  // namespace simbench::oracle
