#pragma once
// Recorded answers and local programs can change under the name of their model: what a stored reply rests on stands in
// its request ("source"), and is compared before a run goes on.
#include "campaign/work.h"

namespace simbench::campaign {

/// Indices of the works with a stored reply whose source is another today. In arm dialogue the turns after such a one
/// have changed, too: it was their context. Replies of runs from before sources were noted count as unchanged.
std::vector<size_t> changed_works(const std::vector<Work>& works, const suite::Suite& suite,
                                  const std::function<const provider::Provider&(const std::string& model)>& provider);

/// What is told of them: which, and what to do.
Status refuse_changed(const std::vector<Work>& works, const std::vector<size_t>& changed);

}  // namespace simbench::campaign
