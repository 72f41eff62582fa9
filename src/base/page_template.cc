#include "base/page_template.h"

#include <fmt/format.h>

#include <kainjow/mustache.hpp>

#include "base/json.h"
#include "base/text.h"

namespace simbench {
namespace {

namespace mustache = kainjow::mustache;

mustache::data data_of(const Json& value) {
  if (value.is_object()) {
    mustache::data object(mustache::data::type::object);
    for (const auto& [name, member] : value.items()) object.set(name, data_of(member));
    return object;
  }
  if (value.is_array()) {
    mustache::data list(mustache::data::type::list);
    for (const Json& element : value) list.push_back(data_of(element));
    return list;
  }
  if (value.is_boolean()) return mustache::data(value.get<bool>());
  check(!value.is_number_float(), "a template gets numbers as text, with the digits that are to be seen");
  if (value.is_string() && !value.get_ref<const std::string&>().empty())
    return mustache::data(value.get_ref<const std::string&>());
  return value.is_number() ? mustache::data(to_text(value)) : mustache::data(false);
}

/// Mustache leaves out what it has no value for; a slip of the pen must not go unseen.
class StrictContext : public mustache::context<std::string> {
 public:
  using mustache::context<std::string>::context;
  const mustache::data* get(const std::string& name) const override {
    const mustache::data* found = mustache::context<std::string>::get(name);
    check(found != nullptr, fmt::format("a template names '{}', which it isn't given", name));
    return found;
  }
};

/// Whether the mark {{…}} that begins at `at` is no plain value: a section's begin or end, raw HTML, a comment.
bool is_structure(std::string_view text, size_t at) {
  return at + 2 < text.size() && std::string_view("#^/{!").find(text[at + 2]) != std::string_view::npos;
}

/// Whether the line break between the two is only the template's: beside a tag, or between two marks. In prose it is a
/// space, be there a mark or not: what a section holds may be the next sentence.
bool is_layout(std::string_view before, std::string_view after) {
  if (before.ends_with(">") || after.starts_with("<")) return true;
  bool mark_before = before.ends_with("}}}") || (before.ends_with("}}") && is_structure(before, before.rfind("{{")));
  return mark_before && after.starts_with("{{") && is_structure(after, 0);
}

}  // namespace

std::string fill_template(std::string_view text, const Json& values) {
  mustache::mustache page{std::string(text)};
  check(page.is_valid(), page.error_message());
  page.set_custom_escape([](const std::string& value) { return escape_html(value); });
  mustache::data data = data_of(values);
  StrictContext context(&data);
  return page.render(context);
}

std::string on_one_line(std::string_view text) {
  std::string out;
  for (std::string_view line : split_lines(text)) {
    line = trim(line);
    if (line.empty()) continue;
    if (!out.empty() && !is_layout(out, line)) out += ' ';
    out += line;
  }
  return out;
}

}  // namespace simbench
