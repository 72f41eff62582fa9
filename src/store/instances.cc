#include "store/instances.h"

#include <charconv>

namespace simbench::store {

std::optional<uint64_t> Instances::of(const CellKey& key) const {
  if (!rows_.is_object()) return std::nullopt;
  for (const auto& [name, row] : rows_.items()) {
    uint64_t seed = 0;
    if (get_string(row, "suite") != key.suite) continue;
    if (auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), seed); error == std::errc{})
      return seed;
  }
  return std::nullopt;
}

std::string Instances::task(const CellKey& key) const {
  std::string name = fmt::format("{}/{}", key.system, key.turn);
  auto seed = of(key);
  if (!seed) return name;
  return get(get(get(rows_, std::to_string(*seed)), "tasks"), name).is_null() ? name
                                                                              : fmt::format("{}@{}", name, *seed);
}

}  // namespace simbench::store
