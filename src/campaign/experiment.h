#pragma once
// What an experiment asks of a run: its arms, its tasks, and its plan in words.
#include "analysis/analysis.h"
#include "campaign/run.h"

namespace simbench::campaign {

/// The row of analysis::experiments called `name`; an unknown name is a bug.
const analysis::Experiment& experiment_called(std::string_view name);

/// Leaves in the suite only the systems that the experiment can ask about: all arms must answer the same tasks.
void keep_what_it_asks(const analysis::Experiment& experiment, suite::Suite& suite);
/// Leaves in each suite the systems that have a twin in the other; returns the number of pairs.
size_t keep_twins(suite::Suite& a, suite::Suite& b);
/// The experiment's arms, and its tasks where the settings name none.
void apply(const analysis::Experiment& experiment, Settings& settings);

/// What is about to be run, one sentence an item: suite, models, arms, number of cells.
std::vector<std::string> plan_lines(const Settings& settings, size_t cells);
/// What judges were shown before the run, one sentence a calibration record.
std::vector<std::string> calibration_lines(const std::vector<Json>& records);

}  // namespace simbench::campaign
