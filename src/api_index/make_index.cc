// Reading an installed package: our probe runs under its interpreter and prints what it sees as JSON.
#include <fmt/format.h>

#include "api_index/api_index.h"
#include "api_index/raw_api.h"
#include "api_index/swig_proxy.h"
#include "base/json.h"

namespace simbench::api_index {
namespace {

/// What pybind11 calls a type that wasn't bound yet: "ns::python::MjDataBodyViews", "ns::MjWrapper<mjStatistic_>".
std::string python_name_of_cpp(std::string_view text) {
  if (text.find("::") == std::string_view::npos) return {};
  while (text.ends_with('>') || text.ends_with('_')) text.remove_suffix(1);
  std::string name(text.substr(text.find_last_of(":<") + 1));
  if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

/// "pkg.A.B" or "A" → "A" as the index calls classes; Python's own types as the index's kinds.
std::string type_of_python(std::string text, const std::map<std::string, std::string>& classes) {
  text = std::string(trim(text));
  bool nullable = false;
  if (text.starts_with("Optional[") && text.ends_with(']')) {
    text = text.substr(9, text.size() - 10);
    nullable = true;
  }
  if (size_t bar = text.find(" | None"); bar != std::string::npos) {
    text = text.substr(0, bar);
    nullable = true;
  }
  static const std::map<std::string, std::string> kPlain = {{"int", "int"},
                                                            {"float", "float"},
                                                            {"bool", "bool"},
                                                            {"str", "str"},
                                                            {"None", "none"},
                                                            {"SupportsInt", "int"},
                                                            {"typing.SupportsInt", "int"},
                                                            {"SupportsFloat", "float"},
                                                            {"typing.SupportsFloat", "float"},
                                                            {"typing.SupportsInt | typing.SupportsIndex", "int"},
                                                            {"typing.SupportsFloat | typing.SupportsIndex", "float"}};
  if (auto it = kPlain.find(text); it != kPlain.end()) return it->second + (nullable ? "?" : "");
  if (text.find("ArrayLike") != std::string::npos || text.find("ndarray") != std::string::npos ||
      text.find("NDArray") != std::string::npos)
    return std::string("array") + (nullable ? "?" : "");
  if (text == "collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]")
    return std::string("[float]") + (nullable ? "?" : "");
  if (text.starts_with('[') && text.ends_with(']')) {
    std::string element = type_of_python(text.substr(1, text.size() - 2), classes);
    return element == "any" ? element : "[" + element + "]";
  }
  if (auto it = classes.find(text); it != classes.end()) return it->second + (nullable ? "?" : "");
  if (text.find('[') != std::string::npos) return "any";
  for (size_t dot = text.find('.'); dot != std::string::npos; dot = text.find('.', dot + 1))  // a.b.C.D: C.D, then D
    if (auto it = classes.find(text.substr(dot + 1)); it != classes.end()) return it->second + (nullable ? "?" : "");
  std::string bound = python_name_of_cpp(text);
  for (const std::string& name : {bound, "_" + bound})
    if (auto it = classes.find(name); it != classes.end()) return it->second + (nullable ? "?" : "");
  return "any";
}

RawSignature signature_from(const Json& json, const std::map<std::string, std::string>& classes) {
  RawSignature s;
  s.is_static = get_bool(json, "static").value_or(false);
  s.positional_only = get_bool(json, "positional_only").value_or(false);
  std::vector<std::string> parts;
  for (const Json& p : get(json, "parameters")) {
    std::string name = get_string(p, "name").value_or("");
    if (name.starts_with("*")) {
      parts.push_back(name);
      continue;
    }
    std::string part = type_of_python(get_string(p, "type").value_or(""), classes) + " " + name;
    if (auto fallback = get_string(p, "default")) {
      std::string text = replace_all(replace_all(*fallback, "\n", " "), "\"", "'");
      if (text.size() > 40 || text.find_first_of("<([{") != std::string::npos) text = "…";
      part += "=" + text;
    }
    parts.push_back(part);
  }
  s.parameters = join(parts, ", ");
  s.result = type_of_python(get_string(json, "result").value_or(""), classes);
  return s;
}

std::vector<RawSignature> signatures_from(const Json& list, const std::map<std::string, std::string>& classes) {
  std::vector<RawSignature> out;
  for (const Json& s : list) out.push_back(signature_from(s, classes));
  if (out.empty()) out.push_back({.parameters = "*args, **kwargs", .result = "any"});
  return out;
}

RawClass class_from(const Json& json, const std::map<std::string, std::string>& classes) {
  RawClass c{.name = get_string(json, "name").value_or(""), .cpp = get_string(json, "home").value_or("")};
  for (const Json& base : get(json, "bases"))
    if (base.is_string() && classes.contains(base.get<std::string>()))
      c.bases.push_back(classes.at(base.get<std::string>()));
  c.open = get_bool(json, "open").value_or(false);
  c.is_abstract = get_bool(json, "abstract").value_or(false);
  for (const auto& [name, signatures] : get(json, "methods").items())
    c.methods[name] = signatures_from(signatures, classes);
  for (const auto& [name, p] : get(json, "properties").items())
    c.properties[name] = {type_of_python(get_string(p, "type").value_or(""), classes),
                          get_bool(p, "writable").value_or(true)};
  for (const auto& [name, type] : get(json, "constants").items())
    c.constants[name] = type_of_python(type.is_string() ? type.get<std::string>() : "", classes);
  return c;
}

}  // namespace

Result<RawApi> from_probe(std::string_view text) {
  TRY_ASSIGN(Json json, parse_json(text, "what the probe printed"));
  RawApi api{.package = get_string(json, "package").value_or(""),
             .version = get_string(json, "version").value_or(""),
             .origin = get_string(json, "origin").value_or("pybind11")};
  if (api.package.empty() || api.version.empty())
    return fail(ErrorCode::corrupt, "the probe named no package or version", "probe");
  std::map<std::string, std::string> classes;
  for (const auto& [module_name, module] : get(json, "modules").items())
    for (const auto& [name, c] : get(module, "classes").items()) classes.emplace(name, name);
  for (const auto& [module_name, module] : get(json, "modules").items()) {
    RawModule& m = api.modules[module_name];
    m.name = module_name;
    m.open = get_bool(module, "open").value_or(false);
    for (const Json& import : get(module, "imports"))
      if (import.is_string()) m.imports.push_back(import.get<std::string>());
    for (const auto& [name, c] : get(module, "classes").items()) m.classes[name] = class_from(c, classes);
    for (const auto& [name, f] : get(module, "functions").items()) m.functions[name] = signatures_from(f, classes);
    for (const auto& [name, type] : get(module, "constants").items())
      m.constants[name] = type_of_python(type.is_string() ? type.get<std::string>() : "", classes);
  }
  for (const Json& e : get(json, "mjcf")) {
    RawElement element{
        .path = get_string(e, "path").value_or(""), .repeat = get_string(e, "repeat").value_or("*"), .attributes = {}};
    for (const Json& a : get(e, "attributes"))
      if (a.is_string()) element.attributes.push_back(a.get<std::string>());
    api.mjcf.push_back(std::move(element));
  }
  for (const auto& [name, distribution] : get(json, "apart").items())
    if (distribution.is_string()) api.apart[name] = distribution.get<std::string>();
  for (const Json& name : get(json, "eager"))
    if (name.is_string()) api.eager.push_back(name.get<std::string>());
  for (const Json& name : get(json, "needs"))
    if (name.is_string()) api.needs.push_back(name.get<std::string>());
  return api;
}

Result<RawApi> read_installed(const std::string& python, const std::string& package) {
  fs::path probe = data_folder("introspection", "src/api_index/probe") / "introspect.py";
  ProcessOptions options;
  options.timeout_s = 120;
  options.max_output = size_t{256} << 20;
  TRY_ASSIGN(ProcessResult run, run_process({python, "-B", probe.string(), package}, options));
  if (run.exit_code != 0)
    return fail(ErrorCode::unavailable,
                fmt::format("{} could not read package {}: {}", python, package, tail(run.err, 600)));
  TRY_ASSIGN(Json json, parse_json(run.out, "what the probe printed"));
  std::optional<std::string> proxies = get_string(json, "swig_folder");
  if (!proxies) return from_probe(run.out);
  TRY_ASSIGN(RawApi api, read_swig_folder(*proxies, package, get_string(json, "version").value_or("unknown")));
  for (auto& [name, module] : api.modules)
    for (const auto& [constant, type] : get(get(json, "constants"), name).items())
      if (module.constants.contains(constant) && type.is_string()) {
        std::string found = type.get<std::string>();
        static const std::map<std::string, std::string> kPlain = {
            {"int", "int"}, {"float", "float"}, {"bool", "bool"}, {"str", "str"}};
        auto plain = kPlain.find(found);
        bool known = false;
        for (const auto& [other, m] : api.modules) known = known || m.classes.contains(found);
        module.constants[constant] = plain != kPlain.end() ? plain->second : known ? found : "any";
      }
  for (const Json& name : get(json, "eager"))
    if (name.is_string()) api.eager.push_back(name.get<std::string>());
  for (const Json& name : get(json, "needs"))
    if (name.is_string()) api.needs.push_back(name.get<std::string>());
  return api;
}

Result<std::string> make_index(const std::string& python, const std::string& package, const std::string& folder,
                               const std::string& version) {
  if (folder.empty()) {
    TRY_ASSIGN(RawApi api, read_installed(python, package));
    return to_index_text(api);
  }
  if (version.empty())
    return fail(ErrorCode::invalid_input, "a folder of proxies doesn't say its release: give --release, e.g. 10.0.0");
  TRY_ASSIGN(RawApi api, read_swig_folder(folder, package, version));
  return to_index_text(api);
}

}  // namespace simbench::api_index
