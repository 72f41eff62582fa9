#include "campaign/rating.h"

#include "campaign/judge_items.h"

namespace simbench::campaign {
namespace {

using Cells = std::vector<const store::CellRow*>;

std::string task_of(const CellKey& key) {
  return fmt::format("{}/{}", key.system, key.turn);
}

/// Fisher–Yates with our own random numbers: the same on every platform.
void shuffle(Cells& cells, uint64_t seed) {
  Rng rng(seed);
  for (size_t i = cells.size(); i > 1; --i) std::swap(cells[i - 1], cells[rng.below(i)]);
}

/// What could give a model away: its name, the part after the provider, the provider, the served name. Our own
/// controls, recorded answers and programs name themselves nowhere, and theirs are ordinary words.
std::vector<std::string> telltales(const std::vector<store::CellRow>& cells) {
  std::set<std::string> names;
  for (const store::CellRow& cell : cells) {
    const std::string& model = cell.key.model;
    if (model.starts_with("control/") || model.starts_with("replay/") || model.starts_with("command/")) continue;
    names.insert({model, model.substr(model.rfind('/') + 1), model.substr(0, model.find('/'))});
    if (cell.completion) names.insert(cell.completion->served_model);
  }
  return {names.begin(), names.end()};
}

/// What the judge would be shown, too.
judge::RatingItem item_of(const store::CellRow& cell, const JudgeItems& items, const std::vector<std::string>& names) {
  judge::Item shown = items.item(cell);
  return {.task = task_of(cell.key),
          .prompt = shown.prompt,
          .given = shown.given,
          .reference = shown.reference,
          .program = judge::without_names(shown.candidate, names)};
}

Json sheet_note(const judge::RatingSheet& sheet, const Cells& cells, const SheetChoice& choice) {
  Json categories = Json::array(), items = Json::object();
  for (const judge::RubricCategory& c : sheet.rubric.categories)
    categories.push_back({{"name", c.name}, {"points", c.points}});
  for (size_t i = 0; i < cells.size(); ++i) items[sheet.items[i].id] = cells[i]->key.id();
  return {{"rubric", judge::rubric_mark(sheet.rubric)},
          {"rubric_name", sheet.rubric.name + "@" + sheet.rubric.version},
          {"categories", categories},
          {"items", items},
          {"only", choice.only},
          {"seed", choice.seed}};
}

struct Sheet {
  judge::SheetForm form;
  std::string rubric_name;
  double total = 0;
  Json items;  ///< item → cell id
};

Result<Sheet> find_sheet(const store::Store& store, const std::string& id, const std::string& path) {
  TRY_ASSIGN(Json note, store.get_note("rating_sheet/" + id));
  if (!note.is_object())
    return fail(ErrorCode::invalid_input,
                fmt::format("sheet '{}' wasn't made from the run {}", id, store.folder().string()), path);
  Sheet sheet{.form = {.id = id, .rubric = note["rubric"]}, .rubric_name = note["rubric_name"], .items = note["items"]};
  for (const Json& category : note["categories"]) {
    sheet.form.categories.emplace_back(category["name"], category["points"]);
    sheet.total += category["points"].get<double>();
  }
  for (const auto& [item, cell] : sheet.items.items()) sheet.form.items.push_back(item);
  return sheet;
}

/// The scores of people that are there already, and those that are being added.
class HumanScores {
 public:
  static Result<HumanScores> load(const store::Store& store) {
    TRY_ASSIGN(std::vector<Score> scores, store.scores("human"));
    HumanScores all;
    for (Score& score : scores) all.scores_[{score.subject, score.version}] = std::move(score);
    return all;
  }

  /// Returns true if it replaces what the same person said of the same program.
  bool add(const Sheet& sheet, const judge::Rating& rating) {
    std::string cell = sheet.items[rating.item], version = sheet.rubric_name + " " + sheet.form.rubric;
    Score& score = scores_[{cell, version}];
    if (score.id.empty())
      score = {SubjectKind::cell, cell, "human", version, std::nullopt, "", {{"raters", Json::object()}}};
    Json& raters = score.detail["raters"];
    bool replaces = raters.contains(rating.rater);
    Json lost = Json::object();  // in the form of a judge's score, so that the two can be compared
    for (const auto& [category, most] : sheet.form.categories) lost[category] = most - rating.points.at(category);
    raters[rating.rater] = {{"score", 100 * rating.total() / sheet.total},
                            {"lost", lost},
                            {"comment", rating.comment},
                            {"sheet", sheet.form.id},
                            {"item", rating.item}};
    double sum = 0;
    for (const auto& [rater, one] : raters.items()) sum += one["score"].get<double>();
    score.value = sum / static_cast<double>(raters.size());
    return replaces;
  }

  std::vector<Score> all() const {
    std::vector<Score> list;
    for (const auto& [key, score] : scores_) list.push_back(score);
    return list;
  }

 private:
  std::map<std::pair<std::string, std::string>, Score> scores_;  ///< (cell, version)
};

}  // namespace

Result<MadeSheet> make_sheet(store::Store& store, const SheetChoice& choice) {
  TRY_ASSIGN(std::vector<store::CellRow> rows, store.cells());
  MadeSheet made{.sheet = {.rubric = choice.rubric}};
  Cells cells;
  size_t matching = 0;
  for (const store::CellRow& row : rows) {
    if (!choice.only.empty() && !glob_match(choice.only, task_of(row.key))) continue;
    ++matching;
    if (row.program && row.program->found()) cells.push_back(&row);
  }
  if (cells.empty())
    return fail(ErrorCode::invalid_input,
                matching == 0 ? "no cell of the run matches --only" : "no cell that matches has a program to rate");
  made.without_program = matching - cells.size();
  shuffle(cells, choice.seed);
  size_t kept = std::min(cells.size(), choice.items.value_or(cells.size()));
  made.left_out = cells.size() - kept;
  cells.resize(kept);
  TRY_ASSIGN(JudgeItems items, JudgeItems::load(store, ""));
  std::vector<std::string> names = telltales(rows);
  for (const store::CellRow* cell : cells) {
    judge::RatingItem item = item_of(*cell, items, names);
    item.id = fmt::format("{:03}", made.sheet.items.size() + 1);
    made.sheet.items.push_back(std::move(item));
  }
  TRY(store.put_note("rating_sheet/" + made.sheet.id(), sheet_note(made.sheet, cells, choice)));
  return made;
}

Result<std::vector<Imported>> import_ratings(store::Store& store, const std::vector<fs::path>& files,
                                             const ImportChoice& choice) {
  TRY_ASSIGN(HumanScores scores, HumanScores::load(store));
  std::vector<Imported> imported;
  for (const fs::path& file : files) {
    TRY_ASSIGN(std::string text, read_file(file, size_t{64} << 20));
    TRY_ASSIGN(CsvTable table, parse_csv(text, file.string()));
    TRY_ASSIGN(std::string id, judge::sheet_id_of(table));
    TRY_ASSIGN(Sheet sheet, find_sheet(store, id, file.string()));
    TRY_ASSIGN(auto ratings, judge::read_ratings(table, sheet.form, {choice.rater, choice.partial}));
    Imported one{.sheet = id, .rater = ratings[0].rater, .ratings = ratings.size()};
    for (const judge::Rating& rating : ratings) one.replaced += scores.add(sheet, rating);
    imported.push_back(std::move(one));
  }
  TRY(store.save_scores(scores.all()));
  return imported;
}

}  // namespace simbench::campaign
