#include "report/blobs.h"

namespace simbench::report {

size_t Blobs::add(std::string_view text) {
  auto [it, is_new] = number_of_hash_.try_emplace(sha256(text), encoded_.size());
  if (is_new) encoded_.push_back(base64(deflate_raw(to_utf8(text)))), bytes_ += encoded_.back().size() + 1;
  return it->second;
}

std::string Blobs::lines() const {
  return join(encoded_, "\n");
}

}  // namespace simbench::report
