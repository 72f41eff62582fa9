// simbench analyze | compare
#include "cli/analyze.h"

#include "cli/run_functions.h"

namespace simbench::cli {

analysis::Options analysis_options(const Arguments& arguments) {
  analysis::Options options;
  options.seed = static_cast<uint64_t>(arguments.integer("seed").value_or(1));
  options.bootstrap = static_cast<int>(arguments.integer("bootstrap").value_or(2000));
  if (std::string reading = arguments.text("reading"); !reading.empty())  // experiments don't offer it
    options.reading = reading;
  return options;
}

Result<int> run_analyze(const Arguments& arguments) {
  if (arguments.integer("bootstrap").value_or(1) < 1) return usage_error("--bootstrap needs at least 1");
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));
  TRY_ASSIGN(Json result, analysis::analyze(*store, analysis_options(arguments)));
  print(arguments.json() ? to_text(result) : analysis::summary_text(result));
  return kOk;
}

Result<int> run_compare(const Arguments& arguments) {
  std::vector<std::string> models = arguments.list("models");
  if (models.size() < 2) return usage_error("name at least two models: --models A,B");
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));
  TRY_ASSIGN(Json result, analysis::compare(*store, models, analysis_options(arguments)));
  print(arguments.json() ? to_text(result) : analysis::comparison_text(result));
  return kOk;
}

}  // namespace simbench::cli
