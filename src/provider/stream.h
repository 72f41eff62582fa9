#pragma once
// Answers that come as server-sent events, put together into the answer that would have come at once.
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"

namespace simbench::provider {

/// The data of each event, in order; comments and other fields are left out. Lines may end in \n, \r\n or \r.
std::vector<std::string> event_data(std::string_view body);

/// True if this looks like events, whatever content type was claimed.
bool is_event_stream(std::string_view body);

// Adds one event to the answer so far (null at first), as each family of endpoints sends it.
void merge_openai(Json& answer, const Json& event);
void merge_anthropic(Json& answer, const Json& event);
void merge_google(Json& answer, const Json& event);

/// The answer that the events make. errors: unavailable if the stream ends before its answer does.
Result<Json> assemble(std::string_view body, void (*merge)(Json& answer, const Json& event));

}  // namespace simbench::provider
