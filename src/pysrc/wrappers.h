#pragma once
// What servers and pages leave around an answer.
#include <string>
#include <string_view>
#include <vector>

#include "pysrc/fences.h"

namespace simbench::pysrc {

/// The text without a chat format's tokens at its ends ("<|im_end|>", "</s>", "[/INST]", …), and without what a model
/// wrote behind the end of its turn. True in `found` if there were any.
std::string_view without_chat_tokens(std::string_view text, bool& found);

/// What stands in <code>, <pre>, <python>, <answer>, [PYTHON] … elements that span lines, the innermost ones.
std::vector<Block> tagged_blocks(std::string_view text);

}  // namespace simbench::pysrc
