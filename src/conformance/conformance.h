#pragma once
// Room conformance: does a script fit a simulator's API? Decided from an index of the release, without running
// anything.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api_index/api_index.h"
#include "base/base.h"
#include "record/record.h"

namespace simbench::conformance {

using api_index::Index;
using api_index::IndexPointer;

/// The version of every score that the checker gives: it changes with the checker and with the indexes that are
/// shipped.
const std::string& checker_version();

/// Something that the script gets wrong (docs/conformance.md lists kinds and classes).
struct Violation {
  int line = 1, column = 1;  ///< from 1; columns in bytes
  int end_column = 1;        ///< for the caret line
  std::string kind;          ///< "attribute", "argument_type", …
  std::string cls;           ///< "drift", "invented", "misplaced", "signature", "import", "syntax", "python"
  std::string name;          ///< "ChBody.SetBodyFixed", "ChVectorD"
  std::string message;
  std::string suggestion;       ///< "ChVector3d"; "" if there is none
  std::string note;             ///< the real signatures, one a line
  int crash_line = 0;           ///< where the run ends if not at `line`: a handler raises something else there
  bool fatal = false;           ///< reached for sure or maybe, and not caught by the script: it would crash there
  bool deliberate = false;      ///< told as a note: the script asks which release it runs on, or knows of it
  bool certain_rename = false;  ///< --fix may put `suggestion` in place of the text at line:column
  Json to_json() const;
};

/// One use of the API that is not dead code: what two programs are compared by.
struct Event {
  std::string name;          ///< "ChBody.SetPos", "ChSystemNSC", "ChBody.m_x=" (a property set)
  std::string arguments;     ///< "ChVector3d(0, 1, 0), true"; unknown values as "?"
  int line = 1, column = 1;  ///< where the called name stands, from 1
};

struct Report {
  std::vector<Violation> violations;  ///< in evaluation order, those of dead code last
  bool runs = false;                  ///< no fatal violation and a reachable step or static solve
  bool steps = false;                 ///< a step or static solve is reachable
  std::string reason;                 ///< why it doesn't run: "violation", "no step"; "" if it does
  std::vector<Event> events;
  int fatal_count() const;
  /// Line of the first fatal violation: where the run would end. nullopt if there is none.
  std::optional<int> crash_line() const;
  Json to_json(std::string_view file) const;
};

/// What a script can import beside Python's own modules, the API's package and what that one needs.
struct Surroundings {
  std::vector<std::string> siblings;  ///< modules that lie beside the script
  std::optional<std::vector<std::string>>
      installed{};  ///< of the interpreter that will run it; the usual ones if not known
};

/// Any text gets an answer. Linear in its size.
Report check(const Index& index, std::string_view program, const Surroundings& around = {});

/// Scores of a program (facts: docs/conformance.md); given or reference may be missing.
std::vector<Score> score(const Index& index, std::string_view program, std::optional<std::string_view> reference,
                         std::optional<std::string_view> given);
/// F1 of two event multisets: mean of F1 over names and over names with values. 1 when both are empty.
double event_f1(const std::vector<Event>& a, const std::vector<Event>& b);
/// The same on what each adds to and takes from `base`. nullopt when neither changes anything.
std::optional<double> event_edit_f1(const std::vector<Event>& candidate, const std::vector<Event>& reference,
                                    const std::vector<Event>& base);

/// Signatures that the programs touch, most touched first, within `max_tokens` (4 bytes a token): what a judge is
/// shown.
std::string excerpt(const Index& index, const std::vector<std::string_view>& programs, size_t max_tokens);

/// The program with the names of an older release put in where a certain rename is known (control/drift).
/// errors: unsupported if no rename table ships for the index's package.
Result<std::string> drift(const Index& index, std::string_view program);

/// The program with certain renames applied; `count` gives how many.
std::string apply_fixes(std::string_view program, const Report& report, int* count = nullptr);

/// Human text like a good compiler's: place, message, source line with caret, notes.
std::string to_human_text(const Report& report, std::string_view file, std::string_view program, bool color);

}  // namespace simbench::conformance
