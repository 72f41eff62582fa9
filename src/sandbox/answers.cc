#include "sandbox/answers.h"

namespace simbench::sandbox {
namespace {

/// The way from a folder down to another, "" if that isn't in it.
fs::path way_down(const fs::path& from, const fs::path& to) {
  auto [end, rest] = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
  fs::path way;
  if (end != from.end()) return way;
  for (; rest != to.end(); ++rest) way /= *rest;
  return way;
}

fs::path really(const fs::path& path) {
  std::error_code ignored;
  fs::path real = fs::canonical(path, ignored);
  return ignored ? path : real;
}

}  // namespace

std::optional<fs::path> answers_below(const fs::path& folder) {
  fs::path way = way_down(really(folder), really(data_folder("suites")));
  return way.empty() ? std::nullopt : std::optional(folder / way);
}

Sight without_answers(const fs::path& folder) {
  std::optional<fs::path> answers = answers_below(folder);
  if (!answers) return {{folder}, {}};
  Sight sight;
  fs::path at = folder;
  for (const fs::path& step : way_down(folder, *answers)) {
    sight.listable.push_back(at);
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(at, ignored))
      if (entry.path().filename() != step) sight.readable.push_back(entry.path());
    at /= step;
  }
  return sight;
}

}  // namespace simbench::sandbox
