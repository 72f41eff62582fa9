#include "campaign/work.h"

#include <fmt/format.h>

#include "log/log.h"

namespace simbench::campaign {
namespace {

/// What failed on our side is pending again.
void forget_our_faults(store::StepRow& parts) {
  if (!parts.judgement || parts.judgement->cell_class != CellClass::infra_fail) return;
  parts.judgement.reset();
  parts.outcome.reset();
}

/// The last program of the tries before the current one; nullopt if none wrote any.
std::optional<std::string> last_program(const std::vector<store::StepRow>& tries) {
  for (size_t i = tries.size() - 1; i-- > 0;)
    if (tries[i].program && tries[i].program->found()) return tries[i].program->code;
  return std::nullopt;
}

}  // namespace

Result<Work> Work::load(const store::CellRow& row, const suite::Suite& suite, const store::Store& store) {
  Work work;
  work.key_ = row.key;
  work.system_ = suite.find(row.key.system);
  check(work.system_ != nullptr, "a planned system is not in the suite");
  work.own_ = {1, row.request, row.completion, row.program, row.outcome, row.judgement};
  forget_our_faults(work.own_);
  TRY_ASSIGN(work.tries_, store.steps(row.key));
  work.judged_ = work.own_.judgement.has_value();
  if (work.judged_ || work.tries_.empty())
    work.begin_try();
  else
    forget_our_faults(work.tries_.back());
  return work;
}

void Work::begin_try() {
  int number = static_cast<int>(tries_.size()) + 1;
  tries_.push_back({});
  if (is_last() || judged_) tries_.back() = own_;
  tries_.back().number = number;
}

bool Work::is_last() const {
  switch (key_.arm) {
    case Arm::stepwise:
      return static_cast<int>(tries_.size()) >= dialogue::request_count(*system_, key_.turn, key_.arm);
    case Arm::repair:
      return tries_.size() >= 2;
    default:
      return true;
  }
}

Status Work::next_try(store::Store& store) {
  check(current().judgement.has_value(), "a try ends with its judgement");
  if (is_last()) {
    judged_ = true;
    return {};
  }
  if (key_.arm == Arm::repair && !dialogue::repair_notice(current().outcome, *current().judgement)) {
    judged_ = true;
    return copy_result(store);
  }
  begin_try();
  return {};
}

/// The first try of arm repair is the result. If it failed on our side its reply is not copied: a later call may still
/// ask again.
Status Work::copy_result(store::Store& store) const {
  const store::StepRow& first = current();
  return store.together([&]() -> Status {
    if (first.judgement->cell_class != CellClass::infra_fail) {
      TRY(store.save_request(key_, first.request));
      TRY(store.save_completion(key_, *first.completion));
      TRY(store.save_program(key_, *first.program));
    }
    return store.save_outcome(key_, first.outcome, *first.judgement);
  });
}

void Work::release() {
  own_ = {};
  tries_.assign(1, {});
  tries_.shrink_to_fit();
}

Status Work::save(store::Store& store, const char* part) {
  log_line(LogLevel::debug, fmt::format("{}: {}", key_.text(), part));
  const store::StepRow& now = current();
  if (!is_last()) return store.save_step(key_, now);
  std::string_view name = part;
  if (name == "request") return store.save_request(key_, now.request);
  if (name == "completion") return store.save_completion(key_, *now.completion);
  if (name == "program") return store.save_program(key_, *now.program);
  check(name == "judgement", "an unknown part of a cell");
  return store.save_outcome(key_, now.outcome, *now.judgement);
}

Result<dialogue::Shown> Work::shown(const suite::Suite& suite, const std::string& preset,
                                    std::vector<std::string> replies) const {
  dialogue::Situation situation{
      .suite = &suite, .system = system_, .turn = key_.turn, .arm = key_.arm, .replies = std::move(replies)};
  if (key_.arm == Arm::given) situation.preset = preset;
  if (key_.arm == Arm::stepwise) {
    situation.step = current().number;
    situation.code = last_program(tries_);
  }
  if (key_.arm == Arm::repair && current().number == 2) {
    const store::StepRow& failed = tries_.front();
    situation.code = failed.program->code;
    situation.failure = dialogue::repair_notice(failed.outcome, *failed.judgement).value_or("");
  }
  return dialogue::show(situation);
}

provider::Request::Task Work::task(const suite::Suite& suite, int number) const {
  return {.suite = &suite,
          .system = key_.system,
          .turn = key_.turn,
          .arm = key_.arm,
          .epoch = key_.epoch,
          .step = key_.arm == Arm::stepwise ? number : 0,
          .attempt = key_.arm == Arm::repair ? number - 1 : 0,
          .given_code = ""};
}

provider::Request Work::request(const suite::Suite& suite, const Settings& settings,
                                const dialogue::Shown& shown) const {
  provider::Request request{.messages = shown.messages, .sampling = sampling_of(settings, key_.model)};
  // Equal seeds would make all epochs the same sample.
  if (request.sampling.seed) *request.sampling.seed += key_.epoch;
  request.task = task(suite, current().number);
  request.task.given_code = shown.given_code;
  return request;
}

}  // namespace simbench::campaign
