#pragma once
// One function a command; each is defined in the file that bears its name.
#include "cli/command.h"

namespace simbench::cli {

Result<int> run_check(const Arguments& arguments);
Result<int> run_index(const Arguments& arguments);
Result<int> run_doctor(const Arguments& arguments);
Result<int> run_exec(const Arguments& arguments);
Result<int> run_analyze(const Arguments& arguments);
Result<int> run_compare(const Arguments& arguments);
Result<int> run_experiment_calibration(const Arguments& arguments);
Result<int> run_experiment_context(const Arguments& arguments);
Result<int> run_experiment_category(const Arguments& arguments);
Result<int> run_experiment_stepwise(const Arguments& arguments);
Result<int> run_experiment_cross_simulator(const Arguments& arguments);
Result<int> run_export(const Arguments& arguments);
Result<int> run_import_jsonl(const Arguments& arguments);
Result<int> run_import_upstream(const Arguments& arguments);
Result<int> run_calibrate(const Arguments& arguments);
Result<int> run_rate_sheet(const Arguments& arguments);
Result<int> run_rate_import(const Arguments& arguments);
Result<int> run_rate_show(const Arguments& arguments);
Result<int> run_report(const Arguments& arguments);
Result<int> run_measure(const Arguments& arguments);
Result<int> run_suite_list(const Arguments& arguments);
Result<int> run_suite_show(const Arguments& arguments);
Result<int> run_suite_plot(const Arguments& arguments);
Result<int> run_suite_instance(const Arguments& arguments);
Result<int> run_suite_new(const Arguments& arguments);
Result<int> run_suite_tasks(const Arguments& arguments);
Result<int> run_suite_validate(const Arguments& arguments);
Result<int> run_grade(const Arguments& arguments);
Result<int> run_serve(const Arguments& arguments);
Result<int> run_judge(const Arguments& arguments);
Result<int> run_view(const Arguments& arguments);
Result<int> run_slurm(const Arguments& arguments);
Result<int> run_merge(const Arguments& arguments);
Result<int> run_run(const Arguments& arguments);
Result<int> run_endpoint_check(const Arguments& arguments);
Result<int> run_cache_explain(const Arguments& arguments);

}  // namespace simbench::cli
