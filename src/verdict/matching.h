#pragma once
#include <vector>

namespace simbench::verdict {

/// The cheapest matching of rows to columns: for each of `rows` rows its column, or -1 where there are more rows than
/// columns. cost[r][c] finite, any sign; all rows equally long. O(n³), n the larger number (shortest augmenting paths
/// with potentials: Kuhn 1955, Jonker & Volgenant 1987).
std::vector<int> cheapest_matching(const std::vector<std::vector<double>>& cost);

}  // namespace simbench::verdict
