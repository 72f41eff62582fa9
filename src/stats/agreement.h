#pragma once
// Do raters agree? Two raters: weighted kappa. Any number, with gaps: Krippendorff's alpha. Complete tables: ICC(2,1).
#include <optional>
#include <span>
#include <vector>

#include "stats/bootstrap.h"
#include "stats/figure.h"

namespace simbench::stats {

/// ratings[item][rater]; nullopt where a rater didn't rate. Every row has the same length.
using Ratings = std::vector<std::vector<std::optional<double>>>;

/// Cohen's kappa with quadratic weights (Cohen 1968): 1 − Σ(aᵢ−bᵢ)² / (ΣΣ(aᵢ−bⱼ)²/n). The scores themselves are the
/// categories' positions, so no binning is needed. 1 = equal, 0 = as by chance, may be negative.
/// in a, b: the two raters' scores of the same items · undefined: no items, or both raters give one and the same score
/// throughout
Figure quadratic_weighted_kappa(std::span<const double> a, std::span<const double> b);

/// Distance between two ratings in Krippendorff's alpha.
enum class Scale {
  ordinal,   ///< only the order of the values counts
  interval,  ///< squared difference
};

/// Krippendorff's alpha = 1 − D_observed/D_expected (Krippendorff 2011); items with fewer than two ratings are left
/// out. undefined: no item with two ratings, or all ratings equal
Figure krippendorff_alpha(const Ratings& ratings, Scale scale);

/// ICC(2,1): two-way random effects, absolute agreement, one rater (Shrout & Fleiss 1979). Items with a gap are left
/// out. undefined: fewer than two complete items or raters, or all ratings equal
Figure icc_2_1(const Ratings& ratings);

/// All of the above with a cluster-bootstrap interval each. Kappa and Spearman are those of the first two raters, over
/// the items that both rated, and undefined when there is only one rater.
struct Agreement {
  Estimate quadratic_kappa, alpha_ordinal, alpha_interval, icc, spearman;
};
/// in cluster_of: a cluster number for each item (system of the rated program)
Agreement agreement(const Ratings& ratings, std::span<const size_t> cluster_of, const BootstrapOptions& options = {});

}  // namespace simbench::stats
