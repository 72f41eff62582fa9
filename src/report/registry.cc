#include "report/sections.h"

namespace simbench::report {

// The order of the page. A new section is a row here and a function in a file of its own.
const std::vector<Section>& sections() {
  static const std::vector<Section> rows{
      {"experiment", "Experiment", render_experiment},
      {"leaderboard", "Leaderboard", render_leaderboard},
      {"heatmap", "Systems × models", render_heatmap},
      {"turns", "Turns", render_turns},
      {"categories", "Categories", render_categories},
      {"ladder", "How far the programs get", render_ladder},
      {"requirements", "What is asked for and not done", render_requirements},
      {"errors", "Why programs stop", render_errors},
      {"diagnosis", "One model at a time", render_diagnosis},
      {"api", "API violations", render_api},
      {"correlation", "Which score tells the truth", render_correlation},
      {"arms", "Arms compared", render_arms},
      {"length", "Prompt length", render_length},
      {"repeats", "Repeats", render_repeats},
      {"judge", "The judge", render_judge},
      {"calibrations", "Can the judge be trusted", render_calibrations},
      {"ratings", "People's ratings", render_ratings},
      {"import", "The imported data", render_import},
      {"cost", "Cost and time", render_cost},
      {"glossary", "Words", render_glossary},
      {"methods", "Methods", render_methods},
  };
  return rows;
}

std::optional<double> score_of(const Input& input, const CellKey& key, std::string_view id) {
  auto it = input.scores_of.find(key.id());
  if (it == input.scores_of.end()) return std::nullopt;
  for (const Score& score : it->second)
    if (score.id == id) return score.value;
  return std::nullopt;
}

std::string why_empty(const Input& input, std::string_view table) {
  return get_string(get(input.analysis, "empty"), table).value_or("the run has nothing of this kind") + ".";
}

std::string left_out_note(const Input& input) {
  std::string text = analysis::left_out_text(get(get(input.analysis, "methods"), "left_out_of_averages"));
  return text.empty() ? "" : fmt::format("<p class=\"note\">{}</p>", prose(text));
}

std::string nothing(std::string_view why) {
  return fmt::format("<p class=\"nothing\">Nothing to show: {}</p>", prose(why));
}

}  // namespace simbench::report
