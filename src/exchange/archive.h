#pragma once
// A ZIP file, written member by member. Private to room exchange.
#include <memory>
#include <string_view>

#include "base/base.h"

struct archive;

namespace simbench::exchange {

/// It is there, whole, once finish() returned no error. Equal members give equal bytes.
class ZipWriter {
 public:
  static Result<ZipWriter> open(const fs::path& path);
  Status add(const std::string& name, std::string_view content);
  Status finish();
  ZipWriter(ZipWriter&&) = default;
  ZipWriter& operator=(ZipWriter&&) = delete;
  ~ZipWriter();  ///< without a trace of what isn't finished

 private:
  ZipWriter(fs::path path, fs::path temporary, struct archive* zip);
  tl::unexpected<Error> failed() const;
  fs::path path_, temporary_;
  std::unique_ptr<struct archive, int (*)(struct archive*)> zip_;
};

}  // namespace simbench::exchange
