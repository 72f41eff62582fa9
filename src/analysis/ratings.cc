// People's ratings beside the judges' scores of the same programs: do people agree, does a judge agree with them, and
// what is the judge's mean after correcting it by them?
#include "analysis/grid.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

const std::string kTotal = "total";

/// Measure ("total" or a rubric category) → number: the score 0–100, or points lost.
using Numbers = std::map<std::string, double>;

/// One program that people rated by one rubric.
struct Rated {
  size_t cell = 0;
  std::map<std::string, Numbers> by_rater;
  std::set<std::string> sheets;
};

Numbers numbers_of(std::optional<double> total, const Json& lost) {
  Numbers numbers;
  if (total) numbers[kTotal] = *total;
  if (lost.is_object())
    for (const auto& [category, points] : lost.items())
      if (points.is_number()) numbers[category] = points.get<double>();
  return numbers;
}

/// Rubric (the score's version) → its rated programs. Points by two rubrics are not compared.
std::map<std::string, std::vector<Rated>> rated_by_rubric(const Data& data) {
  std::map<std::string, std::vector<Rated>> rated;
  for (const auto& row : data.rated) {
    const Score& score = row->score;
    if (score.id != "human") continue;
    Rated one{.cell = row->cell};
    for (const auto& [rater, said] : score.detail["raters"].items()) {
      one.by_rater[rater] = numbers_of(get_number(said, "score"), get(said, "lost"));
      one.sheets.insert(get_string(said, "sheet").value_or(""));
    }
    rated[score.version].push_back(std::move(one));
  }
  return rated;
}

/// A judge's column → cell → its numbers: the total everywhere, categories where it itemised.
std::map<std::string, std::map<size_t, Numbers>> judged(const Data& data) {
  std::map<std::string, std::map<size_t, Numbers>> all;
  for (const auto& [name, column] : data.scores)
    if (name.starts_with("judge"))
      for (size_t i = 0; i < column.values.size(); ++i)
        if (column.values[i]) all[name][i] = {{kTotal, *column.values[i]}};
  for (const auto& row : data.rated) {
    const Score& score = row->score;
    auto judge = all.find(all.contains(score.id) ? score.id : score.id + "@" + score.version);
    if (judge == all.end() || !score.detail.contains("lost")) continue;
    if (auto cell = judge->second.find(row->cell); cell != judge->second.end())
      cell->second.merge(numbers_of(std::nullopt, score.detail["lost"]));
  }
  return all;
}

/// Numbers of one item, one a rater; nullopt where a rater has none.
using Row = std::vector<std::optional<double>>;

std::optional<double> find(const Numbers& numbers, const std::string& measure) {
  auto it = numbers.find(measure);
  return it == numbers.end() ? std::nullopt : std::optional(it->second);
}

std::optional<double> said_by(const Rated& one, const std::string& rater, const std::string& measure) {
  auto it = one.by_rater.find(rater);
  return it == one.by_rater.end() ? std::nullopt : find(it->second, measure);
}

std::optional<double> mean_of_people(const Rated& one, const std::string& measure) {
  std::vector<double> values;
  for (const auto& [rater, numbers] : one.by_rater)
    if (auto value = find(numbers, measure)) values.push_back(*value);
  return stats::mean(values).value;
}

/// The agreement row of one measure; nothing where fewer than two raters share an item.
std::optional<Json> agreement_row(const stats::Ratings& ratings, const std::vector<size_t>& systems,
                                  const Options& options) {
  size_t shared = 0;
  for (const Row& row : ratings)
    shared += std::count_if(row.begin(), row.end(), [](const auto& r) { return r.has_value(); }) >= 2;
  if (shared == 0) return std::nullopt;
  stats::Agreement a = stats::agreement(ratings, systems, bootstrap_options(options));
  if (ratings[0].size() > 2)
    for (stats::Estimate* pairwise : {&a.quadratic_kappa, &a.spearman})
      *pairwise = {.figure = stats::Figure::undefined("of two raters only"), .ci_reason = "of two raters only"};
  Json row{{"n", shared}, {"clusters", std::set<size_t>(systems.begin(), systems.end()).size()}};
  put(row, "quadratic_kappa", a.quadratic_kappa);
  put(row, "alpha_ordinal", a.alpha_ordinal);
  put(row, "alpha_interval", a.alpha_interval);
  put(row, "icc", a.icc);
  put(row, "spearman", a.spearman);
  return row;
}

/// Who is compared: a name and what they say of a program.
struct Voice {
  std::string name;
  std::function<std::optional<double>(const Rated&, const std::string& measure)> says;
};

/// Whose agreement a row is about, and what they say.
struct Compared {
  std::string kind, first, second;
  std::vector<Voice> voices;
};

class AgreementTable {
 public:
  AgreementTable(const Data& data, const Options& options) : data_(data), options_(options) {}

  void add(const std::string& rubric, const std::vector<Rated>& rated, const Compared& compared) {
    const auto& [kind, first, second, voices] = compared;
    std::set<std::string> categories;
    for (const Rated& one : rated)
      for (const auto& [rater, numbers] : one.by_rater)
        for (const auto& [name, value] : numbers) categories.insert(name);
    categories.erase(kTotal);
    std::vector<std::string> measures{kTotal};
    measures.insert(measures.end(), categories.begin(), categories.end());
    for (const std::string& measure : measures) {
      stats::Ratings ratings;
      std::vector<size_t> systems;
      for (const Rated& one : rated) {
        Row row;
        for (const Voice& voice : voices) row.push_back(voice.says(one, measure));
        if (std::none_of(row.begin(), row.end(), [](const auto& r) { return r.has_value(); })) continue;
        ratings.push_back(std::move(row));
        systems.push_back(data_.cells[one.cell].system);
      }
      if (auto row = agreement_row(ratings, systems, options_)) {
        row->update({{"rubric", rubric}, {"kind", kind}, {"first", first}, {"second", second}, {"measure", measure}});
        rows_.push_back(std::move(*row));
      }
    }
  }

  Json rows() { return std::move(rows_); }

 private:
  const Data& data_;
  const Options& options_;
  Json rows_ = Json::array();
};

std::vector<Voice> voices_of_people(const std::vector<Rated>& rated) {
  std::set<std::string> names;
  for (const Rated& one : rated)
    for (const auto& [rater, numbers] : one.by_rater) names.insert(rater);
  std::vector<Voice> voices;
  for (const std::string& name : names)
    voices.push_back(
        {name, [name](const Rated& one, const std::string& measure) { return said_by(one, name, measure); }});
  return voices;
}

/// What a mean is drawn from: programs that the judge scored, with people's number where there is one.
struct Scored {
  double judge = 0;
  std::optional<double> people;
  size_t system = 0, model = 0;
};

stats::PredictionPowered corrected_mean(const std::vector<Scored>& items, std::span<const size_t> drawn) {
  std::vector<double> truth, judged, rest;
  for (size_t i : drawn) {
    const Scored& one = items[i];
    if (one.people)
      truth.push_back(*one.people), judged.push_back(one.judge);
    else
      rest.push_back(one.judge);
  }
  return stats::prediction_powered_mean({truth, judged, rest});
}

Json corrected_row(const std::vector<Scored>& items, const Options& options) {
  std::vector<size_t> all, systems;
  std::vector<double> judge, people;
  for (const Scored& one : items) {
    all.push_back(all.size());
    systems.push_back(one.system);
    judge.push_back(one.judge);
    if (one.people) people.push_back(*one.people);
  }
  Json row{{"rated", people.size()},
           {"unrated", items.size() - people.size()},
           {"clusters", std::set<size_t>(systems.begin(), systems.end()).size()}};
  put(row, "judge_mean", stats::mean(judge));
  put(row, "people_mean", stats::mean(people));
  put(row, "corrected",
      stats::cluster_bootstrap(
          systems, [&](std::span<const size_t> drawn) { return corrected_mean(items, drawn).estimate.figure; },
          bootstrap_options(options)));
  row["lambda"] = row["corrected"].is_null() ? Json(nullptr) : Json(corrected_mean(items, all).lambda);
  return row;
}

/// Globs over "system/turn" of the sheets that came back: what the rated programs are a sample of.
Result<std::vector<std::string>> sampled_from(const std::vector<Rated>& rated, const store::Store& store) {
  std::set<std::string> sheets;
  for (const Rated& one : rated) sheets.insert(one.sheets.begin(), one.sheets.end());
  std::vector<std::string> globs;
  for (const std::string& sheet : sheets) {
    TRY_ASSIGN(Json note, store.get_note("rating_sheet/" + sheet));
    std::string only = get_string(note, "only").value_or("");
    globs.push_back(only.empty() ? "*" : only);
  }
  return globs;
}

/// The judge's scores of all programs that the sheets could have held.
std::vector<Scored> scored_items(const Data& data, const std::map<size_t, Numbers>& judge,
                                 const std::vector<Rated>& rated, const std::vector<std::string>& globs) {
  std::map<size_t, std::optional<double>> people;
  for (const Rated& one : rated) people[one.cell] = mean_of_people(one, kTotal);
  std::vector<Scored> items;
  for (const auto& [number, said] : judge) {
    const Cell& cell = data.cells[number];
    std::string task = fmt::format("{}/{}", cell.key.system, cell.key.turn);
    if (std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return glob_match(glob, task); }))
      items.push_back({said.at(kTotal), people[number], cell.system, cell.model});
  }
  return items;
}

}  // namespace

Json rating_agreement(const Data& data, const Options& options) {
  AgreementTable table(data, options);
  auto by_rubric = rated_by_rubric(data);
  if (by_rubric.empty()) return Json::array();
  auto judges = judged(data);
  for (const auto& [rubric, rated] : by_rubric) {
    std::vector<Voice> people = voices_of_people(rated);
    for (size_t i = 0; i < people.size(); ++i)
      for (size_t j = i + 1; j < people.size(); ++j)
        table.add(rubric, rated, {"human-human", people[i].name, people[j].name, {people[i], people[j]}});
    if (people.size() > 2) table.add(rubric, rated, {"humans", "all", "all", people});
    for (const auto& [name, numbers] : judges) {
      Voice judge{name, [&numbers = numbers](const Rated& one, const std::string& measure) {
                    auto cell = numbers.find(one.cell);
                    return cell == numbers.end() ? std::nullopt : find(cell->second, measure);
                  }};
      table.add(rubric, rated, {"human-judge", "people", name, {{"people", mean_of_people}, judge}});
    }
  }
  return table.rows();
}

Result<Json> corrected_means(const Data& data, const store::Store& store, const Options& options) {
  Json rows = Json::array();
  auto by_rubric = rated_by_rubric(data);
  if (by_rubric.empty()) return rows;
  auto judges = judged(data);
  for (const auto& [rubric, rated] : by_rubric) {
    TRY_ASSIGN(std::vector<std::string> globs, sampled_from(rated, store));
    for (const auto& [name, numbers] : judges) {
      std::vector<Scored> items = scored_items(data, numbers, rated, globs);
      for (size_t model = 0; model <= data.models.size(); ++model) {
        bool everyone = model == data.models.size();
        std::vector<Scored> own;
        for (const Scored& one : items)
          if (everyone ? data.pooled[one.model] : one.model == model) own.push_back(one);
        Json row = corrected_row(own, options);
        row.update({{"rubric", rubric}, {"score", name}, {"model", everyone ? "all" : data.models[model]}});
        if (everyone || row["rated"] > 0) rows.push_back(std::move(row));
      }
    }
  }
  return rows;
}

Result<Json> ratings(const store::Store& store, const Options& options) {
  TRY_ASSIGN(Data data, load(store, options));
  TRY_ASSIGN(Json corrected, corrected_means(data, store, options));
  return Json{{"rating_agreement", rating_agreement(data, options)}, {"corrected_means", std::move(corrected)}};
}

}  // namespace simbench::analysis
