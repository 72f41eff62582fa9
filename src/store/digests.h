#pragma once
// Table digest: beside every cell what tables read of it. Triggers note the cells that change in table undigested,
// whoever changes them; a digest counts only while its cell isn't noted there.
#include <functional>
#include <memory>

#include "store/digest.h"
#include "store/sqlite.h"

namespace simbench::store {

/// Makes the tables and triggers in a run that lacks any of them, or has others, and notes all of its cells; the same
/// where another release made digests of other contents, or words are gone. Reads no digest.
Status prepare_digests(const Database& db);

/// Writes the digests of the cells that changed. It belongs before every commit.
class DigestWriter {
 public:
  explicit DigestWriter(const Database& db);
  DigestWriter(DigestWriter&&) noexcept;
  ~DigestWriter();
  /// A cell that can't be read stays noted: whoever reads it is told why. errors: those of the database
  Status write();

 private:
  class Statements;
  std::unique_ptr<Statements> statements_;
};

/// What whoever reads all digests finds of those that don't count.
struct DigestDamage {
  std::vector<std::string> broken;  ///< what they lie under
  bool missing = false;             ///< a cell has none, or one is of no cell
  bool any() const { return missing || !broken.empty(); }
};

/// Calls `look` for every cell, in ascending order of ids; one whose digest is gone or damaged is read as a whole.
Result<DigestDamage> each_digest(const Database& db,
                                 const std::function<Status(const std::string& id, const CellDigest&)>& look);
/// Notes the cells that it is of: the next commit makes their digests anew.
Status note_damage(const Database& db, const DigestDamage& damage);

}  // namespace simbench::store
