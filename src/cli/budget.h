#pragma once
// --prices, --budget-usd, --budget-tokens: the same for every command that asks models.
#include <optional>

#include "campaign/campaign.h"
#include "cli/command.h"

namespace simbench::cli {

/// The prices that count here. errors: usage errors
Result<provider::Prices> prices_of(const Arguments& arguments);

/// The budget of a call that has no run directory. errors: as below
Result<std::optional<campaign::Budget>> budget_of(const Arguments& arguments, const provider::Prices& prices,
                                                  const std::vector<std::string>& models);

/// The budget of the run in `store`, with what its earlier calls took; nullopt without a limit.
/// errors: usage errors, also where `models` has one whose price isn't known; those of the store
Result<std::optional<campaign::Budget>> budget_of(const Arguments& arguments, const provider::Prices& prices,
                                                  const std::vector<std::string>& models, const store::Store& store);

/// "spent: $0.0123 of $0.50, 41,234 of 50,000 tokens"; "" without a budget
std::string budget_text(const std::optional<campaign::Budget>& budget);

}  // namespace simbench::cli
