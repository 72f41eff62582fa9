#pragma once
// Room suite: loads, checks and hashes a suite folder (docs/format/suite.md). Knows a requirement only as (kind,
// parameters).
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "record/record.h"

namespace simbench::suite {

/// One thing that a turn's prompt asks for.
struct Requirement {
  std::string id, says, kind, source;
  Json parameters;  ///< the check table without `kind`
  double weight = 1;
  bool given_only = false;
  std::string where;  ///< file:line
};

/// How a candidate's motion is compared with the reference's.
struct Comparison {
  std::string mode = "none";  ///< "trajectory", "invariants", "none"
  Json tolerance = Json::object();
};

struct Script {
  fs::path path;        ///< of the script, or of the file that holds the patch that makes it
  std::string code;     ///< without the canary line; patches are applied
  std::string patch{};  ///< its name in that file; "" of a script
  size_t line = 0;      ///< of its head there
  std::string name() const { return patch.empty() ? path.filename().string() : patch; }
  /// Its own alone: "…/turn1/reference.py", "…/turn1/mutants.patch/05-hinged".
  fs::path address() const { return patch.empty() ? path : path / patch; }
  /// For complaints: "…/turn1/mutants.patch:12".
  std::string where() const { return patch.empty() ? path.string() : fmt::format("{}:{}", path.string(), line); }
};

struct Mutant {
  Script script;
  int turn = 1;
  std::vector<std::string> breaks;  ///< requirement ids that must not be met
  int severity = 3;                 ///< 1 slight … 5 fatal
  std::string says, where;
};

struct Turn {
  int number = 1;
  std::string prompt;
  std::optional<Script> given;
  Script reference;
  std::vector<Script> equivalents;
  std::vector<std::string> steps;   ///< texts of steps/*.md, for arm stepwise
  std::vector<std::string> faults;  ///< planted in given.py
  Json roles = Json::object();      ///< name → role table
  std::vector<Requirement> requirements;
  Comparison comparison;
  double horizon_s = 5;
  Json computed;                     ///< what oracle.json should say; null where it does, or there is no oracle.py
  Json drawn;                        ///< of an instance: {"values": {…}, "redrawn": n}; null where nothing was drawn
  std::vector<std::string> forbids;  ///< the suite's: what its words tell the model not to use
  std::string requirements_path;
  std::string hash;  ///< of everything above
};

struct System {
  std::string name, title;
  Category category = Category::mbs;
  std::vector<std::string> needs, tags;
  std::optional<std::string> twin;
  std::array<Turn, 3> turns;
  std::vector<Mutant> mutants;
  const Turn& turn(int number) const { return turns.at(static_cast<size_t>(number - 1)); }
  std::vector<const Mutant*> mutants_of(int turn) const;
};

/// Which instance a suite is, and of what.
struct Instance {
  uint64_t seed = 0;
  std::string version, hash;  ///< of the suite as it stands; the hash "" unless all of it could be loaded
};

struct Suite {
  fs::path folder;
  std::string name, version, simulator, requires_version, license, canary;
  std::map<std::string, std::string> templates;  ///< arm name → text
  std::vector<std::string> forbids;  ///< of "packages", "files", "processes": what the templates tell the model not to
                                     ///< use. A script that fails for want of one is at fault then, else unscored.
  std::vector<System> systems;       ///< sorted by name
  std::string hash;                  ///< of all that a model or the oracle sees
  std::optional<Instance> instance;  ///< nullopt: as the files stand
  bool stores_traces = false;        ///< its claims are checked from reduced traces where its simulator isn't there
  bool is_whole = true;              ///< false: it was loaded with Drawing::only
  const System* find(std::string_view system) const;
};

/// A check of the requirement kinds, given by room verdict so that this room needs not know them: returns all that is
/// wrong; what is wrong with the roles themselves begins with "role '".
using KindCheck = std::function<std::vector<std::string>(const Requirement&, const Json& roles)>;

/// A turn's oracle.py and what it is asked: expected values that no formula gives.
struct Computation {
  fs::path file;
  std::string code;                ///< of the whole file: lines in complaints are its own
  Json parameters;                 ///< name → number in SI, or word
  std::vector<std::string> names;  ///< of what it must give
};
/// Runs one: name → number in SI. Given by room oracle, so that this room needs no simulator. errors: invalid_input
/// with file and line
using Compute = std::function<Result<Json>(const Computation&)>;

/// Which numbers a suite is loaded with, and what of it.
struct Drawing {
  std::optional<uint64_t> instance;  ///< a seed, or as the files stand
  Compute compute;                   ///< for instances, and for what oracle.json doesn't say of the files as they stand
  std::string only{};  ///< the one system to load, for whoever shows or runs a task of it; "": all. The suite has no
                       ///< hash then, since that is of all of it.
};

/// Loads a suite folder; with a seed its instance, which is what write_instance() would write, paths being those of the
/// suite's own files. errors: the first thing that is missing or wrong, with file:line and what to do; invalid_input if
/// an instance is asked for and no turn has parameters; not_found if there is no system `drawing.only`
Result<Suite> load(const fs::path& folder, const KindCheck& check_kind = {}, const Drawing& drawing = {});

/// A suite as far as it can be loaded: systems with a problem are left out (all, where suite.toml says not what they
/// are for), and all problems are told.
struct Partial {
  Suite suite;  ///< its hash is "" unless it is whole
  std::vector<Error>
      problems;  ///< suite.toml and templates, then in the order of systems, turns and files; with file:line
};
/// For authors.
Result<Partial> load_what_is_right(const fs::path& folder, const KindCheck& check_kind = {},
                                   const Drawing& drawing = {});
/// The same without its systems (and so without a hash): name, simulator, templates.
Result<Suite> load_head(const fs::path& folder);
/// What write_instance() has drawn.
struct InstanceWritten {
  size_t tasks = 0;    ///< with parameters
  size_t redrawn = 0;  ///< draws that broke a relation
};
/// Writes the suite with every task's parameters drawn by `seed` as a plain suite into the empty folder `out`, with
/// instance.json that says what was drawn; the same bytes on every machine (docs/format/parameters.md). Nothing is
/// written unless all of it is right. errors: those of load's parameters; a suite without parameters; a full folder
Result<InstanceWritten> write_instance(const fs::path& folder, uint64_t seed, const fs::path& out,
                                       const Compute& compute = {});
/// What write_new() has written.
struct Begun {
  std::string name, canary;
  std::vector<std::string> systems;
  size_t files = 0;
};
/// Writes a whole suite to begin with into the empty folder `out`: its name is the folder's, its canary is new, its one
/// system validates. errors: invalid_input if the folder is full or its name is none; those of disk
Result<Begun> write_new(const fs::path& out);
/// Keeps what oracle.py files gave for the suite as it stands, each beside its file, as oracle.json: then nothing needs
/// to be run to load it. errors: those of disk
Status write_computed(const Suite& suite);

/// A turn's reference with one thing that the prompt states done otherwise.
struct Deviation {
  std::string how;        ///< "1.1 m", "1.5 m (as given.py)"
  std::string program;    ///< the reference with it: all else is as it was
  bool is_right = false;  ///< the sentence allows it
};
/// One thing that a turn's prompt states: a value, or a sentence without one (docs/format/parameters.md).
struct Stated {
  std::string name, says, where;
  std::string unchecked;              ///< why nothing can show it; "" if a requirement must
  std::vector<Deviation> deviations;  ///< of a value
  const Mutant* mutant = nullptr;     ///< of a sentence that is enforced: does all but this
  bool is_value = true;
};
/// What the turn states, values first; empty where it has no parameters.toml. `system` must outlive it. errors: those
/// of parameters; invalid_input where a value can't be another
Result<std::vector<Stated>> stated(const System& system, int turn, const Compute& compute = {});

/// A script without the comments that tie its constants to parameters: what it says to Python.
std::string without_ties(std::string_view code);

/// The system of that name. errors: not_found with the nearest name, or with those that there are
Result<const System*> system_of(const Suite& suite, std::string_view name);
/// What stands behind "no task matches 'pendulun/*'": the system that its first part is nearly; "" where none is, and
/// where that part is a name or has wildcards.
std::string did_you_mean_task(const Suite& suite, std::string_view only);
/// "chrono" → suites/chrono beside the program or in the working folder; a path stays a path.
Result<fs::path> locate(std::string_view name_or_path);

/// One program of a calibration set (docs/format/calibration.md).
struct CalibrationItem {
  std::string file;      ///< name: of a patch "4-soft-and-swinging", of a whole script "2-nameless-numbers.py"
  std::string kind;      ///< "variant", "verbose", "stripped"
  int severity = 0;      ///< 1 slight … 5 fatal for a variant, 0 for the twins
  std::string category;  ///< the rubric category that should lose the most, variants only
  std::string says;      ///< for people: never shown to a judge
  std::string code;      ///< without the canary line
};

/// A task with programs of known worth, for the calibration of judges.
struct CalibrationTask {
  std::string name;  ///< folder
  const System* system = nullptr;
  int turn = 1;
  std::vector<CalibrationItem> items;
};

/// The suite's calibration set, by folder name; empty if it has none. Of a suite of which only one system is loaded the
/// tasks of that. `suite` must outlive it.
/// errors: invalid_input with file and line: an unknown task or kind, a severity that is missing, double or out of
/// range, a variant without category, no twin of a kind, a file that isn't there or isn't listed
Result<std::vector<CalibrationTask>> load_calibration(const Suite& suite);
/// All that is wrong with it.
std::vector<Error> problems_of_calibration(const Suite& suite);

/// A script of a task with its role: "reference", "given", "equivalent", "mutant", "calibration". A patch is shown as
/// the program that it makes.
struct TaskScript {
  std::string role, file, says;
  const std::string* code = nullptr;  ///< in the suite or its calibration set
};
std::vector<TaskScript> task_scripts(const System& system, int turn, const std::vector<CalibrationTask>& calibration);
/// By its file's name or an unambiguous beginning of it. errors: not_found with the names that there are
Result<TaskScript> find_script(const std::vector<TaskScript>& scripts, std::string_view name);

}  // namespace simbench::suite
