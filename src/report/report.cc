#include "report/report.h"

#include "report/explorer.h"
#include "report/motions.h"
#include "report/page.h"
#include "report/section.h"

namespace simbench::report {
namespace {

Result<Input> gather(const store::Store& store, const Options& options) {
  Input input;
  input.manifest = store.manifest();
  TRY_ASSIGN(input.anchors, store.notes("anchors/"));
  TRY_ASSIGN(input.cells, store.cells());
  TRY_ASSIGN(std::vector<Score> scores, store.scores());
  for (Score& score : scores)
    if (score.subject_kind == SubjectKind::cell) input.scores_of[score.subject].push_back(std::move(score));
  TRY_ASSIGN(input.import_note, store.get_note("import"));
  TRY_ASSIGN(input.experiment, store.get_note("experiment"));
  TRY_ASSIGN(input.analysis, analysis::analyze(store, {.seed = options.seed}));
  return input;
}

/// {id, title, body} of each section that has one.
Json sections_of(const Input& input) {
  Json shown = Json::array();
  for (const Section& section : sections())
    if (std::string body = section.render(input); !body.empty())
      shown.push_back({{"id", section.id}, {"title", section.title}, {"body", std::move(body)}});
  return shown;
}

}  // namespace

Result<Written> write(const store::Store& store, const fs::path& out, const Options& options) {
  TRY_ASSIGN(Input input, gather(store, options));
  Blobs blobs;
  Json index = explorer_index(input, store, options, blobs);
  std::string title = options.title.empty()
                          ? "simbench: " + get_string(get(input.manifest, "suite"), "name").value_or("run")
                          : options.title;
  ThreeInPage three = three_in_page(blobs);
  index["three"] = three.modules;
  std::string page = fill_template(page_file("page.html"), {{"title", title},
                                                            {"style", page_style()},
                                                            {"sections", sections_of(input)},
                                                            {"index", json_in_html(index)},
                                                            {"script", page_script("page.js")},
                                                            {"licence", three.licence},
                                                            {"blobs", blobs.lines()}});
  TRY(write_file(out, page));
  return Written{out, page.size()};
}

}  // namespace simbench::report
