#include "conformance/checker/mjcf.h"

#include <fmt/format.h>

#include <algorithm>

namespace simbench::conformance {
namespace {

using api_index::MjcfAttribute;
using api_index::MjcfElement;
using api_index::RenameTable;

/// Walks tags of an XML text; keeps the stack of open elements with their places in the schema.
class MjcfReader {
 public:
  MjcfReader(const MjcfElement& schema, std::string_view xml, const RenameTable* renames)
      : xml_(xml), renames_(renames) {
    stack_.push_back(&schema);
    names_.emplace_back();
    if (auto top = schema.children.find("mujoco"); top != schema.children.end())
      if (auto world = top->second->children.find("worldbody"); world != top->second->children.end())
        world_ = world->second;
  }

  std::vector<Violation> read() {
    while (found_.empty()) {
      size_t open = xml_.find('<', at_);
      if (open == std::string_view::npos) break;
      at_ = open + 1;
      if (skip("!--", "-->") || skip("?", "?>") || skip("![CDATA[", "]]>") || skip("!", ">")) continue;
      if (at_ < xml_.size() && xml_[at_] == '/')
        close_tag();
      else
        open_tag();
    }
    if (found_.empty() && names_.size() > 1) add("", "xml", fmt::format("<{}> is never closed", names_.back()));
    return std::move(found_);
  }

 private:
  bool skip(std::string_view start, std::string_view end) {
    if (xml_.substr(at_, start.size()) != start) return false;
    size_t close = xml_.find(end, at_ + start.size());
    at_ = close == std::string_view::npos ? xml_.size() : close + end.size();
    return true;
  }

  std::string_view name() {
    size_t start = at_;
    while (at_ < xml_.size() && (std::isalnum(static_cast<unsigned char>(xml_[at_])) || xml_[at_] == '_' ||
                                 xml_[at_] == '-' || xml_[at_] == ':' || xml_[at_] == '.'))
      ++at_;
    return xml_.substr(start, at_ - start);
  }

  void blank() {
    while (at_ < xml_.size() && std::isspace(static_cast<unsigned char>(xml_[at_]))) ++at_;
  }

  int line() const {
    return static_cast<int>(
               std::count(xml_.begin(), xml_.begin() + static_cast<long>(std::min(at_, xml_.size())), '\n')) +
           1;
  }

  void add(std::string label, const std::string& kind, const std::string& message) {
    Violation v{.kind = kind == "xml" ? "mjcf_syntax" : kind,
                .cls = kind == "xml" ? "syntax" : "invented",
                .name = std::move(label)};
    v.message = fmt::format("MJCF line {}: {}", line(), message);
    const RenameTable::Row* row = nullptr;
    if (renames_)
      if (auto it = renames_->elements.find(v.name); it != renames_->elements.end()) row = &it->second;
    if (row) {
      v.cls = "drift";
      v.suggestion = row->to;
      v.message += row->to.empty() ? fmt::format("; removed in {}", row->release)
                                   : fmt::format("; {} since {}", row->to, row->release);
    }
    found_.push_back(std::move(v));
  }

  void close_tag() {
    ++at_;
    std::string_view closed = name();
    if (names_.size() < 2 || names_.back() != closed) {
      add("", "xml", fmt::format("</{}> closes nothing that is open", closed));
      return;
    }
    names_.pop_back();
    stack_.pop_back();
  }

  const MjcfElement* child_of(const MjcfElement& parent, std::string_view child) const {
    auto it = parent.children.find(child);
    if (it != parent.children.end()) return it->second;
    if (parent.recursive && parent.name == child) return &parent;
    // Bodies and the frames around their parts all take what the world takes.
    if (world_ && (parent.name == "body" || parent.name == "frame" || parent.name == "replicate")) {
      auto in_world = world_->children.find(child);
      if (in_world != world_->children.end()) return in_world->second;
    }
    return nullptr;
  }

  void open_tag() {
    std::string_view tag = name();
    if (tag.empty()) return add("", "xml", "a '<' that starts no element");
    const MjcfElement* parent = stack_.back();
    const MjcfElement* element = parent ? child_of(*parent, tag) : nullptr;
    if (parent && !element && tag != "include") {
      std::vector<std::string> known;
      for (const auto& [key, value] : parent->children) known.emplace_back(key);
      add(std::string(tag), "mjcf_element",
          fmt::format("<{}> can't stand in <{}>", tag, parent->name.empty() ? "the document" : parent->name));
      if (found_.back().suggestion.empty()) found_.back().suggestion = nearest(tag, known);
      return;
    }
    bool closed = false;
    while (found_.empty()) {
      blank();
      if (at_ >= xml_.size()) return add(std::string(tag), "xml", fmt::format("<{}> never ends", tag));
      if (xml_[at_] == '>') {
        ++at_;
        break;
      }
      if (xml_[at_] == '/') {
        ++at_;
        closed = true;
        continue;
      }
      if (!attribute(tag, element)) return;
    }
    if (closed) return;
    stack_.push_back(element);
    names_.push_back(tag);
  }

  bool attribute(std::string_view tag, const MjcfElement* element) {
    std::string_view key = name();
    blank();
    if (key.empty() || at_ >= xml_.size() || xml_[at_] != '=') {
      add(std::string(tag), "xml", fmt::format("<{}> has an attribute without a value", tag));
      return false;
    }
    ++at_;
    blank();
    if (at_ >= xml_.size() || (xml_[at_] != '"' && xml_[at_] != '\'')) {
      add(std::string(tag), "xml", fmt::format("the value of {} must stand in quotes", key));
      return false;
    }
    char quote = xml_[at_];
    size_t end = xml_.find(quote, at_ + 1);
    if (end == std::string_view::npos) {
      add(std::string(tag), "xml", fmt::format("the value of {} never ends", key));
      return false;
    }
    bool any = !element || element->find("*");
    const MjcfAttribute* known = any ? nullptr : element->find(key);
    if (!any && !known) {
      std::vector<std::string> names;
      for (const MjcfAttribute& a : element->attributes) names.emplace_back(a.name);
      add(fmt::format("{}@{}", tag, key), "mjcf_attribute", fmt::format("<{}> has no attribute '{}'", tag, key));
      if (found_.back().suggestion.empty()) found_.back().suggestion = nearest(key, names);
      return false;
    }
    std::string_view text = xml_.substr(at_ + 1, end - at_ - 1);
    if (known && !takes(tag, *known, text)) return false;
    at_ = end + 1;
    return true;
  }

  bool refuse(std::string_view tag, const MjcfAttribute& a, const std::string& message, std::string suggestion = {}) {
    add(fmt::format("{}@{}", tag, a.name), "mjcf_value", message);
    if (found_.back().cls != "drift") found_.back().cls = "signature";
    if (found_.back().suggestion.empty()) found_.back().suggestion = std::move(suggestion);
    return false;
  }

  /// Does the compiler read the value: a keyword that it knows, as many numbers as it wants?
  bool takes(std::string_view tag, const MjcfAttribute& a, std::string_view text) {
    if (text.find_first_of("&{}%$") != std::string_view::npos) return true;  // an entity, or a template's field
    std::vector<std::string_view> words;
    for (size_t at = text.find_first_not_of(" \t\r\n"); at != std::string_view::npos;) {
      size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
      words.push_back(text.substr(at, end - at));
      at = text.find_first_not_of(" \t\r\n", end);
    }
    if (!a.keywords.empty()) return takes_keyword(tag, a, a.several ? words : std::vector{text});
    if (!a.numbers || words.empty()) return true;
    for (std::string_view word : words)
      if (!is_number(word, a.whole))
        return refuse(
            tag, a, fmt::format("{} of <{}> takes {}, not '{}'", a.name, tag, a.whole ? "integers" : "numbers", word));
    if (words.size() >= a.least && (a.most == 0 || words.size() <= a.most)) return true;
    std::string span = a.most == a.least ? fmt::format("{}", a.least)
                       : a.most == 0     ? fmt::format("at least {}", a.least)
                                         : fmt::format("{} to {}", a.least, a.most);
    return refuse(
        tag, a,
        fmt::format("{} of <{}> takes {} number{}, not {}", a.name, tag, span, span == "1" ? "" : "s", words.size()));
  }

  bool takes_keyword(std::string_view tag, const MjcfAttribute& a, const std::vector<std::string_view>& words) {
    for (std::string_view word : words) {
      if (std::find(a.keywords.begin(), a.keywords.end(), word) != a.keywords.end()) continue;
      std::string list;
      for (std::string_view keyword : a.keywords) list += (list.empty() ? "" : ", ") + std::string(keyword);
      return refuse(tag, a, fmt::format("{} of <{}> can't be '{}'; it is one of {}", a.name, tag, word, list),
                    nearest(word, std::vector<std::string>(a.keywords.begin(), a.keywords.end())));
    }
    return true;
  }

  static bool is_number(std::string_view word, bool whole) {
    std::string text(word);
    char* end = nullptr;
    if (whole)
      std::strtol(text.c_str(), &end, 10);
    else
      std::strtod(text.c_str(), &end);
    return end == text.c_str() + text.size();
  }

  std::string_view xml_;
  const RenameTable* renames_;
  const MjcfElement* world_ = nullptr;
  size_t at_ = 0;
  std::vector<const MjcfElement*> stack_;  ///< nullptr where the schema isn't known (inside <include>)
  std::vector<std::string_view> names_;
  std::vector<Violation> found_;
};

}  // namespace

std::vector<Violation> find_mjcf_errors(const MjcfElement& schema, std::string_view xml, const RenameTable* renames) {
  return MjcfReader(schema, xml, renames).read();
}

}  // namespace simbench::conformance
