// A model as a judge. An item goes down a ladder until an answer can be read: native schema → tool call → fenced JSON →
// one repair turn → unscored. What an endpoint refuses altogether isn't tried again with the next item.
#include <fmt/format.h>

#include "judge/answer.h"
#include "judge/prompt.h"

namespace simbench::judge {
namespace {

enum class Rung { native, tool, fenced, repair };
constexpr std::array<std::string_view, 4> kRungs{"native", "tool", "fenced", "repair"};

/// One item under way.
struct Trial {
  provider::Request request;
  Callback done;
  Judged judged;
  Rung rung = Rung::native;
  int lines = 0, answers = 0;
  std::string problem;  ///< of the last answer
};

class RubricJudge final : public Judge {
 public:
  RubricJudge(std::unique_ptr<provider::Provider> provider, std::string name, Options options)
      : provider_(std::move(provider)), options_(std::move(options)) {
    identity_ = {.judge = std::move(name),
                 .score_id = options_.mode.score_id(),
                 .mode = options_.mode.text(),
                 .rubric = options_.rubric.name + "@" + options_.rubric.version,
                 .rubric_hash = options_.rubric.hash,
                 .prompt = prompt_hash(options_),
                 .source = provider_->source({}),
                 .sampling = options_.sampling};
    if (!identity_.source.empty())
      identity_.prompt = Hasher().add("prompt", identity_.prompt).add("source", identity_.source).hex();
  }

  void submit(const Item& item, int repeat, Callback done) override {
    auto trial = std::make_shared<Trial>();
    trial->done = std::move(done);
    if (std::string missing = what_is_missing(options_, item); !missing.empty()) {
      trial->judged.reason = missing;
      ready_.push_back(trial);
      return;
    }
    trial->request.messages = messages_for(options_, item);
    trial->request.sampling = options_.sampling;
    if (options_.sampling.seed) trial->request.sampling.seed = *options_.sampling.seed + repeat;
    trial->request.task = {.system = item.key.system, .turn = item.key.turn, .arm = item.key.arm, .epoch = repeat};
    trial->judged.shown = trial->request.messages.back().content;
    trial->judged.sampling = trial->request.sampling;
    trial->lines = static_cast<int>(split_lines(item.candidate).size());
    trial->rung = first_rung_;
    ask(trial);
  }

  size_t run_for(double seconds) override {
    std::vector<std::shared_ptr<Trial>> ready = std::exchange(ready_, {});
    for (const auto& trial : ready) trial->done(std::move(trial->judged));
    return provider_->run_for(ready.empty() ? seconds : 0) + ready_.size();
  }

  size_t shown_bytes(const Item& item) const override { return judge::shown_bytes(options_, item); }
  void send_no_more() override { provider_->send_no_more(); }
  const Identity& identity() const override { return identity_; }

 private:
  void ask(const std::shared_ptr<Trial>& trial);
  void on_reply(const std::shared_ptr<Trial>& trial, Result<Completion> reply);
  void on_error(const std::shared_ptr<Trial>& trial, const Error& error);
  void on_unreadable(const std::shared_ptr<Trial>& trial, const Completion& reply);
  void give_up(const std::shared_ptr<Trial>& trial, std::string reason);

  std::unique_ptr<provider::Provider> provider_;
  Options options_;
  Identity identity_;
  Rung first_rung_ = Rung::native;  ///< those above were refused by the endpoint
  std::vector<std::shared_ptr<Trial>> ready_;
};

void RubricJudge::ask(const std::shared_ptr<Trial>& trial) {
  bool schema = trial->rung == Rung::native || trial->rung == Rung::tool;
  trial->request.response_schema = schema ? answer_schema(options_.rubric) : Json(nullptr);
  trial->request.schema_mode = schema ? kRungs[static_cast<size_t>(trial->rung)] : "";
  ++trial->judged.requests;
  provider_->submit(trial->request, [this, trial](Result<Completion> reply) { on_reply(trial, std::move(reply)); });
}

void RubricJudge::on_reply(const std::shared_ptr<Trial>& trial, Result<Completion> reply) {
  if (!reply) return on_error(trial, reply.error());
  Judged& judged = trial->judged;
  judged.text = reply->tool_arguments.is_null() ? reply->text : to_text(reply->tool_arguments);
  judged.served_model = reply->served_model;
  judged.fingerprint = reply->fingerprint;
  judged.adapted = reply->adapted;
  judged.usage = ++trial->answers == 1 ? reply->usage : sum(judged.usage, reply->usage);
  judged.rung = kRungs[static_cast<size_t>(trial->rung)];
  if (reply->finish_reason == "content_filter" || reply->finish_reason == "refusal") return give_up(trial, "refused");
  if (reply->finish_reason == "context_length") return give_up(trial, "context_length");
  trial->problem = read_answer(options_.rubric, *reply, trial->lines, judged);
  if (!trial->problem.empty()) return on_unreadable(trial, *reply);
  add_up(options_.rubric, judged);
  trial->done(std::move(judged));
}

/// A request that the endpoint doesn't understand may be understood in another form; every other error is the caller's.
void RubricJudge::on_error(const std::shared_ptr<Trial>& trial, const Error& error) {
  bool form = error.code == ErrorCode::invalid_input && trial->rung < Rung::fenced;
  if (!form) return trial->done(pass_on(error));
  trial->rung = static_cast<Rung>(static_cast<int>(trial->rung) + 1);
  first_rung_ = std::max(first_rung_, trial->rung);
  ask(trial);
}

void RubricJudge::on_unreadable(const std::shared_ptr<Trial>& trial, const Completion& reply) {
  bool empty = trim(reply.text).empty() && reply.tool_arguments.is_null();
  if (reply.finish_reason == "length") return give_up(trial, "truncated");
  if (trial->rung == Rung::repair) return give_up(trial, empty ? "no_answer" : "no_parse: " + trial->problem);
  trial->rung = static_cast<Rung>(static_cast<int>(trial->rung) + 1);
  if (trial->rung == Rung::repair) {
    trial->request.messages.push_back({Role::assistant, empty                ? "(no answer)"
                                                        : reply.text.empty() ? trial->judged.text
                                                                             : reply.text});
    trial->request.messages.push_back({Role::user, repair_request(trial->problem)});
  }
  ask(trial);
}

void RubricJudge::give_up(const std::shared_ptr<Trial>& trial, std::string reason) {
  trial->judged.reason = std::move(reason);
  trial->done(std::move(trial->judged));
}

}  // namespace

size_t shown_bytes(const Options& options, const Item& item) {
  if (!what_is_missing(options, item).empty()) return 0;
  return to_text(answer_schema(options.rubric)).size() + content_bytes(messages_for(options, item));
}

std::unique_ptr<Judge> make_rubric_judge(std::unique_ptr<provider::Provider> provider, std::string name,
                                         Options options) {
  return std::make_unique<RubricJudge>(std::move(provider), std::move(name), std::move(options));
}

}  // namespace simbench::judge
