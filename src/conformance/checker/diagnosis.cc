#include "conformance/checker/diagnosis.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace simbench::conformance {

using api_index::RenameTable;

namespace {

/// Turns a table row into a finding; the new name is certain only if the index has it and it takes the same arguments.
Finding renamed(const RenameTable::Row& row, bool exists) {
  Finding f{.cls = "drift"};
  bool words = row.to.find(' ') != std::string_view::npos;  // a sentence says what to do instead
  if (!exists && !words) {
    f.hint = fmt::format("removed in {}", row.release);
    return f;
  }
  f.suggestion = row.to;
  f.certain = exists && !row.other_arguments && row.to.find('.') == std::string_view::npos;
  f.hint = fmt::format("renamed to {} in {}", row.to, row.release);
  if (row.other_arguments) f.hint += ", which takes other arguments";
  return f;
}

/// "pychrono-8.0.0 had it; it left in 9.0.1" for the newest of the older releases that had it.
std::string departure(const Index& index, const std::vector<const Index*>& older, size_t at) {
  std::string_view left = at == 0 ? index.version() : older[at - 1]->version();
  return fmt::format("{} had it; it left in {}", older[at]->name(), left);
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

/// The row of a name, or of what it was renamed to if that is gone, too.
template <typename Find, typename Exists>
std::optional<Finding> in_table(std::string_view name, const Find& find, const Exists& exists) {
  const RenameTable::Row* row = find(name);
  for (int i = 0; row && i < 4 && !row->to.empty() && !exists(row->to); ++i) {
    const RenameTable::Row* next = find(row->to);
    if (!next || next == row) break;
    row = next;
  }
  if (!row) return std::nullopt;
  return renamed(*row, !row->to.empty() && exists(row->to));
}

/// "MjModel.from_xml_string", "viewer.launch_passive": a member of a class, a name of a submodule.
bool path_exists(const Index& index, std::string_view path) {
  size_t dot = path.find('.');
  if (dot == std::string_view::npos) return false;
  std::string_view first = path.substr(0, dot), rest = path.substr(dot + 1);
  const ApiClass* cls = index.find_class(first);
  const ApiModule* module = index.module(fmt::format("{}.{}", index.package(), first));
  return (cls && cls->find(rest)) || (module && module->has(rest));
}

Finding Diagnosis::look_in_module(const ApiModule& module, std::string_view name) const {
  if (const RenameTable* t = table()) {
    auto exists = [&](std::string_view to) {
      return module.has(to) || !index_.modules_with(to).empty() || path_exists(index_, to);
    };
    auto found = in_table(
        name, [&](std::string_view n) { return t->find_name(n); }, exists);
    if (found) {
      std::vector<const ApiModule*> homes = index_.modules_with(found->suggestion);
      bool elsewhere = !found->suggestion.empty() && !module.has(found->suggestion) && !homes.empty();
      if (elsewhere) {
        found->suggestion = fmt::format("{}.{}", homes[0]->name, found->suggestion);
        found->certain = false;
      }
      return *found;
    }
  }
  if (std::string rule = by_rule(name); !rule.empty() && module.has(rule)) return renamed({rule, "9.0"}, true);
  std::vector<const Index*> older = api_index::older_indexes(index_);
  std::vector<const ApiModule*> homes = index_.modules_with(name);
  if (!homes.empty()) {
    std::string place = fmt::format("{}.{}", homes[0]->name, name);
    bool moved = std::any_of(older.begin(), older.end(), [&](const Index* release) {
      const ApiModule* then = release->module(module.name);
      return then && then->has(name);
    });
    return {.cls = moved ? "drift" : "misplaced",
            .suggestion = place,
            .hint = fmt::format("{} has it{}", homes[0]->name, moved ? " now" : "")};
  }
  std::string near = nearest_name(name, module.names());
  Finding f{.cls = "invented", .suggestion = near};
  for (size_t i = 0; i < older.size() && f.hint.empty(); ++i)
    if (!older[i]->modules_with(name).empty()) f.hint = departure(index_, older, i);
  if (!f.hint.empty()) f.cls = "drift";
  if (!near.empty()) f.hint += fmt::format("{}did you mean {}?", f.hint.empty() ? "" : "; ", near);
  return f;
}

bool Diagnosis::is_of_another_release(const Violation& v) const {
  if (v.cls == "python") return false;
  bool in_module = v.kind == "module_attribute" || v.kind == "undefined_name";
  bool of_name = in_module || v.kind.ends_with("attribute");
  if (!of_name || (v.cls != "invented" && v.cls != "misplaced")) return true;
  std::string_view name = v.name;
  std::string prefix = fmt::format("{}-", index_.package());
  size_t dot = name.rfind('.');
  for (const std::string& other : api_index::index_names()) {
    if (!other.starts_with(prefix) || other == index_.name()) continue;
    auto release = api_index::load_index(other);
    if (!release) continue;
    const ApiClass* cls = in_module ? nullptr : (*release)->find_class(name.substr(0, dot));
    if (in_module ? !(*release)->modules_with(name).empty() : cls && cls->find(name.substr(dot + 1))) return true;
  }
  return false;
}

/// The class as an older release called it; nullptr if it had none.
const ApiClass* Diagnosis::before(const Index& older, const ApiClass& cls) const {
  if (const ApiClass* same = older.find_class(cls.name)) return same;
  if (table())
    for (const auto& [from, row] : table()->names)
      if (row.to == cls.name)
        if (const ApiClass* renamed_class = older.find_class(from)) return renamed_class;
  return nullptr;
}

Finding Diagnosis::look_in_class(const ApiClass& cls, std::string_view name) const {
  if (const RenameTable* t = table()) {
    std::vector<const ApiClass*> line{&cls};
    for (size_t i = 0; i < line.size(); ++i) {
      auto find = [&](std::string_view n) { return t->find_member(line[i]->name, n); };
      if (auto found = in_table(name, find, [&](std::string_view to) { return cls.find(to) != nullptr; }))
        return *found;
      line.insert(line.end(), line[i]->bases.begin(), line[i]->bases.end());
    }
  }
  std::string near = nearest_name(name, cls.member_names());
  Finding f{.cls = "invented", .suggestion = near};
  std::vector<const Index*> older = api_index::older_indexes(index_);
  for (size_t i = 0; i < older.size() && f.hint.empty(); ++i)
    if (const ApiClass* old = before(*older[i], cls); old && old->find(name)) f.hint = departure(index_, older, i);
  if (!f.hint.empty()) {
    f.cls = "drift";
  } else if (std::vector<const ApiClass*> others = index_.classes_with(name); !others.empty() && others.size() <= 40) {
    f.cls = "misplaced";
    f.hint = fmt::format("{} has it", others[0]->name);
  }
  if (!near.empty()) f.hint += fmt::format("{}did you mean {}?", f.hint.empty() ? "" : "; ", near);
  return f;
}

}  // namespace simbench::conformance
