// Calibration sets: tasks with programs of known worth.
#include "base/toml.h"
#include "suite/patches.h"
#include "suite/reader.h"
#include "suite/texts.h"

namespace simbench::suite {
namespace {

constexpr std::string_view kCategories[] = {"Completeness", "Correctness", "Quality",
                                            "Efficiency",   "Robustness",  "Visualization"};
constexpr int kVariants = 5;
constexpr std::string_view kPatches = "items.patch";

Status check_item(const TableReader& row, const CalibrationItem& item) {
  if (item.kind != "variant" && item.kind != "verbose" && item.kind != "stripped")
    return row.complain("kind", fmt::format("kind is variant, verbose or stripped, not '{}'", item.kind));
  bool variant = item.kind == "variant";
  if (variant && (item.severity < 1 || item.severity > kVariants))
    return row.complain("severity", "severity of a variant is 1 to 5");
  if (!variant && item.severity != 0) return row.complain("severity", "the severity of a twin is 0");
  bool known = std::find(std::begin(kCategories), std::end(kCategories), item.category) != std::end(kCategories);
  if (variant && !known)
    return row.complain("category", fmt::format("category is one of {}", fmt::join(kCategories, ", ")));
  if (!variant && !item.category.empty()) return row.complain("category", "only a variant has a category");
  return {};
}

using Problems = std::vector<Error>;

template <typename Checked>
void note(const Checked& checked, Problems& problems) {
  if (!checked) problems.push_back(checked.error());
}

/// nullopt where anything is wrong; all of it is noted.
std::optional<CalibrationItem> read_item(TableReader row, const fs::path& folder, PatchFile& patches,
                                         Problems& problems) {
  size_t before = problems.size();
  for (Error& problem : row.unknown({"patch", "file", "kind", "severity", "category", "says"}))
    problems.push_back(std::move(problem));
  CalibrationItem item{.severity = static_cast<int>(row.number_or("severity", 0)),
                       .category = row.text_or("category", "")};
  auto kind = row.text("kind"), says = row.text("says");
  note(kind, problems), note(says, problems);
  item.kind = kind.value_or(""), item.says = says.value_or("");
  if (kind) note(check_item(row, item), problems);
  Result<Script> script = patches.program(row, folder);
  note(script, problems);
  if (problems.size() > before) return std::nullopt;
  item.file = script->name();
  item.code = std::move(script->code);
  return item;
}

/// Five variants of severities 1 to 5, one each, and one twin of each kind.
void check_counts(const std::string& path, const std::vector<CalibrationItem>& items, Problems& problems) {
  std::map<std::string, int> count;
  for (const CalibrationItem& item : items)
    ++count[item.kind == "variant" ? fmt::format("variant of severity {}", item.severity) : item.kind + " twin"];
  std::vector<std::string> wanted{"verbose twin", "stripped twin"};
  for (int severity = 1; severity <= kVariants; ++severity)
    wanted.push_back(fmt::format("variant of severity {}", severity));
  for (const std::string& what : wanted)
    if (count[what] != 1)
      problems.push_back(
          {ErrorCode::invalid_input, fmt::format("needs exactly one {}, has {}", what, count[what]), path});
}

/// That every program is listed.
void check_listed(const std::set<std::string>& listed, const fs::path& folder, const PatchFile& patches,
                  Problems& problems) {
  for (const fs::path& file : list_files(folder))
    if (file.filename() != "calibration.toml" && file.filename() != kPatches &&
        !listed.contains(file.filename().string()))
      problems.push_back({ErrorCode::invalid_input, "no [[item]] of calibration.toml names this file", file.string()});
  for (Error& problem : patches.unclaimed(listed, "calibration.toml")) problems.push_back(std::move(problem));
}

/// errors: what hides all else
Result<CalibrationTask> read_task(const Suite& suite, const fs::path& folder, Problems& problems) {
  TRY_ASSIGN(TomlDocument document, read_toml(folder / "calibration.toml"));
  TableReader root(document, "");
  for (Error& problem : root.unknown({"task", "item"})) problems.push_back(std::move(problem));
  TRY_ASSIGN(std::string task, root.text("task"));
  CalibrationTask result{.name = folder.filename().string()};
  size_t slash = task.find('/');
  std::string_view turn = slash == std::string::npos ? std::string_view() : std::string_view(task).substr(slash + 1);
  result.system = suite.find(task.substr(0, slash));
  if (!result.system || (turn != "1" && turn != "2" && turn != "3"))
    return root.complain("task", fmt::format("'{}' is no system/turn of suite {}", task, suite.name));
  result.turn = turn[0] - '0';
  TRY_ASSIGN(PatchFile patches,
             PatchFile::read(folder / kPatches,
                             {suite.folder / "systems" / result.system->name, result.turn, suite.canary, {}}));
  const Json& rows = root.value("item");
  std::set<std::string> listed;
  size_t count = rows.is_array() ? rows.size() : 0;
  for (size_t i = 0; i < count; ++i) {
    TableReader row(document, root.pointer_of("item", i));
    listed.insert(row.text_or("patch", row.text_or("file", "")));
    if (auto item = read_item(row, folder, patches, problems)) result.items.push_back(std::move(*item));
  }
  if (result.items.size() == count) check_counts(document.path, result.items, problems);  // else it may be an echo
  check_listed(listed, folder, patches, problems);
  return result;
}

/// True if the task is of a system that isn't loaded. What can't be read is told by whoever reads it whole.
bool is_of_another(const Suite& suite, const fs::path& folder) {
  Result<TomlDocument> document = read_toml(folder / "calibration.toml");
  if (!document) return false;
  std::string task = get_string(document->root, "task").value_or("");
  return suite.find(task.substr(0, task.find('/'))) == nullptr;
}

}  // namespace

namespace {

std::vector<CalibrationTask> read_all(const Suite& suite, Problems& problems) {
  std::vector<CalibrationTask> tasks;
  for (const fs::path& folder : list_folders(suite.folder / "calibration")) {
    if (!suite.is_whole && is_of_another(suite, folder)) continue;
    Result<CalibrationTask> task = read_task(suite, folder, problems);
    note(task, problems);
    if (task) tasks.push_back(std::move(*task));
  }
  return tasks;
}

}  // namespace

Result<std::vector<CalibrationTask>> load_calibration(const Suite& suite) {
  Problems problems;
  std::vector<CalibrationTask> tasks = read_all(suite, problems);
  if (!problems.empty()) return pass_on(problems.front());
  return tasks;
}

std::vector<Error> problems_of_calibration(const Suite& suite) {
  Problems problems;
  read_all(suite, problems);
  return problems;
}

}  // namespace simbench::suite
