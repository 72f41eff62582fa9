#pragma once
#include "provider/provider.h"

namespace simbench::provider {

/// Everything that makes an answer the same answer (docs/format/provider.md): adapter's version, endpoint, model,
/// messages, sampling, schema, and which repeat of the request it is.
Json cache_key(const Request& request, std::string_view model, std::string_view endpoint);

/// Where the answer to a key lies below a cache's folder.
fs::path cache_file(const fs::path& folder, const Json& key);

/// Answers from `folder` what has been answered before; what the other answers is put there. Errors and filtered
/// answers are not. An answer from the folder has `attempts` 0.
std::unique_ptr<Provider> make_cached(std::unique_ptr<Provider> other, fs::path folder, std::string model,
                                      std::string endpoint);

}  // namespace simbench::provider
