#include "base/error.h"

#include <cstdio>
#include <cstdlib>

namespace simbench {

const char* to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::invalid_input:
      return "invalid_input";
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::timeout:
      return "timeout";
    case ErrorCode::denied:
      return "denied";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::cancelled:
      return "cancelled";
  }
  return "unknown";
}

Error in_one(const std::vector<Error>& problems, std::string_view remedy) {
  constexpr size_t kShown = 20;
  Error error = problems.front();
  if (problems.size() > 1) {
    error = {ErrorCode::invalid_input, "", ""};
    for (size_t i = 0; i < problems.size() && i < kShown; ++i) error.message += problems[i].text() + "\n";
    if (problems.size() > kShown) error.message += "… and " + std::to_string(problems.size() - kShown) + " more\n";
  }
  error.message += (problems.size() > 1 ? "" : "; ") + std::string(remedy);
  return error;
}

void check(bool condition, std::string_view message, std::source_location where) {
  if (condition) [[likely]]
    return;
  std::fprintf(stderr, "simbench: bug at %s:%u: %.*s\nPlease report this with the command that you ran.\n",
               where.file_name(), where.line(), static_cast<int>(message.size()), message.data());
  std::abort();
}

}  // namespace simbench
