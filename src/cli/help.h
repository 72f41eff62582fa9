#pragma once
// --help as wide as the terminal.
#include <CLI/CLI.hpp>

namespace simbench::cli {

/// Options and commands in two columns, descriptions wrapped.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter();
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_subcommand(const CLI::App* command) const override;
  std::string make_description(const CLI::App* app) const override;
  std::string make_footer(const CLI::App* app) const override;

 private:
  std::string row(const std::string& name, const std::string& words) const;
  size_t width_;
};

}  // namespace simbench::cli
