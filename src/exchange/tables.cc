#include "exchange/formats.h"

namespace simbench::exchange {
namespace {

Status write_tables(const store::Store& store, const fs::path& folder, const ExportOptions& options,
                    const std::pair<std::string_view, std::string (*)(const analysis::Table&)>& form) {
  TRY_ASSIGN(Json result, analysis::analyze(store, options.analysis));
  TRY(make_directories(folder));
  for (const analysis::Table& table : analysis::flat_tables(result))
    TRY(write_file(folder / (table.name + std::string(form.first)), form.second(table)));
  return {};
}

}  // namespace

Status write_csv(const store::Store& store, const fs::path& folder, const ExportOptions& options) {
  return write_tables(store, folder, options, {".csv", analysis::to_csv});
}

Status write_latex(const store::Store& store, const fs::path& folder, const ExportOptions& options) {
  return write_tables(store, folder, options, {".tex", analysis::to_latex});
}

}  // namespace simbench::exchange
