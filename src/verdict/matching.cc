// Rows are added one at a time. Each looks for the cheapest alternating path to a free column, by Dijkstra's method
// over reduced costs cost[r][c] − u[r] − v[c], which the potentials u, v keep from being negative. The matrix is made
// square with zeros first: a row matched to a made-up column has no partner.
#include "verdict/matching.h"

#include <limits>

#include "base/base.h"

namespace simbench::verdict {
namespace {

class Matcher {
 public:
  explicit Matcher(const std::vector<std::vector<double>>& cost)
      : cost_(cost),
        columns_(cost.empty() ? 0 : cost[0].size()),
        n_(std::max(cost.size(), columns_)),
        u_(n_ + 1),
        v_(n_ + 1),
        row_of_(n_ + 1, 0) {}

  std::vector<int> run() {
    for (size_t row = 1; row <= n_; ++row) add(row);
    std::vector<int> column_of(cost_.size(), -1);
    for (size_t c = 1; c <= columns_; ++c)
      if (row_of_[c] >= 1 && row_of_[c] <= cost_.size()) column_of[row_of_[c] - 1] = static_cast<int>(c) - 1;
    return column_of;
  }

 private:
  double cost(size_t row, size_t column) const {
    return row <= cost_.size() && column <= columns_ ? cost_[row - 1][column - 1] : 0;
  }

  void add(size_t row) {
    std::vector<double> least(n_ + 1, std::numeric_limits<double>::infinity());
    std::vector<size_t> came_from(n_ + 1, 0);
    std::vector<bool> done(n_ + 1, false);
    row_of_[0] = row;  // column 0 stands for "not yet matched"
    size_t column = 0;
    do {
      done[column] = true;
      size_t at = row_of_[column], next = 0;
      double step = std::numeric_limits<double>::infinity();
      for (size_t c = 1; c <= n_; ++c) {
        if (done[c]) continue;
        double reduced = cost(at, c) - u_[at] - v_[c];
        if (reduced < least[c]) least[c] = reduced, came_from[c] = column;
        if (least[c] < step) step = least[c], next = c;
      }
      for (size_t c = 0; c <= n_; ++c) {
        if (done[c])
          u_[row_of_[c]] += step, v_[c] -= step;
        else
          least[c] -= step;
      }
      column = next;
    } while (row_of_[column] != 0);
    for (; column != 0; column = came_from[column]) row_of_[column] = row_of_[came_from[column]];
  }

  const std::vector<std::vector<double>>& cost_;
  size_t columns_, n_;
  std::vector<double> u_, v_;
  std::vector<size_t> row_of_;
};

}  // namespace

std::vector<int> cheapest_matching(const std::vector<std::vector<double>>& cost) {
  for (const auto& row : cost) check(row.size() == cost[0].size(), "the cost matrix has rows of different lengths");
  return Matcher(cost).run();
}

}  // namespace simbench::verdict
