#include "campaign/problems.h"

namespace simbench::campaign {
namespace {

constexpr int kFailuresInARow = 8;  ///< of one model or judge, none answered in between: its endpoint is down

}  // namespace

bool Problems::add(const Error& error) {
  auto same = [&](const Error& other) { return other.text() == error.text(); };
  if (std::any_of(all.begin(), all.end(), same)) return false;
  all.push_back(error);
  return true;
}

bool EndpointState::failed(const Error& error, Problems& problems) {
  if (error.code == ErrorCode::not_found || error.code == ErrorCode::invalid_input) return false;
  if (!problems.endpoint) problems.endpoint = error;
  bool hopeless = error.code == ErrorCode::denied || ++failures >= kFailuresInARow;
  if (!hopeless || down) return false;
  down = true;
  return true;
}

}  // namespace simbench::campaign
