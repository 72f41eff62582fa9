// What import leaves alone: runs that are there. What export takes as a folder.
#include <gtest/gtest.h>

#include "base/json.h"
#include "run_simbench.h"
#include "store/store.h"

namespace simbench {
namespace {

using tests::simbench;

TEST(ImportJsonl, NeverGoesIntoARunThatIsThere) {
  TemporaryFolder folder;
  auto path = [&](const char* name) { return (folder.path() / name).string(); };
  for (const char* name : {"run", "other"}) {
    auto store = store::Store::open(path(name)).value();
    ASSERT_TRUE(store->set_manifest({{"suite", {{"name", name}}}}));
    CellKey key{"suite", "s", 1, Arm::given, "m", 0};
    ASSERT_TRUE(store->plan({{.key = key, .category = Category::mbs}}));
    Judgement judgement{Verdict::steps, CellClass::model_fail, name, {}, nullptr};
    ASSERT_TRUE(store->save_outcome(key, Outcome{}, judgement));
  }
  ASSERT_EQ(simbench({"export", path("run"), "--format", "jsonl", "--out", path("lines")}).exit_code, 0);
  ProcessResult over = simbench({"import", "jsonl", path("lines"), "--out", path("other")});
  EXPECT_EQ(over.exit_code, 2);
  EXPECT_NE(over.err.find("holds a run already"), std::string::npos) << over.err;
  EXPECT_EQ(store::Store::open_read_only(path("other")).value()->cells()->front().judgement->reason, "other");
  EXPECT_EQ(simbench({"import", "upstream", path("lines"), "--out", path("other")}).exit_code, 2);

  ASSERT_TRUE(write_file(fs::path(path("lines")) / "cells.jsonl", ""));
  ProcessResult empty = simbench({"import", "jsonl", path("lines"), "--out", path("copy")});
  EXPECT_EQ(empty.exit_code, 1);
  EXPECT_NE(empty.err.find("cells.jsonl:1: holds no cell"), std::string::npos) << empty.err;
  EXPECT_FALSE(fs::exists(path("copy"))) << "nothing half-written";

  ASSERT_EQ(simbench({"export", path("run"), "--format", "jsonl", "--out", path("lines")}).exit_code, 0);
  { auto made = store::Store::open(path("copy")).value(); }  // an empty one is no run
  ProcessResult fresh = simbench({"import", "jsonl", path("lines"), "--out", path("copy")});
  EXPECT_EQ(fresh.exit_code, 0) << fresh.err;
  EXPECT_EQ(simbench({"import", "jsonl", path("lines"), "--out", path("copy")}).exit_code, 2) << "also the same again";
}

TEST(ExportFolder, MayHaveADotButNotTheEndingOfTheFormat) {
  TemporaryFolder folder;
  auto path = [&](const char* name) { return (folder.path() / name).string(); };
  { ASSERT_TRUE(store::Store::open(path("run")).value()->set_manifest({{"suite", {{"name", "small"}}}})); }
  auto exported = [&](const char* format, const std::string& out) {
    return simbench({"export", path("run"), "--format", format, "--out", out}).exit_code;
  };
  EXPECT_EQ(exported("jsonl", path("gpt-4.1")), 0);
  EXPECT_TRUE(fs::exists(fs::path(path("gpt-4.1")) / "cells.jsonl"));
  EXPECT_EQ(exported("jsonl", path("cells.jsonl")), 2);
  EXPECT_EQ(exported("junit", path("junit.xml")), 2);
  ASSERT_TRUE(write_file(path("file"), ""));
  EXPECT_EQ(exported("junit", path("file")), 2);
}

}  // namespace
}  // namespace simbench
