#include "store/instances.h"

namespace simbench::store {

std::optional<uint64_t> Instances::of(const CellKey& key) const {
  if (!rows_.is_object()) return std::nullopt;
  for (const auto& [seed, row] : rows_.items())
    if (get_string(row, "suite") == key.suite) return std::stoull(seed);
  return std::nullopt;
}

std::string Instances::task(const CellKey& key) const {
  std::string name = fmt::format("{}/{}", key.system, key.turn);
  auto seed = of(key);
  if (!seed) return name;
  return get(get(rows_[std::to_string(*seed)], "tasks"), name).is_null() ? name : fmt::format("{}@{}", name, *seed);
}

}  // namespace simbench::store
