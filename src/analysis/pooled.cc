#include "analysis/pooled.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"

namespace simbench::analysis {

std::vector<bool> pooled_models(const std::vector<std::string>& models, bool controls) {
  std::vector<bool> pooled;
  for (const std::string& model : models) pooled.push_back(!model.starts_with("control/"));
  bool only_controls = std::none_of(pooled.begin(), pooled.end(), [](bool counts) { return counts; });
  if (controls || only_controls) pooled.assign(models.size(), true);
  return pooled;
}

std::vector<std::string> left_out_of_averages(const std::vector<std::string>& models, bool controls) {
  std::vector<bool> pooled = pooled_models(models, controls);
  std::vector<std::string> names;
  for (size_t model = 0; model < models.size(); ++model)
    if (!pooled[model]) names.push_back(models[model]);
  return names;
}

std::string left_out_text(const Json& names) {
  if (!names.is_array() || names.empty()) return "";
  return fmt::format("Left out of what is taken over all models: {} (`simbench analyze --controls` counts {}).",
                     join(names.get<std::vector<std::string>>(), ", "), names.size() == 1 ? "it" : "them");
}

}  // namespace simbench::analysis
