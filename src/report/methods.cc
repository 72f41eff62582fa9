// The methods box: n, clusters, seeds, versions, isolation, and what was unscored.
#include "report/sections.h"

namespace simbench::report {
namespace {

/// "12 not_run, 3 cpu_limit"; "none" for nothing.
std::string counts(const Json& object) {
  std::string out;
  for (const auto& [name, count] : object.items())
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ",
                       count.is_number() ? with_thousands(count.get<long long>()) : "", escape_html(name));
  return out.empty() ? "none" : out;
}

std::string plain(const Json& value) {
  if (value.is_null()) return "none";
  return escape_html(value.is_string() ? value.get<std::string>() : to_text(value));
}

/// "module 'x' has no attribute 'y' (line 33)" → without the line: one error is one cause, wherever it stands.
std::string without_line(std::string reason) {
  size_t from = reason.rfind(" (line ");
  if (from != std::string::npos && reason.ends_with(')')) reason.erase(from);
  return reason;
}

/// "238 no program, 3 no given code, 12 of 5 other causes": what is frequent, in words.
std::string causes(const Json& reasons) {
  constexpr size_t kShown = 5;
  std::map<std::string, long long> by_cause;
  for (const auto& [reason, count] : reasons.items()) by_cause[without_line(reason)] += count.get<long long>();
  std::vector<std::pair<std::string, long long>> order(by_cause.begin(), by_cause.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> parts;
  long long rest = 0;
  for (size_t i = 0; i < order.size(); ++i)
    if (i < kShown)
      parts.push_back(with_thousands(order[i].second) + " " + prose(order[i].first));
    else
      rest += order[i].second;
  if (rest > 0)
    parts.push_back(fmt::format("{} of {} other cause{}", with_thousands(rest), order.size() - kShown,
                                order.size() - kShown == 1 ? "" : "s"));
  return join(parts, ", ");
}

std::string scores_without_value(const Json& scores) {
  std::string out;
  for (const auto& [score, reasons] : scores.items())
    out += fmt::format("<li><code>{}</code>: {}</li>", escape_html(score), causes(reasons));
  return out.empty() ? "none" : "<ul>" + out + "</ul>";
}

/// "1 (12 tasks drawn, 36 cells), 2 (…)"; numbers of these tasks are others than in the suite's files.
std::string instances_of(const Json& instances) {
  std::string out;
  for (const Json& row : instances)
    out += fmt::format("{}{} ({} drawn, {})", out.empty() ? "" : ", ", row["instance"].get<uint64_t>(),
                       counted(row["tasks_drawn"].get<size_t>(), "task"), counted(row["cells"].get<size_t>(), "cell"));
  return out.empty() ? "the suite as it stands" : out;
}

std::string sensors_of(const Input& input) {
  const auto& sensors = input.counts.sensors;
  return sensors.empty() ? "none" : escape_html(join({sensors.begin(), sensors.end()}, ", "));
}

/// "openai/o9: temperature left out (12 replies)": they weren't sampled as the run says.
std::string adapted_of(const Input& input) {
  std::vector<std::string> parts;
  for (const auto& [what, count] : input.counts.adapted)
    parts.push_back(fmt::format("{}: {} ({})", escape_html(what.first), escape_html(what.second),
                                counted(count, "reply", "replies")));
  return parts.empty() ? "none" : join(parts, "; ");
}

std::string names_or_none(const Json& names) {
  std::vector<std::string> texts;
  for (const Json& name : names) texts.push_back(escape_html(name.get<std::string>()));
  return texts.empty() ? "none" : join(texts, ", ");
}

}  // namespace

std::string render_methods(const Input& input) {
  const Json& methods = get(input.analysis, "methods");
  std::map<std::string, long long> classes;
  for (const auto& [cell_class, n] : input.counts.classes)
    classes[std::string(to_string(cell_class))] = static_cast<long long>(n);
  if (input.counts.pending > 0)
    classes[input.import_note.is_object() ? "imported, not run" : "pending"] =
        static_cast<long long>(input.counts.pending);
  std::vector<std::vector<std::string>> rows{
      {"Cells",
       fmt::format("{}: {}", with_thousands(static_cast<long long>(input.counts.cells)), counts(Json(classes)))},
      {"Unscored, by reason", counts(get(methods, "unscored"))},
      {"Scores without a value", scores_without_value(get(methods, "scores_without_value"))},
      {"Clusters", fmt::format("{}; {} drawings, seed {}; {}",
                               counted(static_cast<size_t>(get_number(methods, "systems").value_or(0)), "system"),
                               number(get(methods, "bootstrap"), 0), number(get(methods, "seed"), 0),
                               plain(get(methods, "interval")))},
      {"Instances", instances_of(get(input.analysis, "instances"))},
      {"Models", number(get(methods, "models"), 0)},
      {"Left out of what is taken over all models", names_or_none(get(methods, "left_out_of_averages"))},
      {"Main score, main arm",
       fmt::format("<code>{}</code>, {}", plain(get(methods, "main_score")), plain(get(methods, "main_arm")))},
      {"Reading of imported data", plain(get(methods, "reading"))},
      {"Served model ids", counts(get(methods, "served_models"))},
      {"Parameters that endpoints refused", adapted_of(input)},
      {"Simulator", counts(get(methods, "simulators"))},
      {"Isolation of candidates", counts(get(methods, "isolation"))},
      {"Sensors", sensors_of(input)},
      {"Program", "simbench " + plain(get(methods, "version"))},
  };
  Json manifest = Json::array();
  for (const auto& [key, value] : input.manifest.items())
    if (key != "judges" && key != "prices")  // they have sections of their own
      manifest.push_back({{"key", key}, {"value", plain(value)}});
  return filled("methods", {{"table", table({{"What"}, {"Value"}}, rows)}, {"manifest", manifest}});
}

}  // namespace simbench::report
