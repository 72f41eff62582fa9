#pragma once
// Where to look when a requirement isn't met: for whoever shows the motion.
#include "suite/suite.h"
#include "verdict/kinds/kind.h"

namespace simbench::verdict {

/// {"at_s": the first instant at which it shows, or null; "objects": what plays its roles}; null where nothing does and
/// no instant tells. The check is asked once more.
Json where_to_look(const suite::Requirement& requirement, const World& world, const Assignment& roles,
                   std::string_view program);

}  // namespace simbench::verdict
