#include "base/hash.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/error.h"

namespace simbench {

std::string sha256(std::string_view bytes) {
  // Looked up once: ids of cells are hashes, and a large run asks for millions of them.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  bool ok = algorithm && EVP_Digest(bytes.data(), bytes.size(), digest, &length, algorithm, nullptr) == 1;
  check(ok && length == 32, "SHA-256 is not available in this OpenSSL");
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex(64, '0');
  for (size_t i = 0; i < 32; ++i) hex[2 * i] = kDigits[digest[i] >> 4], hex[2 * i + 1] = kDigits[digest[i] & 15];
  return hex;
}

Hasher& Hasher::add(std::string_view name, std::string_view bytes) {
  text_ += fmt::format("{}:{}:{}\n", name, bytes.size(), sha256(bytes));
  return *this;
}

}  // namespace simbench
