#pragma once
// Takes the rows of one run's database into another's. Private to room store.
#include "store/sqlite.h"

namespace simbench::store {

/// What came of it.
struct Absorbed {
  size_t cells = 0, pending = 0;  ///< of the database that is taken in
  size_t added = 0, went_on = 0;  ///< cells that weren't there; cells of which a part was filled or replaced
  size_t mended_texts = 0;        ///< that were damaged in the database that takes in
};

/// Takes every row of `from`, whose texts have been checked, into `into`, inside the caller's transaction. It doesn't
/// matter in which order databases are taken in, nor how often: of two rows for one thing the fuller one stays, of two
/// full ones the one whose text sorts first. errors: corrupt; invalid_input for a contradiction, with what contradicts
/// (another reply to the same question, another verdict on the same program, another value of a score)
Result<Absorbed> absorb(const Database& from, const Database& into);

}  // namespace simbench::store
