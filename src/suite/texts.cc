#include "suite/texts.h"

namespace simbench::suite {
namespace {

constexpr size_t kMaxText = 1 << 20;

/// The text without the canary line that marks our files.
std::string without_canary(std::string_view text) {
  size_t end = text.find('\n');
  std::string_view first = text.substr(0, end);
  if (first.find("canary") == std::string_view::npos) return std::string(text);
  if (end == std::string_view::npos) return "";
  std::string_view rest = text.substr(end + 1);
  if (rest.starts_with("\n")) rest.remove_prefix(1);
  return std::string(rest);
}

}  // namespace

Result<TomlDocument> read_toml(const fs::path& path) {
  TRY_ASSIGN(std::string content, read_file(path, kMaxText));
  return parse_toml(content, path.string());
}

Result<std::string> read_marked(const fs::path& path, const std::string& canary) {
  TRY_ASSIGN(std::string content, read_file(path, kMaxText));
  if (!is_utf8(content)) return fail(ErrorCode::invalid_input, "is not UTF-8", path.string());
  if (content.substr(0, content.find('\n')).find(canary) == std::string::npos)
    return fail(ErrorCode::invalid_input,
                fmt::format("its first line must be a comment with the suite's canary {}", canary),
                path.string() + ":1");
  std::string text = without_canary(content);
  if (trim(text).empty()) return fail(ErrorCode::invalid_input, "is empty", path.string());
  return text;
}

Result<Script> read_script(const fs::path& path, const std::string& canary) {
  TRY_ASSIGN(std::string code, read_marked(path, canary));
  return Script{path, std::move(code)};
}

}  // namespace simbench::suite
