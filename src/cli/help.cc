#include "cli/help.h"

#include "base/base.h"
#include "cli/words.h"

namespace simbench::cli {
namespace {

constexpr size_t kWidth = 100;      // where nobody says how wide it may be
constexpr size_t kNameColumn = 32;  // of names; on a narrow terminal they leave more to their words
constexpr size_t kNarrow = 70;

}  // namespace

HelpFormatter::HelpFormatter() : width_(std::max(reader_width().value_or(kWidth), kLeastForProse)) {}

std::string HelpFormatter::row(const std::string& name, const std::string& words) const {
  size_t column = width_ < kNarrow ? 8 : kNameColumn;
  std::string head = "  " + name;
  if (words.empty()) return head + "\n";
  if (columns(head) + 2 > column) return head + "\n" + wrapped(std::string(column, ' '), words, width_);
  return wrapped(head + std::string(column - columns(head), ' '), words, width_);
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool is_positional) const {
  return row(make_option_name(option, is_positional) + make_option_opts(option), make_option_desc(option));
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
  return row(command->get_display_name(true), command->get_description());
}

std::string HelpFormatter::make_description(const CLI::App* app) const {
  std::string words = app->get_description();
  return words.empty() ? "" : wrapped("", words, width_);
}

std::string HelpFormatter::make_footer(const CLI::App* app) const {
  std::string out;
  std::string footer = app->get_footer();
  if (footer.empty()) return out;
  for (std::string_view line : split(footer, '\n')) out += fitted_command(line, width_) + "\n";
  return out;
}

}  // namespace simbench::cli
