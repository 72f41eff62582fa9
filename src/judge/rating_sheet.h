#pragma once
// Rating by people: a blinded sheet of programs goes out as CSV and as one HTML page, points per rubric category come
// back as CSV (docs/rating.md).
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "judge/rubric.h"

namespace simbench::judge {

/// One program to rate, without anything that says who wrote it.
struct RatingItem {
  std::string id;    ///< its place on the sheet: "007"
  std::string task;  ///< "pendulum/2"
  std::string prompt;
  std::optional<std::string> given;
  std::string reference, program;
};

struct RatingSheet {
  Rubric rubric;
  std::vector<RatingItem> items;  ///< in the order in which they are shown
  /// The first 8 hexadecimal digits of the hash of all that a rater sees: another sheet has another id.
  std::string id() const;
};

/// The text with the names of models blotted out (whole words, letter case aside), so that a header such as
/// "# written by gpt-4o" gives nothing away. Names shorter than four letters stay: they are ordinary words.
std::string without_names(std::string text, const std::vector<std::string>& names);

/// The form as CSV: sheet, rubric, item, task, rater, a column a category, comment; one line an item, points left
/// empty.
std::string sheet_csv(const RatingSheet& sheet);
/// The form as one page that needs no network, keeps a draft in the browser and saves the same CSV filled in.
std::string sheet_page(const RatingSheet& sheet);

/// The rubric as a sheet names it: 12 hexadecimal digits of its hash.
std::string rubric_mark(const Rubric& rubric);

}  // namespace simbench::judge
