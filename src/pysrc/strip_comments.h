#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace simbench::pysrc {

/// The source without comments, docstrings and blank lines, as codebleu 0.7.0 makes it: strings at column 0 or first in
/// a statement go too, and white space between tokens becomes spaces. nullopt where CPython's tokenize raises (the
/// package then goes on with the raw text).
std::optional<std::string> without_comments(std::string_view source);

}  // namespace simbench::pysrc
