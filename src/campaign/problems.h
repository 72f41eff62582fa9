#pragma once
// What went wrong in a call, and how the endpoints stand that it talks to: the same for models and for judges.
#include <optional>
#include <vector>

#include "base/base.h"

namespace simbench::campaign {

/// What went wrong in one call.
struct Problems {
  std::vector<Error> all;         ///< why something is pending, each message once
  std::optional<Error> endpoint;  ///< the first of an endpoint that refused, or gave no answer in all its tries: exit 3
  std::optional<Error> sandbox;   ///< the first of isolation, simulator or gold self-test: exit 4

  /// False when the same message stands there already.
  bool add(const Error& error);
};

/// How one model or judge stands in a call.
struct EndpointState {
  size_t open = 0;   ///< requests under way
  int failures = 0;  ///< in a row
  bool down = false;

  /// Books an error of its endpoint in `problems`; one that is about the request alone counts for nothing.
  /// Returns true when no more is to be asked of it in this call, the first time that this is so.
  bool failed(const Error& error, Problems& problems);
};

}  // namespace simbench::campaign
