// `make quickstart-llm` as a newcomer has it: a real server, a real model, and what is said of it at the end. Needs
// tools/setup.sh llm.
#include <gtest/gtest.h>

#include "run_simbench.h"
#include "store/store.h"

namespace simbench {
namespace {

class QuickstartLlmReal : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(source_folder() / ".deps/llm/bin/python"))
      GTEST_SKIP() << "the small model and its server aren't here: tools/setup.sh llm";
  }
  /// The script itself, without building anything.
  ProcessResult run_script(const std::string& script) {
    ProcessOptions options;
    options.timeout_s = 3500;
    auto result =
        run_process({"bash", "-c", script, "bash", (build_folder() / "simbench").string(), out_.string()}, options);
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? *result : ProcessResult{};
  }

  TemporaryFolder folder_;
  fs::path out_ = folder_.path() / "run";
};

TEST_F(QuickstartLlmReal, AsksARealModelThreeTasksAndIsHonestAboutIt) {
  ProcessResult r = run_script((source_folder() / "tools/quickstart_llm.sh").string() + " \"$@\"");
  ASSERT_EQ(r.exit_code, 0) << r.out << r.err;
  EXPECT_TRUE(fs::exists(out_ / "report.html"));
  std::vector<std::string_view> lines = split_lines(r.out);
  ASSERT_FALSE(lines.empty());
  EXPECT_TRUE(lines.back().starts_with("With your own model: ")) << lines.back();
  EXPECT_NE(lines.back().find("--model openai/gpt-5"), std::string_view::npos);
  EXPECT_NE(r.out.find("a pass would be luck"), std::string::npos);
  size_t beforehand = r.out.find("3 answers of at most 256 tokens: about "), afterwards = r.out.find("It took ");
  EXPECT_NE(beforehand, std::string::npos) << r.out;
  EXPECT_LT(beforehand, afterwards) << r.out;
  EXPECT_NE(afterwards, std::string::npos) << r.out;

  auto store = store::Store::open_read_only(out_).value();
  auto cells = store->cells().value();
  ASSERT_EQ(cells.size(), 6u) << "three tasks, the model and the reference";
  double input = 0;
  for (const store::CellRow& cell : cells) {
    bool control = cell.key.model == "control/reference";
    ASSERT_TRUE(cell.completion && cell.judgement) << cell.key.text();
    EXPECT_EQ(cell.judgement->cell_class, control ? CellClass::pass : CellClass::model_fail) << cell.key.text();
    if (control) continue;
    EXPECT_GT(cell.completion->usage.output_tokens.value_or(0), 0) << "the server counts";
    EXPECT_LE(cell.completion->usage.output_tokens.value_or(0), 256) << "bounded";
    input += static_cast<double>(cell.completion->usage.input_tokens.value_or(0));
  }
  // What the estimate before it said: "S-LLM llama-cpp/…   3   1,234 …".
  size_t row = r.err.find("S-LLM");
  ASSERT_NE(row, std::string::npos) << r.err;
  std::istringstream words(replace_all(r.err.substr(row, r.err.find('\n', row) - row), ",", ""));
  std::string role, model;
  double requests = 0, estimated = 0;
  words >> role >> model >> requests >> estimated;
  EXPECT_EQ(requests, 3);
  EXPECT_NEAR(estimated / input, 1, 0.3) << estimated << " tokens estimated, " << input << " counted";
}

TEST_F(QuickstartLlmReal, TheBestOfItsAnswersIsChosenByTheGrader) {
  ProcessResult r = run_script("cd '" + source_folder().string() +
                               "'; SIMBENCH_PROGRAM=$1 PYTHONPATH=python .deps/llm/bin/python "
                               "examples/grader/best_of_n.py --only pendulum/1 -n 2 --max-tokens 64 --out \"$2\"");
  ASSERT_EQ(r.exit_code, 0) << r.out << r.err;
  EXPECT_NE(r.out.find("mujoco/pendulum/1: "), std::string::npos) << r.out;
  EXPECT_NE(r.out.find("2 answers in "), std::string::npos) << r.out;
  Json best = parse_json(read_file(out_).value(), "best").value();
  EXPECT_EQ(best["system"], "pendulum");
  EXPECT_FALSE(best["reply"].get<std::string>().empty());
}

TEST_F(QuickstartLlmReal, ItsServerStreamsAndKeepsToASchema) {
  ProcessResult r = run_script("cd '" + source_folder().string() +
                               "'; coproc server { .deps/llm/bin/python tools/llm_server.py 2>/dev/null; }; "
                               "read -r url <&\"${server[0]}\"; for way in '' --stream; do \"$1\" endpoint check "
                               "llama-cpp/smollm2-135m-instruct "
                               "--model-base-url \"$url\" --timeout 300 --json $way || exit; done");
  ASSERT_EQ(r.exit_code, 0) << r.out << r.err;
  std::vector<std::string_view> lines = split_lines(r.out);
  ASSERT_EQ(lines.size(), 2u) << r.out;
  for (std::string_view line : lines) {
    Json found = parse_json(line, "stdout").value();
    EXPECT_TRUE(found["works"].get<bool>()) << line;
    EXPECT_EQ(found["served_model"], "smollm2-135m-instruct") << line;
    EXPECT_GT(get_number(found["usage"], "output_tokens").value_or(0), 0) << line;
  }
}

}  // namespace
}  // namespace simbench
