#pragma once
// Values one behind another in as few bytes as they take.
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace simbench::store {

class Packer {
 public:
  /// Seven bits a byte, the low ones first; all but the last have the high bit set.
  void number(uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  /// Negative ones are small, too.
  void whole_number(int64_t value) { number(static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63)); }
  void real(double value) { fixed(std::bit_cast<uint64_t>(value)); }
  /// Eight bytes, the low ones first.
  void fixed(uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(value >> shift);
  }
  void text(std::string_view value) { number(value.size()), bytes_ += value; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what a Packer wrote. Beyond the end everything is 0, and `done` false.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      uint8_t byte = next();
      value |= uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return value;
    }
    broken_ = true;
    return 0;
  }
  int64_t whole_number() {
    uint64_t value = number();
    return static_cast<int64_t>(value >> 1 ^ (~(value & 1) + 1));
  }
  double real() { return std::bit_cast<double>(fixed()); }
  uint64_t fixed() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 8) value |= uint64_t{next()} << shift;
    return value;
  }
  std::string_view text() {
    size_t size = number();
    if (size > bytes_.size() - at_) broken_ = true, size = 0;
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  /// How many entries follow; each takes a byte at least.
  size_t count() {
    size_t entries = number();
    if (entries > bytes_.size() - at_) broken_ = true, entries = 0;
    return entries;
  }
  /// Everything was there, and nothing is left.
  bool done() const { return !broken_ && at_ == bytes_.size(); }
  void fail() { broken_ = true; }

 private:
  uint8_t next() {
    if (at_ == bytes_.size()) broken_ = true;
    return broken_ ? uint8_t{0} : static_cast<uint8_t>(bytes_[at_++]);
  }
  std::string_view bytes_;
  size_t at_ = 0;
  bool broken_ = false;
};

}  // namespace simbench::store
