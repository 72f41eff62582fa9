#pragma once
// The one table of settings. A row gives the flag, the environment variable, the key in simbench.toml, the help and the
// manifest entry.
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace simbench::cli {

enum class Kind { text, number, integer, flag, list, level };

/// What a number may be, both ends included.
struct Bounds {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

struct Setting {
  std::string_view
      name;  ///< "max-connections": --max-connections, SIMBENCH_MAX_CONNECTIONS, max-connections = … in simbench.toml
  Kind kind = Kind::text;
  std::string_view default_text;  ///< "" means unset
  std::string_view placeholder;   ///< what stands for the value in --help: "N", "DIR", "s"
  std::string_view help;
  Bounds bounds = {};  ///< of a number or integer
};

std::span<const Setting> settings();
/// The row called `name`; an unknown name is a bug.
const Setting& setting(std::string_view name);
/// "mujoco-python": the setting that names a simulator's interpreter; each simulator has one.
std::string interpreter_setting(std::string_view simulator);
/// SIMBENCH_MAX_CONNECTIONS
std::string environment_name(const Setting& setting);

}  // namespace simbench::cli
