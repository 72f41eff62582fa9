#pragma once
// Makes digests of whole cells, many at a time.
#include <string>
#include <unordered_map>
#include <vector>

#include "store/parts.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace simbench::store {

/// A cell read as a whole; its digest holds views of the rest.
struct ReadCell {
  std::string id;
  CellRow row;
  Parts parts;
  std::vector<Score> scores;
  std::vector<std::string> details;  ///< of the scores, as JSON
  std::string code;                  ///< of a program that a judge scored
  CellDigest digest;
  Status read;  ///< what the cell can't be read for
};

/// A stream of cells that a query names.
class CellReader {
 public:
  /// `cells`: what follows FROM, with table cell as c, in ascending order of ids.
  static Result<CellReader> of(const Database& db, std::string_view cells);
  /// The next few hundred cells; none at the end.
  Result<std::vector<ReadCell>> next();

 private:
  CellReader(Statement cells, Statement scores, Statement text, Statement size)
      : cells_(std::move(cells)), scores_(std::move(scores)), text_(std::move(text)), size_(std::move(size)) {}
  Status read_scores(ReadCell& cell);
  Status read_code(ReadCell& cell);
  Status add_prompt_size(ReadCell& cell);

  Statement cells_, scores_, text_, size_;
  bool ended_ = false;
  std::unordered_map<std::string, size_t> sizes_;  ///< of texts: prompts are shared by many cells
};

}  // namespace simbench::store
