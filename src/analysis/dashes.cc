#include "analysis/dashes.h"

#include <fmt/format.h>

#include "base/json.h"

namespace simbench::analysis {

void Dashes::look(const Json& row, const std::string& key, const std::string& name, const std::string& reason_key) {
  ++rows_[name];
  if (!get(row, key).is_null()) return;
  if (std::string reason = text_of(row, reason_key); !reason.empty()) ++dashes_[{name, reason}];
}

void Dashes::look_at_estimate(const Json& row, const std::string& key, const std::string& name) {
  look(row, key, name, key + "_reason");
  if (!get(row, key).is_null()) look(row, key + "_ci", "interval of " + name, key + "_ci_reason");
}

std::string Dashes::text() const {
  std::string out;
  for (const auto& [dash, count] : dashes_) {
    const auto& [name, reason] = dash;
    size_t rows = rows_.at(name);
    out += fmt::format("– {}: {}{}\n", name, reason, count == rows ? "" : fmt::format(" ({} of {} rows)", count, rows));
  }
  return out;
}

}  // namespace simbench::analysis
