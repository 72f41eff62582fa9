#include "store/cell_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "pysrc/pysrc.h"

namespace simbench::store {
namespace {

/// What digest_of reads of a score's detail.
const Wanted kLists{"",
                    {{"violations", {{"class"}, {"name"}, {"suggestion"}, {"fatal"}}},
                     {"deductions", {{"category"}, {"points"}}},
                     {"votes",
                      {{"judge"},
                       {"requests"},
                       {"usage", {{"input_tokens"}, {"output_tokens"}, {"reasoning_tokens"}, {"cached_tokens"}}}}}}};

bool may_hold_lists(std::string_view detail) {
  return detail.find("\"violations\"") != std::string_view::npos ||
         detail.find("\"deductions\"") != std::string_view::npos || detail.find("\"votes\"") != std::string_view::npos;
}

bool is_judged(const ReadCell& cell) {
  return std::any_of(cell.scores.begin(), cell.scores.end(),
                     [](const Score& score) { return score.id.starts_with("judge") && score.value; });
}

/// Texts as hashes.
Result<std::string> by_hash(std::string_view hash) {
  static const std::string kNothing = sha256("");
  return std::string(hash == kNothing ? "" : hash);
}

/// All that doesn't need the database.
void make_digest(ReadCell& cell) {
  cell.read = decode(cell.parts, by_hash, kForTables, cell.row);
  if (!cell.read) return;
  for (size_t i = 0; i < cell.scores.size(); ++i)
    if (may_hold_lists(cell.details[i]))
      cell.scores[i].detail = parse_json_part(cell.details[i], kLists, "run.db").value_or(Json(nullptr));
  cell.digest = digest_of(cell.row, cell.scores);
  if (!cell.code.empty()) cell.digest.print = pysrc::program_print(cell.code).value_or(pysrc::ProgramPrint());
}

}  // namespace

Result<CellReader> CellReader::of(const Database& db, std::string_view cells) {
  TRY_ASSIGN(
      Statement rows,
      db.prepare(fmt::format(
          "SELECT c.id, c.category, c.request, c.completion, c.program, c.outcome, c.judgement FROM {}", cells)));
  TRY_ASSIGN(Statement scores, db.prepare("SELECT id, version, value, reason, detail FROM score WHERE subject_kind = "
                                          "'cell' AND subject = ? ORDER BY id, version"));
  TRY_ASSIGN(Statement text, db.prepare("SELECT body FROM text WHERE hash = ?"));
  TRY_ASSIGN(Statement size, db.prepare("SELECT length(body) FROM text WHERE hash = ?"));
  return CellReader(std::move(rows), std::move(scores), std::move(text), std::move(size));
}

Status CellReader::read_scores(ReadCell& cell) {
  scores_.bind(1, cell.id);
  for (;;) {
    TRY_ASSIGN(bool more, scores_.step());
    if (!more) break;
    cell.scores.push_back(
        {SubjectKind::cell, cell.id, scores_.text(0), scores_.text(1), scores_.number(2), scores_.text(3), nullptr});
    cell.details.push_back(scores_.text(4));
  }
  scores_.reset();
  return {};
}

/// A text that is gone is no program, as for whoever looks at the cell.
Status CellReader::read_code(ReadCell& cell) {
  if (!cell.parts[2] || !is_judged(cell)) return {};
  Result<Program> program = decode_program(*cell.parts[2], by_hash, kForTables.program);
  if (!program || !program->found()) return {};
  TRY_ASSIGN(bool found, text_.bind(1, program->code).step());
  if (found) cell.code = text_.text(0);
  text_.reset();
  return {};
}

Status CellReader::add_prompt_size(ReadCell& cell) {
  if (cell.row.completion && cell.row.completion->usage.input_tokens) return {};
  for (const Json& message : get(cell.row.request, "messages"))
    if (auto hash = get_string(message, "content")) {
      auto [it, is_new] = sizes_.try_emplace(*hash, 0);
      if (is_new) {
        TRY_ASSIGN(bool found, size_.bind(1, *hash).step());
        if (found) it->second = static_cast<size_t>(size_.integer(0));
        size_.reset();
        if (!found) sizes_.erase(it);
        if (!found)
          return cell.read = fail(ErrorCode::corrupt, fmt::format("run.db holds no text {}", *hash)), Status();
      }
      cell.digest.prompt_bytes += it->second;
    }
  return {};
}

Result<std::vector<ReadCell>> CellReader::next() {
  constexpr size_t kAtOnce = 500;
  std::vector<ReadCell> cells;
  while (!ended_ && cells.size() < kAtOnce) {
    TRY_ASSIGN(bool more, cells_.step());
    if (ended_ = !more; ended_) break;
    ReadCell& cell = cells.emplace_back();
    cell.id = cells_.text(0), cell.row.category = category_from(cells_.text(1)).value_or(Category::mbs);
    cell.parts = parts_at(cells_, 2);
    TRY(read_scores(cell));
    TRY(read_code(cell));
  }
  parallel_for(cells.size(), core_count(), [&](size_t i) { make_digest(cells[i]); });
  for (ReadCell& cell : cells)
    if (cell.read) TRY(add_prompt_size(cell));
  return cells;
}

}  // namespace simbench::store
