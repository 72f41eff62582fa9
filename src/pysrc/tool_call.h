#pragma once
#include <string_view>
#include <vector>

#include "base/base.h"
#include "pysrc/fences.h"

namespace simbench::pysrc {

/// Programs among a tool call's arguments, whatever the tool and its parameters are called: texts that look like
/// Python, and texts of several lines whose name says that they are code. `arguments`: an object, a list of the
/// arguments of several calls, or a text that isn't (whole) JSON.
std::vector<Block> blocks_in_arguments(const Json& arguments);

/// The same for calls that stand in the text itself as JSON, also one that is cut off.
std::vector<Block> blocks_in_written_calls(std::string_view text);

}  // namespace simbench::pysrc
