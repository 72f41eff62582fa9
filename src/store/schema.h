#pragma once
#include "store/sqlite.h"

namespace simbench::store {

/// Version of the tables in run.db; docs/format/store.md describes them.
constexpr int kSchemaVersion = 1;

/// Makes the tables in a new database. errors: unsupported if a newer simbench made it.
Status prepare_schema(const Database& db);
/// The same check without writing.
Status check_schema(const Database& db);

}  // namespace simbench::store
