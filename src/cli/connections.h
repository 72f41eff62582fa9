#pragma once
#include "cli/command.h"
#include "provider/provider.h"

namespace simbench::cli {

/// How endpoints are asked, by the settings that every command with models or judges takes; `base_url` names the one
/// that holds the URL.
provider::Options connections(const Arguments& arguments, std::string_view base_url);

/// Their names.
const std::vector<std::string_view>& connection_settings();

}  // namespace simbench::cli
