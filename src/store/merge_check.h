#pragma once
// Is what a database says still what a run wrote? Private to room store.
#include "store/sqlite.h"

namespace simbench::store {

/// Every text is the one that its hash names, every JSON column parses, and every text that they name is there; a
/// cell's id is the hash of its key, and a judgement has a verdict.
/// errors: corrupt, with the first thing that isn't so
Status check_contents(const Database& db);

}  // namespace simbench::store
