// Writes an index file. The form is chosen to be read by a person and by `git diff`, and decoded lazily
// (docs/decisions/007).
#include <fmt/format.h>

#include "api_index/raw_api.h"

namespace simbench::api_index {
namespace {

std::string signature_line(const std::string& indent, const std::string& name, const RawSignature& s) {
  return fmt::format("{}{}{}{}({}){}\n", indent, s.is_static ? "static " : "", s.positional_only ? "*" : "", name,
                     s.parameters, s.result.empty() || s.result == "none" ? "" : " " + s.result);
}

void write_class(std::string& out, const RawClass& c) {
  out += fmt::format("class {}({}){}{}{}{}{}{}\n", c.name, join(c.bases, ","), c.is_abstract ? " @abstract" : "",
                     c.director ? " @director" : "", c.pure.empty() ? "" : " @pure:" + join(c.pure, ","),
                     c.sequence ? " @sequence" : "", c.open ? " @open" : "", c.cpp.empty() ? "" : " =" + c.cpp);
  for (const auto& [name, type] : c.constants) out += fmt::format(" #{} {}\n", name, type);
  for (const auto& [name, property] : c.properties)
    out += fmt::format(" .{}{} {}\n", property.second ? "" : "-", name, property.first);
  for (const auto& [name, signatures] : c.methods)
    for (const RawSignature& s : signatures) out += signature_line(" ", name, s);
}

}  // namespace

std::string to_index_text(const RawApi& api) {
  std::string out =
      fmt::format("simbench-api-index 1\npackage {} {}\norigin {}\n", api.package, api.version, api.origin);
  if (!api.root.empty()) out += fmt::format("root {}\n", api.root);
  for (const std::string& name : api.eager) out += fmt::format("eager {}\n", name);
  for (const std::string& name : api.needs) out += fmt::format("needs {}\n", name);
  for (const auto& [name, distribution] : api.apart) out += fmt::format("apart {} {}\n", name, distribution);
  for (const auto& [module_name, module] : api.modules) {
    out += fmt::format("module {}{}\n", module_name, module.open ? " @open" : "");
    for (const std::string& name : module.imports) out += fmt::format("import {}\n", name);
    for (const auto& [name, type] : module.constants) out += fmt::format("const {} {}\n", name, type);
    for (const auto& [name, other] : module.aliases) out += fmt::format("alias {} {}\n", name, other);
    for (const auto& [name, signatures] : module.functions)
      for (const RawSignature& s : signatures) out += signature_line("def ", name, s);
    for (const auto& [name, c] : module.classes) write_class(out, c);
  }
  for (const RawElement& e : api.mjcf)
    out += fmt::format("mjcf {} {} {}\n", e.path, e.repeat.empty() ? "*" : e.repeat, join(e.attributes, " "));
  return out;
}

}  // namespace simbench::api_index
