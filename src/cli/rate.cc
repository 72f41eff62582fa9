// simbench rate sheet | import | show
#include "analysis/analysis.h"
#include "campaign/campaign.h"
#include "cli/run_functions.h"

namespace simbench::cli {
namespace {

/// For writing; a folder without a run is not made into one.
Result<std::unique_ptr<store::Store>> open_run(const fs::path& folder) {
  if (!fs::exists(folder / "run.db"))
    return fail(ErrorCode::not_found, "there is no run here; start one with `simbench run`", folder.string());
  return store::Store::open(folder);
}

std::string sheet_text(const campaign::MadeSheet& made, const fs::path& folder) {
  std::string text =
      fmt::format("sheet {}: {}, rubric {}@{}\n", made.sheet.id(), counted(made.sheet.items.size(), "program"),
                  made.sheet.rubric.name, made.sheet.rubric.version);
  if (made.left_out > 0) text += fmt::format("{} more programs were not drawn\n", made.left_out);
  if (made.without_program > 0)
    text += fmt::format("{} no program to rate\n", counted(made.without_program, "cell has", "cells have"));
  return text +
         fmt::format("give raters {} (or sheet.csv with programs/ beside it); then: simbench rate import RUN FILE…\n",
                     (folder / "sheet.html").string());
}

/// For those who fill in the CSV: every text as a file.
Status write_texts(const judge::RatingSheet& sheet, const fs::path& folder) {
  for (const judge::RatingItem& item : sheet.items) {
    fs::path own = folder / "programs" / item.id;
    TRY(make_directories(own));
    TRY(write_file(own / "task.md", item.prompt));
    TRY(write_file(own / "program.py", item.program));
    TRY(write_file(own / "reference.py", item.reference));
    if (item.given) TRY(write_file(own / "given.py", *item.given));
  }
  return {};
}

}  // namespace

Result<int> run_rate_sheet(const Arguments& arguments) {
  fs::path folder = arguments.text("out");
  if (folder.empty()) return usage_error("say with --out in which folder the sheet goes");
  campaign::SheetChoice choice{.only = arguments.text("only"),
                               .seed = static_cast<uint64_t>(arguments.integer("seed").value_or(1))};
  if (auto items = arguments.integer("items")) {
    choice.items = static_cast<size_t>(*items);
  }
  std::vector<std::string> rubrics = arguments.list("rubric");
  if (rubrics.size() != 1) return usage_error("--rubric names one rubric");
  TRY_ASSIGN(choice.rubric, judge::load_rubric(rubrics[0]));
  TRY_ASSIGN(auto store, open_run(arguments.positional.at(0)));
  TRY_ASSIGN(campaign::MadeSheet made, campaign::make_sheet(*store, choice));
  TRY(make_directories(folder));
  TRY(write_file(folder / "sheet.html", judge::sheet_page(made.sheet)));
  TRY(write_file(folder / "sheet.csv", judge::sheet_csv(made.sheet)));
  TRY(write_texts(made.sheet, folder));
  if (arguments.json())
    print(to_text({{"sheet", made.sheet.id()},
                   {"items", made.sheet.items.size()},
                   {"not_drawn", made.left_out},
                   {"without_program", made.without_program},
                   {"folder", folder.string()}}));
  else
    print(sheet_text(made, folder));
  return kOk;
}

Result<int> run_rate_import(const Arguments& arguments) {
  std::vector<fs::path> files(arguments.positional.begin() + 1, arguments.positional.end());
  TRY_ASSIGN(auto store, open_run(arguments.positional.at(0)));
  TRY_ASSIGN(auto imported,
             campaign::import_ratings(*store, files, {arguments.text("rater"), arguments.flag("partial")}));
  Json rows = Json::array();
  std::string text;
  for (const campaign::Imported& one : imported) {
    rows.push_back({{"sheet", one.sheet}, {"rater", one.rater}, {"ratings", one.ratings}, {"replaced", one.replaced}});
    text += fmt::format("sheet {}: {} rated by {}{}\n", one.sheet, counted(static_cast<size_t>(one.ratings), "program"),
                        one.rater, one.replaced > 0 ? fmt::format(" ({} replace earlier ratings)", one.replaced) : "");
  }
  print(arguments.json() ? to_text({{"imported", rows}}) : text);
  return kOk;
}

Result<int> run_rate_show(const Arguments& arguments) {
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));
  analysis::Options options{.seed = static_cast<uint64_t>(arguments.integer("seed").value_or(1)),
                            .bootstrap = static_cast<int>(arguments.integer("bootstrap").value_or(2000))};
  TRY_ASSIGN(Json ratings, analysis::ratings(*store, options));
  print(arguments.json() ? to_text(ratings) : analysis::ratings_text(ratings));
  return kOk;
}

}  // namespace simbench::cli
