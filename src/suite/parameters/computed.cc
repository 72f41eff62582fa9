#include "suite/parameters/computed.h"

#include "suite/reader.h"
#include "suite/texts.h"

namespace simbench::suite {
namespace {

constexpr size_t kMostCode = 1 << 20;
constexpr int kFormat = 1;

Result<Computation> computation_of(const fs::path& folder, const ParameterTable& table, const Drawn& drawn) {
  Computation asked{.file = folder / "oracle.py", .parameters = Json::object()};
  if (!fs::exists(asked.file))
    return fail(ErrorCode::invalid_input, "[oracle] names what oracle.py computes, but there is no oracle.py beside it",
                table.computed.front().where);
  TRY_ASSIGN(asked.code, read_file(asked.file, kMostCode));
  for (const Parameter& parameter : table.parameters)
    asked.parameters[parameter.name] =
        parameter.is_word() ? drawn.values.at(parameter.name) : Json(drawn.scope.at(parameter.name).value);
  for (const Computed& row : table.computed) asked.names.push_back(row.name);
  return asked;
}

std::string key_of_computation(const Computation& asked) {
  return Hasher()
      .add("code", asked.code)
      .add("parameters", to_text(asked.parameters))
      .add("names", join(asked.names, " "))
      .hex()
      .substr(0, 16);
}

/// To nine digits: what iterates differs in the last ones from one machine to the next.
double to_nine_digits(double value) {
  return std::strtod(fmt::format("{:.9g}", value).c_str(), nullptr);
}

Result<Json> checked(const Json& given, const Computation& asked, const ParameterTable& table) {
  Json results = Json::object();
  for (const Computed& row : table.computed) {
    auto number = get_number(given, row.name);
    if (!number || !std::isfinite(*number))
      return fail(ErrorCode::invalid_input,
                  fmt::format("{} for [oracle] {}; it must give a finite number in SI",
                              given.contains(row.name) ? fmt::format("gives {}", to_text(given[row.name]))
                                                       : std::string("gives nothing"),
                              row.name),
                  asked.file.string());
    results[row.name] = to_nine_digits(*number);
  }
  for (const auto& [name, value] : given.items())
    if (!table.find_computed(name))
      return fail(
          ErrorCode::invalid_input,
          fmt::format("gives '{0}', which [oracle] in parameters.toml doesn't name: write {0} = \"its unit\"", name),
          asked.file.string());
  return results;
}

}  // namespace

Result<Json> computed_as_it_stands(const fs::path& folder, const ParameterTable& table, const Drawn& drawn,
                                   const Compute& compute, Json& file) {
  TRY_ASSIGN(Computation asked, computation_of(folder, table, drawn));
  std::string key = key_of_computation(asked);
  fs::path kept = folder / "oracle.json";
  if (fs::exists(kept)) {
    TRY_ASSIGN(std::string text, read_file(kept, kMostCode));
    TRY_ASSIGN(Json known, parse_json(text, kept.string()));
    if (get_string(known, "key") == key) return checked(get(known, "results"), asked, table);
  }
  if (!compute)
    return fail(
        ErrorCode::invalid_input,
        "hasn't been computed for these values (oracle.json is of others, or missing): run `simbench suite validate`",
        asked.file.string());
  TRY_ASSIGN(Json given, compute(asked));
  TRY_ASSIGN(Json results, checked(given, asked, table));
  file = {{"format", kFormat}, {"key", key}, {"results", results}};
  return results;
}

Result<Json> computed_for(const fs::path& folder, const ParameterTable& table, const Drawn& drawn,
                          const Compute& compute) {
  TRY_ASSIGN(Computation asked, computation_of(folder, table, drawn));
  check(static_cast<bool>(compute), "an instance with oracle.py is loaded without anybody to run it");
  TRY_ASSIGN(Json given, compute(asked));
  return checked(given, asked, table);
}

Status write_computed(const Suite& suite) {
  for (const System& system : suite.systems)
    for (const Turn& turn : system.turns)
      if (!turn.computed.is_null())
        TRY(write_file(turn.reference.path.parent_path() / "oracle.json", turn.computed.dump(2) + "\n"));
  return {};
}

}  // namespace simbench::suite
