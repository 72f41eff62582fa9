#pragma once
// Reading one table of a TOML file with complaints that name file, line and the nearest right key.
#include <map>

#include "base/base.h"
#include "base/toml.h"

namespace simbench::suite {

class TableReader {
 public:
  TableReader(const TomlDocument& document, std::string pointer) : document_(document), pointer_(std::move(pointer)) {}

  const Json& table() const { return get_at(); }
  /// null where the key isn't there
  const Json& value(std::string_view key) const;
  std::string where(std::string_view key = {}) const {
    return document_.where(key.empty() ? pointer_ : fmt::format("{}/{}", pointer_, name_of(key)));
  }
  /// Of the table `index` of a list of tables.
  std::string pointer_of(std::string_view key, size_t index) const {
    return fmt::format("{}/{}/{}", pointer_, name_of(key), index);
  }
  tl::unexpected<Error> complain(std::string_view key, std::string message) const {
    return fail(ErrorCode::invalid_input, std::move(message), where(key));
  }

  Result<std::string> text(std::string_view key) const;  ///< required, not empty
  std::string text_or(std::string_view key, std::string fallback) const;
  double number_or(std::string_view key, double fallback) const;
  bool flag_or(std::string_view key, bool fallback) const;
  Result<std::vector<std::string>> texts(std::string_view key) const;  ///< absent: empty
  /// Refuses keys that aren't in `known`: the first, or all. One that is misspelt is read from then on as what it was
  /// meant to be: that its right name isn't there would be an echo.
  Status only(const std::vector<std::string>& known);
  std::vector<Error> unknown(const std::vector<std::string>& known);

 private:
  const Json& get_at() const;
  /// As it stands in the file.
  std::string_view name_of(std::string_view key) const;
  const TomlDocument& document_;
  std::string pointer_;
  std::map<std::string, std::string, std::less<>> misspelt_;  ///< right name → as it stands
};

}  // namespace simbench::suite
