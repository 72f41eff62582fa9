#pragma once
#include <string>

#include "api_index/api.h"

namespace simbench::api_index {

/// "ChBody.SetPos(p: ChVector3d) -> None", for people and judges.
std::string signature_text(const Signature& signature, std::string_view name, const ApiClass* owner);
/// All overloads, one a line, at most eight.
std::string signatures_text(const Member& member, const ApiClass* owner);

}  // namespace simbench::api_index
