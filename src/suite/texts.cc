#include "suite/texts.h"

#include "base/toml.h"
#include "suite/patch.h"

namespace simbench::suite {
namespace {

constexpr size_t kMaxText = 1 << 20;

/// The text without the line that marks our files: whatever words stand around the GUID, it isn't sent.
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

/// The script that a patch changes.
Result<std::string> read_base(const Patch& patch, const fs::path& system_folder, int turn, const std::string& canary) {
  bool is_of_turn = patch.base.starts_with(fmt::format("turn{}/", turn)) && patch.base.ends_with(".py") &&
                    patch.base.find("..") == std::string::npos;
  fs::path path = system_folder / patch.base;
  if (!is_of_turn || !fs::exists(path))
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}' is no script of the turn: name one below {}, as turn{}/reference.py", patch.base,
                            system_folder.string(), turn),
                fmt::format("{}:{}", patch.file, patch.base_line));
  TRY_ASSIGN(std::string content, read_file(path, kMaxText));
  TRY(check_marked(content, canary, path));
  return content;
}

}  // namespace

Result<TomlDocument> read_toml(const fs::path& path) {
  TRY_ASSIGN(std::string content, read_file(path, kMaxText));
  return parse_toml(content, path.string());
}

Result<std::string> read_marked(const fs::path& path, const std::string& canary) {
  TRY_ASSIGN(std::string content, read_file(path, kMaxText));
  TRY(check_marked(content, canary, path));
  if (size_t again = content.rfind(canary); again > content.find('\n') && again != std::string::npos)
    return fail(ErrorCode::invalid_input, "the canary stands here, too; only the first line is kept from models",
                fmt::format("{}:{}", path.string(), split_lines(content.substr(0, again)).size()));
  return without_canary(content, canary);
}

Result<Script> read_script(const fs::path& path, const std::string& canary) {
  TRY_ASSIGN(std::string code, read_marked(path, canary));
  return Script{path, std::move(code)};
}

Result<Script> read_variant(const fs::path& path, const fs::path& system_folder, int turn, const std::string& canary,
                            const TextChange& change) {
  if (path.extension() != ".patch") {
    TRY_ASSIGN(Script script, read_script(path, canary));
    if (change) {
      TRY_ASSIGN(script.code, change(script.code, path));
    }
    return script;
  }
  TRY_ASSIGN(std::string text, read_file(path, kMaxText));
  TRY(check_marked(text, canary, path));
  TRY_ASSIGN(Patch patch, parse_patch(text, path.string()));
  TRY_ASSIGN(std::string base, read_base(patch, system_folder, turn, canary));
  if (change) {
    TRY_ASSIGN(base, change(base, system_folder / patch.base));
    TRY_ASSIGN(text, change(text, path));
    TRY_ASSIGN(patch, parse_patch(text, path.string()));
  }
  TRY_ASSIGN(std::string content, apply_patch(patch, base));
  TRY(check_marked(content, canary, path));
  return Script{path, without_canary(content, canary)};
}

}  // namespace simbench::suite
