#include "judge/judge.h"

namespace simbench::judge {
namespace {

constexpr double kLoop_s = 0.2;

Json judgement_json(const Judged& judged) {
  return {{"score", or_null(judged.value)},          {"reason", judged.reason},   {"lost", judged.lost},
          {"contradictions", judged.contradictions}, {"repairs", judged.repairs}, {"stated", or_null(judged.stated)}};
}

/// Everything that was said, by specimen and repeat.
using Answers = std::vector<std::vector<Judged>>;

/// Repeat by repeat, so that an endpoint that fails is noticed early.
Result<Answers> ask_all(Judge& judge, const CalibrationSetup& setup,
                        const std::function<void(size_t, size_t)>& progress) {
  size_t repeats = static_cast<size_t>(setup.repeats), all = setup.specimens.size() * repeats, done = 0;
  Answers answers(setup.specimens.size(), std::vector<Judged>(repeats));
  std::optional<Error> error;
  for (size_t r = 0; r < repeats && !error; ++r) {
    for (size_t s = 0; s < setup.specimens.size(); ++s)
      judge.submit(setup.specimens[s].item, static_cast<int>(r), [&, s, r](Result<Judged> result) {
        ++done;
        if (result)
          answers[s][r] = std::move(*result);
        else if (!error)
          error = result.error();
      });
    while (judge.run_for(kLoop_s) > 0)
      if (progress) progress(done, all);
    check(done == (r + 1) * setup.specimens.size(), "calibrate: an answer is missing");
  }
  if (error) return pass_on(*error);
  if (progress) progress(done, all);
  return answers;
}

Json items_json(const CalibrationSetup& setup, const Answers& answers, std::set<std::string>& served) {
  Json items = Json::array();
  for (size_t s = 0; s < setup.specimens.size(); ++s) {
    const Specimen& one = setup.specimens[s];
    Json judgements = Json::array();
    for (const Judged& judged : answers[s]) {
      judgements.push_back(judgement_json(judged));
      if (!judged.served_model.empty()) served.insert(judged.served_model);
    }
    items.push_back({{"task", one.task},
                     {"file", one.file},
                     {"kind", one.kind},
                     {"severity", one.severity},
                     {"category", one.category},
                     {"judgements", std::move(judgements)}});
  }
  return items;
}

std::string set_hash(const CalibrationSetup& setup) {
  Hasher hasher;
  for (const Specimen& one : setup.specimens)
    hasher.add(one.task, one.item.prompt)
        .add("given", one.item.given.value_or(""))
        .add("reference", one.item.reference)
        .add(one.kind + one.category, one.item.candidate);
  return hasher.hex();
}

std::string figure(const Json& record, std::string_view measure, int digits) {
  auto value = get_number(get(record, "measures"), measure);
  return value ? fmt::format("{:.{}f}", *value, digits) : "–";
}

}  // namespace

Result<Json> calibrate(Judge& judge, const Rubric& rubric, const CalibrationSetup& setup,
                       const std::function<void(size_t done, size_t all)>& progress) {
  check(setup.repeats >= 2, "calibrate: one repeat shows no noise");
  TRY_ASSIGN(Answers answers, ask_all(judge, setup, progress));
  std::map<std::string, double> categories, limits;
  for (const RubricCategory& category : rubric.categories) categories[category.name] = category.points;
  for (const Threshold& row : thresholds()) {
    auto own = setup.limits.find(std::string(row.setting));
    limits[std::string(row.setting)] = own == setup.limits.end() ? row.value : own->second;
  }
  std::set<std::string> served;
  Json items = items_json(setup, answers, served);
  Json measures = calibration_measures(items, categories, setup.seed, setup.bootstrap);
  std::vector<std::string> failures = calibration_failures(measures, limits);
  return Json{{"format", 1},
              {"key", calibration_key(judge.identity(), setup.suite).to_json()},
              {"simbench", SIMBENCH_VERSION},
              {"rubric_name", rubric.name + "@" + rubric.version},
              {"set", set_hash(setup)},
              {"repeats", setup.repeats},
              {"seed", setup.seed},
              {"served_models", served},
              {"items", std::move(items)},
              {"measures", std::move(measures)},
              {"thresholds", limits},
              {"verdict", failures.empty() ? "pass" : "fail"},
              {"reasons", failures}};
}

std::string calibration_text(const std::vector<Json>& records) {
  std::string text = fmt::format("{:<20} {:<28} {:<16} {:<14} {:<8} {:>8} {:>6} {:>15} {:>8} {:>6} {:>8} {:>6}  {}\n",
                                 "made", "judge", "mode", "rubric", "suite", "unscored", "noise", "bias verb./com.",
                                 "ceiling", "first", "severity", "attr.", "verdict");
  for (const Json& record : records) {
    const Json& key = get(record, "key");
    std::vector<std::string> reasons;
    for (const Json& reason : get(record, "reasons")) reasons.push_back(reason.get<std::string>());
    std::string verdict = get_string(record, "verdict").value_or("?");
    if (!reasons.empty()) verdict += fmt::format(" ({})", join(reasons, ", "));
    text +=
        fmt::format("{:<20} {:<28} {:<16} {:<14} {:<8} {:>8} {:>6} {:>15} {:>8} {:>6} {:>8} {:>6}  {}\n",
                    get_string(record, "made_at").value_or(""), get_string(key, "judge").value_or(""),
                    get_string(key, "mode").value_or(""), get_string(record, "rubric_name").value_or(""),
                    get_string(key, "suite").value_or(""), figure(record, "unscored", 2), figure(record, "noise_sd", 1),
                    figure(record, "verbosity_bias", 1) + " / " + figure(record, "comment_bias", 1),
                    figure(record, "ceiling", 1), figure(record, "reference_first", 2),
                    figure(record, "severity_order", 2), figure(record, "attribution", 2), verdict);
  }
  return text;
}

}  // namespace simbench::judge
