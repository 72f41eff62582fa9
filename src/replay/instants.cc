#include "replay/instants.h"

#include "base/base.h"

namespace simbench::replay {

Instants::Instants(const trace::Trace& trace, size_t count) : trace_(trace) {
  std::vector<double> all = trace.times();
  trace::Episode episode = trace::longest_episode(trace);
  diverged_ = episode.diverged;
  size_t samples = episode.end - episode.first, shown = std::min(samples, count);
  for (size_t i = 0; i < shown; ++i) {
    rows_.push_back(episode.first + (shown == 1 ? 0 : i * (samples - 1) / (shown - 1)));
    t_s_.push_back(all[rows_.back()]);
  }
}

Instants::Instants(const trace::Trace& trace, const std::vector<double>& t_s) : trace_(trace) {
  std::vector<double> all = trace.times();
  trace::Episode episode = trace::longest_episode(trace);
  diverged_ = episode.diverged;
  if (episode.first == episode.end) return;
  size_t row = episode.first;
  for (double wanted : t_s) {
    while (row + 1 < episode.end && std::abs(all[row + 1] - wanted) <= std::abs(all[row] - wanted)) ++row;
    rows_.push_back(row), t_s_.push_back(all[row]);
  }
}

std::vector<double> Instants::values(std::string_view kind, int id, size_t column, int mesh) const {
  if (column >= trace_.width(kind, id, mesh)) return {};
  std::vector<double> all = trace_.series(kind, id, column, mesh), out;
  out.reserve(rows_.size());
  for (size_t row : rows_) out.push_back(all[row]);
  return out;
}

std::vector<std::vector<double>> Instants::columns(std::string_view kind, int id, size_t first, size_t count,
                                                   int mesh) const {
  std::vector<std::vector<double>> out;
  if (first + count > trace_.width(kind, id, mesh)) return out;
  for (size_t column = first; column < first + count; ++column) out.push_back(values(kind, id, column, mesh));
  return out;
}

}  // namespace simbench::replay
