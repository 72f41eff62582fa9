// What was asked for and not done, by sentence of the prompts; and the instances that were asked.
#include <algorithm>

#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

constexpr size_t kExamplesOfSentence = 3;

/// A sentence is named by the first of the requirements that quote it: its numbers are others in every instance.
using SentenceName = std::tuple<std::string, int, std::string>;  ///< system, turn, id of the first requirement

struct SentenceSeen {
  std::string says;
  std::set<std::string> requirements;
  size_t missed = 0, asked = 0;
  std::map<std::string, size_t> missed_by;  ///< model → answers
  std::vector<std::string> examples;        ///< reasons
};

/// Requirement → the first of those of its task that quote the same words, and the words.
std::map<std::string, std::pair<std::string, std::string>> leaders_of(const Json& task) {
  std::map<std::string, std::string> first;  // words → id
  std::map<std::string, std::pair<std::string, std::string>> leaders;
  for (const Json& requirement : get(task, "requirements")) {
    std::string id = text_of(requirement, "id"), says = text_of(requirement, "says");
    leaders[id] = {first.try_emplace(says, id).first->second, says};
  }
  return leaders;
}

/// One answer: a sentence is missed if any of its requirements is.
void add_answer(const Data& data, const Cell& cell, std::map<SentenceName, SentenceSeen>& sentences) {
  auto leaders = leaders_of(data.task(cell.row.key));
  std::map<std::string, std::pair<bool, std::string>> met;  // leader → met, reason of the first that isn't
  for (const RequirementResult& result : cell.row.judgement->requirements) {
    if (!result.met) continue;
    auto it = leaders.find(result.id);
    std::string leader = it == leaders.end() ? result.id : it->second.first;
    SentenceSeen& seen = sentences[{cell.row.key.system, cell.row.key.turn, leader}];
    seen.requirements.insert(result.id);
    if (seen.says.empty() && it != leaders.end()) seen.says = it->second.second;
    auto& [all, reason] = met.try_emplace(leader, true, "").first->second;
    if (!*result.met && all) all = false, reason = result.reason;
  }
  for (const auto& [leader, seen] : met) {
    SentenceSeen& sentence = sentences[{cell.row.key.system, cell.row.key.turn, leader}];
    ++sentence.asked;
    if (seen.first) continue;
    ++sentence.missed, ++sentence.missed_by[cell.row.key.model];
    if (sentence.examples.size() < kExamplesOfSentence) sentence.examples.push_back(seen.second);
  }
}

}  // namespace

Json sentence_table(const Data& data) {
  std::map<SentenceName, SentenceSeen> sentences;
  for (const Cell& cell : data.cells)
    if (cell.row.judgement && cell.row.judgement->verdict >= Verdict::finishes && data.pooled[cell.model])
      add_answer(data, cell, sentences);
  std::vector<std::pair<SentenceName, SentenceSeen>> sorted(sentences.begin(), sentences.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.missed > b.second.missed; });
  Json rows = Json::array();
  for (const auto& [name, seen] : sorted) {
    if (seen.missed == 0) continue;
    rows.push_back({{"system", std::get<0>(name)},
                    {"turn", std::get<1>(name)},
                    {"says", seen.says.empty() ? Json(nullptr) : Json(seen.says)},
                    {"requirements", seen.requirements},
                    {"missed", seen.missed},
                    {"asked", seen.asked},
                    {"share", static_cast<double>(seen.missed) / static_cast<double>(seen.asked)},
                    {"missed_by", seen.missed_by},
                    {"examples", seen.examples}});
  }
  return rows;
}

Json instance_table(const Data& data) {
  const Json& instances = get(data.manifest, "instances");
  std::map<uint64_t, Json> rows;
  if (instances.is_object())
    for (const auto& [seed, instance] : instances.items()) {
      size_t redrawn = 0;
      for (const Json& task : get(instance, "tasks")) redrawn += task.value("redrawn", size_t{0});
      rows[std::stoull(seed)] = {{"instance", std::stoull(seed)},
                                 {"suite", get(instance, "suite")},
                                 {"tasks_drawn", get(instance, "tasks").size()},
                                 {"redrawn", redrawn},
                                 {"cells", 0},
                                 {"passed", 0}};
    }
  for (size_t i = 0; i < data.cells.size(); ++i) {
    auto seed = data.instances.of(data.cells[i].row.key);
    if (!seed) continue;
    Json& row = rows[*seed];
    row["cells"] = row["cells"].get<size_t>() + 1;
    row["passed"] = row["passed"].get<size_t>() + (data.pass.values[i].value_or(0) > 0.5 ? 1 : 0);
  }
  Json out = Json::array();
  for (auto& [seed, row] : rows) out.push_back(std::move(row));
  return out;
}

}  // namespace simbench::analysis
