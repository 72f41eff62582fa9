#include "cli/cli.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "cli/help.h"
#include "cli/resolve.h"
#include "log/log.h"
#include "sandbox/sandbox.h"

namespace simbench::cli {
namespace {

constexpr const char* kUsageMark = "usage";

/// Adds a setting's flag to a command; a wrong type is a usage error at once.
void add_option(CLI::App& app, const Command& command, const Setting& row, Arguments& arguments) {
  std::string flag = fmt::format("--{}", row.name), key(row.name);
  std::string help(row.help), placeholder(row.placeholder);
  for (const Meaning& meaning : command.helps) {
    if (meaning.setting != row.name) continue;
    help = meaning.help;
    if (!meaning.placeholder.empty()) placeholder = meaning.placeholder;
  }
  if (std::string_view text = default_of(command, row); !text.empty()) help += fmt::format(" [{}]", text);
  if (row.kind == Kind::flag) {
    app.add_flag_callback(
        flag, [&arguments, key] { arguments.values[key] = {"true"}; }, help);
    return;
  }
  auto take = [&arguments, &row, key](const CLI::results_t& texts) {
    for (const std::string& value : texts)
      if (std::string problem = problem_with(row, value); !problem.empty())
        throw CLI::ValidationError(fmt::format("--{}", row.name), fmt::format("{}, not '{}'", problem, value));
    arguments.values[key] = texts;
    return true;
  };
  CLI::Option* option = app.add_option(flag, CLI::callback_t(take), help);
  option->type_name(placeholder)->expected(1);
  if (row.kind == Kind::list) option->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_positional(CLI::App& app, const Positional& row, Arguments& arguments) {
  auto take = [&arguments](const CLI::results_t& texts) {
    arguments.positional.insert(arguments.positional.end(), texts.begin(), texts.end());
    return true;
  };
  CLI::Option* option = app.add_option(std::string(row.name), CLI::callback_t(take), std::string(row.help));
  option->required(row.required)->type_name("");
  if (row.many) option->expected(row.required ? 1 : 0, CLI::detail::expected_max_vector_size)->allow_extra_args(true);
}

/// The (possibly nested) CLI11 command for "suite validate".
CLI::App* nested(CLI::App& root, std::string_view name) {
  CLI::App* app = &root;
  for (std::string_view word : split(name, ' ')) {
    auto same = app->get_subcommands([&](CLI::App* child) { return child->get_name() == word; });
    CLI::App* next = same.empty() ? app->add_subcommand(std::string(word)) : same.front();
    app->require_subcommand(app == &root ? 0 : 1);
    app = next;
  }
  return app;
}

void declare(CLI::App& root, const Command& command, Arguments& arguments, const Command*& chosen) {
  CLI::App* app = nested(root, command.name);
  app->description(std::string(command.summary));
  app->require_subcommand(0);
  if (!command.examples.empty()) app->footer("Examples:\n" + std::string(command.examples));
  for (const Positional& row : command.positionals) add_positional(*app, row, arguments);
  for (std::string_view name : command.settings) add_option(*app, command, setting(name), arguments);
  for (std::string_view name : {"config", "json", "log-level"}) add_option(*app, command, setting(name), arguments);
  app->callback([&chosen, &command] { chosen = &command; });
}

/// A group of commands has no row of its own: its line in --help names what is in it.
void describe_groups(CLI::App& root) {
  for (CLI::App* group : root.get_subcommands([](CLI::App* app) { return app->get_description().empty(); })) {
    std::vector<std::string> names;
    for (CLI::App* command : group->get_subcommands([](CLI::App*) { return true; }))
      names.push_back(command->get_name());
    group->description(join(names, ", "));
  }
}

/// What is wrong with a call: the words that should say it, and whom to ask ("simbench suite").
struct Misspelt {
  std::string problem, command;
};

std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands) names.push_back(command->get_name());
  return names;
}

/// The first option that the command doesn't have. A text that begins with -- is never a value.
std::optional<std::string> unknown_option(const CLI::App& command, std::span<char* const> words) {
  std::vector<std::string> known;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  for (std::string_view word : words) {
    if (word == "--") break;
    std::string name(word.substr(0, word.find('=')));
    if (!name.starts_with("--") || std::find(known.begin(), known.end(), name) != known.end()) continue;
    return fmt::format("there is no option {}{}", name, did_you_mean(name, known, 0));
  }
  return std::nullopt;
}

/// Looks at the words that name a command, and at the names of options; nullopt where they are known.
std::optional<Misspelt> misspelt(const CLI::App& root, std::span<char* const> words) {
  const CLI::App* app = &root;
  std::string command = root.get_name();
  auto children = [&] { return app->get_subcommands([](const CLI::App*) { return true; }); };
  for (; !children().empty(); words = words.subspan(1)) {
    std::string word = words.empty() ? "" : words.front();
    std::vector<std::string> known = names_of(children());
    if (word.empty() && app != &root)
      return Misspelt{fmt::format("say what of it; there are {}", join(known, ", ")), command};
    if (word.empty() || word[0] == '-') break;
    auto same = app->get_subcommands([&](const CLI::App* child) { return child->get_name() == word; });
    if (same.empty())
      return Misspelt{fmt::format("there is no command '{}'{}", word, did_you_mean(word, known, app == &root ? 0 : 40)),
                      command};
    app = same.front();
    command += " " + word;
  }
  if (auto problem = unknown_option(*app, words)) return Misspelt{*problem, command};
  return std::nullopt;
}

/// What is wrong with words that no option and no place takes; behind --only it is what a shell made of a pattern.
std::string surplus(const std::vector<std::string>& extra, std::span<char* const> words) {
  auto only = std::find_if(words.begin(), words.end(), [](std::string_view word) { return word == "--only"; });
  bool behind = words.end() - only > 2 && std::find(extra.begin(), extra.end(), std::string(only[2])) != extra.end();
  if (behind)
    return fmt::format(
        "--only takes one pattern, and got '{}' and '{}': quote it, or the shell puts the names of "
        "files in its place (--only '{}/*')",
        only[1], only[2], std::string_view(only[1]).substr(0, std::string_view(only[1]).find('/')));
  return fmt::format("one word too many: '{}'", join(extra, "', '"));
}

/// An address may hold a password: it isn't written.
void log_settings(const Arguments& arguments) {
  for (const auto& [name, values] : arguments.values) {
    bool address = name.ends_with("base-url");
    log_line(LogLevel::debug,
             fmt::format("--{} {} ({})", name, address ? "is set" : join(values, " "), arguments.origins.at(name)));
  }
}

/// Room sandbox finds a simulator's interpreter by its variable.
void export_interpreters(const Arguments& arguments) {
  for (const std::string& simulator : sandbox::simulator_names())
    if (std::string name = interpreter_setting(simulator); arguments.has(name))
      setenv(sandbox::interpreter_variable(simulator).c_str(), arguments.text(name).c_str(), 1);
}

/// An interpreter that the command line names and that isn't there, in words; "" if all are.
std::string missing_interpreter(const Arguments& arguments) {
  for (const std::string& simulator : sandbox::simulator_names()) {
    std::string name = interpreter_setting(simulator);
    std::error_code ignored;
    auto origin = arguments.origins.find(name);
    if (origin == arguments.origins.end() || origin->second != "command line") continue;
    if (!fs::exists(arguments.text(name), ignored))
      return fmt::format("--{}: there is no interpreter at {}", name, arguments.text(name));
  }
  return "";
}

/// With a folder that isn't there every suite, probe and index would be told as missing.
bool data_are_there() {
  const char* chosen = std::getenv("SIMBENCH_DATA");
  std::error_code ignored;
  if (!chosen || !*chosen || fs::is_directory(fs::path(chosen) / "suites", ignored)) return true;
  say(fmt::format("SIMBENCH_DATA: {} is no folder with suites/, probes/ … in it", chosen));
  return false;
}

/// A path that can't even be asked about (too long, links in a circle) is the user's, wherever it is met.
Result<int> run_with_paths_told(const Command& command, Arguments& arguments) {
  try {
    return command.run(arguments);
  } catch (const fs::filesystem_error& error) {
    return fail(ErrorCode::not_found, "cannot be read or written: " + error.code().message(), error.path1().string());
  }
}

int run_command(const Command& command, Arguments& arguments) {
  if (!data_are_there()) return kUsage;
  for (const std::string& note : misspelt_variables(environ)) say(note);
  Status filled = fill_from_environment_and_file(command, arguments);
  if (!filled) {
    say(filled.error().text());
    return kUsage;
  }
  set_log_level(log_level_from(arguments.text("log-level")).value_or(LogLevel::warning));
  log_settings(arguments);
  if (std::string missing = missing_interpreter(arguments); !missing.empty() && command.name != "doctor") {
    say(fmt::format("simbench {}: {}", command.name, missing));
    return kSandbox;
  }
  export_interpreters(arguments);
  Result<int> code = run_with_paths_told(command, arguments);
  if (code) return *code;
  const Error& error = code.error();
  if (error.where == kUsageMark) {
    say(fmt::format("simbench {}: {}\nTry: simbench {} --help", command.name, error.message, command.name));
    return kUsage;
  }
  if (error.code == ErrorCode::cancelled) return kInterrupted;
  say(fmt::format("simbench {}: {}", command.name, error.text()));
  return error.code == ErrorCode::not_found ? kUsage : kFailed;
}

}  // namespace

tl::unexpected<Error> usage_error(std::string message) {
  return fail(ErrorCode::invalid_input, std::move(message), kUsageMark);
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (text.empty() || text.back() != '\n') std::fputc('\n', stdout);
  std::fflush(stdout);
}

void say(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  if (text.empty() || text.back() != '\n') std::fputc('\n', stderr);
}

void tell(std::string_view text) {
  if (logs(LogLevel::warning)) say(text);
}

int main(int argc, char** argv) {
  CLI::App app{"simbench: can an LLM write a simulation whose physics is right?", "simbench"};
  app.set_version_flag("--version", SIMBENCH_VERSION);
  app.footer(
      "Start with: simbench doctor; then simbench run --suite mujoco --model control/reference,control/echo\n"
      "Each command explains itself: simbench run --help");
  app.formatter(std::make_shared<HelpFormatter>());
  Arguments arguments;
  const Command* chosen = nullptr;
  for (const Command& command : commands()) declare(app, command, arguments, chosen);
  describe_groups(app);
  std::span<char* const> words(argv, static_cast<size_t>(argc));
  if (auto wrong = misspelt(app, words.empty() ? words : words.subspan(1))) {
    say(fmt::format("{}: {}\nTry: {} --help", wrong->command, wrong->problem, wrong->command));
    return kUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError& e) {
    const CLI::App* command = &app;
    std::string name = app.get_name();
    while (!command->get_subcommands().empty())
      command = command->get_subcommands().front(), name += " " + command->get_name();
    say(fmt::format("{}: {}\nTry: {} --help", name, surplus(app.remaining(true), words), name));
    return kUsage;
  } catch (const CLI::ParseError& e) {
    int code = app.exit(e);
    return code == 0 ? kOk : kUsage;
  }
  if (chosen == nullptr) {
    print(app.help());
    return argc > 1 ? kUsage : kOk;
  }
  int code = run_command(*chosen, arguments);
  if (std::ferror(stdout) == 0 || code != kOk) return code;
  say(fmt::format("simbench {}: the result could not be written to stdout", chosen->name));
  return kFailed;
}

}  // namespace simbench::cli
