// Who may judge whom, decided before anything is paid for.
#include <fmt/format.h>

#include "campaign/judging.h"

namespace simbench::campaign {
namespace {

Status check_names(const JudgeSettings& settings, const std::vector<std::string>& models) {
  std::set<std::string> seen;
  for (const std::string& judge : settings.judges) {
    if (!seen.insert(judge).second) return fail(ErrorCode::invalid_input, fmt::format("--judge names {} twice", judge));
    for (const std::string& model : models)
      if (!settings.allow_self && judge::same_family(judge, model))
        return fail(ErrorCode::invalid_input,
                    fmt::format("{} would grade its own kin, {}: judges favour answers of their own family; choose "
                                "another judge, or insist with --allow-self-judge",
                                judge, model));
  }
  return {};
}

Result<Json> calibration_of(const JudgeSettings& settings, const judge::Identity& who, const std::string& suite) {
  if (!who.is_model()) return Json(nullptr);
  TRY_ASSIGN(std::optional<Json> record,
             judge::latest_calibration(settings.calibrations, judge::calibration_key(who, suite)));
  bool passed = record && get_string(*record, "verdict") == "pass";
  if (passed || settings.uncalibrated) return record ? *record : Json(nullptr);
  std::string what =
      record ? fmt::format("failed its calibration ({})", to_text(get(*record, "reasons"))) : "has not been calibrated";
  return fail(ErrorCode::invalid_input,
              fmt::format("{} {} on suite {} in mode {} with rubric {} and this sampling (looked in {}): run `simbench "
                          "calibrate --suite {} --judge {} --judge-mode {}` "
                          "with the same settings, or take its scores as they are with --uncalibrated",
                          who.judge, what, suite, who.mode, who.rubric, settings.calibrations.string(), suite,
                          who.judge, who.mode));
}

Status add_judge(const JudgeSettings& settings, const std::string& name, const judge::Mode& mode,
                 const std::string& suite, Panel& panel) {
  judge::Options options = settings.options;
  options.mode = mode;
  TRY_ASSIGN(std::unique_ptr<judge::Judge> judge, judge::make(name, options));
  TRY_ASSIGN(Json calibration, calibration_of(settings, judge->identity(), suite));
  panel.judges.push_back(std::move(judge));
  panel.calibrations.push_back(std::move(calibration));
  return {};
}

}  // namespace

std::vector<judge::Identity> Panel::identities() const {
  std::vector<judge::Identity> out;
  for (const auto& judge : judges) out.push_back(judge->identity());
  return out;
}

Result<std::vector<Panel>> assemble(const JudgeSettings& settings, const std::string& suite_name,
                                    const std::vector<std::string>& models) {
  TRY(check_names(settings, models));
  std::vector<Panel> panels;
  for (const std::string& name : settings.judges)
    if (judge::is_rule(name)) TRY(add_judge(settings, name, {}, suite_name, panels.emplace_back()));
  for (const judge::Mode& mode : settings.modes) {
    Panel panel;
    for (const std::string& name : settings.judges)
      if (!judge::is_rule(name)) TRY(add_judge(settings, name, mode, suite_name, panel));
    if (!panel.judges.empty()) panels.push_back(std::move(panel));
  }
  return panels;
}

}  // namespace simbench::campaign
