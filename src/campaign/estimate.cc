#include "campaign/estimate.h"

#include <fmt/format.h>

#include "dialogue/dialogue.h"

namespace simbench::campaign {
namespace {

constexpr double kWordsAround = 100;  ///< tokens of a reply around its program
constexpr size_t kAnchors = 5;        ///< answers for each judge and mode in each call
constexpr size_t kTraceback = 300;    ///< bytes that a second try is told

/// What one cell takes.
struct Share {
  size_t requests = 0, more_requests = 0;
  double input = 0, output = 0;
};

/// A task under an arm.
struct Asked {
  const suite::Suite* suite = nullptr;
  const suite::System* system = nullptr;
  int turn = 1;
  Arm arm = Arm::given;
  const suite::Turn& of(int number) const { return system->turn(number); }
};

std::string as_reply(const std::string& program) {
  return fmt::format("```python\n{}```\n", program);
}

double reply_tokens(const suite::Turn& turn) {
  return provider::tokens_of(as_reply(turn.reference.code).size()) + kWordsAround;
}

Result<double> shown_tokens(const dialogue::Situation& situation) {
  TRY_ASSIGN(dialogue::Shown shown, dialogue::show(situation));
  return provider::tokens_of(content_bytes(shown.messages));
}

/// As if the model answered with the references.
Result<Share> share_of(const Asked& asked, const std::string& preset) {
  dialogue::Situation situation{
      .suite = asked.suite, .system = asked.system, .turn = asked.turn, .arm = asked.arm, .preset = preset};
  if (asked.arm != Arm::given) situation.preset.clear();
  if (asked.arm == Arm::dialogue)
    for (int turn = 1; turn < asked.turn; ++turn) situation.replies.push_back(as_reply(asked.of(turn).reference.code));
  Share share;
  int requests = dialogue::request_count(*asked.system, asked.turn, asked.arm);
  for (int step = 1; step <= requests; ++step) {
    if (asked.arm == Arm::stepwise) situation.step = step;
    if (step > 1) situation.code = asked.of(asked.turn).reference.code;
    TRY_ASSIGN(double input, shown_tokens(situation));
    ++share.requests, share.input += input, share.output += reply_tokens(asked.of(asked.turn));
  }
  if (asked.arm == Arm::repair) share.more_requests = 1;
  return share;
}

/// Bytes that a judge reads of the reference as an answer.
class JudgeItemsOfSuite {
 public:
  explicit JudgeItemsOfSuite(const suite::Suite& suite) {
    if (auto index = api_index::load_index_for(suite.simulator, suite.requires_version)) index_ = *index;
    simulator_ = suite.simulator;
  }
  judge::Item item(const Asked& asked) const {
    const suite::Turn& turn = asked.of(asked.turn);
    judge::Item item{.key = {.system = asked.system->name, .turn = asked.turn, .arm = asked.arm},
                     .simulator = simulator_,
                     .prompt = turn.prompt,
                     .reference = turn.reference.code,
                     .candidate = turn.reference.code,
                     .index = index_};
    if (turn.given) item.given = turn.given->code;
    return item;
  }

 private:
  std::string simulator_;
  api_index::IndexPointer index_;
};

class Estimating {
 public:
  Estimating(const JudgeSettings& judging, const provider::Prices& prices, const std::set<std::string>& answered)
      : judging_(judging), prices_(prices), answered_(answered) {}

  Status add(const Settings& run);
  std::vector<EstimateRow> rows(const std::vector<Settings>& runs) const;

 private:
  EstimateRow& row(const char* role, const std::string& model) {
    EstimateRow& row = rows_[{role, model}];
    if (row.model.empty()) row.role = role, row.model = model, row.priced = prices_.of(model);
    return row;
  }
  void add_judges(const Asked& asked, const JudgeItemsOfSuite& items, size_t cells);
  void bound(EstimateRow& row, const std::optional<int>& max_tokens) const {
    if (max_tokens)
      row.most_output = static_cast<double>((row.requests + row.more_requests) * static_cast<size_t>(*max_tokens));
  }

  const JudgeSettings& judging_;
  const provider::Prices& prices_;
  const std::set<std::string>& answered_;
  std::map<std::pair<std::string, std::string>, EstimateRow> rows_;
};

bool asks_a_model(const std::string& judge) {
  return provider::may_cost(judge) && !judge::is_rule(judge);
}

void Estimating::add_judges(const Asked& asked, const JudgeItemsOfSuite& items, size_t cells) {
  judge::Item item = items.item(asked);
  judge::Options options = judging_.options;
  for (const judge::Mode& mode : judging_.modes) {
    options.mode = mode;
    double input = provider::tokens_of(judge::shown_bytes(options, item));
    for (const std::string& judge : judging_.judges) {
      if (!asks_a_model(judge)) continue;
      size_t answers = cells * static_cast<size_t>(std::max(1, judging_.repeats));
      EstimateRow& of = row("J-LLM", judge);
      of.requests += answers;
      of.input += static_cast<double>(answers) * input, of.output += static_cast<double>(answers) * kVerdict;
    }
  }
}

Status Estimating::add(const Settings& run) {
  TRY_ASSIGN(std::vector<store::CellRow> cells, plan(run));
  bool judged = std::any_of(judging_.judges.begin(), judging_.judges.end(), asks_a_model);
  std::optional<JudgeItemsOfSuite> items;
  if (judged) items.emplace(*run.suite);
  std::map<std::tuple<std::string, int, Arm>, std::pair<Asked, size_t>> tasks;  // with their cells
  std::map<std::tuple<std::string, int, Arm>, Share> shares;
  for (const store::CellRow& cell : cells) {
    auto name = std::tuple(cell.key.system, cell.key.turn, cell.key.arm);
    auto [task, is_new] =
        tasks.try_emplace(name, Asked{run.suite, run.suite->find(cell.key.system), cell.key.turn, cell.key.arm}, 0);
    ++task->second.second;
    if (is_new) {
      TRY_ASSIGN(shares[name], share_of(task->second.first, run.preset));
    }
    if (!provider::may_cost(cell.key.model)) continue;
    EstimateRow& of = row("S-LLM", cell.key.model);
    if (answered_.contains(cell.key.id())) continue;
    const Share& share = shares[name];
    of.requests += share.requests, of.more_requests += share.more_requests;
    of.input += share.input, of.output += share.output;
  }
  if (judged)
    for (const auto& [name, task] : tasks) add_judges(task.first, *items, task.second);
  return {};
}

std::vector<EstimateRow> Estimating::rows(const std::vector<Settings>& runs) const {
  std::vector<EstimateRow> out;
  for (const char* role : {"S-LLM", "J-LLM"})
    for (const auto& [name, row] : rows_) {
      if (name.first != role) continue;
      EstimateRow& added = out.emplace_back(row);
      bool judge = added.role == "J-LLM";
      if (judge && added.requests > 0) {  // the anchors are as long as the answers are on average
        double more = static_cast<double>(kAnchors * judging_.modes.size()) / static_cast<double>(added.requests);
        added.requests += kAnchors * judging_.modes.size();
        added.input *= 1 + more, added.output *= 1 + more;
      }
      bound(added, judge ? judging_.options.sampling.max_tokens : sampling_of(runs.front(), name.second).max_tokens);
    }
  return out;
}

std::optional<double> usd_of(const provider::Priced& priced, double input, double output) {
  if (!priced.price) return std::nullopt;
  return TokenSum{.input = input, .output = output}.usd(*priced.price);
}

}  // namespace

std::optional<double> EstimateRow::usd() const {
  return usd_of(priced, input, output);
}

std::optional<double> EstimateRow::most_usd() const {
  if (!most_output || more_requests > 0) return std::nullopt;
  return usd_of(priced, input, *most_output);
}

Json EstimateRow::to_json() const {
  Json json{{"role", role},
            {"model", model},
            {"requests", requests},
            {"more_requests", more_requests},
            {"input_tokens", input},
            {"output_tokens", output},
            {"most_output_tokens", or_null(most_output)},
            {"usd", or_null(usd())},
            {"most_usd", or_null(most_usd())},
            {"price", priced.price ? priced.price->to_json() : Json(nullptr)}};
  if (!priced.price) json["usd_reason"] = priced.reason;
  if (!most_output)
    json["most_output_tokens_reason"] = "no --max-tokens (of a judge: --judge-max-tokens) bounds a reply";
  if (!most_usd())
    json["most_usd_reason"] = !priced.price  ? priced.reason
                              : !most_output ? "nothing bounds a reply"
                                             : "a second try shows what isn't known yet";
  return json;
}

Result<std::vector<EstimateRow>> estimate(const std::vector<Settings>& runs, const JudgeSettings& judging,
                                          const provider::Prices& prices, const std::set<std::string>& answered) {
  Estimating estimating(judging, prices, answered);
  for (const Settings& run : runs) TRY(estimating.add(run));
  return estimating.rows(runs);
}

const std::vector<std::string>& how_estimated() {
  static const std::vector<std::string> kHow{
      fmt::format("input: the messages as they will be sent, {:.1f} bytes a token; what a dialogue or a step shows of "
                  "earlier replies is taken from the references",
                  provider::kBytesPerToken),
      fmt::format("output: programs as long as the references, {} tokens around each; a judge's answer {} tokens. "
                  "Reasoning isn't in it, and can be many times as much: --max-tokens bounds it",
                  kWordsAround, kVerdict),
      "requests: what is answered already isn't asked again; retries and second tries come on top. Judges are counted "
      "as if nothing was judged yet"};
  return kHow;
}

}  // namespace simbench::campaign
