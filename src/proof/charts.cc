// What the requirements read in the references, drawn from the reduced traces or from a run.
#include "proof/charts.h"

#include "proof/reduced.h"
#include "proof/stored_traces.h"
#include "proof/validation_file.h"
#include "verdict/verdict.h"

namespace simbench::proof {
namespace {

/// "X", "−Z", "(1, 1, 0)"; "" where no axis is named.
std::string axis_name(const Json& axis) {
  if (!axis.is_array() || axis.size() != 3) return "";
  for (size_t i = 0; i < 3; ++i) {
    Json unit{0, 0, 0}, back{0, 0, 0};
    unit[i] = 1, back[i] = -1;
    if (axis == unit || axis == back) return (axis == back ? "−" : "") + std::string(1, "XYZ"[i]);
  }
  std::vector<std::string> parts;
  for (const Json& part : axis)
    parts.push_back(part.is_number() ? fmt::format("{:.3g}", part.get<double>()) : to_text(part));
  return "(" + join(parts, ", ") + ")";
}

std::string unit_of(std::string_view key) {
  static const std::map<std::string_view, std::string> known{
      {"m_s", "m/s"}, {"rad_s", "rad/s"}, {"N_m", "N m"}, {"value", ""}};
  auto found = known.find(key);
  return found == known.end() ? std::string(key) : found->second;
}

/// "coordinate of bob, X (m)"
std::string title_of(const suite::Requirement& requirement, const std::string& unit_key) {
  const Json& p = requirement.parameters;
  static const std::map<std::string, std::string> drawn{
      {"period", "swing"}, {"decay", "swing"}, {"stays_on_path", "distance from the path"}};
  auto other = drawn.find(requirement.kind);
  std::string title = other == drawn.end() ? requirement.kind : other->second;
  for (const char* key : {"of", "between"})
    if (const Json& value = get(p, key); value.is_string())
      title += " of " + value.get<std::string>();
    else if (value.is_array())
      title += " of " + join(value.get<std::vector<std::string>>(), " – ");
  for (const char* key : {"which", "input", "relative_to"})
    if (auto value = get_string(p, key))
      title += fmt::format("{}{}", key == std::string("relative_to") ? " from " : ", ", *value);
  std::replace(title.begin(), title.end(), '_', ' ');
  std::string axis = axis_name(get(p, "axis")), unit = unit_of(unit_key);
  return title + (axis.empty() ? "" : ", " + axis) + (unit.empty() ? "" : " (" + unit + ")");
}

/// A mark where the bound speaks of the curve itself, not of a number made from it (a range, a mean square).
std::optional<report::Chart::Mark> mark_of(const suite::Requirement& requirement, const verdict::Reading& reading) {
  const Json& p = requirement.parameters;
  std::string statistic = get_string(p, "statistic").value_or("always");
  for (const char* made : {"range", "change", "std", "rms"})
    if (statistic == made) return std::nullopt;
  report::Chart::Mark mark;
  mark.from_s = get_number(p, "at_s").value_or(get_number(p, "from_s").value_or(reading.t_s.front()));
  mark.until_s = get_number(p, "at_s").value_or(get_number(p, "until_s").value_or(reading.t_s.back()));
  if (statistic == "final") mark.from_s = mark.until_s;
  if (statistic == "initial") mark.until_s = mark.from_s;
  if (!reading.expected && !(reading.min && reading.max)) {
    if (!reading.min && !reading.max) return std::nullopt;
    mark.low = mark.high = reading.min ? *reading.min : *reading.max;
    return mark;
  }
  mark.low = reading.expected ? *reading.expected - reading.tolerance : *reading.min;
  mark.high = reading.expected ? *reading.expected + reading.tolerance : *reading.max;
  return mark;
}

/// One chart for each curve; requirements that read the same one share it.
std::vector<report::Chart> charts_of(const suite::Turn& turn, const trace::Trace& trace) {
  std::vector<report::Chart> charts;
  for (const verdict::Reading& reading : verdict::readings(turn, {nullptr, &trace, turn.reference.code})) {
    const suite::Requirement& requirement = turn.requirements[reading.requirement];
    std::string title = title_of(requirement, reading.unit_key);
    auto chart = std::find_if(charts.begin(), charts.end(), [&](const report::Chart& c) { return c.title == title; });
    if (chart == charts.end()) chart = charts.insert(charts.end(), {title, "", reading.t_s, reading.value, {}});
    chart->note += (chart->note.empty() ? "" : ", ") + requirement.id;
    if (auto mark = mark_of(requirement, reading)) chart->marks.push_back(*mark);
  }
  return charts;
}

/// The reduced trace of a turn's reference, found by what validation.json says.
Result<trace::Trace> stored_trace(const suite::Suite& suite, const suite::System& system, const suite::Turn& turn,
                                  const Json& record, StoredTraces& traces) {
  std::string name = turn.reference.path.lexically_relative(suite.folder).generic_string();
  auto hash = get_string(get(get(record, kScripts), name), "trace");
  if (!hash || hash->empty())
    return fail(ErrorCode::not_found,
                fmt::format("{} has no trace yet; run `simbench suite validate {}`", name, suite.name));
  return traces.read(system.name, *hash);
}

/// What a run of the reference shows, as a stored trace would.
Result<trace::Trace> trace_of_a_run(oracle::Oracle& oracle, const suite::System& system, int turn) {
  TRY_ASSIGN(const oracle::Reference* reference, oracle.reference(system, turn));
  SuiteScript script{&system, turn, "reference", &system.turn(turn).reference};
  return reduced(script, reference->traces.members.at(0)).trace;
}

}  // namespace

Result<std::vector<TaskCharts>> reference_charts(const suite::Suite& suite, std::string_view only) {
  TRY_ASSIGN(Json record, read_validation(suite));
  TemporaryFolder work;
  oracle::Oracle oracle(suite, work.path());
  StoredTraces traces(suite.folder / "traces");
  std::vector<TaskCharts> all;
  for (const suite::System& system : suite.systems)
    for (const suite::Turn& turn : system.turns) {
      if (!glob_match(only, fmt::format("{}/{}", system.name, turn.number))) continue;
      TRY_ASSIGN(trace::Trace trace, suite.stores_traces ? stored_trace(suite, system, turn, record, traces)
                                                         : trace_of_a_run(oracle, system, turn.number));
      all.push_back({&system, turn.number, charts_of(turn, trace)});
    }
  return all;
}

}  // namespace simbench::proof
