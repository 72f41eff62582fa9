// What a run of many cells costs (docs/scale.md). Replies, outcomes and scores are made up, but as large as real ones.
//   bench_campaign make CELLS FOLDER    writes a finished run of about so many cells
//   bench_campaign resume FOLDER        plans it again and finds that nothing is left to do
// The rest is measured with simbench itself: analyze, report, merge.
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>

#include "campaign/run.h"
#include "campaign/scoring.h"

namespace simbench::campaign {
namespace {

constexpr size_t kSystems = 34, kModels = 33, kBatch = 10000;

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

std::vector<Score> drawn_scores(const store::CellRow& cell, const Judgement& judgement, const suite::Suite& suite,
                                Rng& rng) {
  std::vector<Score> scores;
  for (const Scorer& scorer : scorers())
    if (std::string version = scorer.version(suite); !version.empty())
      scores.push_back({.id = std::string(scorer.id), .version = version});
  for (const char* id : {"bleu", "rouge1", "rouge2", "rougeL", "rougeLsum", "ngram_match", "syntax_match"})
    scores.push_back({.id = id, .version = "1"});
  for (Score& score : scores) {
    score.subject = cell.key.id();
    score.value = 0.5 * rng.uniform() + (judgement.cell_class == CellClass::pass ? 0.5 : 0.2);
    score.detail = Json::object();
  }
  return scores;
}

Status save_cell(const store::CellRow& cell, const suite::Suite& suite, store::Store& store) {
  Rng rng(std::hash<std::string>{}(cell.key.text()));
  const suite::Turn& turn = suite.find(cell.key.system)->turn(cell.key.turn);
  TRY(store.save_request(cell.key, {{"messages", {{{"role", "user"}, {"content", turn.prompt}}}}, {"sampling", {}}}));
  std::string code = fmt::format("# {}\n{}", cell.key.text(), std::string(1000, 'x'));
  Completion completion{.text = "```python\n" + code + "```", .finish_reason = "stop"};
  completion.usage.input_tokens = 400, completion.usage.output_tokens = 350;
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

Status make(size_t cells, const fs::path& folder) {
  suite::Suite suite = wide_suite();
  int epochs = std::max(1, static_cast<int>(cells / (kSystems * 3 * kModels)));
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

Status call(int argc, char** argv) {
  std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "make" && argc == 4) return make(std::strtoul(argv[2], nullptr, 10), argv[3]);
  if (what == "resume" && argc == 3) return resume(argv[2]);
  return fail(ErrorCode::invalid_input, "bench_campaign make CELLS FOLDER | resume FOLDER");
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
