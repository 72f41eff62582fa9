#pragma once
// Who counts in what is taken over all models.
#include <string>
#include <vector>

#include "base/base.h"

namespace simbench::analysis {

/// Of each of a run's models: does it count in what is taken over all of them? Controls say whether a report can be
/// trusted, nothing of models: they count where there is nothing else, or where `controls` asks for them.
std::vector<bool> pooled_models(const std::vector<std::string>& models, bool controls = false);
/// Those that don't count.
std::vector<std::string> left_out_of_averages(const std::vector<std::string>& models, bool controls = false);
/// "Left out of what is taken over all models: control/echo, control/drift (`simbench analyze --controls` counts
/// them)."; "" for none. names: as in member "left_out_of_averages" of an analysis' methods
std::string left_out_text(const Json& names);

}  // namespace simbench::analysis
