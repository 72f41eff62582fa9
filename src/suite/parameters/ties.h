#pragma once
// Constants of a script that a comment ties to a parameter: `LENGTH_M = 1.0  #: length in mm`.
#include <optional>

#include "suite/parameters/draw.h"

namespace simbench::suite {

/// One such line, taken apart.
struct Tie {
  std::string_view before;  ///< up to the value, "LENGTH_M = "
  std::string_view value, gap;
  std::string formula, unit_text;
  std::string_view name() const { return trim(before.substr(0, before.rfind('='))); }
};
std::optional<Tie> tie_of(std::string_view line);

struct TiedValue {
  std::string text;              ///< as Python
  std::optional<double> number;  ///< nullopt of words
  std::string unit_text = {};    ///< that the number is in; "": SI
};
/// What the tie's constant should be. A bare name: the parameter in its own unit; a formula: SI, unless it says `in`.
/// errors: invalid_input with `where`
Result<TiedValue> tied_value(const Tie& tie, const ParameterTable& table, const Drawn& drawn, const std::string& where);
/// That the constant is what its tie gives. errors: as above, with the tie that it may have been meant to be
Status check_tie(const Tie& tie, const TiedValue& value, const Drawn& drawn, const std::string& where);
/// Of a line without a tie: that its comment doesn't look like one, which nothing would follow. errors: as above
Status check_untied(std::string_view line, const Drawn& drawn, const std::string& where);

/// The number that a constant is in Python, as far as it is an expression of numbers; "math." and "np." are dropped.
std::optional<double> python_number(std::string_view text);
/// What the script assigns to a name at the start of a line, without the comment behind it; nullopt if it doesn't.
std::optional<std::string_view> constant_of(std::string_view code, std::string_view name);
/// As Python and JSON write it, with no digit more than it takes: 0.1, 20.0.
std::string exact_number(double value);

}  // namespace simbench::suite
