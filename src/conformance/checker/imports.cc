// Imports: which modules exist, what they bring along, which names they have.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"
#include "conformance/checker/python_names.h"

namespace simbench::conformance {

using Kind = Value::Kind;
using S = Syntax;

/// The module and all that its own imports bring in are attributes of the package from now on.
void Checker::mark_imported(std::string_view dotted) {
  if (!imported_.insert(dotted).second) return;
  if (dotted == index_.package())
    for (std::string_view name : index_.eager()) mark_imported(name);
  if (size_t dot = dotted.rfind('.'); dot != std::string_view::npos) mark_imported(dotted.substr(0, dot));
  if (const ApiModule* module = index_.module(dotted))
    for (std::string_view name : module->imports) mark_imported(name);
}

namespace {

/// "mujoco.sysid._src.signal": inside a package, of which the index tells nothing.
bool is_private_part(std::string_view dotted) {
  return dotted.find("._") != std::string_view::npos;
}

bool is_in(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

/// Python's own, beside the script, installed, or what the API's package brings along.
bool Checker::is_available(std::string_view top) const {
  if (is_known_module(top) || is_in(around_.siblings, top)) return true;
  if (is_in(around_.installed ? *around_.installed : usual_packages(), top)) return true;
  const auto& needs = index_.needs();
  return std::find(needs.begin(), needs.end(), top) != needs.end();
}

/// True if `import dotted` works. Reports what doesn't exist.
bool Checker::import_module(NodeId at, std::string_view dotted) {
  std::string_view top = dotted.substr(0, dotted.find('.'));
  if (top == index_.package()) {
    if (index_.module(dotted)) {
      mark_imported(dotted);
      return true;
    }
    if (is_private_part(dotted)) return true;
    if (std::string_view from = index_.distribution_of(dotted); !from.empty()) {
      module_apart(dotted, from, at);
      return false;
    }
    std::string_view last = dotted.substr(dotted.rfind('.') + 1);
    std::vector<std::string> names;
    for (const ApiModule* m : index_.modules()) names.emplace_back(m->name);
    Violation v{.kind = "import", .cls = "import", .name = std::string(dotted)};
    v.message = fmt::format("there is no module {} in {}", dotted, index_.name());
    v.suggestion = nearest(dotted, names);
    if (!index_.modules_with(last).empty())
      v.message += fmt::format("; {} is a name in {}", last, index_.modules_with(last)[0]->name);
    report(at, std::move(v));
    return false;
  }
  if (is_available(top)) return true;
  Violation v{.kind = "import",
              .cls = "import",
              .name = std::string(dotted),
              .message = fmt::format("no module named '{}'", top)};
  std::string as_module = fmt::format("{}.{}", index_.package(), dotted);
  if (index_.module(as_module)) {
    v.suggestion = as_module;
    v.message += fmt::format("; did you mean {}?", as_module);
  } else if (nearest(top, {std::string(index_.package())}) != "" || top == "chrono" || top == "mujoco_py") {
    v.suggestion = std::string(index_.package());
    v.message += fmt::format("; the package is called {}", index_.package());
  }
  report(at, std::move(v));
  return false;
}

Value Checker::module_value(std::string_view dotted) {
  if (const ApiModule* module = index_.module(dotted)) {
    Value v = Value::make(Kind::module);
    v.module = module;
    v.text = dotted;  // "pychrono" and "pychrono.core" show the same names but aren't the same module
    return v;
  }
  Value v = Value::make(Kind::outside_module);
  v.text = dotted;
  return v;
}

void Checker::import_statement(NodeId node) {
  for (NodeId item = ast_.first(node); item != kNoNode; item = ast_.next(item)) {
    bool aliased = ast_.type(item) == S::aliased_import;
    NodeId name_node = aliased ? ast_.child(item, Field::name) : item;
    std::string_view dotted = ast_.text(name_node);
    bool works = import_module(name_node, dotted);
    if (aliased)
      assign_name(ast_.text(ast_.child(item, Field::alias)), works ? module_value(dotted) : Value());
    else
      assign_name(dotted.substr(0, dotted.find('.')),
                  works ? module_value(dotted.substr(0, dotted.find('.'))) : Value());
  }
}

bool Checker::star_import(const ApiModule& module) {
  for (const std::string& name : module.names()) {
    if (name.starts_with("_")) continue;
    std::string_view kept = keep(name);
    assign_name(kept, module_member(module, kept, kNoNode));
  }
  return true;
}

void Checker::import_from(NodeId node) {
  NodeId from = ast_.child(node, Field::module_name);
  if (ast_.type(from) == S::relative_import) {
    report(from, "import", "import", std::string(ast_.text(from)),
           "a relative import needs a package; a script has none");
    names_open_ = true;
    return;
  }
  std::string_view dotted = ast_.text(from);
  bool works = import_module(from, dotted);
  importing_ = true;
  const ApiModule* module = works ? index_.module(dotted) : nullptr;
  for (NodeId item = ast_.first(node); item != kNoNode; item = ast_.next(item)) {
    if (item == from) continue;
    if (ast_.type(item) == S::wildcard_import) {
      if (module)
        star_import(*module);
      else if (dotted == "math")
        for (std::string_view name : math_names()) assign_name(name, outside_member("math", name, kNoNode));
      else
        names_open_ = true;
      continue;
    }
    bool aliased = ast_.type(item) == S::aliased_import;
    NodeId name_node = aliased ? ast_.child(item, Field::name) : item;
    std::string_view name = ast_.text(name_node);
    std::string_view bound = aliased ? ast_.text(ast_.child(item, Field::alias)) : name;
    Value value;
    if (module) {
      std::string sub = fmt::format("{}.{}", dotted, name);
      if (index_.module(sub) && !module->has(name)) {
        std::string_view kept = keep(sub);
        mark_imported(kept);
        value = module_value(kept);
      } else {
        value = module_member(*module, name, name_node);
      }
    } else if (works) {
      value = member_of(module_value(dotted), name, name_node);
    }
    assign_name(bound, value);
  }
  importing_ = false;
}

}  // namespace simbench::conformance
