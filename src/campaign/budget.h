#pragma once
// A hard stop: nothing is asked that might take a run beyond what it may cost (docs/format/prices.md).
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "provider/provider.h"
#include "record/record.h"
#include "store/store.h"

namespace simbench::campaign {

/// What all answers of a run may take together, judges' included.
struct Limits {
  std::optional<double> usd;
  std::optional<int64_t> tokens;  ///< input and output
  bool any() const { return usd || tokens; }
};

/// The tokens that one answer may take: kept back while it is under way.
struct Expected {
  double input = 0, output = 0;
};

/// Counts what is stored, what comes in and what is under way. For one thread.
class Budget {
 public:
  /// `prices` must outlive it.
  Budget(Limits limits, const provider::Prices& prices) : limits_(limits), prices_(&prices) {}

  /// Takes in what the run's answers took in earlier calls; what can't be told of them is in `uncounted`.
  /// errors: those of the store
  Status count(const store::Store& store);
  /// "3 answers of x/y don't say how many tokens they took"
  const std::vector<std::string>& uncounted() const { return uncounted_; }

  /// Of a request of so many bytes: without max_tokens nothing bounds the reply, and the longest one of this model so
  /// far stands in for the bound.
  Expected expect(const std::string& model, size_t bytes, const Sampling& sampling) const;

  /// Why so many requests as `whole` is of can't be afforded; "" where they can. Nothing is kept back.
  std::string too_much(const std::string& model, const Expected& whole) const;

  enum class May {
    ask,   ///< kept back until release() or spend()
    wait,  ///< there will be room, or none, when what is under way has come in
    stop,  ///< no more is asked: words() says why
  };
  May reserve(const std::string& model, const Expected& expected);
  /// There was no answer, or one that nobody was asked for.
  void release(const std::string& model, const Expected& expected);
  /// `bytes`: of the reply, for an endpoint that doesn't count.
  void spend(const std::string& model, const Expected& expected, const Usage& usage, size_t bytes);

  bool stopped() const { return !words_.empty(); }
  /// "the budget is used up: …"; "" before reserve() has said stop.
  const std::string& words() const { return words_; }
  /// {limit_usd, spent_usd, limit_tokens, spent_tokens, stopped}; spent_usd is null without a limit on it.
  Json to_json() const;

 private:
  struct Sum {
    double usd = 0, tokens = 0;
  };
  Sum sum_of(const std::string& model, double input, double output, double cached = 0) const;
  void add_counted(const std::string& model, const TokenSum& tokens);
  std::string why_stopped(const Sum& next, bool money) const;

  Limits limits_;
  const provider::Prices* prices_;
  Sum spent_, reserved_;
  size_t under_way_ = 0;
  std::map<std::string, double> longest_;  ///< output tokens, by model
  std::vector<std::string> uncounted_;
  std::string words_;
};

/// Prices of the models (or judges) in the manifest: what isn't known now doesn't take the place of what was. Nothing
/// without a table.
void note_prices(const std::vector<std::string>& models, const provider::Prices* prices, Json& manifest);

}  // namespace simbench::campaign
