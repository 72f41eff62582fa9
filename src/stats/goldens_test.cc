// Every statistic against values of other packages (tests/data/stats_goldens.json names package, version and call).
#include <gtest/gtest.h>

#include "base/base.h"
#include "base/json.h"
#include "stats/stats.h"

namespace simbench::stats {
namespace {

using Numbers = std::vector<double>;
using Expected = std::map<std::string, double>;

Numbers numbers(const Json& input, const char* key) {
  return input.at(key).get<Numbers>();
}
double number(const Json& input, const char* key) {
  return input.at(key).get<double>();
}
size_t count(const Json& input, const char* key) {
  return input.at(key).get<size_t>();
}

Ratings ratings_of(const Json& input) {
  Ratings table;
  for (const Json& row : input.at("ratings")) {
    table.emplace_back();
    for (const Json& cell : row)
      table.back().push_back(cell.is_null() ? std::nullopt : std::optional(cell.get<double>()));
  }
  return table;
}

Expected interval_of(const Interval& ci) {
  return {{"lo", ci.lo}, {"hi", ci.hi}};
}

Expected run_wilcoxon(const Json& in) {
  SignedRank r = wilcoxon_signed_rank(numbers(in, "d"));
  return {{"statistic", r.statistic}, {"p", *r.p_value.value}};
}

Expected run_spearman(const Json& in) {
  Numbers a = numbers(in, "a");
  double rho = *spearman(a, numbers(in, "b")).value;
  return {{"rho", rho}, {"p", *spearman_p_value(rho, a.size()).value}};
}

Expected run_clustered_mean(const Json& in) {
  auto groups = in.at("g").get<std::vector<size_t>>();
  ClusteredMean r = clustered_mean(numbers(in, "x"), groups);
  Expected result = interval_of(*r.estimate.ci);
  result["se"] = *r.standard_error.value;
  return result;
}

/// The package's effect sizes are in standard deviations; ours in standard errors of a mean of n values.
Comparison paired(const Json& in) {
  double n = number(in, "n");
  return {.standard_error = 1 / std::sqrt(n), .df = n - 1};
}

Expected run_ppi(const Json& in) {
  Numbers truth = numbers(in, "truth"), judged = numbers(in, "judged"), rest = numbers(in, "judged_only");
  PredictionPowered r = prediction_powered_mean({truth, judged, rest}, in.at("tuned").get<bool>());
  Expected result = interval_of(*r.estimate.ci);
  result["value"] = *r.estimate.figure.value;
  return result;
}

Expected run_holm(const Json& in) {
  Expected result;
  Numbers adjusted = holm(numbers(in, "p"));
  for (size_t i = 0; i < adjusted.size(); ++i) result[std::to_string(i)] = adjusted[i];
  return result;
}

const std::map<std::string, std::function<Expected(const Json&)>> kFunctions{
    {"spearman", run_spearman},
    {"wilcoxon", run_wilcoxon},
    {"clustered_mean", run_clustered_mean},
    {"ppi", run_ppi},
    {"holm", run_holm},
    {"kendall",
     [](const Json& in) {
       return Expected{{"tau", *kendall_tau_b(numbers(in, "a"), numbers(in, "b")).value}};
     }},
    {"mcnemar",
     [](const Json& in) {
       return Expected{{"p", mcnemar(count(in, "b"), count(in, "c"))}};
     }},
    {"sign_flip",
     [](const Json& in) {
       return Expected{{"p", *sign_flip(numbers(in, "d"), 1).value}};
     }},
    {"auc",
     [](const Json& in) {
       return Expected{{"auc", *auc(numbers(in, "scores"), in.at("labels").get<std::vector<bool>>()).value}};
     }},
    {"wilson", [](const Json& in) { return interval_of(*wilson(count(in, "k"), count(in, "n"))); }},
    {"t_interval", [](const Json& in) { return interval_of(*t_interval(numbers(in, "x"), number(in, "level")).ci); }},
    {"power",
     [](const Json& in) {
       return Expected{{"power", *power(paired(in), number(in, "effect")).value}};
     }},
    {"detectable",
     [](const Json& in) {
       return Expected{{"effect", *detectable_difference(paired(in)).value}};
     }},
    {"kappa",
     [](const Json& in) {
       return Expected{{"kappa", *quadratic_weighted_kappa(numbers(in, "a"), numbers(in, "b")).value}};
     }},
    {"alpha",
     [](const Json& in) {
       Scale scale = in.at("scale") == "ordinal" ? Scale::ordinal : Scale::interval;
       return Expected{{"alpha", *krippendorff_alpha(ratings_of(in), scale).value}};
     }},
    {"icc",
     [](const Json& in) {
       return Expected{{"icc", *icc_2_1(ratings_of(in)).value}};
     }},
    {"quantile",
     [](const Json& in) {
       return Expected{{"value", *quantile(numbers(in, "x"), number(in, "q")).value}};
     }},
};

TEST(StatsGoldens, EqualTheValuesOfOtherPackages) {
  fs::path path = source_folder() / "tests/data/stats_goldens.json";
  Json goldens = parse_json(read_file(path).value(), path.string()).value();
  std::set<std::string> covered;
  for (const Json& one : goldens.at("cases")) {
    auto name = one.at("function").get<std::string>();
    ASSERT_TRUE(kFunctions.contains(name)) << name;
    covered.insert(name);
    Expected got = kFunctions.at(name)(one.at("input"));
    Json wanted = one.at("expected");
    if (name == "holm") {  // the one case whose expectation is a list
      Json list = wanted.at("adjusted");
      wanted = Json::object();
      for (size_t i = 0; i < list.size(); ++i) wanted[std::to_string(i)] = list[i];
    }
    double slack = name == "detectable" ? 1e-5 : 1e-8;  // the package's root finder stops early
    for (const auto& [key, value] : wanted.items())
      EXPECT_NEAR(got.at(key), value.get<double>(), slack) << name << "." << key << " from " << one.at("source");
  }
  EXPECT_EQ(covered.size(), kFunctions.size()) << "a function without a golden";
}

}  // namespace
}  // namespace simbench::stats
