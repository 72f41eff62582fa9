#pragma once
// The name of JSON for faces that only pass it on: its definition (base/json.h) takes two seconds to compile.
#include <nlohmann/json_fwd.hpp>

namespace simbench {

using Json = nlohmann::json;

}  // namespace simbench
