#pragma once
// What an HTTP answer means for the request: pure, so that every case has a test.
#include "provider/wire.h"

namespace simbench::provider {

/// What came back, or didn't.
struct Answer {
  long status = 0;      ///< 0 when there is no complete answer
  std::string failure;  ///< the transport's words when status is 0
  bool timed_out = false, too_large = false;
  bool untrusted = false;  ///< its certificate is signed by nobody who is known here
  std::string body;
  std::optional<double> retry_after_s;
  std::optional<double> pause_s;  ///< everybody has to wait: an allowance is used up
  Refused sent_without;           ///< what had been left out of the request when it was sent
};

enum class Next {
  done,   ///< `result` is final
  retry,  ///< try again later; `result` is what to say when no try is left
  slow,   ///< the same, and everybody should slow down
  adapt,  ///< try again at once without what was refused (added to `refused`)
};

struct Reading {
  Next next = Next::done;
  Result<Completion> result;
};

/// Decides by docs/format/provider.md. The key is cut out of every message.
Reading read_answer(const Answer& answer, const WireFormat& format, const Endpoint& endpoint, Refused& refused);

/// `text` with every occurrence of the key replaced.
std::string redact(std::string text, const Endpoint& endpoint);
/// The same for everything that came back: an endpoint that echoes the key must not bring it into the store.
void redact(Completion& completion, const Endpoint& endpoint);
/// The URL without user name, password and query.
std::string public_url(std::string_view url);

}  // namespace simbench::provider
