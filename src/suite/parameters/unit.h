#pragma once
// Units as people write them in parameters.toml, and those that a requirement's key has in its name.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/base.h"

namespace simbench::suite {

struct Unit {
  double scale = 1;                ///< SI value of one of it
  std::array<double, 4> powers{};  ///< of metre, kilogram, second, kelvin; angles are numbers

  /// The same dimension, to a millionth of a power.
  bool is_like(const Unit& other) const;
};

/// "m/s^2", "N*m/rad", "kg m^2", "deg", "1", "": names with powers, joined by *, spaces and /.
/// errors: invalid_input that names the unknown unit and those that are known
Result<Unit> parse_unit(std::string_view text);
/// The unit in a requirement key's name ("rest_length_m", "omega_rad_s", "seconds"); nullopt where it has none.
std::optional<Unit> unit_of_key(std::string_view key);
/// "m kg s^-2"; "a number" where there is none.
std::string powers_text(const Unit& unit);

}  // namespace simbench::suite
