// The store keeps every stage of a cell in its own transaction, so that a process killed between any two writes leaves
// a run that the same command continues. Long texts (prompts, replies, programs) are rows of table text, once each.
#include "store/store.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "log/log.h"
#include "store/digests.h"
#include "store/lock.h"
#include "store/merge_manifests.h"
#include "store/parts.h"
#include "store/read_ahead.h"
#include "store/schema.h"
#include "store/sqlite.h"

namespace simbench::store {
namespace {

constexpr const char* kKeyColumns = "suite, system, turn, arm, model, epoch";
constexpr const char* kCellColumns =
    "suite, system, turn, arm, model, epoch, system_title, category, request, completion, program, outcome, judgement";
constexpr const char* kScoreColumns = "subject_kind, subject, id, version, value, reason, detail";
constexpr const char* kScoreOrder = " ORDER BY subject_kind, subject, id, version";
constexpr const char* kCellOrder = " ORDER BY system, turn, arm, model, epoch, suite";

class SqliteStore final : public Store {
 public:
  SqliteStore(fs::path folder, Database db, WriterLock lock)
      : folder_(std::move(folder)), db_(std::move(db)), lock_(std::move(lock)) {}

  /// Of a run that another program has written to, or by a release that made no digests.
  Status digest_all();

  const fs::path& folder() const override { return folder_; }
  fs::path trace_folder() const override { return folder_ / "traces"; }

  Json manifest() const override;
  Status set_manifest(const Json& manifest) override;

  Status plan(const std::vector<CellRow>& cells) override;
  Status save_request(const CellKey& key, const Json& request) override;
  Status save_completion(const CellKey& key, const Completion& completion) override;
  Status save_program(const CellKey& key, const Program& program) override;
  Status save_outcome(const CellKey& key, const std::optional<Outcome>& outcome, const Judgement& judgement) override;
  Status save_step(const CellKey& key, const StepRow& step) override;
  Status forget(const CellKey& key) override;
  Status drop_scores(std::string_view id, std::string_view version) override;
  Status together(const std::function<Status()>& saves) override;
  Status save_scores(const std::vector<Score>& scores) override;

  Status each_cell(Texts texts, const std::function<Status(CellRow)>& look) const override;
  Status each_digest(const std::function<Status(const std::string&, const CellDigest&)>& look) const override;
  Status each_earlier_reply(
      const std::function<Status(const std::string& id, const ReplyDigest&)>& look) const override;
  Status each_key(const std::function<Status(const std::string&, CellKey)>& look) const override;
  Result<std::vector<CellRow>> cells() const override;
  Result<std::optional<CellRow>> cell(const CellKey& key) const override;
  Result<std::optional<CellClass>> settled(const CellKey& key) const override;
  Result<std::vector<StepRow>> steps(const CellKey& key) const override;
  Result<std::vector<Score>> scores(std::string_view id) const override;
  Status each_score(std::string_view id, const std::function<Status(Score)>& look) const override;
  Status each_score_text(const std::function<Status(const ScoreText&)>& look) const override;
  Result<std::set<std::pair<std::string, std::string>>> score_names(const CellKey& key) const override;
  Result<std::vector<Score>> scores_beyond_cells() const override;
  Result<std::vector<Score>> scores_of(const CellKey& key) const override;

  Result<std::string> put_text(std::string_view text) override;
  Result<std::string> get_text(std::string_view hash) const override;
  Result<size_t> text_size(std::string_view hash) const override;
  Status put_note(std::string_view name, const Json& value) override;
  Result<Json> get_note(std::string_view name) const override;
  Result<std::map<std::string, Json>> notes(std::string_view prefix) const override;

 private:
  PutText putter() {
    return [this](std::string_view text) { return put_text(text); };
  }
  GetText getter(Texts texts = Texts::whole) const {
    if (texts == Texts::whole) return [this](std::string_view hash) { return get_text(hash); };
    static const std::string kNothing = sha256("");
    return [](std::string_view hash) -> Result<std::string> { return std::string(hash == kNothing ? "" : hash); };
  }
  /// Makes digests anew that don't count; whoever may only read leaves them.
  Status mend(const DigestDamage& damage) const;
  /// Sets one part of a planned cell unless it is there already.
  Status fill(const CellKey& key, const char* column, const Result<std::string>& part);
  /// With the digests of what changed, unless it is a part of another transaction.
  Status commit(Transaction& transaction) const;
  Result<CellKey> read_key(const Statement& row) const;
  /// All but its parts.
  Result<CellRow> read_plan(const Statement& row) const;
  Result<CellRow> read_cell(const Statement& row, const GetText& get) const;

  fs::path folder_;
  Database db_;
  mutable DigestWriter digests_{db_};  ///< also whoever reads finds some to make anew
  WriterLock lock_;
  mutable std::optional<Statement> text_of_;  ///< of get_text
  mutable std::optional<ReadAhead> ahead_;    ///< of digests, while keys are read
};

Json SqliteStore::manifest() const {
  if (Result<Json> unwritten = unwritten_manifest(db_); unwritten && !unwritten->is_null()) return *unwritten;
  Result<std::string> text = read_file(folder_ / "manifest.json");
  if (!text) return nullptr;
  return parse_json(*text, "manifest.json").value_or(Json(nullptr));
}

Status SqliteStore::set_manifest(const Json& manifest) {
  return write_file(folder_ / "manifest.json", to_pretty_text(manifest));
}

Status SqliteStore::digest_all() {
  TRY_ASSIGN(Statement count, db_.prepare("SELECT count(*) FROM undigested"));
  TRY(count.step());
  constexpr int64_t kFelt = 20000;  // takes seconds
  if (int64_t cells = count.integer(0); cells >= kFelt)
    log_line(LogLevel::info,
             fmt::format("{}: makes the digests of {} cells, which tables are made of", folder_.string(), cells));
  count.reset();
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  return commit(transaction);
}

Status SqliteStore::commit(Transaction& transaction) const {
  if (transaction.is_outer()) TRY(digests_.write());
  return transaction.commit();
}

Status SqliteStore::plan(const std::vector<CellRow>& cells) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY_ASSIGN(
      Statement insert,
      db_.prepare("INSERT OR IGNORE INTO cell (id, suite, system, turn, arm, model, epoch, system_title, category) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const CellRow& cell : cells) {
    const CellKey& key = cell.key;
    insert.bind(1, key.id())
        .bind(2, key.suite)
        .bind(3, key.system)
        .bind(4, int64_t{key.turn})
        .bind(5, to_string(key.arm));
    insert.bind(6, key.model).bind(7, int64_t{key.epoch}).bind(8, cell.system_title).bind(9, to_string(cell.category));
    TRY(insert.run());
  }
  return commit(transaction);
}

Status SqliteStore::fill(const CellKey& key, const char* column, const Result<std::string>& part) {
  if (!part) return pass_on(part.error());
  TRY_ASSIGN(Statement update, db_.prepare(fmt::format("UPDATE cell SET {0} = coalesce({0}, ?) WHERE id = ?", column)));
  TRY(update.bind(1, *part).bind(2, key.id()).run());
  check(db_.changes() == 1, "a part was saved of a cell that isn't planned");
  return {};
}

Status SqliteStore::save_request(const CellKey& key, const Json& request) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY(fill(key, "request", encode_request(request, putter())));
  return commit(transaction);
}

Status SqliteStore::save_completion(const CellKey& key, const Completion& completion) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY(fill(key, "completion", encode_completion(completion, putter())));
  return commit(transaction);
}

Status SqliteStore::save_program(const CellKey& key, const Program& program) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY(fill(key, "program", encode_program(program, putter())));
  return commit(transaction);
}

Status SqliteStore::save_outcome(const CellKey& key, const std::optional<Outcome>& outcome,
                                 const Judgement& judgement) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY_ASSIGN(
      Statement update,
      db_.prepare("UPDATE cell SET outcome = ?, judgement = ?, verdict = ?, class = ?, reason = ? WHERE id = ?"));
  if (outcome) update.bind(1, to_text(outcome->to_json()));
  update.bind(2, to_text(judgement_to_json(judgement))).bind(3, to_string(judgement.verdict));
  update.bind(4, to_string(judgement.cell_class)).bind(5, judgement.reason).bind(6, key.id());
  TRY(update.run());
  check(db_.changes() == 1, "an outcome was saved of a cell that isn't planned");
  return commit(transaction);
}

Status SqliteStore::save_step(const CellKey& key, const StepRow& step) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY_ASSIGN(Statement insert,
             db_.prepare("INSERT OR REPLACE INTO step (cell, number, request, completion, program, outcome, "
                         "judgement) VALUES (?, ?, ?, ?, ?, ?, ?)"));
  insert.bind(1, key.id()).bind(2, int64_t{step.number});
  if (!step.request.is_null()) {
    TRY_ASSIGN(std::string part, encode_request(step.request, putter()));
    insert.bind(3, part);
  }
  if (step.completion) {
    TRY_ASSIGN(std::string part, encode_completion(*step.completion, putter()));
    insert.bind(4, part);
  }
  if (step.program) {
    TRY_ASSIGN(std::string part, encode_program(*step.program, putter()));
    insert.bind(5, part);
  }
  if (step.outcome) insert.bind(6, to_text(step.outcome->to_json()));
  if (step.judgement) insert.bind(7, to_text(judgement_to_json(*step.judgement)));
  TRY(insert.run());
  return commit(transaction);
}

Status SqliteStore::forget(const CellKey& key) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  for (const char* change :
       {"UPDATE cell SET request = NULL, completion = NULL, program = NULL, outcome = NULL, judgement = NULL, "
        "verdict = NULL, class = NULL, reason = NULL WHERE id = ?",
        "DELETE FROM step WHERE cell = ?", "DELETE FROM score WHERE subject_kind = 'cell' AND subject = ?"}) {
    TRY_ASSIGN(Statement statement, db_.prepare(change));
    TRY(statement.bind(1, key.id()).run());
  }
  return commit(transaction);
}

Status SqliteStore::drop_scores(std::string_view id, std::string_view version) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY_ASSIGN(Statement statement, db_.prepare("DELETE FROM score WHERE id = ? AND version = ?"));
  TRY(statement.bind(1, id).bind(2, version).run());
  return commit(transaction);
}

Status SqliteStore::together(const std::function<Status()>& saves) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY(saves());
  return commit(transaction);
}

Status SqliteStore::save_scores(const std::vector<Score>& scores) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY_ASSIGN(Statement insert,
             db_.prepare("INSERT OR REPLACE INTO score (subject_kind, subject, id, version, value, reason, "
                         "detail) VALUES (?, ?, ?, ?, ?, ?, ?)"));
  for (const Score& score : scores) {
    check(!score.value || std::isfinite(*score.value), "a score that isn't finite must be null with a reason");
    insert.bind(1, to_string(score.subject_kind)).bind(2, score.subject).bind(3, score.id).bind(4, score.version);
    insert.bind(5, score.value).bind(6, score.reason).bind(7, to_text(score.detail));
    TRY(insert.run());
  }
  return commit(transaction);
}

Result<CellKey> SqliteStore::read_key(const Statement& row) const {
  std::optional<Arm> arm = arm_from(row.text(3));
  if (!arm)
    return fail(ErrorCode::corrupt, fmt::format("run.db names an unknown arm '{}'", row.text(3)), folder_.string());
  return CellKey{row.text(0), row.text(1), static_cast<int>(row.integer(2)),
                 *arm,        row.text(4), static_cast<int>(row.integer(5))};
}

Result<CellRow> SqliteStore::read_plan(const Statement& row) const {
  CellRow cell;
  TRY_ASSIGN(cell.key, read_key(row));
  cell.system_title = row.text(6);
  cell.category = category_from(row.text(7)).value_or(Category::mbs);
  return cell;
}

Result<CellRow> SqliteStore::read_cell(const Statement& row, const GetText& get) const {
  TRY_ASSIGN(CellRow cell, read_plan(row));
  TRY(decode(parts_at(row, 8), get, {}, cell));
  return cell;
}

Status SqliteStore::each_cell(Texts texts, const std::function<Status(CellRow)>& look) const {
  GetText get = getter(texts);
  TRY_ASSIGN(Statement select, db_.prepare(fmt::format("SELECT {} FROM cell{}", kCellColumns, kCellOrder)));
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return {};
    TRY_ASSIGN(CellRow row, read_cell(select, get));
    TRY(look(std::move(row)));
  }
}

Status SqliteStore::each_digest(const std::function<Status(const std::string&, const CellDigest&)>& look) const {
  if (ahead_) ahead_->wait();
  ahead_.reset();
  TRY_ASSIGN(DigestDamage damage, store::each_digest(db_, look));
  return damage.any() ? mend(damage) : Status();
}

Status SqliteStore::mend(const DigestDamage& damage) const {
  std::string what = fmt::format("{}: digests of cells are damaged or missing", folder_.string());
  if (!lock_.is_held()) {
    log_line(LogLevel::info, what + ": these cells were read whole; the same `simbench run` again makes them anew");
    return {};
  }
  log_line(LogLevel::info, what + ": made anew");
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db_));
  TRY(note_damage(db_, damage));
  return commit(transaction);
}

Status SqliteStore::each_earlier_reply(
    const std::function<Status(const std::string&, const ReplyDigest&)>& look) const {
  static const Wanted kOfReply{"", {{"usage"}, {"latency_s"}, {"attempts"}, {"finish_reason"}, {"served_model"}}};
  // The first try of arm repair is the cell's result, too, where no second one was needed.
  TRY_ASSIGN(
      Statement select,
      db_.prepare("SELECT s.cell, s.completion FROM step s LEFT JOIN cell c ON c.id = s.cell "
                  "WHERE s.completion IS NOT NULL AND s.completion IS NOT c.completion ORDER BY s.cell, s.number"));
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return {};
    TRY_ASSIGN(Json json, parse_json_part(select.view(1), kOfReply, "run.db"));
    Completion reply = Completion::from_json(json);
    TRY(look(select.text(0),
             {reply.usage, reply.latency_s, reply.attempts, reply.finish_reason == "length", reply.served_model}));
  }
}

Status SqliteStore::each_key(const std::function<Status(const std::string&, CellKey)>& look) const {
  if (!ahead_) ahead_.emplace(folder_ / "run.db", slices_for_tables(db_));
  // Without column id, though it stands in the index of keys, too: SQLite would read it from the rows, ten times the
  // bytes.
  TRY_ASSIGN(Statement select, db_.prepare(fmt::format("SELECT {} FROM cell{}", kKeyColumns, kCellOrder)));
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return {};
    TRY_ASSIGN(CellKey key, read_key(select));
    std::string id = key.id();
    TRY(look(id, std::move(key)));
  }
}

Result<std::vector<CellRow>> SqliteStore::cells() const {
  std::vector<CellRow> rows;
  TRY(each_cell(Texts::whole, [&](CellRow row) -> Status {
    rows.push_back(std::move(row));
    return {};
  }));
  return rows;
}

Result<std::optional<CellRow>> SqliteStore::cell(const CellKey& key) const {
  TRY_ASSIGN(Statement select, db_.prepare(fmt::format("SELECT {} FROM cell WHERE id = ?", kCellColumns)));
  TRY_ASSIGN(bool found, select.bind(1, key.id()).step());
  if (!found) return std::nullopt;
  TRY_ASSIGN(CellRow row, read_cell(select, getter()));
  return row;
}

Result<std::optional<CellClass>> SqliteStore::settled(const CellKey& key) const {
  TRY_ASSIGN(Statement select,
             db_.prepare("SELECT class FROM cell WHERE id = ? AND class IS NOT NULL AND class <> 'infra_fail' "
                         "AND json_extract(request, '$.source') IS NULL"));
  TRY_ASSIGN(bool found, select.bind(1, key.id()).step());
  return found ? cell_class_from(select.text(0)) : std::nullopt;
}

Result<std::vector<StepRow>> SqliteStore::steps(const CellKey& key) const {
  TRY_ASSIGN(Statement select, db_.prepare("SELECT number, request, completion, program, outcome, judgement FROM step "
                                           "WHERE cell = ? ORDER BY number"));
  select.bind(1, key.id());
  std::vector<StepRow> rows;
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return rows;
    StepRow row;
    row.number = static_cast<int>(select.integer(0));
    TRY(decode(parts_at(select, 1), getter(), {}, row));
    rows.push_back(std::move(row));
  }
}

SubjectKind subject_kind_of(std::string_view name) {
  for (SubjectKind known : {SubjectKind::model_system, SubjectKind::model})
    if (to_string(known) == name) return known;
  return SubjectKind::cell;
}

/// A row of a query of kScoreColumns.
ScoreText score_text(const Statement& row) {
  return {subject_kind_of(row.view(0)), row.view(1), row.view(2), row.view(3), row.number(4), row.view(5), row.view(6)};
}

/// All rows of a query of kScoreColumns.
Status read_scores(Statement& select, const std::function<Status(Score)>& look) {
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return {};
    ScoreText row = score_text(select);
    TRY_ASSIGN(Json detail, parse_json_part(row.detail, {}, "run.db"));
    TRY(look({row.subject_kind, std::string(row.subject), std::string(row.id), std::string(row.version), row.value,
              std::string(row.reason), std::move(detail)}));
  }
}

Result<std::vector<Score>> all_scores(Statement& select) {
  std::vector<Score> rows;
  TRY(read_scores(select, [&](Score score) -> Status {
    rows.push_back(std::move(score));
    return {};
  }));
  return rows;
}

Status SqliteStore::each_score(std::string_view id, const std::function<Status(Score)>& look) const {
  TRY_ASSIGN(Statement select,
             db_.prepare(fmt::format("SELECT {} FROM score WHERE ?1 = '' OR id = ?1{}", kScoreColumns, kScoreOrder)));
  return read_scores(select.bind(1, id), look);
}

Status SqliteStore::each_score_text(const std::function<Status(const ScoreText&)>& look) const {
  TRY_ASSIGN(Statement select, db_.prepare(fmt::format("SELECT {} FROM score{}", kScoreColumns, kScoreOrder)));
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return {};
    TRY(look(score_text(select)));
  }
}

Result<std::vector<Score>> SqliteStore::scores(std::string_view id) const {
  std::vector<Score> rows;
  TRY(each_score(id, [&](Score score) -> Status {
    rows.push_back(std::move(score));
    return {};
  }));
  return rows;
}

Result<std::set<std::pair<std::string, std::string>>> SqliteStore::score_names(const CellKey& key) const {
  TRY_ASSIGN(Statement select,
             db_.prepare("SELECT id, version FROM score WHERE subject_kind = 'cell' AND subject = ?"));
  select.bind(1, key.id());
  std::set<std::pair<std::string, std::string>> names;
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return names;
    names.emplace(select.text(0), select.text(1));
  }
}

Result<std::vector<Score>> SqliteStore::scores_beyond_cells() const {
  // By their names: what isn't 'cell' would be looked for among all scores of cells.
  TRY_ASSIGN(Statement select, db_.prepare(fmt::format("SELECT {} FROM score WHERE subject_kind IN (?, ?){}",
                                                       kScoreColumns, kScoreOrder)));
  select.bind(1, to_string(SubjectKind::model)).bind(2, to_string(SubjectKind::model_system));
  return all_scores(select);
}

Result<std::vector<Score>> SqliteStore::scores_of(const CellKey& key) const {
  TRY_ASSIGN(Statement select,
             db_.prepare(fmt::format("SELECT {} FROM score WHERE subject_kind = 'cell' AND subject = ?{}",
                                     kScoreColumns, kScoreOrder)));
  return all_scores(select.bind(1, key.id()));
}

Result<std::string> SqliteStore::put_text(std::string_view text) {
  std::string hash = sha256(text);
  TRY_ASSIGN(Statement insert, db_.prepare("INSERT OR IGNORE INTO text (hash, body) VALUES (?, ?)"));
  TRY(insert.bind(1, hash).bind_blob(2, text).run());
  return hash;
}

Result<std::string> SqliteStore::get_text(std::string_view hash) const {
  if (!text_of_) {  // kept: tables ask for a million texts
    TRY_ASSIGN(text_of_, db_.prepare("SELECT body FROM text WHERE hash = ?"));
  }
  Result<bool> found = text_of_->bind(1, hash).step();
  Result<std::string> text = fail(ErrorCode::corrupt, fmt::format("run.db holds no text {}", hash), folder_.string());
  if (!found) text = pass_on(found.error());
  if (found && *found) text = text_of_->text(0);
  text_of_->reset();
  return text;
}

Result<size_t> SqliteStore::text_size(std::string_view hash) const {
  TRY_ASSIGN(Statement select, db_.prepare("SELECT length(body) FROM text WHERE hash = ?"));
  TRY_ASSIGN(bool found, select.bind(1, hash).step());
  if (!found) return fail(ErrorCode::corrupt, fmt::format("run.db holds no text {}", hash), folder_.string());
  return static_cast<size_t>(select.integer(0));
}

Status SqliteStore::put_note(std::string_view name, const Json& value) {
  TRY_ASSIGN(Statement insert, db_.prepare("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)"));
  return insert.bind(1, name).bind(2, to_text(value)).run();
}

Result<Json> SqliteStore::get_note(std::string_view name) const {
  TRY_ASSIGN(Statement select, db_.prepare("SELECT value FROM note WHERE name = ?"));
  TRY_ASSIGN(bool found, select.bind(1, name).step());
  if (!found) return Json(nullptr);
  return parse_json(select.text(0), "run.db");
}

Result<std::map<std::string, Json>> SqliteStore::notes(std::string_view prefix) const {
  TRY_ASSIGN(Statement select, db_.prepare("SELECT name, value FROM note WHERE substr(name, 1, length(?1)) = ?1"));
  select.bind(1, prefix);
  std::map<std::string, Json> found;
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return found;
    TRY_ASSIGN(found[select.text(0)], parse_json(select.text(1), "run.db"));
  }
}

}  // namespace

Score ScoreText::score(const Wanted& wanted) const {
  return {subject_kind,
          std::string(subject),
          std::string(id),
          std::string(version),
          value,
          std::string(reason),
          parse_json_part(detail, wanted, "run.db").value_or(Json(nullptr))};
}

namespace {

/// None is there until a run has begun. What a broken one said is in no other place, so nothing goes on without a word.
Status check_manifest(const fs::path& folder) {
  fs::path file = folder / "manifest.json";
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return {};
  TRY_ASSIGN(std::string text, read_file(file));
  Result<Json> manifest = parse_json(text, "");
  if (manifest && manifest->is_object()) {
    for (const char* table : {"suite", "instances", "judges", "simulator", "endpoints"})
      if (const Json& part = get(*manifest, table); !part.is_null() && !part.is_object())
        return fail(
            ErrorCode::corrupt,
            fmt::format("'{}' in it is no object, so that it isn't what a run wrote; bring it back from a copy", table),
            file.string());
    return {};
  }
  return fail(
      ErrorCode::corrupt,
      "is no JSON object, so what the run was made with is unknown; bring it back from a copy, or remove it and "
      "give the same `simbench run` again, which writes it anew",
      file.string());
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const fs::path& folder) {
  TRY(make_directories(folder / "traces"));
  TRY(check_manifest(folder));
  TRY_ASSIGN(WriterLock lock, WriterLock::take(folder));
  TRY_ASSIGN(Database db, Database::open(folder / "run.db", false));
  if (Status ready = prepare_schema(db); !ready) {
    Error error = ready.error();
    if (error.where.empty()) error.where = folder.string();
    return pass_on(std::move(error));
  }
  TRY(write_unwritten(db, folder));
  auto store = std::make_unique<SqliteStore>(folder, std::move(db), std::move(lock));
  TRY(store->digest_all());
  return store;
}

Result<std::unique_ptr<Store>> Store::open_read_only(const fs::path& folder) {
  std::error_code code;
  bool there = fs::exists(folder / "run.db", code);
  if (code || (there && ::access((folder / "run.db").c_str(), R_OK) != 0))
    return fail(ErrorCode::not_found,
                fmt::format("run.db there cannot be read ({})", code ? code.message() : std::strerror(errno)),
                folder.string());
  if (!there && fs::exists(folder / "cells.jsonl", code))
    return fail(ErrorCode::not_found,
                fmt::format("holds the JSON lines of a run, no run.db: `simbench import jsonl {} --out RUN` makes a "
                            "run of them; name that",
                            folder.string()),
                folder.string());
  if (!there)
    return fail(ErrorCode::not_found, "is not a run folder: it has no run.db; name the folder given to run as --out",
                folder.string());
  TRY(check_manifest(folder));
  TRY_ASSIGN(Database db, Database::open(folder / "run.db", true));
  if (Status known = check_schema(db); !known) {
    Error error = known.error();
    if (error.where.empty()) error.where = folder.string();
    return pass_on(std::move(error));
  }
  TRY_ASSIGN(Json unwritten, unwritten_manifest(db));
  if (unwritten.is_null() && !fs::exists(folder / "manifest.json", code))
    log_line(LogLevel::warning, folder.string() +
                                    ": manifest.json is missing, so that suite, versions and judges aren't known; the "
                                    "same `simbench run` again writes it anew");
  return std::make_unique<SqliteStore>(folder, std::move(db), WriterLock());
}

}  // namespace simbench::store
