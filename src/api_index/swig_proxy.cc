#include "api_index/swig_proxy.h"

#include "base/base.h"

namespace simbench::api_index {
namespace {

std::string_view leading_name(std::string_view text) {
  size_t n = 0;
  while (n < text.size() && is_name_char(text[n])) ++n;
  return text.substr(0, n);
}

std::string_view between(std::string_view text, std::string_view from, std::string_view to) {
  size_t start = text.find(from);
  if (start == std::string_view::npos) return {};
  start += from.size();
  size_t end = text.find(to, start);
  return end == std::string_view::npos ? std::string_view() : text.substr(start, end - start);
}

/// Walks the lines of a proxy; knows the class and the def that it is in.
class ProxyReader {
 public:
  explicit ProxyReader(std::string_view text) : lines_(split_lines(text)) {}

  ProxyModule read() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      std::string_view line = lines_[at_];
      if (line.empty() || line[0] == '#') continue;
      if (line[0] != ' ') {
        top_level(line);
      } else if (class_ && line.starts_with("    ") && (line[4] != ' ' || body_)) {
        class_line(line);
      } else if (class_ && line.starts_with("  ") && line.size() > 2 && line[2] != ' ') {
        class_line(line);  // hand-written Python indented by two
      }
    }
    return std::move(module_);
  }

 private:
  void top_level(std::string_view line) {
    body_ = nullptr;
    if (line.starts_with("class ")) return open_class(line.substr(6));
    if (line.starts_with("@")) return;
    class_ = nullptr;
    if (line.starts_with("def ")) return read_def(line.substr(4), module_.functions, false);
    if (line.starts_with("import ")) {
      module_.imports.emplace_back(trim(line.substr(7)));
      return;
    }
    if (line.starts_with("setattr(")) return late_method(line);
    assignment(line);
  }

  void open_class(std::string_view line) {
    std::string name(leading_name(line));
    ProxyClass c;
    c.name = name;
    for (std::string_view base : split(between(line, "(", ")"), ',')) {
      base = trim(base);
      size_t dot = base.rfind('.');
      if (dot != std::string_view::npos) base = base.substr(dot + 1);
      if (!base.empty() && base != "object" && base != "Exception") c.bases.emplace_back(base);
    }
    class_ = name.starts_with("_") ? nullptr : &(module_.classes[name] = std::move(c));
  }

  void class_line(std::string_view line) {
    std::string_view text = trim(line);
    if (text.starts_with("r\"\"\"Proxy of C++ ")) {
      class_->cpp = between(text, "Proxy of C++ ", " class.");
    } else if (text == "@staticmethod") {
      static_next_ = true;
    } else if (text == "@property" || text.ends_with(".setter")) {
      property_next_ = true;
    } else if (text.starts_with("def ")) {
      read_def(text.substr(4), class_->methods, true);
    } else if (text.find("No constructor defined") != std::string_view::npos) {
      class_->is_abstract = true;
    } else if (text == "_self = self") {
      class_->director = true;
    } else if (text.find(" = property(") != std::string_view::npos) {
      read_property(text);
    } else if (size_t equals = text.find(" = _");
               equals != std::string_view::npos && text.find('(') == std::string_view::npos) {
      std::string_view name = text.substr(0, equals);
      if (name == leading_name(name) && !name.starts_with("__")) class_->constants.emplace_back(name);
      if (name == "__div__" || name == "__idiv__") return;
    }
  }

  void read_property(std::string_view text) {
    std::string name(leading_name(text));
    std::string type(between(text, name + " : ", "\"\"\""));
    bool writable = text.find("_set") != std::string_view::npos;
    if (name != "thisown") class_->properties[name] = {type, writable};
  }

  void read_def(std::string_view text, std::map<std::string, ProxyFunction>& into, bool method) {
    std::string name(leading_name(text));
    ProxyFunction function;
    size_t open = text.find('('), close = text.rfind(')');
    if (open != std::string_view::npos && close != std::string_view::npos && close > open)
      function.parameters = text.substr(open + 1, close - open - 1);
    function.is_static = std::exchange(static_next_, false);
    function.is_property = std::exchange(property_next_, false);
    read_docstring(function);
    if (method) body_ = &class_->methods;
    if (name.starts_with("_swig") || (!method && name.starts_with("__"))) return;
    if (!method || !function.is_property)
      into[name] = std::move(function);
    else
      class_->properties[name] = {"PyObject *", true};
  }

  void read_docstring(ProxyFunction& function) {
    if (at_ + 1 >= lines_.size()) return;
    std::string_view first = trim(lines_[at_ + 1]);
    if (!first.starts_with("r\"\"\"")) return;
    ++at_;
    first.remove_prefix(4);
    if (first.ends_with("\"\"\"")) {
      function.prototypes.emplace_back(first.substr(0, first.size() - 3));
      return;
    }
    if (!first.empty()) function.prototypes.emplace_back(first);
    while (++at_ < lines_.size()) {
      std::string_view line = trim(lines_[at_]);
      if (line.ends_with("\"\"\"")) return;
      if (!line.empty()) function.prototypes.emplace_back(line);
    }
  }

  void late_method(std::string_view line) {
    std::string cls(between(line, "(", ","));
    std::string name(between(line, "\"", "\""));
    if (!name.empty()) module_.late_methods.emplace_back(cls, name);
  }

  void assignment(std::string_view line) {
    size_t equals = line.find(" = ");
    std::string name(leading_name(line));
    if (equals == std::string_view::npos || name.size() != equals || name.starts_with("_") || name == "cvar") return;
    std::string_view value = trim(line.substr(equals + 3));
    if (value.starts_with("cvar."))
      module_.variables.push_back(name);
    else if (value.starts_with("_"))
      module_.constants.push_back(name);
    else if (!leading_name(value).empty())
      module_.values[name] = std::string(leading_name(value));
  }

  std::vector<std::string_view> lines_;
  size_t at_ = 0;
  ProxyModule module_;
  ProxyClass* class_ = nullptr;
  const void* body_ = nullptr;
  bool static_next_ = false, property_next_ = false;
};

}  // namespace

ProxyModule parse_proxy(std::string_view text) {
  return ProxyReader(text).read();
}

std::map<std::string, std::string> parse_wrapper_constants(std::string_view text) {
  std::map<std::string, std::string> types;
  std::string variable;
  for (std::string_view line : split_lines(text)) {
    auto type_of = [&]() -> std::string {
      if (line.find("SWIG_From_double") != std::string_view::npos ||
          line.find("SWIG_From_float") != std::string_view::npos)
        return "float";
      if (line.find("SWIG_From_bool") != std::string_view::npos) return "bool";
      if (line.find("FromCharPtr") != std::string_view::npos || line.find("std_string") != std::string_view::npos)
        return "str";
      if (line.find("SWIG_From_") != std::string_view::npos) return "int";
      if (line.find("&chrono::") != std::string_view::npos) return std::string(between(line, "SWIGTYPE_p_", ","));
      return "any";
    };
    if (line.find("SetConstant(d") != std::string_view::npos) {
      types[std::string(between(line, "\"", "\""))] = type_of();
    } else if (line.find("Swig_var_") != std::string_view::npos) {
      variable = between(line, "Swig_var_", "_get(");
    } else if (line.find("pyobj = SWIG") != std::string_view::npos && !variable.empty()) {
      types[std::exchange(variable, {})] = type_of();
    }
  }
  return types;
}

std::map<std::string, std::set<std::string>> parse_wrapper_pure(std::string_view text) {
  constexpr std::string_view kMark = "DirectorPureVirtualException::raise(\"",
                             kWords = "Attempted to invoke pure virtual method ";
  std::map<std::string, std::set<std::string>> found;
  for (size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
    std::string_view name = text.substr(at + kMark.size());
    name = name.substr(0, name.find('"'));
    if (name.starts_with(kWords)) name.remove_prefix(kWords.size());
    size_t colon = name.rfind("::");
    if (colon == std::string_view::npos || name.substr(colon + 2) == "Clone") continue;
    found[std::string(name.substr(0, colon))].emplace(name.substr(colon + 2));
  }
  return found;
}

std::map<std::string, std::set<std::string>> parse_wrapper_directors(std::string_view text) {
  constexpr std::string_view kDirector = "SwigDirector_";
  std::map<std::string, std::set<std::string>> found;
  std::string_view cls, method;
  for (std::string_view line : split_lines(text)) {
    size_t at = line.starts_with(' ') ? std::string_view::npos : line.find(kDirector);
    if (at != std::string_view::npos) {
      std::string_view rest = line.substr(at + kDirector.size());
      cls = leading_name(rest);
      rest.remove_prefix(cls.size());
      method = rest.starts_with("::") ? leading_name(rest.substr(2)) : std::string_view();
    } else if (!method.empty() && line.find("swig_get_self()") != std::string_view::npos) {
      found[std::string(cls)].emplace(std::exchange(method, {}));  // a body without it stays in C++
    }
  }
  return found;
}

std::set<std::string> parse_wrapper_tuples(std::string_view text) {
  std::set<std::string> out;
  std::string function;
  for (std::string_view line : split_lines(text)) {
    if (line.starts_with("SWIGINTERN PyObject *_wrap_")) function = leading_name(line.substr(27));
    if (line.find("= swig::from(static_cast< std::vector<") != std::string_view::npos) out.insert(function);
  }
  return out;
}

std::vector<std::string> split_parameters(std::string_view text) {
  std::vector<std::string> parts;
  int depth = 0;
  bool quoted = false;
  std::string part;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '(' || c == '<' || c == '[' || c == '{')) ++depth;
    if (!quoted && (c == ')' || c == '>' || c == ']' || c == '}')) --depth;
    if (c == ',' && depth == 0 && !quoted) {
      parts.emplace_back(trim(part));
      part.clear();
    } else {
      part += c;
    }
  }
  if (!trim(part).empty()) parts.emplace_back(trim(part));
  return parts;
}

}  // namespace simbench::api_index
