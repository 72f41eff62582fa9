// simbench view: what a script simulates, as a page.
#include "cli/browser.h"
#include "cli/one_script.h"
#include "cli/run_functions.h"
#include "cli/words.h"
#include "replay/replay.h"
#include "report/report.h"

namespace simbench::cli {
namespace {

constexpr std::string_view kTraceEnding = ".trace.zst";

/// What is shown: a stored trace, or one script's run.
struct Shown {
  std::optional<trace::Trace> candidate, reference;
  std::optional<Judgement> judgement;
  std::map<std::string, std::string> says;
};

Result<Shown> stored(const fs::path& file) {
  Shown shown;
  TRY_ASSIGN(shown.candidate, trace::read(file));
  return shown;
}

Result<Shown> run_now(const Arguments& arguments) {
  TRY_ASSIGN(Subject subject, read_subject(arguments));
  TemporaryFolder traces;
  TRY_ASSIGN(ScriptRun run, run_script(subject, arguments, traces.path(), true));
  const Outcome& outcome = run.seen.outcome;
  Shown shown{{}, std::move(run.reference), run.seen.judgement, run.says};
  if (!outcome.trace.empty()) {
    TRY_ASSIGN(shown.candidate, trace::read(trace::file(traces.path(), outcome.trace)));
  }
  if (outcome.error)
    say(fmt::format("{}: {}: {}{}; `simbench exec` says more", subject.file.string(), outcome.error->type,
                    for_terminal(outcome.error->message),
                    outcome.error->line > 0 ? fmt::format(" (line {})", outcome.error->line) : ""));
  return shown;
}

fs::path page_of(const Arguments& arguments, const fs::path& subject) {
  if (arguments.has("out")) return arguments.text("out");
  std::string name = subject.filename().string();
  return name.substr(0, std::min(name.find('.'), name.size())) + ".html";
}

/// The middle of the run, where nobody says otherwise.
double instant_of(const Arguments& arguments, const trace::Trace& trace) {
  if (auto at = arguments.number("at")) return *at;
  std::vector<double> t = trace.times();
  return t.empty() ? 0 : t[t.size() / 2];
}

}  // namespace

Result<int> run_view(const Arguments& arguments) {
  fs::path file = arguments.positional.at(0), page = page_of(arguments, file);
  std::error_code not_there;
  for (const fs::path& out : {page, fs::path(arguments.text("svg")), fs::path(arguments.text("png"))})
    for (const fs::path& in : {file, fs::path(arguments.text("reference"))})
      if (fs::equivalent(out, in, not_there))
        return usage_error(fmt::format("{} is what is shown: it would be overwritten", out.string()));
  Result<Shown> shown = file.string().ends_with(kTraceEnding) ? stored(file) : run_now(arguments);
  if (!shown && shown.error().code == ErrorCode::unsupported) {
    say(fmt::format("simbench view: {}", shown.error().text()));
    return kSandbox;
  }
  if (!shown) return pass_on(shown.error());
  const trace::Trace* candidate = shown->candidate ? &*shown->candidate : nullptr;
  const trace::Trace* reference = shown->reference ? &*shown->reference : nullptr;
  std::string title = file.filename().string();
  TRY_ASSIGN(report::Written written, report::write_view({.title = title,
                                                          .task = arguments.text("task"),
                                                          .candidate = candidate,
                                                          .reference = reference,
                                                          .judgement = shown->judgement,
                                                          .says = shown->says},
                                                         page));
  if (arguments.has("svg") && candidate)
    TRY(write_file(arguments.text("svg"), replay::strip(*candidate, reference, title)));
  if (arguments.has("png") && candidate)
    TRY(draw_page(page, fmt::format("still&t={:.4f}", instant_of(arguments, *candidate)), arguments.text("png")));
  if (!replay::three_js()) say("three.js isn't installed: the page shows plots only (tools/setup.sh installs it)");
  if (arguments.flag("open")) TRY(open_page(page));
  if (arguments.json())
    print(to_text({{"page", fs::absolute(written.file).string()}, {"bytes", written.bytes}}));
  else
    print(fmt::format("Page: {} ({:.1f} MB)", fs::absolute(written.file).string(),
                      static_cast<double>(written.bytes) / 1e6));
  return kOk;
}

}  // namespace simbench::cli
