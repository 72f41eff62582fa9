#include "analysis/tallies.h"

#include <algorithm>

namespace simbench::analysis {
namespace {

/// "AttributeError: module 'x' has no attribute 'y'" without what changes from run to run (addresses).
std::string error_text(const std::pair<std::string_view, std::string_view>& error) {
  std::string text = std::string(error.first).append(": ").append(error.second);
  size_t place = text.find(" at 0x");
  return place == std::string::npos ? text : text.substr(0, place);
}

/// "missing_module" of "missing_module: pychrono.sensor".
std::string code_of(std::string_view reason) {
  return std::string(reason.substr(0, reason.find(':')));
}

/// The value of a key that mostly is there.
template <typename Value>
Value& at(std::map<std::string, Value, std::less<>>& map, std::string_view key) {
  auto it = map.find(key);
  return it == map.end() ? map[std::string(key)] : it->second;
}

/// Keeps the first few in ascending order; `item` is made only where there is room for it.
template <typename Item, typename PlaceOf, typename Make>
void keep_first(std::vector<Item>& items, uint32_t place, const PlaceOf& place_of, const Make& make) {
  if (items.size() == Tally::kExamples && place >= place_of(items.back())) return;
  auto after = std::find_if(items.begin(), items.end(), [&](const Item& item) { return place_of(item) > place; });
  items.insert(after, make());
  if (items.size() > Tally::kExamples) items.pop_back();
}

}  // namespace

void Tally::add(uint32_t cell) {
  ++count, last = cell;
  keep_first(
      examples, cell, [](uint32_t place) { return place; }, [&] { return cell; });
}

const Tallies::Leaders& Tallies::leaders_of(const Json& task) {
  auto [it, is_new] = leaders_.try_emplace(&task);
  if (!is_new) return it->second;
  std::map<std::string, std::string> first;  // words → id
  for (const Json& requirement : get(task, "requirements")) {
    std::string id = text_of(requirement, "id"), says = text_of(requirement, "says");
    it->second[id] = {first.try_emplace(says, id).first->second, says};
  }
  return it->second;
}

void Tallies::add_requirements(const store::JudgementDigest& judgement, const Counted& cell, Failures& own) {
  if (judgement.requirements.empty()) return;
  auto& unmet = own.unmet[{cell.key.system, cell.key.turn}];
  for (const store::RequirementDigest& result : judgement.requirements) {
    Tally& tally = at(unmet, result.id);
    ++tally.of;
    if (result.met == false) tally.add(cell.place);
  }
}

/// One answer: a sentence is missed if any of its requirements is.
void Tallies::add_sentences(const store::JudgementDigest& judgement, const Counted& cell, const Json& task) {
  const Leaders& leaders = leaders_of(task);
  auto& here = sentences[{cell.key.system, cell.key.turn}];
  std::map<std::string_view, std::pair<bool, std::string_view>> met;  // leader → met, reason of the first that isn't
  for (const store::RequirementDigest& result : judgement.requirements) {
    if (!result.met) continue;
    auto it = leaders.find(result.id);
    std::string_view leader = it == leaders.end() ? result.id : std::string_view(it->second.first);
    Sentence& sentence = at(here, leader);
    if (!sentence.requirements.contains(result.id)) sentence.requirements.emplace(result.id);
    if (it != leaders.end() && !it->second.second.empty() && cell.place < sentence.says_cell)
      sentence.says = it->second.second, sentence.says_cell = cell.place;
    auto& [all, reason] = met.try_emplace(leader, true, "").first->second;
    if (!*result.met && all) all = false, reason = result.reason;
  }
  for (auto& [leader, seen] : met) {
    Sentence& sentence = at(here, leader);
    ++sentence.asked;
    if (seen.first) continue;
    ++sentence.missed, ++sentence.missed_by[cell.key.model];
    keep_first(
        sentence.examples, cell.place, [](const auto& example) { return example.first; },
        [&] { return std::pair(cell.place, std::string(seen.second)); });
  }
}

void Tallies::add(const store::CellDigest& digest, const Counted& cell, const Json& task) {
  Failures& own = failures[{cell.model, cell.key.arm}];
  if (digest.reply && !digest.reply->served_model.empty()) ++at(served_models, digest.reply->served_model);
  if (const auto& execution = digest.execution) {
    ++at(isolation, execution->isolation);
    ++at(simulators, std::string(execution->simulator).append(" ").append(execution->simulator_version));
  }
  if (!digest.judgement) return;
  const store::JudgementDigest& judgement = *digest.judgement;
  if (judgement.cell_class != CellClass::pass) {
    ++own.failed;
    own.ends[{std::string(to_string(judgement.verdict)), code_of(judgement.reason)}].add(cell.place);
    if (digest.execution && digest.execution->error) own.errors[error_text(*digest.execution->error)].add(cell.place);
  }
  add_requirements(judgement, cell, own);
  if (judgement.verdict >= Verdict::finishes && cell.pooled) add_sentences(judgement, cell, task);
}

}  // namespace simbench::analysis
