#include "proof/stored_traces.h"

#include <gtest/gtest.h>

#include <thread>

namespace simbench::proof {
namespace {

/// An encoded trace that differs from others by a name in its header.
std::string trace_of(const std::string& name) {
  trace::Trace trace;
  trace.header = {{"format", 1}, {"name", name}};
  return trace::encode(trace);
}

class Stored : public testing::Test {
 protected:
  size_t files() const { return list_files(folder_.path()).size(); }
  TemporaryFolder folder_;
};

TEST_F(Stored, AreThereAgainOnceTheyAreKept) {
  StoredTraces mine(folder_.path());
  std::string a = mine.add("beam", trace_of("a")), b = mine.add("beam", trace_of("b")),
              c = mine.add("gear", trace_of("c"));
  EXPECT_EQ(a, sha256(trace_of("a")));
  EXPECT_TRUE(mine.holds("beam", a)) << "for whoever added them at once";
  EXPECT_EQ(files(), 0u);
  ASSERT_TRUE(mine.keep());
  EXPECT_EQ(files(), 2u) << "one a system";
  StoredTraces later(folder_.path());
  EXPECT_TRUE(later.holds("beam", b));
  EXPECT_FALSE(later.holds("gear", b)) << "of another system";
  auto read = later.read("gear", c);
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->header["name"], "c");
  auto missing = later.read("gear", a);
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().text().find("gear.traces.zst: holds no trace"), std::string::npos)
      << missing.error().text();
}

TEST_F(Stored, OnlyTheFileOfASystemThatWasAddedToIsWritten) {
  StoredTraces first(folder_.path());
  std::string a = first.add("beam", trace_of("a"));
  first.add("gear", trace_of("c"));
  ASSERT_TRUE(first.keep());
  fs::path gear = first.file("gear"), beam = first.file("beam");
  auto long_ago = fs::last_write_time(gear) - std::chrono::hours(1);
  fs::last_write_time(gear, long_ago), fs::last_write_time(beam, long_ago);
  StoredTraces second(folder_.path());
  second.add("gear", trace_of("c"));
  second.add("beam", trace_of("b"));
  ASSERT_TRUE(second.keep());
  EXPECT_EQ(fs::last_write_time(gear), long_ago) << "it had this trace";
  EXPECT_NE(fs::last_write_time(beam), long_ago);
  EXPECT_TRUE(StoredTraces(folder_.path()).holds("beam", a));
}

TEST_F(Stored, TheSameTracesAreTheSameBytesWhateverCameFirst) {
  StoredTraces one(folder_.path() / "one"), other(folder_.path() / "other");
  for (const char* name : {"a", "b", "c"}) one.add("beam", trace_of(name));
  for (const char* name : {"c", "a", "b"}) {
    other.add("beam", trace_of(name));
    ASSERT_TRUE(other.keep());
  }
  ASSERT_TRUE(one.keep());
  EXPECT_EQ(read_file(one.file("beam")).value(), read_file(other.file("beam")).value());
}

TEST_F(Stored, OfSeveralThreadsAndProcessesAreAllThere) {
  StoredTraces one(folder_.path()), other(folder_.path());
  for (StoredTraces* traces : {&one, &other}) EXPECT_FALSE(traces->holds("beam", "x")) << "both have read the file";
  auto add = [](StoredTraces& traces, const std::string& who) {
    for (int i = 0; i < 50; ++i) {
      traces.add("beam", trace_of(fmt::format("{} {}", who, i)));
      if (i % 10 == 0) {
        EXPECT_TRUE(traces.keep());
      }
    }
    EXPECT_TRUE(traces.keep());
  };
  {
    std::jthread a([&] { add(one, "a"); }), b([&] { add(other, "b"); }), c([&] { add(one, "c"); });
  }
  StoredTraces later(folder_.path());
  for (const char* who : {"a", "b", "c"})
    for (int i = 0; i < 50; ++i) EXPECT_TRUE(later.holds("beam", sha256(trace_of(fmt::format("{} {}", who, i))))) << i;
}

TEST_F(Stored, WhatNobodyUsesIsDropped) {
  StoredTraces traces(folder_.path());
  std::string a = traces.add("beam", trace_of("a")), b = traces.add("beam", trace_of("b"));
  traces.add("gear", trace_of("c"));
  ASSERT_TRUE(traces.keep());
  ASSERT_TRUE(write_file(folder_.path() / "0123.trace.zst", "of an earlier form"));
  ASSERT_TRUE(traces.keep_only({{"beam", {b}}}));
  EXPECT_EQ(files(), 1u);
  EXPECT_FALSE(traces.holds("beam", a));
  EXPECT_TRUE(traces.holds("beam", b));
}

TEST_F(Stored, AFileThatIsDamagedHoldsNothingAndSaysSo) {
  StoredTraces traces(folder_.path());
  std::string a = traces.add("beam", trace_of("a"));
  ASSERT_TRUE(traces.keep());
  std::string whole = read_file(traces.file("beam")).value();
  for (const std::string& damaged :
       {whole.substr(0, whole.size() / 2), zstd_compress("\x09"), zstd_compress(std::string("\x09\0\0\0abc", 7))}) {
    ASSERT_TRUE(write_file(traces.file("beam"), damaged));
    StoredTraces later(folder_.path());
    EXPECT_FALSE(later.holds("beam", a));
    EXPECT_NE(later.read("beam", a).error().text().find("delete the file and run `simbench suite validate`"),
              std::string::npos);
    later.add("beam", trace_of("b"));
    EXPECT_TRUE(later.keep()) << "a new file takes its place";
  }
}

}  // namespace
}  // namespace simbench::proof
