#include "report/report.h"

#include <unordered_set>

#include "report/explorer.h"
#include "report/motions.h"
#include "report/page.h"
#include "report/section.h"

namespace simbench::report {
namespace {

/// One HTML file: sections and cells, either of which may be missing.
struct Document {
  std::string title;
  const Input& input;
  bool sections = true;
  Json pages = Json::array();  ///< {name, address, cells} of the files with the cells, where they aren't here
  Json back = nullptr;         ///< address of the file with the tables
};

/// {id, title, body} of each section that has one.
Json sections_of(const Input& input) {
  Json shown = Json::array();
  for (const Section& section : sections())
    if (std::string body = section.render(input); !body.empty())
      shown.push_back({{"id", section.id}, {"title", section.title}, {"body", std::move(body)}});
  return shown;
}

Result<size_t> write_document(const Document& document, const store::Store& store, const fs::path& file,
                              const Options& options) {
  static const Input kNoCells;
  Blobs blobs;
  Json index = explorer_index(document.pages.empty() ? document.input : kNoCells, store, options, blobs);
  Json shown = document.sections ? sections_of(document.input) : Json::array();
  ThreeInPage three = document.pages.empty() ? three_in_page(blobs) : ThreeInPage{};
  index["three"] = three.modules;
  std::string page = fill_template(page_file("page.html"), {{"title", document.title},
                                                            {"style", page_style()},
                                                            {"sections", std::move(shown)},
                                                            {"paged", !document.pages.empty()},
                                                            {"pages", document.pages},
                                                            {"back", document.back},
                                                            {"index", json_in_html(index)},
                                                            {"licence", three.licence},
                                                            {"script", page_script("page.js")},
                                                            {"blobs", blobs.lines()}});
  TRY(write_file(file, page));
  return page.size();
}

Result<Input> gather(const store::Store& store, const Options& options) {
  Input input;
  input.manifest = store.manifest();
  TRY_ASSIGN(input.anchors, store.notes("anchors/"));
  TRY_ASSIGN(input.import_note, store.get_note("import"));
  TRY_ASSIGN(input.experiment, store.get_note("experiment"));
  TRY_ASSIGN(input.analysis, analysis::analyze(store, {.seed = options.seed, .controls = options.controls}));
  input.counts.left_out = get(get(input.analysis, "methods"), "left_out_of_averages").get<std::set<std::string>>();
  return input;
}

/// All cells and scores, for a page that has them itself.
Status gather_cells(const store::Store& store, Input& input) {
  TRY(store.each_cell(store::Texts::whole, [&](store::CellRow row) -> Status {
    input.counts.add(row);
    input.cells.push_back(std::move(row));
    return {};
  }));
  return store.each_score("", [&](Score score) -> Status {
    if (score.subject_kind == SubjectKind::cell) input.scores_of[score.subject].push_back(std::move(score));
    return {};
  });
}

Status count_votes(const store::Store& store, Input& input) {
  std::unordered_set<std::string> left_out;  // cells
  if (!input.counts.left_out.empty())
    TRY(store.each_key([&](const std::string& id, const CellKey& key) -> Status {
      if (input.counts.left_out.contains(key.model)) left_out.insert(id);
      return {};
    }));
  return store.each_score_text([&](const store::ScoreText& row) -> Status {
    if (row.subject_kind == SubjectKind::cell && row.id.starts_with("judge_"))
      input.votes[{std::string(row.id), std::string(row.version)}].add(row.score(),
                                                                       !left_out.contains(std::string(row.subject)));
    return {};
  });
}

/// Writes cells as they come, in key order: a file for each task, or for as many of its cells as fit.
class CellPages {
 public:
  CellPages(const store::Store& store, const fs::path& report, const Options& options)
      : store_(store),
        options_(options),
        report_(report),
        folder_(report.parent_path() / (report.stem() += "-cells")) {}

  Status add(store::CellRow row) {
    std::string task = fmt::format("{}-{}", row.key.system, row.key.turn);
    if (task != task_ || page_.cells.size() >= options_.cells_on_a_page) TRY(flush());
    if (task != task_) part_ = 0;
    task_ = task;
    page_.cells.push_back(std::move(row));
    return {};
  }

  Status flush() {
    if (page_.cells.empty()) return {};
    for (const store::CellRow& row : page_.cells) {
      TRY_ASSIGN(page_.scores_of[row.key.id()], store_.scores_of(row.key));
    }
    const CellKey& first = page_.cells.front().key;
    std::string name = fmt::format("{}/{}", first.system, first.turn);
    ++part_;
    std::string file = fmt::format("{}-{}-{}.html", first.system, first.turn, part_);
    TRY(make_directories(folder_));
    Document document{.title = fmt::format("{}, page {}", name, part_),
                      .input = page_,
                      .sections = false,
                      .back = "../" + report_.filename().string()};
    TRY_ASSIGN(size_t bytes, write_document(document, store_, folder_ / file, options_));
    bytes_ += bytes;
    pages_.push_back({{"name", part_ > 1 ? fmt::format("{} ({})", name, part_) : name},
                      {"address", folder_.filename().string() + "/" + file},
                      {"cells", counted(page_.cells.size(), "cell")}});
    page_ = {};
    return {};
  }

  const Json& pages() const { return pages_; }
  size_t bytes() const { return bytes_; }

 private:
  const store::Store& store_;
  const Options& options_;
  fs::path report_, folder_;
  Input page_;
  std::string task_;
  size_t part_ = 0, bytes_ = 0;
  Json pages_ = Json::array();
};

}  // namespace

Result<Written> write(const store::Store& store, const fs::path& out, const Options& options) {
  TRY_ASSIGN(Input input, gather(store, options));
  Document document{.title = options.title, .input = input};
  if (document.title.empty())
    document.title = "simbench: " + get_string(get(input.manifest, "suite"), "name").value_or("run");
  bool paged = input.analysis["methods"]["cells"].get<size_t>() > options.cells_in_one_file;
  CellPages pages(store, fs::absolute(out), options);
  if (paged) {
    Status written = store.each_cell(store::Texts::whole, [&](store::CellRow row) {
      input.counts.add(row);
      return pages.add(std::move(row));
    });
    TRY(written);
    TRY(pages.flush());
    document.pages = pages.pages();
  } else {
    TRY(gather_cells(store, input));
  }
  TRY(count_votes(store, input));
  TRY_ASSIGN(size_t bytes, write_document(document, store, out, options));
  return Written{out, bytes + pages.bytes(), document.pages.size()};
}

}  // namespace simbench::report
