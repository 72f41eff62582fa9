#pragma once
// Reads only what is asked for of a JSON text: many times faster than reading all of it where little is wanted.
#include <string_view>
#include <vector>

#include "base/json.h"

namespace simbench {

/// What is wanted of a JSON text: of an object these members (and of them their members), of a list the same of each
/// of its elements; everything where none is named.
struct Wanted {
  std::string_view name;  ///< of the member that this is about; "" for the whole text
  std::vector<Wanted> members{};
};

/// What parse_json gives, without the members that aren't wanted. The text is checked as a whole, with parse_json's
/// errors.
Result<Json> parse_json_part(std::string_view text, const Wanted& wanted, std::string_view where);

}  // namespace simbench
