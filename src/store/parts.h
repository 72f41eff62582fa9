#pragma once
// How the parts of a cell stand in the database: JSON whose long texts are replaced by the hash of a row in table text.
#include <array>
#include <functional>

#include "base/base.h"
#include "base/json_part.h"
#include "record/record.h"
#include "store/sqlite.h"

namespace simbench::store {

using PutText = std::function<Result<std::string>(std::string_view)>;  ///< text → hash
using GetText = std::function<Result<std::string>(std::string_view)>;  ///< hash → text

/// What is read of each part; everything where nothing is named.
struct WantedParts {
  Wanted request, completion, program, outcome, judgement;
};
/// What tables are made of.
extern const WantedParts kForTables;

/// A request: the contents of its "messages" are taken out; everything else stays.
Result<std::string> encode_request(const Json& request, const PutText& put);
Result<Json> decode_request(std::string_view stored, const GetText& get, const Wanted& wanted = {});

Result<std::string> encode_completion(const Completion& completion, const PutText& put);
Result<Completion> decode_completion(std::string_view stored, const GetText& get, const Wanted& wanted = {});

Result<std::string> encode_program(const Program& program, const PutText& put);
Result<Program> decode_program(std::string_view stored, const GetText& get, const Wanted& wanted = {});

Judgement judgement_from_json(const Json& json);

using Parts = std::array<std::optional<std::string>, 5>;  ///< request, completion, program, outcome, judgement

/// From five columns starting at `first`.
Parts parts_at(const Statement& from, int first);

/// Into a CellRow or StepRow.
template <typename Row>
Status decode(const Parts& parts, const GetText& get, const WantedParts& wanted, Row& row) {
  const auto& [request, completion, program, outcome, judgement] = parts;
  if (request) {
    TRY_ASSIGN(row.request, decode_request(*request, get, wanted.request));
  }
  if (completion) {
    TRY_ASSIGN(row.completion, decode_completion(*completion, get, wanted.completion));
  }
  if (program) {
    TRY_ASSIGN(row.program, decode_program(*program, get, wanted.program));
  }
  if (outcome) {
    TRY_ASSIGN(Json json, parse_json_part(*outcome, wanted.outcome, "run.db"));
    row.outcome = Outcome::from_json(json);
  }
  if (judgement) {
    TRY_ASSIGN(Json json, parse_json_part(*judgement, wanted.judgement, "run.db"));
    row.judgement = judgement_from_json(json);
  }
  return {};
}

}  // namespace simbench::store
