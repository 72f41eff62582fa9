// What a run of many cells costs (docs/scale.md). Replies, outcomes and scores are made up, but as large as real ones.
//   bench_campaign plan CELLS FOLDER         plans a run of about so many cells
//   bench_campaign make CELLS FOLDER         writes it as a finished one
//   bench_campaign widen NARROW TIMES WIDE   writes a run of so many times the epochs of a finished one
//   bench_campaign resume FOLDER             plans it again and finds that nothing is left to do
//   bench_campaign table SIMBENCH FOLDER CELLS…   all of these and simbench's analyze and report, for each size: a row
//                                            of CPU seconds and memory. Its runs are deleted again; FOLDER/narrow,
//                                            of which those beyond 100,000 cells are widened, stays.
//   bench_campaign plot TABLE.md SVG         draws the rows that stand in a file
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "campaign/run.h"
#include "campaign/scoring.h"
#include "campaign/widen_bench.h"

namespace simbench::campaign {
namespace {

constexpr size_t kSystems = 34, kModels = 33, kBatch = 10000, kNarrow = 100000;

suite::Suite wide_suite() {
  suite::Suite suite{.name = "wide", .version = "1", .simulator = "toy", .hash = std::string(64, 'e')};
  for (size_t s = 0; s < kSystems; ++s) {
    suite::System system{.name = fmt::format("system_{:02}", s), .title = fmt::format("System {}", s)};
    system.category = static_cast<Category>(s % 5);
    for (int t = 1; t <= 3; ++t) {
      suite::Turn& turn = system.turns[static_cast<size_t>(t - 1)];
      turn.number = t;
      turn.prompt = fmt::format("make system {} turn {}. {}", s, t, std::string(1500, 'p'));
      turn.reference = {"reference.py", "good = 1\n"};
      for (const char* id : {"gravity", "step", "mass", "motion", "joint", "camera"})
        turn.requirements.push_back({.id = id, .says = std::string("the ") + id + " is right", .weight = 1});
      turn.hash = fmt::format("hash of {}/{}", s, t);
    }
    suite.systems.push_back(std::move(system));
  }
  return suite;
}

Settings wide_settings(const suite::Suite& suite, int epochs) {
  Settings settings{.suite = &suite, .epochs = epochs};
  ::setenv("OPENAI_API_KEY", "nothing is asked", 1);
  for (size_t m = 0; m < kModels; ++m) settings.models.push_back(fmt::format("openai/model-{:02}", m));
  return settings;
}

/// Better models pass more often; systems differ, too.
Judgement drawn_judgement(const store::CellRow& cell, Rng& rng) {
  auto number = [](const std::string& name) { return std::atof(name.substr(name.size() - 2).c_str()); };
  double skill = number(cell.key.model) / static_cast<double>(kModels) - number(cell.key.system) / (2.0 * kSystems);
  double luck = skill + 0.6 * rng.uniform();
  Judgement judgement{Verdict::faithful, CellClass::pass, "", {}, nullptr};
  if (luck < 0.9) judgement = {Verdict::physical, CellClass::model_fail, "requirements", {}, nullptr};
  if (luck < 0.4) judgement = {Verdict::imports, CellClass::model_fail, "error: AttributeError", {}, nullptr};
  for (const char* id : {"gravity", "step", "mass", "motion", "joint", "camera"})
    judgement.requirements.push_back({id, luck >= 0.9 || rng.uniform() < luck, 9.8, 9.81,
                                      "the value is 9.8, which is not within 1 % of the 9.81 that was asked for"});
  return judgement;
}

/// What the conformance checker leaves of a program that calls something that isn't there.
Json drawn_violations(Rng& rng) {
  std::string name = fmt::format("toy.System.thing_{}", rng.below(40));
  return {{"violations",
           {{{"class", rng.uniform() < 0.5 ? "drift" : "invented"},
             {"name", name},
             {"suggestion", "toy.System.Thing"},
             {"fatal", true},
             {"line", 12},
             {"message", "toy.System has no attribute of this name in release 1.0; the nearest is Thing"}}}}};
}

/// A judge's answer as docs/format/store.md has it: what it deducted stands in its vote and once more at the top.
Json drawn_deductions(Rng& rng) {
  Json deductions = Json::array(), lost = Json::object();
  for (const char* category : {"Completeness", "Correctness", "Quality", "Robustness"}) {
    double points = 1.0 + static_cast<double>(rng.below(9));
    deductions.push_back({{"category", category},
                          {"points", points},
                          {"lines", "12-14"},
                          {"reason", "the initial velocity that the task states isn't set anywhere in the program"}});
    lost[category] = points;
  }
  Json vote{{"judge", "openai/judge"},
            {"repeat", 0},
            {"value", 80},
            {"deductions", deductions},
            {"lost", lost},
            {"rung", "schema"},
            {"requests", 1},
            {"served_model", "judge-1"},
            {"text", std::string(64, 'a')}};
  return {{"votes", {vote}}, {"deductions", deductions}, {"lost", lost}, {"shown", std::string(64, 'b')}};
}

std::vector<Score> drawn_scores(const store::CellRow& cell, const Judgement& judgement, const suite::Suite& suite,
                                Rng& rng) {
  std::vector<Score> scores;
  for (const Scorer& scorer : scorers())
    if (std::string version = scorer.version(suite); !version.empty())
      scores.push_back({.id = std::string(scorer.id), .version = version});
  for (const char* id : {"bleu", "rouge1", "rouge2", "rougeL", "rougeLsum", "ngram_match", "syntax_match"})
    scores.push_back({.id = id, .version = "1"});
  for (const char* id : {"runs", "judge_ref_doc"}) scores.push_back({.id = id, .version = "1"});
  for (Score& score : scores) {
    score.subject = cell.key.id();
    score.value = 0.5 * rng.uniform() + (judgement.cell_class == CellClass::pass ? 0.5 : 0.2);
    score.detail = Json::object();
    if (score.id == "runs") score.detail = {{"violations", Json::array()}};
    if (score.id == "runs" && judgement.verdict < Verdict::finishes) score.detail = drawn_violations(rng);
    if (score.id == "judge_ref_doc") score.detail = drawn_deductions(rng), *score.value *= 100;
  }
  return scores;
}

Status save_cell(const store::CellRow& cell, const suite::Suite& suite, store::Store& store) {
  Rng rng(std::hash<std::string>{}(cell.key.text()));
  const suite::Turn& turn = suite.find(cell.key.system)->turn(cell.key.turn);
  TRY(store.save_request(cell.key, {{"messages", {{{"role", "user"}, {"content", turn.prompt}}}}, {"sampling", {}}}));
  std::string code = fmt::format("# {}\n{}", cell.key.text(), std::string(1000, 'x'));
  Completion completion{.text = "```python\n" + code + "```", .finish_reason = "stop"};
  completion.usage.input_tokens = 300 + static_cast<int64_t>(std::hash<std::string>{}(turn.hash) % 900),
  completion.usage.output_tokens = 350;
  TRY(store.save_completion(cell.key, completion));
  TRY(store.save_program(cell.key, {code, "fenced", {code}}));
  Judgement judgement = drawn_judgement(cell, rng);
  Outcome outcome;
  outcome.cpu_s = rng.uniform(), outcome.simulator = "toy", outcome.simulator_version = "1.0";
  if (judgement.verdict < Verdict::finishes)
    outcome.error = ScriptError{"AttributeError", fmt::format("no attribute 'thing_{}'", rng.below(40)), 12};
  TRY(store.save_outcome(cell.key, outcome, judgement));
  return store.save_scores(drawn_scores(cell, judgement, suite, rng));
}

Bench no_bench() {
  return {
      .reference = [](const suite::System&, int) -> Result<const oracle::Reference*> {
        return fail(ErrorCode::unsupported, "nothing is run here");
      },
      .run = [](const suite::System&, int, const std::string&, const oracle::RunOptions&) -> Result<oracle::Verdicted> {
        return fail(ErrorCode::unsupported, "nothing is run here");
      },
      .may_run_untrusted = [] { return Status(); },
      .simulator_version = "1.0"};
}

int epochs_for(size_t cells) {
  return std::max(1, static_cast<int>(std::lround(static_cast<double>(cells) / (kSystems * 3 * kModels))));
}

Status plan_only(size_t cells, const fs::path& folder) {
  suite::Suite suite = wide_suite();
  TRY_ASSIGN(std::vector<store::CellRow> rows, plan(wide_settings(suite, epochs_for(cells))));
  TRY_ASSIGN(auto store, store::Store::open(folder));
  return store->plan(rows);
}

Status make(size_t cells, const fs::path& folder) {
  suite::Suite suite = wide_suite();
  int epochs = epochs_for(cells);
  TRY_ASSIGN(std::vector<store::CellRow> rows, plan(wide_settings(suite, epochs)));
  TRY_ASSIGN(auto store, store::Store::open(folder));
  TRY(store->plan(rows));
  for (size_t first = 0; first < rows.size(); first += kBatch) {
    Status saved = store->together([&]() -> Status {
      for (size_t i = first; i < std::min(rows.size(), first + kBatch); ++i) TRY(save_cell(rows[i], suite, *store));
      return {};
    });
    TRY(saved);
  }
  return store->put_note("bench", epochs);
}

Status resume(const fs::path& folder) {
  suite::Suite suite = wide_suite();
  TRY_ASSIGN(auto store, store::Store::open(folder));
  TRY_ASSIGN(Json epochs, store->get_note("bench"));
  Settings settings = wide_settings(suite, epochs.get<int>());
  Bench bench = no_bench();
  Observer silent;
  TRY_ASSIGN(Summary summary, run(settings, bench, *store, silent));
  std::printf("%zu cells, %zu done\n", summary.progress.cells, summary.progress.done);
  return {};
}

/// What a command cost.
struct Cost {
  double cpu_s = 0, wall_s = 0, memory_MB = 0;
};

/// Runs it to its end; what it says on stdout is dropped.
Result<Cost> cost_of(const std::vector<std::string>& command) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  auto before = std::chrono::steady_clock::now();
  pid_t child = ::fork();
  if (child == 0) {
    int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::execv(words[0], words.data());
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || ::wait4(child, &status, 0, &used) != child || status != 0)
    return fail(ErrorCode::unavailable, fmt::format("failed with {}: {}", status, join(command, " ")));
  auto seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  std::chrono::duration<double> wall = std::chrono::steady_clock::now() - before;
  return Cost{seconds(used.ru_utime) + seconds(used.ru_stime), wall.count(),
              static_cast<double>(used.ru_maxrss) / 1024};
}

constexpr std::array<const char*, 4> kSteps{"plan", "resume", "analyze", "report"};

struct Row {
  double cells = 0;
  std::array<Cost, kSteps.size()> costs;
};

double megabytes(const fs::path& folder) {
  double bytes = 0;
  if (fs::exists(folder))
    for (const fs::path& file : list_files(folder)) bytes += static_cast<double>(fs::file_size(file));
  return bytes / 1e6;
}

size_t cells_of(int epochs) {
  return static_cast<size_t>(epochs) * kSystems * 3 * kModels;
}

/// Writes a finished run of so many cells. A large one is several of a smaller one, which stays for the next.
Status make_by(const std::string& self, size_t cells, const fs::path& folder, const fs::path& run) {
  size_t narrow_cells = cells_of(epochs_for(kNarrow));
  std::vector<std::string> command{self, "make", std::to_string(cells), run};
  if (cells > narrow_cells) {
    fs::path narrow = folder / "narrow";
    if (!fs::exists(narrow))
      if (auto made = cost_of({self, "make", std::to_string(kNarrow), narrow}); !made)
        return tl::unexpected(made.error());
    command = {self, "widen", narrow, std::to_string(cells / narrow_cells), run};
  }
  if (auto made = cost_of(command); !made) return tl::unexpected(made.error());
  return {};
}

Status measured(size_t wanted, const std::string& simbench, const fs::path& folder) {
  size_t narrow_cells = cells_of(epochs_for(kNarrow)), cells = cells_of(epochs_for(wanted));
  if (cells > narrow_cells) cells = (wanted + narrow_cells / 2) / narrow_cells * narrow_cells;
  std::string self = fs::read_symlink("/proc/self/exe"), size = std::to_string(cells), run = folder / size;
  fs::remove_all(run);
  Row row{static_cast<double>(cells), {}};
  TRY_ASSIGN(row.costs[0], cost_of({self, "plan", size, run}));
  fs::remove_all(run);
  TRY(make_by(self, cells, folder, run));
  double store_MB = megabytes(run);
  TRY_ASSIGN(row.costs[1], cost_of({self, "resume", run}));
  TRY_ASSIGN(row.costs[2], cost_of({simbench, "analyze", run}));
  TRY_ASSIGN(row.costs[3], cost_of({simbench, "report", run}));
  std::string line = fmt::format("| {:.0f} | {:.0f} |", row.cells, store_MB);
  for (const Cost& cost : row.costs) line += fmt::format(" {:.2f} | {:.0f} |", cost.cpu_s, cost.memory_MB);
  std::array<double, 1> load{};
  ::getloadavg(load.data(), 1);
  std::printf("%s %.1f | %.1f | %.1f (analyze: %.0f s of wall clock) |\n", line.c_str(),
              static_cast<double>(fs::file_size(fs::path(run) / "report.html")) / 1e6,
              megabytes(fs::path(run) / "report-cells"), load[0], row.costs[2].wall_s);
  std::fflush(stdout);
  fs::remove_all(run);
  return {};
}

/// Time (left) and memory (right) against cells, both axes logarithmic.
std::string plot(const std::vector<Row>& rows) {
  constexpr std::array<const char*, kSteps.size()> kColors{"#0b5cad", "#7a4ea3", "#c0562c", "#2f855a"};
  std::string svg =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 330' font-family='sans-serif' font-size='11'><rect "
      "width='900' height='330' fill='white'/>\n";
  struct Panel {
    double left, low, high;  ///< points; powers of ten
    const char *unit, *title;
    double Cost::*what;
  };
  for (const Panel& panel : {Panel{70, -2, 3, "s", "CPU time against cells", &Cost::cpu_s},
                             Panel{480, 0, 4, "MB", "Largest memory against cells", &Cost::memory_MB}}) {
    auto x = [&](double cells) { return panel.left + 90 * (std::log10(cells) - 3); };
    auto y = [&](double value) { return 290 - 250 / (panel.high - panel.low) * (std::log10(value) - panel.low); };
    svg += fmt::format("<text x='{}' y='20'>{} (both axes logarithmic)</text>\n", panel.left, panel.title);
    for (double power = panel.low; power <= panel.high; ++power)
      svg += fmt::format(
          "<path d='M{0} {1:.1f}h300' stroke='#ddd'/><text x='{2}' y='{3:.1f}' text-anchor='end'>{4:g} {5}</text>\n",
          panel.left, y(std::pow(10, power)), panel.left - 6, y(std::pow(10, power)) + 4, std::pow(10, power),
          panel.unit);
    for (double power = 3; power <= 6; ++power)
      svg += fmt::format(
          "<path d='M{0} 40v250' stroke='#ddd'/><text x='{0}' y='306' text-anchor='middle'>{1:.0f}</text>\n",
          x(std::pow(10, power)), std::pow(10, power));
    for (size_t step = 0; step < kSteps.size(); ++step) {
      std::string points;
      for (const Row& row : rows)
        points += fmt::format("{:.1f},{:.1f} ", x(row.cells), y(std::max(1e-2, row.costs[step].*panel.what)));
      svg += fmt::format(
          "<polyline points='{0}' fill='none' stroke='{1}' stroke-width='2'/><text x='{2}' y='{3:.1f}' "
          "fill='{1}'>{4}</text>\n",
          points, kColors[step], panel.left + 306, 60.0 + 18 * static_cast<double>(step), kSteps[step]);
    }
  }
  return svg + "</svg>\n";
}

constexpr std::string_view kHead =
    "| cells | store, MB | plan, s | MB | resume, s | MB | analyze, s | MB | report, s | MB | report.html, MB | its "
    "cells, "
    "MB | load |";

Status table(const std::string& simbench, const fs::path& folder, const std::vector<std::string>& sizes) {
  std::printf("%s\n", std::string(kHead).c_str());
  for (const std::string& size : sizes)
    TRY(measured(std::strtoul(size.c_str(), nullptr, 10), fs::absolute(simbench), folder));
  return {};
}

/// The rows of tables, as `table` prints them.
Result<std::vector<Row>> rows_of(const fs::path& file) {
  TRY_ASSIGN(std::string text, read_file(file));
  std::vector<Row> rows;
  for (std::string_view line : split_lines(text)) {
    std::vector<std::string_view> fields = split(line, '|');
    if (fields.size() < 4 + 2 * kSteps.size()) continue;
    auto number = [&](size_t k) { return std::atof(std::string(fields[k]).c_str()); };
    Row row{number(1), {}};
    for (size_t step = 0; step < kSteps.size(); ++step)
      row.costs[step] = {number(3 + 2 * step), 0, number(4 + 2 * step)};
    if (row.cells > 0) rows.push_back(row);
  }
  if (rows.empty()) return fail(ErrorCode::invalid_input, "holds no row of a table", file.string());
  return rows;
}

Status plot_table(const fs::path& file, const fs::path& svg) {
  TRY_ASSIGN(std::vector<Row> rows, rows_of(file));
  return write_file(svg, plot(rows));
}

Status call(int argc, char** argv) {
  std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "plan" && argc == 4) return plan_only(std::strtoul(argv[2], nullptr, 10), argv[3]);
  if (what == "table" && argc >= 5) return table(argv[2], argv[3], {argv + 4, argv + argc});
  if (what == "plot" && argc == 4) return plot_table(argv[2], argv[3]);
  if (what == "make" && argc == 4) return make(std::strtoul(argv[2], nullptr, 10), argv[3]);
  if (what == "widen" && argc == 5) return widen(argv[2], std::strtoul(argv[3], nullptr, 10), argv[4]);
  if (what == "resume" && argc == 3) return resume(argv[2]);
  return fail(ErrorCode::invalid_input,
              "bench_campaign plan CELLS FOLDER | make CELLS FOLDER | widen NARROW TIMES WIDE | resume FOLDER | table "
              "SIMBENCH FOLDER CELLS… | "
              "plot TABLE.md SVG");
}

}  // namespace
}  // namespace simbench::campaign

int main(int argc, char** argv) {
  simbench::Status done = simbench::campaign::call(argc, argv);
  if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf("%.1f s of CPU, %.0f MB at most\n",
              static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                  static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
              static_cast<double>(used.ru_maxrss) / 1024);
  return done ? 0 : 1;
}
