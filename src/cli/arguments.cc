#include "cli/command.h"
#include "cli/settings.h"

namespace simbench::cli {

bool Arguments::flag(std::string_view name) const {
  return text(name) == "true";
}

std::string Arguments::text(std::string_view name) const {
  auto it = values.find(std::string(setting(name).name));
  return it == values.end() || it->second.empty() ? "" : it->second.back();
}

std::vector<std::string> Arguments::list(std::string_view name) const {
  std::vector<std::string> out;
  auto it = values.find(std::string(setting(name).name));
  if (it == values.end()) return out;
  for (const std::string& given : it->second)
    for (std::string_view part : split(given, ','))
      if (std::string_view word = trim(part); !word.empty()) out.emplace_back(word);
  return out;
}

std::optional<double> Arguments::number(std::string_view name) const {
  std::string value = text(name);
  if (value.empty()) return std::nullopt;
  return std::stod(value);
}

std::optional<int64_t> Arguments::integer(std::string_view name) const {
  std::string value = text(name);
  if (value.empty()) return std::nullopt;
  return std::stoll(value);
}

}  // namespace simbench::cli
