// What people read holds together: links lead somewhere, every page is found from the index, one version everywhere.
#include <gtest/gtest.h>

#include <regex>

#include "base/base.h"

namespace simbench {
namespace {

const fs::path kTree = source_folder();

/// The Markdown pages for people: not the suites' prompts and templates, which go to models.
std::vector<fs::path> pages() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kTree))
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  found.push_back(kTree / "examples/README.md");
  for (const char* folder : {"docs", "probes"})
    for (const auto& entry : fs::recursive_directory_iterator(kTree / folder))
      if (entry.path().extension() == ".md") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

/// Targets of [text](target) outside code, without those that lead out of the tree.
std::vector<std::string> links_of(const std::string& text) {
  static const std::regex fence("```[^`]*```"), code("`[^`\n]*`"), link(R"(\]\(([^)\s]+)\))");
  std::string plain = std::regex_replace(std::regex_replace(text, fence, ""), code, "");
  std::vector<std::string> found;
  for (std::sregex_iterator it(plain.begin(), plain.end(), link), end; it != end; ++it)
    if (std::string target = (*it)[1]; target.find("://") == std::string::npos) found.push_back(target);
  return found;
}

/// As code hosts make them: lower case, spaces to hyphens, punctuation left out.
std::set<std::string> anchors_of(const fs::path& page) {
  std::set<std::string> anchors;
  std::string text = read_file(page).value();
  for (std::string_view line : split_lines(text)) {
    if (!line.starts_with("#")) continue;
    std::string anchor;
    for (char c : line.substr(line.find_first_not_of("# "))) {
      if (c == ' ') anchor += '-';
      if (std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_')
        anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    anchors.insert(anchor);
  }
  return anchors;
}

TEST(Docs, EveryLinkLeadsSomewhere) {
  size_t looked_at = 0;
  for (const fs::path& page : pages())
    for (const std::string& link : links_of(read_file(page).value())) {
      size_t hash = link.find('#');
      fs::path target = hash == 0 ? page : page.parent_path() / link.substr(0, hash);
      ASSERT_TRUE(fs::exists(target)) << page << " links to " << link;
      ++looked_at;
      if (hash != std::string::npos && target.extension() == ".md") {
        EXPECT_TRUE(anchors_of(target).contains(link.substr(hash + 1))) << page << " links to " << link;
      }
    }
  EXPECT_GT(looked_at, 60u) << "links are no longer seen";
}

TEST(Docs, EveryPageThatCodeNamesIsThere) {
  const std::regex named(R"(docs/[\w/.-]*\w)");
  size_t looked_at = 0;
  for (const char* folder : {"src", "probes", "tests", "tools", "cmake"})
    for (const fs::path& file : list_files(kTree / folder)) {
      if (file.extension() == ".pyc") continue;
      std::string text = read_file(file).value();
      for (std::sregex_iterator it(text.begin(), text.end(), named), end; it != end; ++it) {
        std::string page = it->str();
        if (!page.ends_with(".md")) continue;  // a folder, or the beginning of a name
        EXPECT_TRUE(fs::exists(kTree / page)) << file << " names " << page;
        ++looked_at;
      }
    }
  EXPECT_GT(looked_at, 40u) << "names are no longer seen";
}

TEST(Docs, EveryPageIsFoundFromTheIndex) {
  std::set<fs::path> found{kTree / "docs/README.md"};
  std::vector<fs::path> open(found.begin(), found.end());
  while (!open.empty()) {
    fs::path page = open.back();
    open.pop_back();
    for (const std::string& link : links_of(read_file(page).value())) {
      fs::path target = (page.parent_path() / link.substr(0, link.find('#'))).lexically_normal();
      if (target.extension() == ".md" && found.insert(target).second) open.push_back(target);
    }
  }
  for (const fs::path& page : pages()) {
    if (page.parent_path() == kTree) continue;
    EXPECT_TRUE(found.contains(page.lexically_normal())) << page << " can't be reached from docs/README.md";
  }
}

TEST(Docs, EveryDecisionStandsInItsIndexAndEveryNumberIsExplained) {
  std::string index = read_file(kTree / "docs/decisions/README.md").value();
  int highest = 0;
  for (const fs::path& page : list_files(kTree / "docs/decisions")) {
    std::string name = page.filename().string();
    if (name == "README.md") continue;
    highest = std::max(highest, std::atoi(name.c_str()));
    EXPECT_NE(index.find("](" + name + ")"), std::string::npos) << name;
    std::string title = std::string(split_lines(read_file(page).value()).front());
    EXPECT_TRUE(title.starts_with("# " + name.substr(0, 3) + " ")) << page << " begins with: " << title;
  }
  for (int number = 1; number <= highest; ++number)
    EXPECT_NE(index.find(fmt::format("{:03}", number)), std::string::npos) << "decision " << number;
}

TEST(Docs, TheArchitecturesTreeIsWhatLiesInSrc) {
  std::vector<std::string> told, real;
  std::string text = read_file(kTree / "ARCHITECTURE.md").value(), room;
  for (std::string_view line : split_lines(text)) {
    size_t name = line.find("── ");
    if (name == std::string_view::npos) continue;
    name += std::string_view("── ").size();
    std::string folder(line.substr(name, line.find('/', name) - name));
    bool inner = line.starts_with("│") || line.starts_with(" ");
    if (!inner) room = folder;
    told.push_back(inner ? room + "/" + folder : folder);
  }
  for (const auto& entry : fs::recursive_directory_iterator(kTree / "src"))
    if (entry.is_directory() && entry.path().filename().string()[0] != '_')  // __pycache__
      real.push_back(entry.path().lexically_relative(kTree / "src").generic_string());
  std::sort(told.begin(), told.end());
  std::sort(real.begin(), real.end());
  EXPECT_EQ(told, real);
}

TEST(Docs, TheVersionIsTheSameEverywhere) {
  std::string version = SIMBENCH_VERSION;
  EXPECT_NE(read_file(kTree / "CITATION.cff").value().find("\nversion: " + version + "\n"), std::string::npos);
  std::string changelog = read_file(kTree / "CHANGELOG.md").value();
  size_t top = changelog.find("\n## ");
  ASSERT_NE(top, std::string::npos);
  EXPECT_EQ(changelog.substr(top + 4, version.size() + 2), version + " (") << "the changelog's newest section";
}

}  // namespace
}  // namespace simbench
