#include "campaign/anchors.h"

#include <fmt/format.h>

#include <chrono>

namespace simbench::campaign {
namespace {

constexpr size_t kKept = 50;          ///< entries of the history; the first is never dropped
constexpr double kLeastShift = 5;     ///< points by which the mean may move before it is called drift
constexpr double kUsualNoise_sd = 5;  ///< of one judgement, where no calibration measured it

constexpr double kFresh_s = 3600;  ///< so old may answers of an interrupted call be: the judge may be another since

double wall_s() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
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

Result<Json> AnchorRound::note() const {
  TRY_ASSIGN(Json note, store_.get_note(name()));
  const judge::Identity& who = judge_.identity();
  if (!note.is_object()) note = {{"judge", who.judge}, {"score", who.score_id}, {"history", Json::array()}};
  return note;
}

Status AnchorRound::begin() {
  TRY_ASSIGN(Json note, this->note());
  const Json& begun = get(note, "begun");
  if (!begun.is_object()) return {};
  if (const Json& usage = get(begun, "usage"); usage.is_object()) usage_before_ = Usage::from_json(usage);
  double age_s = wall_s() - get_number(begun, "at_s").value_or(0);
  if (age_s >= 0 && age_s < kFresh_s && get(begun, "answers").is_object()) asked_->answers = get(begun, "answers");
  return {};
}

std::vector<std::string> AnchorRound::missing(const std::map<std::string, judge::Item>& anchors) const {
  std::vector<std::string> names;
  for (const auto& [name, item] : anchors)
    if (!asked_->answers.contains(name)) names.push_back(name);
  return names;
}

void AnchorRound::submit(const std::map<std::string, judge::Item>& anchors) {
  for (const std::string& name : missing(anchors)) {
    asked_->under_way.insert(name);
    judge_.submit(anchors.at(name), 0, [asked = asked_, name](Result<judge::Judged> judged) {
      asked->under_way.erase(name);
      if (!judged) {
        if (judged.error().code != ErrorCode::cancelled) asked->problem = judged.error();
        return;
      }
      ++asked->count;
      asked->answers[name] = {
          {"value", or_null(judged->value)}, {"served", judged->served_model}, {"fingerprint", judged->fingerprint}};
      if (judged->requests > 0) asked->usage = ++asked->usages == 1 ? judged->usage : sum(asked->usage, judged->usage);
    });
  }
}

Usage AnchorRound::whole_usage() const {
  if (!usage_before_) return asked_->usage;
  return asked_->usages == 0 ? *usage_before_ : sum(*usage_before_, asked_->usage);
}

Status AnchorRound::save() {
  if (asked_->count == saved_) return {};
  saved_ = asked_->count;
  TRY_ASSIGN(Json note, this->note());
  note["begun"] = {{"at_s", wall_s()}, {"answers", asked_->answers}, {"usage", whole_usage().to_json()}};
  return store_.put_note(name(), note);
}

Result<std::string> AnchorRound::finish(const Json& calibration) {
  const judge::Identity& identity = judge_.identity();
  Json values = Json::object();
  std::set<std::string> served, fingerprints;
  for (const auto& [anchor, answer] : asked_->answers.items()) {
    values[anchor] = get(answer, "value");
    if (auto model = get_string(answer, "served"); model && !model->empty()) served.insert(*model);
    if (auto mark = get_string(answer, "fingerprint"); mark && !mark->empty()) fingerprints.insert(*mark);
  }
  Json now{{"values", values}, {"served", served}, {"fingerprints", fingerprints}, {"usage", whole_usage().to_json()}};
  TRY_ASSIGN(Json note, this->note());
  note.erase("begun");
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
  TRY(store_.put_note(name(), note));
  return alarm;
}

}  // namespace simbench::campaign
