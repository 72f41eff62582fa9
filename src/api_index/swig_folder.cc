// A folder of SWIG proxies → a raw API: prototypes of docstrings become signatures in the index's types.
#include <fmt/format.h>

#include <algorithm>

#include "api_index/cpp_type.h"
#include "api_index/raw_api.h"
#include "api_index/swig_proxy.h"

namespace simbench::api_index {
namespace {

using Proxies = std::map<std::string, ProxyModule>;
using ConstantTypes = std::map<std::string, std::string>;

struct Source {
  Proxies proxies;
  std::map<std::string, ConstantTypes> constants;
  std::map<std::string, std::set<std::string>> pure;       ///< by C++ class
  std::map<std::string, std::set<std::string>> directors;  ///< by proxy class
  std::set<std::string> tuples;  ///< "ChSystem_GetBodies": gives a tuple, though the docstring says vector_ChBody
  WrappedNames names;
};

void add_enum_prefixes(const std::vector<std::string>& constants, std::string_view owner, WrappedNames& names) {
  for (std::string_view constant : constants) {
    if (!owner.empty() && constant.starts_with(owner)) constant.remove_prefix(owner.size());
    for (size_t at = constant.find('_'); at != std::string_view::npos; at = constant.find('_', at + 1))
      if (at > 0) names.enum_prefixes.emplace(constant.substr(0, at));
  }
}

WrappedNames collect_names(const Proxies& proxies) {
  WrappedNames names;
  for (const auto& [module_name, module] : proxies) {
    for (const auto& [name, c] : module.classes) {
      names.classes.insert(name);
      if (!c.cpp.empty()) names.class_of_cpp.emplace(canonical_cpp(c.cpp), name);
      if (c.cpp.starts_with("std::vector<") || c.cpp.starts_with("std::array<"))
        names.element_of.emplace(name, first_argument(c.cpp));
      add_enum_prefixes(c.constants, "", names);
    }
    add_enum_prefixes(module.constants, "", names);
  }
  return names;
}

/// "ChVector3d p=VNULL" → type, name, default.
struct Prototype {
  struct Parameter {
    std::string type, name, fallback;
    bool has_default = false;
  };
  std::vector<Parameter> parameters;
  std::string result;
};

Prototype parse_prototype(std::string_view text) {
  Prototype out;
  size_t open = text.find('('), arrow = text.rfind(") -> ");
  size_t close = arrow != std::string_view::npos ? arrow : text.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return out;
  out.result = arrow == std::string_view::npos ? "void" : std::string(trim(text.substr(arrow + 5)));
  for (std::string& part : split_parameters(text.substr(open + 1, close - open - 1))) {
    Prototype::Parameter p;
    size_t equals = part.find('=');
    if (equals != std::string::npos) {
      p.has_default = true;
      p.fallback = part.substr(equals + 1);
      part.resize(equals);
    }
    size_t space = part.find_last_of(" *&>");
    p.name = space == std::string::npos ? "" : part.substr(space + 1);
    p.type = space == std::string::npos ? part : std::string(trim(std::string_view(part).substr(0, space + 1)));
    out.parameters.push_back(std::move(p));
  }
  return out;
}

/// True if the Python literal that the proxy passes for a left-out argument is refused by the C++ side:
/// `item=0` for a class. (A null pointer that SWIG could spell is None.)
bool default_is_refused(const std::string& type, const std::string& literal) {
  if (literal.empty() || type == "any") return false;
  bool number = std::isdigit(static_cast<unsigned char>(literal[0])) != 0;
  return number && std::isupper(static_cast<unsigned char>(type[0]));
}

/// Literals of the def line: {"item": "0"}.
std::map<std::string, std::string> literals_of(const std::string& parameters) {
  std::map<std::string, std::string> literals;
  for (const std::string& part : split_parameters(parameters)) {
    size_t equals = part.find('=');
    if (equals == std::string::npos) continue;
    std::string name(trim(std::string_view(part).substr(0, std::min(equals, part.find(':')))));
    literals[name] = std::string(trim(std::string_view(part).substr(equals + 1)));
  }
  return literals;
}

RawSignature signature_of(const std::string& prototype, const ProxyFunction& function, bool method,
                          const std::string& name, const WrappedNames& names) {
  Prototype p = parse_prototype(prototype);
  RawSignature s;
  s.is_static = function.is_static;
  s.positional_only = function.parameters.find("*args") != std::string::npos;
  auto literals = literals_of(function.parameters);
  std::vector<std::string> parts;
  bool has_self = method && !function.is_static && !p.parameters.empty() && p.parameters[0].name == "self";
  for (size_t i = has_self ? 1 : 0; i < p.parameters.size(); ++i) {  // constructors' docstrings may leave self out
    const auto& parameter = p.parameters[i];
    std::string type = type_of_cpp(parameter.type, names, TypeUse::parameter);
    std::string text = type + " " + (parameter.name.empty() ? fmt::format("arg{}", i + 1) : parameter.name);
    if (parameter.has_default) {
      bool refused = !s.positional_only && default_is_refused(type, literals[parameter.name]);
      text += (refused ? "!=" : "=") + parameter.fallback;
    }
    parts.push_back(text);
  }
  s.parameters = join(parts, ", ");
  s.result = type_of_cpp(p.result, names, TypeUse::result);
  if (s.result == "none" && name.starts_with("Get")) s.result = "any";  // numpy output typemaps
  if (name == "__init__") s.result.clear();
  return s;
}

/// A def written in Python by the project: names and defaults only.
RawSignature python_signature(const ProxyFunction& function, bool method) {
  RawSignature s;
  s.is_static = function.is_static;
  s.result = "any";
  std::vector<std::string> parts;
  bool first = method && !function.is_static;
  for (const std::string& part : split_parameters(function.parameters)) {
    if (std::exchange(first, false)) continue;
    size_t equals = part.find('=');
    std::string name(trim(std::string_view(part).substr(0, std::min(equals, part.find(':')))));
    parts.push_back(name.starts_with("*")
                        ? name
                        : "any " + name +
                              (equals == std::string::npos
                                   ? ""
                                   : "=" + std::string(trim(std::string_view(part).substr(equals + 1)))));
  }
  s.parameters = join(parts, ", ");
  return s;
}

std::vector<RawSignature> signatures_of(const std::string& name, const ProxyFunction& function, bool method,
                                        const WrappedNames& names) {
  if (function.prototypes.empty() || function.prototypes[0].find('(') == std::string::npos)
    return {python_signature(function, method)};
  std::vector<RawSignature> out;
  for (const std::string& prototype : function.prototypes)
    if (prototype.find('(') != std::string::npos) out.push_back(signature_of(prototype, function, method, name, names));
  return out;
}

RawClass class_of(const ProxyClass& c, const WrappedNames& names) {
  RawClass out{.name = c.name, .cpp = c.cpp, .bases = c.bases, .is_abstract = c.is_abstract, .director = c.director};
  out.sequence =
      c.cpp.starts_with("std::vector<") || c.cpp.starts_with("std::list<") || c.cpp.starts_with("std::array<");
  out.open = c.cpp.empty();  // written in Python: attributes may be made anywhere
  for (const std::string& name : c.constants) out.constants[name] = "int";
  for (const auto& [name, property] : c.properties)
    out.properties[name] = {type_of_cpp(property.first, names, TypeUse::result), property.second};
  for (const auto& [name, function] : c.methods) {
    if (c.is_abstract && name == "__init__") continue;
    out.methods[name] = signatures_of(name, function, true, names);
  }
  return out;
}

/// "float" …, or the class whose mangled C++ name SWIG shows: SWIGTYPE_p_chrono__ChVector3T_double_t.
std::string constant_type(const std::string& found, const WrappedNames& names) {
  if (found.empty() || !found.starts_with("chrono__")) return found.empty() ? "int" : found;
  std::string cpp = replace_all(replace_all(found, "__", "::"), "T_double_t", "<>");
  auto it = names.class_of_cpp.find(cpp);
  return it == names.class_of_cpp.end() ? "any" : it->second;
}

RawModule module_of(const std::string& name, const ProxyModule& proxy, const ConstantTypes& types,
                    const WrappedNames& names) {
  RawModule out{.name = name, .imports = proxy.imports};
  std::erase_if(out.imports, [&](const std::string& import) { return !import.starts_with("pychrono."); });
  for (const auto& [class_name, c] : proxy.classes) out.classes[class_name] = class_of(c, names);
  for (const auto& [function_name, function] : proxy.functions)
    out.functions[function_name] = signatures_of(function_name, function, false, names);
  auto type_of = [&](const std::string& constant, const std::string& unknown) {
    auto it = types.find(constant);
    return it == types.end() ? unknown : constant_type(it->second, names);
  };
  for (const std::string& constant : proxy.constants) out.constants[constant] = type_of(constant, "int");
  for (const std::string& variable : proxy.variables) out.constants[variable] = type_of(variable, "any");
  for (const auto& [constant, cls] : proxy.values)
    if (proxy.classes.contains(constant))
      continue;
    else if (names.classes.contains(cls))
      out.constants[constant] = cls;
    else
      out.constants[constant] = "any";
  for (const auto& [cls, method] : proxy.late_methods) {
    if (!out.classes.contains(cls)) continue;
    auto it = proxy.functions.find(method);
    out.classes[cls].methods[method] = {it == proxy.functions.end()
                                            ? RawSignature{.parameters = "*args", .result = "any"}
                                            : python_signature(it->second, true)};
  }
  return out;
}

/// What a Python class has to define: methods without a body, its own and its bases' that C++ doesn't implement on the
/// way down and does call in Python.
std::vector<std::string> pure_of(const RawClass& c, const Source& source, const RawModule& module) {
  std::set<std::string> names;
  if (auto own = source.pure.find(c.cpp); own != source.pure.end()) names = own->second;
  auto calls = source.directors.find(c.name);
  for (const std::string& base : c.bases) {
    auto it = module.classes.find(base);
    if (it == module.classes.end() || calls == source.directors.end()) continue;
    for (const std::string& name : pure_of(it->second, source, module))
      if (calls->second.contains(name) && !c.methods.contains(name)) names.insert(name);
  }
  return {names.begin(), names.end()};
}

/// What only the wrapper's C++ tells: pure virtual methods, containers that are returned as tuples.
void add_wrapper_facts(RawClass& c, const Source& source, const RawModule& module) {
  if (c.director) c.pure = pure_of(c, source, module);
  for (auto& [name, signatures] : c.methods) {
    if (!source.tuples.contains(c.name + "_" + name)) continue;
    for (RawSignature& s : signatures)
      if (auto it = source.names.element_of.find(s.result); it != source.names.element_of.end())
        s.result = "[" + type_of_cpp(it->second, source.names, TypeUse::result) + "]";
  }
}

Result<Source> read_source(const fs::path& folder) {
  Source source;
  for (const fs::path& file : list_files(folder)) {
    std::string stem = file.stem().string();
    if (file.extension() == ".py") {
      TRY_ASSIGN(std::string text, read_file(file));
      if (text.find("generated by SWIG") == std::string::npos) continue;
      source.proxies["pychrono." + stem] = parse_proxy(text);
    } else if (file.filename().string().ends_with("_wrap.cxx")) {
      TRY_ASSIGN(std::string text, read_file(file));
      source.constants["pychrono." + stem.substr(0, stem.size() - 5)] = parse_wrapper_constants(text);
      source.pure.merge(parse_wrapper_pure(text));
      source.directors.merge(parse_wrapper_directors(text));
      source.tuples.merge(parse_wrapper_tuples(text));
    }
  }
  if (source.proxies.empty())
    return fail(ErrorCode::not_found,
                "no SWIG proxies there: expected <module>.py files that say \"generated by SWIG\"", folder.string());
  source.names = collect_names(source.proxies);
  return source;
}

}  // namespace

Result<RawApi> read_swig_folder(const fs::path& folder, const std::string& package, const std::string& version) {
  TRY_ASSIGN(Source source, read_source(folder));
  RawApi api{.package = package, .version = version, .origin = "swig-proxies", .root = "pychrono.core"};
  for (const auto& [name, proxy] : source.proxies)
    api.modules[name] = module_of(name, proxy, source.constants[name], source.names);
  for (auto& [name, module] : api.modules)
    for (auto& [class_name, c] : module.classes) add_wrapper_facts(c, source, module);
  return api;
}

}  // namespace simbench::api_index
