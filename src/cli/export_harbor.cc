#include "cli/export_harbor.h"

#include "cli/page.h"
#include "dialogue/dialogue.h"

namespace simbench::cli {
namespace {

constexpr std::string_view kWhere = R"(

---

Instead of a block in a reply, write the whole script to `/app/answer.py`. {}It is run without network, screen or person, and judged by what its simulation does.
)";

constexpr std::string_view kSolve = R"(#!/usr/bin/env bash
set -euo pipefail
cp "$(dirname "$0")/answer.py" /app/answer.py
)";

/// A text as TOML has it.
std::string quoted(const std::string& text) {
  return Json(text).dump();
}

std::string task_toml(const suite::Suite& suite, const suite::System& system, int turn) {
  std::vector<std::string> tags{quoted(suite.simulator), quoted(fmt::format("turn {}", turn))};
  for (const std::string& tag : system.tags) tags.push_back(quoted(tag));
  return fmt::format(
      "# simbench canary {}\nversion = \"1.0\"\n\n[metadata]\nname = {}\ntitle = {}\ncategory = {}\ntags = "
      "[{}]\nsuite_hash = {}\n\n"
      "[agent]\ntimeout_sec = 1800.0\n\n[verifier]\ntimeout_sec = 900.0\n\n"
      "[environment]\nbuild_timeout_sec = 900.0\ncpus = 1\nmemory_mb = 4096\nstorage_mb = 4096\nallow_internet = "
      "false\n",
      suite.canary, quoted(fmt::format("{}/{}/{}", suite.name, system.name, turn)), quoted(system.title),
      quoted(std::string(to_string(system.category))), join(tags, ", "), quoted(suite.hash));
}

Status write_script(const fs::path& path, std::string_view text) {
  TRY(write_file(path, text));
  std::error_code ignored;
  fs::permissions(path, fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add,
                  ignored);
  return {};
}

Status copy_folder(const fs::path& from, const fs::path& to) {
  for (const fs::path& file : list_files(from)) {
    TRY_ASSIGN(std::string text, read_file(file));
    TRY(make_directories((to / fs::relative(file, from)).parent_path()));
    TRY(write_file(to / fs::relative(file, from), text));
  }
  return {};
}

/// As much of the suite as the task's judgement needs.
Status write_suite(const suite::Suite& suite, const suite::System& system, const fs::path& to) {
  TRY(make_directories(to));
  for (const char* name : {"suite.toml", "instance.json"}) {
    if (!fs::exists(suite.folder / name)) continue;
    TRY_ASSIGN(std::string text, read_file(suite.folder / name));
    TRY(write_file(to / name, text));
  }
  TRY(copy_folder(suite.folder / "templates", to / "templates"));
  return copy_folder(suite.folder / "systems" / system.name, to / "systems" / system.name);
}

/// The same bytes once on the disk where that is possible.
Status place_wheel(const fs::path& wheel, const fs::path& folder) {
  std::error_code failed;
  fs::create_hard_link(wheel, folder / wheel.filename(), failed);
  if (failed) fs::copy_file(wheel, folder / wheel.filename(), failed);
  if (failed) return fail(ErrorCode::unavailable, "can't be copied: " + failed.message(), wheel.string());
  return {};
}

Status write_task(const suite::Suite& suite, const suite::System& system, int turn, const fs::path& folder) {
  TRY_ASSIGN(dialogue::Shown shown, dialogue::show({.suite = &suite, .system = &system, .turn = turn}));
  std::string words;
  for (const Message& message : shown.messages) words += (words.empty() ? "" : "\n\n") + message.content;
  words += fmt::format(kWhere, shown.given_code.empty() ? "" : "The given code lies in `/app/given.py`, too. ");
  for (const char* part : {"environment", "tests", "solution"}) TRY(make_directories(folder / part));
  TRY(write_file(folder / "task.toml", task_toml(suite, system, turn)));
  TRY(write_file(folder / "instruction.md", words));
  TRY(write_file(folder / "environment/Dockerfile", page_file("Dockerfile")));
  if (!shown.given_code.empty()) TRY(write_file(folder / "environment/given.py", shown.given_code));
  TRY(write_script(folder / "tests/test.sh", page_file("test.sh")));
  TRY(write_file(folder / "tests/grade.py", page_file("grade.py")));
  TRY(write_file(folder / "tests/task.json",
                 to_text({{"task", fmt::format("{}/{}", system.name, turn)}, {"arm", "given"}}) + "\n"));
  TRY(write_suite(suite, system, folder / "tests/suite"));
  TRY(write_script(folder / "solution/solve.sh", kSolve));
  return write_file(folder / "solution/answer.py", system.turn(turn).reference.code);
}

}  // namespace

Result<size_t> write_harbor(const suite::Suite& suite, const fs::path& out, const std::string& only,
                            const fs::path& wheel) {
  if (!fs::exists(data_folder("requirements") / (suite.simulator + ".txt")))
    return fail(ErrorCode::unsupported,
                fmt::format("task folders are made for simulators that an image gets by pip; {} comes by conda",
                            suite.simulator));
  if (!wheel.empty() && (!fs::is_regular_file(wheel) || !wheel.filename().string().starts_with("simbench-")))
    return fail(ErrorCode::not_found, "this is no wheel of simbench: make wheel builds one", wheel.string());
  std::vector<std::pair<const suite::System*, int>> tasks;
  auto folder_of = [&](const suite::System& system, int turn) {
    return out / fmt::format("{}-{}-{}", suite.name, system.name, turn);
  };
  for (const suite::System& system : suite.systems)
    for (int turn = 1; turn <= 3; ++turn) {
      if (!only.empty() && !glob_match(only, fmt::format("{}/{}", system.name, turn))) continue;
      if (fs::exists(folder_of(system, turn)))
        return fail(ErrorCode::invalid_input, "is there already: say another --out, or remove it",
                    folder_of(system, turn).string());
      tasks.emplace_back(&system, turn);
    }
  for (const auto& [system, turn] : tasks) {
    TRY(write_task(suite, *system, turn, folder_of(*system, turn)));
    if (!wheel.empty()) TRY(place_wheel(wheel, folder_of(*system, turn) / "tests"));
  }
  return tasks.size();
}

}  // namespace simbench::cli
