#pragma once
#include <string_view>

#include "record/record.h"

namespace simbench::pysrc {

/// Takes the program out of a reply (docs/format/program.md). `finish_reason` "length" marks a truncated one.
Program extract(std::string_view reply, std::string_view finish_reason = {});

/// The same; where a tool was called, the program may be among its arguments.
Program extract(const Completion& completion);

}  // namespace simbench::pysrc
