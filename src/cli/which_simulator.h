#pragma once
// Which simulator a script is written for, where nobody says.
#include <string>
#include <string_view>

namespace simbench::cli {

struct WhichSimulator {
  std::string name;
  std::string doubt;  ///< why it is only a guess, "" where the script's imports tell
};

/// The one that the script imports; of several the first; where it imports none the one whose name stands in it, else
/// the first of the table. `setting` is the flag that would say it: "--simulator".
WhichSimulator which_simulator(std::string_view program, std::string_view setting);
/// Of a script that is looked at as one for `package`, but imports only other simulators: their names, "mujoco".
std::string imports_another(std::string_view program, std::string_view package);

}  // namespace simbench::cli
