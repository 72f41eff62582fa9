// What each judge of the run was known to be worth: its calibration, or that it has none.
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

bool is_of(const Json& record, const Json& identity) {
  const Json& key = get(record, "key");
  return get(key, "judge") == get(identity, "judge") && get(key, "mode") == get(identity, "mode") &&
         get(key, "rubric") == get(identity, "rubric_hash") && get(key, "prompt") == get(identity, "prompt");
}

Json row_of(const std::string& score, const Json& identity, const std::map<std::string, Json>& records) {
  Json row{{"score", score},
           {"judge", get(identity, "judge")},
           {"mode", get(identity, "mode")},
           {"rubric", get(identity, "rubric")}};
  auto found =
      std::find_if(records.begin(), records.end(), [&](const auto& note) { return is_of(note.second, identity); });
  if (found == records.end()) {
    row["verdict"] = "not calibrated";
    row["reason"] = "the judge was used with --uncalibrated";
    return row;
  }
  const Json& record = found->second;
  for (const char* key : {"verdict", "reasons", "made_at", "repeats", "thresholds", "served_models"})
    row[key] = get(record, key);
  row["suite"] = get(get(record, "key"), "suite");
  row.update(get(record, "measures"));
  return row;
}

}  // namespace

Result<Json> judge_calibrations(const Data& data, const store::Store& store) {
  TRY_ASSIGN(auto records, store.notes("calibration/"));
  Json rows = Json::array();
  const Json& scores = get(data.manifest, "judges");
  if (!scores.is_object()) return rows;
  for (const auto& [score, versions] : scores.items())
    for (const auto& [version, identities] : versions.items())
      for (const Json& identity : identities)
        if (get_string(get(identity, "calibration"), "verdict") != "not needed")
          rows.push_back(row_of(score, identity, records));
  return rows;
}

}  // namespace simbench::analysis
