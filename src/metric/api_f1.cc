// F1 of the simulator API events that two programs cause (room conformance reads them off the code), as multisets; and of the
// edit: events added to and taken from the given code, so that a copy of the given code scores 0.
#include <map>

#include "metric/pair.h"
#include "metric/rouge.h"

namespace simbench::metric {
namespace {

using Events = std::map<std::string_view, long long>;

constexpr const char* kNotRead = "the programs' API events weren't read";

Events counted(const std::vector<std::string>& events) {
  Events out;
  for (const std::string& event : events) ++out[event];
  return out;
}

Events minus(Events events, const Events& base) {
  for (const auto& [event, count] : base) events[event] -= count;
  return events;
}

long long size_of(const Events& events) {
  long long size = 0;
  for (const auto& [event, count] : events) size += std::abs(count);
  return size;
}

/// Changes that both make: of the same event, in the same direction.
long long common(const Events& a, const Events& b) {
  long long hits = 0;
  for (const auto& [event, count] : a) {
    auto other = b.find(event);
    if (other != b.end() && (count > 0) == (other->second > 0)) hits += std::min(std::abs(count), std::abs(other->second));
  }
  return hits;
}

Value f1(const Events& candidate, const Events& reference, const char* nothing) {
  long long of_reference = size_of(reference);
  if (of_reference == 0) return {std::nullopt, nothing};
  return {f_measure(static_cast<size_t>(common(candidate, reference)), static_cast<size_t>(size_of(candidate)), static_cast<size_t>(of_reference)), ""};
}

}  // namespace

Value api_f1(const Pair& pair) {
  const auto& candidate = pair.inputs().candidate.api_events();
  const auto& reference = pair.inputs().reference.text().api_events();
  if (!candidate || !reference) return {std::nullopt, kNotRead};
  return f1(counted(*candidate), counted(*reference), "the reference uses no API");
}

Value api_edit_f1(const Pair& pair) {
  const auto& candidate = pair.inputs().candidate.api_events();
  const auto& reference = pair.inputs().reference.text().api_events();
  if (pair.inputs().given == nullptr) return {std::nullopt, "no given code"};
  const auto& given = pair.inputs().given->api_events();
  if (!candidate || !reference || !given) return {std::nullopt, kNotRead};
  Events base = counted(*given);
  return f1(minus(counted(*candidate), base), minus(counted(*reference), base), "the reference changes no API use of the given code");
}

}  // namespace simbench::metric
