#pragma once
// Grading over HTTP, on loopback or a Unix socket (docs/format/grade.md, "serve").
#include <functional>
#include <string>

#include "grader/grading.h"

namespace simbench::grader {

struct ServeOptions {
  std::string listen;    ///< "127.0.0.1:8377" (port 0: any free one), "unix:/path/of/socket"
  std::string token;     ///< that requests must bear; "": none is asked for
  size_t jobs = 1;       ///< programs at once
  size_t queue = 1024;   ///< items that may wait; no request with more is taken
  double drain_s = 120;  ///< how long what is under way may take once it is told to stop
  size_t body_bytes = size_t{64} << 20;
};

/// errors: invalid_input for what is no address (ServeOptions::listen), or one that others could reach
Status check_address(const std::string& listen);

/// Serves until stop() is true (it is asked again and again), then takes nothing more, answers what is under way, and
/// returns. `ready` gets the address when requests are taken. errors: as check_address; unavailable if it is taken
Status serve(Grader& grader, const ServeOptions& options, const std::function<bool()>& stop,
             const std::function<void(const std::string& address)>& ready);

}  // namespace simbench::grader
