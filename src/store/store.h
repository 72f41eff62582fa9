#pragma once
// Room store: one run directory: manifest.json, run.db (SQLite, WAL), traces/ (docs/format/store.md). The face.
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json_part.h"
#include "record/record.h"
#include "store/digest.h"
#include "store/instances.h"
#include "store/merge.h"

namespace simbench::store {

/// As it stands in the database, and in whatever holds whole cells.
Json judgement_to_json(const Judgement& judgement);

/// A cell as stored. Every stage fills its own part once; a null part is still pending.
struct CellRow {
  CellKey key;
  std::string system_title;
  Category category = Category::mbs;
  Json request;  ///< messages and sampling, null until sent
  std::optional<Completion> completion;
  std::optional<Program> program;
  std::optional<Outcome> outcome;  ///< nullopt also where nothing could be run: see judgement.reason
  std::optional<Judgement> judgement;
};

/// One try before the last of a cell: the sub-steps 1 … n−1 of arm stepwise, the first try of arm repair. The last one
/// is the cell's own row.
struct StepRow {
  int number = 1;
  Json request;
  std::optional<Completion> completion;
  std::optional<Program> program;
  std::optional<Outcome> outcome;
  std::optional<Judgement> judgement;
};

/// A score as it lies in the database; its texts live until the next row is read.
struct ScoreText {
  SubjectKind subject_kind = SubjectKind::cell;
  std::string_view subject, id, version;
  std::optional<double> value;
  std::string_view reason, detail;  ///< detail: JSON
  /// With what is wanted of its detail; null in place of a detail that is no JSON.
  Score score(const Wanted& wanted = {}) const;
};

/// How the texts of a cell (messages, replies, programs) are read: as they are, or as the hashes that get_text takes;
/// no program stays no program.
enum class Texts { whole, by_hash };

/// For one thread at a time. Every save is one transaction, on the disk when it returns.
class Store {
 public:
  /// Opens or makes a run directory for writing, with an exclusive lock.
  /// errors: denied when another process writes to it; corrupt; unsupported schema version with a remedy.
  static Result<std::unique_ptr<Store>> open(const fs::path& folder);
  /// Opens for reading only; a writer may be at work.
  static Result<std::unique_ptr<Store>> open_read_only(const fs::path& folder);
  virtual ~Store() = default;

  virtual const fs::path& folder() const = 0;
  virtual fs::path trace_folder() const = 0;

  virtual Json manifest() const = 0;
  virtual Status set_manifest(const Json& manifest) = 0;

  /// Adds the cells that aren't there yet (a plan).
  virtual Status plan(const std::vector<CellRow>& cells) = 0;
  /// Request, completion and program are kept as first saved: a paid reply is never overwritten.
  virtual Status save_request(const CellKey& key, const Json& request) = 0;
  virtual Status save_completion(const CellKey& key, const Completion& completion) = 0;
  virtual Status save_program(const CellKey& key, const Program& program) = 0;
  virtual Status save_outcome(const CellKey& key, const std::optional<Outcome>& outcome,
                              const Judgement& judgement) = 0;
  /// Inserts or replaces the whole row by (cell, number).
  virtual Status save_step(const CellKey& key, const StepRow& step) = 0;
  /// The cell is pending again: its parts, its earlier tries and its scores go. For a cell whose answer rests on
  /// something that has changed, where the user insists.
  virtual Status forget(const CellKey& key) = 0;
  /// Every score of this id and version goes.
  virtual Status drop_scores(std::string_view id, std::string_view version) = 0;
  /// Everything that `saves` saves becomes one transaction, kept only if it returns no error: for imports of many small
  /// rows.
  virtual Status together(const std::function<Status()>& saves) = 0;
  /// Inserts or replaces by (subject, id, version).
  virtual Status save_scores(const std::vector<Score>& scores) = 0;

  /// All cells in key order, one at a time, until `look` returns an error.
  virtual Status each_cell(Texts texts, const std::function<Status(CellRow)>& look) const = 0;
  /// What tables are made of, in the order of the cells' ids. What a cell has no digest of (a run by a simbench that
  /// made none, read only) is read as a whole. `look` may not use the store.
  virtual Status each_digest(const std::function<Status(const std::string& id, const CellDigest&)>& look) const = 0;
  /// What was asked before a cell's last try: every reply of table step that isn't the cell's own once more. `id`: the
  /// cell's.
  virtual Status each_earlier_reply(
      const std::function<Status(const std::string& id, const ReplyDigest&)>& look) const = 0;
  /// Ids and keys of all cells, in key order.
  virtual Status each_key(const std::function<Status(const std::string& id, CellKey)>& look) const = 0;
  /// All cells in key order (system, turn, arm, model, epoch).
  virtual Result<std::vector<CellRow>> cells() const = 0;
  /// One cell, nullopt if it isn't planned.
  virtual Result<std::optional<CellRow>> cell(const CellKey& key) const = 0;
  /// The class of a cell that is judged, not by a fault of ours, and whose answer rests on nothing that can change
  /// under its model's name; nullopt for any other. Reads no texts.
  virtual Result<std::optional<CellClass>> settled(const CellKey& key) const = 0;
  /// The earlier tries of a cell, by number.
  virtual Result<std::vector<StepRow>> steps(const CellKey& key) const = 0;
  /// By subject kind, subject, id and version.
  virtual Result<std::vector<Score>> scores(std::string_view id = {}) const = 0;
  /// The same one at a time, until `look` returns an error.
  virtual Status each_score(std::string_view id, const std::function<Status(Score)>& look) const = 0;
  /// The same of all scores, unread: most tables need the value alone.
  virtual Status each_score_text(const std::function<Status(const ScoreText&)>& look) const = 0;
  /// (id, version) of all scores of one cell.
  virtual Result<std::set<std::pair<std::string, std::string>>> score_names(const CellKey& key) const = 0;
  /// Those whose subject is no cell: a model, a model's work on a system.
  virtual Result<std::vector<Score>> scores_beyond_cells() const = 0;
  /// Those of one cell, by id and version.
  virtual Result<std::vector<Score>> scores_of(const CellKey& key) const = 0;

  /// Texts stored once by content: prompts, codes, references. Returns the hash.
  virtual Result<std::string> put_text(std::string_view text) = 0;
  virtual Result<std::string> get_text(std::string_view hash) const = 0;
  /// Bytes of it.
  virtual Result<size_t> text_size(std::string_view hash) const = 0;

  /// Small named values: host calibration, judge calibrations, alarms.
  virtual Status put_note(std::string_view name, const Json& value) = 0;
  virtual Result<Json> get_note(std::string_view name) const = 0;  ///< null when absent
  /// All notes whose name starts with `prefix`.
  virtual Result<std::map<std::string, Json>> notes(std::string_view prefix) const = 0;
};

}  // namespace simbench::store
