#include "suite/texts.h"

#include "base/toml.h"

namespace simbench::suite {
namespace {

constexpr size_t kMaxText = 1 << 20;

/// "# simbench canary 3f25…", "<!-- 3f25… -->" or a GUID alone, in lower case: marks a text, and says nothing else.
bool is_canary_line(std::string_view line) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  auto fits = [&](size_t at) {
    for (size_t i = 0; i < kShape.size(); ++i) {
      auto c = static_cast<unsigned char>(line[at + i]);
      if (kShape[i] == '-' ? c != '-' : std::isxdigit(c) == 0) return false;
    }
    return true;
  };
  for (size_t at = 0; at + kShape.size() <= line.size(); ++at) {
    if (!fits(at)) continue;
    std::string rest = std::string(line.substr(0, at)) + " " + std::string(line.substr(at + kShape.size()));
    for (const char* word : {"simbench", "canary", "guid"}) rest = replace_all(rest, word, "");
    return std::none_of(rest.begin(), rest.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
  }
  return false;
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Editors write it unseen, and it stands before all that a file must begin with.
Status check_begin(std::string_view content, const fs::path& path) {
  if (!content.starts_with(kByteOrderMark)) return {};
  return fail(ErrorCode::invalid_input, "begins with a byte order mark (BOM): save it as UTF-8 without one",
              path.string() + ":1");
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view content) {
  if (content.starts_with(kByteOrderMark)) content.remove_prefix(kByteOrderMark.size());
  return content;
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && std::isalnum(static_cast<unsigned char>(name.front())) &&
         std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; });
}

std::string without_canary(std::string_view text, const std::string& canary) {
  size_t end = text.find('\n');
  if (text.substr(0, end).find(canary) == std::string_view::npos) return std::string(text);
  if (end == std::string_view::npos) return "";
  std::string_view rest = text.substr(end + 1);
  if (rest.starts_with("\n")) rest.remove_prefix(1);
  return std::string(rest);
}

Status check_marked(std::string_view content, const std::string& canary, const fs::path& path) {
  if (!is_utf8(content)) return fail(ErrorCode::invalid_input, "is not UTF-8", path.string());
  TRY(check_begin(content, path));
  std::string_view first = content.substr(0, content.find('\n'));
  bool markdown = path.extension() == ".md";
  if (first.find(canary) == std::string_view::npos || !first.starts_with(markdown ? "<!--" : "#"))
    return fail(ErrorCode::invalid_input,
                fmt::format("its first line must be a comment with the suite's canary: {}simbench canary {}{}",
                            markdown ? "<!-- " : "# ", canary, markdown ? " -->" : ""),
                path.string() + ":1");
  if (trim(without_canary(content, canary)).empty()) return fail(ErrorCode::invalid_input, "is empty", path.string());
  return {};
}

Result<std::string> read_whole(const fs::path& path, const std::string& canary) {
  TRY_ASSIGN(std::string content, read_file(path, kMaxText));
  TRY(check_marked(content, canary, path));
  return content;
}

Result<TomlDocument> read_toml(const fs::path& path) {
  TRY_ASSIGN(std::string content, read_file(path, kMaxText));
  TRY(check_begin(content, path));
  return parse_toml(content, path.string());
}

Result<std::string> read_marked(const fs::path& path, const std::string& canary) {
  TRY_ASSIGN(std::string content, read_whole(path, canary));
  std::vector<std::string_view> lines = split(content, '\n');
  for (size_t i = 1; i < lines.size(); ++i) {
    std::string lower = to_lower(lines[i]);
    if (lower.find(to_lower(canary)) != std::string::npos)
      return fail(ErrorCode::invalid_input,
                  "the canary stands here, too: take the line out; only the first line is kept from models",
                  fmt::format("{}:{}", path.string(), i + 1));
    if (is_canary_line(lower))
      return fail(ErrorCode::invalid_input,
                  "a line of another canary would go to models: take it out; the suite's own is the first line",
                  fmt::format("{}:{}", path.string(), i + 1));
  }
  return without_canary(content, canary);
}

Result<Script> read_script(const fs::path& path, const std::string& canary) {
  TRY_ASSIGN(std::string code, read_marked(path, canary));
  return Script{path, std::move(code)};
}

}  // namespace simbench::suite
