// A page that is whole for SQLite may hold anything: a shard that was altered would spoil what is whole in the others.
#include "store/merge_check.h"

#include <fmt/format.h>

#include "base/json.h"
#include "store/store.h"

namespace simbench::store {
namespace {

tl::unexpected<Error> damage(const std::string& what) {
  return fail(ErrorCode::corrupt, fmt::format("run.db is damaged: {}; copy the shard again, or run it again", what));
}

class ContentCheck {
 public:
  explicit ContentCheck(const Database& db) : db_(db) {}
  Status texts();
  Status keys();
  Status parts(const char* table, const char* names);
  Status scores();
  Status notes();

 private:
  Status named(std::string_view hash, const std::string& by);
  Status named_in(const Json& value, const std::string& by);
  Status request(const Json& json, const std::string& by);

  const Database& db_;
  std::optional<Statement> text_;
};

/// Hashed by all cores, some megabytes at a time.
Status ContentCheck::texts() {
  constexpr size_t kAtOnce = 2000, kBytesAtOnce = size_t{64} << 20;
  TRY_ASSIGN(Statement rows, db_.prepare("SELECT hash, body FROM text"));
  for (bool more = true; more;) {
    std::vector<std::pair<std::string, std::string>> batch;
    for (size_t bytes = 0; batch.size() < kAtOnce && bytes < kBytesAtOnce;) {
      TRY_ASSIGN(more, rows.step());
      if (!more) break;
      batch.emplace_back(rows.text(0), rows.text(1));
      bytes += batch.back().second.size();
    }
    std::vector<char> right(batch.size());
    parallel_for(batch.size(), core_count(), [&](size_t i) { right[i] = sha256(batch[i].second) == batch[i].first; });
    for (size_t i = 0; i < batch.size(); ++i)
      if (!right[i]) return damage(fmt::format("text {} isn't the one of that name any more", batch[i].first));
  }
  return {};
}

bool is_hash(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

/// What is no hash names nothing.
Status ContentCheck::named(std::string_view hash, const std::string& by) {
  if (!is_hash(hash)) return {};
  if (!text_) {
    TRY_ASSIGN(text_, db_.prepare("SELECT 1 FROM text WHERE hash = ?"));
  }
  TRY_ASSIGN(bool there, text_->bind(1, hash).step());
  text_->reset();
  if (there) return {};
  return damage(fmt::format("text {}, which {} names, isn't there", hash, by));
}

Status ContentCheck::named_in(const Json& value, const std::string& by) {
  if (!value.is_string()) return {};
  return named(value.get_ref<const std::string&>(), by);
}

Status ContentCheck::request(const Json& json, const std::string& by) {
  for (const Json& message : get(json, "messages")) TRY(named_in(get(message, "content"), by));
  return {};
}

/// A row under another cell's id would be counted as that one, or not at all.
Status ContentCheck::keys() {
  TRY_ASSIGN(Statement rows, db_.prepare("SELECT id, suite, system, turn, arm, model, epoch FROM cell"));
  for (;;) {
    TRY_ASSIGN(bool more, rows.step());
    if (!more) return {};
    auto arm = arm_from(rows.text(4));
    CellKey key{rows.text(1),
                rows.text(2),
                static_cast<int>(rows.integer(3)),
                arm.value_or(Arm::given),
                rows.text(5),
                static_cast<int>(rows.integer(6))};
    if (arm && key.id() == rows.text(0)) continue;
    return damage(fmt::format("cell {} ({}/{} {} {} #{}) isn't the hash of its key", rows.text(0), rows.text(2),
                              rows.text(3), rows.text(4), rows.text(5), rows.text(6)));
  }
}

/// `names`: an expression that calls a row by what people know it by.
Status ContentCheck::parts(const char* table, const char* names) {
  constexpr const char* kParts[] = {"request", "completion", "program", "outcome", "judgement"};
  TRY_ASSIGN(Statement rows, db_.prepare(fmt::format(
                                 "SELECT {}, request, completion, program, outcome, judgement FROM {}", names, table)));
  for (;;) {
    TRY_ASSIGN(bool more, rows.step());
    if (!more) return {};
    for (int i = 0; i < 5; ++i) {
      if (rows.is_null(i + 1)) continue;
      std::string by = fmt::format("the {} of {}", kParts[i], rows.text(0));
      Result<Json> json = parse_json_part(rows.view(i + 1), {}, "run.db");
      if (!json || !json->is_object()) return damage(fmt::format("{} is no JSON object", by));
      bool judged = verdict_from(text_of(*json, "verdict")) && cell_class_from(text_of(*json, "class"));
      if (i == 4 && !judged) return damage(fmt::format("{} has no verdict and class of ours", by));
      if (i == 0) TRY(request(*json, by));
      if (i == 1) TRY(named_in(get(*json, "text"), by));
      if (i == 2) {
        TRY(named_in(get(*json, "code"), by));
        for (const Json& block : get(*json, "blocks")) TRY(named_in(block, by));
      }
    }
  }
}

Status ContentCheck::scores() {
  TRY_ASSIGN(Statement rows, db_.prepare("SELECT subject, id, detail FROM score"));
  for (;;) {
    TRY_ASSIGN(bool more, rows.step());
    if (!more) return {};
    static const Wanted kNamed{"", {{"shown"}, {"votes", {{"text"}}}}};
    std::string by = fmt::format("score {} of {}", rows.text(1), rows.text(0));
    Result<Json> json = parse_json_part(rows.view(2), kNamed, "run.db");
    if (!json) return damage(fmt::format("the detail of {} is no JSON", by));
    TRY(named_in(get(*json, "shown"), by));
    for (const Json& vote : get(*json, "votes")) TRY(named_in(get(vote, "text"), by));
  }
}

Status ContentCheck::notes() {
  TRY_ASSIGN(Statement rows, db_.prepare("SELECT name, value FROM note"));
  for (;;) {
    TRY_ASSIGN(bool more, rows.step());
    if (!more) return {};
    std::string by = fmt::format("note {}", rows.text(0));
    Result<Json> json = parse_json_part(rows.view(1), {}, "run.db");
    if (!json) return damage(fmt::format("{} is no JSON", by));
    if (rows.text(0) != "tasks") continue;
    if (!json->is_object()) return damage(fmt::format("{} is no JSON object", by));
    for (const auto& [task, facts] : json->items())
      for (const char* key : {"prompt", "given", "reference"}) TRY(named_in(get(facts, key), by));
  }
}

}  // namespace

Status check_contents(const Database& db) {
  ContentCheck check(db);
  TRY(check.texts());
  TRY(check.keys());
  TRY(check.parts("cell", "system || '/' || turn || ' ' || arm || ' ' || model || ' #' || epoch"));
  TRY(check.parts("step", "'try ' || number || ' of cell ' || cell"));
  TRY(check.scores());
  return check.notes();
}

}  // namespace simbench::store
