#include "record/price.h"

#include <fmt/format.h>

namespace simbench {
namespace {

constexpr double kMillion = 1e6;

std::optional<int64_t> sum_of(const std::optional<int64_t>& a, const std::optional<int64_t>& b) {
  return a && b ? std::optional(*a + *b) : std::nullopt;
}

}  // namespace

Json Price::to_json() const {
  return {{"input", input}, {"output", output}, {"cached", or_null(cached)},
          {"date", date},   {"note", note},     {"table", table}};
}

std::optional<Price> Price::from_json(const Json& json) {
  std::optional<double> input = get_number(json, "input"), output = get_number(json, "output");
  if (!input || !output) return std::nullopt;
  return Price{*input,
               *output,
               get_number(json, "cached"),
               get_string(json, "date").value_or(""),
               get_string(json, "note").value_or(""),
               get_string(json, "table").value_or("")};
}

int usd_decimals(double usd) {
  return usd < 1 ? 4 : 2;
}

std::string usd_text(double usd) {
  return fmt::format("{:.{}f}", usd, usd_decimals(usd));
}

Usage sum(const Usage& a, const Usage& b) {
  return {sum_of(a.input_tokens, b.input_tokens), sum_of(a.output_tokens, b.output_tokens),
          sum_of(a.reasoning_tokens, b.reasoning_tokens), sum_of(a.cached_tokens, b.cached_tokens)};
}

void TokenSum::add(const Usage& usage) {
  ++answers;
  if (!usage.input_tokens || !usage.output_tokens) return;
  ++counted;
  input += static_cast<double>(*usage.input_tokens), output += static_cast<double>(*usage.output_tokens);
  reasoning += static_cast<double>(usage.reasoning_tokens.value_or(0));
  cached += static_cast<double>(usage.cached_tokens.value_or(0));
}

void TokenSum::add(const TokenSum& other) {
  answers += other.answers, counted += other.counted;
  input += other.input, output += other.output, reasoning += other.reasoning, cached += other.cached;
}

std::optional<double> TokenSum::usd(const Price& price) const {
  if (price.free()) return 0;
  if (counted < answers) return std::nullopt;
  double from_cache = std::min(cached, input);
  return ((input - from_cache) * price.input + from_cache * price.cached.value_or(price.input) +
          output * price.output) /
         kMillion;
}

}  // namespace simbench
