// Loads a suite folder file by file; the first thing that is missing or wrong ends it, with file, line and remedy.
#include "suite/parameters/instance.h"
#include "suite/reader.h"
#include "suite/requirements.h"
#include "suite/suite.h"
#include "suite/texts.h"

namespace simbench::suite {
namespace {

Result<std::vector<Script>> read_scripts(const fs::path& folder, const std::string& canary) {
  std::vector<Script> scripts;
  for (const fs::path& file : list_files(folder)) {
    if (file.extension() != ".py") continue;
    TRY_ASSIGN(Script script, read_script(file, canary));
    scripts.push_back(std::move(script));
  }
  return scripts;
}

Result<std::vector<std::string>> read_steps(const fs::path& folder, const std::string& canary) {
  std::vector<std::string> steps;
  for (int number = 1;; ++number) {
    fs::path file = folder / fmt::format("{}.md", number);
    if (!fs::exists(file)) break;
    TRY_ASSIGN(std::string text, read_marked(file, canary));
    steps.push_back(std::move(text));
  }
  if (steps.size() == 1 || steps.size() > 4)
    return fail(ErrorCode::invalid_input, fmt::format("has {} steps; 2 to 4 are needed (1.md, 2.md, …)", steps.size()),
                folder.string());
  return steps;
}

std::string turn_hash(const Turn& turn) {
  Hasher hasher;
  hasher.add("prompt", turn.prompt)
      .add("given", turn.given ? turn.given->code : "")
      .add("reference", turn.reference.code);
  for (const Script& script : turn.equivalents) hasher.add(script.path.filename().string(), script.code);
  for (const std::string& step : turn.steps) hasher.add("step", step);
  hasher.add("roles", to_text(turn.roles)).add("horizon", fmt::format("{}", turn.horizon_s));
  hasher.add("comparison", turn.comparison.mode + to_text(turn.comparison.tolerance));
  for (const Requirement& r : turn.requirements)
    hasher.add(
        r.id,
        to_text({{"kind", r.kind}, {"parameters", r.parameters}, {"weight", r.weight}, {"given_only", r.given_only}}));
  return hasher.hex();
}

Result<Turn> load_turn(const fs::path& folder, int number, const std::string& canary, const KindCheck& check_kind) {
  Turn turn;
  turn.number = number;
  TRY_ASSIGN(std::optional<TurnParameters> parameters, read_turn_parameters(folder));
  TRY_ASSIGN(turn.prompt, read_marked(folder / "prompt.md", canary));
  TRY_ASSIGN(turn.reference, read_script(folder / "reference.py", canary));
  if (number > 1) {
    TRY_ASSIGN(turn.given, read_script(folder / "given.py", canary));
  }
  TRY_ASSIGN(turn.equivalents, read_scripts(folder / "equivalents", canary));
  if (turn.equivalents.empty())
    return fail(ErrorCode::invalid_input, "needs at least one equivalents/*.py: a right solution written another way",
                folder.string());
  TRY_ASSIGN(turn.steps, read_steps(folder / "steps", canary));
  if (parameters) turn.prompt = parameters->text(turn.prompt);
  for (std::string& step : turn.steps)
    if (parameters) step = parameters->text(step);
  TRY_ASSIGN(TomlDocument document, read_turn_requirements(folder, parameters));
  TRY(read_requirements(document, check_kind, turn));
  return turn;
}

Result<std::vector<Mutant>> load_mutants(const fs::path& folder, const System& system, const std::string& canary) {
  std::vector<Mutant> mutants;
  TRY_ASSIGN(TomlDocument document, read_toml(folder / "mutants.toml"));
  const Json& rows = get(document.root, "mutant");
  for (size_t i = 0; rows.is_array() && i < rows.size(); ++i) {
    TableReader row(document, fmt::format("/mutant/{}", i));
    TRY(row.only({"file", "turn", "breaks", "severity", "says"}));
    Mutant mutant;
    mutant.where = row.where();
    TRY_ASSIGN(std::string file, row.text("file"));
    mutant.turn = static_cast<int>(row.number_or("turn", 0));
    if (mutant.turn < 1 || mutant.turn > 3) return row.complain("turn", "turn must be 1, 2 or 3");
    TRY_ASSIGN(mutant.breaks, row.texts("breaks"));
    if (mutant.breaks.empty()) return row.complain("breaks", "breaks must name at least one requirement");
    for (const std::string& id : mutant.breaks) {
      const auto& known = system.turn(mutant.turn).requirements;
      if (std::none_of(known.begin(), known.end(), [&](const Requirement& r) { return r.id == id; }))
        return row.complain("breaks", fmt::format("turn {} has no requirement '{}'", mutant.turn, id));
    }
    mutant.severity = static_cast<int>(row.number_or("severity", 3));
    TRY_ASSIGN(mutant.says, row.text("says"));
    TRY_ASSIGN(mutant.script, read_variant(folder / "mutants" / file, folder, mutant.turn, canary));
    mutants.push_back(std::move(mutant));
  }
  for (const Turn& turn : system.turns)
    if (std::count_if(mutants.begin(), mutants.end(), [&](const Mutant& m) { return m.turn == turn.number; }) < 2)
      return fail(ErrorCode::invalid_input, fmt::format("turn {} needs at least two mutants", turn.number),
                  (folder / "mutants.toml").string());
  return mutants;
}

Result<System> load_system(const fs::path& folder, const std::string& canary, const KindCheck& check_kind) {
  System system;
  system.name = folder.filename().string();
  TRY_ASSIGN(TomlDocument document, read_toml(folder / "system.toml"));
  TableReader top(document, "");
  TRY(top.only({"title", "category", "needs", "horizon_s", "twin", "tags", "turn1", "turn2", "turn3"}));
  TRY_ASSIGN(system.title, top.text("title"));
  TRY_ASSIGN(std::string category, top.text("category"));
  auto known = category_from(category);
  if (!known)
    return top.complain("category", fmt::format("category must be MBS, FEA, VEH, RBT or SEN, not '{}'", category));
  system.category = *known;
  TRY_ASSIGN(system.needs, top.texts("needs"));
  TRY_ASSIGN(system.tags, top.texts("tags"));
  if (auto twin = get_string(document.root, "twin")) system.twin = *twin;
  double horizon_s = top.number_or("horizon_s", 0);
  if (horizon_s <= 0) return top.complain("horizon_s", "needs horizon_s, the simulated seconds of a run, above 0");
  for (int number = 1; number <= 3; ++number) {
    TRY_ASSIGN(Turn turn, load_turn(folder / fmt::format("turn{}", number), number, canary, check_kind));
    turn.horizon_s = horizon_s;
    std::string key = fmt::format("turn{}", number);
    if (get(document.root, key).is_object()) {
      TableReader own(document, "/" + key);
      TRY(own.only({"horizon_s", "faults"}));
      turn.horizon_s = own.number_or("horizon_s", horizon_s);
      TRY_ASSIGN(turn.faults, own.texts("faults"));
    }
    turn.hash = turn_hash(turn);
    system.turns[static_cast<size_t>(number - 1)] = std::move(turn);
  }
  TRY_ASSIGN(system.mutants, load_mutants(folder, system, canary));
  TRY(check_mutant_ties(folder, system));
  return system;
}

std::string suite_hash(const Suite& suite) {
  Hasher hasher;
  hasher.add("name", suite.name)
      .add("version", suite.version)
      .add("simulator", suite.simulator + suite.requires_version);
  for (const auto& [name, text] : suite.templates) hasher.add(name, text);
  for (const System& system : suite.systems) {
    hasher.add(system.name, to_string(system.category));
    for (const Turn& turn : system.turns) hasher.add("turn", turn.hash);
  }
  return hasher.hex();
}

}  // namespace

std::vector<const Mutant*> System::mutants_of(int turn) const {
  std::vector<const Mutant*> out;
  for (const Mutant& mutant : mutants)
    if (mutant.turn == turn) out.push_back(&mutant);
  return out;
}

const System* Suite::find(std::string_view system) const {
  auto it = std::find_if(systems.begin(), systems.end(), [&](const System& s) { return s.name == system; });
  return it == systems.end() ? nullptr : &*it;
}

Result<Suite> load_head(const fs::path& folder) {
  Suite suite;
  suite.folder = folder;
  TRY_ASSIGN(TomlDocument document, read_toml(folder / "suite.toml"));
  TableReader top(document, "");
  TRY(top.only({"name", "version", "simulator", "requires", "license", "canary", "traces"}));
  TRY_ASSIGN(suite.name, top.text("name"));
  TRY_ASSIGN(suite.version, top.text("version"));
  TRY_ASSIGN(suite.simulator, top.text("simulator"));
  TRY_ASSIGN(suite.license, top.text("license"));
  TRY_ASSIGN(suite.canary, top.text("canary"));
  suite.requires_version = top.text_or("requires", "");
  suite.stores_traces = top.flag_or("traces", false);
  for (Arm arm : all_arms()) {
    std::string name(to_string(arm));
    TRY_ASSIGN(suite.templates[name], read_marked(folder / "templates" / (name + ".md"), suite.canary));
  }
  if (fs::path upstream = folder / "templates/upstream.md"; fs::exists(upstream)) {
    TRY_ASSIGN(suite.templates["upstream"], read_marked(upstream, suite.canary));
  }
  return suite;
}

Result<Suite> load(const fs::path& folder, const KindCheck& check_kind) {
  TRY_ASSIGN(Suite suite, load_head(folder));
  for (const fs::path& path : list_folders(folder / "systems")) {
    TRY_ASSIGN(System system, load_system(path, suite.canary, check_kind));
    suite.systems.push_back(std::move(system));
  }
  if (suite.systems.empty()) return fail(ErrorCode::invalid_input, "has no system", (folder / "systems").string());
  suite.hash = suite_hash(suite);
  return suite;
}

Result<fs::path> locate(std::string_view name_or_path) {
  std::vector<fs::path> places{fs::path(name_or_path), fs::path("suites") / name_or_path,
                               source_folder() / "suites" / name_or_path};
  for (const fs::path& place : places)
    if (fs::exists(place / "suite.toml")) return place;
  return fail(
      ErrorCode::not_found,
      fmt::format("no suite '{}': give a folder with a suite.toml, or one of those that `simbench suite list` shows",
                  name_or_path));
}

}  // namespace simbench::suite
