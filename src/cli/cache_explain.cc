// simbench cache explain: what makes a cell the same cell, what is stored of it, and what a resume would do.
#include "campaign/campaign.h"
#include "cli/run_functions.h"

namespace simbench::cli {

Result<int> run_cache_explain(const Arguments& arguments) {
  TRY_ASSIGN(std::unique_ptr<store::Store> store, store::Store::open_read_only(arguments.positional.at(0)));
  TRY_ASSIGN(Json explained, campaign::explain(*store, arguments.positional.at(1), arguments.text("cache")));
  print(arguments.json() ? to_text(explained) : to_pretty_text(explained));
  return kOk;
}

}  // namespace simbench::cli
