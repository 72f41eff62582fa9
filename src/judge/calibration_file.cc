#include "judge/calibration_file.h"

namespace simbench::judge {
namespace {

/// "2026-11-25T19:15:00Z" → "20261125T191500Z": sorts by time.
std::string compact(std::string time) {
  std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
  return time;
}

std::string id_of(const Json& key) {
  return sha256(to_text(key)).substr(0, 16);
}

Result<Json> read_record(const fs::path& file) {
  TRY_ASSIGN(std::string text, read_file(file));
  Result<Json> record = parse_json(text, file.string());
  bool whole =
      record && get_string(*record, "made_at") && get(*record, "key").is_object() && get_string(*record, "verdict");
  if (!whole)
    return fail(ErrorCode::corrupt, "this isn't a judge's calibration; move it out of the folder", file.string());
  return record;
}

}  // namespace

Json CalibrationKey::to_json() const {
  return {{"judge", judge},   {"mode", mode},         {"rubric", rubric},
          {"prompt", prompt}, {"sampling", sampling}, {"suite", suite}};
}

std::string CalibrationKey::id() const {
  return id_of(to_json());
}

CalibrationKey calibration_key(const Identity& identity, std::string suite) {
  return {identity.judge,  identity.mode, identity.rubric_hash, identity.prompt, identity.sampling.to_json(),
          std::move(suite)};
}

Result<fs::path> save_calibration(const fs::path& folder, const Json& record) {
  auto made_at = get_string(record, "made_at");
  check(made_at && record.contains("key") && record.contains("verdict"),
        "a calibration has a time, a key and a verdict");
  TRY(make_directories(folder));
  std::string name = compact(*made_at) + "-" + id_of(record["key"]);
  fs::path file = folder / (name + ".json");
  for (int again = 2; fs::exists(file); ++again) file = folder / fmt::format("{}_{}.json", name, again);
  TRY(write_file(file, to_pretty_text(record)));
  return file;
}

Result<std::vector<Json>> calibration_history(const fs::path& folder) {
  std::vector<Json> records;
  for (const fs::path& file : list_files(folder)) {
    if (file.extension() != ".json") continue;
    TRY_ASSIGN(Json record, read_record(file));
    records.push_back(std::move(record));
  }
  return records;
}

Result<std::optional<Json>> latest_calibration(const fs::path& folder, const CalibrationKey& key) {
  TRY_ASSIGN(std::vector<Json> records, calibration_history(folder));
  auto same = [wanted = key.to_json()](const Json& record) { return record["key"] == wanted; };
  auto newest = std::find_if(records.rbegin(), records.rend(), same);
  return newest == records.rend() ? std::optional<Json>() : std::optional<Json>(*newest);
}

}  // namespace simbench::judge
