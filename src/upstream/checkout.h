#pragma once
// A checkout as plain values: what there is, and a list of what is missing. Reads files, decides nothing.
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/base.h"
#include "judge/judge.h"
#include "upstream/systems.h"
#include "upstream/tables.h"

namespace simbench::upstream {

/// Files of one task (demo_data/<system>/…); nullopt where a file is missing. Turn 1 has no given code.
struct Task {
  std::optional<std::string> prompt, given, reference, cleaned_reference;
};

/// What a model's run left for one task (output_llms/<model>/<system>/…, output_conversion/…).
struct Answer {
  AnswerName name;
  std::optional<std::string> prompt;  ///< as stored with the answers; nullopt if it is missing or unusable
  bool blank_prompt = false;          ///< the stored prompt has nothing where the task should stand
  std::optional<std::string> reply, program, cleaned_program;
  std::array<std::optional<std::string>, 3> judge_texts;  ///< in the order of kJudgeModes
  std::array<judge::StatedScore, 3> stated;               ///< reason "missing_judge_text" where the file is missing
};

struct Checkout {
  fs::path folder;
  std::map<std::pair<std::string, int>, Task> tasks;  ///< (system, turn)
  std::vector<std::string> models;                    ///< sorted
  std::vector<std::string> left_out;                  ///< models that have answers and weren't asked for
  std::vector<Answer> answers;                        ///< by model, system, turn
  std::vector<Answer> others;                         ///< judge texts alone of the models left out, to check them too
  PublishedScores scores;
  PublishedSimilarity similarity;
  PublishedCounts counts;
  std::vector<std::string> missing;  ///< one line each: file, and what that costs
  std::string suite_hash;            ///< of all tasks' files
};

/// in models: as in ImportOptions · errors: invalid_input if neither tasks nor answers are there
Result<Checkout> read_checkout(const fs::path& folder, const std::vector<std::string>& models, size_t threads);

/// Reads demo_data alone: tasks, suite_hash and missing.
void read_tasks(Checkout& checkout);

/// True if a stored prompt has only quotation marks and white space where the task should stand.
bool is_blank_prompt(std::string_view prompt);
/// True if a stored reply is the message of a client library instead of an answer.
bool is_client_error(std::string_view reply);

}  // namespace simbench::upstream
