#pragma once
// Mutants of a turn, or programs of a calibration task, that are kept as patches: all in one file
// (docs/format/suite.md, "Patches").
#include <map>

#include "suite/patch.h"
#include "suite/reader.h"
#include "suite/texts.h"

namespace simbench::suite {

/// What becomes of a file's text before it is used; empty: it stays.
using TextChange = std::function<Result<std::string>(std::string_view text, const fs::path& file)>;

/// What patches are of: scripts of a system's turn.
struct PatchedTurn {
  fs::path system_folder;
  int turn = 1;
  std::string canary;
  TextChange change;  ///< done to patches, scripts and whole programs
};

class PatchFile {
 public:
  /// errors: those of read_file; invalid_input with the line: no canary, a patch without a head, two of one name
  static Result<PatchFile> read(const fs::path& path, PatchedTurn of);

  /// The program of a row: `patch = "05-hinged"` names a patch of this file, `file = "05-hinged.py"` a whole script in
  /// `folder`. errors: invalid_input at the row where it names none or both; at the patch where it isn't one, names no
  /// script of the turn or doesn't fit; those of scripts
  Result<Script> program(const TableReader& row, const fs::path& folder);

  /// Of every patch by itself, whether a row names it or not: that it isn't one, or doesn't fit.
  std::vector<Error> problems();

  /// Of each patch that is none of `claimed`, at its head; `list`: what should claim it.
  std::vector<Error> unclaimed(const std::set<std::string>& claimed, std::string_view list) const;

 private:
  PatchFile(fs::path path, PatchedTurn of) : path_(std::move(path)), of_(std::move(of)) {}
  Result<Script> patched(const TableReader& row, const std::string& name);
  Result<Script> made_by(const NamedPatch& patch);
  Result<std::string> base(const Patch& patch);

  fs::path path_;
  PatchedTurn of_;
  std::vector<NamedPatch> patches_;
  std::map<std::string, std::string> bases_;  ///< scripts that were read, by their path below the system
};

}  // namespace simbench::suite
