#include "api_index/index_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "api_index/renames.h"

namespace simbench::api_index {
namespace {

/// Those of the suites in the working folder, and the program's own; of two of one name the first.
std::vector<fs::path> files_with(std::string_view extension) {
  std::vector<fs::path> found;
  std::set<std::string> names;
  std::error_code ignored;
  for (const fs::path& suites : {fs::current_path(ignored) / "suites", data_folder("suites")})
    for (const fs::path& suite : list_folders(suites))
      for (const fs::path& file : list_files(suite / "api"))
        if (file.extension() == extension && names.insert(file.filename()).second) found.push_back(file);
  std::sort(found.begin(), found.end());
  return found;
}

/// "10.0.1" before "9.0.1" as numbers.
std::vector<int> numbers_of(std::string_view version) {
  std::vector<int> out;
  for (std::string_view part : split(version, '.')) out.push_back(std::atoi(std::string(part).c_str()));
  return out;
}

/// One clause of ">=10.0,<11".
bool holds(std::string_view clause, const std::vector<int>& version) {
  clause = trim(clause);
  size_t digits = clause.find_first_of("0123456789");
  if (digits == std::string_view::npos) return true;
  std::string_view op = trim(clause.substr(0, digits));
  std::vector<int> bound = numbers_of(clause.substr(digits)), mine = version;
  bound.resize(4);
  mine.resize(4);
  if (op == ">=") return mine >= bound;
  if (op == ">") return mine > bound;
  if (op == "<") return mine < bound;
  if (op == "<=") return mine <= bound;
  return mine == bound;
}

std::string which_there_are() {
  std::vector<std::string> names = index_names();
  return names.empty() ? fmt::format("there is none in {}", data_folder("suites").string())
                       : fmt::format("there are: {}", join(names, ", "));
}

}  // namespace

std::vector<fs::path> index_files() {
  return files_with(".api");
}
std::vector<fs::path> rename_files() {
  return files_with(".renames");
}

std::vector<std::string> index_names() {
  std::vector<std::string> names;
  for (const fs::path& file : index_files()) names.push_back(file.stem().string());
  return names;
}

Result<IndexPointer> load_index(const std::string& name_or_path) {
  static std::mutex mutex;
  static std::map<std::string, IndexPointer> cache;
  std::lock_guard lock(mutex);
  if (auto it = cache.find(name_or_path); it != cache.end()) return it->second;
  fs::path path = name_or_path;
  for (const fs::path& file : index_files())
    if (file.stem() == name_or_path) path = file;
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored))
    return fail(ErrorCode::not_found, fmt::format("no API index '{}'{} (or a path to an index file)", name_or_path,
                                                  index_names().empty() ? "; " + which_there_are()
                                                                        : did_you_mean(name_or_path, index_names())));
  TRY_ASSIGN(std::string text, read_file(path, size_t{64} << 20));
  TRY_ASSIGN(std::unique_ptr<Index> index, Index::parse(std::move(text), path.string()));
  return cache[name_or_path] = std::move(index);
}

Result<IndexPointer> load_index_for(const std::string& package, const std::string& version) {
  std::string best;
  std::vector<int> best_numbers;
  for (const std::string& name : index_names()) {
    if (!name.starts_with(package + "-")) continue;
    std::vector<int> numbers = numbers_of(std::string_view(name).substr(package.size() + 1));
    bool fits = true;
    for (std::string_view clause : split(version, ','))
      if (!clause.empty()) fits = fits && holds(clause, numbers);
    if (fits && (best.empty() || numbers > best_numbers)) {
      best = name;
      best_numbers = numbers;
    }
  }
  if (best.empty())
    return fail(ErrorCode::not_found, fmt::format("no API index for {}{}{}; {}", package, version.empty() ? "" : " ",
                                                  version, which_there_are()));
  return load_index(best);
}

std::vector<const Index*> older_indexes(const Index& index) {
  static std::mutex mutex;
  static std::map<std::string, std::vector<const Index*>> known;
  std::lock_guard lock(mutex);
  if (auto it = known.find(index.name()); it != known.end()) return it->second;
  std::vector<std::pair<std::vector<int>, std::string>> names;
  std::string prefix = std::string(index.package()) + "-";
  for (const std::string& name : index_names()) {
    if (!name.starts_with(prefix)) continue;
    std::vector<int> numbers = numbers_of(std::string_view(name).substr(prefix.size()));
    if (numbers < numbers_of(index.version())) names.emplace_back(std::move(numbers), name);
  }
  std::sort(names.rbegin(), names.rend());
  std::vector<const Index*> older;
  for (const auto& [numbers, name] : names)
    if (auto found = load_index(name)) older.push_back(found->get());
  return known[index.name()] = std::move(older);
}

}  // namespace simbench::api_index
