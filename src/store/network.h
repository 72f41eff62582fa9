#pragma once
#include <string>
#include <string_view>

#include "base/base.h"

namespace simbench::store {

/// What a network file system is called, by the type that statfs(2) gives it; "" for a local disk.
std::string_view network_file_system_name(uint32_t type);
/// The same of a folder, or of its nearest parent that exists.
std::string network_file_system(fs::path folder);

}  // namespace simbench::store
