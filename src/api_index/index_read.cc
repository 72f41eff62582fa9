// Reads an index file: one scan finds modules and classes; members are decoded when a class or module is first asked.
#include <fmt/format.h>

#include <array>

#include "api_index/api.h"

namespace simbench::api_index {
namespace {

/// "head rest" → head, and `text` becomes rest.
std::string_view take_word(std::string_view& text) {
  size_t space = text.find(' ');
  std::string_view word = text.substr(0, space);
  text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  return word;
}

/// Index of the bracket that closes the one at `open`, quotes respected; npos if there is none.
size_t closing(std::string_view text, size_t open) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = open; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if ((c == ')' || c == ']' || c == '}') && --depth == 0) return i;
  }
  return std::string_view::npos;
}

/// End of the parameter that starts at `from`: its comma at depth 0, or the end.
size_t parameter_end(std::string_view text, size_t from) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = from; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '(' || c == '[' || c == '{' || c == '<') ++depth;
    if (c == ')' || c == ']' || c == '}' || c == '>') --depth;
    if (c == ',' && depth == 0) return i;
  }
  return text.size();
}

/// "type=free|ball", "data+=found|force" (several), "size#1-3", "group#i1", "user#1-" (any number), or a name alone.
MjcfAttribute attribute_of(std::string_view text) {
  MjcfAttribute a{.name = text, .keywords = {}};
  if (size_t equals = text.find('='); equals != std::string_view::npos) {
    a.several = equals > 0 && text[equals - 1] == '+';
    a.name = text.substr(0, equals - (a.several ? 1 : 0));
    a.keywords = split(text.substr(equals + 1), '|');
  } else if (size_t mark = text.find('#'); mark != std::string_view::npos) {
    a.name = text.substr(0, mark);
    std::string_view span = text.substr(mark + 1);
    a.numbers = true;
    a.whole = span.starts_with('i');
    if (a.whole) span.remove_prefix(1);
    size_t dash = span.find('-');
    a.least = std::strtoul(std::string(span.substr(0, dash)).c_str(), nullptr, 10);
    a.most = dash == std::string_view::npos ? a.least
                                            : std::strtoul(std::string(span.substr(dash + 1)).c_str(), nullptr, 10);
  }
  return a;
}

}  // namespace

/// Builds an Index from its text.
class IndexReader {
 public:
  IndexReader(std::string text, std::string where) : index_(new Index), where_(std::move(where)) {
    index_->text_ = std::move(text);
  }

  Result<std::unique_ptr<Index>> read() {
    std::string_view rest = index_->text_;
    for (int number = 1; !rest.empty(); ++number) {
      size_t end = rest.find('\n');
      std::string_view line = rest.substr(0, end);
      if (end == std::string_view::npos) end = rest.size() - 1;
      if (number == 1 && line != "simbench-api-index 1")
        return bad(number, "not an API index of format 1; make it again with `simbench index`");
      if (!take(line)) return bad(number, fmt::format("can't read \"{}\"", line.substr(0, 60)));
      rest.remove_prefix(end + 1);
    }
    if (index_->package_.empty()) return bad(1, "the file is empty or has no package line");
    finish_class(index_->text_.data() + index_->text_.size());
    link();
    return std::move(index_);
  }

 private:
  tl::unexpected<Error> bad(int line, std::string message) {
    return fail(ErrorCode::corrupt, std::move(message), fmt::format("{}:{}", where_, line));
  }

  bool take(std::string_view line) {
    if (line.starts_with(' ')) return class_ != nullptr;
    finish_class(line.data());
    std::string_view rest = line, word = take_word(rest);
    if (word == "class") return open_class(rest);
    if (word == "def" || word == "const" || word == "alias") {
      if (!module_) return false;
      module_->lines_.push_back(line);
      return true;
    }
    if (word == "import") return module_ && (module_->imports.push_back(rest), true);
    if (word == "module") return open_module(rest);
    if (word == "package") return (index_->package_ = take_word(rest), index_->version_ = rest, !rest.empty());
    if (word == "root") return (root_ = rest, true);
    if (word == "eager") return (index_->eager_.push_back(rest), true);
    if (word == "needs") return (index_->needs_.push_back(rest), true);
    if (word == "apart") {
      std::string_view name = take_word(rest);
      return (index_->apart_[name] = rest, !rest.empty());
    }
    if (word == "mjcf") return add_mjcf(rest);
    if (word == "origin") return (index_->origin_ = rest, true);
    return word == "simbench-api-index" || line.empty();
  }

  bool open_module(std::string_view line) {
    std::string_view name = take_word(line);
    module_ = &index_->module_store_.emplace_back();
    module_->name = name;
    module_->open = line == "@open";
    module_->index_ = index_.get();
    index_->by_name_.emplace(name, module_);
    index_->modules_.push_back(module_);
    return true;
  }

  bool open_class(std::string_view line) {
    size_t open = line.find('('), close = line.find(')');
    if (!module_ || open == std::string_view::npos || close == std::string_view::npos || close < open) return false;
    class_ = &index_->class_store_.emplace_back();
    class_->name = line.substr(0, open);
    class_->module = module_;
    class_->index_ = index_.get();
    base_names_.push_back(line.substr(open + 1, close - open - 1));
    std::string_view rest = line.substr(close + 1);
    if (size_t equals = rest.find(" ="); equals != std::string_view::npos) {
      class_->cpp = rest.substr(equals + 2);
      rest = rest.substr(0, equals);
    }
    class_->is_abstract = rest.find("@abstract") != std::string_view::npos;
    class_->director = rest.find("@director") != std::string_view::npos;
    if (size_t pure = rest.find("@pure:"); pure != std::string_view::npos)
      class_->pure = split(rest.substr(pure + 6, rest.find(' ', pure) - pure - 6), ',');
    class_->sequence = rest.find("@sequence") != std::string_view::npos;
    class_->open = rest.find("@open") != std::string_view::npos;
    module_->classes.emplace(class_->name, class_);
    body_start_ = line.data() + line.size() + 1;
    return true;
  }

  void finish_class(const char* end) {
    if (class_ && body_start_ <= end)
      class_->body_ = std::string_view(body_start_, static_cast<size_t>(end - body_start_));
    class_ = nullptr;
  }

  bool add_mjcf(std::string_view rest) {
    std::string_view path = take_word(rest), repeat = take_word(rest);
    if (index_->mjcf_.empty()) index_->mjcf_.emplace_back();  // the document
    MjcfElement* parent = &index_->mjcf_.front();
    for (std::string_view part : split(path, '/')) {
      MjcfElement*& child = parent->children[part];
      if (!child) {
        child = &index_->mjcf_.emplace_back();
        child->name = part;
      }
      parent = child;
    }
    parent->recursive = repeat == "R";
    while (!rest.empty()) parent->attributes.push_back(attribute_of(take_word(rest)));
    return true;
  }

  void link() {
    std::unordered_map<std::string_view, ApiClass*> by_cpp;
    for (ApiClass& c : index_->class_store_) {
      index_->class_by_name_.emplace(c.name, &c);
      if (c.cpp.empty()) continue;
      auto [it, fresh] = by_cpp.emplace(c.cpp, &c);
      if (fresh) continue;
      c.twin_ = it->second;
      c.other_ = it->second;
      it->second->other_ = &c;
    }
    size_t i = 0;
    for (ApiClass& c : index_->class_store_) {
      for (std::string_view base : split(base_names_[i], ',')) {
        auto own = c.module->classes.find(base);
        const ApiClass* found = own != c.module->classes.end() ? own->second : index_->find_class(base);
        if (found && !found->derives_from(&c)) c.bases.push_back(found);  // a cycle would never end
      }
      ++i;
    }
    index_->root_ = index_->module(root_.empty() ? index_->package_ : root_);
    if (!index_->root_ && !index_->modules_.empty()) index_->root_ = index_->modules_.front();
  }

  std::unique_ptr<Index> index_;
  std::string where_;
  std::string_view root_;
  ApiModule* module_ = nullptr;
  ApiClass* class_ = nullptr;
  const char* body_start_ = nullptr;
  std::vector<std::string_view> base_names_;
};

Result<std::unique_ptr<Index>> Index::parse(std::string text, std::string where) {
  return IndexReader(std::move(text), std::move(where)).read();
}

Type Index::parse_type(std::string_view text, const ApiModule* from) const {
  static const std::unordered_map<std::string_view, Type::Kind> kNamed = {
      {"any", Type::Kind::any},     {"none", Type::Kind::none},    {"bool", Type::Kind::boolean},
      {"int", Type::Kind::integer}, {"float", Type::Kind::number}, {"str", Type::Kind::text},
      {"array", Type::Kind::array}};
  Type type{.text = text};
  std::string_view bare = text;
  if (bare.ends_with('?')) {
    type.nullable = true;
    bare.remove_suffix(1);
  }
  if (auto it = kNamed.find(bare); it != kNamed.end()) {
    type.kind = it->second;
  } else if (bare.starts_with("enum:")) {
    type.kind = Type::Kind::enumeration;
  } else if (bare.starts_with('[') && bare.ends_with(']')) {
    type.kind = Type::Kind::sequence;
    Type element = parse_type(bare.substr(1, bare.size() - 2), from);
    std::lock_guard lock(elements_mutex_);
    type.element = &elements_.emplace_back(element);
  } else {
    auto own = from ? from->classes.find(bare) : decltype(from->classes.find(bare)){};
    const ApiClass* c = from && own != from->classes.end() ? own->second : find_class(bare);
    if (c) {
      type.kind = Type::Kind::instance;
      type.cls = c;
    }
  }
  return type;
}

Signature Index::parse_signature(std::string_view text, std::string_view result, const ApiModule* from) const {
  Signature s;
  s.result = result.empty() ? Type{.kind = Type::Kind::none, .text = "none"} : parse_type(result, from);
  for (size_t at = 0; at < text.size();) {
    size_t end = parameter_end(text, at);
    std::string_view part = trim(text.substr(at, end - at));
    at = end + 1;
    if (part.starts_with("**")) {
      s.kwargs = true;
    } else if (part.starts_with('*')) {
      s.varargs = true;
    } else if (!part.empty()) {
      Parameter p;
      size_t equals = part.find('=');
      if (equals != std::string_view::npos) {
        p.refused_default = equals > 0 && part[equals - 1] == '!';
        p.has_default = !p.refused_default;
        p.fallback = part.substr(equals + 1);
        part = part.substr(0, p.refused_default ? equals - 1 : equals);
      }
      size_t space = part.rfind(' ');
      p.name = space == std::string_view::npos ? std::string_view() : part.substr(space + 1);
      p.type = parse_type(part.substr(0, space), from);
      s.parameters.push_back(p);
    }
  }
  return s;
}

void Index::decode_member(std::string_view line, std::unordered_map<std::string_view, Member>& into,
                          const ApiModule* from) const {
  bool is_static = line.starts_with("static ");
  if (is_static) line.remove_prefix(7);
  bool positional = line.starts_with('*');
  if (positional) line.remove_prefix(1);
  size_t open = line.find('(');
  if (open == std::string_view::npos) return;
  size_t close = closing(line, open);
  if (close == std::string_view::npos) return;
  std::string_view name = line.substr(0, open);
  Member& member = into[name];
  member.name = name;
  Signature s = parse_signature(line.substr(open + 1, close - open - 1), trim(line.substr(close + 1)), from);
  s.is_static = is_static;
  s.positional_only = positional;
  member.overloads.push_back(std::move(s));
}

void ApiClass::decode() const {
  for (std::string_view line : split_lines(body_)) {
    if (line.size() < 3) continue;
    std::string_view text = line.substr(1);
    if (text[0] != '.' && text[0] != '#') {
      index_->decode_member(text, members_, module);
      continue;
    }
    bool constant = text[0] == '#', read_only = text[1] == '-';
    text.remove_prefix(read_only ? 2 : 1);
    std::string_view label = take_word(text);
    members_[label] = Member{.kind = constant ? Member::Kind::constant : Member::Kind::property,
                             .name = label,
                             .writable = !read_only,
                             .type = index_->parse_type(text, module)};
  }
}

void ApiModule::decode() const {
  for (std::string_view line : lines_) {
    std::string_view rest = line, word = take_word(rest);
    if (word == "def") {
      index_->decode_member(rest, members_, this);
      continue;
    }
    std::string_view label = take_word(rest);
    if (word == "alias")
      aliases_[label] = rest;
    else
      members_[label] = Member{.kind = Member::Kind::constant, .name = label, .type = index_->parse_type(rest, this)};
  }
}

}  // namespace simbench::api_index
