// Texts made from a report: certain renames applied (--fix), old names put in (control/drift), API excerpts for a judge.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "conformance/ast.h"
#include "conformance/conformance.h"
#include "conformance/renames.h"
#include "conformance/signature_text.h"

namespace simbench::conformance {
namespace {

struct Edit {
  size_t start, end;
  std::string text;
};

std::string apply(std::string_view program, std::vector<Edit> edits) {
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.start < b.start; });
  std::string out;
  size_t at = 0;
  for (const Edit& e : edits) {
    if (e.start < at) continue;
    out += program.substr(at, e.start - at);
    out += e.text;
    at = e.end;
  }
  return out + std::string(program.substr(at));
}

std::vector<size_t> line_starts(std::string_view text) {
  std::vector<size_t> starts{0};
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts.push_back(i + 1);
  return starts;
}

bool is_name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

}  // namespace

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
  return apply(program, std::move(edits));
}

Result<std::string> drift(const Index& index, std::string_view program) {
  const RenameTable* table = renames_of(index.package());
  if (!table) return fail(ErrorCode::unsupported, fmt::format("no rename table ships for {}: suites/*/api/{}.renames", index.package(), index.package()));
  std::map<std::string, std::string, std::less<>> old_name;  // sorted sources: the first row wins, so the result is stable
  auto learn = [&](const std::string& from, std::string_view to) {
    if (to.empty() || to.find(' ') != std::string_view::npos) return;
    auto [it, fresh] = old_name.try_emplace(std::string(to), from);
    if (!fresh) it->second = std::min(it->second, from);
  };
  const Index* older = older_index(index);
  for (const auto& [from, row] : table->names)
    if (!older || !older->modules_with(from).empty()) learn(from, row.to);
  Ast ast{std::string(program)};
  std::vector<Edit> edits;
  for (NodeId i = 0; i < ast.size(); ++i) {
    if (ast.type(i) != Syntax::identifier || ast[i].field != Field::attribute) continue;
    std::string_view name = ast.text(i);
    if (auto it = old_name.find(name); it != old_name.end()) {
      edits.push_back({ast[i].start, ast[i].end, it->second});
      continue;
    }
    std::string member;
    for (const auto& [from, row] : table->members) {
      size_t dot = from.find('.');
      if (row.to != name || !from.starts_with("*.")) continue;
      if (member.empty() || from.substr(dot + 1) < member) member = from.substr(dot + 1);
    }
    if (!member.empty()) edits.push_back({ast[i].start, ast[i].end, member});
  }
  return apply(program, std::move(edits));
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
    std::string text = member->kind == Member::Kind::property ? fmt::format("{}: {}", name, member->type.text) : signatures_text(*member, cls);
    text += '\n';
    if (!shown.insert(text).second) continue;
    if ((out.size() + text.size()) / 4 > max_tokens) continue;
    out += text;
  }
  return out;
}

}  // namespace simbench::conformance
