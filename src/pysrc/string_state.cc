#include "pysrc/string_state.h"

#include <algorithm>
#include <string>

namespace simbench::pysrc {
namespace {

/// The place behind the end of a string that is open at `place`, npos if the line doesn't end it.
size_t end_of_string(std::string_view line, size_t place, std::string_view quotes) {
  for (; place < line.size(); ++place) {
    if (line[place] == '\\')
      ++place;
    else if (line.substr(place, quotes.size()) == quotes)
      return place + quotes.size();
  }
  return std::string_view::npos;
}

std::string_view quotes_at(std::string_view line, size_t place) {
  for (std::string_view quotes : {"\"\"\"", "'''", "\"", "'"})
    if (line.substr(place, quotes.size()) == quotes) return quotes;
  return {};
}

}  // namespace

std::optional<size_t> StringState::read(std::string_view line, size_t ticks) {
  for (size_t place = 0; place < line.size();) {
    if (inside()) {
      size_t end = end_of_string(line, place, open_);
      if (end == std::string_view::npos) {
        if (open_.size() == 1) open_ = {};  // a plain string ends with its line
        return std::nullopt;
      }
      open_ = {};
      place = end;
    } else if (line[place] == '#') {
      return std::nullopt;
    } else if (line[place] == '`' && ticks > 0) {
      size_t end = std::min(line.find_first_not_of('`', place), line.size());
      if (end - place >= ticks) return place;
      place = end;
    } else {
      open_ = quotes_at(line, place);
      place += std::max<size_t>(1, open_.size());
    }
  }
  if (open_.size() == 1) open_ = {};
  return std::nullopt;
}

bool StringState::covers(std::string_view line, size_t place) const {
  // A mark of our own at the place: it is found unless a string or comment holds it.
  StringState copy = *this;
  std::string probe(line.substr(0, place));
  std::replace(probe.begin(), probe.end(), '`', ' ');
  return !copy.read(probe + '`', 1);
}

}  // namespace simbench::pysrc
