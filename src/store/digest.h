#pragma once
// What tables read of a cell and its scores, and nothing else: a run of a million cells holds twenty gigabytes, of
// which this is the thirtieth part (docs/decisions/017-tables-read-digests.md).
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "record/record.h"

namespace simbench::store {

/// One entry of the list `violations` of a score's detail: what the conformance checker says of one call.
struct ViolationDigest {
  std::string_view cls, name, suggestion;
  bool fatal = false;
};

/// One entry of the list `deductions` of a score's detail.
struct DeductionDigest {
  std::optional<std::string_view> category;
  double points = 0;
};

/// What one judge's answers to one cell took: all repeats of a score together.
struct VoteDigest {
  std::string_view judge;
  uint64_t votes = 0, requests = 0;  ///< votes: those for which the judge was asked
  TokenSum tokens;                   ///< of these votes
};

struct ScoreDigest {
  std::string_view id, version;
  std::optional<double> value;
  std::string_view reason;  ///< why there is no value
  std::optional<std::vector<ViolationDigest>> violations;
  std::optional<std::vector<DeductionDigest>> deductions;
  std::vector<VoteDigest> votes;  ///< a judge each, in the order of their first votes
};

struct RequirementDigest {
  std::string_view id;
  std::optional<bool> met;
  std::string_view reason;  ///< of one that a program which finishes doesn't meet
};

struct JudgementDigest {
  Verdict verdict = Verdict::no_code;
  CellClass cell_class = CellClass::unscored;
  std::string_view reason;
  std::vector<RequirementDigest> requirements;
};

struct ReplyDigest {
  Usage usage;
  double latency_s = 0;
  int attempts = 1;
  bool truncated = false;  ///< it hit its length limit
  std::string_view served_model;
};

struct ExecutionDigest {
  double cpu_s = 0, wall_s = 0;
  std::optional<std::pair<std::string_view, std::string_view>> error;  ///< type, message
  std::string_view isolation, simulator, simulator_version;
};

/// Its texts live as long as what it was made from.
struct CellDigest {
  Category category = Category::mbs;
  std::optional<JudgementDigest> judgement;            ///< of a judged cell
  std::optional<ReplyDigest> reply;                    ///< of an answered one
  std::optional<ExecutionDigest> execution;            ///< of one whose program was run
  size_t prompt_bytes = 0;                             ///< of all messages, where the endpoint didn't count them
  std::optional<std::pair<uint64_t, uint64_t>> print;  ///< pysrc::ProgramPrint of a program that a judge scored
  std::vector<ScoreDigest> scores;                     ///< by id and version
};

struct CellRow;

/// `score` must outlive it.
ScoreDigest digest_of(const Score& score);
/// All but what only texts tell: `prompt_bytes` and `print`. `row` and `scores`, by id and version, must outlive it.
CellDigest digest_of(const CellRow& row, const std::vector<Score>& scores);

/// Words that many digests have in common, by numbers.
class Words {
 public:
  virtual ~Words() = default;
  virtual uint32_t number_of(std::string_view word) = 0;
};

/// As it lies in table digest beside `cell`, the cell's id.
std::string encode(std::string_view cell, const CellDigest& digest, Words& words);
/// `words` by their numbers, and `stored`, must outlive it. nullopt for what isn't, byte for byte and word for word,
/// what was encoded for this cell.
std::optional<CellDigest> decode_digest(std::string_view cell, std::string_view stored,
                                        const std::vector<std::string>& words);

}  // namespace simbench::store
