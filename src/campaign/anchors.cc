#include "campaign/anchors.h"

#include <fmt/format.h>

#include "campaign/pace.h"

namespace simbench::campaign {
namespace {

constexpr size_t kKept = 50;          ///< entries of the history; the first is never dropped
constexpr double kLeastShift = 5;     ///< points by which the mean may move before it is called drift
constexpr double kUsualNoise_sd = 5;  ///< of one judgement, where no calibration measured it

/// Values of the anchors, null where the judge gave none, who answered, and what it took.
Result<Json> judge_all(judge::Judge& judge, const std::map<std::string, judge::Item>& anchors, Usage& usage) {
  Json values = Json::object();
  std::set<std::string> served, fingerprints;
  std::optional<Error> problem;
  size_t open = 0;
  bool first = true;
  for (const auto& [name, item] : anchors) {
    ++open;
    judge.submit(item, 0, [&, name = name](Result<judge::Judged> judged) {
      --open;
      if (!judged) {
        problem = judged.error();
        return;
      }
      values[name] = or_null(judged->value);
      if (judged->requests > 0) usage = std::exchange(first, false) ? judged->usage : sum(usage, judged->usage);
      if (!judged->served_model.empty()) served.insert(judged->served_model);
      if (!judged->fingerprint.empty()) fingerprints.insert(judged->fingerprint);
    });
  }
  while (open > 0) judge.run_for(kWait_s);
  if (problem) return pass_on(*problem);
  return Json{{"values", values}, {"served", served}, {"fingerprints", fingerprints}, {"usage", usage.to_json()}};
}

/// The scores of the references at calibration, in the anchors' names.
Json calibrated_values(const Json& calibration) {
  Json values = Json::object();
  for (const Json& item : get(calibration, "items")) {
    if (get_string(item, "kind") != "reference") continue;
    double sum = 0, n = 0;
    for (const Json& judgement : get(item, "judgements"))
      if (auto score = get_number(judgement, "score")) sum += *score, ++n;
    if (n > 0) values[get_string(item, "task").value_or("") + " reference"] = sum / n;
  }
  return values;
}

struct Shift {
  size_t items = 0;
  double mean = 0, largest = 0;  ///< now minus before
};

Shift shift_of(const Json& before, const Json& now) {
  Shift shift;
  for (const auto& [name, value] : now.items()) {
    std::optional<double> old = get_number(before, name);
    if (!old || !value.is_number()) continue;
    double difference = value.get<double>() - *old;
    ++shift.items;
    shift.mean += difference;
    if (std::abs(difference) > std::abs(shift.largest)) shift.largest = difference;
  }
  if (shift.items > 0) shift.mean /= static_cast<double>(shift.items);
  return shift;
}

/// What moved against the baseline, and whether that is more than noise.
Json compare(const Json& before, const Json& now, std::string_view baseline, double noise_sd) {
  Shift shift = shift_of(get(before, "values"), get(now, "values"));
  Json drift{
      {"baseline", baseline}, {"items", shift.items}, {"mean", nullptr}, {"largest", nullptr}, {"allowed", nullptr}};
  bool moved = false;
  if (shift.items > 0) {
    double allowed = std::max(kLeastShift, 2 * noise_sd * std::sqrt(2 / static_cast<double>(shift.items)));
    drift["mean"] = shift.mean, drift["largest"] = shift.largest, drift["allowed"] = allowed;
    moved = std::abs(shift.mean) > allowed;
  }
  const Json& served = get(before, "served");
  bool other = served.is_array() && !served.empty() && !get(now, "served").empty() && served != get(now, "served");
  drift["served_changed"] = other;
  drift["alarm"] = moved || other;
  return drift;
}

std::string alarm_text(const std::string& name, const Json& drift, const Json& now) {
  if (!get_bool(drift, "alarm").value_or(false)) return "";
  std::string text = fmt::format("{}: the judge isn't the one it was:", name);
  if (get_bool(drift, "served_changed").value_or(false))
    text += fmt::format(" another model answers ({});", to_text(get(now, "served")));
  if (auto mean = get_number(drift, "mean"))
    text += fmt::format(" anchors moved by {:+.1f} points on average (allowed {:.1f})", *mean,
                        get_number(drift, "allowed").value_or(0));
  return text;
}

}  // namespace

Result<std::string> check_anchors(judge::Judge& judge, const std::map<std::string, judge::Item>& anchors,
                                  const Json& calibration, store::Store& store, Usage& usage) {
  const judge::Identity& identity = judge.identity();
  std::string name = "anchors/" + identity.key();
  TRY_ASSIGN(Json now, judge_all(judge, anchors, usage));
  TRY_ASSIGN(Json note, store.get_note(name));
  if (!note.is_object()) note = {{"judge", identity.judge}, {"score", identity.score_id}, {"history", Json::array()}};
  Json& history = note["history"];
  bool first = history.empty();
  Json before = first ? Json{{"values", calibrated_values(calibration)}, {"served", get(calibration, "served_models")}}
                      : history.front();
  std::string_view baseline = first ? "calibration" : "first";
  note["drift"] =
      compare(before, now, baseline, get_number(get(calibration, "measures"), "noise_sd").value_or(kUsualNoise_sd));
  std::string alarm = alarm_text(fmt::format("{} ({})", identity.judge, identity.score_id), note["drift"], now);
  history.push_back(std::move(now));
  if (history.size() > kKept) history.erase(1);
  TRY(store.put_note(name, note));
  return alarm;
}

}  // namespace simbench::campaign
