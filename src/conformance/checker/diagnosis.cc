#include "conformance/checker/diagnosis.h"

#include <fmt/format.h>

#include <algorithm>

namespace simbench::conformance {

using api_index::RenameTable;

namespace {

/// Turns a table row into a finding; the new name is certain only if the index has it.
Finding renamed(const RenameTable::Row& row, bool exists) {
  Finding f{.cls = "drift", .suggestion = std::string(row.to)};
  f.certain = exists && !row.to.empty();
  f.hint = row.to.empty() ? fmt::format("removed in {}", row.release)
                          : fmt::format("renamed to {} in {}", row.to, row.release);
  return f;
}

/// Old spellings that follow a rule rather than a table row: ChVectorD → ChVector3d, ChFrameD → ChFramed, Q_from_AngX →
/// QuatFromAngleX.
std::string by_rule(std::string_view name) {
  std::string out(name);
  if (out.starts_with("CH_C_")) return "CH_" + out.substr(5);
  if (out.starts_with("ChMaterialSurface")) return "ChContactMaterial" + out.substr(17);
  if (out.starts_with("ChFunction_")) return "ChFunction" + out.substr(11);
  if (out.size() > 3 && out.starts_with("Ch") && out.ends_with("D")) return out.substr(0, out.size() - 1) + "d";
  if (out.starts_with("Ch") && out.ends_with("Shape") && !out.starts_with("ChVisualShape"))
    return "ChVisualShape" + out.substr(2, out.size() - 7);
  return {};
}

/// As base's nearest(), with a look at the lengths first: the lists have a thousand names.
std::string nearest_name(std::string_view word, const std::vector<std::string>& names) {
  std::vector<std::string> close;
  size_t slack = std::max<size_t>(1, word.size() / 3);
  for (const std::string& name : names) {
    if (name.size() > word.size() + slack || name.size() + slack < word.size() || name.starts_with("__")) continue;
    size_t common = 0;
    while (common < name.size() && common < word.size() && name[common] == word[common]) ++common;
    if (common < 3 && !name.ends_with(word.substr(word.size() - std::min<size_t>(4, word.size())))) continue;
    close.push_back(name);
  }
  return nearest(word, close);
}

}  // namespace

const RenameTable* Diagnosis::table() const {
  if (!std::exchange(looked_, true)) table_ = api_index::renames_of(index_.package());
  return table_;
}

Finding Diagnosis::missing_in_module(const ApiModule& module, std::string_view name) const {
  auto [it, fresh] = known_.try_emplace(fmt::format("{}:{}", module.name, name));
  if (fresh) it->second = look_in_module(module, name);
  return it->second;
}

Finding Diagnosis::missing_member(const ApiClass& cls, std::string_view name) const {
  auto [it, fresh] = known_.try_emplace(fmt::format("{}.{}", cls.name, name));
  if (fresh) it->second = look_in_class(cls, name);
  return it->second;
}

Finding Diagnosis::look_in_module(const ApiModule& module, std::string_view name) const {
  if (const RenameTable* t = table())
    if (const RenameTable::Row* row = t->find_name(name)) return renamed(*row, module.has(row->to));
  if (std::string rule = by_rule(name); !rule.empty() && module.has(rule)) {
    Finding f = renamed({rule, "9.0"}, true);
    return f;
  }
  std::vector<const ApiModule*> homes = index_.modules_with(name);
  if (!homes.empty()) {
    std::string place = fmt::format("{}.{}", homes[0]->name, name);
    return {.cls = "misplaced", .suggestion = place, .hint = fmt::format("{} has it", homes[0]->name)};
  }
  const Index* old = older_index(index_);
  bool was = old && !old->modules_with(name).empty();
  std::string near = nearest_name(name, module.names());
  Finding f{.cls = was ? "drift" : "invented", .suggestion = near};
  if (was) f.hint = fmt::format("{} had it", old->name());
  if (!near.empty()) f.hint += fmt::format("{}did you mean {}?", f.hint.empty() ? "" : "; ", near);
  return f;
}

Finding Diagnosis::look_in_class(const ApiClass& cls, std::string_view name) const {
  if (const RenameTable* t = table()) {
    std::vector<const ApiClass*> line{&cls};
    for (size_t i = 0; i < line.size(); ++i) {
      if (const RenameTable::Row* row = t->find_member(line[i]->name, name))
        return renamed(*row, cls.find(row->to) != nullptr);
      line.insert(line.end(), line[i]->bases.begin(), line[i]->bases.end());
    }
  }
  const Index* old = older_index(index_);
  bool was = false;
  if (old) {
    const ApiClass* before = old->find_class(cls.name);
    if (!before && table())
      for (const auto& [from, row] : table()->names)
        if (row.to == cls.name && old->find_class(from)) before = old->find_class(from);
    was = before && before->find(name);
  }
  std::string near = nearest_name(name, cls.member_names());
  Finding f{.cls = was ? "drift" : "invented", .suggestion = near};
  if (was) f.hint = fmt::format("{} had it", old->name());
  if (!was) {
    std::vector<const ApiClass*> others = index_.classes_with(name);
    if (!others.empty() && others.size() <= 40) {
      f.cls = "misplaced";
      f.hint = fmt::format("{} has it", others[0]->name);
    }
  }
  if (!near.empty()) f.hint += fmt::format("{}did you mean {}?", f.hint.empty() ? "" : "; ", near);
  return f;
}

}  // namespace simbench::conformance
