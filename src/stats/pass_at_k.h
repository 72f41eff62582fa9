#pragma once
#include "stats/figure.h"

namespace simbench::stats {

/// Unbiased estimate of the chance that at least one of k tries passes, from n tries of which c passed:
/// 1 − C(n−c,k)/C(n,k) (Chen et al. 2021, arXiv 2107.03374).
/// undefined: k > n (too few tries were made to say), k = 0
Figure pass_at_k(size_t n, size_t c, size_t k);

}  // namespace simbench::stats
