#pragma once
#include <optional>
#include <string_view>

namespace simbench::pysrc {

/// Where a reader of Python source stands, line by line: inside a triple-quoted string or not. Any bytes will do.
class StringState {
 public:
  bool inside() const { return !open_.empty(); }
  /// Reads one line. With `ticks` > 0: the place of the first run of at least so many backticks that is neither in a
  /// string nor in a comment, where reading stops.
  std::optional<size_t> read(std::string_view line, size_t ticks = 0);
  /// True if `place` of the line that follows is in a string or a comment. Reads nothing.
  bool covers(std::string_view line, size_t place) const;

 private:
  std::string_view open_;  ///< the quotes that will end the string
};

}  // namespace simbench::pysrc
