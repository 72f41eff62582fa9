// Exports of a small run with everything in it that is awkward, read back by ourselves and by those they are meant for.
#include "exchange/exchange.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "exchange/formats.h"

namespace simbench::exchange {
namespace {

constexpr const char* kOdd = "caf\xc3\xa9 <b>&\"']]> \x01\x1b[31m ~^_%$# \\";

CellKey key_of(const std::string& model, const std::string& system, int turn, int epoch, Arm arm = Arm::given) {
  return {std::string(64, 'a'), system, turn, arm, model, epoch};
}

/// A run of two models: passes, failures with reasons, an unscored cell, one that failed on our side, one pending.
class SmallRun {
 public:
  SmallRun() : store_(store::Store::open(folder_.path() / "run").value()) {
    EXPECT_TRUE(store_->set_manifest({{"format", 1},
                                      {"created", "2026-11-29T10:30:00Z"},
                                      {"suite", {{"name", "small"}, {"version", "3"}, {"hash", std::string(64, 'a')}}},
                                      {"sampling", {{"temperature", 0.5}}},
                                      {"models", {"openai/gpt-5", "replay//tmp/x.jsonl"}}}));
    Json task{{"title", "Pendulum"}, {"requirements", {{{"id", "g"}, {"says", "gravity is 9.81"}, {"weight", 1}}}}};
    task["prompt"] = store_->put_text("make a pendulum").value();
    EXPECT_TRUE(store_->put_note("tasks", {{"gear/1", task}, {"gear/3", task}, {"pendulum/1", task}}));
    add(key_of("openai/gpt-5", "gear", 1, 0), Judgement{Verdict::faithful, CellClass::pass, "", {}, nullptr}, 1);
    Judgement failed{Verdict::physical, CellClass::model_fail, "requirements", {}, nullptr};
    failed.requirements.push_back({"g", false, 1.6, 9.81, std::string("gravity is 1.6, not 9.81 ") + kOdd});
    add(key_of("openai/gpt-5", "gear", 1, 1), failed, 0.25);
    add(key_of("openai/gpt-5", "pendulum", 1, 0),
        Judgement{Verdict::builds, CellClass::infra_fail, "disk_full", {}, nullptr}, {});
    add(key_of("openai/gpt-5", "pendulum", 1, 1), std::nullopt, {});
    CellKey repaired = key_of("openai/gpt-5", "gear", 3, 0, Arm::repair);
    add(repaired, Judgement{Verdict::faithful, CellClass::pass, "", {}, nullptr}, 1);
    store::StepRow step{
        .number = 1, .request = request("first try"), .completion = Completion{.text = "```\nbad\n```"}};
    step.judgement = Judgement{Verdict::imports, CellClass::model_fail, "error: NameError", {}, nullptr};
    EXPECT_TRUE(store_->save_step(repaired, step));
    add(key_of("replay//tmp/x.jsonl", "gear", 1, 0),
        Judgement{Verdict::no_code, CellClass::model_fail, "no_code: prose", {}, nullptr}, 0);
  }

  store::Store& store() { return *store_; }
  fs::path path(const char* name) const { return folder_.path() / name; }

 private:
  static Json request(const std::string& text) {
    return {{"messages", {{{"role", "system"}, {"content", "be right"}}, {{"role", "user"}, {"content", text}}}},
            {"sampling", {{"temperature", 0.5}}}};
  }
  void add(const CellKey& key, const std::optional<Judgement>& judgement, std::optional<double> fidelity) {
    EXPECT_TRUE(store_->plan({{.key = key, .system_title = "Title of " + key.system, .category = Category::mbs}}));
    EXPECT_TRUE(store_->save_request(key, request(std::string("make it ") + kOdd)));
    if (!judgement) return;
    Completion completion{.text = std::string("```python\nimport x\n```\n") + kOdd, .finish_reason = "stop"};
    completion.usage.input_tokens = 11, completion.usage.output_tokens = 7, completion.usage.cached_tokens = 4;
    completion.latency_s = 1.5;
    EXPECT_TRUE(store_->save_completion(key, completion));
    EXPECT_TRUE(store_->save_program(key, {"import x\n", "fenced", {"import x\n"}}));
    Outcome outcome;
    outcome.wall_s = 0.5;
    EXPECT_TRUE(store_->save_outcome(key, outcome, *judgement));
    EXPECT_TRUE(store_->save_scores(
        {{SubjectKind::cell, key.id(), "fidelity", "1", fidelity, fidelity ? "" : "not run", Json::object()}}));
  }

  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
};

class Exchange : public testing::Test {
 protected:
  fs::path write(const char* format, const ExportOptions& options = {.analysis = {.bootstrap = 50}}) {
    fs::path folder = run_.path(format);
    for (const Format& row : formats()) {
      if (row.name != format) continue;
      Status written = row.write(run_.store(), folder, options);
      EXPECT_TRUE(written) << (written ? "" : written.error().text());
      return folder;
    }
    ADD_FAILURE() << "no format " << format;
    return folder;
  }
  std::string text(const fs::path& file) { return read_file(file).value(); }
  std::unique_ptr<store::Store> copy(const fs::path& folder, const char* name) {
    auto store = store::Store::open(run_.path(name)).value();
    auto sums = import_lines(folder, *store);
    EXPECT_TRUE(sums) << (sums ? "" : sums.error().text());
    return store;
  }

  /// gear/1 twice more: with other numbers as instance 3, and of instance 7, which draws none for it.
  void draw_instances() {
    Json manifest = run_.store().manifest(), tasks = run_.store().get_note("tasks").value();
    manifest["instances"] = {{"3", {{"suite", "third"}, {"tasks", {{"gear/1", {{"values", {{"g", 3}}}}}}}}},
                             {"7", {{"suite", "seventh"}, {"tasks", Json::object()}}}};
    tasks["gear/1@3"] = tasks["gear/1"];
    tasks["gear/1@3"]["requirements"][0]["says"] = "gravity is 3";
    ASSERT_TRUE(run_.store().set_manifest(manifest));
    ASSERT_TRUE(run_.store().put_note("tasks", tasks));
    for (const char* suite : {"third", "seventh"}) {
      CellKey key = key_of("openai/gpt-5", "gear", 1, 0);
      key.suite = suite;
      ASSERT_TRUE(run_.store().plan({{.key = key, .category = Category::mbs}}));
      ASSERT_TRUE(run_.store().save_outcome(key, Outcome{}, {Verdict::faithful, CellClass::pass, "", {}, nullptr}));
    }
  }

  SmallRun run_;
};

TEST_F(Exchange, InstancesOfATaskHaveNamesOfTheirOwn) {
  draw_instances();
  std::string xml = text(write("junit") / "junit.xml"), log = text(write("inspect") / "openai-gpt-5_given.eval");
  std::string samples;
  for (const fs::path& file : list_files(write("every-eval-ever")))
    if (file.extension() == ".jsonl") samples += text(file);
  auto count = [](const std::string& all, const std::string& part) {
    size_t found = 0;
    for (size_t at = all.find(part); at != std::string::npos; at = all.find(part, at + 1)) ++found;
    return found;
  };
  for (const char* task : {"gear/1@3", "gear/1@7"}) {
    EXPECT_GT(count(log, fmt::format("samples/{}_epoch_1.json", task)), 0u) << task;
    EXPECT_EQ(count(samples, fmt::format("\"sample_id\":\"{}#0\"", task)), 1u) << samples;
  }
  EXPECT_EQ(count(samples, "gravity is 3"), 1u) << "what this instance asks for";
  for (const char* name : {"#0", "#0 instance 3", "#0 instance 7"})
    EXPECT_EQ(count(xml, fmt::format("name=\"turn 1 given openai/gpt-5 {}\"", name)), 1u + (name == std::string("#0")))
        << xml;
}

TEST_F(Exchange, WholeLinesMakeTheRunAgain) {
  fs::path folder = write("jsonl", {.whole = true});
  auto store = copy(folder, "copy");
  ASSERT_TRUE(import_lines(folder, *store)) << "again changes nothing";
  fs::path again = run_.path("again");
  ASSERT_TRUE(write_lines(*store, again, {.whole = true}));
  EXPECT_EQ(text(again / "cells.jsonl"), text(folder / "cells.jsonl"));
  EXPECT_EQ(text(again / "run.json"), text(folder / "run.json"));
  auto tables = [](const store::Store& s) { return to_text(analysis::analyze(s, {.bootstrap = 50}).value()); };
  EXPECT_EQ(tables(*store), tables(run_.store()));
}

TEST_F(Exchange, LinesWithoutTextsStillHoldVerdictsAndScores) {
  auto store = copy(write("jsonl"), "copy");
  auto cells = store->cells().value();
  auto before = run_.store().cells().value();
  ASSERT_EQ(cells.size(), before.size());
  for (size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(cells[i].key, before[i].key);
    EXPECT_FALSE(cells[i].completion);
    EXPECT_EQ(cells[i].judgement.has_value(), before[i].judgement.has_value());
  }
  EXPECT_EQ(store->scores("fidelity")->size(), run_.store().scores("fidelity")->size());
}

TEST_F(Exchange, ALineThatIsNotOursIsNamedAndNothingIsImported) {
  fs::path folder = write("jsonl");
  std::string lines = text(folder / "cells.jsonl");
  auto refused = [&](const std::string& changed, const char* words) {
    ASSERT_TRUE(write_file(folder / "cells.jsonl", changed));
    auto store = store::Store::open(run_.path("refused")).value();
    auto sums = import_lines(folder, *store);
    ASSERT_FALSE(sums);
    EXPECT_NE(sums.error().text().find(words), std::string::npos) << sums.error().text();
    EXPECT_TRUE(store->cells()->empty());
  };
  refused(lines + "{\"cell\": 1}\n", "cells.jsonl:7: a cell needs");
  refused(lines.substr(0, lines.size() - 20), "cells.jsonl:6");
  refused(replace_all(lines, "\"system\":\"pendulum\"", "\"system\":\"cable\""), "isn't the hash of its key");
  std::string first = lines.substr(0, lines.find('\n') + 1);
  refused(lines + replace_all(first, "\"verdict\":\"faithful\"", "\"verdict\":\"builds\""),
          "cells.jsonl:7: the cell of line 1 again");
  refused("", "cells.jsonl:1: holds no cell");
  refused(lines.substr(0, lines.rfind('\n', lines.size() - 2) + 1), "holds 5 cells, but run.json beside it is of 6");
  refused("[]\n" + lines, "cells.jsonl:1: isn't a cell");
  for (const char* scores : {"[1]", "{}", "[{\"id\":\"fidelity\",\"version\":\"1\",\"value\":\"good\"}]",
                             "[{\"id\":\"fidelity\",\"value\":1}]", "[{\"version\":\"1\",\"value\":1}]"}) {
    Json line = parse_json(trim(first), "first").value();
    line["scores"] = parse_json(scores, "scores").value();
    refused(to_text(line) + "\n", "cells.jsonl:1: score");
  }
  CellKey odd = key_of("m", "gear", 7, 0);
  Json line = parse_json(trim(first), "first").value();
  line.update({{"cell", odd.id()}, {"model", "m"}, {"turn", 7}});
  refused(to_text(line) + "\n", "cells.jsonl:1: there is no turn 7");
  line["turn"] = 1.5;
  refused(to_text(line) + "\n", "cells.jsonl:1: a cell needs");
  std::string infinite = replace_all(first, "\"value\":1.0", "\"value\":1e999");
  ASSERT_NE(infinite, first);
  refused(infinite, "cells.jsonl:1");
  Json run = parse_json(text(folder / "run.json"), "run.json").value();
  run["manifest"] = Json::array({1});
  ASSERT_TRUE(write_file(folder / "run.json", to_text(run)));
  refused(lines, "manifest that is no object");
  fs::remove(folder / "run.json");
  refused(lines, "run.json");
}

TEST_F(Exchange, ARunWithoutAManifestComesBackAsOne) {
  fs::path plain = run_.path("plain");
  auto store = store::Store::open(plain).value();
  ASSERT_TRUE(store->plan({{.key = key_of("m", "gear", 1, 0), .category = Category::mbs}}));
  ASSERT_TRUE(write_lines(*store, run_.path("lines"), {}));
  { copy(run_.path("lines"), "back"); }
  EXPECT_TRUE(store::Store::open_read_only(run_.path("back"))) << "a manifest of null would be damage";
}

TEST_F(Exchange, TheSameLineTwiceIsOneCell) {
  fs::path folder = write("jsonl");
  std::string lines = text(folder / "cells.jsonl");
  ASSERT_TRUE(write_file(folder / "cells.jsonl", lines + lines));
  auto store = store::Store::open(run_.path("twice")).value();
  auto sums = import_lines(folder, *store);
  ASSERT_TRUE(sums) << sums.error().text();
  EXPECT_EQ(sums->cells, 6u);
}

TEST_F(Exchange, JUnitHasOneCaseACellAndSkipsWhatIsUnscored) {
  std::string xml = text(write("junit") / "junit.xml");
  EXPECT_NE(xml.find("<testsuites name=\"simbench small\" tests=\"6\" failures=\"2\" errors=\"0\" skipped=\"2\""),
            std::string::npos)
      << xml;
  EXPECT_NE(xml.find("<skipped message=\"disk_full\"/>"), std::string::npos) << xml;
  EXPECT_NE(xml.find("<failure type=\"physical\" message=\"physical (model_fail): requirements\">"), std::string::npos)
      << xml;
  EXPECT_EQ(xml.find('\x01'), std::string::npos) << "no control characters";
}

TEST_F(Exchange, WhatXmlCannotHoldIsReplacedInJUnit) {
  CellKey key = key_of("openai/gpt-5", "gear", 2, 0);
  ASSERT_TRUE(run_.store().plan({{.key = key, .category = Category::mbs}}));
  Judgement failed{Verdict::builds, CellClass::model_fail, "\xef\xbf\xbe\xef\xbf\xbf\x02]]>\"\xff\r", {}, nullptr};
  ASSERT_TRUE(run_.store().save_outcome(key, Outcome{}, failed));
  std::string xml = text(write("junit") / "junit.xml");
  for (const char* outside : {"\xef\xbf\xbe", "\xef\xbf\xbf", "\x02", "]]>", "\xff"})
    EXPECT_EQ(xml.find(outside), std::string::npos) << xml;
}

TEST_F(Exchange, EvaluationsOfModelsWhoseNamesLoseTheSameAreTold) {
  std::set<std::string> ids;
  for (const char* model : {"replay/x y.jsonl", "replay/x-y.jsonl"}) {
    CellKey key = key_of(model, "gear", 1, 0);
    ASSERT_TRUE(run_.store().plan({{.key = key, .category = Category::mbs}}));
    ASSERT_TRUE(run_.store().save_outcome(key, Outcome{}, {Verdict::faithful, CellClass::pass, "", {}, nullptr}));
  }
  size_t aggregates = 0;
  for (const fs::path& file : list_files(write("every-eval-ever")))
    if (file.extension() == ".json")
      ++aggregates, ids.insert(text_of(parse_json(text(file), "").value(), "evaluation_id"));
  EXPECT_EQ(aggregates, 5u);
  EXPECT_EQ(ids.size(), aggregates);
}

TEST_F(Exchange, ADiskThatIsFullLeavesNoHalfOfALog) {
  fs::create_directories(run_.path("inspect"));
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small{1000, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  Status written = write_inspect(run_.store(), run_.path("inspect"), {});
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().text().find("cannot write: File too large; free"), std::string::npos)
      << written.error().text();
  EXPECT_TRUE(list_files(run_.path("inspect")).empty()) << list_files(run_.path("inspect")).front();
}

TEST_F(Exchange, LatexIsWrittenForEveryTableThatHasRows) {
  fs::path latex = write("latex"), csv = write("csv");
  size_t tables = 0;
  for (const fs::path& file : list_files(csv)) {
    std::string name = file.stem().string() + ".tex";
    ASSERT_TRUE(fs::exists(latex / name)) << name;
    std::string tex = text(latex / name);
    EXPECT_NE(tex.find("\\hline\n\\end{"), std::string::npos) << name << tex;
    ++tables;
  }
  EXPECT_GT(tables, 10u);
}

TEST_F(Exchange, ModelsWhoseNamesDifferInOddCharactersGetLogsOfTheirOwn) {
  for (const char* model : {"replay/x y.jsonl", "replay/x-y.jsonl", "replay/X-y.jsonl"})
    ASSERT_TRUE(run_.store().plan({{.key = key_of(model, "gear", 1, 0), .category = Category::mbs}}));
  size_t logs = 0, plain = 0;
  for (const fs::path& file : list_files(write("inspect"))) {
    logs += file.extension() == ".eval";
    plain += file.filename() == "openai-gpt-5_given.eval" || file.filename() == "openai-gpt-5_repair.eval";
  }
  EXPECT_EQ(logs, 6u);
  EXPECT_EQ(plain, 2u) << "other names stay as they are";
}

TEST_F(Exchange, EqualRunsGiveEqualBytes) {
  for (const char* format : {"inspect", "every-eval-ever"}) {
    fs::path first = write(format);
    fs::rename(first, run_.path("first"));
    fs::path manifest = run_.path("run") / "manifest.json";  // a copy has another time
    fs::last_write_time(manifest, fs::last_write_time(manifest) - std::chrono::hours(7));
    fs::path second = write(format);
    auto files = list_files(second);
    ASSERT_FALSE(files.empty());
    for (const fs::path& file : files)
      EXPECT_EQ(text(file), text(run_.path("first") / fs::relative(file, second))) << file;
    fs::remove_all(run_.path("first"));
  }
}

/// With the real readers (tools/setup.sh readers).
class ExchangeReadersSlow : public Exchange {
 protected:
  void SetUp() override {
    const char* chosen = std::getenv("SIMBENCH_READERS_PYTHON");
    python_ = chosen ? fs::path(chosen) : source_folder() / ".deps/readers/bin/python";
    if (!fs::exists(python_)) GTEST_SKIP() << python_ << " isn't there: tools/setup.sh readers makes it";
  }
  std::string read_with(const char* script, const std::vector<std::string>& arguments) {
    std::vector<std::string> command{python_.string(), "-c", script};
    command.insert(command.end(), arguments.begin(), arguments.end());
    auto result = run_process(command, {.timeout_s = 240});
    EXPECT_TRUE(result);
    EXPECT_EQ(result->exit_code, 0) << result->err;
    return result->out;
  }

  fs::path python_;
};

TEST_F(ExchangeReadersSlow, JUnitIsReadByJunitparser) {
  EXPECT_EQ(read_with(R"(
import sys, junitparser
xml = junitparser.JUnitXml.fromfile(sys.argv[1])
print(xml.tests, xml.failures, xml.skipped)
for suite in xml:
    print(suite.name, [(case.classname, [type(r).__name__ for r in case.result]) for case in suite])
print([r.text for suite in xml for case in suite for r in case.result if r.type == 'physical'][0].split('\n')[1][:27])
)",
                      {(write("junit") / "junit.xml").string()}),
            "6 2 2\n"
            "openai/gpt-5 given [('small.gear', []), ('small.gear', ['Failure']), ('small.pendulum', ['Skipped']), "
            "('small.pendulum', ['Skipped'])]\n"
            "openai/gpt-5 repair [('small.gear', [])]\n"
            "replay//tmp/x.jsonl given [('small.gear', ['Failure'])]\n"
            "not met: g: gravity is 1.6,\n");
}

TEST_F(ExchangeReadersSlow, InspectReadsItsLogsAndMakesDataFramesOfThem) {
  std::string out = read_with(R"(
import sys, math
from inspect_ai.log import list_eval_logs, read_eval_log, read_eval_log_sample, read_eval_log_sample_summaries
from inspect_ai.analysis import evals_df, messages_df, samples_df
folder = sys.argv[1]
names = sorted(log.name for log in list_eval_logs(folder))
print([name.split('/')[-1] for name in names])
log = read_eval_log(names[0])
print(log.status, log.eval.task, log.eval.model, log.eval.dataset.sample_ids, log.eval.config.epochs)
used = log.stats.model_usage['openai/gpt-5']
print(used.input_tokens, used.input_tokens_cache_read, used.output_tokens, used.total_tokens)
print([(s.id, s.epoch, s.scores['pass'].value, 'fidelity' in s.scores and s.scores['fidelity'].value) for s in log.samples])
print([(s.name, s.scored_samples, s.unscored_samples, s.metrics['mean'].value) for s in log.results.scores])
sample = read_eval_log_sample(names[0], 'gear/1', 2)
print([m.role for m in sample.messages], sample.output.stop_reason, sample.output.usage.total_tokens)
print(repr(sample.scores['pass'].answer), sample.scores['pass'].explanation.split('\n')[0], sample.target)
print(len(read_eval_log_sample_summaries(names[0])))
print([m.role for m in read_eval_log(names[1]).samples[0].messages])
frame = samples_df(folder, quiet=True)
print(len(frame), sorted(frame['score_pass'].dropna()), len(evals_df(folder, quiet=True)))
said = messages_df(folder, quiet=True)
print(len(said), said['message_id'].nunique(), sorted(said['role'].unique()))
)",
                              {write("inspect").string()});
  EXPECT_EQ(out,
            "['openai-gpt-5_given.eval', 'openai-gpt-5_repair.eval', 'replay--tmp-x.jsonl_given.eval']\n"
            "cancelled small given openai/gpt-5 ['gear/1', 'pendulum/1'] 2\n"
            "21 12 21 54\n"
            "[('gear/1', 1, 1.0, 1.0), ('pendulum/1', 1, nan, nan), ('gear/1', 2, 0.0, 0.25), ('pendulum/1', 2, nan, "
            "False)]\n"
            "[('pass', 2, 2, 0.5), ('compile', 2, 2, 1.0), ('fidelity', 2, 1, 0.625)]\n"
            "['system', 'user', 'assistant'] stop 18\n"
            "'import x\\n' physical (model_fail): requirements ['gravity is 9.81']\n"
            "4\n"
            "['system', 'user', 'assistant', 'system', 'user', 'assistant']\n"
            "6 [0.0, 0.0, 1.0, 1.0] 3\n"
            "18 18 ['assistant', 'system', 'user']\n");
}

TEST_F(ExchangeReadersSlow, EveryEvalEverFitsItsSchema) {
  fs::path schemas = source_folder() / ".deps/every_eval_ever/every_eval_ever/schemas";
  if (const char* chosen = std::getenv("SIMBENCH_EEE_SCHEMAS")) schemas = chosen;
  if (!fs::exists(schemas)) GTEST_SKIP() << schemas << " isn't there: tools/setup.sh readers makes it";
  EXPECT_EQ(
      read_with(R"(
import sys, json, pathlib, hashlib, jsonschema
root, schemas = map(pathlib.Path, sys.argv[1:])
def strict(text):
    return json.loads(text, parse_constant=lambda word: sys.exit(word + ' is no number'))
aggregate, instance = (jsonschema.Draft7Validator(json.load(open(schemas / name)))
                       for name in ('eval.schema.json', 'instance_level_eval.schema.json'))
for path in sorted(root.rglob('*.json'), key=lambda p: json.load(open(p))['evaluation_id']):
    data = strict(path.read_text())
    aggregate.validate(data)
    for result in data['evaluation_results']:
        assert 0 <= result['score_details']['score'] <= result['metric_config']['max_score'], result
    samples = []
    if detail := data.get('detailed_evaluation_results'):
        file = root / detail['file_path']
        assert file.parent == path.parent and hashlib.sha256(file.read_bytes()).hexdigest() == detail['checksum']
        samples = [strict(line) for line in file.read_text().splitlines()]
        assert len(samples) == detail['total_rows']
    for sample in samples:
        instance.validate(sample)
        assert sample['evaluation_id'] == data['evaluation_id']
        assert sample['evaluation_result_id'] in {r['evaluation_result_id'] for r in data['evaluation_results']}
    names = {r['evaluation_name']: r['score_details']['score'] for r in data['evaluation_results']}
    print(path.relative_to(root).parent, names, [(s['sample_id'], s['evaluation']['score']) for s in samples])
)",
                {write("every-eval-ever").string(), schemas.string()}),
      "data/small/openai/gpt-5 {'pass_at_1': 0.5, 'compile_at_1': 1.0, 'fidelity': 0.625} [('gear/1#0', 1.0), "
      "('gear/1#1', 0.0)]\n"
      "data/small/replay/tmp_x.jsonl {'pass_at_1': 0.0, 'compile_at_1': 0.0, 'fidelity': 0.0} [('gear/1#0', 0.0)]\n"
      "data/small/openai/gpt-5 {'pass_in_2_tries': 1.0, 'compile_in_2_tries': 1.0,  'fidelity': 1.0} [('gear/3#0', "
      "1.0)]\n");
}

TEST_F(ExchangeReadersSlow, ParquetIsReadByPandas) {
  ASSERT_EQ(::setenv("SIMBENCH_ARROW_PYTHON", python_.c_str(), 1), 0);
  EXPECT_EQ(read_with(R"(
import sys, pandas
cells, scores = (pandas.read_parquet(f'{sys.argv[1]}/{name}.parquet') for name in ('cells', 'scores'))
print(len(cells), len(scores), cells['fidelity'].tolist(), cells['turn'].dtype, scores['reason'].unique().tolist())
print(cells['instance'].dropna().tolist())
)",
                      {write("parquet").string()}),
            "6 5 [1.0, 0.25, 0.0, 1.0, nan, nan] int32 ['', 'not run']\n[]\n");
}

TEST_F(ExchangeReadersSlow, ParquetOfNoCellIsATableWithoutRows) {
  ASSERT_EQ(::setenv("SIMBENCH_ARROW_PYTHON", python_.c_str(), 1), 0);
  auto empty = store::Store::open(run_.path("empty")).value();
  ASSERT_TRUE(write_parquet(*empty, run_.path("parquet of none"), {}));
  EXPECT_EQ(read_with(R"(
import sys, pandas
for name in ('cells', 'scores'):
    table = pandas.read_parquet(f'{sys.argv[1]}/{name}.parquet')
    print(len(table), list(table.columns))
)",
                      {run_.path("parquet of none").string()}),
            "0 ['cell', 'suite', 'system', 'title', 'category', 'turn', 'arm', 'model', 'epoch', 'instance', "
            "'verdict', 'class', 'reason']\n0 ['cell', 'id', 'version', 'value', 'reason']\n");
}

TEST_F(ExchangeReadersSlow, InstancesAreSamplesOfTheirOwnWithTheirOwnTarget) {
  draw_instances();
  ASSERT_EQ(::setenv("SIMBENCH_ARROW_PYTHON", python_.c_str(), 1), 0);
  EXPECT_EQ(read_with(R"(
import sys, pandas
from inspect_ai.analysis import samples_df
from inspect_ai.log import read_eval_log
log = read_eval_log(sys.argv[1] + '/openai-gpt-5_given.eval')
print([(s.id, s.epoch, s.target) for s in log.samples if s.id.startswith('gear')])
print(log.eval.dataset.sample_ids, log.eval.dataset.samples, log.eval.config.epochs, log.results.total_samples)
frame = samples_df(sys.argv[1], quiet=True)
print(len(frame), frame['sample_id'].nunique())
print(sorted(pandas.read_parquet(sys.argv[2] + '/cells.parquet')['instance'].dropna().astype(int)))
)",
                      {write("inspect").string(), write("parquet").string()}),
            "[('gear/1', 1, ['gravity is 9.81']), ('gear/1@3', 1, ['gravity is 3']), "
            "('gear/1@7', 1, ['gravity is 9.81']), ('gear/1', 2, ['gravity is 9.81'])]\n"
            "['gear/1', 'gear/1@3', 'gear/1@7', 'pendulum/1'] 4 2 6\n"
            "8 8\n[3, 7]\n");
}

TEST_F(Exchange, ParquetWithoutPyarrowSaysHowToGetIt) {
  ASSERT_EQ(::setenv("SIMBENCH_ARROW_PYTHON", "/nowhere/python", 1), 0);
  Status written = write_parquet(run_.store(), run_.path("parquet"), {});
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("pip install"), std::string::npos) << written.error().text();
}

}  // namespace
}  // namespace simbench::exchange
