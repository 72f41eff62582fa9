#include "api_index/renames.h"

#include <fmt/format.h>

#include <map>
#include <mutex>

#include "api_index/api.h"
#include "api_index/index_files.h"

namespace simbench::api_index {

const RenameTable::Row* RenameTable::find_name(std::string_view name) const {
  auto it = names.find(std::string(name));
  return it == names.end() ? nullptr : &it->second;
}

const RenameTable::Row* RenameTable::find_member(std::string_view cls, std::string_view member) const {
  auto it = members.find(fmt::format("{}.{}", cls, member));
  if (it == members.end()) it = members.find(fmt::format("*.{}", member));
  return it == members.end() ? nullptr : &it->second;
}

/// Lines: "release 9.0" · "name OLD NEW" · "member CLASS.OLD NEW" · "mjcf ELEMENT[@ATTRIBUTE] NEW"; "-" as NEW means
/// removed, "NEW?" that it takes other arguments.
Result<RenameTable> parse_renames(std::string text, std::string where) {
  RenameTable table;
  table.text = std::move(text);
  std::string_view release;
  int number = 0;
  for (std::string_view line : split_lines(table.text)) {
    ++number;
    line = trim(line);
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string_view> words = split(line, ' ');
    auto bad = [&] {
      return fail(ErrorCode::corrupt, "expected \"release X\" or \"name|member|mjcf OLD NEW\"",
                  fmt::format("{}:{}", where, number));
    };
    if (words[0] == "release" && words.size() == 2) {
      release = words[1];
      continue;
    }
    if (words.size() < 3) return bad();
    std::string_view to = line.substr(static_cast<size_t>(words[2].data() - line.data()));
    RenameTable::Row row{to == "-" ? std::string_view() : to, release};
    if (row.to.ends_with('?')) {
      row.to.remove_suffix(1);
      row.other_arguments = true;
    }
    if (words[0] == "name")
      table.names.emplace(words[1], row);
    else if (words[0] == "member")
      table.members.emplace(words[1], row);
    else if (words[0] == "mjcf")
      table.elements.emplace(words[1], row);
    else
      return bad();
  }
  return table;
}

const RenameTable* renames_of(std::string_view package) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<RenameTable>, std::less<>> cache;
  std::lock_guard lock(mutex);
  auto it = cache.find(package);
  if (it != cache.end()) return it->second.get();
  std::unique_ptr<RenameTable>& slot = cache[std::string(package)];
  for (const fs::path& file : rename_files())
    if (file.stem() == std::string(package))
      if (auto text = read_file(file))
        if (auto table = parse_renames(std::move(*text), file.string()))
          slot = std::make_unique<RenameTable>(std::move(*table));
  return slot.get();
}

}  // namespace simbench::api_index
