// JUnit's XML, as build servers read it: a test suite for each model and arm, a test case for each cell.
#include "exchange/formats.h"
#include "exchange/whole_cell.h"

namespace simbench::exchange {
namespace {

/// Text and attributes of XML 1.0: most control characters have no place in it, not even escaped.
std::string xml(std::string_view text) {
  std::string clean = analysis::without_controls(to_utf8(text));
  for (const char* outside : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) clean = replace_all(clean, outside, "\xef\xbf\xbd");
  return replace_all(escape_html(clean), "\n", "&#10;");
}

/// One model under one arm.
struct TestSuite {
  std::string cases;
  size_t tests = 0, failures = 0, skipped = 0;
  double seconds = 0;
  std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{:.3f}\"", tests, failures,
                       skipped, seconds);
  }
};

std::string one_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// What failed on our side is skipped, like all that is unscored: it says nothing about the model.
void add_case(const store::CellRow& row, const std::optional<uint64_t>& instance, const std::string& suite_name,
              TestSuite& suite) {
  double seconds = row.outcome ? row.outcome->wall_s : 0;
  std::string unscored = why_unscored(row), told = story(row), body;
  if (!unscored.empty()) {
    ++suite.skipped;
    body = fmt::format("<skipped message=\"{}\"/>", xml(unscored));
  } else if (passed(row) == 0) {
    ++suite.failures;
    body = fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", to_string(row.judgement->verdict),
                       xml(one_line(told)), xml(told));
  }
  ++suite.tests;
  suite.seconds += seconds;
  suite.cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\">{}</testcase>\n",
                             xml(suite_name + "." + row.key.system),
                             xml(fmt::format("turn {} {} {} #{}{}", row.key.turn, to_string(row.key.arm), row.key.model,
                                             row.key.epoch, instance ? fmt::format(" instance {}", *instance) : "")),
                             seconds, body);
}

}  // namespace

Status write_junit(const store::Store& store, const fs::path& folder, const ExportOptions&) {
  Json manifest = store.manifest();
  store::Instances instances(manifest);
  std::string suite_name = get_string(get(manifest, "suite"), "name").value_or("simbench");
  std::map<std::string, TestSuite> suites;
  TestSuite all;
  TRY(store.each_cell(store::Texts::by_hash, [&](store::CellRow row) -> Status {
    add_case(row, instances.of(row.key), suite_name,
             suites[fmt::format("{} {}", row.key.model, to_string(row.key.arm))]);
    return {};
  }));
  for (const auto& [name, suite] : suites)
    all.tests += suite.tests, all.failures += suite.failures, all.skipped += suite.skipped,
        all.seconds += suite.seconds;
  TRY(make_directories(folder));
  TRY_ASSIGN(FileWriter file, FileWriter::open(folder / "junit.xml"));
  TRY(file.append(fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"simbench {}\" {}>\n",
                              xml(suite_name), all.attributes())));
  for (const auto& [name, suite] : suites)
    TRY(file.append(
        fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", xml(name), suite.attributes(), suite.cases)));
  TRY(file.append("</testsuites>\n"));
  return file.finish();
}

}  // namespace simbench::exchange
