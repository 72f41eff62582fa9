// Differential test against the reference packages themselves; goldens_test.cc holds their frozen numbers for machines
// without.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/json.h"
#include "metric/random_program_test.h"
#include "metric/reference_row_test.h"

namespace simbench::metric {
namespace {

const fs::path kSource = source_folder();

std::vector<Case> generated_cases(size_t count) {
  std::vector<Case> cases;
  for (uint64_t seed = 0; seed < count; ++seed) {
    Rng rng(seed);
    std::string reference = random_program(rng, 3 + static_cast<int>(rng.below(25)));
    std::string candidate = rng.below(4) == 0 ? random_program(rng, 15) : reference;
    candidate = mutated(candidate, rng, static_cast<int>(rng.below(6)));
    if (rng.below(8) == 0) reference = mutated(reference, rng, 2);
    cases.push_back({candidate, reference});
  }
  return cases;
}

/// The suites' own scripts: each turn's reference with its given code, equivalents and the next turn's reference.
std::vector<Case> suite_cases(size_t limit) {
  std::vector<std::string> scripts;
  for (const fs::path& file : list_files(kSource / "suites"))
    if (file.extension() == ".py") scripts.push_back(read_file(file).value());
  std::vector<Case> cases;
  size_t step = std::max<size_t>(1, scripts.size() / limit);
  for (size_t k = 0; k + 1 < scripts.size(); k += step) cases.push_back({scripts[k], scripts[k + 1]});
  return cases;
}

std::vector<Case> hand_made_cases() {
  const std::string code = "import a\nfor i in range(3):\n    x = i\n    y = x + z\nprint(y)\n";
  return {
      {"", code},
      {code, ""},
      {"", ""},
      {code, code},
      {"\n\n", code},
      {"# only a comment\n", code},
      {code, "'''doc'''\n"},
      {"x.y = 'text'\n", code},
      {code, "x.y = 'text'\nz = x\n"},
      {"a, b = \"", code},
      {"word", "word"},
      {"one two", "one two three"},
      {"\xEF\xBB\xBF" + code, code},
      {"İstanbul = 300 \xE2\x84\xAA\n", "istanbul = 300 k\n"},
      {"x = " + std::string(300, '(') + "1" + std::string(300, ')'), code},
      {"x = " + std::string(1500, '[') + "y" + std::string(1500, ']') + "\n", "x = y\n"},
      {replace_all(code, "\n", "\r\n"), code},
      {"if x:\r\n\ty = 1\r\n\r\n\tz = y\r", code},
      {"while a:\n  while b:\n    for c in d:\n      a, b = b + c, a\n", "while a:\n  for c in d:\n    a, b = b, a\n"},
      {"x = '\\\n", code},
      {"def f(a=, b=1): pass\n", code}};
}

/// One line of numbers for each case, from the packages in .deps/parity.
std::vector<Json> reference_values(const std::vector<Case>& cases) {
  std::string input;
  for (const Case& c : cases) input += to_text({{"candidate", c.candidate}, {"reference", c.reference}}) + "\n";
  auto result = run_process(
      {(kSource / ".deps/parity/bin/python").string(), (kSource / "tools/metric_reference.py").string()},
      {.input = input, .extra = {{"PYTHONHASHSEED", "1"}}, .timeout_s = 800, .max_output = size_t{1} << 30});
  EXPECT_TRUE(result && result->exit_code == 0) << (result ? result->err : result.error().text());
  std::vector<Json> rows;
  if (!result) return rows;
  for (std::string_view line : split_lines(result->out))
    rows.push_back(parse_json(line, "metric_reference.py").value());
  return rows;
}

/// Freezes the numbers when SIMBENCH_WRITE_GOLDENS names a file: how tests/data/metrics/goldens.jsonl is made.
void freeze(const std::vector<Case>& cases, const std::vector<Json>& rows) {
  const char* file = std::getenv("SIMBENCH_WRITE_GOLDENS");
  if (file == nullptr) return;
  std::string out;
  for (size_t k = 0; k < cases.size(); ++k) {
    if (cases[k].candidate.size() + cases[k].reference.size() >= 6000) continue;
    out += to_text(golden(cases[k], rows[k])) + "\n";
  }
  ASSERT_TRUE(write_file(file, out));
}

TEST(MetricParity, EqualsCodebleuAndRougeScore) {
  if (!fs::exists(kSource / ".deps/parity"))
    GTEST_SKIP() << "the reference packages aren't here: tools/setup.sh parity";
  std::vector<Case> cases = hand_made_cases();
  for (auto& more : {suite_cases(25), generated_cases(150)}) cases.insert(cases.end(), more.begin(), more.end());
  std::vector<Json> rows = reference_values(cases);
  ASSERT_EQ(rows.size(), cases.size());
  size_t as_shipped = 0;
  for (size_t k = 0; k < cases.size(); ++k) {
    SCOPED_TRACE(fmt::format("case {}: candidate\n{}\nreference\n{}", k, cases[k].candidate, cases[k].reference));
    expect_row(cases[k], rows[k]);
    if (rows[k]["dataflow_match"] == rows[k]["dataflow_match_as_shipped"]) ++as_shipped;
    if (::testing::Test::HasFailure()) break;
  }
  EXPECT_GT(as_shipped, cases.size() / 2) << "the order of sets should matter for few programs only";
  freeze(cases, rows);
}

}  // namespace
}  // namespace simbench::metric
