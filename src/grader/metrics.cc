#include "grader/metrics.h"

namespace simbench::grader {
namespace {

constexpr std::array<std::string_view, 3> kConfirmed{"yes", "not_applicable", "unconfirmed"};

void family(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out += fmt::format("# HELP simbench_{} {}\n# TYPE simbench_{} {}\n", name, help, name, type);
}

void single(std::string& out, std::string_view name, std::string_view type, std::string_view help, double value) {
  family(out, name, type, help);
  out += fmt::format("simbench_{} {}\n", name, value);
}

}  // namespace

void Metrics::graded(const Grade& grade) {
  std::lock_guard lock(gate_);
  for (size_t i = 0; i < kConfirmed.size(); ++i) by_confirmed_[i] += grade.confirmed == kConfirmed[i] ? 1 : 0;
  ++by_class_[static_cast<size_t>(grade.cell_class)];
  if (grade.cost.duplicate) ++duplicates_;
  wall_s_ += grade.cost.wall_s;
  cpu_s_ += grade.cost.cpu_s;
  size_t bucket = 0;
  while (bucket < kBounds_s.size() && grade.cost.wall_s > kBounds_s[bucket]) ++bucket;
  ++seconds_[bucket];
}

std::string Metrics::text(size_t waiting, size_t running) const {
  std::lock_guard lock(gate_);
  std::string out;
  family(out, "grades_total", "counter", "Items answered, by class.");
  for (size_t i = 0; i < by_class_.size(); ++i)
    out +=
        fmt::format("simbench_grades_total{{class=\"{}\"}} {}\n", to_string(static_cast<CellClass>(i)), by_class_[i]);
  family(out, "passes_total", "counter", "Passes that were to be confirmed, by what came of it.");
  for (size_t i = 0; i < kConfirmed.size(); ++i)
    out += fmt::format("simbench_passes_total{{confirmed=\"{}\"}} {}\n", kConfirmed[i], by_confirmed_[i]);
  single(out, "duplicates_total", "counter", "Items answered from an equal program's grading.",
         static_cast<double>(duplicates_));
  single(out, "refused_total", "counter", "Requests for which the queue had no room.", static_cast<double>(refused_));
  single(out, "dropped_total", "counter", "Items whose client went away before they began.",
         static_cast<double>(dropped_));
  single(out, "candidate_cpu_seconds_total", "counter", "CPU time of candidates.", cpu_s_);
  single(out, "waiting_items", "gauge", "Items that wait.", static_cast<double>(waiting));
  single(out, "running_items", "gauge", "Items that are being graded.", static_cast<double>(running));
  family(out, "grade_seconds", "histogram", "From an item's turn to its answer.");
  size_t sum = 0;
  for (size_t i = 0; i < kBounds_s.size(); ++i)
    out += fmt::format("simbench_grade_seconds_bucket{{le=\"{}\"}} {}\n", kBounds_s[i], sum += seconds_[i]);
  sum += seconds_.back();
  out += fmt::format(
      "simbench_grade_seconds_bucket{{le=\"+Inf\"}} {0}\nsimbench_grade_seconds_sum {1}\n"
      "simbench_grade_seconds_count {0}\n",
      sum, wall_s_);
  return out;
}

}  // namespace simbench::grader
