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
                      {"completed", shard.completed}});
  return {{"run", out.string()},         {"cells", merged.cells},     {"pending", merged.pending},
          {"shards", std::move(shards)}, {"missing", merged.missing}, {"differences", merged.differences}};
}

std::string merged_text(const fs::path& out, const store::Merged& merged) {
  std::string text;
  for (const auto& shard : merged.shards) {
    text += fmt::format("{} ({}): {}, {} new", shard.name, shard.folder.string(), counted(shard.cells, "cell"),
                        shard.added);
    if (shard.completed > 0) text += fmt::format(", {} completed", shard.completed);
    if (shard.pending > 0) text += fmt::format(", {} still pending there", shard.pending);
    text += "\n";
  }
  return text +
         fmt::format("\nrun: {} ({}, {} pending)\n", out.string(), counted(merged.cells, "cell"), merged.pending);
}

void say_what_is_missing(const store::Merged& merged) {
  for (const std::string& difference : merged.differences) say("note: " + difference);
  std::vector<std::string> numbers;
  for (int number : merged.missing) numbers.push_back(std::to_string(number));
  if (!numbers.empty())
    say(
        fmt::format("missing: shard {}; merge it when it is there, or let `simbench run` with this run as --out and "
                    "without --shard do what is missing",
                    join(numbers, ", ")));
  if (merged.pending > 0)
    say(fmt::format("{} pending: run the shards again and merge again",
                    counted(merged.pending, "cell is", "cells are")));
}

}  // namespace

Result<int> run_merge(const Arguments& arguments) {
  fs::path out = arguments.positional.at(0);
  std::vector<fs::path> shards(arguments.positional.begin() + 1, arguments.positional.end());
  TRY_ASSIGN(store::Merged merged, store::merge(out, shards));
  say_what_is_missing(merged);
  print(arguments.json() ? to_text(merged_json(out, merged)) : merged_text(out, merged));
  return kOk;
}

}  // namespace simbench::cli
