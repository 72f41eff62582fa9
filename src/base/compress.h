#pragma once
#include <string>
#include <string_view>

#include "base/error.h"

namespace simbench {

/// zstd, level 1–19.
std::string zstd_compress(std::string_view bytes, int level = 9);
/// errors: corrupt if it isn't zstd or is cut off; invalid_input if the content is larger than max_bytes.
Result<std::string> zstd_decompress(std::string_view bytes, size_t max_bytes);
/// Raw deflate (RFC 1951): what DecompressionStream("deflate-raw") in a browser inflates.
std::string deflate_raw(std::string_view bytes);
std::string base64(std::string_view bytes);

}  // namespace simbench
