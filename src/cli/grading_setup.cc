#include "cli/grading_setup.h"

#include "cli/load_suite.h"
#include "cli/reference_cache.h"

namespace simbench::cli {

Result<std::unique_ptr<GradingSetup>> grading_setup(const Arguments& arguments) {
  if (!arguments.has("suite")) return usage_error("--suite is missing: e.g. --suite mujoco");
  std::optional<grader::Reasons> reasons = grader::reasons_from(arguments.text("reasons"));
  if (!reasons) return usage_error("--reasons is none, class or full");
  std::optional<double> confirm = grader::confirm_share_from(arguments.text("confirm"));
  if (!confirm) return usage_error("--confirm is none, all, or sample:SHARE with a share from 0 to 1");
  grader::Settings settings{.reasons = *reasons, .confirm = *confirm};
  TRY_ASSIGN(settings.policy, grader::load_policy(arguments.text("reward")));
  auto setup = std::make_unique<GradingSetup>();
  setup->jobs =
      static_cast<size_t>(std::max<int64_t>(1, arguments.integer("jobs").value_or(static_cast<int64_t>(core_count()))));
  TRY_ASSIGN(std::optional<uint64_t> instance, instance_of(arguments));
  TRY_ASSIGN(setup->suite, load_suite(arguments.text("suite"), instance));
  sandbox::allow_weak_isolation(arguments.flag("allow-weak-isolation"));
  setup->oracle = std::make_unique<oracle::Oracle>(setup->suite, fs::path(), reference_cache(arguments));
  TRY_ASSIGN(oracle::Bench bench, oracle::Bench::real(*setup->oracle, setup->suite.simulator));
  TRY(bench.may_run_untrusted());
  setup->grader = std::make_unique<grader::Grader>(setup->suite, std::move(bench), std::move(settings));
  return setup;
}

}  // namespace simbench::cli
