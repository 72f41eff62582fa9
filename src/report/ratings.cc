// What people say of the programs, how far they agree with each other and with the judges, and the judges' means
// corrected by it.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {

std::string render_ratings(const Input& input) {
  return "<p class=\"note\">People rated blinded programs by the judge's rubric. Kappa: quadratic weights. A judge is "
         "compared with the mean of the people. "
         "Intervals: 95 %, drawn by system.</p>" +
         analysis_table(input, "rating_agreement",
                        {{"first", "Who"},
                         {"second", "With"},
                         {"measure", "On"},
                         {"n", "Programs", Form::count},
                         {"quadratic_kappa", "Kappa (95 %)", Form::interval},
                         {"alpha_ordinal", "Alpha, ordinal (95 %)", Form::interval},
                         {"alpha_interval", "Alpha, interval (95 %)", Form::interval},
                         {"icc", "ICC(2,1) (95 %)", Form::interval},
                         {"spearman", "Spearman (95 %)", Form::interval}}) +
         "<h3>The judges' means, corrected by people</h3>"
         "<p class=\"note\">Prediction-powered: the judge's mean over all programs, moved by its mean error on the "
         "rated ones.</p>" +
         analysis_table(input, "corrected_means",
                        {{"score", "Score"},
                         {"model", "Model"},
                         {"rated", "Rated", Form::count},
                         {"unrated", "Not rated", Form::count},
                         {"judge_mean", "Judge", Form::decimal2},
                         {"people_mean", "People", Form::decimal2},
                         {"corrected", "Corrected (95 %)", Form::interval}});
}

}  // namespace simbench::report
