#include <gtest/gtest.h>

#include "api_index/api_index.h"

namespace simbench::api_index {
namespace {

TEST(IndexFile, SaysWhereItIsBroken) {
  EXPECT_FALSE(Index::parse("", "x").has_value());
  auto bad = Index::parse("simbench-api-index 1\npackage p 1\nrubbish here\n", "x.api");
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error().where, "x.api:3");
  EXPECT_EQ(load_index("pychrono-1.2.3").error().code, ErrorCode::not_found);
}

TEST(IndexFile, EveryShippedIndexLoads) {
  ASSERT_GE(index_names().size(), 3u);
  for (const std::string& name : index_names()) {
    auto index = load_index(name);
    ASSERT_TRUE(index.has_value()) << index.error().text();
    EXPECT_EQ((*index)->name(), name);
  }
  EXPECT_EQ(load_index_for("pychrono", ">=9.0,<10").value()->name(), "pychrono-9.0.1");
}

}  // namespace
}  // namespace simbench::api_index
