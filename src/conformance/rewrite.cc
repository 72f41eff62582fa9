// Texts made from a report: certain renames applied (--fix), API excerpts for a judge.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "api_index/api_index.h"
#include "conformance/conformance.h"
#include "conformance/edits.h"

namespace simbench::conformance {

using api_index::ApiClass;
using api_index::ApiModule;
using api_index::Member;

std::string apply_fixes(std::string_view program, const Report& report, int* count) {
  std::vector<size_t> starts = line_starts(program);
  std::vector<Edit> edits;
  for (const Violation& v : report.violations) {
    if (!v.certain_rename || v.line < 1 || static_cast<size_t>(v.line) > starts.size()) continue;
    size_t start = starts[static_cast<size_t>(v.line - 1)] + static_cast<size_t>(v.column - 1), end = start;
    while (end < program.size() && is_name_char(program[end])) ++end;
    std::string_view written = program.substr(start, end - start);
    if (!v.name.ends_with(written)) continue;
    edits.push_back({start, end, v.suggestion});
  }
  if (count) *count = static_cast<int>(edits.size());
  return apply_edits(program, std::move(edits));
}

std::string excerpt(const Index& index, const std::vector<std::string_view>& programs, size_t max_tokens) {
  std::map<std::string, int> touched;
  for (std::string_view program : programs) {
    Report report = check(index, program);
    for (const Event& e : report.events) ++touched[e.name.substr(0, e.name.find('='))];
    for (const Violation& v : report.violations) ++touched[v.name];
  }
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [name, n] : touched) order.emplace_back(-n, name);
  std::sort(order.begin(), order.end());
  std::string out;
  std::set<std::string> shown;
  for (const auto& [n, name] : order) {
    size_t dot = name.find('.');
    const ApiClass* cls = index.find_class(std::string_view(name).substr(0, dot));
    const Member* member = nullptr;
    if (cls)
      member = dot == std::string::npos ? cls->constructor() : cls->find(std::string_view(name).substr(dot + 1));
    else
      for (const ApiModule* m : index.modules())
        if (!member) member = m->find_member(name);
    if (!member) continue;
    std::string text = member->kind == Member::Kind::property ? fmt::format("{}: {}", name, member->type.text)
                                                              : signatures_text(*member, cls);
    text += '\n';
    if (!shown.insert(text).second) continue;
    if ((out.size() + text.size()) / 4 > max_tokens) continue;
    out += text;
  }
  return out;
}

}  // namespace simbench::conformance
