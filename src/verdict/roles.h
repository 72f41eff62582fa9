#pragma once
// Roles: what kind of thing, and how it hangs together with other roles (docs/format/requirements.md).
#include <optional>
#include <string>
#include <vector>

#include "verdict/kinds/kind.h"

namespace simbench::verdict {

/// The class of the object that a role table asks for; nullopt if it names none.
std::optional<ObjectClass> class_of_role(const Json& role);
/// All that is wrong with the [roles] table; each begins with "role '".
std::vector<std::string> check_roles(const Json& roles);
/// Names of other roles that this one's table refers to.
std::vector<std::string> referred_roles(const Json& role);
/// Role names so that each comes after those it refers to.
std::vector<std::string> in_order(const Json& roles);
/// Objects that fit a role, given the roles assigned so far; in census order.
std::vector<Object> candidates(const World& world, const Json& role, const Assignment& assigned);
/// "a moving body with a sphere", for reasons.
std::string describe_role(const Json& role);

}  // namespace simbench::verdict
