#pragma once
// Reading filled rating sheets, with every complaint at its file and line.
#include <map>
#include <string>
#include <vector>

#include "base/base.h"

namespace simbench::judge {

/// What a filled sheet must fit.
struct SheetForm {
  std::string id, rubric;                                  ///< as on the sheet
  std::vector<std::pair<std::string, double>> categories;  ///< name, most points; rubric order
  std::vector<std::string> items;
};

/// One person's points for one item.
struct Rating {
  std::string item, rater;
  std::map<std::string, double> points;  ///< category → points given, 0 … the category's
  std::string comment;
  double total() const;  ///< sum of the points
};

struct ReadOptions {
  std::string rater;     ///< used where the column is empty
  bool partial = false;  ///< items that are left blank are skipped
};

/// The id in the first line of a filled sheet. errors: invalid_input for what is no rating sheet
Result<std::string> sheet_id_of(const CsvTable& table);

/// All ratings of one file. errors: invalid_input that lists up to ten complaints, each with file and line: another
/// sheet or rubric, an unknown or repeated item, no rater or two, points that are missing, no number or out of range,
/// items left out (unless `partial`)
Result<std::vector<Rating>> read_ratings(const CsvTable& table, const SheetForm& form, const ReadOptions& options = {});

}  // namespace simbench::judge
