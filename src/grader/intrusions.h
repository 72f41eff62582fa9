#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace simbench::grader {

/// What of a program could reach beside Python's own objects into its process (memory by address, other code's frames
/// and modules, descriptors), or hides what it reaches (code made at run time, names that are computed), with lines:
/// "ctypes (line 3)". Each once, in the program's order. Nothing here proves anything: honest programs seldom need it,
/// and one that is out to hide it can.
std::vector<std::string> intrusions(std::string_view program);

}  // namespace simbench::grader
