#pragma once
#include "cli/command.h"
#include "provider/provider.h"

namespace simbench::cli {

/// How endpoints are asked, by the settings that every command with models or judges takes; `base_url` names the one
/// that holds the URL.
provider::Options connections(const Arguments& arguments, std::string_view base_url);

/// Their names.
const std::vector<std::string_view>& connection_settings();

/// errors: a usage error if --`setting` names one of them twice
Status check_named_once(std::string_view setting, const std::vector<std::string>& names);
/// What is wrong in a file of recorded answers is the user's to mend, like any name on the command line.
template <typename Made>
Status check_recorded(const Result<Made>& made) {
  if (made) return {};
  return made.error().code == ErrorCode::invalid_input ? usage_error(made.error().text()) : pass_on(made.error());
}

}  // namespace simbench::cli
