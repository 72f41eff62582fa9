// Loads a suite folder file by file. What is missing or wrong is noted, with file, line and remedy, and the next file
// is read: an author sees all of it at once.
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/toml.h"
#include "suite/parameters/instance.h"
#include "suite/patches.h"
#include "suite/reader.h"
#include "suite/requirements.h"
#include "suite/suite.h"
#include "suite/templates.h"
#include "suite/texts.h"

namespace simbench::suite {
namespace {

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

/// Where problems are noted on the way.
class Notes {
 public:
  explicit Notes(std::vector<Error>& problems) : problems_(problems) {}
  /// Once: turns that share a file would each tell what it lacks.
  void add(Error error) {
    bool told = std::any_of(problems_.begin(), problems_.end(), [&](const Error& before) {
      return before.where == error.where && before.message == error.message;
    });
    if (!told) problems_.push_back(std::move(error));
  }
  /// True if it is all right.
  bool ok(const Status& status) {
    if (!status) add(status.error());
    return status.has_value();
  }
  /// The value into `place`, or a note.
  template <typename T, typename Place>
  bool take(Result<T> result, Place& place) {
    if (!result) add(result.error());
    if (result) place = std::move(*result);
    return result.has_value();
  }
  void add_all(std::vector<Error> errors) {
    for (Error& error : errors) add(std::move(error));
  }
  std::vector<Error>& all() { return problems_; }

 private:
  std::vector<Error>& problems_;
};

std::vector<Script> read_equivalents(const fs::path& folder, const std::string& canary, Notes& notes) {
  std::vector<Script> scripts;
  size_t found = 0;
  for (const fs::path& file : list_files(folder)) {
    if (file.extension() != ".py") continue;
    ++found;
    if (Script script; notes.take(read_script(file, canary), script)) scripts.push_back(std::move(script));
  }
  if (found == 0)
    notes.add({ErrorCode::invalid_input, "needs at least one equivalents/*.py: a right solution written another way",
               folder.parent_path().string()});
  return scripts;
}

std::vector<std::string> read_steps(const fs::path& folder, const std::string& canary, Notes& notes) {
  std::vector<std::string> steps;
  for (int number = 1;; ++number) {
    fs::path file = folder / fmt::format("{}.md", number);
    if (!fs::exists(file)) break;
    notes.take(read_marked(file, canary), steps.emplace_back());
  }
  if (steps.size() == 1 || steps.size() > 4)
    notes.add({ErrorCode::invalid_input, fmt::format("has {} steps; 2 to 4 are needed (1.md, 2.md, …)", steps.size()),
               folder.string()});
  return steps;
}

/// What a loader carries along.
struct Loading {
  const std::string& canary;
  const KindCheck& check_kind;
  const Drawing& drawing;
  Notes& notes;
};

/// The scripts as the instance has them.
Status draw_scripts(const TurnParameters& parameters, Turn& turn) {
  std::vector<Script*> scripts{&turn.reference};
  if (turn.given) scripts.push_back(&*turn.given);
  for (Script& script : turn.equivalents) scripts.push_back(&script);
  for (Script* script : scripts) {
    TRY_ASSIGN(script->code, render_script(script->code, parameters.table, parameters.drawn, script->path.string()));
  }
  return {};
}

/// The check without the requirements in which a formula is wrong: there a number stands for it that nobody wrote.
/// None at all where roles have one.
KindCheck without_formulas(const KindCheck& check, const TomlDocument& document, const std::vector<Error>& formulas) {
  if (formulas.empty() || !check) return check;
  auto line_of = [](const std::string& where) { return std::atoi(where.c_str() + where.rfind(':') + 1); };
  std::map<int, std::string> begins{{0, ""}, {line_of(document.where("/roles")), ""}};  // line → requirement
  const Json& rows = get(document.root, "requirement");
  for (size_t i = 0; rows.is_array() && i < rows.size(); ++i) {
    std::string where = document.where(fmt::format("/requirement/{}", i));
    begins[line_of(where)] = where;
  }
  std::set<std::string> left_out;
  for (const Error& formula : formulas) left_out.insert(std::prev(begins.upper_bound(line_of(formula.where)))->second);
  if (left_out.contains("")) return {};
  return [check, left_out](const Requirement& requirement, const Json& roles) {
    return left_out.contains(requirement.where) ? std::vector<std::string>() : check(requirement, roles);
  };
}

void load_turn(const fs::path& folder, const Loading& loading, Turn& turn) {
  auto& [canary, check_kind, drawing, notes] = loading;
  std::optional<TurnParameters> parameters;
  std::vector<Error> of_values;
  parameters = read_turn_values(folder, drawing.compute, of_values);
  bool knows_values = of_values.empty();
  notes.add_all(std::move(of_values));
  std::vector<Error> against;  // what the files say against their own values: those of an instance come after
  if (parameters) turn.computed = parameters->oracle_file, against = problems_of_files(folder, *parameters);
  if (!knows_values) against = problems_without_values(folder);
  if (parameters && drawing.instance)
    knows_values = notes.ok(parameters->draw(*drawing.instance, folder, drawing.compute)) && knows_values;
  notes.take(read_marked(folder / "prompt.md", canary), turn.prompt);
  notes.take(read_script(folder / "reference.py", canary), turn.reference);
  if (turn.number > 1) notes.take(read_script(folder / "given.py", canary), turn.given);
  turn.equivalents = read_equivalents(folder / "equivalents", canary, notes);
  turn.steps = read_steps(folder / "steps", canary, notes);
  for (const Error& problem : against) notes.add(problem);
  if (parameters && knows_values && against.empty()) {
    turn.prompt = parameters->text(turn.prompt);
    for (std::string& step : turn.steps) step = parameters->text(step);
    if (drawing.instance) {
      notes.ok(draw_scripts(*parameters, turn));
      turn.drawn = parameters->to_json();
    }
  }
  // Requirements compute from parameters: where those can't be read, complaints about formulas would be echoes.
  std::optional<TurnParameters> none = knows_values ? parameters : std::optional(TurnParameters());
  std::vector<Error> formulas;
  if (TomlDocument document; notes.take(read_turn_requirements(folder, none, formulas), document))
    read_requirements(document, without_formulas(check_kind, document, formulas), turn, notes.all());
  if (!knows_values && !formulas.empty())
    formulas = {{ErrorCode::invalid_input,
                 "its formulas, and requirements that have one, weren't looked at further: the values of "
                 "parameters.toml come first",
                 (folder / "requirements.toml").string()}};
  notes.add_all(std::move(formulas));
  turn.hash = turn_hash(turn);
}

using DrawnTurn = Result<std::optional<TurnParameters>>;

DrawnTurn draw_turn(const fs::path& folder, const Drawing& drawing) {
  TRY_ASSIGN(auto parameters, read_turn_parameters(folder, drawing.compute));
  if (parameters) TRY(parameters->draw(*drawing.instance, folder, drawing.compute));
  return parameters;
}

/// A script or patch of a turn as the instance has it. The turn's values are drawn once, for the first text.
TextChange drawn_text(const fs::path& folder, int turn, const Loading& loading) {
  if (!loading.drawing.instance) return {};
  auto turn_drawn = std::make_shared<std::optional<DrawnTurn>>();
  return [turn_drawn, folder = folder / fmt::format("turn{}", turn), &drawing = loading.drawing](
             std::string_view text, const fs::path& file) -> Result<std::string> {
    if (!*turn_drawn) *turn_drawn = draw_turn(folder, drawing);
    const DrawnTurn& drawn = **turn_drawn;
    if (!drawn) return pass_on(drawn.error());
    if (!*drawn) return std::string(text);
    return render_script(text, (*drawn)->table, (*drawn)->drawn, file.string());
  };
}

/// The ids of all requirements, whatever else is wrong with them; nullopt where not all can be read.
std::optional<std::vector<std::string>> ids_of(const fs::path& requirements) {
  auto document = read_toml(requirements);
  if (!document) return std::nullopt;
  std::vector<std::string> ids;
  for (const Json& row : get(document->root, "requirement")) {
    auto id = get_string(row, "id");
    if (!id) return std::nullopt;
    ids.push_back(std::move(*id));
  }
  return ids.empty() ? std::nullopt : std::optional(std::move(ids));
}

/// What rows of mutants.toml are of.
struct Rows {
  const fs::path& folder;
  const System& system;
  std::array<Result<PatchFile>, 3> patches;  ///< of each turn
};

/// The requirements that the mutant breaks, or a note.
void read_breaks(const TableReader& row, const Rows& rows, Mutant& mutant, Notes& notes) {
  if (!notes.take(row.texts("breaks"), mutant.breaks)) return;
  if (mutant.breaks.empty()) notes.ok(row.complain("breaks", "breaks must name at least one requirement"));
  const auto& sound = rows.system.turn(mutant.turn).requirements;
  for (const std::string& id : mutant.breaks) {
    if (std::any_of(sound.begin(), sound.end(), [&](const Requirement& r) { return r.id == id; })) continue;
    auto known = ids_of(rows.folder / fmt::format("turn{}/requirements.toml", mutant.turn));
    if (!known)
      notes.add({ErrorCode::invalid_input,
                 fmt::format("what its mutants of turn {0} break wasn't looked at: the ids of "
                             "turn{0}/requirements.toml come first",
                             mutant.turn),
                 (rows.folder / "mutants.toml").string()});
    else if (std::find(known->begin(), known->end(), id) == known->end())
      notes.ok(row.complain(
          "breaks", fmt::format("turn {} has no requirement '{}'{}", mutant.turn, id, did_you_mean(id, *known, 0))));
  }
}

/// nullopt where anything is wrong; all of it is noted.
std::optional<Mutant> read_mutant(TableReader row, Rows& rows, Notes& notes) {
  size_t before = notes.all().size();
  notes.add_all(row.unknown({"patch", "file", "turn", "breaks", "severity", "says"}));
  Mutant mutant;
  mutant.where = row.where();
  mutant.turn = static_cast<int>(row.number_or("turn", 0));
  bool has_turn = mutant.turn >= 1 && mutant.turn <= 3;
  if (has_turn)
    read_breaks(row, rows, mutant, notes);
  else
    notes.ok(row.complain("turn", "turn must be 1, 2 or 3"));
  const Json& severity = row.value("severity");
  bool is_known = severity.is_null() || (severity.is_number_integer() && severity >= 1 && severity <= 5);
  if (!is_known) notes.ok(row.complain("severity", "severity is 1 (slight) to 5 (fatal), a whole number"));
  if (is_known && !severity.is_null()) mutant.severity = severity.get<int>();
  notes.take(row.text("says"), mutant.says);
  bool has_program = false;  // what its base lacks may have been told already
  if (has_turn) {
    Result<PatchFile>& of_turn = rows.patches[static_cast<size_t>(mutant.turn - 1)];
    has_program =
        notes.take(of_turn ? of_turn->program(row, rows.folder / "mutants") : Result<Script>(pass_on(of_turn.error())),
                   mutant.script);
  }
  return notes.all().size() > before || !has_program ? std::nullopt : std::optional(std::move(mutant));
}

/// What is wrong with the list as a whole.
std::vector<Error> problems_of_list(const fs::path& list, const std::array<std::vector<std::string>, 3>& of_turn,
                                    const std::array<Result<PatchFile>, 3>& patches) {
  std::vector<Error> problems;
  for (size_t i = 0; i < of_turn.size(); ++i) {
    if (of_turn[i].size() < 2)
      problems.push_back(
          {ErrorCode::invalid_input, fmt::format("turn {} needs at least two mutants", i + 1), list.string()});
    if (!patches[i]) continue;  // told by its rows
    for (Error& problem : patches[i]->unclaimed({of_turn[i].begin(), of_turn[i].end()}, list.filename().string()))
      problems.push_back(std::move(problem));
  }
  return problems;
}

/// Where the list of mutants can't be read: what can be seen of the patches without it, and what waits for it.
void look_without_list(const fs::path& folder, std::array<Result<PatchFile>, 3>& of_turns, Notes& notes) {
  for (Result<PatchFile>& patches : of_turns) {
    if (!patches) notes.add(patches.error());
    if (patches) notes.add_all(patches->problems());
  }
  if (std::vector<std::string> files = turns_with_sentences(folder); !files.empty())
    notes.add({ErrorCode::invalid_input,
               fmt::format("the mutants that sentences of {} name weren't looked at: this file comes first",
                           join(files, ", ")),
               (folder / "mutants.toml").string()});
}

/// Fills the system's mutants; the names of those that can't be read, nullopt if the list itself can't.
std::optional<std::vector<std::string>> load_mutants(const fs::path& folder, System& system, const Loading& loading) {
  Notes& notes = loading.notes;
  std::vector<std::string> unread;
  auto patches_of = [&](int turn) {
    return PatchFile::read(folder / fmt::format("turn{}/mutants.patch", turn),
                           {folder, turn, loading.canary, drawn_text(folder, turn, loading)});
  };
  Rows named{folder, system, {patches_of(1), patches_of(2), patches_of(3)}};
  TomlDocument document;
  if (!notes.take(read_toml(folder / "mutants.toml"), document)) {
    look_without_list(folder, named.patches, notes);
    return std::nullopt;
  }
  const Json& rows = get(document.root, "mutant");
  std::array<std::vector<std::string>, 3> of_turn;  // their names; those that can't be read are there, too
  for (size_t i = 0; rows.is_array() && i < rows.size(); ++i) {
    TableReader row(document, fmt::format("/mutant/{}", i));
    std::string name = row.text_or("patch", row.text_or("file", ""));
    double turn = row.number_or("turn", 0);
    if (turn >= 1 && turn <= 3) of_turn[static_cast<size_t>(turn) - 1].push_back(name);
    if (auto mutant = read_mutant(row, named, notes))
      system.mutants.push_back(std::move(*mutant));
    else
      unread.push_back(std::move(name));
  }
  notes.add_all(problems_of_list(folder / "mutants.toml", of_turn, named.patches));
  return unread;
}

/// Fills what system.toml says.
void read_system(const TomlDocument& document, System& system, Notes& notes) {
  TableReader top(document, "");
  notes.add_all(top.unknown({"title", "category", "needs", "horizon_s", "twin", "tags", "turn1", "turn2", "turn3"}));
  notes.take(top.text("title"), system.title);
  std::string category;
  if (notes.take(top.text("category"), category)) {
    if (auto known = category_from(category))
      system.category = *known;
    else
      notes.ok(top.complain("category", fmt::format("category must be MBS, FEA, VEH, RBT or SEN, not '{}'", category)));
  }
  notes.take(top.texts("needs"), system.needs);
  notes.take(top.texts("tags"), system.tags);
  if (auto twin = get_string(document.root, "twin")) system.twin = *twin;
  double horizon_s = top.number_or("horizon_s", 0);
  if (horizon_s <= 0) notes.ok(top.complain("horizon_s", "needs horizon_s, the simulated seconds of a run, above 0"));
  for (Turn& turn : system.turns) {
    turn.horizon_s = horizon_s;
    std::string key = fmt::format("turn{}", turn.number);
    if (!get(document.root, key).is_object()) continue;
    TableReader own(document, "/" + key);
    notes.add_all(own.unknown({"horizon_s", "faults"}));
    turn.horizon_s = own.number_or("horizon_s", horizon_s);
    if (horizon_s > 0 && turn.horizon_s <= 0)
      notes.ok(own.complain("horizon_s", "horizon_s must be above 0, in simulated seconds"));
    notes.take(own.texts("faults"), turn.faults);
  }
}

System load_system(const fs::path& folder, const Loading& loading) {
  Notes& notes = loading.notes;
  System system;
  system.name = folder.filename().string();
  for (int number = 1; number <= 3; ++number) system.turns[static_cast<size_t>(number - 1)].number = number;
  TomlDocument document;
  bool is_read = notes.take(read_toml(folder / "system.toml"), document);
  if (is_read) read_system(document, system, notes);
  for (int number = 1; number <= 3; ++number)
    load_turn(folder / fmt::format("turn{}", number), loading, system.turns[static_cast<size_t>(number - 1)]);
  if (auto unread = load_mutants(folder, system, loading))
    notes.add_all(problems_of_mutants(folder, system, *unread, loading.drawing.compute, is_read));
  return system;
}

void read_template(const std::string& name, const fs::path& file, Suite& suite, Notes& notes) {
  std::string text;
  if (notes.take(read_marked(file, suite.canary), text)) suite.templates[name] = std::move(text);
  if (auto content = read_file(file); content && is_utf8(*content))
    for (Error& problem : check_template(name, *content, file)) notes.add(std::move(problem));
}

/// False if what all files begin with isn't there: then nothing can be said of them.
bool read_head(const fs::path& folder, Suite& suite, Notes& notes) {
  suite.folder = folder;
  TomlDocument document;
  if (!notes.take(read_toml(folder / "suite.toml"), document)) return false;
  TableReader top(document, "");
  notes.add_all(top.unknown({"name", "version", "simulator", "requires", "license", "canary", "traces", "forbids"}));
  notes.take(top.text("name"), suite.name);
  notes.take(top.text("version"), suite.version);
  notes.take(top.text("simulator"), suite.simulator);
  notes.take(top.text("license"), suite.license);
  if (!notes.take(top.text("canary"), suite.canary)) return false;
  suite.requires_version = top.text_or("requires", "");
  suite.stores_traces = top.flag_or("traces", false);
  notes.take(top.texts("forbids"), suite.forbids);
  for (const std::string& kind : suite.forbids)
    if (kind != "packages" && kind != "files" && kind != "processes")
      notes.ok(top.complain("forbids", fmt::format("'forbids' takes packages, files and processes, not '{}'", kind)));
  for (Arm arm : all_arms()) {
    std::string name(to_string(arm));
    read_template(name, folder / "templates" / (name + ".md"), suite, notes);
  }
  if (fs::path upstream = folder / "templates/upstream.md"; fs::exists(upstream))
    read_template("upstream", upstream, suite, notes);
  return true;
}

std::string suite_hash(const Suite& suite) {
  Hasher hasher;
  hasher.add("name", suite.name)
      .add("version", suite.version)
      .add("simulator", suite.simulator + suite.requires_version);
  for (const auto& [name, text] : suite.templates) hasher.add(name, text);
  for (const std::string& kind : suite.forbids) hasher.add("forbids", kind);
  for (const System& system : suite.systems) {
    hasher.add(system.name, to_string(system.category));
    for (const Turn& turn : system.turns) hasher.add("turn", turn.hash);
  }
  return hasher.hex();
}

/// True if any turn of the suite has a parameters.toml.
bool has_parameters(const fs::path& folder) {
  for (const fs::path& system : list_folders(folder / "systems"))
    for (int turn = 1; turn <= 3; ++turn)
      if (fs::exists(system / fmt::format("turn{}/parameters.toml", turn))) return true;
  return false;
}

Error no_system(const std::string& suite, std::string_view name, const std::vector<std::string>& names) {
  return {ErrorCode::not_found, fmt::format("suite {} has no system '{}'{}", suite, name, did_you_mean(name, names)),
          ""};
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

Result<const System*> system_of(const Suite& suite, std::string_view name) {
  if (const System* found = suite.find(name)) return found;
  std::vector<std::string> names;
  for (const System& system : suite.systems) names.push_back(system.name);
  return pass_on(no_system(suite.name, name, names));
}

std::string did_you_mean_task(const Suite& suite, std::string_view only) {
  std::string_view name = only.substr(0, only.find('/'));
  if (name.empty() || name.find_first_of("*?[") != std::string_view::npos || suite.find(name)) return "";
  std::vector<std::string> names;
  for (const System& system : suite.systems) names.push_back(system.name);
  std::string near = nearest(to_lower(name), names);
  return near.empty() ? "" : fmt::format("; did you mean '{}{}'?", near, only.substr(name.size()));
}

Result<Suite> load_head(const fs::path& folder) {
  Suite suite;
  std::vector<Error> problems;
  Notes notes(problems);
  read_head(folder, suite, notes);
  if (!problems.empty()) return pass_on(problems.front());
  return suite;
}

Result<Partial> load_what_is_right(const fs::path& folder, const KindCheck& check_kind, const Drawing& drawing) {
  const auto& instance = drawing.instance;
  Partial partial;
  Notes head(partial.problems);
  if (!read_head(folder, partial.suite, head)) {
    head.add({ErrorCode::invalid_input,
              "weren't looked at, nor were the templates: what is wrong in suite.toml comes first",
              (folder / "systems").string()});
    return partial;
  }
  if (instance) {
    partial.suite.instance = Instance{*instance, partial.suite.version, ""};
    partial.suite.version += instance_suffix(*instance);
  }
  if (::access((folder / "systems").c_str(), R_OK | X_OK) != 0 && errno != ENOENT)
    partial.problems.push_back({ErrorCode::not_found,
                                errno == EACCES ? "cannot be read; give yourself the right to (chmod +rx)"
                                                : fmt::format("cannot be read ({})", std::strerror(errno)),
                                (folder / "systems").string()});
  bool drawn = false;
  partial.suite.is_whole = drawing.only.empty();
  std::vector<std::string> names;
  for (const fs::path& path : list_folders(folder / "systems")) {
    names.push_back(path.filename().string());
    if (!partial.suite.is_whole && names.back() != drawing.only) continue;
    size_t before = partial.problems.size();
    Notes notes(partial.problems);
    System system = load_system(path, {partial.suite.canary, check_kind, drawing, notes});
    for (Turn& turn : system.turns) turn.forbids = partial.suite.forbids, drawn = drawn || !turn.drawn.is_null();
    if (partial.problems.size() == before) partial.suite.systems.push_back(std::move(system));
  }
  if (partial.suite.simulator.empty()) partial.suite.systems.clear();  // nobody can run them
  if (partial.suite.systems.empty() && partial.problems.empty())
    partial.problems.push_back(partial.suite.is_whole || names.empty()
                                   ? Error{ErrorCode::invalid_input, "has no system", (folder / "systems").string()}
                                   : no_system(partial.suite.name, drawing.only, names));
  if (!partial.suite.is_whole) drawn = drawn || has_parameters(folder);  // another system may be what varies
  if (instance && !drawn && partial.problems.empty()) partial.problems.push_back(nothing_to_draw(folder));
  if (partial.problems.empty() && partial.suite.is_whole) partial.suite.hash = suite_hash(partial.suite);
  return partial;
}

Result<Suite> load(const fs::path& folder, const KindCheck& check_kind, const Drawing& drawing) {
  TRY_ASSIGN(Partial partial, load_what_is_right(folder, check_kind, drawing));
  if (!partial.problems.empty()) return pass_on(partial.problems.front());
  if (drawing.instance && partial.suite.is_whole) {
    TRY_ASSIGN(Suite as_it_stands, load(folder, check_kind, {.compute = drawing.compute}));
    partial.suite.instance->hash = as_it_stands.hash;
  }
  return std::move(partial.suite);
}

Result<fs::path> locate(std::string_view name_or_path) {
  std::vector<fs::path> places{fs::path(name_or_path), fs::path("suites") / name_or_path,
                               data_folder("suites") / name_or_path};
  for (const fs::path& place : places)
    if (fs::exists(place / "suite.toml")) return place;
  std::vector<std::string> names;
  for (const fs::path& folder : {fs::path("suites"), data_folder("suites")})
    for (const fs::path& suite : list_folders(folder))
      if (fs::exists(suite / "suite.toml")) names.push_back(suite.filename().string());
  std::string_view first = name_or_path.substr(0, name_or_path.find('/'));  // of "mojoco/pendulum/1" the suite
  std::string near = did_you_mean(first, names, 0);
  return fail(
      ErrorCode::not_found,
      fmt::format("no suite '{}'{}{}", name_or_path, near,
                  near.empty() ? ": give a folder with a suite.toml, or one of those that `simbench suite list` "
                                 "shows"
                               : " `simbench suite list` shows them all"));
}

}  // namespace simbench::suite
