// What the player's files promise of a picture.
#include <gtest/gtest.h>

#include "replay/replay.h"

namespace simbench::replay {
namespace {

/// The hue of "#rrggbb", degrees.
double hue_of(const std::string& colour) {
  std::array<double, 3> c{};
  for (size_t i = 0; i < 3; ++i) c[i] = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16);
  double high = *std::max_element(c.begin(), c.end()), low = *std::min_element(c.begin(), c.end());
  double span = high - low;
  double sector = high == c[0]   ? (c[1] - c[2]) / span
                  : high == c[1] ? 2 + (c[2] - c[0]) / span
                                 : 4 + (c[0] - c[1]) / span;
  return std::fmod(60 * sector + 360, 360);
}

/// The colours in the line of a file that begins with `beginning`.
std::vector<std::string> colours_in(std::string_view file, std::string_view beginning) {
  std::vector<std::string> colours;
  size_t from = file.find(beginning);
  if (from == std::string_view::npos) return colours;
  std::string_view line = file.substr(from, file.find('\n', from) - from);
  for (size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1))
    colours.emplace_back(line.substr(at, 7));
  return colours;
}

TEST(PlayerPage, NoBodyHasAColourLikeTheAlarm) {
  std::string_view stage = page_file("stage.js");
  std::vector<std::string> palette = colours_in(stage, "const PALETTE");
  size_t named = stage.find("alarm ? \"#");
  ASSERT_NE(named, std::string_view::npos);
  double warning = hue_of(std::string(stage.substr(named + 9, 7)));
  EXPECT_GE(palette.size(), 6u);
  for (const std::string& colour : palette) {
    double apart = std::abs(hue_of(colour) - warning);
    EXPECT_GE(std::min(apart, 360 - apart), 25) << colour << ": its shade would be taken for the alarm";
  }
}

}  // namespace
}  // namespace simbench::replay
