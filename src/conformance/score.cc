// Scores without execution: fixed formulas, no fitted numbers (docs/conformance.md).
#include <cmath>
#include <map>
#include <set>

#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

using Counts = std::map<std::string, long>;

Counts counts_of(const std::vector<Event>& events, bool with_values) {
  Counts counts;
  for (const Event& e : events) ++counts[with_values ? e.name + "(" + e.arguments + ")" : e.name];
  return counts;
}

double f1(const Counts& a, const Counts& b) {
  long common = 0, in_a = 0, in_b = 0;
  for (const auto& [key, n] : a) {
    in_a += n;
    auto it = b.find(key);
    if (it != b.end()) common += std::min(n, it->second);
  }
  for (const auto& [key, n] : b) in_b += n;
  return in_a + in_b == 0 ? 1 : 2.0 * static_cast<double>(common) / static_cast<double>(in_a + in_b);
}

/// What was added to and taken from `base`: keys with a sign.
Counts change(const Counts& from, const Counts& to) {
  Counts out;
  for (const auto& [key, n] : to) {
    auto it = from.find(key);
    long before = it == from.end() ? 0 : it->second;
    if (n > before) out["+" + key] = n - before;
  }
  for (const auto& [key, n] : from) {
    auto it = to.find(key);
    long after = it == to.end() ? 0 : it->second;
    if (n > after) out["-" + key] = n - after;
  }
  return out;
}

Score make(std::string id, std::optional<double> value, std::string reason = {}) {
  Score s;
  s.id = std::move(id);
  s.version = "1";
  s.value = value;
  s.reason = std::move(reason);
  return s;
}

}  // namespace

const std::string& checker_version() {
  static const std::string version = "4 " + sha256(simbench::join(api_index::index_names(), " ")).substr(0, 8);
  return version;
}

double event_f1(const std::vector<Event>& a, const std::vector<Event>& b) {
  return (f1(counts_of(a, false), counts_of(b, false)) + f1(counts_of(a, true), counts_of(b, true))) / 2;
}

std::optional<double> event_edit_f1(const std::vector<Event>& candidate, const std::vector<Event>& reference,
                                    const std::vector<Event>& base) {
  double sum = 0;
  for (bool values : {false, true}) {
    Counts from = counts_of(base, values), mine = change(from, counts_of(candidate, values)),
           wanted = change(from, counts_of(reference, values));
    if (values && mine.empty() && wanted.empty()) return std::nullopt;
    sum += f1(mine, wanted);
  }
  return sum / 2;
}

std::vector<Score> score(const Index& index, std::string_view program, std::optional<std::string_view> reference,
                         std::optional<std::string_view> given) {
  Report report = check(index, program);
  std::set<std::pair<std::string, std::string>> distinct;
  for (const Violation& v : report.violations)
    if (v.fatal) distinct.emplace(v.cls, v.name);
  double s_doc = 100 * std::pow(2.0, -static_cast<double>(distinct.size())) * (report.steps ? 1 : 0.5);
  Score runs = make("runs", report.runs ? 1 : 0), doc = make("s_doc", s_doc);
  runs.detail = report.to_json("");
  std::vector<Score> out{runs, doc};
  if (!reference) {
    for (const char* id : {"api_f1", "s_ref", "s_hard", "api_edit_f1", "s_edit"})
      out.push_back(make(id, std::nullopt, "no reference"));
    return out;
  }
  Report truth = check(index, *reference);
  double d = event_f1(report.events, truth.events);
  out.push_back(make("api_f1", d));
  out.push_back(make("s_ref", s_doc * d));
  out.push_back(make("s_hard", report.runs ? 100 * d : 0));
  if (!given) {
    out.push_back(make("api_edit_f1", std::nullopt, "no given code"));
    out.push_back(make("s_edit", std::nullopt, "no given code"));
    return out;
  }
  std::optional<double> edit = event_edit_f1(report.events, truth.events, check(index, *given).events);
  std::string reason = edit ? "" : "neither the program nor the reference changes the API events of the given code";
  out.push_back(make("api_edit_f1", edit, reason));
  out.push_back(make("s_edit", edit ? std::optional(s_doc * *edit) : std::nullopt, reason));
  return out;
}

}  // namespace simbench::conformance
