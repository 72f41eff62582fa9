#pragma once
// The instants of a run that are shown.
#include <vector>

#include "trace/trace.h"

namespace simbench::replay {

/// At most `count` samples of the longest episode, evenly spread, its first and last among them.
class Instants {
 public:
  Instants(const trace::Trace& trace, size_t count);
  /// The samples of the longest episode that are nearest to these times, which don't decrease.
  Instants(const trace::Trace& trace, const std::vector<double>& t_s);

  const std::vector<double>& t_s() const { return t_s_; }
  bool diverged() const { return diverged_; }
  /// One number an instant, NaN where the trace has none; empty where it has no such column at all.
  std::vector<double> values(std::string_view kind, int id, size_t column, int mesh = 0) const;
  /// `count` columns from `first` on; empty where the block is narrower or isn't there.
  std::vector<std::vector<double>> columns(std::string_view kind, int id, size_t first, size_t count,
                                           int mesh = 0) const;

 private:
  const trace::Trace& trace_;
  std::vector<size_t> rows_;
  std::vector<double> t_s_;
  bool diverged_ = false;
};

}  // namespace simbench::replay
