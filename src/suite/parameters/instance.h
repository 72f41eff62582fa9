#pragma once
// A turn with parameters as the loader sees it: its files as they stand are the default instance.
#include "base/toml.h"
#include "suite/parameters/render.h"
#include "suite/suite.h"

namespace simbench::suite {

struct TurnParameters {
  ParameterTable table;
  Drawn drawn;       ///< the values as they stand
  Json oracle_file;  ///< what oracle.json should say; null where it does

  std::string text(const std::string& template_text) const;  ///< of a prompt or step that has been checked
  /// Draws the values of an instance. errors: those of draw_values and `compute`
  Status draw(uint64_t seed, const fs::path& turn_folder, const Compute& compute);
  /// {"values": {name: value}, "redrawn": n}, as instance.json has it
  Json to_json() const;
};

/// What an instance's suite has behind its version: "+instance.7".
std::string instance_suffix(uint64_t seed);
/// The complaint that a suite has no parameters.
Error nothing_to_draw(const fs::path& suite_folder);

/// Reads turnN/parameters.toml, where there is one. nullopt where anything is wrong, which goes to `problems` (that
/// must be empty), with file:line and remedy.
std::optional<TurnParameters> read_turn_values(const fs::path& turn_folder, const Compute& compute,
                                               std::vector<Error>& problems);
/// What the turn's files say against it: prompt and steps must say known names and no other numbers, every tied
/// constant have its value, every sentence be in the prompt, every parameter be said somewhere. All that isn't so.
std::vector<Error> problems_of_files(const fs::path& turn_folder, const TurnParameters& parameters);
/// Of that what can be seen where the values of parameters.toml can't be read, and which files can't be looked at then.
std::vector<Error> problems_without_values(const fs::path& turn_folder);
/// Both. errors: the first of what is wrong
Result<std::optional<TurnParameters>> read_turn_parameters(const fs::path& turn_folder, const Compute& compute = {});
/// True if the turn's prompt or steps say the parameter, by itself or in a derived value. errors: those of disk
Result<bool> is_said(const fs::path& turn_folder, const ParameterTable& table, const std::string& name);
/// requirements.toml with the turn's values in it; as it is where the turn has no parameters. Formulas that are wrong
/// are `problems`, and 0 stands for them. errors: as above
Result<TomlDocument> read_turn_requirements(const fs::path& turn_folder,
                                            const std::optional<TurnParameters>& parameters,
                                            std::vector<Error>& problems);
/// That the tied constants of a system's mutants are what their formulas give: a fault is tied as what it is, or an
/// instance would mend it. And that sentences name mutants and faults that are there; of the mutants `unread`
/// that is told already, of faults where they couldn't be read. All that isn't so.
std::vector<Error> problems_of_mutants(const fs::path& system_folder, const System& system,
                                       const std::vector<std::string>& unread, const Compute& compute,
                                       bool knows_faults = true);
/// Files of the system whose sentences name mutants: "turn1/parameters.toml".
std::vector<std::string> turns_with_sentences(const fs::path& system_folder);
/// The mutant that a sentence of the turn names, by its name or an unambiguous beginning of it.
/// errors: invalid_input at the sentence
Result<const Mutant*> mutant_of(const Sentence& sentence, const System& system, int turn);

}  // namespace simbench::suite
