// Merging is a rule for two rows of one key: which of them stays, or why they contradict each other. Each rule picks by
// the rows alone, never by who came first: so merging has no order, and merging twice changes nothing.
#include "store/merge_rows.h"

#include <fmt/format.h>

#include <span>

#include "base/json.h"
#include "base/json_part.h"
#include "store/merge_manifests.h"

namespace simbench::store {
namespace {

/// Columns that stand or fall together, as texts; nullopt for null.
using Part = std::vector<std::optional<std::string>>;

struct Ruling {
  bool theirs = false;        ///< the row that is taken in wins
  std::string contradiction;  ///< "" if there is none
};

/// Of two parts that are there and differ; `key`: the first column of the table's key.
using Rule = Ruling (*)(const Part& ours, const Part& theirs, const std::string& key);

struct PartRule {
  std::vector<std::string_view> columns;  ///< the first one is null while the part is pending
  Rule rule;
  size_t json = 0;  ///< which of the columns holds JSON
};

struct TableRule {
  std::string_view table;
  std::vector<std::string_view> key;
  std::vector<PartRule> parts;  ///< every other column must be equal
  std::string (*name)(const Statement& row, const Database& from);
};

/// Two rows that say the same but for times: the one that sorts first.
Ruling smaller(const Part& ours, const Part& theirs) {
  return {.theirs = theirs < ours};
}

/// A member of a JSON text, as text; "" if there is none.
std::string member(const std::optional<std::string>& json, const char* key) {
  Result<Json> value = json ? parse_json(*json, "run.db") : Json(nullptr);
  return value && value->is_object() && value->contains(key) ? to_text((*value)[key]) : "";
}

Ruling same_request(const Part&, const Part&, const std::string&) {
  return {.contradiction = "it was asked differently"};
}

Ruling same_reply(const Part& ours, const Part& theirs, const std::string&) {
  if (member(ours[0], "text") != member(theirs[0], "text")) return {.contradiction = "the model replied differently"};
  return smaller(ours, theirs);
}

Ruling same_program(const Part&, const Part&, const std::string&) {
  return {.contradiction = "another program was taken out of the reply"};
}

/// (judgement, outcome): what failed on our side gives way.
Ruling same_verdict(const Part& ours, const Part& theirs, const std::string&) {
  std::string our_class = member(ours[0], "class"), their_class = member(theirs[0], "class");
  bool ours_failed = our_class == "\"infra_fail\"", theirs_failed = their_class == "\"infra_fail\"";
  if (ours_failed != theirs_failed) return {.theirs = ours_failed};
  std::string our_verdict = member(ours[0], "verdict"), their_verdict = member(theirs[0], "verdict");
  if (ours_failed || (our_class == their_class && our_verdict == their_verdict)) return smaller(ours, theirs);
  return {.contradiction = fmt::format("the same program was judged {} ({}) and {} ({})", our_verdict, our_class,
                                       their_verdict, their_class)};
}

/// (reason, value, detail): a score whose votes aren't all there gives way.
Ruling same_value(const Part& ours, const Part& theirs, const std::string&) {
  bool ours_pending = ours[0] == "pending", theirs_pending = theirs[0] == "pending";
  if (ours_pending != theirs_pending) return {.theirs = ours_pending};
  if (!ours_pending && (ours[0] != theirs[0] || ours[1] != theirs[1]))
    return {.contradiction = fmt::format("it is {} and {}", ours[1].value_or("null"), theirs[1].value_or("null"))};
  return smaller(ours, theirs);
}

bool has_alarm(const Part& note) {
  Result<Json> value = parse_json(note[0].value_or(""), "run.db");
  return value && get_bool(get(*value, "drift"), "alarm").value_or(false);
}

/// Notes that belong to a host (how long references took) or to a series of calls (anchors) may differ; an alarm isn't
/// lost. What a shard says of itself is told anew each time.
Ruling same_note(const Part& ours, const Part& theirs, const std::string& name) {
  if (name == "tasks" || name == "references") return {};  // joined by absorb_maps
  if (name == kUnwrittenManifest) return {};               // a merged run writes its own
  if (name.starts_with("shards/")) return {.theirs = true};
  if (!name.starts_with("anchors/")) return {.contradiction = "it says two different things"};
  if (has_alarm(ours) != has_alarm(theirs)) return {.theirs = has_alarm(theirs)};
  return smaller(ours, theirs);
}

/// "system/turn arm model #epoch".
std::string cell_text(std::string_view id, const Database& db) {
  Result<Statement> select = db.prepare("SELECT system, turn, arm, model, epoch FROM cell WHERE id = ?");
  if (!select || !select->bind(1, id).step().value_or(false)) return std::string(id);
  return fmt::format("{}/{} {} {} #{}", select->text(0), select->text(1), select->text(2), select->text(3),
                     select->text(4));
}

const std::vector<TableRule>& rules() {
  static const std::vector<TableRule> rules{
      {"cell",
       {"id"},
       {{{"request"}, same_request},
        {{"completion"}, same_reply},
        {{"program"}, same_program},
        {{"judgement", "outcome", "verdict", "class", "reason"}, same_verdict}},
       [](const Statement& row, const Database& from) { return cell_text(row.text(0), from); }},
      {"step",
       {"cell", "number"},
       {{{"request"}, same_request},
        {{"completion"}, same_reply},
        {{"program"}, same_program},
        {{"judgement", "outcome"}, same_verdict}},
       [](const Statement& row, const Database& from) {
         return fmt::format("{}, try {}", cell_text(row.text(0), from), row.text(1));
       }},
      {"score",
       {"subject_kind", "subject", "id", "version"},
       {{{"reason", "value", "detail"}, same_value, 2}},
       [](const Statement& row, const Database& from) {
         return fmt::format("{}, score {}", cell_text(row.text(1), from), row.text(2));
       }},
      {"note", {"name"}, {{{"value"}, same_note}}, [](const Statement& row, const Database&) { return row.text(0); }},
  };
  return rules;
}

/// A table's rule with its statements and the places of its columns.
class TableMerge {
 public:
  static Result<TableMerge> prepare(const TableRule& rule, const Database& from, const Database& into);
  Status run(Absorbed& sums);

 private:
  /// A part with the numbers of its columns.
  struct Placed {
    Rule rule;
    std::vector<int> columns;
    size_t json;
  };

  TableMerge(const TableRule& rule, const Database& from, Statement rows, Statement find, Statement insert);
  std::vector<int> places(const std::vector<std::string_view>& names) const;
  Status take(Absorbed& sums);
  Status check_fixed() const;
  Result<std::vector<const Placed*>> parts_to_take() const;
  tl::unexpected<Error> contradiction(const std::string& what) const {
    return fail(ErrorCode::invalid_input, fmt::format("{}: {}", rule_.name(rows_, from_), what));
  }

  const TableRule& rule_;
  const Database& from_;
  Statement rows_, find_, insert_;
  std::vector<int> key_, fixed_;
  std::vector<Placed> parts_;
};

Result<TableMerge> TableMerge::prepare(const TableRule& rule, const Database& from, const Database& into) {
  std::vector<std::string> conditions, names, marks;
  for (std::string_view column : rule.key) conditions.push_back(fmt::format("{} = ?", column));
  TRY_ASSIGN(Statement rows, from.prepare(fmt::format("SELECT * FROM {}", rule.table)));
  TRY_ASSIGN(Statement find,
             into.prepare(fmt::format("SELECT * FROM {} WHERE {}", rule.table, join(conditions, " AND "))));
  for (int i = 0; i < rows.columns(); ++i) names.push_back(rows.name(i)), marks.emplace_back("?");
  // Whole rows: one whose parts are chosen is put together and replaces the old one.
  TRY_ASSIGN(Statement insert, into.prepare(fmt::format("INSERT OR REPLACE INTO {} ({}) VALUES ({})", rule.table,
                                                        join(names, ", "), join(marks, ", "))));
  return TableMerge(rule, from, std::move(rows), std::move(find), std::move(insert));
}

TableMerge::TableMerge(const TableRule& rule, const Database& from, Statement rows, Statement find, Statement insert)
    : rule_(rule), from_(from), rows_(std::move(rows)), find_(std::move(find)), insert_(std::move(insert)) {
  key_ = places(rule.key);
  std::set<int> in_parts;
  for (const PartRule& part : rule.parts) {
    parts_.push_back({part.rule, places(part.columns), part.json});
    in_parts.insert(parts_.back().columns.begin(), parts_.back().columns.end());
  }
  for (int i = 0; i < rows_.columns(); ++i)
    if (!in_parts.contains(i)) fixed_.push_back(i);
}

std::vector<int> TableMerge::places(const std::vector<std::string_view>& names) const {
  std::vector<int> found;
  for (std::string_view name : names)
    for (int i = 0; i < rows_.columns(); ++i)
      if (rows_.name(i) == name) found.push_back(i);
  check(found.size() == names.size(), "a merged table lacks a column");
  return found;
}

Part part_of(const Statement& row, const std::vector<int>& columns) {
  Part part;
  for (int i : columns) part.push_back(row.is_null(i) ? std::nullopt : std::optional(row.text(i)));
  return part;
}

Status TableMerge::check_fixed() const {
  for (int i : fixed_)
    if (rows_.text(i) != find_.text(i))
      return contradiction(fmt::format("its {} is '{}' and '{}'", rows_.name(i), find_.text(i), rows_.text(i)));
  return {};
}

/// The parts of the row at hand that are better than what stands in the row that was found.
Result<std::vector<const TableMerge::Placed*>> TableMerge::parts_to_take() const {
  std::vector<const Placed*> taken;
  for (const Placed& placed : parts_) {
    Part ours = part_of(find_, placed.columns), theirs = part_of(rows_, placed.columns);
    if (!theirs[0] || ours == theirs) continue;
    bool sound = ours[0] && parse_json_part(ours[placed.json].value_or(""), {}, "run.db");  // theirs has been checked
    Ruling ruling = sound ? placed.rule(ours, theirs, rows_.text(key_[0])) : Ruling{.theirs = true};
    if (!ruling.contradiction.empty()) return contradiction(ruling.contradiction);
    if (ruling.theirs) taken.push_back(&placed);
  }
  return taken;
}

Status TableMerge::take(Absorbed& sums) {
  find_.reset();
  for (size_t i = 0; i < key_.size(); ++i) find_.bind_value(static_cast<int>(i) + 1, rows_, key_[i]);
  TRY_ASSIGN(bool found, find_.step());
  std::vector<const Placed*> taken;
  if (found) {
    TRY(check_fixed());
    TRY_ASSIGN(taken, parts_to_take());
    if (taken.empty()) return {};
  }
  for (int i = 0; i < rows_.columns(); ++i) insert_.bind_value(i + 1, found ? find_ : rows_, i);
  for (const Placed* placed : taken)
    for (int i : placed->columns) insert_.bind_value(i + 1, rows_, i);
  find_.reset();  // what was bound is a copy
  TRY(insert_.run());
  if (rule_.table == "cell") ++(found ? sums.went_on : sums.added);
  return {};
}

Status TableMerge::run(Absorbed& sums) {
  bool cells = rule_.table == "cell";
  int judgement = cells ? places({"judgement"}).front() : 0;
  for (;;) {
    TRY_ASSIGN(bool more, rows_.step());
    if (!more) return {};
    if (cells) ++sums.cells, sums.pending += rows_.is_null(judgement);
    TRY(take(sums));
  }
}

/// A text is named by its content: where the two differ ours is damaged. What was made of it is made anew, then.
Status absorb_texts(const Database& from, const Database& into, Absorbed& sums) {
  TRY_ASSIGN(Statement rows, from.prepare("SELECT hash, body FROM text"));
  TRY_ASSIGN(Statement insert, into.prepare("INSERT OR IGNORE INTO text (hash, body) VALUES (?, ?)"));
  TRY_ASSIGN(Statement mend, into.prepare("UPDATE text SET body = ?2 WHERE hash = ?1 AND body IS NOT ?2"));
  for (;;) {
    TRY_ASSIGN(bool more, rows.step());
    if (!more) break;
    TRY(insert.bind_value(1, rows, 0).bind_value(2, rows, 1).run());
    if (into.changes() > 0) continue;
    TRY(mend.bind_value(1, rows, 0).bind_value(2, rows, 1).run());
    sums.mended_texts += static_cast<size_t>(into.changes());
  }
  return sums.mended_texts == 0 ? Status() : into.run("INSERT OR IGNORE INTO undigested SELECT id FROM cell");
}

/// Notes that are a map by task are joined task by task: each shard has its own.
Status absorb_maps(const Database& from, const Database& into) {
  for (const char* name : {"tasks", "references"}) {
    TRY_ASSIGN(Statement theirs, from.prepare("SELECT value FROM note WHERE name = ?"));
    TRY_ASSIGN(bool told, theirs.bind(1, name).step());
    if (!told) continue;
    TRY_ASSIGN(Statement ours, into.prepare("SELECT value FROM note WHERE name = ?"));
    TRY_ASSIGN(bool known, ours.bind(1, name).step());
    TRY_ASSIGN(Json joined, parse_json(known ? ours.text(0) : "{}", "run.db"));
    TRY_ASSIGN(Json added, parse_json(theirs.text(0), "run.db"));
    for (const auto& [task, value] : added.items()) {
      bool differs = joined.contains(task) && joined[task] != value;
      if (differs && std::string_view(name) == "tasks")
        return fail(ErrorCode::invalid_input, fmt::format("task {} is another one", task));
      if (!differs || to_text(value) < to_text(joined[task])) joined[task] = value;
    }
    ours.reset();
    TRY_ASSIGN(Statement insert, into.prepare("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)"));
    TRY(insert.bind(1, name).bind(2, to_text(joined)).run());
  }
  return {};
}

}  // namespace

Result<Absorbed> absorb(const Database& from, const Database& into) {
  Absorbed sums;
  TRY(absorb_texts(from, into, sums));
  TRY(absorb_maps(from, into));
  for (const TableRule& rule : rules()) {
    TRY_ASSIGN(TableMerge merge, TableMerge::prepare(rule, from, into));
    TRY(merge.run(sums));
  }
  return sums;
}

}  // namespace simbench::store
