// What the probe prints of an installed package, and the index that comes of it.
#include <gtest/gtest.h>

#include "api_index/api_index.h"
#include "api_index/raw_api.h"

namespace simbench::api_index {
namespace {

constexpr const char* kPrinted = R"({
  "package": "p", "version": "2.0", "origin": "pybind11", "eager": ["p.view"], "needs": ["numpy"],
  "apart": {"p.jax": "p-jax"},
  "modules": {
    "p": {"classes": {
        "Model": {"name": "Model", "home": "p._structs.Model", "abstract": true, "bases": [], "constants": {},
          "properties": {"nq": {"type": "int", "writable": false}, "stat": {"type": "q::Wrapper<stat_>", "writable": true},
                         "vis": {"type": "p._structs.Model.Vis", "writable": true}, "pos": {"type": "numpy.ndarray", "writable": true},
                         "quat": {"type": "typing.Annotated[numpy.typing.NDArray[numpy.float64], \"[4, 1]\"]", "writable": true},
                         "stats": {"type": "[Stat]", "writable": false}, "things": {"type": "list", "writable": false}},
          "methods": {"body": [{"parameters": [{"name": "arg0", "type": "typing.SupportsInt | typing.SupportsIndex"}],
                                "result": "q::python::BodyViews", "positional_only": true}],
                      "step": [{"parameters": [{"name": "n", "type": "int", "default": "1"}, {"name": "to", "type": "Model | None"},
                        {"name": "at", "type": "collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] | None", "default": "None"}], "result": "None"}]}},
        "Stat": {"name": "Stat", "bases": [], "methods": {}, "properties": {}, "constants": {}},
        "Kind": {"name": "Kind", "bases": [], "methods": {}, "properties": {}, "constants": {"ONE": "Kind"}}},
      "functions": {}, "constants": {"N": "int"}, "imports": []},
    "p._structs": {"classes": {
        "_BodyViews": {"name": "_BodyViews", "bases": [], "methods": {}, "properties": {}, "constants": {}},
        "Model.Vis": {"name": "Model.Vis", "bases": [], "methods": {}, "properties": {}, "constants": {}}},
      "functions": {}, "constants": {}, "imports": [], "open": true}},
  "mjcf": [{"path": "mujoco/joint", "repeat": "*", "attributes": ["name", "type=a|b"]}]
})";

std::unique_ptr<Index> printed() {
  return Index::parse(to_index_text(from_probe(kPrinted).value()), "printed").value();
}

std::string type_of(const Index& index, std::string_view cls, std::string_view member) {
  const Member* m = index.find_class(cls)->find(member);
  const Type& type = m->kind == Member::Kind::method ? m->overloads.at(0).result : m->type;
  return type.cls ? std::string(type.cls->name) : std::string(type.text);
}

TEST(Probe, TypesThatWereNotBoundYetAreFoundByTheirCppName) {
  auto index = printed();
  EXPECT_EQ(type_of(*index, "Model", "stat"), "Stat");
  EXPECT_EQ(type_of(*index, "Model", "body"), "_BodyViews");
  EXPECT_EQ(type_of(*index, "Model", "vis"), "Model.Vis");
  EXPECT_EQ(type_of(*index, "Model", "nq"), "int");
  EXPECT_EQ(type_of(*index, "Model", "pos"), "array");
}

TEST(Probe, EnumeratorsHaveTheTypeOfTheirClass) {
  auto index = printed();
  EXPECT_EQ(type_of(*index, "Kind", "ONE"), "Kind");
  EXPECT_FALSE(index->find_class("Kind")->open);
}

TEST(Probe, KeepsWhatIsAbstractWhatIsNeededAndWhatMayBeNone) {
  auto index = printed();
  EXPECT_TRUE(index->find_class("Model")->is_abstract);
  EXPECT_TRUE(index->closed_objects());
  EXPECT_EQ(index->needs(), std::vector<std::string_view>{"numpy"});
  EXPECT_EQ(index->eager(), std::vector<std::string_view>{"p.view"});
  const Signature& step = index->find_class("Model")->find("step")->overloads.at(0);
  EXPECT_TRUE(step.parameters.at(0).has_default);
  EXPECT_TRUE(step.parameters.at(1).type.nullable);
  EXPECT_FALSE(step.positional_only);
  EXPECT_TRUE(index->find_class("Model")->find("body")->overloads.at(0).positional_only);
}

TEST(Probe, ArraysSequencesAndListsAreTyped) {
  auto index = printed();
  EXPECT_EQ(type_of(*index, "Model", "quat"), "array");
  EXPECT_EQ(type_of(*index, "Model", "stats"), "[Stat]");
  EXPECT_EQ(type_of(*index, "Model", "things"), "any");
  const Type& at = index->find_class("Model")->find("step")->overloads.at(0).parameters.at(2).type;
  EXPECT_EQ(at.text, "[float]?");
  EXPECT_TRUE(at.nullable);
}

TEST(Probe, TellsWhatIsNotKnownOfAModule) {
  auto index = printed();
  EXPECT_TRUE(index->module("p._structs")->open);
  EXPECT_FALSE(index->module("p")->open);
  EXPECT_EQ(index->distribution_of("p.jax"), "p-jax");
}

TEST(Probe, OutputThatNamesNoPackageIsCorrupt) {
  EXPECT_EQ(from_probe("{}").error().code, ErrorCode::corrupt);
  EXPECT_FALSE(from_probe("not json").has_value());
}

}  // namespace
}  // namespace simbench::api_index
