#pragma once
#include "campaign/run.h"

namespace simbench::campaign {

/// Writes what a report needs of every task that has cells: prompt, codes, requirements (note "tasks",
/// docs/format/store.md).
Status note_tasks(const suite::Suite& suite, const std::vector<store::CellRow>& cells, store::Store& store);

/// Prices of the models (or judges) in the manifest: what isn't known now doesn't take the place of what was. Nothing
/// without a table.
void note_prices(const std::vector<std::string>& models, const provider::Prices* prices, Json& manifest);

/// manifest.json for these settings, merged into what an earlier call wrote.
/// errors: invalid_input when suite, sampling or preset differ from the earlier call's
Result<Json> make_manifest(const Settings& settings, const Bench& bench, const Json& earlier);

}  // namespace simbench::campaign
