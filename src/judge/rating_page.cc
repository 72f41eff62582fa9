#include "base/json.h"
#include "judge/page.h"
#include "judge/rating_sheet.h"

namespace simbench::judge {
namespace {

Json categories_json(const Rubric& rubric) {
  Json rows = Json::array();
  for (const RubricCategory& c : rubric.categories)
    rows.push_back({{"name", c.name}, {"points", c.points}, {"counts", c.counts}, {"never", c.never}});
  return rows;
}

}  // namespace

std::string sheet_page(const RatingSheet& sheet) {
  Json items = Json::array(), tasks = Json::object();
  for (const RatingItem& item : sheet.items) {
    // Items of one task under two arms may show different texts, so that the text is part of the name.
    Json task{{"prompt", item.prompt}, {"given", or_null(item.given)}, {"reference", item.reference}};
    std::string name = item.task;
    for (int other = 2; tasks.contains(name) && tasks[name] != task; ++other)
      name = fmt::format("{} ({})", item.task, other);
    tasks[name] = std::move(task);
    items.push_back({{"id", item.id}, {"task", name}, {"program", item.program}});
  }
  Json data{{"id", sheet.id()},
            {"rubric", rubric_mark(sheet.rubric)},
            {"categories", categories_json(sheet.rubric)},
            {"never", sheet.rubric.never},
            {"total", sheet.rubric.total()},
            {"tasks", std::move(tasks)},
            {"items", std::move(items)}};
  return fill_template(page_file("rating.html"), {{"sheet", sheet.id()},
                                                  {"style", page_file("rating.css")},
                                                  {"script", page_file("rating.js")},
                                                  {"data", json_in_html(data)}});
}

}  // namespace simbench::judge
