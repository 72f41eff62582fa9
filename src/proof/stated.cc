#include "proof/stated.h"

#include <mutex>

#include "proof/first_look.h"
#include "proof/robust.h"
#include "proof/tally.h"

namespace simbench::proof {
namespace {

constexpr size_t kKeyLength = 16;

/// What came of one deviation.
struct DeviationSeen {
  bool ran = false;  ///< it came to its end: what it missed was for its value
  bool faithful = false;
  std::vector<std::string> missed;  ///< requirement ids; "reference" where its motion alone differs
  std::string nearest;              ///< where it missed none: the requirement that it comes nearest to missing
  std::string reason;
};

/// One thing that a turn states, and what was seen of it.
struct StatedItem {
  const SuiteScript* reference = nullptr;
  suite::Stated stated;
  std::string key;
  std::vector<DeviationSeen> seen;  ///< one a deviation
  Json row;                         ///< of values: key, by, passes, dead, wrong
};

std::string key_of_stated(const suite::Stated& stated, const suite::Turn& turn, const Versions& versions) {
  Hasher hasher;
  hasher.add("simulator", versions.simulator).add("probe", fmt::format("{}", versions.probe));
  hasher.add("reference", turn.reference.code).add("roles", to_text(turn.roles));
  hasher.add("horizon", fmt::format("{}", turn.horizon_s));
  hasher.add("comparison", turn.comparison.mode + to_text(turn.comparison.tolerance));
  for (const suite::Requirement& r : turn.requirements)
    hasher.add(r.id, to_text({{"kind", r.kind}, {"parameters", r.parameters}, {"weight", r.weight}}));
  for (const suite::Deviation& deviation : stated.deviations)
    hasher.add(deviation.is_right ? "right" : "wrong", deviation.program);
  return hasher.hex().substr(0, kKeyLength);
}

/// Of all that a turn states: what its row in validation.json is about.
std::string key_of_task(const std::vector<suite::Stated>& stated, const suite::Turn& turn, const Versions& versions) {
  Hasher hasher;
  for (const suite::Stated& one : stated)
    hasher.add(one.name, key_of_stated(one, turn, versions) + (one.unchecked.empty() ? "" : " unchecked"))
        .add("mutant", one.mutant ? one.mutant->script.code : "");
  return hasher.hex().substr(0, kKeyLength);
}

DeviationSeen seen_of(const oracle::Verdicted& run, const std::vector<RequirementResult>& before) {
  DeviationSeen seen;
  const Judgement& judgement = run.judgement;
  seen.ran = judgement.verdict >= Verdict::finishes;
  seen.faithful = judgement.verdict == Verdict::faithful;
  seen.reason = judgement.reason;
  seen.missed = missed_of(judgement.requirements);
  if (seen.missed.empty() && judgement.reason.starts_with("differs_from_reference"))
    seen.missed.emplace_back("reference");
  if (seen.missed.empty()) seen.nearest = nearest_requirement(judgement.requirements, before);
  return seen;
}

/// Requirements that every deviation missed which had to.
std::vector<std::string> missed_by_all(const StatedItem& item) {
  std::optional<std::vector<std::string>> common;
  for (size_t i = 0; i < item.seen.size(); ++i) {
    if (item.stated.deviations[i].is_right || !item.seen[i].ran) continue;
    std::vector<std::string> missed = item.seen[i].missed;
    if (common)
      std::erase_if(*common,
                    [&](const std::string& id) { return std::find(missed.begin(), missed.end(), id) == missed.end(); });
    else
      common = missed;
  }
  return common.value_or(std::vector<std::string>{});
}

Json row_of(const StatedItem& item) {
  Json row{{"key", item.key}};
  std::vector<std::string> passes, dead, wrong;
  int caught = 0;
  for (size_t i = 0; i < item.seen.size(); ++i) {
    const DeviationSeen& seen = item.seen[i];
    const std::string& how = item.stated.deviations[i].how;
    if (item.stated.deviations[i].is_right) {
      if (!seen.faithful) wrong.push_back(fmt::format("{}: {}", how, seen.reason));
    } else if (!seen.ran) {
      dead.push_back(fmt::format("{}: {}", how, seen.reason));
    } else if (seen.missed.empty()) {
      passes.push_back(how);
      if (!seen.nearest.empty()) row["nearest"] = seen.nearest;
    } else {
      ++caught;
    }
  }
  if (auto by = missed_by_all(item); !by.empty()) row["by"] = by;
  if (!passes.empty()) row["passes"] = passes;
  if (!dead.empty()) row["dead"] = dead;
  if (!wrong.empty()) row["wrong"] = wrong;
  row["caught"] = caught;
  return row;
}

std::string listed(const Json& texts) {
  std::vector<std::string> out;
  for (const Json& text : texts) out.push_back(text.get<std::string>());
  return join(out, ", ");
}

bool is_tied(const StatedItem& item) {
  return std::any_of(item.stated.deviations.begin(), item.stated.deviations.end(),
                     [&](const suite::Deviation& d) { return d.program != item.reference->turn().reference.code; });
}

/// A value is enforced if no other passes, and at least one was run to its end.
bool value_is_enforced(const StatedItem& item) {
  return is_tied(item) && !item.row.contains("passes") && get_number(item.row, "caught").value_or(0) > 0;
}

std::optional<std::string> problem_of_value(const StatedItem& item) {
  const suite::Stated& stated = item.stated;
  std::string name = fmt::format("[{}] of {}", stated.name, item.reference->task());
  if (item.row.contains("wrong"))
    return fmt::format("{}: also_right says that these serve as well, but the reference with them isn't faithful: {}",
                       name, listed(item.row["wrong"]));
  if (value_is_enforced(item) && !stated.unchecked.empty())
    return fmt::format("{} is enforced after all (by {}): drop `unchecked`", name,
                       item.row.contains("by") ? listed(item.row["by"]) : "several requirements");
  if (value_is_enforced(item) || !stated.unchecked.empty()) return std::nullopt;
  if (!is_tied(item))
    return fmt::format(
        "{}: no constant of reference.py comes from it: tie one with '#: {}', or say why nothing can show "
        "it: unchecked = \"…\"",
        name, stated.name);
  if (item.row.contains("passes"))
    return fmt::format(
        "{} isn't enforced: with {} instead of {} the reference misses no requirement; {}add one that sees "
        "it, or say why none can: unchecked = \"…\"",
        name, listed(item.row["passes"]), stated.says,
        item.row.contains("nearest")
            ? fmt::format("the nearest is {}: ask it more narrowly, ", text_of(item.row, "nearest"))
            : "");
  return fmt::format("{}: none of its other values comes to its end ({}): give it choices that do", name,
                     item.row.contains("dead") ? listed(item.row["dead"]) : "none has a value for what is derived");
}

/// Of a sentence: the mutant that breaks it, as it was seen.
struct SentenceSeen {
  bool enforced = false;
  std::optional<std::string> problem;
};
SentenceSeen sentence_seen(const StatedItem& item, const Records& records) {
  const suite::Stated& stated = item.stated;
  if (!stated.mutant) return {};
  auto it = records.find(stated.mutant->script.address().string());
  if (it == records.end() || it->second.verdict == Verdict::faithful) return {};  // told as a mutant
  if (it->second.verdict >= Verdict::finishes) return {true, std::nullopt};
  return {false, fmt::format("[sentence.{}] of {}: its mutant {} doesn't come to its end ({}), so that nothing shows "
                             "whether the sentence is enforced; write one that runs",
                             stated.name, item.reference->task(), stated.mutant->script.name(), it->second.reason)};
}

class StatedProver {
 public:
  explicit StatedProver(const StatedProofs& proofs) : proofs_(proofs) {}

  Result<StatedSeen> run(const std::vector<SuiteScript>& scripts) {
    for (const SuiteScript& script : scripts)
      if (script.role == "reference") TRY(collect(script));
    TRY(run_deviations());
    for (auto& [task, items] : tasks_) count(task, items);
    return std::move(result_);
  }

 private:
  Status collect(const SuiteScript& reference) {
    auto stated = suite::stated(*reference.system, reference.turn_number, oracle::compute);
    if (!stated) {
      result_.findings.push_back({stated.error().where, stated.error().message});
      return {};
    }
    if (stated->empty()) return {};
    keys_[reference.task()] = key_of_task(*stated, reference.turn(), proofs_.versions);
    std::vector<StatedItem>& items = tasks_[reference.task()];
    const Json& known = get(get(proofs_.before, reference.task()), "values");
    for (suite::Stated& one : *stated) {
      StatedItem item{.reference = &reference, .stated = std::move(one)};
      item.key = key_of_stated(item.stated, reference.turn(), proofs_.versions);
      const Json& row = get(known, item.stated.name);
      if (!proofs_.options.redo && get_string(row, "key") == item.key) item.row = row;
      items.push_back(std::move(item));
    }
    return note_open_faults(reference, items);
  }

  Status note_open_faults(const SuiteScript& reference, const std::vector<StatedItem>& items) {
    const std::vector<std::string>& faults = reference.turn().faults;
    for (size_t i = 0; i < faults.size(); ++i) {
      bool is_shown = std::any_of(items.begin(), items.end(), [&](const StatedItem& item) {
        return !item.stated.is_value && item.stated.says == faults[i];
      });
      if (!is_shown)
        result_.findings.push_back(
            {(reference.script->path.parent_path() / "parameters.toml").string(),
             fmt::format(
                 "planted fault {} of {} ('{}') isn't shown by itself: add [sentence.…] with fault = {} and the "
                 "mutant that leaves just this one in",
                 i + 1, reference.task(), faults[i], i + 1)});
    }
    return {};
  }

  /// A right one runs whole; of a wrong one any miss is enough.
  Result<oracle::Verdicted> run_deviation(const StatedItem& item, const suite::Deviation& deviation) {
    const SuiteScript& reference = *item.reference;
    if (deviation.is_right)
      return proofs_.oracle.run(*reference.system, reference.turn_number, deviation.program, {.trusted = true});
    return first_look_.run(*reference.system, reference.turn_number, deviation.program,
                           [](const std::vector<std::string>& missed) { return !missed.empty(); });
  }

  static bool needs_a_run(const StatedItem& item) {
    return item.row.is_null() && item.stated.is_value && is_tied(item);
  }

  Status run_deviations() {
    struct Trial {
      StatedItem* item;
      size_t deviation;
    };
    std::vector<Trial> trials;
    for (auto& [task, items] : tasks_)
      for (StatedItem& item : items) {
        if (!needs_a_run(item)) continue;
        item.seen.resize(item.stated.deviations.size());
        for (size_t i = 0; i < item.seen.size(); ++i) trials.push_back({&item, i});
      }
    std::mutex gate;
    std::optional<Error> error;
    Tally tally(proofs_.options, "other values", trials.size());
    parallel_for(trials.size(), proofs_.options.jobs, [&](size_t i) {
      auto [item, index] = trials[i];
      if (std::lock_guard lock(gate); error) return;
      const suite::Deviation& deviation = item->stated.deviations[index];
      auto run = run_deviation(*item, deviation);
      std::lock_guard lock(gate);
      if (!run) {
        error = run.error();
        return;
      }
      auto plain = proofs_.records.find(item->reference->script->address().string());
      item->seen[index] =
          seen_of(*run, plain == proofs_.records.end() ? std::vector<RequirementResult>() : plain->second.requirements);
      tell(*item, deviation, item->seen[index]);
      tally.count();
    });
    if (error) return pass_on(*error);
    return {};
  }

  void tell(const StatedItem& item, const suite::Deviation& deviation, const DeviationSeen& seen) const {
    if (!proofs_.options.progress) return;
    std::string what = fmt::format("{} = {}", item.stated.name, deviation.how);
    std::string came = !seen.ran             ? "dead: " + seen.reason
                       : seen.missed.empty() ? "passes"
                                             : "misses " + join(seen.missed, ", ");
    proofs_.options.progress(fmt::format("{:<16} {:<10} {:<38} {}", item.reference->task(), "stated", what, came));
  }

  void count(const std::string& task, std::vector<StatedItem>& items) {
    StatedCount counted{.task = task};
    Json values = Json::object();
    for (StatedItem& item : items) {
      ++counted.total;
      if (!item.stated.unchecked.empty()) ++counted.unchecked;
      std::optional<std::string> problem;
      if (item.stated.is_value) {
        if (item.row.is_null() && is_tied(item)) item.row = row_of(item);
        problem = problem_of_value(item);
        if (!item.row.is_null()) values[item.stated.name] = item.row;
        counted.enforced += item.stated.unchecked.empty() && !problem;
      } else {
        SentenceSeen seen = sentence_seen(item, proofs_.records);
        problem = seen.problem;
        counted.enforced += seen.enforced;
      }
      if (problem) result_.findings.push_back({item.stated.where, *problem});
    }
    result_.rows[task] = {{"key", keys_[task]},
                          {"enforced", counted.enforced},
                          {"unchecked", counted.unchecked},
                          {"total", counted.total},
                          {"values", values}};
    result_.counts.push_back(std::move(counted));
  }

  const StatedProofs& proofs_;
  std::map<std::string, std::vector<StatedItem>> tasks_;
  std::map<std::string, std::string> keys_;  ///< of the tasks
  FirstLook first_look_{proofs_.oracle};
  StatedSeen result_;
};

}  // namespace

std::string nearest_requirement(const std::vector<RequirementResult>& results,
                                const std::vector<RequirementResult>& before) {
  double most = 1e-6;  // of the room: less is rounding
  std::string nearest;
  for (const RequirementResult& result : results) {
    std::optional<double> left = margin_of(result);
    double was = 1;
    for (const RequirementResult& plain : before)
      if (plain.id == result.id) was = margin_of(plain).value_or(1);
    if (!left || was - *left <= most) continue;
    most = was - *left;
    nearest = fmt::format("{}, of whose room {:.0f} % are left", result.id, 100 * *left);
  }
  return nearest;
}

Result<StatedSeen> prove_stated(const StatedProofs& proofs, const std::vector<SuiteScript>& scripts) {
  return StatedProver(proofs).run(scripts);
}

Json stated_rows_that_hold(const suite::Suite& suite, const Json& rows, const Versions& versions) {
  Json kept = Json::object();
  if (!rows.is_object()) return kept;
  for (const suite::System& system : suite.systems)
    for (const suite::Turn& turn : system.turns) {
      std::string task = fmt::format("{}/{}", system.name, turn.number);
      if (!rows.contains(task)) continue;
      auto stated = suite::stated(system, turn.number, oracle::compute);
      if (stated && get_string(rows[task], "key") == key_of_task(*stated, turn, versions)) kept[task] = rows[task];
    }
  return kept;
}

}  // namespace simbench::proof
