#include "provider/presets.h"

#include "base/base.h"

namespace simbench::provider {
namespace {

/// SimBench (arXiv 2408.11987), as its public data were made: Claude was asked with its endpoint's own values, Gemini
/// with Google's.
Sampling of_paper(std::string_view model) {
  std::string name = to_lower(model);
  if (name.find("claude") != std::string::npos) return {};
  if (name.find("gemini") != std::string::npos) return {.temperature = 1, .top_p = 0.95, .max_tokens = 4096};
  return {.temperature = 0.2, .top_p = 0.7, .max_tokens = 4096};
}

struct Preset {
  std::string_view name;
  Sampling (*of)(std::string_view model);
};

constexpr std::array<Preset, 1> kPresets{{{"paper", of_paper}}};

}  // namespace

std::optional<Sampling> preset_sampling(std::string_view preset, std::string_view model) {
  for (const Preset& row : kPresets)
    if (row.name == preset) return row.of(model);
  return std::nullopt;
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const Preset& row : kPresets) names.emplace_back(row.name);
  return names;
}

Sampling with_preset(Sampling own, const Sampling& preset) {
  if (!own.temperature) own.temperature = preset.temperature;
  if (!own.top_p) own.top_p = preset.top_p;
  if (!own.max_tokens) own.max_tokens = preset.max_tokens;
  if (!own.seed) own.seed = preset.seed;
  return own;
}

}  // namespace simbench::provider
