#include "store/digests.h"

#include <fmt/format.h>

#include "log/log.h"
#include "store/cell_reader.h"

namespace simbench::store {
namespace {

/// Of what CellDigest holds and how it is encoded; another number makes all digests anew.
constexpr int64_t kDigestFormat = 3;

/// A table or trigger, and what makes it: word for word as the database keeps it, by which a part that is missing, or
/// was put there by somebody else, is told.
struct DigestPart {
  std::string_view kind, name;
  const char* sql;
};

// Triggers, so that no writer can forget it. A score's subject may be no cell: then nothing is done of it.
constexpr DigestPart kDigestParts[] = {
    {"TABLE", "digest", "CREATE TABLE digest (cell TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"},
    {"TABLE", "digest_word", "CREATE TABLE digest_word (number INTEGER PRIMARY KEY, word TEXT NOT NULL)"},
    {"TABLE", "digest_format", "CREATE TABLE digest_format (number INTEGER NOT NULL)"},
    {"TABLE", "undigested", "CREATE TABLE undigested (cell TEXT PRIMARY KEY) WITHOUT ROWID"},
    {"TRIGGER", "cell_planned",
     "CREATE TRIGGER cell_planned AFTER INSERT ON cell BEGIN INSERT OR IGNORE INTO undigested VALUES (NEW.id); END"},
    {"TRIGGER", "cell_changed",
     "CREATE TRIGGER cell_changed AFTER UPDATE ON cell BEGIN INSERT OR IGNORE INTO undigested VALUES (NEW.id); "
     "INSERT OR IGNORE INTO undigested VALUES (OLD.id); END"},
    {"TRIGGER", "cell_dropped",
     "CREATE TRIGGER cell_dropped AFTER DELETE ON cell BEGIN DELETE FROM digest WHERE cell = OLD.id; "
     "DELETE FROM undigested WHERE cell = OLD.id; END"},
    {"TRIGGER", "score_added",
     "CREATE TRIGGER score_added AFTER INSERT ON score WHEN NEW.subject_kind = 'cell' "
     "BEGIN INSERT OR IGNORE INTO undigested VALUES (NEW.subject); END"},
    {"TRIGGER", "score_changed",
     "CREATE TRIGGER score_changed AFTER UPDATE ON score WHEN NEW.subject_kind = 'cell' "
     "BEGIN INSERT OR IGNORE INTO undigested VALUES (NEW.subject); END"},
    {"TRIGGER", "score_moved",
     "CREATE TRIGGER score_moved AFTER UPDATE ON score WHEN OLD.subject_kind = 'cell' "
     "BEGIN INSERT OR IGNORE INTO undigested VALUES (OLD.subject); END"},
    {"TRIGGER", "score_dropped",
     "CREATE TRIGGER score_dropped AFTER DELETE ON score WHEN OLD.subject_kind = 'cell' "
     "BEGIN INSERT OR IGNORE INTO undigested VALUES (OLD.subject); END"},
};

constexpr const char* kUndigestedToo =
    "cell c WHERE c.id IN (SELECT cell FROM undigested) OR NOT EXISTS (SELECT 1 FROM digest d WHERE d.cell = c.id) "
    "ORDER BY c.id";
constexpr const char* kUndigested = "undigested u CROSS JOIN cell c ON c.id = u.cell ORDER BY u.cell";
constexpr const char* kAllCells = "cell c ORDER BY c.id";

Result<int64_t> first_number(const Database& db, std::string_view query) {
  TRY_ASSIGN(Statement select, db.prepare(query));
  TRY_ASSIGN(bool found, select.step());
  return found ? select.integer(0) : 0;
}

Result<bool> has_all_parts(const Database& db) {
  TRY_ASSIGN(Statement select, db.prepare("SELECT sql FROM sqlite_master WHERE name = ?"));
  for (const DigestPart& part : kDigestParts) {
    TRY_ASSIGN(bool there, select.bind(1, part.name).step());
    if (!there || select.view(0) != part.sql) return false;
    select.reset();
  }
  return true;
}

/// Are there digests that this release can read, and that nobody can have forgotten to note a change for?
Result<bool> has_digests(const Database& db) {
  TRY_ASSIGN(bool parts, has_all_parts(db));
  if (!parts) return false;
  TRY_ASSIGN(int64_t format, first_number(db, "SELECT number FROM digest_format"));
  return format == kDigestFormat;
}

/// Has every cell a digest, or is it noted? Counted, since a row that somebody deleted leaves no note behind.
Result<bool> none_is_missing(const Database& db) {
  TRY_ASSIGN(int64_t cells, first_number(db, "SELECT count(*) FROM cell"));
  TRY_ASSIGN(int64_t digests, first_number(db, "SELECT count(*) FROM digest"));
  TRY_ASSIGN(int64_t noted, first_number(db,
                                         "SELECT count(*) FROM undigested u CROSS JOIN cell c ON c.id = u.cell "
                                         "WHERE NOT EXISTS (SELECT 1 FROM digest d WHERE d.cell = u.cell)"));
  return cells == digests + noted;
}

/// Numbered from 0 without a gap, each word once, as the writer goes on numbering them.
Result<bool> words_are_sound(const Database& db) {
  TRY_ASSIGN(Statement select, db.prepare("SELECT count(*), count(DISTINCT word), coalesce(min(number), 0), "
                                          "coalesce(max(number), -1) FROM digest_word"));
  TRY(select.step());
  int64_t words = select.integer(0);
  return select.integer(1) == words && select.integer(2) == 0 && select.integer(3) == words - 1;
}

Result<std::vector<std::string>> read_words(const Database& db) {
  TRY_ASSIGN(Statement select, db.prepare("SELECT word FROM digest_word ORDER BY number"));
  std::vector<std::string> words;
  for (;;) {
    TRY_ASSIGN(bool more, select.step());
    if (!more) return words;
    words.push_back(select.text(0));
  }
}

}  // namespace

class DigestWriter::Statements final : public Words {
 public:
  explicit Statements(const Database& db) : db_(db) {}
  Status write();
  uint32_t number_of(std::string_view word) override;

 private:
  Status prepare();
  Status read_numbers();
  Status write_new_words();
  Status write_cells();

  const Database& db_;
  std::optional<Statement> any_, last_word_, add_, add_word_;
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::string> new_words_;
};

Status DigestWriter::Statements::prepare() {
  if (any_) return {};
  TRY_ASSIGN(any_, db_.prepare("SELECT 1 FROM undigested"));
  TRY_ASSIGN(last_word_, db_.prepare("SELECT coalesce(max(number), -1) FROM digest_word"));
  TRY_ASSIGN(add_, db_.prepare("INSERT OR REPLACE INTO digest (cell, body) VALUES (?, ?)"));
  TRY_ASSIGN(add_word_, db_.prepare("INSERT INTO digest_word (number, word) VALUES (?, ?)"));
  return {};
}

/// Again where words are known that the database doesn't hold: their transaction was taken back.
Status DigestWriter::Statements::read_numbers() {
  TRY(last_word_->step());
  int64_t known = last_word_->integer(0) + 1;
  last_word_->reset();
  new_words_.clear();
  if (known == static_cast<int64_t>(numbers_.size())) return {};
  numbers_.clear();
  TRY_ASSIGN(std::vector<std::string> words, read_words(db_));
  for (const std::string& word : words) numbers_.emplace(word, static_cast<uint32_t>(numbers_.size()));
  return {};
}

uint32_t DigestWriter::Statements::number_of(std::string_view word) {
  auto [it, is_new] = numbers_.try_emplace(std::string(word), static_cast<uint32_t>(numbers_.size()));
  if (is_new) new_words_.push_back(it->first);
  return it->second;
}

Status DigestWriter::Statements::write_new_words() {
  size_t number = numbers_.size() - new_words_.size();
  for (const std::string& word : new_words_)
    TRY(add_word_->bind(1, static_cast<int64_t>(number++)).bind(2, word).run());
  new_words_.clear();
  return {};
}

Status DigestWriter::Statements::write_cells() {
  TRY_ASSIGN(CellReader cells, CellReader::of(db_, kUndigested));
  std::vector<std::string> unread;
  for (;;) {
    TRY_ASSIGN(std::vector<ReadCell> batch, cells.next());
    if (batch.empty()) break;
    for (const ReadCell& cell : batch) {
      if (!cell.read)
        unread.push_back(cell.id);
      else
        TRY(add_->bind(1, cell.id).bind_blob(2, encode(cell.id, cell.digest, *this)).run());
    }
    TRY(write_new_words());
  }
  TRY(db_.run("DELETE FROM undigested"));
  if (unread.empty()) return {};
  TRY_ASSIGN(Statement note, db_.prepare("INSERT INTO undigested VALUES (?)"));
  for (const std::string& id : unread) TRY(note.bind(1, id).run());
  return {};
}

Status DigestWriter::Statements::write() {
  TRY(prepare());
  TRY_ASSIGN(bool any, any_->step());
  any_->reset();
  if (!any) return {};
  TRY(read_numbers());
  return write_cells();
}

DigestWriter::DigestWriter(const Database& db) : statements_(std::make_unique<Statements>(db)) {}
DigestWriter::DigestWriter(DigestWriter&&) noexcept = default;
DigestWriter::~DigestWriter() = default;

Status DigestWriter::write() {
  return statements_->write();
}

namespace {

/// A row of table digest.
struct StoredDigest {
  std::string id, body;
  std::optional<CellDigest> digest;  ///< nullopt of a damaged one
};

/// All rows of table digest, taken apart by all cores.
class DigestReader {
 public:
  /// `there`: are there any?
  static Result<DigestReader> of(const Database& db, bool there) {
    DigestReader reader(db);
    if (!there) return reader;
    TRY_ASSIGN(reader.rows_, db.prepare("SELECT cell, body FROM digest ORDER BY cell"));
    return reader;
  }
  /// The next few hundred; none at the end.
  Result<std::vector<StoredDigest>> next();

 private:
  explicit DigestReader(const Database& db) : db_(db) {}

  const Database& db_;
  std::optional<Statement> rows_;  ///< nullopt at the end
  std::vector<std::string> words_;
};

Result<std::vector<StoredDigest>> DigestReader::next() {
  constexpr size_t kAtOnce = 2000;
  std::vector<StoredDigest> batch;
  while (rows_ && batch.size() < kAtOnce) {
    TRY_ASSIGN(bool more, rows_->step());
    if (more)
      batch.push_back({rows_->text(0), rows_->text(1)});
    else
      rows_.reset();
  }
  if (words_.empty() && !batch.empty()) {  // now that a row is read nothing changes for this connection any more
    TRY_ASSIGN(words_, read_words(db_));
  }
  parallel_for(batch.size(), core_count(),
               [&](size_t i) { batch[i].digest = decode_digest(batch[i].id, batch[i].body, words_); });
  return batch;
}

/// A stream's next row, from batch to batch.
template <typename Reader, typename Row>
class Ahead {
 public:
  explicit Ahead(Reader reader) : reader_(std::move(reader)) {}
  /// Null at the end.
  Result<const Row*> row() {
    if (next_ == batch_.size()) {
      TRY_ASSIGN(batch_, reader_.next());
      next_ = 0;
    }
    return batch_.empty() ? nullptr : &batch_[next_];
  }
  void take() { ++next_; }

 private:
  Reader reader_;
  std::vector<Row> batch_;
  size_t next_ = 0;
};

/// In place of a digest that is damaged the cell itself. False where there is none of that id.
Result<bool> look_at_cell(const Database& db, const std::string& id,
                          const std::function<Status(const std::string& id, const CellDigest&)>& look) {
  if (!std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c) != 0; })) return false;
  TRY_ASSIGN(CellReader cells, CellReader::of(db, fmt::format("cell c WHERE c.id = '{}'", id)));
  TRY_ASSIGN(std::vector<ReadCell> found, cells.next());
  if (found.empty()) return false;
  TRY(found.front().read);
  TRY(look(found.front().id, found.front().digest));
  return true;
}

/// Cells whose digest lies under another name.
Status look_at_rest(const Database& db, const std::function<Status(const std::string& id, const CellDigest&)>& look) {
  TRY_ASSIGN(CellReader cells,
             CellReader::of(db,
                            "cell c WHERE c.id NOT IN (SELECT cell FROM undigested) AND NOT EXISTS (SELECT 1 FROM "
                            "digest d WHERE d.cell = c.id) ORDER BY c.id"));
  for (;;) {
    TRY_ASSIGN(std::vector<ReadCell> batch, cells.next());
    if (batch.empty()) return {};
    for (const ReadCell& cell : batch) {
      TRY(cell.read);
      TRY(look(cell.id, cell.digest));
    }
  }
}

}  // namespace

Status prepare_digests(const Database& db) {
  TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
  TRY_ASSIGN(bool ready, has_digests(db));
  if (ready) {  // which of them are sound is told by whoever reads them: a million would have to be read here
    TRY_ASSIGN(ready, words_are_sound(db));
  }
  if (ready) return transaction.commit();
  // What is there of them may be half of it, or of another release: it is all made anew. Triggers first, since those of
  // a table that is gone refuse every write.
  for (const char* kind : {"TRIGGER", "TABLE"})
    for (const DigestPart& part : kDigestParts)
      if (part.kind == kind) TRY(db.run(fmt::format("DROP {} IF EXISTS {}", kind, part.name).c_str()));
  for (const DigestPart& part : kDigestParts) TRY(db.run(part.sql));
  TRY(db.run("INSERT INTO undigested SELECT id FROM cell"));
  TRY_ASSIGN(Statement format, db.prepare("INSERT INTO digest_format VALUES (?)"));
  TRY(format.bind(1, kDigestFormat).run());
  return transaction.commit();
}

Result<DigestDamage> each_digest(const Database& db,
                                 const std::function<Status(const std::string& id, const CellDigest&)>& look) {
  TRY_ASSIGN(bool there, has_digests(db));
  if (there) {
    TRY_ASSIGN(there, words_are_sound(db));
  }
  bool whole = true, strays = false;
  DigestDamage damage;
  if (there) {
    TRY_ASSIGN(whole, none_is_missing(db));
  }
  TRY_ASSIGN(DigestReader digests, DigestReader::of(db, there));
  Ahead<DigestReader, StoredDigest> stored(std::move(digests));
  TRY(stored.row());  // from here on both are of one instant
  TRY_ASSIGN(CellReader cells, CellReader::of(db, !there ? kAllCells : whole ? kUndigested : kUndigestedToo));
  Ahead<CellReader, ReadCell> changed(std::move(cells));
  for (;;) {
    TRY_ASSIGN(const StoredDigest* digest, stored.row());
    TRY_ASSIGN(const ReadCell* cell, changed.row());
    if (!digest && !cell) break;
    if (cell && (!digest || cell->id <= digest->id)) {
      TRY(cell->read);
      TRY(look(cell->id, cell->digest));
      if (digest && digest->id == cell->id) stored.take();
      changed.take();
    } else {
      bool known = true;
      if (digest->digest) {
        TRY(look(digest->id, *digest->digest));
      } else {
        TRY_ASSIGN(known, look_at_cell(db, digest->id, look));
        damage.broken.push_back(digest->id);
      }
      strays = strays || !known;
      stored.take();
    }
  }
  if (strays && whole) TRY(look_at_rest(db, look));  // else they were read among the noted ones
  damage.missing = !whole || strays;
  return damage;
}

Status note_damage(const Database& db, const DigestDamage& damage) {
  TRY_ASSIGN(Statement drop, db.prepare("DELETE FROM digest WHERE cell = ?"));
  for (const std::string& id : damage.broken) TRY(drop.bind(1, id).run());
  return db.run(
      "DELETE FROM digest WHERE cell NOT IN (SELECT id FROM cell); INSERT OR IGNORE INTO undigested "
      "SELECT id FROM cell WHERE id NOT IN (SELECT cell FROM digest)");
}

}  // namespace simbench::store
