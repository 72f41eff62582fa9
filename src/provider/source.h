#pragma once
#include <string>
#include <vector>

#include "base/base.h"

namespace simbench::provider {

/// What a command line stands for, as a hash: its words, and the content of every file that they name. A program that
/// is found through PATH counts by its name alone; so do folders, and files above 64 MiB by their size.
std::string command_source(const std::vector<std::string>& words);

}  // namespace simbench::provider
