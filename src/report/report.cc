#include "report/report.h"

#include "report/explorer.h"
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

std::string sections_html(const Input& input, std::string& navigation) {
  std::string out;
  for (const Section& section : sections()) {
    std::string body = section.render(input);
    if (body.empty()) continue;
    navigation += fmt::format("<a href=\"#{}\">{}</a>", section.id, escape_html(section.title));
    out += fmt::format("<section id=\"{}\"><h2>{}</h2>{}</section>\n", section.id, escape_html(section.title), body);
  }
  navigation += "<a href=\"#cells\">Cells</a>";
  return out;
}

}  // namespace

Result<Written> write(const store::Store& store, const fs::path& out, const Options& options) {
  TRY_ASSIGN(Input input, gather(store, options));
  Blobs blobs;
  Json index = explorer_index(input, store, options, blobs);
  std::string title = options.title.empty()
                          ? "simbench: " + get_string(get(input.manifest, "suite"), "name").value_or("run")
                          : options.title;
  std::string navigation, body = sections_html(input, navigation);
  std::string page(kPageHtml);
  page = replace_all(std::move(page), "{{title}}", escape_html(title));
  page = replace_all(std::move(page), "{{style}}", kPageStyle);
  page = replace_all(std::move(page), "{{navigation}}", navigation);
  page = replace_all(std::move(page), "{{sections}}", body);
  page = replace_all(std::move(page), "{{index}}", json_in_html(index));
  page = replace_all(std::move(page), "{{script}}", kPageScript);
  page = replace_all(std::move(page), "{{blobs}}", blobs.lines());
  TRY(write_file(out, page));
  return Written{out, page.size()};
}

}  // namespace simbench::report
