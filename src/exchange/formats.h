#pragma once
// The writers of room exchange; each is defined in the file named beside it.
#include "exchange/exchange.h"

namespace simbench::exchange {

Status write_lines(const store::Store& store, const fs::path& folder, const ExportOptions& options);    // lines.cc
Status write_csv(const store::Store& store, const fs::path& folder, const ExportOptions& options);      // tables.cc
Status write_latex(const store::Store& store, const fs::path& folder, const ExportOptions& options);    // tables.cc
Status write_junit(const store::Store& store, const fs::path& folder, const ExportOptions& options);    // junit.cc
Status write_inspect(const store::Store& store, const fs::path& folder, const ExportOptions& options);  // inspect.cc
Status write_every_eval_ever(const store::Store& store, const fs::path& folder,
                             const ExportOptions& options);  // every_eval_ever.cc
Status write_parquet(const store::Store& store, const fs::path& folder, const ExportOptions& options);  // parquet.cc

}  // namespace simbench::exchange
