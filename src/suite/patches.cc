#include "suite/patches.h"

namespace simbench::suite {

Result<PatchFile> PatchFile::read(const fs::path& path, PatchedTurn of) {
  PatchFile file(path, std::move(of));
  if (!fs::exists(path)) return file;  // a row that names a patch is told so
  TRY_ASSIGN(std::string text, read_whole(path, file.of_.canary));
  if (file.of_.change) {
    TRY_ASSIGN(text, file.of_.change(text, path));
  }
  TRY_ASSIGN(file.patches_, split_patches(text, path.string()));
  return file;
}

Result<Script> PatchFile::program(const TableReader& row, const fs::path& folder) {
  std::string patch = row.text_or("patch", ""), file = row.text_or("file", "");
  if (patch.empty() == file.empty())
    return row.complain(patch.empty() ? "" : "file",
                        fmt::format("needs patch = \"its name in {}\", or file = \"a whole script.py\"{}",
                                    path_.filename().string(), patch.empty() ? "" : ": one of the two"));
  if (!patch.empty()) return patched(row, patch);
  fs::path path = folder / file;
  if (path.extension() != ".py")
    return row.complain("file",
                        fmt::format("'{}' is no script: a file is a whole program, NAME.py; a patch stands in {} "
                                    "below its head '=== {}', and the row says patch = \"{}\"",
                                    file, path_.string(), path.stem().string(), path.stem().string()));
  TRY_ASSIGN(Script script, read_script(path, of_.canary));
  if (of_.change) {
    TRY_ASSIGN(script.code, of_.change(script.code, path));
  }
  return script;
}

Result<Script> PatchFile::patched(const TableReader& row, const std::string& name) {
  auto named = std::find_if(patches_.begin(), patches_.end(), [&](const NamedPatch& one) { return one.name == name; });
  if (named == patches_.end()) {
    std::vector<std::string> names;
    for (const NamedPatch& one : patches_) names.push_back(one.name);
    std::string close = nearest(name, names);
    return row.complain(
        "patch", fmt::format("{} has no patch '{}'{}: write one below the head '=== {}', or drop the row",
                             path_.string(), name, close.empty() ? "" : "; did you mean '" + close + "'?", name));
  }
  return made_by(*named);
}

Result<Script> PatchFile::made_by(const NamedPatch& named) {
  TRY_ASSIGN(Patch patch, parse_patch(named, path_.string()));
  TRY_ASSIGN(std::string from, base(patch));
  TRY_ASSIGN(std::string content, apply_patch(patch, from));
  TRY(check_marked(content, of_.canary, path_));
  return Script{path_, without_canary(content, of_.canary), named.name, named.line};
}

std::vector<Error> PatchFile::problems() {
  std::vector<Error> problems;
  for (const NamedPatch& one : patches_)
    if (Result<Script> made = made_by(one); !made) problems.push_back(made.error());
  return problems;
}

/// The script that a patch changes.
Result<std::string> PatchFile::base(const Patch& patch) {
  if (auto known = bases_.find(patch.base); known != bases_.end()) return known->second;
  bool is_of_turn = patch.base.starts_with(fmt::format("turn{}/", of_.turn)) && patch.base.ends_with(".py") &&
                    patch.base.find("..") == std::string::npos;
  fs::path path = of_.system_folder / patch.base;
  bool is_told = path.filename() == "reference.py" || (of_.turn > 1 && path.filename() == "given.py");  // that it lacks
  if (!is_of_turn || (!is_told && !fs::exists(path)))
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}' is no script of the turn: name one below {}, as turn{}/reference.py", patch.base,
                            of_.system_folder.string(), of_.turn),
                fmt::format("{}:{}", patch.file, patch.base_line));
  TRY_ASSIGN(std::string content, read_whole(path, of_.canary));
  if (of_.change) {
    TRY_ASSIGN(content, of_.change(content, path));
  }
  return bases_[patch.base] = std::move(content);
}

std::vector<Error> PatchFile::unclaimed(const std::set<std::string>& claimed, std::string_view list) const {
  std::vector<Error> problems;
  for (const NamedPatch& one : patches_)
    if (!claimed.contains(one.name))
      problems.push_back(
          {ErrorCode::invalid_input,
           fmt::format("no row of {} names this patch: add one with patch = \"{}\", or drop the patch", list, one.name),
           fmt::format("{}:{}", path_.string(), one.line)});
  return problems;
}

}  // namespace simbench::suite
