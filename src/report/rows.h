#pragma once
// Tables of `analyze` as HTML: which keys, in which form.
#include "report/section.h"

namespace simbench::report {

enum class Form { text, count, share, decimal2, decimal3, usd, p_value, interval_share, interval, flag, code };

struct Field {
  std::string_view key, title;
  Form form = Form::text;
  std::string_view hint = {};
};

/// One row an object of `rows`. The number of a field with an interval comes from `key`, its bounds from `key`_ci or
/// `ci`. At most `most` rows; a note says how many were left out. With more columns than a phone shows its rows are
/// cards there.
std::string rows_table(const Json& rows, const std::vector<Field>& fields, size_t most = 200);

/// The rows with their numbers `keys` (and "ci", and "<key>_ci") as the page tells scores, in % or in points; the name
/// of a row's score, its member `name`, gets the unit.
Json in_units(Json rows, std::string_view name, const std::vector<std::string>& keys);

/// analysis[key] as a table, or the analysis' own reason why it is empty.
std::string analysis_table(const Input& input, std::string_view key, const std::vector<Field>& fields,
                           size_t most = 200);

}  // namespace simbench::report
