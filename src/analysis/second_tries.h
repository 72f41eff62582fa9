#pragma once
// Arm repair asks once more only where a first try failed: what has no second one yet was chosen by its outcome.
#include <map>
#include <set>
#include <string>

#include "base/base.h"
#include "record/record.h"
#include "store/store.h"

namespace simbench::analysis {

/// Of these cells of arm repair, none of which has an outcome (by id): those whose first try failed. A rate of all the
/// others would be one of those that passed at once. errors: those of the store
Result<std::set<std::string>> without_second_try(const store::Store& store, const std::map<std::string, CellKey>& open);

/// Why there is no such rate, of a model's cells under arm repair.
std::string why_no_second_try(size_t without, size_t cells, size_t passed, size_t known);

}  // namespace simbench::analysis
