#pragma once
// The three tables of statistics/ that hold results: judge scores, similarity, counts of compiles and passes.
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/base.h"

namespace simbench::upstream {

/// (model, system, turn)
using AnswerName = std::tuple<std::string, std::string, int>;

/// statistics/LLM.csv: scores by judge mode, in the order of kJudgeModes.
using PublishedScores = std::map<AnswerName, std::array<std::optional<double>, 3>>;
/// statistics/evaluation_results.csv: in the order of kSimilarityColumns.
using PublishedSimilarity = std::map<AnswerName, std::array<std::optional<double>, 9>>;

/// statistics/pass.csv: how many of a model's answers to turns 2 and 3 of a system compiled and passed (0–2 each).
struct Counts {
  double compile = 0, pass = 0;
};
using PublishedCounts =
    std::map<std::pair<std::string, std::string>, Counts>;  ///< (the table's own model name, system)

/// errors: those of parse_csv; a missing column; a cell that is not a number (file:line)
Result<PublishedScores> read_scores(std::string_view text, std::string_view path);
Result<PublishedSimilarity> read_similarity(std::string_view text, std::string_view path);
Result<PublishedCounts> read_counts(std::string_view text, std::string_view path);

/// The full model name that pass.csv's short one stands for: equal letters and digits, else the one that begins with
/// them. nullopt if none or several fit.
std::optional<std::string> full_model_name(std::string_view short_name, const std::vector<std::string>& models);

}  // namespace simbench::upstream
