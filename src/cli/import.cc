// simbench import upstream | jsonl
#include "cli/run_functions.h"
#include "exchange/exchange.h"
#include "upstream/upstream.h"

namespace simbench::cli {
namespace {

constexpr size_t kShown = 20;  ///< lines of a list on the terminal; the note in the run holds all

std::string list_text(std::string_view title, const Json& rows) {
  std::string text = fmt::format("{}: {}\n", title, rows.size());
  for (size_t i = 0; i < rows.size() && i < kShown; ++i)
    text += fmt::format("  {}\n", rows[i].is_string() ? rows[i].get<std::string>() : to_text(rows[i]));
  if (rows.size() > kShown) text += fmt::format("  … and {} more (--json shows all)\n", rows.size() - kShown);
  return text;
}

std::string summary_text(const Json& summary, const fs::path& out) {
  std::string text = fmt::format("{} of {} in {}\n", counted(summary["cells"].get<size_t>(), "cell"),
                                 counted(summary["models"].size(), "model"), out.string());
  text += fmt::format("{} judge texts read\n", summary["judge_texts"].get<size_t>());
  text += list_text("judge texts that state no score", summary["unparsable_judge_texts"]);
  text += list_text("judge scores on which table and text differ", summary["judge_disagreements"]);
  text += "similarity computed again:\n";
  for (const Json& row : summary["similarity_check"])
    text += fmt::format(
        "  {:<22} {} of {} equal the table, largest difference {}\n", row["score"].get<std::string>(),
        row["equal"].get<size_t>(), row["compared"].get<size_t>(),
        row["largest_difference"].is_null() ? "–" : fmt::format("{:.3g}", row["largest_difference"].get<double>()));
  text += list_text("models left out (name them with --models)", summary["models_left_out"]);
  text += list_text("models of pass.csv that are not here", summary["labels_without_model"]);
  text += fmt::format("cells that reading `cleaned` leaves out: {}\n", summary["excluded_when_cleaned"].size());
  text += list_text("missing", summary["missing"]);
  return text;
}

/// An import makes a run of its own: in a folder that holds one it would change cells that were paid for.
Status check_free(const fs::path& out) {
  std::error_code code;
  if (!fs::exists(out / "run.db", code) || fs::file_size(out / "run.db", code) == 0) return {};
  TRY_ASSIGN(auto store, store::Store::open_read_only(out));
  Status empty = store->each_key(
      [](const std::string&, const CellKey&) -> Status { return fail(ErrorCode::invalid_input, "has cells"); });
  if (empty && (!store->manifest().is_object() || store->manifest().empty())) return {};
  return usage_error(
      fmt::format("{} holds a run already, which an import would change: name another folder by --out", out.string()));
}

}  // namespace

Result<int> run_import_upstream(const Arguments& arguments) {
  fs::path out = arguments.text("out");
  if (out.empty()) return usage_error("say with --out where the run goes");
  TRY(check_free(out));
  TRY_ASSIGN(auto store, store::Store::open(out));
  upstream::ImportOptions options{.models = arguments.list("models"), .threads = core_count()};
  TRY_ASSIGN(Json summary, upstream::import_checkout(arguments.positional.at(0), *store, options));
  print(arguments.json() ? to_text(summary) : summary_text(summary, out));
  return kOk;
}

Result<int> run_import_jsonl(const Arguments& arguments) {
  fs::path out = arguments.text("out");
  if (out.empty()) return usage_error("say with --out where the run goes");
  TRY(check_free(out));
  bool is_new = !fs::exists(out);
  TRY_ASSIGN(auto store, store::Store::open(out));
  Result<exchange::ImportedLines> read = exchange::import_lines(arguments.positional.at(0), *store);
  store.reset();
  if (!read && is_new) fs::remove_all(out);  // no empty run stays behind
  TRY_ASSIGN(exchange::ImportedLines sums, std::move(read));
  if (arguments.json())
    print(to_text({{"run", out.string()}, {"cells", sums.cells}, {"scores", sums.scores}, {"whole", sums.whole}}));
  else
    print(fmt::format("{} with {}{} in {}", counted(sums.cells, "cell"), counted(sums.scores, "score"),
                      sums.whole ? "" : ", without requests, replies and programs", out.string()));
  return kOk;
}

}  // namespace simbench::cli
