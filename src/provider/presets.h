#pragma once
// Sampling that others used, by name.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace simbench::provider {

/// What a model is asked with under a preset; models that were asked otherwise are known by their names. nullopt: there
/// is no such preset.
std::optional<Sampling> preset_sampling(std::string_view preset, std::string_view model);
std::vector<std::string> preset_names();

/// `own`, with the preset's values where it has none.
Sampling with_preset(Sampling own, const Sampling& preset);

}  // namespace simbench::provider
