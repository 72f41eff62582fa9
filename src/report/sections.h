#pragma once
#include "report/section.h"

namespace simbench::report {

std::string render_leaderboard(const Input& input);
std::string render_heatmap(const Input& input);
std::string render_turns(const Input& input);
std::string render_categories(const Input& input);
std::string render_ladder(const Input& input);
std::string render_requirements(const Input& input);
std::string render_errors(const Input& input);
std::string render_diagnosis(const Input& input);
std::string render_api(const Input& input);
std::string render_correlation(const Input& input);
std::string render_arms(const Input& input);
std::string render_length(const Input& input);
std::string render_repeats(const Input& input);
std::string render_import(const Input& input);
std::string render_experiment(const Input& input);
std::string render_judge(const Input& input);
std::string render_calibrations(const Input& input);
std::string render_ratings(const Input& input);
std::string render_cost(const Input& input);
std::string render_glossary(const Input& input);
std::string render_methods(const Input& input);

}  // namespace simbench::report
