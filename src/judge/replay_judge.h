#pragma once
#include "judge/judge.h"

namespace simbench::judge {

/// judge/replay/PATH: recorded texts of a judge, one JSON object a line (docs/format/judge-replay.md).
/// errors: not_found, invalid_input with path:line and what is wrong there
Result<std::unique_ptr<Judge>> make_replay_judge(const fs::path& file, const Options& options);

}  // namespace simbench::judge
