#pragma once
#include <optional>

#include "pysrc/lexer.h"

namespace simbench::pysrc {

/// What CPython 3.11's parser refuses, at the line that it would name; nullopt if it takes the text. Errors that only
/// its later passes see (`return` outside a function, …) aren't looked for. O(n); any bytes will do.
std::optional<SyntaxFault> find_syntax_fault(std::string_view source);

/// What is wrong with the content of one string literal: escapes, replacement fields. "" if nothing.
std::string string_fault(std::string_view literal);

}  // namespace simbench::pysrc
