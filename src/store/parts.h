#pragma once
// How the parts of a cell stand in the database: JSON whose long texts are replaced by the hash of a row in table text.
#include <functional>

#include "base/base.h"
#include "base/json_part.h"
#include "record/record.h"

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

}  // namespace simbench::store
