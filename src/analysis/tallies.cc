#include "analysis/tallies.h"

#include <algorithm>

namespace simbench::analysis {
namespace {

/// "AttributeError: module 'x' has no attribute 'y'" without what changes from run to run (addresses).
std::string error_text(const ScriptError& error) {
  std::string text = error.type + ": " + error.message;
  size_t place = text.find(" at 0x");
  return place == std::string::npos ? text : text.substr(0, place);
}

/// "missing_module" of "missing_module: pychrono.sensor".
std::string code_of(const std::string& reason) {
  return reason.substr(0, reason.find(':'));
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

void Tallies::add_requirements(const Judgement& judgement, const CellKey& key, uint32_t place, Failures& own) {
  if (judgement.requirements.empty()) return;
  auto& unmet = own.unmet[{key.system, key.turn}];
  for (const RequirementResult& result : judgement.requirements) {
    Tally& tally = unmet[result.id];
    ++tally.of;
    if (result.met == false) tally.add(place);
  }
}

/// One answer: a sentence is missed if any of its requirements is.
void Tallies::add_sentences(const store::CellRow& row, uint32_t place, const Json& task) {
  const Leaders& leaders = leaders_of(task);
  auto& here = sentences[{row.key.system, row.key.turn}];
  std::map<std::string, std::pair<bool, std::string>> met;  // leader → met, reason of the first that isn't
  for (const RequirementResult& result : row.judgement->requirements) {
    if (!result.met) continue;
    auto it = leaders.find(result.id);
    const std::string& leader = it == leaders.end() ? result.id : it->second.first;
    Sentence& sentence = here[leader];
    sentence.requirements.insert(result.id);
    if (it != leaders.end() && !it->second.second.empty() && place < sentence.says_cell)
      sentence.says = it->second.second, sentence.says_cell = place;
    auto& [all, reason] = met.try_emplace(leader, true, "").first->second;
    if (!*result.met && all) all = false, reason = result.reason;
  }
  for (auto& [leader, seen] : met) {
    Sentence& sentence = here[leader];
    ++sentence.asked;
    if (seen.first) continue;
    ++sentence.missed, ++sentence.missed_by[row.key.model];
    keep_first(
        sentence.examples, place, [](const auto& example) { return example.first; },
        [&] { return std::pair(place, seen.second); });
  }
}

void Tallies::add(const store::CellRow& row, uint32_t place, size_t model, bool pooled, const Json& task) {
  Failures& own = failures[{model, row.key.arm}];
  if (row.completion && !row.completion->served_model.empty()) ++served_models[row.completion->served_model];
  if (row.outcome) {
    ++isolation[row.outcome->isolation.grade];
    ++simulators[row.outcome->simulator + " " + row.outcome->simulator_version];
  }
  if (!row.judgement) return;
  const Judgement& judgement = *row.judgement;
  if (judgement.cell_class != CellClass::pass) {
    ++own.failed;
    own.ends[{std::string(to_string(judgement.verdict)), code_of(judgement.reason)}].add(place);
    if (row.outcome && row.outcome->error) own.errors[error_text(*row.outcome->error)].add(place);
  }
  add_requirements(judgement, row.key, place, own);
  if (judgement.verdict >= Verdict::finishes && pooled) add_sentences(row, place, task);
}

}  // namespace simbench::analysis
