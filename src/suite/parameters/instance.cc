#include "suite/parameters/instance.h"

#include "base/toml.h"
#include "suite/parameters/computed.h"
#include "suite/parameters/ties.h"
#include "suite/suite.h"
#include "suite/texts.h"

namespace simbench::suite {
namespace {

constexpr size_t kMostBytes = 1 << 20;

std::vector<fs::path> files_of_kind(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> found;
  for (const fs::path& file : list_files(folder))
    if (file.extension() == extension) found.push_back(file);
  return found;
}

/// Every placeholder and derived formula of the turn: where its prompt can say a parameter.
Result<std::string> said_in(const fs::path& folder, const ParameterTable& table) {
  std::string said;
  for (const fs::path& file : files_of_kind(folder, ".md")) {
    TRY_ASSIGN(std::string text, read_file(file, kMostBytes));
    for (size_t open = text.find("{{"); open != std::string::npos; open = text.find("{{", open + 2))
      said += text.substr(open, text.find("}}", open) - open) + "\n";
  }
  for (const Derived& derived : table.derived)
    if (names(said, derived.name)) said += derived.formula + "\n";
  return said;
}

/// Words with one blank between any two.
std::string in_one_line(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return std::string(trim(out));
}

/// A sentence quotes the prompt, placeholders and all: what isn't there can't be asked.
void note_sentences(const std::string& prompt, const ParameterTable& table, std::vector<Error>& problems) {
  std::string text = in_one_line(prompt);
  for (const Sentence& sentence : table.sentences)
    if (sentence.fault == 0 && text.find(in_one_line(sentence.says)) == std::string::npos)
      problems.push_back({ErrorCode::invalid_input,
                          fmt::format("[sentence.{}]: prompt.md doesn't say '{}'; quote its words as they stand there",
                                      sentence.id, sentence.says),
                          sentence.where});
}

/// What the given file states and the prompt keeps is stated, too; of what turns share any script may hold it alone.
Result<bool> is_tied(const fs::path& folder, const ParameterTable& table, const std::string& name, bool anywhere) {
  std::string tied;
  for (const fs::path& file : files_of_kind(folder, ".py")) {
    if (!anywhere && file != folder / "given.py") continue;
    TRY_ASSIGN(std::string code, read_file(file, kMostBytes));
    for (std::string_view line : split_lines(code))
      if (auto tie = tie_of(line)) tied += tie->formula + "\n";
  }
  for (const Derived& derived : table.derived)
    if (names(tied, derived.name)) tied += derived.formula + "\n";
  return names(tied, name);
}

/// `drawn`: nullptr where the values aren't known; then scripts can't be looked at.
std::vector<Error> problems_of_file(const fs::path& file, const ParameterTable& table, const Drawn* drawn) {
  auto text = read_file(file, kMostBytes);
  if (!text) return {text.error()};
  *text = std::string(without_byte_order_mark(*text));  // it is told by whoever reads the file
  if (file.extension() != ".md")
    return drawn ? problems_of_script(*text, table, *drawn, file.string()) : std::vector<Error>();
  size_t canary = text->starts_with("<!--") ? std::min(text->find('\n'), text->size()) : 0;
  text->replace(0, canary, canary, ' ');  // its digits are no numbers of the prompt
  return drawn ? problems_of_prompt(*text, table, *drawn, file.string())
               : problems_of_prompt_without_values(*text, table, file.string());
}

Result<bool> is_used(const fs::path& folder, const ParameterTable& table, const Parameter& parameter) {
  TRY_ASSIGN(std::string said, said_in(folder, table));
  if (names(said, parameter.name)) return true;
  return is_tied(folder, table, parameter.name, parameter.from_turn > 0);
}

/// The turn's table, with what it shares of earlier turns; an empty one where it has no file.
ParameterTable read_table(const fs::path& turn_folder, std::vector<Error>& problems) {
  fs::path file = turn_folder / "parameters.toml";
  ParameterTable table{.path = file.string()};
  if (!fs::exists(file)) return table;
  auto document = read_toml(file);
  if (!document) {
    problems.push_back(document.error());
    return table;
  }
  table = read_parameters(*document, problems);
  auto read_earlier = [&](int turn, std::vector<Error>& of_earlier) {
    return read_table(turn_folder.parent_path() / fmt::format("turn{}", turn), of_earlier);
  };
  share_parameters(table, turn_folder.filename().string().back() - '0', read_earlier, problems);
  return table;
}

/// What the turn's files say against its parameters, as far as that can be seen.
std::vector<Error> against(const fs::path& turn_folder, const ParameterTable& table, const Drawn* drawn) {
  std::vector<Error> problems;
  for (const char* kind : {".md", ".py"})
    for (const fs::path& file : files_of_kind(turn_folder, kind))
      for (Error& problem : problems_of_file(file, table, drawn)) problems.push_back(std::move(problem));
  // Files that aren't there are told by whoever reads them; what they would say can't be known.
  if (auto prompt = read_file(turn_folder / "prompt.md", kMostBytes)) note_sentences(*prompt, table, problems);
  if (turn_folder.filename() != "turn1" && !fs::exists(turn_folder / "given.py")) return problems;
  for (const Parameter& parameter : table.parameters) {
    Result<bool> used = is_used(turn_folder, table, parameter);
    if (!used) problems.push_back(used.error());
    if (used && !*used)
      problems.push_back(
          {ErrorCode::invalid_input,
           fmt::format("[{0}] is said nowhere: write {{{{{0}}}}} in the prompt, or drop it", parameter.name),
           parameter.where});
  }
  return problems;
}

/// Files of the turn that tie constants, and where its table can't be read its prompt and steps: nobody can look at
/// them.
std::vector<std::string> files_that_wait(const fs::path& turn_folder, bool knows_names) {
  std::vector<std::string> waiting;
  for (const fs::path& file : list_files(turn_folder)) {
    bool is_script = file.extension() == ".py" || file.extension() == ".patch";
    bool is_said = file.extension() == ".md" && !knows_names;
    auto text = is_script ? read_file(file, kMostBytes) : Result<std::string>("");
    std::vector<std::string_view> lines = split_lines(text ? std::string_view(*text) : "");
    bool ties = std::any_of(lines.begin(), lines.end(), [](std::string_view line) { return tie_of(line).has_value(); });
    if (is_said || ties) waiting.push_back(file.lexically_relative(turn_folder).string());
  }
  return waiting;
}

/// The turn that a whole mutant belongs to, by its row in mutants.toml.
Result<int> turn_of_mutant(const fs::path& file, const fs::path& system_folder) {
  TRY_ASSIGN(TomlDocument document, read_toml(system_folder / "mutants.toml"));
  for (const Json& row : get(document.root, "mutant"))
    if (get_string(row, "file") == file.filename().string())
      return static_cast<int>(get_number(row, "turn").value_or(0));
  return 0;
}

/// The files of one system in an instance, by their path below the suite.
class SystemInstance {
 public:
  SystemInstance(fs::path suite, fs::path system, uint64_t seed, const Compute& compute)
      : suite_(std::move(suite)), system_(std::move(system)), seed_(seed), compute_(compute) {}

  Status make(std::map<fs::path, std::string>& files, Json& record, InstanceWritten& count) {
    for (int turn = 1; turn <= 3; ++turn) TRY(draw(turn, record, count));
    for (const fs::path& file : list_files(system_)) {
      fs::path below = file.lexically_relative(system_);
      std::string top = below.begin()->string();
      std::string name = file.filename().string();
      if (name == "parameters.toml" || name == "oracle.py" || name == "oracle.json") continue;
      int turn = top.starts_with("turn") && top.size() == 5 ? top[4] - '0' : 0;
      if (top == "mutants") {
        TRY_ASSIGN(turn, turn_of_mutant(file, system_));
      }
      TRY_ASSIGN(files[file.lexically_relative(suite_)], content(file, turn));
    }
    return {};
  }

 private:
  Status draw(int turn, Json& record, InstanceWritten& count) {
    fs::path folder = system_ / fmt::format("turn{}", turn);
    TRY_ASSIGN(auto parameters, read_turn_parameters(folder, compute_));
    if (!parameters) return {};
    TRY(parameters->draw(seed_, folder, compute_));
    record[fmt::format("{}/{}", system_.filename().string(), turn)] = parameters->to_json();
    ++count.tasks, count.redrawn += parameters->drawn.redrawn;
    turns_.emplace(turn, std::move(*parameters));
    return {};
  }

  Result<std::string> content(const fs::path& file, int turn) const {
    TRY_ASSIGN(std::string text, read_file(file, kMostBytes));
    auto found = turns_.find(turn);
    if (found == turns_.end()) return text;
    const ParameterTable& table = found->second.table;
    const Drawn& drawn = found->second.drawn;
    std::string path = file.string();
    if (file.extension() == ".md") return render_text(text, table, drawn, path);
    if (file.extension() == ".py" || file.extension() == ".patch") return render_script(text, table, drawn, path);
    return file.filename() == "requirements.toml" ? render_requirements(text, table, drawn, path) : text;
  }

  fs::path suite_, system_;
  uint64_t seed_;
  const Compute& compute_;
  std::map<int, TurnParameters> turns_;
};

/// `version = "0.1.0"` → `version = "0.1.0+instance.7"`.
std::string with_instance_version(const std::string& text, uint64_t seed) {
  std::string out;
  for (std::string_view line : split_lines(text)) {
    size_t close = line.starts_with("version") ? line.rfind('"') : std::string_view::npos;
    out += close == std::string_view::npos
               ? std::string(line)
               : fmt::format("{}{}{}", line.substr(0, close), instance_suffix(seed), line.substr(close));
    out += '\n';
  }
  return out;
}

}  // namespace

std::string TurnParameters::text(const std::string& template_text) const {
  auto out = render_text(template_text, table, drawn, "");
  check(out.has_value(), "a prompt was rendered that hadn't been checked");
  return *out;
}

Status TurnParameters::draw(uint64_t seed, const fs::path& turn_folder, const Compute& compute) {
  std::string turn = turn_folder.filename().string();  // "turn1"
  std::string system = turn_folder.parent_path().filename().string();
  TRY_ASSIGN(drawn, draw_values(table, seed, fmt::format("{}/{}", system, turn.substr(turn.size() - 1))));
  if (table.computed.empty()) return {};
  TRY_ASSIGN(Json computed, computed_for(turn_folder, table, drawn, compute));
  return take_computed(table, std::move(computed), drawn);
}

Json TurnParameters::to_json() const {
  Json values = Json::object();
  for (const auto& [name, value] : drawn.values) values[name] = value;
  return {{"values", values}, {"redrawn", drawn.redrawn}};
}

std::string instance_suffix(uint64_t seed) {
  return fmt::format("+instance.{}", seed);
}

Error nothing_to_draw(const fs::path& suite_folder) {
  return {ErrorCode::invalid_input, "has no task with parameters: there is nothing to draw", suite_folder.string()};
}

Result<bool> is_said(const fs::path& turn_folder, const ParameterTable& table, const std::string& name) {
  TRY_ASSIGN(std::string said, said_in(turn_folder, table));
  return names(said, name);
}

std::optional<TurnParameters> read_turn_values(const fs::path& turn_folder, const Compute& compute,
                                               std::vector<Error>& problems) {
  if (!fs::exists(turn_folder / "parameters.toml")) return std::nullopt;
  TurnParameters parameters{.table = read_table(turn_folder, problems)};
  if (!problems.empty()) return std::nullopt;  // what else is wrong may follow from that
  parameters.drawn = default_values(parameters.table, problems);
  if (!problems.empty()) return std::nullopt;
  if (parameters.table.computed.empty()) return parameters;
  auto computed =
      computed_as_it_stands(turn_folder, parameters.table, parameters.drawn, compute, parameters.oracle_file);
  Status taken = computed ? take_computed(parameters.table, std::move(*computed), parameters.drawn)
                          : Status(pass_on(computed.error()));
  if (taken) return parameters;
  problems.push_back(taken.error());
  return std::nullopt;
}

std::vector<Error> problems_of_files(const fs::path& turn_folder, const TurnParameters& parameters) {
  return against(turn_folder, parameters.table, &parameters.drawn);
}

std::vector<Error> problems_without_values(const fs::path& turn_folder) {
  fs::path file = turn_folder / "parameters.toml";
  bool knows_names = read_toml(file).has_value();
  std::vector<Error> problems, told;
  if (knows_names) problems = against(turn_folder, read_table(turn_folder, told), nullptr);
  if (std::vector<std::string> waiting = files_that_wait(turn_folder, knows_names); !waiting.empty())
    problems.push_back(
        {ErrorCode::invalid_input,
         fmt::format("what {} {} of parameters wasn't looked at further: the values of {} come first",
                     join(waiting, ", "), waiting.size() == 1 ? "says" : "say", file.filename().string()),
         turn_folder.string()});
  return problems;
}

Result<std::optional<TurnParameters>> read_turn_parameters(const fs::path& turn_folder, const Compute& compute) {
  std::vector<Error> problems;
  auto parameters = read_turn_values(turn_folder, compute, problems);
  if (parameters) problems = problems_of_files(turn_folder, *parameters);
  if (!problems.empty()) return pass_on(problems.front());
  return parameters;
}

Result<TomlDocument> read_turn_requirements(const fs::path& turn_folder,
                                            const std::optional<TurnParameters>& parameters,
                                            std::vector<Error>& problems) {
  fs::path file = turn_folder / "requirements.toml";
  TRY_ASSIGN(TomlDocument as_it_stands, read_toml(file));  // where that is no TOML, its formulas are echoes
  if (!parameters) return as_it_stands;
  TRY_ASSIGN(std::string text, read_file(file, kMostBytes));
  std::string filled = render_known_requirements(text, parameters->table, parameters->drawn, file.string(), problems);
  auto document = parse_toml(filled, file.string());
  return document || problems.empty() ? document : as_it_stands;
}

Result<const Mutant*> mutant_of(const Sentence& sentence, const System& system, int turn) {
  std::vector<std::string> names;
  const Mutant* found = nullptr;
  size_t fitting = 0;
  for (const Mutant* mutant : system.mutants_of(turn)) {
    std::string name = mutant->script.name();
    if (name == sentence.mutant) return mutant;
    if (name.starts_with(sentence.mutant)) found = mutant, ++fitting;
    names.push_back(std::move(name));
  }
  if (fitting == 1) return found;
  return fail(ErrorCode::invalid_input,
              fmt::format("[sentence.{}]: '{}' is {} of turn {}; there are {}", sentence.id, sentence.mutant,
                          fitting == 0 ? "no mutant" : "more than one mutant", turn, join(names, ", ")),
              sentence.where);
}

std::vector<Error> problems_of_mutants(const fs::path& system_folder, const System& system,
                                       const std::vector<std::string>& unread, const Compute& compute,
                                       bool knows_faults) {
  std::vector<Error> problems;
  for (const Turn& turn : system.turns) {
    std::vector<Error> told;  // by whoever reads the turn
    fs::path folder = system_folder / fmt::format("turn{}", turn.number);
    std::set<fs::path> files;
    for (const Mutant* mutant : system.mutants_of(turn.number)) files.insert(mutant->script.path);
    auto parameters = read_turn_values(folder, compute, told);
    if (parameters)
      for (const fs::path& file : files)
        for (Error& problem : problems_of_file(file, parameters->table, &parameters->drawn))
          problems.push_back(std::move(problem));
    for (const Sentence& sentence : parameters ? parameters->table.sentences : read_table(folder, told).sentences) {
      if (knows_faults && sentence.fault > turn.faults.size())
        problems.push_back({ErrorCode::invalid_input,
                            fmt::format("[sentence.{}]: turn {} has {} in system.toml", sentence.id, turn.number,
                                        counted(turn.faults.size(), "planted fault")),
                            sentence.where});
      bool is_unread = std::any_of(unread.begin(), unread.end(),
                                   [&](const std::string& file) { return file.starts_with(sentence.mutant); });
      if (sentence.mutant.empty() || is_unread) continue;
      if (auto mutant = mutant_of(sentence, system, turn.number); !mutant) problems.push_back(mutant.error());
    }
  }
  return problems;
}

std::vector<std::string> turns_with_sentences(const fs::path& system_folder) {
  std::vector<std::string> files;
  for (int turn = 1; turn <= 3; ++turn) {
    std::vector<Error> told;
    std::string name = fmt::format("turn{}", turn);
    ParameterTable table = read_table(system_folder / name, told);
    if (std::any_of(table.sentences.begin(), table.sentences.end(),
                    [](const Sentence& s) { return !s.mutant.empty(); }))
      files.push_back(name + "/parameters.toml");
  }
  return files;
}

Result<InstanceWritten> write_instance(const fs::path& folder, uint64_t seed, const fs::path& out,
                                       const Compute& compute) {
  if (fs::exists(out) && !fs::is_empty(out))
    return fail(ErrorCode::invalid_input, "isn't empty: an instance goes into a folder of its own", out.string());
  InstanceWritten count;
  std::map<fs::path, std::string> files;
  Json record = Json::object();
  for (const fs::path& file : list_files(folder)) {
    fs::path below = file.lexically_relative(folder);
    std::string top = below.begin()->string();
    if (top != "suite.toml" && top != "templates") continue;  // what was proven or traced is that of another instance
    TRY_ASSIGN(files[below], read_file(file, kMostBytes));
  }
  for (const fs::path& system : list_folders(folder / "systems"))
    TRY(SystemInstance(folder, system, seed, compute).make(files, record, count));
  if (count.tasks == 0) return pass_on(nothing_to_draw(folder));
  files["suite.toml"] = with_instance_version(files["suite.toml"], seed);
  files["instance.json"] = Json{{"format", 1}, {"seed", seed}, {"tasks", record}}.dump(2) + "\n";
  for (const auto& [below, text] : files) {
    TRY(make_directories((out / below).parent_path()));
    TRY(write_file(out / below, text));
  }
  return count;
}

}  // namespace simbench::suite
