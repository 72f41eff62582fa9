#pragma once
// Pictures of what a suite's requirements look at.
#include "report/report.h"
#include "suite/suite.h"

namespace simbench::proof {

struct TaskCharts {
  const suite::System* system = nullptr;
  int turn = 1;
  std::vector<report::Chart> charts;  ///< empty where no requirement reads a number over time
};

/// One chart for each curve that requirements read over time in the references of the turns whose "system/turn" matches
/// `only`; requirements that read the same one share it. References of a suite that keeps no traces are run. errors:
/// not_found where a trace should be stored and isn't; unsupported where a simulator is needed and isn't there
Result<std::vector<TaskCharts>> reference_charts(const suite::Suite& suite, std::string_view only);

}  // namespace simbench::proof
