#include "analysis/second_tries.h"

#include <fmt/format.h>

namespace simbench::analysis {

Result<std::set<std::string>> without_second_try(const store::Store& store,
                                                 const std::map<std::string, CellKey>& open) {
  std::set<std::string> tried, without;
  if (open.empty()) return without;
  TRY(store.each_earlier_reply([&](const std::string& id, const store::ReplyDigest&) -> Status {
    if (open.contains(id)) tried.insert(id);
    return {};
  }));
  for (const std::string& id : tried) {
    TRY_ASSIGN(std::vector<store::StepRow> steps, store.steps(open.at(id)));
    bool failed =
        !steps.empty() && steps.front().judgement && steps.front().judgement->cell_class != CellClass::infra_fail;
    if (failed) without.insert(id);
  }
  return without;
}

std::string why_no_second_try(size_t without, size_t cells, size_t passed, size_t known) {
  return fmt::format(
      "{} of {} failed at the first try and {} no outcome of a second: the others were chosen by passing at once ({} "
      "of {} pass)",
      without, counted(cells, "cell"), without == 1 ? "has" : "have", passed, known);
}

}  // namespace simbench::analysis
