#pragma once
// JSON that others wrote, in texts that others wrote: read as far as it can be read without guessing.
#include <vector>

#include "base/error.h"
#include "base/json_fwd.h"

namespace simbench {

/// parse_json; where that fails, once more with bad bytes and lone surrogates as U+FFFD, raw control characters and
/// unknown escapes taken for themselves, and commas before a closing bracket left out. errors: those of parse_json
Result<Json> parse_mended_json(std::string_view text, std::string_view where);

/// The objects that stand in a text, bare, fenced or amid words, in order; not those inside of others. At most the
/// first 200 opening braces are tried.
std::vector<Json> json_objects_in(std::string_view text);

/// What a JSON string that begins behind its opening quote at `start` says up to its closing quote or the end of the
/// text: for texts that were cut off.
std::string json_string_at(std::string_view text, size_t start);

}  // namespace simbench
