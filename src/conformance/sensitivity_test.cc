// Would a fault be noticed? Every reference and equivalent of the suites is broken in one place at a time.
#include <gtest/gtest.h>

#include "conformance/api.h"
#include "conformance/ast.h"
#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

struct Tally {
  int caught = 0, made = 0;
  std::string missed;
  double share() const { return made == 0 ? 0 : static_cast<double>(caught) / made; }
};

struct Tallies {
  Tally renamed, added, text_for_number, list_for_vector;
  size_t scripts = 0;
};

class Breaker {
 public:
  Breaker(const Index& index, std::string program) : index_(index), program_(std::move(program)), ast_(program_), before_(check(index, program_).violations.size()) {}

  void run(Tallies& t) {
    for (NodeId i = 0; i < ast_.size(); ++i) {
      if (ast_.type(i) != Syntax::call) continue;
      NodeId function = ast_.child(i, Field::function), list = ast_.child(i, Field::arguments);
      NodeId name = ast_.child(function, Field::attribute);
      if (ast_.type(function) != Syntax::attribute || ast_.type(list) != Syntax::argument_list || !known(ast_.text(name))) continue;
      attempt(t.renamed, ast_[name].end, ast_[name].end, "Zq");
      bool empty = ast_.first(list) == kNoNode;
      attempt(t.added, ast_[list].end - 1, ast_[list].end - 1, empty ? "77" : ", 77");
      for (NodeId a = ast_.first(list); a != kNoNode; a = ast_.next(a)) {
        bool number = ast_.type(a) == Syntax::integer || ast_.type(a) == Syntax::float_number;
        if (number) attempt(t.text_for_number, ast_[a].start, ast_[a].end, "'zq'");
        if (ast_.type(a) == Syntax::call && ast_.text(a).find("ChVector3d(") < 10) attempt(t.list_for_vector, ast_[a].start, ast_[a].end, "[0, 0, 1]");
      }
    }
  }

 private:
  bool known(std::string_view name) const {
    return !name.empty() && std::isupper(static_cast<unsigned char>(name[0])) && (!index_.modules_with(name).empty() || !index_.classes_with(name).empty());
  }

  void attempt(Tally& tally, size_t start, size_t end, std::string_view text) {
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
  size_t before_;
};

TEST(SensitivitySlow, FaultsPutIntoTheChronoReferencesAreCaught) {
  IndexPointer index = load_index("pychrono-10.0.0").value();
  Tallies t;
  for (const fs::path& file : list_files(source_folder() / "suites/chrono/systems")) {
    if (file.filename() != "reference.py" && file.parent_path().filename() != "equivalents") continue;
    std::string program = read_file(file).value();
    EXPECT_EQ(check(*index, program).fatal_count(), 0) << file;
    if (t.scripts++ < 40) Breaker(*index, program).run(t);
  }
  ASSERT_GT(t.scripts, 0u);
  EXPECT_GE(t.renamed.share(), 0.99) << t.renamed.missed;
  EXPECT_GE(t.added.share(), 0.97) << t.added.missed;
  EXPECT_GE(t.text_for_number.share(), 0.95) << t.text_for_number.missed;
  EXPECT_GE(t.list_for_vector.share(), 0.95) << t.list_for_vector.missed;
  RecordProperty("renamed", std::to_string(t.renamed.caught) + "/" + std::to_string(t.renamed.made));
  RecordProperty("added", std::to_string(t.added.caught) + "/" + std::to_string(t.added.made));
  RecordProperty("text_for_number", std::to_string(t.text_for_number.caught) + "/" + std::to_string(t.text_for_number.made));
  RecordProperty("list_for_vector", std::to_string(t.list_for_vector.caught) + "/" + std::to_string(t.list_for_vector.made));
}

}  // namespace
}  // namespace simbench::conformance
