#pragma once
// The systems that the public repository knows, and how it names rounds and judge modes.
#include <array>
#include <span>
#include <string_view>

#include "record/record.h"

namespace simbench::upstream {

struct SystemName {
  std::string_view name, title;
  Category category;
};

/// All 34, sorted by name. Categories as in the repository's own list.
std::span<const SystemName> known_systems();
/// nullptr for an unknown name.
const SystemName* find_system(std::string_view name);

/// "first", "second", "third".
inline constexpr std::array<std::string_view, 3> kRounds{"first", "second", "third"};

/// A judge mode: our score id, the repository's file suffix and table column.
struct JudgeMode {
  std::string_view id, suffix, column;
};
inline constexpr std::array<JudgeMode, 3> kJudgeModes{
    {{"judge_doc", "document", "Score Document"},
     {"judge_ref", "reference", "Score Reference"},
     {"judge_ref_doc", "reference_document", "Score Reference Document"}}};

/// The similarity scores of the repository: our score id and its column.
struct SimilarityColumn {
  std::string_view id, column;
};
inline constexpr std::array<SimilarityColumn, 9> kSimilarityColumns{
    {{"codebleu", "codebleu"},
     {"ngram_match", "ngram_match_score"},
     {"weighted_ngram_match", "weighted_ngram_match_score"},
     {"syntax_match", "syntax_match_score"},
     {"dataflow_match", "dataflow_match_score"},
     {"rouge1", "rouge1"},
     {"rouge2", "rouge2"},
     {"rougeL", "rougeL"},
     {"rougeLsum", "rougeLsum"}}};

}  // namespace simbench::upstream
