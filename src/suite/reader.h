#pragma once
// Reading one table of a TOML file with complaints that name file, line and the nearest right key.
#include "base/base.h"
#include "base/toml.h"

namespace simbench::suite {

class TableReader {
 public:
  TableReader(const TomlDocument& document, std::string pointer) : document_(document), pointer_(std::move(pointer)) {}

  const Json& table() const { return get_at(); }
  std::string where(std::string_view key = {}) const {
    return document_.where(key.empty() ? pointer_ : fmt::format("{}/{}", pointer_, key));
  }
  tl::unexpected<Error> complain(std::string_view key, std::string message) const {
    return fail(ErrorCode::invalid_input, std::move(message), where(key));
  }

  Result<std::string> text(std::string_view key) const;  ///< required, not empty
  std::string text_or(std::string_view key, std::string fallback) const;
  double number_or(std::string_view key, double fallback) const;
  bool flag_or(std::string_view key, bool fallback) const;
  Result<std::vector<std::string>> texts(std::string_view key) const;  ///< absent: empty
  /// Refuses keys that aren't in `known`: the first, or all.
  Status only(const std::vector<std::string>& known) const;
  std::vector<Error> unknown(const std::vector<std::string>& known) const;

 private:
  const Json& get_at() const;
  const TomlDocument& document_;
  std::string pointer_;
};

}  // namespace simbench::suite
