// simbench merge
#include "cli/run_functions.h"
#include "store/store.h"

namespace simbench::cli {
namespace {

Json merged_json(const fs::path& out, const store::Merged& merged) {
  Json shards = Json::array();
  for (const auto& shard : merged.shards)
    shards.push_back({{"folder", shard.folder.string()},
                      {"shard", shard.name},
                      {"cells", shard.cells},
                      {"pending", shard.pending},
                      {"added", shard.added},
                      {"went_on", shard.went_on}});
  return {{"run", out.string()},         {"cells", merged.cells},     {"pending", merged.pending},
          {"shards", std::move(shards)}, {"missing", merged.missing}, {"notes", merged.notes}};
}

std::string merged_text(const fs::path& out, const store::Merged& merged) {
  std::string text;
  for (const auto& shard : merged.shards) {
    text += fmt::format("{} ({}): {}, {} new", shard.name, shard.folder.string(), counted(shard.cells, "cell"),
                        shard.added);
    if (shard.went_on > 0) text += fmt::format(", {} further than in the run before", shard.went_on);
    if (shard.pending > 0) text += fmt::format(", {} pending", shard.pending);
    text += "\n";
  }
  return text + fmt::format("\nrun: {} ({}, {})\n", out.string(), counted(merged.cells, "cell"),
                            merged.pending == 0 ? "none pending" : fmt::format("{} pending", merged.pending));
}

void say_what_is_missing(const store::Merged& merged) {
  for (const std::string& note : merged.notes) say("note: " + note);
  for (const auto& shard : merged.shards)
    if (shard.pending > 0)
      say(fmt::format("{} of {} {} pending in shard {} ({})", shard.pending, counted(shard.cells, "cell"),
                      shard.pending == 1 ? "is" : "are", shard.name, shard.folder.string()));
  std::vector<std::string> numbers;
  for (int number : merged.missing) numbers.push_back(std::to_string(number));
  if (!numbers.empty())
    say(fmt::format("missing: shard{} {}; merge {} too when {} there", numbers.size() == 1 ? "" : "s",
                    join(numbers, ", "), numbers.size() == 1 ? "it" : "them",
                    numbers.size() == 1 ? "it is" : "they are"));
  if (merged.pending > 0 || !numbers.empty())
    say("what is pending or missing is done by the shards' own commands, after which merging again takes it in, or by "
        "`simbench run` with the merged run as --out and without --shard");
}

}  // namespace

Result<int> run_merge(const Arguments& arguments) {
  fs::path out = arguments.positional.at(0);
  std::vector<fs::path> shards(arguments.positional.begin() + 1, arguments.positional.end());
  TRY_ASSIGN(std::string refusal, store::refusal_of(out));
  if (!refusal.empty()) return usage_error(refusal);
  TRY_ASSIGN(store::Merged merged, store::merge(out, shards));
  say_what_is_missing(merged);
  print(arguments.json() ? to_text(merged_json(out, merged)) : merged_text(out, merged));
  return kOk;
}

}  // namespace simbench::cli
