// The house rules as tests: rooms include only downwards and only by face headers; files stay small.
#include <gtest/gtest.h>

#include <regex>

#include "base/base.h"

namespace simbench {
namespace {

const fs::path kSource = source_folder() / "src";

/// room → rooms it may include, read from cmake/rooms.cmake.
std::map<std::string, std::set<std::string>> room_table() {
  std::map<std::string, std::set<std::string>> table;
  std::string text = read_file(source_folder() / "cmake/rooms.cmake").value();
  std::regex row(R"(^simbench_room\((\w+)\s*(?:HOT\s+)?(?:USES ([\w ]+?))?\s*(?:LIBS.*)?\)$)");
  for (std::string_view line : split_lines(text)) {
    std::match_results<std::string_view::const_iterator> m;
    if (!std::regex_match(line.begin(), line.end(), m, row)) continue;
    auto& uses = table[m[1]];
    std::string names = m[2];
    for (std::string_view name : split(names, ' '))
      if (!name.empty()) uses.insert(std::string(name));
  }
  return table;
}

std::vector<std::string> includes_of(const fs::path& file) {
  std::vector<std::string> found;
  std::regex include("^#include \"([^\"]+)\"$");
  std::string text = read_file(file).value();
  for (std::string_view line : split_lines(text)) {
    std::match_results<std::string_view::const_iterator> m;
    if (std::regex_match(line.begin(), line.end(), m, include)) found.push_back(m[1]);
  }
  return found;
}

bool is_code(const fs::path& file) {
  return file.extension() == ".cc" || file.extension() == ".h";
}

TEST(House, RoomsIncludeOnlyDownwardsAndByFaceHeaders) {
  const std::set<std::string> beside = {"base/json.h", "base/json_part.h",
                                        "base/toml.h"};  // faces too, but costly: not for everyone
  auto table = room_table();
  ASSERT_GE(table.size(), 23u) << "cmake/rooms.cmake is not being read";
  for (const auto& [room, allowed] : table) {
    for (const fs::path& file : list_files(kSource / room)) {
      if (!is_code(file)) continue;
      for (const std::string& include : includes_of(file)) {
        std::string other = include.substr(0, include.find('/'));
        if (other == room || !table.contains(other)) continue;
        EXPECT_TRUE(allowed.contains(other))
            << file << " includes " << include << ", but " << room << " may not use " << other;
        EXPECT_TRUE(include == other + "/" + other + ".h" || beside.contains(include))
            << file << ": other rooms are included by their face header";
      }
    }
  }
}

TEST(House, NoRoomNamesAnotherThatItDoesNotInclude) {
  for (const auto& [room, allowed] : room_table()) {
    std::set<std::string> included;
    for (const fs::path& file : list_files(kSource / room)) {
      if (!is_code(file)) continue;
      for (const std::string& include : includes_of(file)) included.insert(include.substr(0, include.find('/')));
    }
    for (const std::string& other : allowed)
      EXPECT_TRUE(included.contains(other))
          << "take " << other << " out of the USES of " << room << " in cmake/rooms.cmake";
  }
}

TEST(House, EveryFolderIsARoomOfTheTable) {
  auto table = room_table();
  for (const fs::path& folder : list_folders(kSource)) EXPECT_TRUE(table.contains(folder.filename())) << folder;
}

/// A probe is loaded into the candidate's process: of the program it shares only what both ends of the pipe and of the
/// cage must agree on.
TEST(House, ProbesShareNothingWithTheProgramButTheirPipeAndTheirLocks) {
  const std::set<std::string> shared = {"sandbox/siphash.h", "sandbox/locks.h"};
  size_t files = 0;
  for (const fs::path& file : list_files(source_folder() / "probes")) {
    if (!is_code(file)) continue;
    ++files;
    for (const std::string& include : includes_of(file))
      EXPECT_TRUE(include.starts_with("probes/") || shared.contains(include)) << file << " includes " << include;
  }
  EXPECT_GE(files, 10u);
  for (const fs::path& file : list_files(kSource)) {
    if (!is_code(file)) continue;
    for (const std::string& include : includes_of(file)) EXPECT_FALSE(include.starts_with("probes/")) << file;
  }
}

/// Everything else asks the simulator's row; "<mujoco>" is also the root element of MJCF.
TEST(House, SimulatorsNamesStandInTheirRowOnly) {
  const std::regex name(R"re("(mujoco|pychrono|MuJoCo|PyChrono)(-python)?")re");
  for (const fs::path& file : list_files(kSource)) {
    std::string stem = file.stem().string();
    bool test =
        stem.ends_with("_test") || stem.ends_with("_bench") || stem.ends_with("_fuzz") || stem.ends_with("_fixture");
    if (!is_code(file) || test || file.filename() == "simulators.cc" || file.filename() == "mjcf.cc") continue;
    std::string text = read_file(file).value();
    size_t number = 0;
    for (std::string_view line : split_lines(text)) {
      ++number;
      std::string code(line.substr(0, line.find("//")));
      EXPECT_FALSE(std::regex_search(code, name)) << file << ":" << number << ": " << code;
    }
  }
}

TEST(House, AnInstalledProgramAsksForNothingOfTheCheckout) {
  for (const fs::path& file : list_files(kSource)) {
    std::string stem = file.stem().string();
    bool test = stem.ends_with("_test") || stem.ends_with("_fixture") || stem == "documented_examples";
    if (!is_code(file) || test || stem == "paths") continue;
    std::string text = read_file(file).value();
    for (const char* asked : {"source_folder()", "build_folder()"})
      EXPECT_EQ(text.find(asked), std::string::npos) << file << " asks for " << asked << ": use data_folder()";
  }
}

TEST(House, FilesStaySmall) {
  std::vector<fs::path> files = list_files(kSource), probes = list_files(source_folder() / "probes");
  files.insert(files.end(), probes.begin(), probes.end());
  for (const fs::path& file : files) {
    if (!is_code(file)) continue;
    std::string text = read_file(file).value();
    size_t lines = split_lines(text).size();
    bool test = file.stem().string().ends_with("_test");
    size_t limit = test ? 600 : file.extension() == ".h" ? 300 : 700;
    EXPECT_LE(lines, limit) << file;
  }
}

}  // namespace
}  // namespace simbench
