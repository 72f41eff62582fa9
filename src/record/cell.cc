#include "record/cell.h"

namespace simbench {
namespace {

constexpr std::array<std::pair<Category, std::string_view>, 5> kCategories{{{Category::mbs, "MBS"},
                                                                            {Category::fea, "FEA"},
                                                                            {Category::veh, "VEH"},
                                                                            {Category::rbt, "RBT"},
                                                                            {Category::sen, "SEN"}}};
constexpr std::array<std::pair<Arm, std::string_view>, 5> kArms{{{Arm::given, "given"},
                                                                 {Arm::dialogue, "dialogue"},
                                                                 {Arm::no_code, "no-code"},
                                                                 {Arm::stepwise, "stepwise"},
                                                                 {Arm::repair, "repair"}}};
}  // namespace

std::string_view to_string(Category category) {
  return kCategories[static_cast<size_t>(category)].second;
}

std::optional<Category> category_from(std::string_view text) {
  for (auto [value, name] : kCategories)
    if (name == text) return value;
  return std::nullopt;
}

std::string_view to_string(Arm arm) {
  return kArms[static_cast<size_t>(arm)].second;
}

std::optional<Arm> arm_from(std::string_view text) {
  for (auto [value, name] : kArms)
    if (name == text) return value;
  return std::nullopt;
}

const std::vector<Arm>& all_arms() {
  static const std::vector<Arm> arms{Arm::given, Arm::dialogue, Arm::no_code, Arm::stepwise, Arm::repair};
  return arms;
}

std::string CellKey::text() const {
  return fmt::format("{}/{} {} {} #{}", system, turn, to_string(arm), model, epoch);
}

std::string CellKey::id() const {
  return Hasher()
      .add("suite", suite)
      .add("system", system)
      .add("turn", std::to_string(turn))
      .add("arm", to_string(arm))
      .add("model", model)
      .add("epoch", std::to_string(epoch))
      .hex()
      .substr(0, 16);
}

}  // namespace simbench
