// simbench serve: the grader over HTTP.
#include <unistd.h>

#include <cstdlib>

#include "base/json.h"
#include "cli/grading_setup.h"
#include "cli/run_functions.h"
#include "cli/signals.h"

namespace simbench::cli {

Result<int> run_serve(const Arguments& arguments) {
  if (Status address = grader::check_address(arguments.text("listen")); !address)
    return usage_error("--listen " + address.error().text());
  auto setup = grading_setup(arguments);
  if (!setup && setup.error().code == ErrorCode::unsupported) {
    say("simbench serve: " + setup.error().text());
    return kSandbox;
  }
  TRY(setup);
  const char* token = std::getenv("SIMBENCH_SERVE_TOKEN");
  grader::ServeOptions options{.listen = arguments.text("listen"),
                               .token = token ? token : "",
                               .jobs = (*setup)->jobs,
                               .queue = static_cast<size_t>(std::max<int64_t>(1, *arguments.integer("queue")))};
  bool open = options.token.empty() && !options.listen.starts_with("unix:");
  if (open) tell("SIMBENCH_SERVE_TOKEN is not set: every user of this machine can ask for grades");
  auto ready = [&](const std::string& address) {
    if (arguments.json())
      print(to_text({{"listening", address}}));
    else
      tell("listening on " + address);
  };
  const std::atomic<bool>& signalled = stop_on_signals();
  bool with_parent = arguments.flag("with-parent");
  auto stop = [&, parent = ::getppid()] { return signalled || (with_parent && ::getppid() != parent); };
  TRY(grader::serve(*(*setup)->grader, options, stop, ready));
  return kOk;
}

}  // namespace simbench::cli
