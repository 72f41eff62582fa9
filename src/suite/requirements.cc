#include "suite/requirements.h"

#include "base/toml.h"
#include "suite/reader.h"

namespace simbench::suite {
namespace {

constexpr size_t kFewest = 4, kMost = 60;

bool is_kebab(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(),
                                    [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '-'; });
}

/// nullopt where anything is wrong; all of it is noted.
std::optional<Requirement> read_requirement(TableReader row, std::vector<Error>& problems) {
  size_t before = problems.size();
  auto note = [&](const auto& result) {
    if (!result) problems.push_back(result.error());
  };
  for (Error& problem : row.unknown({"id", "says", "check", "weight", "given_only", "source"}))
    problems.push_back(std::move(problem));
  auto id = row.text("id"), says = row.text("says");
  note(id), note(says);
  if (id && !is_kebab(*id))
    note(Status(row.complain("id", fmt::format("'{}' must be kebab-case: lower-case letters, digits, hyphens", *id))));
  Requirement r;
  const Json& check_table = row.value("check");
  auto kind = get_string(check_table, "kind");
  if (!check_table.is_object())
    note(Status(row.complain("check", "needs check = { kind = \"…\", … }")));
  else if (!kind)
    note(Status(row.complain("check", "check needs a kind; docs/format/requirements.md lists them")));
  r.weight = row.number_or("weight", 1);
  if (r.weight <= 0) note(Status(row.complain("weight", "weight must be above 0")));
  if (problems.size() > before) return std::nullopt;
  r.id = *id, r.says = *says, r.kind = *kind;
  r.parameters = check_table;
  r.parameters.erase("kind");
  r.given_only = row.flag_or("given_only", false);
  r.source = row.text_or("source", "");
  r.where = row.where();
  return r;
}

}  // namespace

void read_requirements(const TomlDocument& document, const KindCheck& check_kind, Turn& turn,
                       std::vector<Error>& problems) {
  auto note = [&](const Status& status) {
    if (!status) problems.push_back(status.error());
  };
  turn.requirements_path = document.path;
  TableReader top(document, "");
  for (Error& problem : top.unknown({"compare", "tolerance", "jitter", "roles", "requirement"}))
    problems.push_back(std::move(problem));
  turn.comparison.mode = top.text_or("compare", "none");
  if (turn.comparison.mode != "none" && turn.comparison.mode != "trajectory" && turn.comparison.mode != "invariants")
    note(top.complain("compare", "compare must be \"trajectory\", \"invariants\" or \"none\""));
  if (const Json& tolerance = top.value("tolerance"); tolerance.is_object()) turn.comparison.tolerance = tolerance;
  if (top.value("jitter").is_number()) turn.comparison.tolerance["jitter"] = top.number_or("jitter", 0);
  if (const Json& roles = top.value("roles"); roles.is_object()) turn.roles = roles;
  const Json& rows = top.value("requirement");
  size_t count = rows.is_array() ? rows.size() : 0;
  if (count < kFewest || count > kMost)
    note(top.complain("requirement", fmt::format("has {} requirements; {} to {} are needed", count, kFewest, kMost)));
  std::set<std::string> seen, told;
  size_t code_checks = 0;
  for (size_t i = 0; i < count; ++i) {
    TableReader row(document, top.pointer_of("requirement", i));
    std::optional<Requirement> r = read_requirement(row, problems);
    if (!r) continue;
    if (!seen.insert(r->id).second) note(row.complain("id", fmt::format("the id '{}' is used twice", r->id)));
    // A role that is wrong is wrong for every requirement: it is told once.
    for (const std::string& problem : check_kind ? check_kind(*r, turn.roles) : std::vector<std::string>())
      if (!problem.starts_with("role '") || told.insert(problem).second) note(row.complain("check", problem));
    code_checks += r->kind == "code";
    turn.requirements.push_back(std::move(*r));
  }
  if (code_checks * 3 > count)
    note(top.complain("requirement", fmt::format("{} of {} requirements are of kind code; at most one in three may be",
                                                 code_checks, count)));
}

}  // namespace simbench::suite
