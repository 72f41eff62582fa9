#pragma once
// What tokens cost, and how many there were.
#include <optional>
#include <string>

#include "base/base.h"
#include "base/json.h"
#include "record/message.h"

namespace simbench {

/// A model's list price in US dollars for a million tokens.
struct Price {
  double input = 0, output = 0;
  std::optional<double> cached;  ///< of input that the endpoint had in its own cache; unset: as all input
  std::string date;              ///< when it was read: "2026-10", "2026-10-07"
  std::string note;              ///< what it holds for
  std::string table;             ///< "simbench", or the file that says so
  bool free() const { return input == 0 && output == 0; }
  Json to_json() const;
  /// nullopt for what isn't one.
  static std::optional<Price> from_json(const Json& json);
};

/// Digits behind the point: four of small sums, since most answers cost less than a cent.
int usd_decimals(double usd);
/// "0.0123", "12.50"
std::string usd_text(double usd);

/// Field by field; unset where one of the two is.
Usage sum(const Usage& a, const Usage& b);

/// Tokens of many answers.
struct TokenSum {
  size_t answers = 0, counted = 0;  ///< counted: those of which input and output are known
  double input = 0, output = 0, reasoning = 0, cached = 0;
  void add(const Usage& usage);
  void add(const TokenSum& other);
  /// US dollars; nullopt where an answer isn't counted and the price isn't 0.
  std::optional<double> usd(const Price& price) const;
};

}  // namespace simbench
