#pragma once
// Room judge: a model, or a fixed rule, takes points from one program by a rubric. The judge only lists what it deducts
// and why; this room adds up (docs/judge.md). Needs no store.
#include "judge/calibrate.h"
#include "judge/calibration_file.h"
#include "judge/item.h"
#include "judge/judged.h"
#include "judge/panel.h"
#include "judge/rating_import.h"
#include "judge/rating_sheet.h"
#include "judge/rubric.h"
#include "judge/stated_score.h"
#include "provider/provider.h"

namespace simbench::judge {

/// What a judge is asked with. Every field but `provider` changes what a score means: see Identity.
struct Options {
  Rubric rubric;
  Mode mode;
  Sampling sampling;                   ///< of repeat 0; with a seed, repeat r uses seed + r
  std::string documentation;           ///< a text that modes with doc show; "": the excerpt that fits each item
  size_t documentation_tokens = 6000;  ///< of that excerpt
  provider::Options provider;          ///< --judge-base-url, connections, retries
};

using Callback = std::function<void(Result<Judged>)>;

/// One judge. Like a Provider: asynchronous, its callbacks come from the thread that calls run_for.
class Judge {
 public:
  virtual ~Judge() = default;
  /// Judges one item once. The item need not outlive the call. An unreadable, cut off or refused answer is a Judged
  /// without a value; an Error (endpoint down, quota, key) means: nothing was learned, try later.
  virtual void submit(const Item& item, int repeat, Callback done) = 0;
  /// Bytes that submit() would send for the item at first; 0 where nobody is asked.
  virtual size_t shown_bytes(const Item& /*item*/) const { return 0; }
  /// Works on open items for at most `seconds`; returns how many are still open.
  virtual size_t run_for(double seconds) = 0;
  /// Nothing new is sent from now on: what waits ends with `cancelled`, what is on its way still comes in.
  virtual void send_no_more() {}
  virtual const Identity& identity() const = 0;
};

/// "openai/gpt-5" and whatever else room provider knows; "judge/conformance", "judge/requirements", "judge/similarity";
/// "judge/replay/PATH" (docs/format/judge-replay.md).
/// errors: those of provider::make; invalid_input for an unknown judge/…, with the known ones, or a replay line that
/// can't be read
Result<std::unique_ptr<Judge>> make(std::string_view name, const Options& options);
/// The same around a provider that the caller made: for tests and scripted judges.
std::unique_ptr<Judge> make_rubric_judge(std::unique_ptr<provider::Provider> provider, std::string name,
                                         Options options);
/// True for judge/conformance, judge/requirements and judge/similarity: no mode, no sampling, nothing to calibrate.
bool is_rule(std::string_view name);

/// Bytes that a model is sent for the item at first: messages and the schema of the answer; 0 where it lacks what the
/// mode shows.
size_t shown_bytes(const Options& options, const Item& item);

/// Submits one item and waits for it: for callers with few items.
Result<Judged> judge_one(Judge& judge, const Item& item, int repeat = 0);

/// True if a judge would grade its own kin: the same maker ("openai/…" and "openai/…"), or the same line of models
/// behind different hosts ("together/Llama-3-70b" and "groq/llama-3.1-8b"). Rules, controls, replays and programs have
/// no kin.
bool same_family(std::string_view judge, std::string_view model);

}  // namespace simbench::judge
