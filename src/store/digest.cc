#include "store/digest.h"

#include <fmt/format.h>

#include "store/packed.h"
#include "store/store.h"

namespace simbench::store {
namespace {

constexpr uint64_t kMostRequests = 1'000'000;  ///< of one vote: more is nothing that we wrote

std::string_view view_of(const Json& object, const char* key) {
  if (!object.is_object()) return "";
  auto it = object.find(key);
  return it != object.end() && it->is_string() ? std::string_view(it->get_ref<const std::string&>()) : "";
}

std::vector<ViolationDigest> violations_of(const Json& list) {
  std::vector<ViolationDigest> violations;
  for (const Json& one : list)
    violations.push_back({view_of(one, "class"), view_of(one, "name"), view_of(one, "suggestion"),
                          get_bool(one, "fatal").value_or(false)});
  return violations;
}

std::vector<DeductionDigest> deductions_of(const Json& list) {
  std::vector<DeductionDigest> deductions;
  for (const Json& one : list) {
    bool named = get_string(one, "category").has_value();
    deductions.push_back(
        {named ? std::optional(view_of(one, "category")) : std::nullopt, get_number(one, "points").value_or(0)});
  }
  return deductions;
}

uint64_t whole(const Json& object, const char* key) {
  const Json& value = get(object, key);
  return value.is_number_unsigned() ? value.get<uint64_t>() : 0;
}

std::vector<VoteDigest> votes_of(const Json& list) {
  std::vector<VoteDigest> digests;
  if (!list.is_array()) return digests;
  for (const Json& vote : list) {
    uint64_t requests = std::min(whole(vote, "requests"), kMostRequests);
    if (requests == 0) continue;
    std::string_view judge = view_of(vote, "judge");
    auto known =
        std::find_if(digests.begin(), digests.end(), [&](const VoteDigest& one) { return one.judge == judge; });
    VoteDigest& digest = known == digests.end() ? digests.emplace_back(VoteDigest{.judge = judge}) : *known;
    ++digest.votes, digest.requests += requests;
    digest.tokens.add(Usage::from_json(get(vote, "usage")));
  }
  return digests;
}

// Which parts a digest has.
constexpr uint64_t kJudgement = 1, kReply = 2, kExecution = 4, kPrint = 8, kError = 16, kTruncated = 32;
// Which parts a score has.
constexpr uint64_t kValue = 1, kViolations = 2, kDeductions = 4, kVotes = 8;

constexpr uint64_t flag(bool set, uint64_t part) {
  return set ? part : 0;
}

/// FNV-1a over texts and where each ends: no two cells' digests can be taken for each other, nor a word for another.
class Checksum {
 public:
  explicit Checksum(std::string_view cell) { add(cell); }
  void add(std::string_view text) {
    for (char c : text) mix(static_cast<uint8_t>(c));
    mix(text.size());
  }
  uint64_t value() const { return value_; }

 private:
  void mix(uint64_t part) { value_ = (value_ ^ part) * 0x100000001b3; }
  uint64_t value_ = 0xcbf29ce484222325;
};

constexpr size_t kChecksumBytes = 8;

class Encoder {
 public:
  Encoder(std::string_view cell, Words& words) : words_(words), sum_(cell) {}
  std::string encode(const CellDigest& digest);

 private:
  void word(std::string_view text) { out_.number(words_.number_of(text)), sum_.add(text); }
  void count(const std::optional<int64_t>& tokens) {
    out_.number(tokens ? 1 : 0);
    if (tokens) out_.whole_number(*tokens);
  }
  void add(const JudgementDigest& judgement);
  void add(const ReplyDigest& reply);
  void add(const ExecutionDigest& execution);
  void add(const ScoreDigest& score);

  Words& words_;
  Packer out_;
  Checksum sum_;
};

void Encoder::add(const JudgementDigest& judgement) {
  out_.number(static_cast<uint64_t>(judgement.verdict));
  out_.number(static_cast<uint64_t>(judgement.cell_class));
  out_.text(judgement.reason);
  out_.number(judgement.requirements.size());
  for (const RequirementDigest& requirement : judgement.requirements) {
    word(requirement.id);
    out_.number(!requirement.met ? 0 : *requirement.met ? 1 : 2);
    if (requirement.met == false) out_.text(requirement.reason);
  }
}

void Encoder::add(const ReplyDigest& reply) {
  for (const auto& tokens :
       {reply.usage.input_tokens, reply.usage.output_tokens, reply.usage.reasoning_tokens, reply.usage.cached_tokens})
    count(tokens);
  out_.real(reply.latency_s), out_.whole_number(reply.attempts), word(reply.served_model);
}

void Encoder::add(const ExecutionDigest& execution) {
  out_.real(execution.cpu_s), out_.real(execution.wall_s);
  if (execution.error) word(execution.error->first), out_.text(execution.error->second);
  word(execution.isolation), word(execution.simulator), word(execution.simulator_version);
}

void Encoder::add(const ScoreDigest& score) {
  word(score.id), word(score.version);
  out_.number(flag(score.value.has_value(), kValue) | flag(score.violations.has_value(), kViolations) |
              flag(score.deductions.has_value(), kDeductions) | flag(!score.votes.empty(), kVotes));
  score.value ? out_.real(*score.value) : out_.text(score.reason);
  if (score.violations) {
    out_.number(score.violations->size());
    for (const ViolationDigest& one : *score.violations)
      word(one.cls), word(one.name), word(one.suggestion), out_.number(one.fatal);
  }
  if (score.deductions) {
    out_.number(score.deductions->size());
    for (const DeductionDigest& one : *score.deductions) {
      out_.number(one.category ? 1 : 0);
      if (one.category) word(*one.category);
      out_.real(one.points);
    }
  }
  if (score.votes.empty()) return;
  out_.number(score.votes.size());
  for (const VoteDigest& one : score.votes) {
    word(one.judge), out_.number(one.votes), out_.number(one.requests), out_.number(one.tokens.counted);
    for (double tokens : {one.tokens.input, one.tokens.output, one.tokens.reasoning, one.tokens.cached})
      out_.real(tokens);
  }
}

std::string Encoder::encode(const CellDigest& digest) {
  bool failed = digest.execution && digest.execution->error, truncated = digest.reply && digest.reply->truncated;
  out_.number(flag(digest.judgement.has_value(), kJudgement) | flag(digest.reply.has_value(), kReply) |
              flag(digest.execution.has_value(), kExecution) | flag(digest.print.has_value(), kPrint) |
              flag(failed, kError) | flag(truncated, kTruncated));
  out_.number(static_cast<uint64_t>(digest.category));
  if (digest.judgement) add(*digest.judgement);
  if (digest.reply) add(*digest.reply);
  if (digest.execution) add(*digest.execution);
  out_.number(digest.prompt_bytes);
  if (digest.print) out_.fixed(digest.print->first), out_.fixed(digest.print->second);
  out_.number(digest.scores.size());
  for (const ScoreDigest& score : digest.scores) add(score);
  std::string body = out_.take();
  sum_.add(body);
  Packer checked;
  checked.fixed(sum_.value());
  return checked.take() + body;
}

class Decoder {
 public:
  Decoder(std::string_view cell, std::string_view stored, const std::vector<std::string>& words)
      : body_(stored.substr(std::min(stored.size(), kChecksumBytes))), in_(stored), words_(words), sum_(cell) {}
  std::optional<CellDigest> decode();

 private:
  std::string_view word() {
    uint64_t number = in_.number();
    if (number < words_.size()) return sum_.add(words_[number]), words_[number];
    in_.fail();
    return "";
  }
  std::optional<int64_t> tokens() { return in_.number() == 0 ? std::nullopt : std::optional(in_.whole_number()); }
  /// Of an enumeration with so many names.
  template <typename Name>
  Name name(uint64_t names) {
    uint64_t number = in_.number();
    if (number >= names) in_.fail();
    return static_cast<Name>(number < names ? number : 0);
  }
  JudgementDigest judgement();
  ReplyDigest reply();
  ExecutionDigest execution(bool failed);
  ScoreDigest score();

  std::string_view body_;  ///< behind the checksum
  Unpacker in_;
  const std::vector<std::string>& words_;
  Checksum sum_;
};

JudgementDigest Decoder::judgement() {
  JudgementDigest judgement;
  judgement.verdict = name<Verdict>(static_cast<uint64_t>(Verdict::faithful) + 1);
  judgement.cell_class = name<CellClass>(static_cast<uint64_t>(CellClass::unscored) + 1);
  judgement.reason = in_.text();
  judgement.requirements.resize(in_.count());
  for (RequirementDigest& requirement : judgement.requirements) {
    requirement.id = word();
    if (uint64_t met = in_.number(); met != 0) requirement.met = met == 1;
    if (requirement.met == false) requirement.reason = in_.text();
  }
  return judgement;
}

ReplyDigest Decoder::reply() {
  ReplyDigest reply;
  for (auto* count : {&reply.usage.input_tokens, &reply.usage.output_tokens, &reply.usage.reasoning_tokens,
                      &reply.usage.cached_tokens})
    *count = tokens();
  reply.latency_s = in_.real(), reply.attempts = static_cast<int>(in_.whole_number()), reply.served_model = word();
  return reply;
}

ExecutionDigest Decoder::execution(bool failed) {
  ExecutionDigest execution;
  execution.cpu_s = in_.real(), execution.wall_s = in_.real();
  if (failed) {
    std::string_view type = word();
    execution.error = {type, in_.text()};
  }
  execution.isolation = word(), execution.simulator = word(), execution.simulator_version = word();
  return execution;
}

ScoreDigest Decoder::score() {
  ScoreDigest score;
  score.id = word(), score.version = word();
  uint64_t has = in_.number();
  if (has & kValue)
    score.value = in_.real();
  else
    score.reason = in_.text();
  if (has & kViolations) {
    score.violations.emplace(in_.count());
    for (ViolationDigest& one : *score.violations)
      one.cls = word(), one.name = word(), one.suggestion = word(), one.fatal = in_.number() != 0;
  }
  if (has & kDeductions) {
    score.deductions.emplace(in_.count());
    for (DeductionDigest& one : *score.deductions) {
      if (in_.number() != 0) one.category = word();
      one.points = in_.real();
    }
  }
  if (has & kVotes) {
    score.votes.resize(in_.count());
    for (VoteDigest& one : score.votes) {
      one.judge = word(), one.votes = in_.number(), one.requests = in_.number();
      one.tokens.answers = one.votes, one.tokens.counted = in_.number();
      for (double* tokens : {&one.tokens.input, &one.tokens.output, &one.tokens.reasoning, &one.tokens.cached})
        *tokens = in_.real();
    }
  }
  return score;
}

std::optional<CellDigest> Decoder::decode() {
  CellDigest digest;
  uint64_t sum = in_.fixed(), has = in_.number();
  digest.category = name<Category>(static_cast<uint64_t>(Category::sen) + 1);
  if (has & kJudgement) digest.judgement = judgement();
  if (has & kReply) digest.reply = reply(), digest.reply->truncated = (has & kTruncated) != 0;
  if (has & kExecution) digest.execution = execution((has & kError) != 0);
  digest.prompt_bytes = in_.number();
  if (has & kPrint) {
    uint64_t first = in_.fixed();
    digest.print = {first, in_.fixed()};
  }
  size_t scores = in_.count();
  digest.scores.reserve(scores);
  for (size_t i = 0; i < scores; ++i) digest.scores.push_back(score());
  sum_.add(body_);
  return in_.done() && sum_.value() == sum ? std::optional(std::move(digest)) : std::nullopt;
}

}  // namespace

ScoreDigest digest_of(const Score& score) {
  ScoreDigest digest{.id = score.id, .version = score.version, .value = score.value, .reason = score.reason};
  if (!score.detail.is_object()) return digest;
  if (auto list = score.detail.find("violations"); list != score.detail.end()) digest.violations = violations_of(*list);
  if (auto list = score.detail.find("deductions"); list != score.detail.end()) digest.deductions = deductions_of(*list);
  if (auto list = score.detail.find("votes"); list != score.detail.end()) digest.votes = votes_of(*list);
  return digest;
}

namespace {

JudgementDigest digest_of(const Judgement& judgement) {
  JudgementDigest digest{judgement.verdict, judgement.cell_class, judgement.reason, {}};
  for (const RequirementResult& one : judgement.requirements) {
    bool told = one.met == false && judgement.verdict >= Verdict::finishes;  // tables show sentences of such programs
    digest.requirements.push_back({one.id, one.met, told ? std::string_view(one.reason) : ""});
  }
  return digest;
}

ReplyDigest digest_of(const Completion& completion) {
  return {completion.usage, completion.latency_s, completion.attempts, completion.finish_reason == "length",
          completion.served_model};
}

ExecutionDigest digest_of(const Outcome& outcome) {
  ExecutionDigest digest{.cpu_s = outcome.cpu_s,
                         .wall_s = outcome.wall_s,
                         .isolation = outcome.isolation.grade,
                         .simulator = outcome.simulator,
                         .simulator_version = outcome.simulator_version};
  if (outcome.error) digest.error = {outcome.error->type, outcome.error->message};
  return digest;
}

}  // namespace

CellDigest digest_of(const CellRow& row, const std::vector<Score>& scores) {
  CellDigest digest{.category = row.category};
  if (row.judgement) digest.judgement = digest_of(*row.judgement);
  if (row.completion) digest.reply = digest_of(*row.completion);
  if (row.outcome) digest.execution = digest_of(*row.outcome);
  bool checked = false;  // several scores carry the same list
  for (const Score& score : scores) {
    ScoreDigest& last = digest.scores.emplace_back(digest_of(score));
    if (checked) last.violations.reset();
    checked = checked || last.violations;
  }
  return digest;
}

std::string encode(std::string_view cell, const CellDigest& digest, Words& words) {
  return Encoder(cell, words).encode(digest);
}

std::optional<CellDigest> decode_digest(std::string_view cell, std::string_view stored,
                                        const std::vector<std::string>& words) {
  return Decoder(cell, stored, words).decode();
}

}  // namespace simbench::store
