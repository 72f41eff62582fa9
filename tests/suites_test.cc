// Every suite that ships still says the truth. Those that keep reduced traces are checked from them, without a
// simulator; the others by running all their scripts.
#include <gtest/gtest.h>

#include "base/json.h"
#include "proof/proof.h"
#include "suite/suite.h"
#include "verdict/verdict.h"

namespace simbench {
namespace {

std::vector<suite::Suite> shipped_suites() {
  std::vector<suite::Suite> found;
  for (const fs::path& folder : list_folders(source_folder() / "suites")) {
    if (!fs::exists(folder / "suite.toml")) continue;
    auto suite = suite::load(folder, verdict::check_kind);
    EXPECT_TRUE(suite) << suite.error().text();
    if (suite) found.push_back(std::move(*suite));
  }
  EXPECT_FALSE(found.empty());
  return found;
}

TEST(ShippedSuites, KeepWhatTheirValidationSays) {
  for (const suite::Suite& suite : shipped_suites()) {
    auto findings = proof::revalidate(suite);
    ASSERT_TRUE(findings) << findings.error().text();
    for (const proof::Finding& finding : *findings) ADD_FAILURE() << finding.where << ": " << finding.message;
  }
}

TEST(ShippedSuites, HoldNoTraceThatNobodyNames) {
  for (const suite::Suite& suite : shipped_suites()) {
    std::string named = read_file(suite.folder / "validation.json").value();
    proof::StoredTraces traces(suite.folder / "traces");
    for (const fs::path& file : list_files(suite.folder / "traces")) {
      std::string system = file.stem().stem().string();
      EXPECT_TRUE(suite.stores_traces) << file;
      EXPECT_EQ(file, traces.file(system));
      ASSERT_NE(suite.find(system), nullptr) << file;
      EXPECT_FALSE(traces.hashes(system).empty()) << file;
      for (const std::string& hash : traces.hashes(system))
        EXPECT_NE(named.find(hash), std::string::npos) << file << " " << hash;
    }
  }
}

/// A reference that changes leaves its calibration's patches behind: then neither `calibrate` nor `suite show` works.
TEST(ShippedSuites, HaveCalibrationsThatFitTheirReferences) {
  for (const suite::Suite& suite : shipped_suites()) {
    auto tasks = suite::load_calibration(suite);
    ASSERT_TRUE(tasks) << tasks.error().text();
    EXPECT_EQ(tasks->size(), 5u) << suite.name;
  }
}

/// Of two twins each names the other: lists and tables read either suite.
TEST(ShippedSuites, HaveTwinsThatNameEachOther) {
  std::vector<suite::Suite> suites = shipped_suites();
  for (const suite::Suite& one : suites)
    for (const suite::System& system : one.systems)
      for (const suite::Suite& other : suites) {
        if (&one == &other || !system.twin) continue;
        if (const suite::System* twin = other.find(*system.twin)) {
          EXPECT_EQ(twin->twin, system.name) << other.name << "/" << twin->name << " of " << one.name;
        }
      }
}

/// 27 MB of scripts and traces were carried by every clone once.
TEST(ShippedSuites, AreLight) {
  uintmax_t bytes = 0;
  for (const fs::path& file : list_files(source_folder() / "suites"))
    bytes += (fs::file_size(file) + 4095) / 4096 * 4096;
  EXPECT_LE(bytes, uintmax_t{25'000'000}) << "docs/decisions/010-what-a-suite-keeps.md";
}

/// What validation.json says of a script beside its key.
std::string seen_of(const Json& validation, const std::string& name) {
  Json row = get(get(validation, "scripts"), name);
  if (row.is_object()) row.erase("key");
  return to_text(row);
}

TEST(ShippedSuitesOnAllCores, ThatKeepNoTracesAreProvenByRunningThem) {
  for (const suite::Suite& suite : shipped_suites()) {
    if (suite.stores_traces) continue;
    auto proof = proof::validate(suite, {.redo = true, .write = false, .jobs = core_count()});
    ASSERT_TRUE(proof) << proof.error().text();
    for (const proof::Finding& finding : proof->findings) ADD_FAILURE() << finding.where << ": " << finding.message;
    EXPECT_EQ(proof->falsified, proof->requirements) << suite.name;
    EXPECT_EQ(proof->reused, 0);
    auto said = parse_json(read_file(suite.folder / "validation.json").value(), "validation.json");
    ASSERT_TRUE(said) << said.error().text();
    EXPECT_EQ(get(*said, "scripts").size(), get(proof->record, "scripts").size());
    for (const auto& [name, row] : get(proof->record, "scripts").items())
      EXPECT_EQ(seen_of(proof->record, name), seen_of(*said, name)) << name;
  }
}

}  // namespace
}  // namespace simbench
