#include "campaign/sources.h"

#include <fmt/format.h>

namespace simbench::campaign {
namespace {

constexpr size_t kNamed = 3;  // of the cells that a message names

bool has_changed(const Work& work, const suite::Suite& suite, const provider::Provider& provider) {
  const std::vector<store::StepRow>& tries = work.tries();
  for (size_t i = 0; i < tries.size(); ++i) {
    bool copied = i > 0 && tries[i].request == tries[i - 1].request;  // arm repair: the first try was the result
    std::optional<std::string> stored = get_string(tries[i].request, "source");
    if (tries[i].completion && !copied && stored && *stored != provider.source(work.task(suite, tries[i].number)))
      return true;
  }
  return false;
}

bool follows(const CellKey& later, const CellKey& earlier) {
  return later.arm == Arm::dialogue && earlier.arm == Arm::dialogue && later.system == earlier.system &&
         later.model == earlier.model && later.epoch == earlier.epoch && later.turn > earlier.turn;
}

}  // namespace

std::vector<size_t> changed_works(const std::vector<Work>& works, const suite::Suite& suite,
                                  const std::function<const provider::Provider&(const std::string& model)>& provider) {
  std::vector<size_t> own, all;
  for (size_t i = 0; i < works.size(); ++i)
    if (has_changed(works[i], suite, provider(works[i].key().model))) own.push_back(i);
  for (size_t i = 0; !own.empty() && i < works.size(); ++i) {
    const Work& work = works[i];
    bool begun = work.tries().size() > 1 || work.current().completion.has_value();
    bool changed = std::find(own.begin(), own.end(), i) != own.end() ||
                   (begun && std::any_of(own.begin(), own.end(),
                                         [&](size_t earlier) { return follows(work.key(), works[earlier].key()); }));
    if (changed) all.push_back(i);
  }
  return all;
}

Status refuse_changed(const std::vector<Work>& works, const std::vector<size_t>& changed) {
  std::vector<std::string> names;
  for (size_t i = 0; i < std::min(kNamed, changed.size()); ++i) names.push_back(works[changed[i]].key().text());
  return fail(ErrorCode::invalid_input,
              fmt::format("what stands behind {} of this run's cells has changed since they were answered ({}{}). Say "
                          "--redo to forget these cells and do them again, or take another --out to keep both",
                          changed.size(), join(names, ", "), changed.size() > kNamed ? ", …" : ""),
              works[changed.front()].key().model);
}

}  // namespace simbench::campaign
