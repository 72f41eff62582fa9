#include "proof/validation_file.h"

#include "base/base.h"

namespace simbench::proof {
namespace {

constexpr double kFormat = 2;

std::string table_text(const Json& rows) {
  std::vector<std::string> lines;
  if (rows.is_object())
    for (const auto& [name, row] : rows.items()) lines.push_back(fmt::format("{}: {}", to_text(name), to_text(row)));
  return lines.empty() ? "{}" : fmt::format("{{\n{}\n}}", join(lines, ",\n"));
}

}  // namespace

Result<Json> read_validation(const suite::Suite& suite) {
  fs::path file = suite.folder / "validation.json";
  if (!fs::exists(file)) return Json::object();
  TRY_ASSIGN(std::string text, read_file(file));
  TRY_ASSIGN(Json json, parse_json(text, file.string()));
  if (get_number(json, "format") != kFormat)
    return fail(ErrorCode::corrupt,
                fmt::format("is not of format {}: delete it and run `simbench suite validate {}`", kFormat, suite.name),
                file.string());
  return json;
}

std::string validation_text(const Json& validation) {
  std::vector<std::string> lines{fmt::format("\"format\": {}", kFormat)};
  for (const char* key : {"suite", "suite_hash", "simulator", "probe", "sensitivity"})
    lines.push_back(fmt::format("\"{}\": {}", key, to_text(get(validation, key))));
  for (std::string_view key : {kScripts, kFalsifiers, kStated, kInstances, kRobust})
    lines.push_back(fmt::format("\"{}\": {}", key, table_text(get(validation, key))));
  return fmt::format("{{\n{}\n}}\n", join(lines, ",\n"));
}

}  // namespace simbench::proof
