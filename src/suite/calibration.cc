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

Result<CalibrationItem> read_item(TableReader row, const fs::path& folder, PatchFile& patches) {
  TRY(row.only({"patch", "file", "kind", "severity", "category", "says"}));
  CalibrationItem item{.severity = static_cast<int>(row.number_or("severity", 0)),
                       .category = row.text_or("category", "")};
  TRY_ASSIGN(item.kind, row.text("kind"));
  TRY_ASSIGN(item.says, row.text("says"));
  TRY(check_item(row, item));
  TRY_ASSIGN(Script script, patches.program(row, folder));
  item.file = script.name();
  item.code = std::move(script.code);
  return item;
}

/// Five variants of severities 1 to 5, one each, and one twin of each kind; every program is listed.
Status check_set(const TomlDocument& document, const fs::path& folder, const PatchFile& patches,
                 const std::vector<CalibrationItem>& items) {
  std::map<std::string, int> count;
  std::set<std::string> listed;
  for (const CalibrationItem& item : items) {
    ++count[item.kind == "variant" ? fmt::format("variant of severity {}", item.severity) : item.kind + " twin"];
    listed.insert(item.file);
  }
  std::vector<std::string> wanted{"verbose twin", "stripped twin"};
  for (int severity = 1; severity <= kVariants; ++severity)
    wanted.push_back(fmt::format("variant of severity {}", severity));
  for (const std::string& what : wanted)
    if (count[what] != 1)
      return fail(ErrorCode::invalid_input, fmt::format("needs exactly one {}, has {}", what, count[what]),
                  document.path);
  for (const fs::path& file : list_files(folder))
    if (file.filename() != "calibration.toml" && file.filename() != kPatches &&
        !listed.contains(file.filename().string()))
      return fail(ErrorCode::invalid_input, "no [[item]] of calibration.toml names this file", file.string());
  if (auto problems = patches.unclaimed(listed, "calibration.toml"); !problems.empty())
    return pass_on(problems.front());
  return {};
}

Result<CalibrationTask> read_task(const Suite& suite, const fs::path& folder) {
  TRY_ASSIGN(TomlDocument document, read_toml(folder / "calibration.toml"));
  TableReader root(document, "");
  TRY(root.only({"task", "item"}));
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
  const Json& rows = get(document.root, "item");
  for (size_t i = 0; rows.is_array() && i < rows.size(); ++i) {
    TRY_ASSIGN(CalibrationItem item, read_item(TableReader(document, fmt::format("/item/{}", i)), folder, patches));
    result.items.push_back(std::move(item));
  }
  TRY(check_set(document, folder, patches, result.items));
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

Result<std::vector<CalibrationTask>> load_calibration(const Suite& suite) {
  std::vector<CalibrationTask> tasks;
  for (const fs::path& folder : list_folders(suite.folder / "calibration")) {
    if (!suite.is_whole && is_of_another(suite, folder)) continue;
    TRY_ASSIGN(CalibrationTask task, read_task(suite, folder));
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace simbench::suite
