#pragma once
#include <string_view>

#include "record/record.h"

namespace simbench::pysrc {

/// Takes the program out of a reply (docs/format/program.md). `finish_reason` "length" marks a truncated one.
Program extract(std::string_view reply, std::string_view finish_reason = {});

}  // namespace simbench::pysrc
