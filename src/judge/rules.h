#pragma once
#include "judge/judge.h"

namespace simbench::judge {

/// judge/<name>: a fixed rule in place of a model; nullptr if there is no such rule.
std::unique_ptr<Judge> make_rule(std::string_view name);
std::vector<std::string> rule_names();

}  // namespace simbench::judge
