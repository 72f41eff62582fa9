// The kind about what a script tells while it runs: how often it prints a row.
#include <algorithm>
#include <map>

#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

constexpr size_t kEnough = 3;     // instants or rows that make an interval
constexpr double kCovered = 0.5;  // of the run, between the first and the last row

struct Asked {
  double every_s = 0, tolerance_s = 0;
  bool met(double interval_s) const { return std::abs(interval_s - every_s) <= tolerance_s; }
  /// A row that is printed in one step and the next, as |t mod T| is small in both, is one.
  double same_s() const { return std::min(tolerance_s, every_s / 4); }
};

/// A twentieth, or what a script is late that looks at the clock after each step: always less than a whole one.
Asked asked_of(const Query& query) {
  double every_s = query.number("every_s").value_or(0);
  double step_s = get_number(query.world.system(), "step_s").value_or(0);
  return {every_s, std::clamp(0.999 * step_s, 0.05 * every_s, 0.5 * every_s) + 1e-9};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  size_t half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

double median_gap(const std::vector<double>& rising) {
  std::vector<double> gaps;
  for (size_t i = 1; i < rising.size(); ++i) gaps.push_back(rising[i] - rising[i - 1]);
  return median(std::move(gaps));
}

/// When something was printed; lines that are nearer than `same_s` to the first of them count once.
std::vector<double> instants(const std::vector<double>& times_s, double same_s) {
  std::vector<double> distinct;
  for (double t : times_s)
    if (distinct.empty() || std::abs(t - distinct.back()) > same_s) distinct.push_back(t);
  return distinct;
}

/// Lines that may be the rows: all of them, or those that look alike.
struct Rows {
  std::vector<double> times_s, numbers;
};
std::vector<Rows> possible_rows(const PrintedLines& lines) {
  std::vector<Rows> all(1);
  std::map<int, size_t> alike;
  auto add = [&](Rows& rows, size_t i) {
    rows.times_s.push_back(lines.times_s[i]), rows.numbers.push_back(lines.numbers[i]);
  };
  for (size_t i = 0; i < lines.times_s.size(); ++i) {
    add(all[0], i);
    if (lines.looks[i] <= 0) continue;
    auto [place, fresh] = alike.try_emplace(lines.looks[i], all.size());
    if (fresh) all.emplace_back();
    add(all[place->second], i);
  }
  return all;
}

/// The interval between rows that came while the simulation ran.
std::optional<double> interval_of_run(const Rows& rows, double same_s) {
  std::vector<double> when = instants(rows.times_s, same_s);
  return when.size() < kEnough ? std::nullopt : std::optional(median_gap(when));
}

/// The interval between rows of a table that was printed at once, by the times that stand in it; they rise.
std::optional<double> interval_of_table(const Rows& rows) {
  std::vector<double> rising;
  for (double t : rows.numbers) {
    if (!rising.empty() && t == rising.back()) continue;
    if (!std::isfinite(t) || (!rising.empty() && t < rising.back())) return std::nullopt;
    rising.push_back(t);
  }
  return rising.size() < kEnough ? std::nullopt : std::optional(median_gap(rising));
}

/// What was measured of the lines that fit best.
struct Measured {
  std::optional<double> interval_s;
  bool met = false;
};

class IntervalSearch {
 public:
  IntervalSearch(const PrintedLines& lines, const Asked& asked, double run_s)
      : lines_(lines), asked_(asked), run_s_(run_s), candidates_(possible_rows(lines)) {}

  Measured measure() {
    bool while_running = instants(lines_.times_s, asked_.same_s()).size() >= kEnough;
    for (const Rows& rows : candidates_) {
      for (double same_s : {0.0, asked_.same_s()}) consider(interval_of_run(rows, same_s), rows.times_s);
      if (instants(rows.times_s, asked_.same_s()).size() == 1) consider(interval_of_table(rows), rows.numbers);
    }
    if (!while_running && !lines_.cut)
      for (const Rows& rows : candidates_) consider_number_of(rows);
    return best_;
  }

 private:
  /// The first that was measured stays, unless a later one is right; a few lines of the kind aren't the rows.
  void consider(std::optional<double> interval_s, const std::vector<double>& at) {
    if (!interval_s || best_.met) return;
    bool met = asked_.met(*interval_s) && at.back() - at.front() >= kCovered * run_s_;
    if (met || !best_.interval_s) best_ = {interval_s, met};
  }

  /// A table without times: as many rows as intervals, or one more.
  void consider_number_of(const Rows& rows) {
    auto n = static_cast<double>(rows.times_s.size());
    if (best_.met || n < kEnough) return;
    double shortest_s = run_s_ / n, longest_s = run_s_ / (n - 1);
    bool met = asked_.met(std::clamp(asked_.every_s, shortest_s, longest_s));
    if (met || !best_.interval_s) best_ = {longest_s, met};
  }

  const PrintedLines& lines_;
  Asked asked_;
  double run_s_;
  std::vector<Rows> candidates_;
  Measured best_;
};

std::string words_of(const Measured& measured, const Asked& asked, size_t lines) {
  std::string wanted = fmt::format("asked every {:.4g} ± {:.2g} s", asked.every_s, asked.tolerance_s);
  if (lines == 0) return "the script prints no line with a number; " + wanted;
  if (!measured.interval_s)
    return fmt::format("the script prints {} line{} with a number, too few to make an interval; {}", lines,
                       lines == 1 ? "" : "s", wanted);
  if (!measured.met && asked.met(*measured.interval_s))
    return fmt::format("rows come every {:.4g} s, but in less than half of the run; {}", *measured.interval_s, wanted);
  return fmt::format("rows come every {:.4g} s; {}", *measured.interval_s, wanted);
}

}  // namespace

Finding check_prints(const Query& query) {
  const Json& end = query.world.trace().end;
  auto run_s = get_number(end, "sim_time_s");
  if (!run_s || get_string(end, "reason") == "died") return not_met("the run didn't come to its end");
  auto lines = query.world.printed();
  if (!lines) return undecided("the trace doesn't tell what was printed");
  Asked asked = asked_of(query);
  Measured measured = IntervalSearch(*lines, asked, *run_s).measure();
  if (!measured.met && lines->elsewhere)
    return undecided("the script prints by a stream of its own, which nobody listens to");
  Json value = measured.interval_s ? number(*measured.interval_s) : Json();
  return {measured.met, value,
          Json{{"expected", asked.every_s}, {"tolerance", number(asked.tolerance_s)}, {"unit", "s"}},
          words_of(measured, asked, lines->times_s.size())};
}

}  // namespace simbench::verdict
