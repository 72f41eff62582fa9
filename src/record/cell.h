#pragma once
// What is evaluated: a cell is the unit of work, of resume and of storage (docs/format/cell.md).
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"

namespace simbench {

/// Kind of physical system. Persisted by name.
enum class Category { mbs, fea, veh, rbt, sen };
std::string_view to_string(Category category);  ///< "MBS", "FEA", "VEH", "RBT", "SEN"
std::optional<Category> category_from(std::string_view text);

/// What the model is shown. Persisted by name.
enum class Arm { given, dialogue, no_code, stepwise, repair };
std::string_view to_string(Arm arm);  ///< "given", "dialogue", "no-code", "stepwise", "repair"
std::optional<Arm> arm_from(std::string_view text);
const std::vector<Arm>& all_arms();

/// One request to one model about one turn, repeated `epoch` times: (suite hash, system, turn, arm, model, epoch).
struct CellKey {
  std::string suite;   ///< content hash of the suite, 64 hexadecimal digits
  std::string system;  ///< folder name, e.g. "pendulum"
  int turn = 1;        ///< 1, 2, 3
  Arm arm = Arm::given;
  std::string model;  ///< "provider/name"
  int epoch = 0;      ///< from 0

  auto operator<=>(const CellKey&) const = default;

  /// "pendulum/2 given control/echo #0", for people.
  std::string text() const;
  /// The first 16 digits of a hash of all six parts: a short id, unique within a run.
  std::string id() const;
};

}  // namespace simbench
