#pragma once
// SipHash-2-4 (Aumasson, Bernstein 2012): a keyed 64-bit tag. Both ends of the trace pipe use it: the probe's library
// signs each frame, the parent checks it, so that a script that writes to the pipe itself is noticed.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace simbench::sandbox {

using SipKey = std::array<uint64_t, 2>;

/// Little-endian hosts only, as the trace format is.
class SipHash {
 public:
  explicit SipHash(const SipKey& key)
      : v0_(key[0] ^ 0x736f6d6570736575u),
        v1_(key[1] ^ 0x646f72616e646f6du),
        v2_(key[0] ^ 0x6c7967656e657261u),
        v3_(key[1] ^ 0x7465646279746573u) {}

  SipHash& add(const void* data, size_t n) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    total_ += n;
    while (n > 0) {
      size_t part = std::min(n, 8 - filled_);
      std::memcpy(reinterpret_cast<unsigned char*>(&word_) + filled_, bytes, part);
      filled_ += part, bytes += part, n -= part;
      if (filled_ == 8) absorb(word_), word_ = 0, filled_ = 0;
    }
    return *this;
  }

  uint64_t tag() {
    absorb(word_ | static_cast<uint64_t>(total_) << 56);
    v2_ ^= 0xff;
    for (int i = 0; i < 4; ++i) round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  void absorb(uint64_t word) {
    v3_ ^= word;
    round();
    round();
    v0_ ^= word;
  }
  void round() {
    v0_ += v1_, v1_ = std::rotl(v1_, 13), v1_ ^= v0_, v0_ = std::rotl(v0_, 32);
    v2_ += v3_, v3_ = std::rotl(v3_, 16), v3_ ^= v2_;
    v0_ += v3_, v3_ = std::rotl(v3_, 21), v3_ ^= v0_;
    v2_ += v1_, v1_ = std::rotl(v1_, 17), v1_ ^= v2_, v2_ = std::rotl(v2_, 32);
  }

  uint64_t v0_, v1_, v2_, v3_, word_ = 0;
  size_t filled_ = 0, total_ = 0;
};

/// The tag of frame number `sequence` (from 0) of a run.
inline uint64_t frame_tag(const SipKey& key, uint64_t sequence, const void* header8, const void* payload, size_t n) {
  return SipHash(key).add(&sequence, 8).add(header8, 8).add(payload, n).tag();
}

}  // namespace simbench::sandbox
