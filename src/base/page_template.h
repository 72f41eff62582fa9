#pragma once
// Texts with places to fill, in the Mustache language: {{name}} escaped for HTML, {{{name}}} as it is,
// {{#name}}…{{/name}} for each element of a list and once for any other value, {{^name}}…{{/name}} where there is none.
#include <string>
#include <string_view>

#include "base/json_fwd.h"

namespace simbench {

/// `text` with its places filled from `values`, an object: texts and whole numbers as they are (any other number has to
/// come as text), false, null, "" and [] as nothing. A template that isn't well formed, and a place that `values` has
/// no member for, are bugs.
std::string fill_template(std::string_view text, const Json& values);

/// The template without its line breaks, which are for whoever reads it: one beside a tag or between two marks vanishes
/// with the indentation after it, any other becomes a space.
std::string on_one_line(std::string_view text);

}  // namespace simbench
