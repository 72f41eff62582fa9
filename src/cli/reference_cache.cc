#include "cli/reference_cache.h"

namespace simbench::cli {

oracle::ReferenceCache reference_cache(const Arguments& arguments) {
  std::string chosen = arguments.text("reference-cache");
  if (chosen == "none") return {};
  return oracle::ReferenceCache(chosen.empty() ? oracle::ReferenceCache::usual_folder() : fs::path(chosen));
}

}  // namespace simbench::cli
