// What the answers cost: tokens, dollars, waiting, computer time.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

/// "2.5 in, 15 out (2026-03, simbench)": dollars for a million tokens, and whose price that is.
std::string price_text(const Json& price) {
  auto amount = [](const Json& value) { return value.is_number() ? fmt::format("{:g}", value.get<double>()) : "–"; };
  std::string text = fmt::format("{} in, {} out", amount(get(price, "input")), amount(get(price, "output")));
  if (get(price, "cached").is_number()) text += fmt::format(", {} cached", amount(get(price, "cached")));
  text += fmt::format(" ({}, {})", text_of(price, "date"), text_of(price, "table"));
  std::string note = text_of(price, "note");
  return note.empty() ? text : text + ": " + note;
}

/// The rows with their price as a text.
Json with_prices(Json rows) {
  if (!rows.is_array()) return rows;
  for (Json& row : rows)
    if (Json price = get(row, "price"); price.is_object()) row["price"] = price_text(price);
  return rows;
}

constexpr Field kInput{"input_tokens", "Input tokens", Form::count, "what was cached is a part of it"};
constexpr Field kOutput{"output_tokens", "Output tokens", Form::count, "reasoning is a part of it"};
constexpr Field kCost{"cost_usd", "USD", Form::usd, "tokens times the price, as if nothing came from --cache"};
constexpr Field kPrice{"price", "Price of a million tokens, USD", Form::text, "as the run noted it"};

}  // namespace

std::string render_cost(const Input& input) {
  Json models = with_prices(get(input.analysis, "cost")), judges = with_prices(get(input.analysis, "judge_cost"));
  if (!models.is_array() || models.empty()) return nothing(why_empty(input, "cost"));
  std::string html = rows_table(models, {{"model", "Model"},
                                         {"arm", "Arm"},
                                         {"replies", "Replies", Form::count},
                                         kInput,
                                         {"cached_tokens", "Cached", Form::count},
                                         kOutput,
                                         {"reasoning_tokens", "Reasoning", Form::count},
                                         kCost,
                                         {"usd_per_pass", "USD a pass", Form::usd, "for each cell that passed"},
                                         {"latency_s", "Waiting (s)", Form::decimal2},
                                         {"runs", "Runs", Form::count},
                                         {"cpu_s", "CPU (s)", Form::decimal2},
                                         kPrice});
  if (!judges.is_array() || judges.empty()) return html;
  return html + "<h3>Judges</h3>" +
         rows_table(judges, {{"judge", "Judge"},
                             {"score", "Score", Form::code},
                             {"answers", "Answers", Form::count},
                             {"requests", "Requests", Form::count, "with those that repaired an answer"},
                             kInput,
                             {"cached_tokens", "Cached", Form::count},
                             kOutput,
                             {"reasoning_tokens", "Reasoning", Form::count},
                             kCost,
                             kPrice});
}

}  // namespace simbench::report
