#pragma once
#include <string>
#include <string_view>

namespace simbench {

/// SHA-256 as 64 lower-case hexadecimal digits (FIPS 180-4, by OpenSSL).
std::string sha256(std::string_view bytes);

/// A hash over several named parts: order matters, boundaries can't be confused.
class Hasher {
 public:
  Hasher& add(std::string_view name, std::string_view bytes);
  std::string hex() const { return sha256(text_); }

 private:
  std::string text_;
};

}  // namespace simbench
