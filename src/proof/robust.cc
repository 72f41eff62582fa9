#include "proof/robust.h"

#include <mutex>

#include "proof/tally.h"

namespace simbench::proof {
namespace {

constexpr double kEdge = 0.05;   // of what is asked: less left than this is luck
constexpr double kMoved = 1e-9;  // of a margin: what no perturbation moves has no edge

std::optional<double> number_at(const Json& json, size_t i) {
  if (json.is_array())
    return i < json.size() && json[i].is_number() ? std::optional(json[i].get<double>()) : std::nullopt;
  return i == 0 && json.is_number() ? std::optional(json.get<double>()) : std::nullopt;
}

std::optional<double> margin_between(double value, const Json& bound, size_t i) {
  auto expected = number_at(get(bound, "expected"), i);
  auto tolerance = get_number(bound, "tolerance"), low = get_number(bound, "min"), high = get_number(bound, "max");
  if (expected) {
    if (!tolerance || *tolerance <= 0) return std::nullopt;
    return 1 - std::abs(value - *expected) / *tolerance;
  }
  if (low && high)
    return *high > *low ? std::optional(2 * std::min(value - *low, *high - value) / (*high - *low)) : std::nullopt;
  if (low && *low != 0) return (value - *low) / std::abs(*low);
  if (high && *high != 0) return (*high - value) / std::abs(*high);
  return std::nullopt;
}

/// Where a lone limit is asked, any distance may be meant.
bool has_an_edge(const Json& bound) {
  return !get(bound, "expected").is_null() || (get_number(bound, "min") && get_number(bound, "max"));
}

/// One requirement over all runs.
struct MarginSeen {
  double least = std::numeric_limits<double>::infinity(), most = -std::numeric_limits<double>::infinity();
  std::string under;  ///< the perturbation with the least
  bool has_edge = false;
};

/// One reference and what was seen of it.
struct RobustItem {
  const SuiteScript* reference = nullptr;
  std::vector<sandbox::Perturbation> perturbations;
  std::vector<std::optional<oracle::Verdicted>> runs;  ///< first the plain one
  Json row;
};

/// Whether the model can't be run that way at all: another integrator or solver ends it, or blows it up (whether the
/// script looks for that itself is its own affair). That shows nothing of an edge.
bool refuses(const sandbox::Perturbation& perturbation, const Judgement& judgement) {
  bool may = !perturbation.integrator.empty() || !perturbation.solver.empty();
  return may && (judgement.verdict < Verdict::finishes || judgement.reason.starts_with("unstable"));
}

std::map<std::string, MarginSeen> margins_of(const RobustItem& item) {
  std::map<std::string, MarginSeen> margins;
  for (size_t i = 0; i < item.runs.size(); ++i) {
    if (!item.runs[i] || refuses(item.perturbations[i], item.runs[i]->judgement)) continue;
    for (const RequirementResult& r : item.runs[i]->judgement.requirements) {
      auto margin = margin_of(r);
      if (!margin) continue;
      MarginSeen& seen = margins[r.id];
      if (*margin < seen.least) seen.least = *margin, seen.under = oracle::name_of(item.perturbations[i]);
      seen.most = std::max(seen.most, *margin);
      seen.has_edge = has_an_edge(r.bound);
    }
  }
  std::erase_if(margins, [](const auto& entry) { return entry.second.most - entry.second.least < kMoved; });
  return margins;
}

/// What isn't faithful any more, or nearly so, one text each.
std::vector<std::string> problems_of(const RobustItem& item, const std::map<std::string, MarginSeen>& margins) {
  std::vector<std::string> problems;
  for (size_t i = 1; i < item.runs.size(); ++i) {
    const auto& run = item.runs[i];
    if (!run || run->judgement.verdict == Verdict::faithful || refuses(item.perturbations[i], run->judgement)) continue;
    problems.push_back(fmt::format("with {} it is {} ({})", oracle::name_of(item.perturbations[i]),
                                   to_string(run->judgement.verdict), run->judgement.reason));
  }
  for (const auto& [id, margin] : margins)
    if (margin.has_edge && margin.least >= 0 && margin.least < kEdge)
      problems.push_back(
          fmt::format("{} has {:.0f} % of its tolerance left with {}", id, 100 * margin.least, margin.under));
  return problems;
}

class RobustProver {
 public:
  explicit RobustProver(const RobustProofs& proofs) : proofs_(proofs) {}

  Result<RobustSeen> run(const std::vector<SuiteScript>& scripts) {
    for (const SuiteScript& script : scripts)
      if (script.role == "reference") add(script);
    TRY(run_all());
    for (RobustItem& item : items_) note(item);
    return std::move(seen_);
  }

 private:
  void add(const SuiteScript& script) {
    RobustItem item{.reference = &script};
    const Json& row = get(proofs_.before, script.task());
    if (!proofs_.options.redo && get_string(row, "key") == key_of(script, proofs_.versions)) item.row = row;
    items_.push_back(std::move(item));
  }

  using Run = std::pair<RobustItem*, size_t>;

  /// First each as it is, which tells what can be done otherwise.
  Status run_all() {
    std::vector<Run> plain, perturbed;
    for (RobustItem& item : items_) {
      if (!item.row.is_null()) continue;
      item.perturbations.resize(1), item.runs.resize(1);
      plain.emplace_back(&item, 0);
    }
    TRY(run_each(plain, "references as they are"));
    for (auto& [item, first] : plain) {
      TRY_ASSIGN(const oracle::Reference* gold,
                 proofs_.oracle.reference(*item->reference->system, item->reference->turn_number));
      trace::Trace seen = gold->traces.members.empty() ? trace::Trace() : gold->traces.members.front();
      for (auto& perturbation : oracle::robustness(proofs_.suite.simulator, item->reference->turn(), seen))
        item->perturbations.push_back(std::move(perturbation));
      item->runs.resize(item->perturbations.size());
      for (size_t i = 1; i < item->runs.size(); ++i) perturbed.emplace_back(item, i);
    }
    return run_each(perturbed, "references run otherwise");
  }

  Status run_each(const std::vector<Run>& runs, const char* part) {
    Tally tally(proofs_.options, part, runs.size());
    std::mutex gate;
    std::optional<Error> error;
    parallel_for(runs.size(), proofs_.options.jobs, [&](size_t at) {
      auto [item, i] = runs[at];
      if (std::lock_guard lock(gate); error) return;
      auto seen = i == 0 ? run_script(proofs_.oracle, *item->reference)
                         : proofs_.oracle.run(*item->reference->system, item->reference->turn_number,
                                              item->reference->script->code,
                                              {.trusted = true, .perturbation = item->perturbations[i]});
      std::lock_guard lock(gate);
      if (!seen) {
        error = seen.error();
        return;
      }
      if (i > 0) tell(*item, i, *seen);
      item->runs[i] = std::move(*seen);
      tally.count();
    });
    if (error) return pass_on(*error);
    return {};
  }

  void tell(const RobustItem& item, size_t i, const oracle::Verdicted& seen) const {
    if (!proofs_.options.progress) return;
    proofs_.options.progress(fmt::format("{:<16} {:<10} {:<28} {:<9} {}", item.reference->task(), "robust",
                                         oracle::name_of(item.perturbations[i]), to_string(seen.judgement.verdict),
                                         seen.judgement.reason));
  }

  void note(RobustItem& item) {
    if (item.row.is_null()) {
      auto margins = margins_of(item);
      item.row = {{"key", key_of(*item.reference, proofs_.versions)}, {"margins", Json::object()}};
      for (const auto& [id, margin] : margins) item.row["margins"][id] = std::round(1000 * margin.least) / 1000;
      if (auto problems = problems_of(item, margins); !problems.empty()) item.row["problems"] = problems;
    }
    for (const Json& problem : get(item.row, "problems"))
      seen_.findings.push_back(
          {item.reference->script->path.string(),
           fmt::format("the reference of {} stands at the edge: {}; free the requirement, or choose "
                       "a finer step or a solver that converges",
                       item.reference->task(), problem.get<std::string>())});
    std::optional<RobustMargin> least;
    for (const auto& [id, margin] : item.row["margins"].items())
      if (!is_of_time(item, id) && (!least || margin.get<double>() < least->margin))
        least = {item.reference->task(), id, margin.get<double>()};
    if (least) seen_.margins.push_back(*least);
    seen_.rows[item.reference->task()] = item.row;
  }

  /// When a run ends moves with its step and shows nothing of the motion.
  static bool is_of_time(const RobustItem& item, const std::string& id) {
    const auto& asked = item.reference->turn().requirements;
    return std::any_of(asked.begin(), asked.end(),
                       [&](const suite::Requirement& r) { return r.id == id && r.kind == "simulated_time"; });
  }

  const RobustProofs& proofs_;
  std::vector<RobustItem> items_;
  RobustSeen seen_;
};

}  // namespace

std::optional<double> margin_of(const RequirementResult& result) {
  if (!result.bound.is_object()) return std::nullopt;
  std::optional<double> least;
  size_t count = result.value.is_array() ? result.value.size() : 1;
  for (size_t i = 0; i < count; ++i) {
    auto value = number_at(result.value, i);
    auto margin = value ? margin_between(*value, result.bound, i) : std::nullopt;
    if (!margin) return std::nullopt;
    least = least ? std::min(*least, *margin) : *margin;
  }
  return least;
}

Result<RobustSeen> prove_robust(const RobustProofs& proofs, const std::vector<SuiteScript>& scripts) {
  return RobustProver(proofs).run(scripts);
}

Json robust_rows_that_hold(const suite::Suite& suite, const Json& rows, const Versions& versions) {
  Json kept = Json::object();
  if (!rows.is_object()) return kept;
  for (const SuiteScript& script : scripts_of(suite, "*"))
    if (script.role == "reference" && get_string(get(rows, script.task()), "key") == key_of(script, versions))
      kept[script.task()] = rows[script.task()];
  return kept;
}

}  // namespace simbench::proof
