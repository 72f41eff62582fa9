// Would a fault be noticed? Every reference and equivalent of the suites is broken in one place at a time.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "api_index/api_index.h"
#include "conformance/checker/ast.h"
#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

using api_index::ApiClass;
using api_index::ApiModule;
using api_index::Member;
using api_index::Signature;

struct BreakCount {
  int caught = 0, made = 0;
  std::string missed;
  double share() const { return made == 0 ? 0 : static_cast<double>(caught) / made; }
};

struct BreakCounts {
  BreakCount renamed, added, text_for_number, list_for_vector, wrong_type, wrong_module;
  size_t scripts = 0;
};

class Breaker {
 public:
  Breaker(const Index& index, std::string program)
      : index_(index),
        program_(std::move(program)),
        ast_(program_),
        before_(check(index, program_).violations.size()) {}

  void run(BreakCounts& t) {
    for (NodeId i = 0; i < ast_.size(); ++i) {
      if (ast_.type(i) != Syntax::call) continue;
      NodeId function = ast_.child(i, Field::function), list = ast_.child(i, Field::arguments);
      NodeId name = ast_.child(function, Field::attribute);
      if (ast_.type(function) != Syntax::attribute || ast_.type(list) != Syntax::argument_list ||
          !known(ast_.text(name), ast_.text(function)))
        continue;
      attempt(t.renamed, ast_[name].end, ast_[name].end, "Zq");
      put_into_wrong_module(t.wrong_module, function);
      bool empty = ast_.first(list) == kNoNode;
      if (one_more_refused(ast_.text(name), list))
        attempt(t.added, ast_[list].end - 1, ast_[list].end - 1, empty ? "77" : ", 77");
      for (NodeId a = ast_.first(list); a != kNoNode; a = ast_.next(a)) {
        bool number = ast_.type(a) == Syntax::integer || ast_.type(a) == Syntax::float_number;
        if (number) attempt(t.text_for_number, ast_[a].start, ast_[a].end, "'zq'");
        if (ast_.type(a) == Syntax::call && ast_.text(a).find("ChVector3d(") < 10)
          attempt(t.list_for_vector, ast_[a].start, ast_[a].end, "[0, 0, 1]");
        // The index says `any` of a callback.
        if (index_.closed_objects() && !ast_.text(name).starts_with("set_mjcb_")) put_wrong_types(t.wrong_type, a);
      }
    }
  }

 private:
  /// chrono.ChBody → irr.ChBody, by the script's own names of modules.
  void put_into_wrong_module(BreakCount& tally, NodeId function) {
    NodeId object = ast_.child(function, Field::object);
    std::string_view name = ast_.text(ast_.child(function, Field::attribute));
    if (ast_.type(object) != Syntax::identifier || aliases_.empty()) return;
    auto home = aliases_.find(ast_.text(object));
    if (home == aliases_.end()) return;
    for (const auto& [alias, module] : aliases_)
      if (alias != home->first && !module->has(name))
        return attempt(tally, ast_[object].start, ast_[object].end, alias);
  }

  std::map<std::string_view, const ApiModule*> read_aliases() const {
    std::map<std::string_view, const ApiModule*> out;
    for (NodeId i = 0; i < ast_.size(); ++i)
      if (ast_.type(i) == Syntax::aliased_import)
        if (const ApiModule* module = index_.module(ast_.text(ast_.child(i, Field::name))))
          out[ast_.text(ast_.child(i, Field::alias))] = module;
    return out;
  }

  /// A list for whatever isn't one, a number for a text: an argument of a direct call, its keyword kept.
  void put_wrong_types(BreakCount& tally, NodeId argument) {
    NodeId value = ast_.type(argument) == Syntax::keyword_argument ? ast_.child(argument, Field::value) : argument;
    if (value == kNoNode) return;
    attempt(tally, ast_[value].start, ast_[value].end, "[0, 0, 1]");
    bool text = ast_.type(value) == Syntax::string;
    attempt(tally, ast_[value].start, ast_[value].end, text ? "77" : "(lambda: 0)");
  }

  /// Does the index say that nothing of this name takes one positional argument more, whatever it is called on?
  /// (mj_step's number of steps is optional, as is the second damping of SetRayleighDamping.)
  bool one_more_refused(std::string_view name, NodeId list) const {
    size_t given = 0;
    for (NodeId a = ast_.first(list); a != kNoNode; a = ast_.next(a), ++given)
      if (ast_.type(a) == Syntax::keyword_argument) return false;
    std::vector<const Member*> called;
    for (const ApiModule* module : index_.modules_with(name)) {
      const ApiClass* made = module->find_class(name);
      called.push_back(made ? made->constructor() : module->find_member(name));
    }
    for (const ApiClass* owner : index_.classes_with(name)) called.push_back(owner->find(name));
    return !called.empty() && std::all_of(called.begin(), called.end(), [&](const Member* function) {
      return function && !function->overloads.empty() &&
             std::all_of(function->overloads.begin(), function->overloads.end(),
                         [&](const Signature& s) { return !s.varargs && s.parameters.size() <= given; });
    });
  }

  /// Is this a call of the simulator's API? (numpy and time have methods of the same names as MuJoCo's objects.)
  bool known(std::string_view name, std::string_view function) const {
    if (index_.closed_objects() && !function.starts_with("mujoco.")) return false;
    return !name.empty() && (index_.closed_objects() || std::isupper(static_cast<unsigned char>(name[0]))) &&
           (!index_.modules_with(name).empty() || !index_.classes_with(name).empty());
  }

  void attempt(BreakCount& tally, size_t start, size_t end, std::string_view text) {
    std::string broken = program_.substr(0, start) + std::string(text) + program_.substr(end);
    ++tally.made;
    if (check(index_, broken).violations.size() > before_) {
      ++tally.caught;
    } else if (tally.missed.size() < 2000) {
      size_t from = program_.rfind('\n', start) + 1;
      tally.missed += "  " + broken.substr(from, broken.find('\n', start) - from) + "\n";
    }
  }

  const Index& index_;
  std::string program_;
  Ast ast_;
  std::map<std::string_view, const ApiModule*> aliases_ = read_aliases();
  size_t before_;
};

BreakCounts break_all(const char* suite, const char* api) {
  IndexPointer index = api_index::load_index(api).value();
  BreakCounts t;
  for (const fs::path& file : list_files(source_folder() / "suites" / suite / "systems")) {
    if (file.filename() != "reference.py" && file.parent_path().filename() != "equivalents") continue;
    std::string program = read_file(file).value();
    EXPECT_EQ(check(*index, program).fatal_count(), 0) << file;
    if (t.scripts++ < 40) Breaker(*index, program).run(t);
  }
  EXPECT_GE(t.scripts, 30u) << "references and equivalents of fifteen tasks at least";
  return t;
}

void expect_caught(const char* what, const BreakCount& tally, double least) {
  EXPECT_GE(tally.share(), least) << what << " " << tally.caught << "/" << tally.made << "\n" << tally.missed;
  testing::Test::RecordProperty(what, std::to_string(tally.caught) + "/" + std::to_string(tally.made));
}

TEST(SensitivitySlow, FaultsPutIntoTheChronoReferencesAreCaught) {
  BreakCounts t = break_all("chrono", "pychrono-10.0.0");
  expect_caught("renamed", t.renamed, 0.99);
  expect_caught("added", t.added, 0.99);
  expect_caught("text_for_number", t.text_for_number, 0.95);
  expect_caught("list_for_vector", t.list_for_vector, 0.95);
  expect_caught("wrong_module", t.wrong_module, 0.99);
}

TEST(SensitivitySlow, FaultsPutIntoTheMuJoCoReferencesAreCaught) {
  BreakCounts t = break_all("mujoco", "mujoco-4.0.0");
  expect_caught("renamed", t.renamed, 0.99);
  expect_caught("added", t.added, 0.99);
  expect_caught("wrong_type", t.wrong_type, 0.95);
}

}  // namespace
}  // namespace simbench::conformance
