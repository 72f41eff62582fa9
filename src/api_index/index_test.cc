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

std::unique_ptr<Index> parsed(const std::string& lines) {
  return Index::parse("simbench-api-index 1\npackage p 1.0\n" + lines, "x").value();
}

TEST(IndexFile, TellsWhatThePackageNeeds) {
  EXPECT_EQ(parsed("needs glfw\nneeds numpy\nmodule p\n")->needs(), (std::vector<std::string_view>{"glfw", "numpy"}));
}

TEST(IndexFile, TellsWhichModulesAreOpenAndWhichAnotherPackageBrings) {
  auto index = parsed("apart p.x p-x\nmodule p\nmodule p.deep.down @open\nclass A()\n");
  EXPECT_FALSE(index->module("p")->open);
  EXPECT_TRUE(index->module("p.deep.down")->open);
  EXPECT_TRUE(index->module("p.deep.down")->find_class("A"));
  EXPECT_EQ(index->distribution_of("p.x"), "p-x");
  EXPECT_EQ(index->distribution_of("p.x.more"), "p-x");
  EXPECT_EQ(index->distribution_of("p.xy"), "");
  EXPECT_FALSE(Index::parse("simbench-api-index 1\npackage p 1.0\napart p.x\nmodule p\n", "x").has_value());
}

TEST(IndexFile, TellsTheValuesOfMjcf) {
  auto index = parsed("module p\nmjcf mujoco/joint * name type=free|hinge data+=a|b pos#3 size#1-3 group#i1 user#1-\n");
  const MjcfElement* joint = index->mjcf()->children.at("mujoco")->children.at("joint");
  EXPECT_TRUE(joint->find("name")->keywords.empty());
  EXPECT_FALSE(joint->find("name")->numbers);
  EXPECT_EQ(joint->find("type")->keywords, (std::vector<std::string_view>{"free", "hinge"}));
  EXPECT_FALSE(joint->find("type")->several);
  EXPECT_TRUE(joint->find("data")->several);
  EXPECT_EQ(joint->find("pos")->least, 3u);
  EXPECT_EQ(joint->find("pos")->most, 3u);
  EXPECT_EQ(joint->find("size")->most, 3u);
  EXPECT_FALSE(joint->find("size")->whole);
  EXPECT_TRUE(joint->find("group")->whole);
  EXPECT_EQ(joint->find("user")->most, 0u) << "any number";
  EXPECT_EQ(joint->find("nothing"), nullptr);
}

TEST(IndexFile, MembersAreOwnOrOfTheBases) {
  auto index =
      parsed("module p\nclass A()\n .x float\n .-y int\n F(int a, float b=1) str\nclass B(A)\n F()\n #C int\n");
  const ApiClass *a = index->find_class("A"), *b = index->find_class("B");
  EXPECT_TRUE(b->derives_from(a));
  EXPECT_FALSE(a->derives_from(b));
  EXPECT_EQ(b->find("F")->overloads.at(0).parameters.size(), 0u);
  EXPECT_EQ(b->definer("x"), a);
  EXPECT_EQ(b->find_own("x"), nullptr);
  EXPECT_FALSE(b->find("y")->writable);
  EXPECT_EQ(a->find("F")->overloads.at(0).required(), 1u);
  EXPECT_EQ(b->member_names(), (std::vector<std::string>{"C", "F", "x", "y"}));
  EXPECT_EQ(index->classes_with("x"), std::vector<const ApiClass*>{a});
  EXPECT_EQ(signature_text(a->find("F")->overloads[0], "F", a), "A.F(a: int, b: float = 1) -> str");
}

TEST(IndexFile, BasesThatGoRoundInACircleEnd) {
  auto index = parsed("module p\nclass A(B)\nclass B(A)\n");
  EXPECT_EQ(index->find_class("A")->find("nothing"), nullptr);
}

TEST(IndexFile, OlderReleasesComeNewestFirst) {
  std::vector<std::string> names;
  for (const Index* older : older_indexes(*load_index("pychrono-10.0.0").value())) names.push_back(older->name());
  EXPECT_EQ(names, (std::vector<std::string>{"pychrono-9.0.1", "pychrono-8.0.0"}));
  EXPECT_TRUE(older_indexes(*load_index("pychrono-8.0.0").value()).empty());
}

TEST(RenameFile, RowsBelongToTheReleaseAboveThem) {
  RenameTable t = parse_renames(
                      "# note\nrelease 9.0\nname Old New\nname Gone -\nmember A.f g?\nrelease 10.0\n"
                      "member *.h Do it otherwise\nmjcf geom@x y\n",
                      "r")
                      .value();
  EXPECT_EQ(t.find_name("Old")->to, "New");
  EXPECT_EQ(t.find_name("Gone")->to, "");
  EXPECT_EQ(t.find_name("Old")->release, "9.0");
  EXPECT_TRUE(t.find_member("A", "f")->other_arguments);
  EXPECT_EQ(t.find_member("A", "f")->to, "g");
  EXPECT_EQ(t.find_member("Any", "h")->to, "Do it otherwise");
  EXPECT_EQ(t.find_member("Any", "h")->release, "10.0");
  EXPECT_EQ(t.find_member("B", "f"), nullptr);
  EXPECT_EQ(t.elements.at("geom@x").to, "y");
}

TEST(RenameFile, SaysWhichLineIsBroken) {
  EXPECT_EQ(parse_renames("release 9.0\nnome A B\n", "r").error().where, "r:2");
  EXPECT_EQ(parse_renames("name A\n", "r").error().where, "r:1");
}

TEST(RenameFile, ShipsForEachPackage) {
  for (auto [package, api] : {std::pair("pychrono", "pychrono-10.0.0"), std::pair("mujoco", "mujoco-4.0.0")}) {
    const RenameTable* table = renames_of(package);
    ASSERT_TRUE(table) << package;
    EXPECT_GT(table->names.size() + table->members.size(), 20u);
    EXPECT_TRUE(load_index(api));
  }
}

}  // namespace
}  // namespace simbench::api_index
