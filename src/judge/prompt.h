#pragma once
// The words that a judge reads, and the form of its answer.
#include "judge/judge.h"

namespace simbench::judge {

/// "" if the item has what the mode shows, else why it can't be judged in it: "no_program", "no_reference", …
std::string what_is_missing(const Options& options, const Item& item);

/// System and user message. Whatever the candidate can influence stands between tags with a number that it can't know,
/// its lines numbered, after everything else.
std::vector<Message> messages_for(const Options& options, const Item& item);

/// What is said when an answer couldn't be read.
std::string repair_request(std::string_view problem);

/// JSON schema of the answer, strict: every member is required.
Json answer_schema(const Rubric& rubric);

/// Changes with the layout and with a documentation given as text: part of Identity.
std::string prompt_hash(const Options& options);

}  // namespace simbench::judge
