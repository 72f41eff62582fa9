// What people say of the programs, how far they agree with each other and with the judges, and the judges' means
// corrected by it.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {

std::string render_ratings(const Input& input) {
  std::string agreement = analysis_table(input, "rating_agreement",
                                         {{"first", "Who"},
                                          {"second", "With"},
                                          {"measure", "On"},
                                          {"n", "Programs", Form::count},
                                          {"quadratic_kappa", "Kappa (95 %)", Form::interval},
                                          {"alpha_ordinal", "Alpha, ordinal (95 %)", Form::interval},
                                          {"alpha_interval", "Alpha, interval (95 %)", Form::interval},
                                          {"icc", "ICC(2,1) (95 %)", Form::interval},
                                          {"spearman", "Spearman (95 %)", Form::interval}});
  std::string means =
      analysis_table(input, "corrected_means",
                     {{"score", "Score"},
                      {"model", "Model"},
                      {"rated", "Rated", Form::count},
                      {"unrated", "Not rated", Form::count},
                      {"judge_mean", "Judge", Form::decimal2},
                      {"people_mean", "People", Form::decimal2},
                      {"corrected", "Corrected (95 %)", Form::interval},
                      {"lambda", "λ", Form::decimal2, "how much the judge's numbers count: 0 ignores them"}});
  return filled("ratings", {{"agreement", agreement}, {"means", means}});
}

}  // namespace simbench::report
