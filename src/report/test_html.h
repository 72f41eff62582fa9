#pragma once
// For the tests of this room.
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <string_view>

namespace simbench::report {

inline bool has(const std::string& html, std::string_view text) {
  return html.find(text) != std::string::npos;
}

inline std::string from_base64(std::string_view text) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, have = 0;
  for (char c : text) {
    size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;
    bits = bits << 6 | static_cast<unsigned>(digit), have += 6;
    if (have >= 8) have -= 8, out += static_cast<char>(bits >> have & 0xff);
  }
  return out;
}

/// What a browser's DecompressionStream("deflate-raw") makes of it.
inline std::string inflated(std::string_view base64_line) {
  std::string packed = from_base64(base64_line), out(1 << 20, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, -MAX_WBITS), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(packed.data()), stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data()), stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

}  // namespace simbench::report
