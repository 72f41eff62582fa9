#include "campaign/widen_bench.h"

#include <sqlite3.h>

#include "store/store.h"

namespace simbench::campaign {
namespace {

/// A statement of a bench: what goes wrong ends it.
class Sql {
 public:
  Sql(sqlite3* db, const char* text) {
    int code = sqlite3_prepare_v2(db, text, -1, &statement_, nullptr);
    check(code == SQLITE_OK, sqlite3_errmsg(db));
  }
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;
  ~Sql() { sqlite3_finalize(statement_); }

  Sql& bind(int place, std::string_view text) {
    sqlite3_bind_text(statement_, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Sql& bind(int place, int64_t number) {
    sqlite3_bind_int64(statement_, place, number);
    return *this;
  }
  Sql& bind(int place, const Sql& row, int column) {
    sqlite3_bind_value(statement_, place, sqlite3_column_value(row.statement_, column));
    return *this;
  }
  bool step() { return sqlite3_step(statement_) == SQLITE_ROW; }
  void run() { sqlite3_step(statement_), sqlite3_reset(statement_); }
  void reset() { sqlite3_reset(statement_); }
  std::string text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    return bytes ? std::string(static_cast<const char*>(bytes),
                               static_cast<size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string();
  }
  int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

/// A cell to be, and the one that it is a copy of.
struct Copy {
  std::string id, of;
  int64_t epoch = 0;
  size_t number = 0;
};

/// In the order in which they lie on the disk.
std::vector<Copy> copies_of(sqlite3* db, size_t times, int64_t epochs) {
  std::vector<Copy> copies;
  Sql keys(db, "SELECT suite, system, turn, arm, model, epoch, id FROM narrow.cell");
  while (keys.step())
    for (size_t number = 0; number < times; ++number) {
      int64_t epoch = keys.integer(5) + static_cast<int64_t>(number) * epochs;
      CellKey key{keys.text(0), keys.text(1),           static_cast<int>(keys.integer(2)), *arm_from(keys.text(3)),
                  keys.text(4), static_cast<int>(epoch)};
      copies.push_back({key.id(), keys.text(6), epoch, number});
    }
  std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) { return a.id < b.id; });
  return copies;
}

/// Copies the text that member `name` of a cell's part names, with a line more; the part then names the copy.
class Texts {
 public:
  explicit Texts(sqlite3* db)
      : select_(db, "SELECT body FROM narrow.text WHERE hash = ?"),
        insert_(db, "INSERT OR IGNORE INTO text VALUES (?, CAST(? AS BLOB))") {}

  std::string copied(const std::string& part, const std::string& name, size_t number) {
    size_t at = part.find("\"" + name + "\":\"");
    if (at == std::string::npos) return part;
    std::string hash = part.substr(at + name.size() + 4, 64);
    select_.bind(1, hash).step();
    std::string body = select_.text(0) + (number > 0 ? fmt::format("\ncopy_{} = {}\n", number, number) : "");
    select_.reset();
    std::string other = sha256(body);
    insert_.bind(1, other).bind(2, body).run();
    return replace_all(part, hash, other);
  }

 private:
  Sql select_, insert_;
};

void copy_rows(sqlite3* db, const std::vector<Copy>& copies) {
  Texts texts(db);
  Sql cell(db,
           "SELECT suite, system, turn, arm, model, system_title, category, request, outcome, judgement, verdict, "
           "class, reason, completion, program FROM narrow.cell WHERE id = ?");
  Sql add_cell(db,
               "INSERT INTO cell (suite, system, turn, arm, model, system_title, category, request, outcome, "
               "judgement, verdict, class, reason, completion, program, id, epoch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
               "?, ?, ?, ?, ?, ?, ?, ?)");
  Sql scores(db,
             "SELECT id, version, value, reason, detail FROM narrow.score WHERE subject_kind = 'cell' AND subject = ?");
  Sql add_score(db,
                "INSERT INTO score (id, version, value, reason, detail, subject_kind, subject) VALUES (?, ?, ?, ?, ?, "
                "'cell', ?)");
  for (const Copy& copy : copies) {
    cell.bind(1, copy.of).step();
    for (int column = 0; column < 13; ++column) add_cell.bind(column + 1, cell, column);
    add_cell.bind(14, texts.copied(cell.text(13), "text", copy.number));
    add_cell.bind(15, texts.copied(cell.text(14), "code", copy.number)).bind(16, copy.id).bind(17, copy.epoch).run();
    cell.reset();
    scores.bind(1, copy.of);
    while (scores.step()) {
      for (int column = 0; column < 5; ++column) add_score.bind(column + 1, scores, column);
      add_score.bind(6, copy.id).run();
    }
    scores.reset();
  }
}

}  // namespace

Status widen(const fs::path& narrow, size_t times, const fs::path& wide) {
  TRY_ASSIGN(auto from, store::Store::open_read_only(narrow));
  TRY_ASSIGN(Json epochs, from->get_note("bench"));
  {
    TRY_ASSIGN(auto to, store::Store::open(wide));
    TRY(to->put_note("bench", epochs.get<int64_t>() * static_cast<int64_t>(times)));
  }
  sqlite3* db = nullptr;
  check(sqlite3_open((wide / "run.db").c_str(), &db) == SQLITE_OK, "a folder to write to");
  auto run = [&](const std::string& sql) {
    int code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
    check(code == SQLITE_OK, sqlite3_errmsg(db));
  };
  run(fmt::format("ATTACH '{}' AS narrow", (narrow / "run.db").string()));
  run("PRAGMA main.journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000; BEGIN; "
      "INSERT OR IGNORE INTO text SELECT * FROM narrow.text WHERE hash NOT IN (SELECT json_extract(completion, "
      "'$.text') "
      "FROM narrow.cell UNION SELECT json_extract(program, '$.code') FROM narrow.cell)");
  copy_rows(db, copies_of(db, times, epochs.get<int64_t>()));
  run("COMMIT; PRAGMA main.journal_mode = WAL");
  sqlite3_close(db);
  TRY_ASSIGN(auto digested, store::Store::open(wide));  // which makes the digests of all that is new
  return {};
}

}  // namespace simbench::campaign
