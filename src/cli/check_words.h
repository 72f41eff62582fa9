#pragma once
// A requirement's check in words, for people: what requirements.toml says in keys.
#include <string>

#include "base/json.h"

namespace simbench::cli {

/// "joint position of pivot: place [0, 0, 1.7] m, within 0.001": keys as words, their units behind the numbers, which
/// have six digits at most.
std::string check_in_words(std::string_view kind, const Json& parameters);
/// "length = 1.3, tilt = 20": an instance's values.
std::string values_in_words(const Json& values);

}  // namespace simbench::cli
