// control/drift: a right program as someone would write it who remembers an older release.
#include <fmt/format.h>

#include <map>
#include <set>

#include "api_index/api_index.h"
#include "conformance/checker/ast.h"
#include "conformance/conformance.h"
#include "conformance/edits.h"

namespace simbench::conformance {

using api_index::ApiClass;
using api_index::RenameTable;

namespace {

using Names = std::map<std::string, std::string, std::less<>>;

/// The rename table read backwards. Where several old names became one, the first of those that the release before has
/// wins.
class OldNames {
 public:
  OldNames(const RenameTable& table, const Index* older) {
    for (const auto& [from, row] : table.names)
      if (row.other_arguments)
        continue;
      else if (!older || !older->modules_with(from).empty())
        learn(names_, std::string(row.to), from);
    for (const auto& [from, row] : table.members) {
      size_t dot = from.find('.');
      std::string cls = from.substr(0, dot), member = from.substr(dot + 1);
      if (cls != "*" && !row.to.empty() && !row.other_arguments)
        learn(members_, fmt::format("{}.{}", cls, row.to), member);
    }
  }

  /// Old name of a class, function or constant ("MjModel.from_xml_string" is one too); "" if it never changed.
  std::string of_name(std::string_view name) const { return find(names_, name); }

  /// Old name of a member, by the class that it is called on or one of its bases.
  std::string of_member(const ApiClass* cls, std::string_view member) const {
    std::string old = find(members_, fmt::format("{}.{}", cls->name, member));
    for (size_t i = 0; old.empty() && i < cls->bases.size(); ++i) old = of_member(cls->bases[i], member);
    return old;
  }

 private:
  static void learn(Names& names, const std::string& to, const std::string& from) {
    if (to.empty() || to.find(' ') != std::string::npos) return;
    auto [it, fresh] = names.try_emplace(to, from);
    if (!fresh) it->second = std::min(it->second, from);
  }
  static std::string find(const Names& names, std::string_view name) {
    auto it = names.find(name);
    return it == names.end() ? "" : it->second;
  }
  Names names_, members_;
};

/// Names behind a dot: "chrono.ChVector3d", "mujoco.MjModel.from_xml_string" (which had one word).
void edit_names(const Ast& ast, const OldNames& old, std::vector<Edit>& edits) {
  for (NodeId i = 0; i < ast.size(); ++i) {
    if (ast.type(i) != Syntax::attribute) continue;
    NodeId name = ast.child(i, Field::attribute), object = ast.child(i, Field::object),
           before = ast.child(object, Field::attribute);
    if (ast.type(object) == Syntax::attribute) {
      std::string both = old.of_name(fmt::format("{}.{}", ast.text(before), ast.text(name)));
      if (!both.empty()) edits.push_back({ast[before].start, ast[name].end, both});
    }
    if (std::string one = old.of_name(ast.text(name)); !one.empty())
      edits.push_back({ast[name].start, ast[name].end, one});
  }
}

}  // namespace

Result<std::string> drift(const Index& index, std::string_view program) {
  const RenameTable* table = api_index::renames_of(index.package());
  if (!table)
    return fail(ErrorCode::unsupported,
                fmt::format("no rename table ships for {}: suites/*/api/{}.renames", index.package(), index.package()));
  std::vector<const Index*> older = api_index::older_indexes(index);
  OldNames old(*table, older.empty() ? nullptr : older.front());
  Ast ast{std::string(program)};
  std::vector<Edit> edits;
  edit_names(ast, old, edits);
  Report report = check(index, program);
  std::set<std::pair<int, int>> seen;  // a function that is called twice gives its events twice
  std::vector<size_t> starts = line_starts(program);
  for (const Event& event : report.events) {
    size_t dot = event.name.find('.');
    const ApiClass* cls =
        dot == std::string::npos ? nullptr : index.find_class(std::string_view(event.name).substr(0, dot));
    if (!cls || !seen.insert({event.line, event.column}).second) continue;
    std::string member = event.name.substr(dot + 1, event.name.find('=') - dot - 1),
                before = old.of_member(cls, member);
    size_t start = starts[static_cast<size_t>(event.line - 1)] + static_cast<size_t>(event.column - 1);
    if (!before.empty() && program.substr(start, member.size()) == member)
      edits.push_back({start, start + member.size(), before});
  }
  return apply_edits(program, std::move(edits));
}

}  // namespace simbench::conformance
