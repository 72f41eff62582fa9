#include "cli/resolve.h"

#include <charconv>
#include <cstdlib>

#include "base/json.h"
#include "base/toml.h"
#include "log/log.h"

namespace simbench::cli {
namespace {

enum class Read { number, too_large, none };

/// Too large: a number, but more than the type holds.
template <typename Number>
Read read_as(std::string_view text) {
  Number value{};
  auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || code == std::errc::invalid_argument) return Read::none;
  if (code == std::errc::result_out_of_range) return Read::too_large;
  if constexpr (std::is_floating_point_v<Number>) return std::isfinite(value) ? Read::number : Read::none;
  return Read::number;
}

/// What is wrong with a number, in words that go before ", not 'value'".
template <typename Number>
std::string problem_with_number(const Setting& setting, std::string_view value, std::string_view what) {
  Read read = read_as<Number>(value);
  if (read == Read::none) return fmt::format("must be {}", what);
  auto [least, most] = setting.bounds;
  if (read == Read::number) {
    double number = std::stod(std::string(value));
    if (number >= least && number <= most) return "";
  }
  if (!std::isinf(most)) return fmt::format("must be between {} and {}", least, most);
  return read == Read::number ? fmt::format("must be at least {}", least) : "must be a smaller number";
}

/// TOML value → the texts that the command line would have had.
std::vector<std::string> texts_of(const Json& value) {
  if (value.is_array()) {
    std::vector<std::string> out;
    for (const Json& item : value) out.push_back(item.is_string() ? item.get<std::string>() : item.dump());
    return out;
  }
  return {value.is_string() ? value.get<std::string>() : value.dump()};
}

/// What is wrong with a value of the file: a table, a list where one is asked for, a wrong number. "" if nothing is.
std::string problem_in_file(const Setting& setting, const Json& value) {
  if (value.is_object()) return fmt::format("{} must be a value, not a table", setting.name);
  auto is_scalar = [](const Json& item) { return !item.is_object() && !item.is_array() && !item.is_null(); };
  if (value.is_array() && setting.kind != Kind::list)
    return fmt::format("{} must be one value, not a list", setting.name);
  if (value.is_array() && !std::all_of(value.begin(), value.end(), is_scalar))
    return fmt::format("{} must be a list of texts", setting.name);
  if (value.is_null()) return fmt::format("{} must be a finite number", setting.name);
  for (const std::string& text : texts_of(value))
    if (std::string problem = problem_with(setting, text); !problem.empty())
      return fmt::format("{} {}, not '{}'", setting.name, problem, text);
  return "";
}

std::string unknown_setting(const std::string& where, const std::string& key, const std::vector<std::string>& known) {
  std::string near = did_you_mean(key, known, 0);
  return fmt::format("{}: no setting is called '{}'{}", where, key,
                     near.empty() ? "; `simbench run --help` and those of the other commands list them" : near);
}

Result<TomlDocument> read_settings_file(const Arguments& arguments) {
  std::string path = arguments.text("config");
  if (path.empty() && std::getenv("SIMBENCH_CONFIG")) path = std::getenv("SIMBENCH_CONFIG");
  if (path.empty()) {
    if (!fs::exists("simbench.toml")) return TomlDocument{};
    path = "simbench.toml";
  }
  TRY_ASSIGN(std::string content, read_file(path, 1 << 20));
  TRY_ASSIGN(TomlDocument document, parse_toml(content, path));
  std::vector<std::string> known;
  for (const Setting& row : settings()) known.emplace_back(row.name);
  std::vector<std::string> problems;  // one a line, each with its place
  for (const auto& [key, value] : document.root.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) {
      if (std::string problem = problem_in_file(setting(key), value); !problem.empty())
        problems.push_back(fmt::format("{}: {}", document.where("/" + key), problem));
      continue;
    }
    if (value.is_object()) {
      problems.push_back(fmt::format("{}: there are no tables here: settings stand above any [{}], as key = value",
                                     document.where("/" + key), key));
      for (const auto& [inner, ignored] : value.items())
        if (std::find(known.begin(), known.end(), inner) == known.end())
          problems.push_back(unknown_setting(document.where("/" + key + "/" + inner), inner, known));
    } else {
      problems.push_back(unknown_setting(document.where("/" + key), key, known));
    }
  }
  if (!problems.empty()) return fail(ErrorCode::invalid_input, join(problems, "\n"));
  return document;
}

}  // namespace

std::string problem_with(const Setting& setting, std::string_view value) {
  switch (setting.kind) {
    case Kind::number:
      return problem_with_number<double>(setting, value, "a number");
    case Kind::integer:
      return problem_with_number<int64_t>(setting, value, "a whole number");
    case Kind::flag:
      return value == "true" || value == "false" ? "" : "must be true or false";
    case Kind::level:
      return log_level_from(value) ? "" : "must be debug, info, warning or error";
    default:
      return "";
  }
}

std::string_view default_of(const Command& command, const Setting& setting) {
  for (const auto& [name, text] : command.defaults)
    if (name == setting.name) return text;
  return setting.default_text;
}

Status fill_from_environment_and_file(const Command& command, Arguments& arguments) {
  TRY_ASSIGN(TomlDocument document, read_settings_file(arguments));
  std::vector<std::string> problems;  // all of them: whoever mends one would only meet the next
  std::vector<std::string_view> accepted = command.settings;
  for (std::string_view everywhere : {"config", "json", "log-level"}) accepted.push_back(everywhere);
  for (std::string_view name : accepted) {
    const Setting& row = setting(name);
    std::string key(name), where;
    if (arguments.values.contains(key)) {
      arguments.origins[key] = "command line";
      continue;
    }
    const Json& in_file = get(document.root, name);
    if (const char* variable = std::getenv(environment_name(row).c_str())) {
      arguments.values[key] = {variable};
      where = environment_name(row);
    } else if (!in_file.is_null()) {
      arguments.values[key] = texts_of(in_file);
      where = document.where("/" + key);
    } else if (std::string_view otherwise = default_of(command, row); !otherwise.empty()) {
      arguments.values[key] = {std::string(otherwise)};
      where = "default";
    } else {
      continue;
    }
    for (const std::string& value : arguments.values[key])
      if (std::string problem = problem_with(row, value); !problem.empty())
        problems.push_back(fmt::format("{}: {} {}, not '{}'", where, name, problem, value));
    arguments.origins[key] = where;
  }
  if (!problems.empty()) return fail(ErrorCode::invalid_input, join(problems, "\n"));
  return {};
}

std::vector<std::string> misspelt_variables(char** environment) {
  constexpr std::string_view kOurs = "SIMBENCH_";
  // What is read beside settings, by the program itself, its probes and its tests.
  std::vector<std::string> known{"DATA",        "PROBES",          "LIBRARIES",     "SERVE_TOKEN",  "WITHOUT_LAYERS",
                                 "PROBE_HOOK",  "PROBE_LIBRARIES", "FRESH_PROCESS", "ARROW_PYTHON", "READERS_PYTHON",
                                 "EEE_SCHEMAS", "WRITE_GOLDENS",   "SHARE"},
      notes;
  for (const Setting& row : settings()) known.push_back(environment_name(row).substr(kOurs.size()));
  for (; environment && *environment; ++environment) {
    std::string_view text(*environment), name = text.substr(0, text.find('='));
    if (!name.starts_with(kOurs)) continue;
    name.remove_prefix(kOurs.size());
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (std::string near = nearest(name, known); !near.empty())
      notes.push_back(
          fmt::format("note: nothing reads the environment's {0}{1}; did you mean '{0}{2}'?", kOurs, name, near));
  }
  return notes;
}

}  // namespace simbench::cli
