#pragma once
#include "provider/provider.h"

namespace simbench::provider {

/// Answers from `folder` what has been answered before; what the other answers is put there. Errors and filtered
/// answers are not. An answer from the folder has `attempts` 0.
std::unique_ptr<Provider> make_cached(std::unique_ptr<Provider> other, fs::path folder, std::string model,
                                      std::string endpoint);

}  // namespace simbench::provider
