#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace simbench::pysrc {

/// What two programs have in common that differ in comments and layout only.
using ProgramPrint = std::pair<uint64_t, uint64_t>;

/// As much of a hash of its tokens as tells a million programs apart. nullopt where nothing is left of the text.
std::optional<ProgramPrint> program_print(std::string_view code);

}  // namespace simbench::pysrc
