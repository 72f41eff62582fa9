// The page of one script: its motion in 3D, its requirements, and plots.
#include "replay/replay.h"
#include "report/motions.h"
#include "report/page.h"
#include "report/report.h"

namespace simbench::report {
namespace {

std::string summary_of(const View& view) {
  std::vector<std::string> parts;
  if (view.candidate) {
    const Json& simulator = get(view.candidate->header, "simulator");
    parts.push_back(get_string(simulator, "name").value_or("") + " " + get_string(simulator, "version").value_or(""));
  }
  if (!view.task.empty()) parts.push_back("task " + view.task);
  if (view.judgement) {
    parts.push_back(fmt::format("verdict {}", to_string(view.judgement->verdict)));
    constexpr std::string_view kUnmet = "requirements: ";
    const std::string& reason = view.judgement->reason;
    if (reason.starts_with(kUnmet))
      parts.push_back("not met: " + reason.substr(kUnmet.size()));
    else if (!reason.empty() && reason != "no_requirements")
      parts.push_back(reason);
  }
  return join(parts, " · ");
}

Json scene_blob(const trace::Trace* trace, Blobs& blobs) {
  Json scene = trace ? replay::scene_of(*trace) : Json(nullptr);
  return scene.is_null() ? scene : Json(blobs.add(to_text(scene)));
}

}  // namespace

Result<Written> write_view(const View& view, const fs::path& out) {
  Blobs blobs;
  Json results = Json::array(), requirements = Json::array();
  if (view.judgement)
    for (const RequirementResult& result : view.judgement->requirements) results.push_back(result.to_json());
  for (const auto& [id, says] : view.says) requirements.push_back({{"id", id}, {"says", says}});
  Json index{{"candidate", scene_blob(view.candidate, blobs)},
             {"reference", scene_blob(view.reference, blobs)},
             {"results", std::move(results)},
             {"requirements", std::move(requirements)},
             {"comparison", view.judgement ? view.judgement->comparison : Json(nullptr)}};
  ThreeInPage three = three_in_page(blobs);
  index["three"] = three.modules;
  std::string page = fill_template(page_file("view.html"), {{"title", view.title},
                                                            {"summary", summary_of(view)},
                                                            {"style", page_style()},
                                                            {"index", json_in_html(index)},
                                                            {"script", page_script("view.js")},
                                                            {"licence", three.licence},
                                                            {"blobs", blobs.lines()}});
  TRY(write_file(out, page));
  return Written{out, page.size()};
}

}  // namespace simbench::report
