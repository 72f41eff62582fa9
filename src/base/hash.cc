#include "base/hash.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/error.h"

namespace simbench {

std::string sha256(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  int ok = EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr);
  check(ok == 1 && length == 32, "SHA-256 is not available in this OpenSSL");
  std::string hex;
  for (unsigned i = 0; i < length; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

Hasher& Hasher::add(std::string_view name, std::string_view bytes) {
  text_ += fmt::format("{}:{}:{}\n", name, bytes.size(), sha256(bytes));
  return *this;
}

}  // namespace simbench
