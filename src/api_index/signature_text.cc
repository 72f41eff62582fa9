#include "api_index/signature_text.h"

#include <fmt/format.h>

namespace simbench::api_index {

std::string signature_text(const Signature& s, std::string_view name, const ApiClass* owner) {
  bool constructor = name == "__init__";
  std::string out = constructor && owner ? std::string(owner->name)
                    : owner              ? fmt::format("{}.{}", owner->name, name)
                                         : std::string(name);
  out += '(';
  bool first = true;
  for (const Parameter& p : s.parameters) {
    out += fmt::format("{}{}: {}", first ? "" : ", ", p.name, p.type.text);
    if (p.has_default) out += fmt::format(" = {}", p.fallback);
    first = false;
  }
  if (s.varargs) out += first ? "*args" : ", *args";
  out += ')';
  if (!constructor && s.result.kind != Type::Kind::none) out += fmt::format(" -> {}", s.result.text);
  return out;
}

std::string signatures_text(const Member& member, const ApiClass* owner) {
  std::string out;
  size_t shown = 0;
  for (const Signature& s : member.overloads) {
    if (shown++ == 8) return out + fmt::format("\n… {} more", member.overloads.size() - 8);
    if (!out.empty()) out += '\n';
    out += signature_text(s, member.name, owner);
  }
  return out;
}

}  // namespace simbench::api_index
