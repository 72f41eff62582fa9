#include "grader/intrusions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "pysrc/pysrc.h"

namespace simbench::grader {
namespace {

/// Memory by address, the interpreter's inside, bytes that become code.
constexpr auto kReachingModules = std::to_array<std::string_view>(
    {"ctypes", "_ctypes", "cffi", "_cffi_backend", "gc", "inspect", "mmap", "pickle", "_pickle", "marshal", "imp",
     "runpy", "builtins", "_testcapi", "_posixshmem", "bdb", "pdb"});

/// Attributes and names, whoever's they are.
constexpr auto kReachingNames = std::to_array<std::string_view>({"_getframe",
                                                                 "_current_frames",
                                                                 "_current_exceptions",
                                                                 "f_back",
                                                                 "f_globals",
                                                                 "f_locals",
                                                                 "f_builtins",
                                                                 "tb_frame",
                                                                 "gi_frame",
                                                                 "cr_frame",
                                                                 "ag_frame",
                                                                 "__globals__",
                                                                 "__closure__",
                                                                 "__code__",
                                                                 "__subclasses__",
                                                                 "__builtins__",
                                                                 "__import__",
                                                                 "__loader__",
                                                                 "__spec__",
                                                                 "__self__",
                                                                 "__getattribute__",
                                                                 "__array_interface__",
                                                                 "__array_struct__",
                                                                 "__reduce__",
                                                                 "__reduce_ex__",
                                                                 "as_strided",
                                                                 "ctypeslib",
                                                                 "ctypes",
                                                                 "settrace",
                                                                 "setprofile",
                                                                 "get_objects",
                                                                 "get_referrers",
                                                                 "get_referents",
                                                                 "CodeType",
                                                                 "FunctionType",
                                                                 "import_module",
                                                                 "eval",
                                                                 "exec",
                                                                 "addaudithook",
                                                                 "breakpoint"});

/// Functions by module: descriptors, and modules by name.
constexpr auto kReachingFunctions = std::to_array<std::string_view>({"os.write",
                                                                     "os.writev",
                                                                     "os.pwrite",
                                                                     "os.pwritev",
                                                                     "os.dup",
                                                                     "os.dup2",
                                                                     "os.fdopen",
                                                                     "os.sendfile",
                                                                     "os.splice",
                                                                     "os.open",
                                                                     "os.pipe",
                                                                     "os.memfd_create",
                                                                     "sys.modules",
                                                                     "io.FileIO",
                                                                     "operator.attrgetter",
                                                                     "operator.methodcaller",
                                                                     "importlib.reload",
                                                                     "importlib.machinery",
                                                                     "importlib.abc",
                                                                     "importlib._bootstrap",
                                                                     "importlib.util.spec_from_file_location",
                                                                     "importlib.util.spec_from_loader"});

/// Parts of paths that lead to a process's inside.
constexpr auto kReachingPaths = std::to_array<std::string_view>({"/proc/", "/dev/fd", "/dev/mem", "/dev/std"});

/// Ends of names of files that Python imports: what a program writes there is looked at by nobody.
constexpr auto kModuleEndings = std::to_array<std::string_view>({".py", ".pyc", ".so", ".pth"});

template <typename List>
bool is_among(const List& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

class IntrusionLooker {
 public:
  explicit IntrusionLooker(const pysrc::Nodes& nodes) : nodes_(nodes) {}
  std::vector<std::string> look() {
    for (pysrc::NodeIndex i = 0; i < nodes_.size(); ++i) take_imports(i);  // a name may be used above its import
    for (pysrc::NodeIndex i = 0; i < nodes_.size(); ++i) look_at(i);
    return std::move(found_);
  }

 private:
  std::string_view text_of(pysrc::NodeIndex node) const {
    return node == pysrc::kNoNode ? std::string_view() : nodes_.text(node);
  }
  std::string_view kind(pysrc::NodeIndex node) const { return pysrc::kind_name(nodes_[node].symbol); }
  pysrc::NodeIndex field(pysrc::NodeIndex node, std::string_view name) const {
    return nodes_.child_by_field(node, pysrc::field_id(name));
  }

  void tell(pysrc::NodeIndex node, std::string_view what) {
    std::string text(what.substr(0, 60));
    if (std::find(known_.begin(), known_.end(), text) != known_.end()) return;
    known_.push_back(text);
    found_.push_back(fmt::format("{} (line {})", text, nodes_[node].start_point.row + 1));
  }

  /// `import a.b as c` and `from a import b as c`: which module or function a name stands for.
  void take_imports(pysrc::NodeIndex node) {
    std::string_view type = kind(node);
    if (type != "import_statement" && type != "import_from_statement") return;
    pysrc::NodeIndex from = type == "import_from_statement" ? field(node, "module_name") : pysrc::kNoNode;
    for (pysrc::NodeIndex child : nodes_.children(node)) {
      if (child == from || !nodes_[child].named) continue;
      bool aliased = kind(child) == "aliased_import";
      std::string_view name = text_of(aliased ? field(child, "name") : child);
      std::string_view own = aliased ? text_of(field(child, "alias")) : name.substr(0, name.find('.'));
      if (from == pysrc::kNoNode)
        stands_for_[std::string(own)] = aliased ? name : own;
      else
        stands_for_[std::string(own)] = fmt::format("{}.{}", text_of(from), name);
    }
  }

  void look_at_import(pysrc::NodeIndex node) {
    pysrc::NodeIndex from = field(node, "module_name");
    for (pysrc::NodeIndex child : nodes_.children(node)) {
      if (!nodes_[child].named) continue;
      pysrc::NodeIndex named = kind(child) == "aliased_import" ? field(child, "name") : child;
      std::string_view name = text_of(named);
      std::string whole =
          from == pysrc::kNoNode || child == from ? std::string(name) : fmt::format("{}.{}", text_of(from), name);
      if (is_among(kReachingModules, std::string_view(whole).substr(0, whole.find('.')))) tell(node, whole);
      if (is_among(kReachingFunctions, whole) || is_among(kReachingNames, name.substr(name.rfind('.') + 1)))
        tell(node, whole);
      if (kind(child) == "wildcard_import" && (whole == "os.*" || whole == "sys.*")) tell(node, whole);
    }
  }

  /// The dotted name that an expression of names and attributes stands for, "" for any other.
  std::string dotted(pysrc::NodeIndex node) const {
    std::string text(text_of(node));
    if (text.find_first_of("([{'\"\n ") != std::string::npos) return "";
    std::string root = text.substr(0, text.find('.'));
    auto known = stands_for_.find(root);
    return known == stands_for_.end() ? text : known->second + text.substr(root.size());
  }

  void look_at(pysrc::NodeIndex node) {
    std::string_view type = kind(node);
    if (type == "import_statement" || type == "import_from_statement") return look_at_import(node);
    if (type == "string") return look_at_string(node);
    if (type == "call") return look_at_call(node);
    if (type == "attribute") {
      std::string_view name = text_of(field(node, "attribute"));
      std::string whole = dotted(node);
      if (is_among(kReachingFunctions, whole))
        tell(node, whole);
      else if (is_among(kReachingNames, name))
        tell(node, name);
      return;
    }
    if (type != "identifier" || nodes_[node].parent == pysrc::kNoNode) return;
    std::string_view around = kind(nodes_[node].parent), name = text_of(node);
    bool is_value = around != "attribute" && around != "keyword_argument" && around != "dotted_name" &&
                    around != "aliased_import" && around != "function_definition" && around != "parameters";
    if (!is_value) return;
    if (is_among(kReachingNames, name)) return tell(node, name);
    if (auto known = stands_for_.find(std::string(name));
        known != stands_for_.end() && is_among(kReachingFunctions, known->second))
      tell(node, known->second);
  }

  /// The text of a string, as it is written; "" of anything else.
  std::string_view inside_of(pysrc::NodeIndex node) const {
    std::string_view text = kind(node) == "string" ? text_of(node) : "";
    size_t begin = text.find_first_of("'\""), end = text.find_last_of("'\"");
    if (begin == std::string_view::npos || end <= begin) return "";
    return text.substr(begin + 1, end - begin - 1);
  }

  void look_at_string(pysrc::NodeIndex node) {
    std::string_view text = text_of(node);
    for (std::string_view path : kReachingPaths)
      if (text.find(path) != std::string_view::npos) tell(node, path);
    std::string_view inside =
        inside_of(node);  // a module's name alone is a word: what could import by it is looked for
    if (inside == "compile" || is_among(kReachingNames, inside)) tell(node, inside);
  }

  pysrc::NodeIndex argument(pysrc::NodeIndex call, size_t number) const {
    pysrc::NodeIndex list = field(call, "arguments");
    if (list == pysrc::kNoNode) return pysrc::kNoNode;
    for (pysrc::NodeIndex child : nodes_.children(list)) {
      if (!nodes_[child].named || kind(child) == "comment") continue;
      if (number-- == 0) return child;
    }
    return pysrc::kNoNode;
  }

  void look_at_call(pysrc::NodeIndex node) {
    std::string name = dotted(field(node, "function"));
    if (name == "getattr" || name == "setattr" || name == "delattr") {
      pysrc::NodeIndex which = argument(node, 1);
      if (which != pysrc::kNoNode && kind(which) != "string") tell(node, name + " of a computed name");
    }
    if (name == "compile") tell(node, name);
    pysrc::NodeIndex first = argument(node, 0);
    if (first == pysrc::kNoNode) return;
    if (name == "importlib.util.find_spec") look_for_module(node, first);
    bool opens = name == "open" || name == "io.open";
    if (opens && is_descriptor(first)) tell(node, "open of a descriptor");
    if (opens || name == "pathlib.Path") look_at_path(node, inside_of(first));
  }

  /// Whether a package is there is a question that honest programs ask, too.
  void look_for_module(pysrc::NodeIndex call, pysrc::NodeIndex which) {
    std::string_view module = inside_of(which);
    if (module.empty()) tell(call, "find_spec of a computed name");
    if (is_among(kReachingModules, module.substr(0, module.find('.')))) tell(call, module);
  }

  bool is_descriptor(pysrc::NodeIndex node) const {
    if (kind(node) == "integer") return true;
    std::string_view made_by = kind(node) == "call" ? text_of(field(node, "function")) : "";
    return made_by == "int" || made_by.ends_with(".fileno");
  }

  void look_at_path(pysrc::NodeIndex node, std::string_view path) {
    for (std::string_view ending : kModuleEndings)
      if (path.ends_with(ending)) tell(node, path);
  }

  const pysrc::Nodes& nodes_;
  std::map<std::string, std::string> stands_for_;
  std::vector<std::string> known_, found_;
};

}  // namespace

std::vector<std::string> intrusions(std::string_view program) {
  pysrc::Tree tree{std::string(program)};
  pysrc::Nodes nodes(tree);
  return IntrusionLooker(nodes).look();
}

}  // namespace simbench::grader
