#pragma once
// The fenced blocks of an answer (docs/format/program.md).
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace simbench::pysrc {

/// A piece of a reply that may be the program.
struct Block {
  std::string tag;  ///< first word of the info string, lower case
  std::string code;
  bool closed = false;
  size_t lines = 0;
  std::string_view origin;      ///< the reason code of what isn't simply fenced: "stray_fence", "code_tag", "tool_call"
  std::set<std::string> notes;  ///< "nested_fence", "language_line"
};

/// A line of three or more backticks or tildes, with what stands after it.
struct Fence {
  char mark = 0;
  size_t length = 0, indent = 0;
  std::string_view info;
};

/// The fence that a line is, indentation aside.
std::optional<Fence> fence_in(std::string_view line);
/// "python", "{.python}", "py title=x" → the language alone, lower case.
std::string language(std::string_view info);
bool is_python(std::string_view tag);
/// Languages that a program for a Python interpreter is never written in.
bool is_foreign(std::string_view tag);

/// Blocks in order; those without any text are left out. Code without a fence before it counts where it parses.
std::vector<Block> fenced_blocks(std::string_view text);
/// Takes off what stands between a fence or tag and the program: its language or file name alone on a line, the words
/// of a copy button, indentation of the whole.
void unwrap(Block& block);

}  // namespace simbench::pysrc
