#include "provider/source.h"

namespace simbench::provider {
namespace {

constexpr size_t kMaxHashed = size_t{64} << 20;

}  // namespace

std::string command_source(const std::vector<std::string>& words) {
  Hasher hasher;
  for (size_t i = 0; i < words.size(); ++i) {
    hasher.add("word", words[i]);
    std::error_code ignored;
    bool from_path = i == 0 && words[i].find('/') == std::string::npos;
    if (from_path || !fs::is_regular_file(words[i], ignored)) continue;
    Result<std::string> content = read_file(words[i], kMaxHashed);
    hasher.add("file", content ? *content : fmt::format("{} bytes", fs::file_size(words[i], ignored)));
  }
  return hasher.hex();
}

}  // namespace simbench::provider
