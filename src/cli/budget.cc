#include "cli/budget.h"

namespace simbench::cli {

Result<provider::Prices> prices_of(const Arguments& arguments) {
  Result<provider::Prices> prices = provider::Prices::load(arguments.text("prices"));
  if (!prices) return usage_error(prices.error().text());
  return prices;
}

Result<std::optional<campaign::Budget>> budget_of(const Arguments& arguments, const provider::Prices& prices,
                                                  const std::vector<std::string>& models) {
  campaign::Limits limits{arguments.number("budget-usd"), arguments.integer("budget-tokens")};
  if (!limits.any()) return std::optional<campaign::Budget>();
  for (const std::string& model : models)
    if (provider::Priced priced = prices.of(model); limits.usd && provider::may_cost(model) && !priced.price)
      return usage_error("--budget-usd can't be kept: " + priced.reason);
  return std::optional<campaign::Budget>(std::in_place, limits, prices);
}

Result<std::optional<campaign::Budget>> budget_of(const Arguments& arguments, const provider::Prices& prices,
                                                  const std::vector<std::string>& models, const store::Store& store) {
  TRY_ASSIGN(std::optional<campaign::Budget> budget, budget_of(arguments, prices, models));
  if (!budget) return budget;
  TRY(budget->count(store));
  for (const std::string& what : budget->uncounted()) tell("not counted against the budget: " + what);
  return budget;
}

std::string budget_text(const std::optional<campaign::Budget>& budget) {
  if (!budget) return "";
  Json now = budget->to_json();
  std::vector<std::string> parts;
  if (auto limit = get_number(now, "limit_usd"))
    parts.push_back(fmt::format("${:.4f} of ${:.2f}", get_number(now, "spent_usd").value_or(0), *limit));
  std::string tokens = with_thousands(std::llround(get_number(now, "spent_tokens").value_or(0)));
  if (auto limit = get_number(now, "limit_tokens")) tokens += " of " + with_thousands(std::llround(*limit));
  parts.push_back(tokens + " tokens");
  return "spent: " + join(parts, ", ");
}

}  // namespace simbench::cli
