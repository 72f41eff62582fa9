// The import on a small checkout made here in our own words, whole and damaged. tests/upstream_data_test.cc takes the
// real one.
#include <gtest/gtest.h>

#include <fstream>

#include "upstream/checkout.h"
#include "upstream/upstream.h"

namespace simbench::upstream {
namespace {

void put_file(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;  // hundreds of files: write_file would sync each
}

/// Two models on pendulum and gear; model-b's second pendulum text states no score, its first gear prompt is blank.
void put_tasks(const fs::path& root) {
  for (const SystemName& system : known_systems())
    for (int turn = 1; turn <= 3; ++turn) {
      fs::path folder = root / "demo_data" / system.name;
      put_file(folder / fmt::format("input{}.txt", turn), "build it, turn " + std::to_string(turn));
      put_file(folder / fmt::format("truth{}.py", turn), "x = 1  # right\n");
      put_file(folder / fmt::format("cleaned_truth{}.py", turn), "x = 1\n");
      if (turn > 1) put_file(folder / fmt::format("pyinput{}.py", turn), "x = 0\n");
    }
}

std::string conversation(const std::string& model, const std::string& system) {
  bool blank = system == "gear";
  std::string first = blank ? "Instructions:\n \u201c\"\n \u201d" : "Instructions: swing";
  if (model == "model-a" && blank) first = "key refused";  // an unusable prompt equals its answer
  // Json::array spelled out: a braced list of pairs of strings would become an object
  Json history = Json::array();
  history.push_back(Json::array({first, blank && model == "model-a" ? first : "answer"}));
  history.push_back(Json::array({"Instructions: edit", "answer"}));
  return to_text(
      Json::array({Json{{"instruction", "Instructions: extend"}, {"output", "answer"}, {"history", history}}}));
}

void put_answers(const fs::path& root, const std::string& model, const std::string& system) {
  put_file(root / "output_conversion" / fmt::format("{}_{}_conversation.json", model, system),
           conversation(model, system));
  for (std::string_view round : kRounds) {
    fs::path stem = root / "output_llms" / model / system / std::string(round);
    put_file(stem.string() + "_response.txt", "```python\nx = 1\n```");
    put_file(stem.string() + "_response.py", "x = 1\n");
    put_file(stem.string() + "_cleaned_response.py", "x = 1\n");
    for (const JudgeMode& mode : kJudgeModes)
      put_file(fmt::format("{}_score_{}.txt", stem.string(), mode.suffix), "deducted 40. Final: [[60]]");
  }
}

void put_tables(const fs::path& root) {
  std::string scores = "Test Model,System,Round,Score Document,Score Reference,Score Reference Document\n";
  for (const char* model : {"model-a", "model-b"})
    for (const char* system : {"gear", "pendulum"})
      for (std::string_view round : kRounds) scores += fmt::format("{},{},{},60,60,60\n", model, system, round);
  put_file(root / "statistics/LLM.csv", scores);
  put_file(root / "statistics/pass.csv",
           "Task Name,Model Name,1st Round Compile,2nd & 3rd Rounds Compile,1st Round Pass,2nd & 3rd Rounds Pass\n"
           "pendulum,Model A,0,2,0,1\ngear,Model A,0,0,0,0\npendulum,stranger,0,1,0,1\n");
}

class Upstream : public ::testing::Test {
 protected:
  Upstream() {
    put_tasks(root());
    for (const char* model : {"model-a", "model-b", "not-scored"})
      for (const char* system : {"gear", "pendulum"}) put_answers(root(), model, system);
    put_tables(root());
    put_file(text_of("model-b", "pendulum", "second"), "deducted 12 points. Final: [88]");
  }
  fs::path root() const { return folder_.path() / "checkout"; }
  fs::path text_of(const std::string& model, const std::string& system, const std::string& round) const {
    return root() / "output_llms" / model / system / (round + "_score_document.txt");
  }
  std::unique_ptr<store::Store> open() { return std::move(store::Store::open(folder_.path() / "run").value()); }

  TemporaryFolder folder_;
};

std::optional<double> value_of(const std::vector<Score>& scores, const std::string& subject,
                               const std::string& version) {
  for (const Score& score : scores)
    if (score.subject == subject && score.version == version) return score.value;
  ADD_FAILURE() << "no score " << subject << " " << version;
  return std::nullopt;
}

std::string id_of(const store::Store& store, const std::string& model, const std::string& system, int turn) {
  std::vector<store::CellRow> cells = store.cells().value();
  for (const store::CellRow& row : cells)
    if (row.key.model == model && row.key.system == system && row.key.turn == turn) return row.key.id();
  return "";
}

TEST_F(Upstream, ImportsTheModelsOfTheTableAndListsTheOthers) {
  auto store = open();
  Json summary = import_checkout(root(), *store, {.threads = 2}).value();
  EXPECT_EQ(summary["models"], (Json{"model-a", "model-b"}));
  EXPECT_EQ(summary["models_left_out"], (Json{"not-scored"}));
  EXPECT_EQ(summary["labels_without_model"], (Json{"stranger"}));
  std::vector<store::CellRow> cells = store->cells().value();
  ASSERT_EQ(cells.size(), 12u);
  EXPECT_EQ(cells[0].key.system, "gear");
  EXPECT_EQ(cells[0].category, Category::mbs);
  EXPECT_EQ(cells[0].program->code, "x = 1\n");
  EXPECT_FALSE(cells[0].judgement);
}

TEST_F(Upstream, KeepsBothReadingsOfATextWithoutAScore) {
  auto store = open();
  Json summary = import_checkout(root(), *store, {}).value();
  std::string id = id_of(*store, "model-b", "pendulum", 2);
  std::vector<Score> scores = store->scores("judge_doc").value();
  EXPECT_EQ(value_of(scores, id, "as_published"), 60);
  EXPECT_EQ(value_of(scores, id, "cleaned"), std::nullopt);
  ASSERT_EQ(summary["unparsable_judge_texts"].size(), 1u);
  EXPECT_EQ(summary["unparsable_judge_texts"][0]["reason"], "broken_brackets");
  ASSERT_EQ(summary["judge_disagreements"].size(), 1u);
  EXPECT_EQ(summary["judge_disagreements"][0]["table"], 60);
}

TEST_F(Upstream, BlankPromptsAreExcludedAlsoWhereAModelsOwnPromptIsUnusable) {
  auto store = open();
  Json summary = import_checkout(root(), *store, {}).value();
  for (const char* model : {"model-a", "model-b"})
    EXPECT_EQ(summary["excluded_when_cleaned"][id_of(*store, model, "gear", 1)], "empty_prompt") << model;
  EXPECT_EQ(summary["excluded_when_cleaned"].size(), 2u);
}

TEST_F(Upstream, SimilarityIsComputedAgainAndWhatDiffersIsListed) {
  std::string table =
      "model,system,round,codebleu,ngram_match_score,weighted_ngram_match_score,syntax_match_score,dataflow_match_"
      "score,rouge1,rouge2,rougeL,rougeLsum\n";
  table += "model-a,gear,round_1,1,1,1,1,1,1,1,1,1\nmodel-a,gear,round_2,1,1,1,1,1,0.25,1,1,1\n";
  put_file(root() / "statistics/evaluation_results.csv", table);
  auto store = open();
  Json summary = import_checkout(root(), *store, {.threads = 2}).value();
  Json rouge1;
  for (const Json& row : summary["similarity_check"])
    if (row["score"] == "rouge1") rouge1 = row;
  EXPECT_EQ(rouge1["compared"], 2);
  EXPECT_EQ(rouge1["equal"], 1);
  EXPECT_NEAR(rouge1["largest_difference"].get<double>(), 0.75, 1e-9);
  bool listed = false;
  for (const Json& row : summary["similarity_disagreements"])
    if (row["score"] == "rouge1") listed = row["turn"] == 2 && row["table"] == 0.25 && row["ours"] == 1;
  EXPECT_TRUE(listed);
  std::vector<Score> checked = store->scores("s_doc").value();
  EXPECT_EQ(checked.size(), 12u) << "every program is checked against the API";
}

TEST_F(Upstream, LabelsStayWithModelAndSystem) {
  auto store = open();
  ASSERT_TRUE(import_checkout(root(), *store, {}));
  std::vector<Score> labels = store->scores("label_pass").value();
  ASSERT_EQ(labels.size(), 2u);
  EXPECT_EQ(labels[1].subject_kind, SubjectKind::model_system);
  EXPECT_EQ(labels[1].subject, "model-a|pendulum");
  EXPECT_EQ(labels[1].value, 1);
  EXPECT_EQ(labels[1].detail["turns"], (Json{2, 3}));
}

TEST_F(Upstream, ImportingTwiceGivesTheSameRun) {
  auto store = open();
  Json first = import_checkout(root(), *store, {}).value();
  size_t scores = store->scores().value().size();
  EXPECT_EQ(import_checkout(root(), *store, {.threads = 2}).value(), first);
  EXPECT_EQ(store->scores().value().size(), scores);
}

TEST_F(Upstream, ADamagedCheckoutListsWhatIsMissingAndImportsTheRest) {
  fs::remove_all(root() / "output_llms/model-a/gear");
  fs::remove(root() / "statistics/pass.csv");
  fs::remove(text_of("model-b", "gear", "third"));
  put_file(root() / "output_conversion/model-b_gear_conversation.json", "{\"cut off");
  put_file(root() / "statistics/evaluation_results.csv", "model,system\n");
  auto store = open();
  Json summary = import_checkout(root(), *store, {}).value();
  EXPECT_EQ(summary["cells"], 9);
  std::string missing = to_text(summary["missing"]);
  for (const char* name : {"output_llms/model-a/gear", "pass.csv", "third_score_document.txt",
                           "model-b_gear_conversation.json", "evaluation_results.csv"})
    EXPECT_NE(missing.find(name), std::string::npos) << name;
}

TEST_F(Upstream, AnotherFolderIsRefusedWithARemedy) {
  auto store = open();
  auto result = import_checkout(folder_.path() / "nothing", *store, {});
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message.find("checkout of the public SimBench"), std::string::npos);
}

TEST_F(Upstream, TasksBecomeASuiteWithoutRequirements) {
  suite::Suite words{.simulator = "pychrono", .requires_version = ">=10.0,<11", .templates = {{"given", "{{prompt}}"}}};
  suite::Suite suite = load_suite(root(), words).value();
  EXPECT_EQ(suite.systems.size(), 34u);
  EXPECT_EQ(suite.find("pendulum")->turn(2).given->code, "x = 0\n");
  EXPECT_FALSE(suite.find("pendulum")->turn(1).given);
  fs::remove(root() / "demo_data/gear/truth3.py");
  EXPECT_TRUE(suite.find("pendulum")->turn(2).requirements.empty());
  EXPECT_EQ(suite.templates["given"], "{{prompt}}");
  EXPECT_NE(load_suite(root(), words).error().message.find("gear/truth3.py"), std::string::npos);
}

TEST(ModelNames, ShortOnesFindTheirLongForm) {
  std::vector<std::string> models{"claude-3-5-sonnet", "gemma-2-27b-it", "gemma-2-2b-it", "gpt-4o", "gpt-4o-mini"};
  EXPECT_EQ(full_model_name("GPT4o", models), "gpt-4o");
  EXPECT_EQ(full_model_name("gemma-2-2b", models), "gemma-2-2b-it");
  EXPECT_EQ(full_model_name("Claude-sonnet-3.5", models), "claude-3-5-sonnet");
  EXPECT_EQ(full_model_name("codellama-70b", models), std::nullopt);
}

}  // namespace
}  // namespace simbench::upstream
