// simbench suite list | show
#include "cli/check_words.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"
#include "cli/words.h"
#include "suite/suite.h"
#include "verdict/verdict.h"

namespace simbench::cli {
namespace {

Json task_json(const suite::Turn& turn) {
  Json requirements = Json::array();
  for (const suite::Requirement& r : turn.requirements)
    requirements.push_back({{"id", r.id},
                            {"says", r.says},
                            {"kind", r.kind},
                            {"parameters", r.parameters},
                            {"weight", r.weight},
                            {"given_only", r.given_only}});
  return {{"turn", turn.number},
          {"prompt", turn.prompt},
          {"given", turn.given ? Json(turn.given->code) : Json(nullptr)},
          {"horizon_s", turn.horizon_s},
          {"compare", turn.comparison.mode},
          {"equivalents", turn.equivalents.size()},
          {"steps", turn.steps},
          {"faults", turn.faults},
          {"requirements", requirements},
          {"drawn", turn.drawn},
          {"hash", turn.hash}};
}

Json system_json(const suite::System& system) {
  Json turns = Json::array();
  for (const suite::Turn& turn : system.turns) turns.push_back(task_json(turn));
  return {{"system", system.name},
          {"title", system.title},
          {"category", to_string(system.category)},
          {"twin", or_null(system.twin)},
          {"mutants", system.mutants.size()},
          {"turns", turns}};
}

Json script_json(const suite::TaskScript& script, bool with_code) {
  Json row{{"role", script.role}, {"file", script.file}, {"says", script.says}};
  if (with_code) row["code"] = *script.code;
  return row;
}

std::string task_text(const suite::Turn& turn) {
  std::string out = fmt::format("turn {}  ({} s simulated, compare = {}, {})\n\n{}\n", turn.number, turn.horizon_s,
                                turn.comparison.mode, counted(turn.equivalents.size(), "equivalent"), turn.prompt);
  for (const std::string& fault : turn.faults) out += fmt::format("  {:<24} {}\n", "fault in given.py", fault);
  if (!turn.drawn.is_null()) out += fmt::format("  {:<24} {}\n", "drawn", values_in_words(turn.drawn["values"]));
  for (const suite::Requirement& r : turn.requirements)
    out += fmt::format("  {:<24} {}\n  {:<24} {}\n", r.id, r.says, "", check_in_words(r.kind, r.parameters));
  return out;
}

std::string system_text(const suite::System& system) {
  size_t requirements = 0;
  for (const suite::Turn& turn : system.turns) requirements += turn.requirements.size();
  return fmt::format("  {:<20} {}  {:<44} {:>3} requirements, {}{}\n", system.name, to_string(system.category),
                     system.title, requirements, counted(system.mutants.size(), "mutant"),
                     system.twin ? ", twin " + *system.twin : "");
}

std::string suite_text(const suite::Suite& suite) {
  std::string out = fmt::format("{} {}  for {} {}, {} × 3 turns, hash {}\n", suite.name, suite.version, suite.simulator,
                                suite.requires_version, counted(suite.systems.size(), "system"),
                                suite.hash.empty() ? "none: it isn't whole" : suite.hash.substr(0, 12));
  for (const suite::System& system : suite.systems) out += system_text(system);
  return out;
}

/// All folders with a suite.toml below ./suites and the program's own suites.
std::vector<fs::path> known_suites() {
  std::vector<fs::path> found;
  std::set<std::string> names;
  for (const fs::path& place : {fs::path("suites"), data_folder("suites")})
    for (const fs::path& folder : list_folders(place))
      if (fs::exists(folder / "suite.toml") && names.insert(folder.filename()).second) found.push_back(folder);
  return found;
}

/// A suite, and what of it.
struct Asked {
  fs::path folder;
  std::vector<std::string> parts;  ///< system, turn, script
};

/// Of a path of a file or folder: the suite that it lies in, and where there; nullopt where it lies in none.
std::optional<Asked> by_path(const fs::path& path) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return std::nullopt;
  fs::path whole = fs::absolute(path).lexically_normal();
  for (fs::path folder = whole; folder != folder.parent_path(); folder = folder.parent_path()) {
    if (!fs::exists(folder / "suite.toml", ignored)) continue;
    Asked asked{folder, {}};
    for (const fs::path& part : whole.lexically_relative(folder))
      if (part != "." && !part.empty()) asked.parts.push_back(part.string());
    return asked;
  }
  return std::nullopt;
}

/// "examples/suite/cart/1" is turn 1 of system cart in the folder examples/suite: its longest beginning that is a
/// suite.
Result<Asked> what_is_asked(std::string_view what) {
  for (size_t end = what.size(); end != 0 && end != std::string_view::npos; end = what.rfind('/', end - 1)) {
    Result<fs::path> folder = suite::locate(what.substr(0, end));
    if (!folder) continue;
    Asked asked{*folder, {}};
    for (std::string_view part : split(what.substr(end), '/'))
      if (!part.empty()) asked.parts.emplace_back(part);
    return asked;
  }
  if (auto asked = by_path(what)) return *asked;  // from inside a suite
  return pass_on(suite::locate(what).error());
}

/// As files lie: "systems/cart/turn1/equivalents/spec.py" is "cart/1/spec.py", "systems/cart/mutants/04-damped.py" is
/// of the turn that the mutant belongs to, and a turn's other files, if they are there, are shown with the turn. As
/// validation.json has it, "turn1/mutants.patch/04-damped" is "1/04-damped".
std::vector<std::string> as_names(const Asked& asked, const suite::Suite& suite) {
  std::vector<std::string> names = asked.parts;
  if (!names.empty() && names[0] == "systems") names.erase(names.begin());
  if (names.size() < 2) return names;
  for (const char* turn : {"1", "2", "3"})
    if (names[1] == fmt::format("turn{}", turn)) names[1] = turn;
  if (names.size() > 2 && names[1] == "mutants")
    if (const suite::System* system = suite.find(names[0]))
      for (const suite::Mutant& mutant : system->mutants)
        if (mutant.script.path.filename() == names[2]) names[1] = std::to_string(mutant.turn);
  if (names.size() > 3 && (names[2] == "equivalents" || names[2] == "mutants.patch")) names.erase(names.begin() + 2);
  bool of_turn = names.size() > 2 && (names[2].ends_with(".toml") || names[2].ends_with(".md") || names[2] == "steps" ||
                                      names[2] == "mutants.patch");
  fs::path file = asked.folder / "systems" / names[0] / (of_turn ? "turn" + names[1] : names[1]);
  for (size_t i = 2; of_turn && i < names.size(); ++i) file /= names[i];
  if ((of_turn || names[1].ends_with(".toml")) && fs::exists(file)) names.resize(of_turn ? 2 : 1);
  return names;
}

/// A turn with the names of its scripts, or one script whole: "2", "2/06-soft".
Result<int> show_task(const Arguments& arguments, const suite::Suite& suite, const suite::System& system,
                      const std::vector<std::string>& parts) {
  int number = parts[0] == "1" ? 1 : parts[0] == "2" ? 2 : parts[0] == "3" ? 3 : 0;
  if (number == 0) return usage_error(fmt::format("a turn is 1, 2 or 3, not '{}'", parts[0]));
  std::vector<suite::CalibrationTask> calibration;  // of the files as they stand: of an instance there is none
  if (!suite.instance) {
    TRY_ASSIGN(calibration, suite::load_calibration(suite));
  }
  std::vector<suite::TaskScript> scripts = suite::task_scripts(system, number, calibration);
  if (parts.size() > 1) {
    TRY_ASSIGN(suite::TaskScript script, suite::find_script(scripts, parts[1]));
    print(arguments.json() ? to_text(script_json(script, true)) : *script.code);
    return kOk;
  }
  Json task = task_json(system.turn(number));
  task.update({{"system", system.name}, {"title", system.title}, {"category", to_string(system.category)}});
  std::string text = fmt::format("{}  {}  {}\n", system.name, to_string(system.category), system.title) +
                     task_text(system.turn(number)) + "\n";
  for (const suite::TaskScript& script : scripts) {
    task["scripts"].push_back(script_json(script, false));
    text += fmt::format("  {:<12} {:<36} {}\n", script.role, script.file, script.says);
  }
  print(arguments.json() ? to_text(task) : fitted(text, reader_width()));
  return kOk;
}

/// A file of the suite that belongs to no system, as it stands: a template, suite.toml, validation.json.
Result<int> show_file(const Arguments& arguments, const fs::path& file) {
  TRY_ASSIGN(std::string text, read_file(file, size_t{16} << 20));
  print(arguments.json() ? to_text({{"file", file.string()}, {"text", text}}) : text);
  return kOk;
}

/// Where a file of the calibration set lies: its task, and the script that it is. Others stay as they are asked for.
Result<std::vector<std::string>> of_calibration(const suite::Suite& suite, std::vector<std::string> parts) {
  TRY_ASSIGN(std::vector<suite::CalibrationTask> tasks, suite::load_calibration(suite));
  std::vector<std::string> names;
  for (const suite::CalibrationTask& task : tasks) names.push_back(task.name);
  for (const suite::CalibrationTask& task : tasks) {
    if (parts.size() < 2 || task.name != parts[1]) continue;
    std::vector<std::string> found{task.system->name, std::to_string(task.turn)};
    bool is_item = std::any_of(task.items.begin(), task.items.end(),
                               [&](const suite::CalibrationItem& item) { return item.file == parts.back(); });
    if (is_item) found.push_back(parts.back());
    return found;
  }
  return fail(ErrorCode::not_found,
              fmt::format("no calibration task '{}'{}", parts.size() < 2 ? "" : parts[1],
                          did_you_mean(parts.size() < 2 ? "" : parts[1], names)),
              (suite.folder / "calibration").string());
}

}  // namespace

Result<int> run_suite_list(const Arguments& arguments) {
  Json rows = Json::array();
  bool sound = true;
  for (const fs::path& folder : known_suites()) {
    TRY_ASSIGN(suite::Partial partial, suite::load_what_is_right(folder, verdict::check_kind));
    const suite::Suite& suite = partial.suite;
    if (!arguments.json() && !suite.name.empty()) print(fitted(suite_text(suite), reader_width()));
    for (const Error& problem : partial.problems) say("problem: " + problem.text());
    sound = sound && partial.problems.empty();
    rows.push_back({{"name", suite.name},
                    {"version", suite.version},
                    {"simulator", suite.simulator},
                    {"systems", suite.systems.size()},
                    {"hash", suite.hash},
                    {"folder", suite.folder.string()}});
  }
  if (rows.empty())
    return fail(ErrorCode::not_found, "no suite here; the program's own should be there", data_folder("suites"));
  if (arguments.json()) print(to_text({{"suites", rows}}));
  return sound ? kOk : kFailed;
}

Result<int> run_suite_show(const Arguments& arguments) {
  TRY_ASSIGN(Asked asked, what_is_asked(arguments.positional.at(0)));
  TRY_ASSIGN(auto instance, instance_of(arguments));
  fs::path file = asked.folder;
  for (const std::string& part : asked.parts) file /= part;
  bool is_set = !asked.parts.empty() && asked.parts[0] == "calibration" && fs::exists(file);
  bool is_of_system = asked.parts.empty() || asked.parts[0] == "systems" || is_set;
  if (!is_of_system && fs::is_regular_file(file)) return show_file(arguments, file);
  // "systems/cart/turn1" is of system cart, too
  size_t at = !asked.parts.empty() && asked.parts[0] == "systems" ? 1 : 0;
  std::string only = at < asked.parts.size() && !is_set ? asked.parts[at] : "";
  TRY_ASSIGN(suite::Suite suite, load_suite(asked.folder.string(), instance, only));
  std::vector<std::string> parts;
  if (is_set) {
    TRY_ASSIGN(parts, of_calibration(suite, asked.parts));
  } else {
    parts = as_names(asked, suite);
  }
  if (parts.empty()) {
    Json systems = Json::array();
    for (const suite::System& system : suite.systems) systems.push_back(system_json(system));
    print(arguments.json() ? to_text({{"name", suite.name}, {"hash", suite.hash}, {"systems", systems}})
                           : fitted(suite_text(suite), reader_width()));
    return kOk;
  }
  TRY_ASSIGN(const suite::System* system, suite::system_of(suite, parts[0]));
  if (parts.size() == 1) {
    std::string text = system_text(*system);
    for (const suite::Turn& turn : system->turns) text += "\n" + task_text(turn);
    print(arguments.json() ? to_text(system_json(*system)) : fitted(text, reader_width()));
    return kOk;
  }
  return show_task(arguments, suite, *system, {parts.begin() + 1, parts.end()});
}

}  // namespace simbench::cli
