#pragma once
// Texts of the report, stored once, deflated and base64-encoded; the page inflates one when a cell is opened.
#include "base/base.h"

namespace simbench::report {

class Blobs {
 public:
  /// Number of the blob that holds `text`; the same text gives the same number.
  size_t add(std::string_view text);
  /// Bytes of all blobs so far, as they stand in the page.
  size_t bytes() const { return bytes_; }
  /// One blob a line.
  std::string lines() const;

 private:
  std::map<std::string, size_t> number_of_hash_;
  std::vector<std::string> encoded_;
  size_t bytes_ = 0;
};

}  // namespace simbench::report
