#include "api_index/api.h"

#include <algorithm>
#include <set>

namespace simbench::api_index {

size_t Signature::required() const {
  size_t n = 0;
  for (const Parameter& p : parameters)
    if (!p.has_default) ++n;
  return n;
}

const Member* ApiClass::find_own(std::string_view member) const {
  std::call_once(once_, [this] { decode(); });
  auto it = members_.find(member);
  return it == members_.end() ? nullptr : &it->second;
}

const Member* ApiClass::find_here(std::string_view member) const {
  if (const Member* own = find_own(member)) return own;
  for (const ApiClass* base : bases)
    if (const Member* found = base->find(member)) return found;
  return nullptr;
}

const Member* ApiClass::find(std::string_view member) const {
  if (const Member* found = find_here(member)) return found;
  return other_ ? other_->find_here(member) : nullptr;
}

const ApiClass* ApiClass::definer(std::string_view member) const {
  if (find_own(member)) return this;
  for (const ApiClass* base : bases)
    if (base->find_here(member)) return base->definer(member);
  return this;
}

bool ApiClass::derives_from(const ApiClass* other) const {
  if (canonical() == other->canonical()) return true;
  for (const ApiClass* base : bases)
    if (base->derives_from(other)) return true;
  if (other_ && other_ != this)
    for (const ApiClass* base : other_->bases)
      if (base->derives_from(other)) return true;
  return false;
}

bool ApiClass::is_value() const {
  for (std::string_view prefix : {"ChVector2", "ChVector3", "ChQuaternion", "ChFrame", "ChCoordsys", "ChColor",
                                  "ChMatrix33", "ChVectorD", "vector_"})
    if (name.starts_with(prefix)) return true;
  return false;
}

std::vector<std::string> ApiClass::member_names() const {
  std::set<std::string> names;
  std::call_once(once_, [this] { decode(); });
  for (const auto& [key, member] : members_) names.emplace(key);
  for (const ApiClass* base : bases)
    for (std::string& inherited : base->member_names()) names.insert(std::move(inherited));
  return {names.begin(), names.end()};
}

const ApiClass* ApiModule::find_class(std::string_view wanted) const {
  auto it = classes.find(wanted);
  if (it != classes.end()) return it->second;
  std::call_once(once_, [this] { decode(); });
  auto alias = aliases_.find(wanted);
  if (alias == aliases_.end()) return nullptr;
  it = classes.find(alias->second);
  return it == classes.end() ? nullptr : it->second;
}

const Member* ApiModule::find_member(std::string_view wanted) const {
  std::call_once(once_, [this] { decode(); });
  auto it = members_.find(wanted);
  return it == members_.end() ? nullptr : &it->second;
}

std::vector<std::string> ApiModule::names() const {
  std::call_once(once_, [this] { decode(); });
  std::vector<std::string> out;
  for (const auto& [key, c] : classes) out.emplace_back(key);
  for (const auto& [key, m] : members_) out.emplace_back(key);
  std::sort(out.begin(), out.end());
  return out;
}

const MjcfAttribute* MjcfElement::find(std::string_view attribute) const {
  for (const MjcfAttribute& a : attributes)
    if (a.name == attribute) return &a;
  return nullptr;
}

std::string Index::name() const {
  return std::string(package_) + "-" + std::string(version_);
}

const ApiModule* Index::module(std::string_view dotted) const {
  auto it = by_name_.find(dotted);
  if (it != by_name_.end()) return it->second;
  return dotted == package_ ? root_ : nullptr;
}

std::string_view Index::distribution_of(std::string_view dotted) const {
  for (const auto& [module, distribution] : apart_)
    if (dotted == module || (dotted.starts_with(module) && dotted[module.size()] == '.')) return distribution;
  return {};
}

const ApiClass* Index::find_class(std::string_view wanted) const {
  auto it = class_by_name_.find(wanted);
  return it == class_by_name_.end() ? nullptr : it->second;
}

std::vector<const ApiModule*> Index::modules_with(std::string_view wanted) const {
  std::vector<const ApiModule*> out;
  for (const ApiModule* m : modules_)
    if (m->has(wanted)) out.push_back(m);
  return out;
}

std::vector<const ApiClass*> Index::classes_with(std::string_view member) const {
  std::vector<const ApiClass*> out;
  for (const ApiClass& c : class_store_) {
    size_t at = c.body_.find(member);  // most classes are settled without decoding them
    if (at != std::string_view::npos && c.find_own(member)) out.push_back(&c);
  }
  return out;
}

}  // namespace simbench::api_index
