#pragma once
// What models cost: a dated table as data, and before it the user's own (docs/format/prices.md).
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "record/record.h"

namespace simbench::provider {

/// A model's price, or why there is none.
struct Priced {
  std::optional<Price> price;
  std::string reason;
  Json to_json() const;  ///< as it stands in a manifest: the price, or {"reason"}
};

class Prices {
 public:
  /// The table that comes with simbench, and before it the user's, "" for none.
  /// errors: not_found; invalid_input with all that is wrong, each with file:line
  static Result<Prices> load(const fs::path& own);
  /// `model`: "openai/gpt-5"; a date at its end ("-2025-08-07", "-20250807") doesn't matter where the table doesn't
  /// have it. Unknown for replays and programs, unless a table says otherwise.
  Priced of(std::string_view model) const;

 private:
  struct Row {
    std::string model;  ///< a name, or a pattern with *
    Price price;
  };
  static Result<std::vector<Row>> read(const fs::path& file, const std::string& name);
  static const Price* find(const std::vector<Row>& rows, std::string_view model);

  std::vector<std::vector<Row>> tables_;  ///< the one that counts first
};

/// True where an answer may cost something: an endpoint is asked, or a program that may ask one. Not so of controls,
/// recorded answers, and judges that are rules.
bool may_cost(std::string_view model);

/// Of the prompts (3.3) and scripts (2.5) of our suites as SmolLM2's tokenizer counts them. It takes numbers digit by
/// digit: most others count less.
inline constexpr double kBytesPerToken = 2.6;
/// Bytes of a text to tokens, where nobody has counted them.
double tokens_of(size_t bytes);

}  // namespace simbench::provider
