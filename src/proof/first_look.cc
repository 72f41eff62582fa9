#include "proof/first_look.h"

#include "proof/script_record.h"
#include "verdict/verdict.h"

namespace simbench::proof {
namespace {

constexpr double kFirstStep_s = 1e-6;  // a horizon that the first step passes

std::vector<std::string> ids_of(const suite::Turn& turn) {
  std::vector<std::string> ids;
  for (const suite::Requirement& r : turn.requirements) ids.push_back(r.id);
  return ids;
}

}  // namespace

/// The system with the turn cut down to what its first step shows: no assignment of roles that misses one of these
/// requirements meets all of the turn's.
Result<suite::System> FirstLook::make_cut(const suite::System& system, int number) {
  suite::System cut = system;
  suite::Turn& turn = cut.turns.at(static_cast<size_t>(number - 1));
  TRY_ASSIGN(const oracle::Reference* whole, oracle_.reference(system, number));
  turn.comparison = {}, turn.horizon_s = kFirstStep_s;
  if (whole->traces.members.empty())
    turn.requirements.clear();
  else
    turn.requirements = verdict::seen_at_first(turn, {nullptr, &whole->traces.members.front(), turn.reference.code});
  if (turn.requirements.empty()) return cut;
  TRY_ASSIGN(oracle::Verdicted seen, oracle_.run(cut, number, turn.reference.code, {.trusted = true}));
  std::erase_if(turn.requirements, [&](const suite::Requirement& r) {
    return std::none_of(seen.judgement.requirements.begin(), seen.judgement.requirements.end(),
                        [&](const RequirementResult& result) { return result.id == r.id && result.met == true; });
  });
  return cut;
}

Result<const suite::System*> FirstLook::cut(const suite::System& system, int number) {
  Slot* slot = nullptr;
  {
    std::lock_guard lock(slots_gate_);
    auto& entry = slots_[{system.name, number}];
    if (!entry) entry = std::make_unique<Slot>();
    slot = entry.get();
  }
  std::lock_guard lock(slot->gate);
  if (!slot->cut) {
    TRY_ASSIGN(suite::System made, make_cut(system, number));
    slot->cut = std::make_unique<suite::System>(std::move(made));
  }
  return slot->cut.get();
}

Result<oracle::Verdicted> FirstLook::run(const suite::System& system, int number, const std::string& program,
                                         const IsEnough& is_enough) {
  TRY_ASSIGN(const suite::System* first, cut(system, number));
  if (is_enough(ids_of(first->turn(number)))) {  // else not even missing all of them would settle it
    TRY_ASSIGN(oracle::Verdicted seen, oracle_.run(*first, number, program, {.trusted = true}));
    if (seen.judgement.verdict >= Verdict::finishes && is_enough(missed_of(seen.judgement.requirements))) return seen;
  }
  return oracle_.run(system, number, program, {.trusted = true});
}

}  // namespace simbench::proof
