#include "analysis/summary.h"

#include <fmt/format.h>

#include "base/base.h"
#include "base/json.h"
#include "record/record.h"
#include "stats/stats.h"

namespace simbench::analysis {
namespace {

constexpr std::string_view kCutMark = "*";

/// With so many digits, and no "-0.00".
std::string fixed(double value, int digits) {
  std::string text = fmt::format("{:.{}f}", value, digits);
  return text.find_first_of("123456789") == std::string::npos ? fmt::format("{:.{}f}", 0.0, digits) : text;
}

/// A number with its digits, or a dash where it is undefined.
std::string number(const Json& row, const char* key, int digits = 2) {
  auto value = get_number(row, key);
  return value ? fixed(*value, digits) : "–";
}

std::string percent(const Json& row, const char* key) {
  auto value = get_number(row, key);
  return value ? fmt::format("{:.1f} %", 100 * *value) : "–";
}

std::string interval(const Json& row, const char* key, int digits = 2) {
  const Json& ci = get(row, key);
  if (!ci.is_array() || ci.size() != 2) return "";
  return fmt::format("[{}, {}]{}", fixed(ci[0].get<double>(), digits), fixed(ci[1].get<double>(), digits),
                     get(row, std::string(key) + "_cut") == true ? kCutMark : "");
}

/// With what the mark says, where one stands in the text.
std::string with_key(std::string text) {
  if (text.find(fmt::format("]{}", kCutMark)) == std::string::npos) return text;
  return text + fmt::format("{} the interval would go beyond the scale and is cut there: too few systems to say more\n",
                            kCutMark);
}

std::string dollars(const Json& row, const char* key) {
  auto usd = get_number(row, key);
  return usd ? usd_text(*usd) : "–";
}

std::string leaderboard(const Json& analysis) {
  std::vector<Json> rows = analysis["models"].get<std::vector<Json>>();
  auto passes = [](const Json& row) {
    return get_number(row, "pass_at_1").value_or(get_number(row, "pass_in_2_tries").value_or(-1));
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const Json& a, const Json& b) { return passes(a) > passes(b); });
  bool repairs = std::any_of(rows.begin(), rows.end(), [](const Json& row) { return row.contains("pass_in_2_tries"); });
  size_t longest = 5;
  for (const Json& row : rows) longest = std::max(longest, text_of(row, "model").size());
  // Controls cost nothing: in a run of nothing else nobody asks what it cost.
  bool paid = std::any_of(rows.begin(), rows.end(), [](const Json& row) { return get_number(row, "cost_usd") > 0.0; });
  std::string out = fmt::format("{:<{}} {:<9} {:>6} {:>7} {:>10} {:>9} {:>9}  {}{}\n", "model", longest, "arm", "cells",
                                "scored", "compile@1", "pass@1", "fidelity",
                                fmt::format("{}{}", repairs ? "in 2 tries  " : "", paid ? "USD      a pass   " : ""),
                                repairs ? "95 % of pass@1, or of in 2 tries" : "95 % of pass@1");
  for (const Json& row : rows) {
    bool repair = row.contains("pass_in_2_tries");
    out +=
        fmt::format("{:<{}} {:<9} {:>6} {:>7} {:>10} {:>9} {:>9}  {}{}\n", text_of(row, "model"), longest,
                    text_of(row, "arm"), row["cells"].get<size_t>(), row["scored"].get<size_t>(),
                    number(row, "compile_at_1", 3), number(row, "pass_at_1", 3), number(row, "fidelity", 3),
                    (repairs ? fmt::format("{:<12}", number(row, "pass_in_2_tries", 3)) : "") +
                        (paid ? fmt::format("{:<9}{:<9}", dollars(row, "cost_usd"), dollars(row, "usd_per_pass")) : ""),
                    interval(row, repair ? "pass_in_2_tries_ci" : "pass_at_1_ci", 3));
  }
  return out;
}

/// Both shares: those that neither improved nor declined stayed as they were.
std::string delta_line(const Json& row, const char* which) {
  const Json& delta = get(row, which);
  if (!delta.is_object()) return "–";
  return fmt::format("{} (SD {}, {} improved, {} declined, n {}) {}", number(delta, "mean"), number(delta, "sd"),
                     percent(delta, "improved"), percent(delta, "declined"),
                     get(delta, "n").is_number() ? delta["n"].get<size_t>() : 0, interval(delta, "ci"));
}

/// Never "0.000": no test says that.
std::string p_value(const Json& row, const char* key) {
  auto p = get_number(row, key);
  return p && *p < 0.001 ? "<0.001" : number(row, key, 3);
}

/// ", over 2 of 6 models": where some count in nothing that is taken over all of them.
std::string over_which_models(const Json& analysis) {
  const Json& methods = get(analysis, "methods");
  size_t left_out = get(methods, "left_out_of_averages").size();
  auto models = static_cast<size_t>(get_number(methods, "models").value_or(0));
  return left_out == 0 ? "" : fmt::format(", over {} of {}", models - left_out, counted(models, "model"));
}

/// Which those are that don't count, and how they would.
std::string left_out_note(const Json& analysis) {
  const Json& left_out = get(get(analysis, "methods"), "left_out_of_averages");
  if (left_out.empty()) return "";
  bool controls = std::all_of(left_out.begin(), left_out.end(),
                              [](const Json& name) { return name.get<std::string>().starts_with("control/"); });
  if (controls)
    return "  (control models are right, wrong and empty by design: they don't count here, but with --controls)\n";
  std::vector<std::string> names;
  for (const Json& name : left_out) names.push_back(name.get<std::string>());
  return fmt::format("  (not counted here: {})\n", join(names, ", "));
}

std::string deltas(const Json& analysis) {
  const Json& row = analysis["turn_deltas"];
  std::string out = fmt::format("\nTurn deltas of {} (arm {}, 95 % interval over systems{})\n", text_of(row, "score"),
                                text_of(row, "arm"), over_which_models(analysis)) +
                    left_out_note(analysis);
  if (get(get(analysis, "methods"), "only_controls") == true)
    out +=
        "  (means over control models: answers that are right, wrong and empty by design, which say nothing of "
        "turns)\n";
  out += fmt::format("  turn 1 → 2  {}\n  turn 2 → 3  {}\n", delta_line(row, "d12"), delta_line(row, "d23"));
  for (const Json& category : analysis["categories"])
    out += fmt::format("  {}  1→2 {}   2→3 {}\n", text_of(category, "category"), delta_line(category, "d12"),
                       delta_line(category, "d23"));
  return out;
}

std::string correlations(const Json& analysis) {
  std::string out = "\nHow well scores follow compile@1 and pass@1 (95 % interval over systems";
  if (size_t systems = analysis["methods"]["systems"].get<size_t>(); systems < stats::kLeastGroups)
    out += fmt::format("; none of so few: {}, {} are needed", systems, stats::kLeastGroups);
  out += over_which_models(analysis) + ")\n";
  using Names = std::set<std::string>;
  std::map<std::tuple<std::string, std::string, std::string>, Names> undefined;  // (level, reason, target) → scores
  for (const Json& row : analysis["correlations"]) {
    bool shown = (row["level"] == "model" && row["statistic"] == "spearman") || row["level"] == "within_system";
    if (!shown) continue;
    if (get(row, "value").is_null()) {
      undefined[{text_of(row, "level"), text_of(row, "reason"), text_of(row, "target")}].insert(text_of(row, "score"));
      continue;
    }
    out += fmt::format("  {:<28} {:<13} {:<14} {:<9} {:>7} n {:<5} {}\n", text_of(row, "score"), text_of(row, "target"),
                       text_of(row, "level"), text_of(row, "statistic"), number(row, "value", 3),
                       static_cast<size_t>(get_number(row, "n").value_or(0)), interval(row, "ci"));
  }
  // What holds for many scores alike is one line, not a wall of them: for both targets if it holds of the same scores.
  std::map<std::tuple<std::string, std::string, Names>, Names> alike;  // (level, reason, scores) → targets
  for (const auto& [why, scores] : undefined) {
    const auto& [level, reason, target] = why;
    alike[{level, reason, scores}].insert(target);
  }
  constexpr size_t kNamed = 3;
  for (const auto& [why, targets] : alike) {
    const auto& [level, reason, scores] = why;
    out += fmt::format(
        "  none at level {} ({}) of {}: {}\n", level, join({targets.begin(), targets.end()}, ", "),
        scores.size() <= kNamed ? join({scores.begin(), scores.end()}, ", ") : counted(scores.size(), "score"), reason);
  }
  return out;
}

/// "b/y 2, a/x 1", the one that misses it most first.
std::string missed_by(const Json& row) {
  std::vector<std::pair<std::string, size_t>> models;
  for (const auto& [model, count] : get(row, "missed_by").items()) models.emplace_back(model, count.get<size_t>());
  std::stable_sort(models.begin(), models.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> out;
  for (const auto& [model, count] : models) out.push_back(fmt::format("{} {}", model, count));
  return join(out, ", ");
}

std::string first_example(const Json& row) {
  const Json &examples = get(row, "examples"), &drawn = get(row, "example_instances");
  if (examples.empty()) return "";
  bool is_drawn = !drawn.empty() && drawn[0].is_number();
  return fmt::format("; {}{}", is_drawn ? fmt::format("instance {}: ", drawn[0].get<uint64_t>()) : "",
                     examples[0].get<std::string>());
}

/// Sentences that programs which finish don't do, those that most miss first.
std::string asked(const Json& analysis) {
  constexpr size_t kShown = 10;
  const Json& rows = get(analysis, "asked");
  if (rows.empty()) return "";
  std::string out = fmt::format("\nAsked and not done, by sentence of the prompts, in programs that finish{}\n",
                                over_which_models(analysis));
  for (size_t i = 0; i < std::min(kShown, rows.size()); ++i) {
    const Json& row = rows[i];
    std::vector<std::string> ids;
    for (const Json& id : row["requirements"]) ids.push_back(id.get<std::string>());
    out +=
        fmt::format("  {:<22} {:>3} of {:<3} {}\n",
                    fmt::format("{}/{}", text_of(row, "system"), row["turn"].get<int>()), row["missed"].get<size_t>(),
                    row["asked"].get<size_t>(), get(row, "says").is_null() ? join(ids, ", ") : text_of(row, "says"));
    out += fmt::format("  {:<22} {:>10} {}{}\n", "", "", missed_by(row), first_example(row));
  }
  if (rows.size() > kShown)
    out += fmt::format("  and {}: --json and the report have them\n",
                       counted(rows.size() - kShown, "more sentence", "more sentences"));
  return out;
}

std::string instances(const Json& analysis) {
  const Json& rows = get(analysis, "instances");
  if (rows.empty()) return "";
  std::string out = "\nInstances: the suite with other numbers\n";
  for (const Json& row : rows) {
    std::string drawn =
        row.contains("tasks_drawn") ? counted(row["tasks_drawn"].get<size_t>(), "task") + " drawn, " : "";
    out += fmt::format("  instance {:<8} {}{}, {} of them passed\n", row["instance"].get<uint64_t>(), drawn,
                       counted(row["cells"].get<size_t>(), "cell"), row["passed"].get<size_t>());
  }
  return out;
}

std::string unscored(const Json& analysis) {
  const Json& methods = analysis["methods"];
  std::string out = fmt::format(
      "\n{}, {}, {}; bootstrap {} drawings, seed {}\n", counted(methods["cells"].get<size_t>(), "cell"),
      counted(methods["models"].get<size_t>(), "model"), counted(methods["systems"].get<size_t>(), "system"),
      methods["bootstrap"].get<int>(), methods["seed"].get<uint64_t>());
  for (const auto& [reason, count] : methods["unscored"].items())
    out += fmt::format("  unscored: {} × {}\n", count.get<size_t>(), reason);
  for (const auto& [table, reason] : analysis["empty"].items())
    out += fmt::format("  no {}: {}\n", table, reason.get<std::string>());
  return out;
}

/// Shares times 100, so that all measures of a comparison are in points of 100; what has no scale stays as it is.
Json in_points(Json row) {
  auto scale = get_number(row, "scale");
  double factor = row.contains("scale") ? 100 / scale.value_or(100) : 100;
  auto stretch = [factor](Json& value) {
    if (value.is_number()) value = factor * value.get<double>();
  };
  for (const char* key : {"difference", "detectable_difference"})
    if (row.contains(key)) stretch(row[key]);
  if (const Json& ci = get(row, "ci"); ci.is_array())
    for (Json& end : row["ci"]) stretch(end);
  return row;
}

}  // namespace

std::string summary_text(const Json& analysis) {
  return with_key(leaderboard(analysis) + deltas(analysis) + correlations(analysis)) + asked(analysis) +
         instances(analysis) + unscored(analysis);
}

namespace {

/// What none of a Holm family's p can fall below.
struct Floor {
  std::string family, subject;  ///< subject: "with 8 systems", "3 of 8 systems differ:"
  double plain = 1, rows = 1;

  double adjusted() const { return std::min(1.0, plain * rows); }
};

/// By the row of each family that can fall lowest: that of the most systems that differ.
std::vector<Floor> floors_of(const Json& rows) {
  std::map<std::string, const Json*> lowest;
  for (const Json& row : rows) {
    auto floor = get_number(row, "p_floor");
    if (!floor) continue;
    const Json*& known = lowest[text_of(row, "family")];
    if (!known || *floor < *get_number(*known, "p_floor")) known = &row;
  }
  std::vector<Floor> floors;
  for (const auto& [family, row] : lowest) {
    auto systems = (*row)["clusters"].get<size_t>();
    auto differing = static_cast<size_t>(get_number(*row, "differing").value_or(static_cast<double>(systems)));
    if (differing == 0) continue;  // equal in everything: more systems would show no more
    floors.push_back({family,
                      differing < systems ? fmt::format("{} of {} differ:", differing, counted(systems, "system"))
                                          : "with " + counted(systems, "system"),
                      *get_number(*row, "p_floor"),
                      get_number(*row, "family_rows").value_or(static_cast<double>(rows.size()))});
  }
  return floors;
}

}  // namespace

std::string floor_text(const Json& rows, std::string_view remedy) {
  constexpr double kTold = 0.01, kSmall = 0.05;
  std::vector<Floor> floors = floors_of(rows);
  std::vector<std::string> parts;
  bool too_high = false, fewer_rows_help = false;
  for (const Floor& floor : floors) {
    if (floor.plain <= kTold && floor.adjusted() <= kSmall) continue;
    std::string of_family = floors.size() > 1 ? " of " + floor.family : "", text = floor.subject;
    if (floor.plain > kTold) {
      text += fmt::format(" no p{} can fall below {:.3g}", of_family, floor.plain);
      if (floor.rows > 1)
        text +=
            fmt::format(", nor the smallest of {:.0f} rows below {:.3g} when adjusted", floor.rows, floor.adjusted());
    } else {
      text += fmt::format(" the smallest of {:.0f} rows{} can't fall below {:.3g} when adjusted", floor.rows, of_family,
                          floor.adjusted());
    }
    parts.push_back(std::move(text));
    too_high = too_high || floor.adjusted() > kSmall;
    fewer_rows_help = fewer_rows_help || (floor.plain <= kSmall && floor.adjusted() > kSmall);
  }
  std::string text = join(parts, "; ");
  if (!too_high) return text;
  return text + (fewer_rows_help ? fmt::format(": {}, or take more systems", remedy) : "; only more systems help");
}

namespace {

/// "1 row", or "the rows of its kind: 4 of outcomes, 12 of text".
std::string families_text(const Json& rows) {
  std::map<std::string, size_t> sizes;
  for (const Json& row : rows) ++sizes[text_of(row, "family")];
  if (sizes.size() < 2) return counted(rows.size(), "row");
  std::vector<std::string> kinds;
  for (const auto& [kind, size] : sizes) kinds.push_back(fmt::format("{} of {}", size, kind));
  return "the rows of its kind: " + join(kinds, ", ");
}

/// Which method the intervals are by.
std::string interval_words(const Json& rows) {
  bool few = false, many = false;
  for (const Json& row : rows) {
    bool enough = get_number(row, "clusters").value_or(0) >= static_cast<double>(stats::kLeastFlips);
    many = many || enough, few = few || !enough;
  }
  const std::string flips = "what these flips don't refuse", t = "Student's t over systems";
  if (few && many)
    return fmt::format("{}; of fewer than {} systems {}, whose p may differ", flips, stats::kLeastFlips, t);
  return few ? t + ", which may disagree with p" : flips;
}

}  // namespace

std::string comparison_text(const Json& comparison) {
  std::string out = fmt::format(
      "first − second in points of 100, paired by task, clustered by system; p by sign flips, Holm-adjusted over {}; "
      "interval: {}\n",
      families_text(comparison["comparisons"]), interval_words(comparison["comparisons"]));
  if (comparison.contains("runs"))
    out += fmt::format("first: {}, second: {}\n", comparison["runs"][0].get<std::string>(),
                       comparison["runs"][1].get<std::string>());
  size_t pair = 15, measure = 7;
  auto names = [](const Json& row) {
    return fmt::format("{} − {}", text_of(row, "first_model"), text_of(row, "second_model"));
  };
  for (const Json& row : comparison["comparisons"])
    pair = std::max(pair, names(row).size()), measure = std::max(measure, text_of(row, "measure").size());
  // By bytes: each of these texts has one "−".
  auto padded = [&](const std::string& text) { return text + std::string(pair - std::min(pair, text.size()), ' '); };
  if (!comparison["comparisons"].empty())
    out += fmt::format("{}  {:<{}}  {:<9} {:>6}  {:<17} {:<6} {:>4}  {}\n", padded("first − second"), "measure",
                       measure, "arm", "points", "95 % interval", "p", "n", kSmallestVisible);
  for (const Json& plain : comparison["comparisons"]) {
    Json row = in_points(plain);
    out += fmt::format("{}  {:<{}}  {:<9} {:>6}  {:<17} {:<6} {:>4}  {}\n", padded(names(row)), text_of(row, "measure"),
                       measure, text_of(row, "arm"), number(row, "difference", 1), interval(row, "ci", 1),
                       p_value(row, "p_holm"), row["n"].get<size_t>(), number(row, "detectable_difference", 1));
  }
  if (comparison["comparisons"].empty()) out += "these models have no cell in common\n";
  out = with_key(std::move(out));
  std::string floor = floor_text(comparison["comparisons"], "name what you ask for by --measure and --arm");
  if (!floor.empty()) out += floor + "\n";
  if (size_t changed = get(comparison, "changed_tasks").size(); changed > 0)
    out += fmt::format("{} the same in both runs and left out: {}\n", counted(changed, "task isn't", "tasks aren't"),
                       to_text(comparison["changed_tasks"]));
  return out;
}

std::string ratings_text(const Json& ratings) {
  if (ratings["rating_agreement"].empty() && ratings["corrected_means"].empty())
    return "No program was rated by two people, or by one and a judge. `simbench rate sheet` makes a sheet.\n";
  std::string out = "Agreement on the total (95 % interval over systems; --json has every rubric category)\n";
  for (const Json& row : ratings["rating_agreement"]) {
    if (row["measure"] != "total") continue;
    out += fmt::format("{} and {}: {}, {}\n", text_of(row, "first"), text_of(row, "second"),
                       counted(row["n"].get<size_t>(), "program"), counted(row["clusters"].get<size_t>(), "system"));
    for (const auto& [key, title] :
         {std::pair("quadratic_kappa", "quadratic weighted kappa"), std::pair("alpha_ordinal", "alpha, ordinal"),
          std::pair("alpha_interval", "alpha, interval"), std::pair("icc", "ICC(2,1)"),
          std::pair("spearman", "Spearman")})
      out += fmt::format("  {:<26} {:>7} {}\n", title, number(row, key, 3),
                         interval(row, fmt::format("{}_ci", key).c_str(), 3));
  }
  if (!ratings["corrected_means"].empty())
    out +=
        "\nThe judge's mean, corrected by the rated programs (prediction-powered; λ: the weight that the judge gets)\n";
  for (const Json& row : ratings["corrected_means"])
    out += fmt::format("  {:<24} {:<28} judge {:>6}  corrected {:>6} {:<18} λ {:>5}  rated {} of {}\n",
                       text_of(row, "score"), text_of(row, "model"), number(row, "judge_mean"),
                       number(row, "corrected"), interval(row, "corrected_ci"), number(row, "lambda"),
                       row["rated"].get<size_t>(), row["rated"].get<size_t>() + row["unrated"].get<size_t>());
  return out;
}

}  // namespace simbench::analysis
