#pragma once
// Small HTML and SVG builders: every text goes through escape_html here.
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"

namespace simbench::report {

struct Column {
  std::string_view title;
  bool number = false;
  std::string_view hint = {};  ///< shown on hover
};

/// A table whose cells are HTML already; with `cards` each row is a card on a phone, for rows of long texts.
std::string table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows,
                  bool cards = false);

/// A sentence for people: escaped, what stands between backticks as code.
std::string prose(std::string_view text);

/// "71 %" with one decimal below 10 %; "–" with the reason on hover where it is undefined.
std::string percent(const Json& share, std::string_view reason = "undefined");
std::string number(const Json& value, int decimals, std::string_view reason = "undefined");
/// US dollars: small sums with four digits, as most answers cost less than a cent.
std::string dollars(const Json& value, std::string_view reason = "undefined");

/// Stands behind an interval that is cut at the end of its scale ("ci_cut" of the tables).
constexpr std::string_view kCutMark = "<span title=\"it would go beyond the scale, and is cut there\">*</span>";

/// A bar from 0 to 1 with an interval whisker, as inline SVG with a text alternative. A whisker that was cut has no bar
/// across its end there.
std::string interval_bar(std::optional<double> value, std::optional<double> low, std::optional<double> high,
                         bool cut = false);

/// Colour for a share 0–1 on the report's blue scale; readable for colour-blind people and in grey.
std::string shade(double share);
/// The same on a dark page: dark to light.
std::string shade_in_the_dark(double share);
/// Black or white, whichever reads better on a colour "#rrggbb".
std::string_view ink_on(const std::string& colour);
/// Both shades with their inks, as what a style attribute of class "shade" says.
std::string shade_style(double share);

}  // namespace simbench::report
